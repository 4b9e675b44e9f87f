"""Numba is told of the marked functions before a test compiles one that calls them."""

import pytest

from legation.engine.intrinsics import register_marked


@pytest.fixture(autouse=True, scope="session")
def _registered():
    register_marked()
