"""One small run, read by all tests of the report."""

from __future__ import annotations

import pytest

import legation


@pytest.fixture(scope="session")
def result():
    return legation.run("baseline", worlds=8, command="legation run baseline --worlds 8")
