"""Scored claims: who is among them, and what is measured for each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.series import rates_by_year
from legation.experiments.setup import load_scenario
from legation.inference.scored import CHECK, FIT, scored_claims
from legation.kernel.fixed_point import ONE
from tests.observation.helpers import DANDONG, tables


@pytest.fixture(scope="module")
def made():
    rates = {year: each.rmb_per_usd for year, each in rates_by_year().items()}
    return scored_claims(load_ledger().public(), load_scenario("baseline"), rates), rates


def test_they_are_the_claims_to_fit_and_to_check_each_with_a_target_or_a_reason(made):
    scored, _ = made
    ledger = scored.ledger
    wanted = {claim.id for claim in ledger.claims.values() if claim.role in (FIT, CHECK)}
    assert set(scored.targets) | set(scored.refused) == wanted
    assert not set(scored.targets) & set(scored.refused)
    assert set(scored.voices) == set(scored.targets)
    assert {ledger.claims[name].role for name in scored.with_role(FIT)} == {FIT}
    assert {ledger.claims[name].role for name in scored.with_role(CHECK)} == {CHECK}
    assert sorted(scored.with_role(FIT) + scored.with_role(CHECK)) == sorted(scored.targets)


def test_what_is_measured_is_the_claims_own_time_and_place(made):
    """Eight counted in each period of 2013 give 104 a year; the quota was met by one in four of Dandong in 2019."""
    scored, _ = made
    history = tables(2)
    history["counted_all"][:, 52:66, DANDONG] = 8 * ONE
    history["quota_asked"][1, :, DANDONG], history["quota_met"][1, :, DANDONG] = 100, 25
    history["posted"][:, :, DANDONG] = 10
    measured = scored.measured(history)
    assert measured.keys() == scored.targets.keys()
    assert measured["pf-f-01-2013"] == pytest.approx([104, 104], rel=0.01)
    assert np.isnan(measured["pf-g-13"][0])
    assert measured["pf-g-13"][1] == pytest.approx(0.25)


def test_a_claim_may_be_refused_although_it_could_be_measured(made):
    scored, rates = made
    some = scored_claims(
        scored.ledger, load_scenario("baseline"), rates, refuse=lambda claim: "so" if claim.id == "pf-g-13" else ""
    )
    assert some.refused["pf-g-13"] == "so"
    assert set(scored.targets) - set(some.targets) == {"pf-g-13"}


def test_withdrawn_claims_are_none(made):
    scored, rates = made
    ledger = scored.ledger
    claims = ledger.claims | {"pf-g-13": replace(ledger.claims["pf-g-13"], status="retracted")}
    fewer = scored_claims(replace(ledger, claims=claims), load_scenario("baseline"), rates)
    assert "pf-g-13" not in fewer.targets and "pf-g-13" not in fewer.refused


def test_the_digest_is_of_what_is_measured_and_of_no_word(made):
    scored, _ = made
    ledger = scored.ledger
    name = "pf-f-01-2013"
    retold = replace(ledger.claims[name], paraphrase="Other words.", source_grade="D")
    same = replace(scored, ledger=replace(ledger, claims=ledger.claims | {name: retold}))
    assert same.digest() == scored.digest()
    moved = scored.targets | {name: replace(scored.targets[name], scopes=scored.targets["pf-f-01-2014"].scopes)}
    assert replace(scored, targets=moved).digest() != scored.digest()
