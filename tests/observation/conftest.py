"""Worlds small enough to count by hand."""

import pytest

from tests.observation.helpers import posted_in


@pytest.fixture
def history():
    """One world with officials in periods 5 and 6, in 2009."""
    return posted_in(slice(5, 7))


@pytest.fixture
def later():
    """One world with officials in periods 130 and 131, in 2018 and 2019."""
    return posted_in(slice(130, 132))
