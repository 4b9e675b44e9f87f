"""A bank small enough for a test: eight months of a small service, in parts of four worlds."""

from __future__ import annotations

from datetime import date

import pytest

from legation import api
from legation.evidence.ledger import load_ledger
from legation.evidence.series import rates_by_year
from legation.experiments.setup import active_mechanisms
from legation.inference.bank import BankPlan
from legation.inference.scored import scored_claims

SMALL = ["founding.posted=2500"]


@pytest.fixture(scope="session")
def small_plan():
    scenario = api.resolve_scenario("baseline", overrides=SMALL, start=date(2018, 12, 31), end=date(2019, 8, 31))
    rates = {year: each.rmb_per_usd for year, each in rates_by_year().items()}
    claims = scored_claims(load_ledger().public(), scenario, rates)
    return BankPlan(scenario, 3, claims, "model", active_mechanisms(scenario), rates, part=4)
