"""One small run, read by all tests of the report."""

from __future__ import annotations

from datetime import date

import pytest

import legation
from legation import api


@pytest.fixture(scope="session")
def result():
    return legation.run("baseline", worlds=8, command="legation run baseline --worlds 8")


@pytest.fixture(scope="session")
def twins():
    """One small comparison, likewise."""
    return api.compare("baseline", "no-2016-17-sanctions", worlds=24,
                       start=date(2014, 12, 29), end=date(2020, 1, 5),
                       command="legation compare baseline no-2016-17-sanctions")  # fmt: skip
