"""One small run, read by all tests of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import legation
from legation import api


@pytest.fixture(scope="session")
def result():
    return legation.run("baseline", worlds=8, command="legation run baseline --worlds 8")


@pytest.fixture(scope="session")
def twins():
    """One small comparison, likewise; with all shocks in both, since otherwise no number would leave."""
    a, b = api.tell("baseline"), api.tell("no-2016-17-sanctions")
    shocks = [policy for policy in a.policies if policy.input == "shock"]
    others = [policy for policy in b.policies if policy.input != "shock"]
    return api.compare(a, replace(b, policies=(*others, *shocks)), worlds=24,
                       start=date(2014, 12, 29), end=date(2020, 1, 5),
                       command="legation compare baseline no-2016-17-sanctions")  # fmt: skip
