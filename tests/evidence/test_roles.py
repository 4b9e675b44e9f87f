"""Roles are given by origin: what is fitted and what checks the fit must not be one voice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger, roles
from legation.observation.observables.catalogue import BY_NAME
from legation.scenario import read_scenario
from tests.evidence.helpers import claim, shipped

FLIGHTS = '{ observable = ["flights"] }'

QUANTITATIVE = {
    "fit": "nk-2015-recall-01 nk-2019-intv-12 nk-2019-intv-20 nk-2018-reun-02 nk-2019-mss-16",
    "check": "nk-2022-surv-04 nk-2019-mss-01 nk-2022-surv-12 nk-2019-intv-17 nk-2015-recall-10",
    "prior": "nk-2022-surv-03 nk-2015-recall-04 nk-2018-reun-10",
    "input": "nk-2022-surv-14 nk-2015-recall-08 nk-2015-recall-15 nk-2015-recall-16 nk-2015-recall-17 "
    "nk-2015-recall-18 nk-2019-intv-28",
    "structure": "nk-2019-mss-04 nk-2015-recall-02 nk-2015-recall-05 nk-2015-recall-06",
}
PUBLIC = {
    "fit": "pf-f-01-2013 pf-f-01-2014 pf-g-13 pf-g-16 pf-g-16-third pf-i-11 pf-j-04 pf-j-04-rise pf-c-10",
    "check": "pf-f-01-2015 pf-e-19 pf-e-16 pf-e-18 pf-j-07 pf-h-06",
}


def test_an_origin_that_is_fitted_may_not_check(tmp_path: Path) -> None:
    fit = claim(role='"fit"', wording='"several"', represented_by=FLIGHTS)
    check = claim(id='"two"', role='"check"', wording='"several"', represented_by=FLIGHTS)
    with pytest.raises(EvidenceError) as caught:
        ledger.load_ledger(records=shipped(tmp_path, fit, check))
    assert [fault.field for fault in caught.value.faults] == ["claim[2].role"]
    assert '"story" a reason among the exceptions' in caught.value.faults[0].advice


def test_two_origins_may(tmp_path: Path) -> None:
    fit = claim(role='"fit"', wording='"several"', represented_by=FLIGHTS)
    check = claim(id='"two"', role='"check"', wording='"several"', represented_by=FLIGHTS, upstream='"another"')
    assert len(ledger.load_ledger(records=shipped(tmp_path, fit, check)).claims) == 2


def test_every_exception_stands_on_both_sides_and_says_why() -> None:
    sides = roles.sides(list(ledger.load_ledger().claims.values()))
    assert all(sides[upstream] == {"fit", "check"} and reason for upstream, reason in roles.BOTH_SIDES.items())


@pytest.mark.parametrize("role", QUANTITATIVE)
def test_the_quantities_and_events_of_the_five_articles_have_the_roles_fixed_for_them(role: str) -> None:
    found = {
        claim.id
        for claim in ledger.load_ledger().with_role(role)
        if claim.kind in ("quantity", "event") and claim.id.startswith("nk-")
    }
    assert found == set(QUANTITATIVE[role].split())


@pytest.mark.parametrize("role", PUBLIC)
def test_the_scored_public_facts_are_those_fixed(role: str) -> None:
    assert {c.id for c in ledger.load_ledger().with_role(role) if c.id.startswith("pf-")} == set(PUBLIC[role].split())


@pytest.mark.parametrize("name", ["pf-b-12", "pf-g-17", "pf-g-19"])
def test_a_check_that_nothing_measures_yet_waits_as_context_and_says_so(name: str) -> None:
    waiting = ledger.load_ledger().claim(name)
    assert (waiting.role, waiting.observable) == ("context", None)
    assert re.search("no observable until|othing in the model measures it yet", waiting.note)


@pytest.mark.parametrize("name", ["nk-2019-mss-14", "pf-g-15"])
def test_the_targets_of_firms_wait_as_context_for_a_measure_that_is_named_and_not_built(name: str) -> None:
    waiting = ledger.load_ledger().claim(name)
    assert (waiting.role, waiting.observable) == ("context", "firm_target_usd")
    assert "othing in the model measures it yet" in waiting.note
    assert "firm_target_usd" not in BY_NAME


def test_no_claim_points_to_a_parameter_that_nothing_has() -> None:
    parameters = read_scenario("baseline").parameters
    named = {
        (claim_.id, name) for claim_ in ledger.load_ledger().claims.values() for name in claim_.represented_by.parameter
    }
    assert {(claim_id, name) for claim_id, name in named if name not in parameters} == set()


def test_what_has_no_quantity_is_structure_or_context() -> None:
    for claim_ in ledger.load_ledger().claims.values():
        if claim_.kind in ("mechanism", "trend", "attitude"):
            assert claim_.role in ("structure", "context"), claim_.id


def test_totals_of_all_escapers_are_neither_fitted_nor_assessed() -> None:
    claims = ledger.load_ledger().claims
    for number in range(2, 9):
        assert claims[f"pf-i-0{number}"].role == "context" and claims[f"pf-i-0{number}"].out_of_scope
    assert claims["pf-k-08"].role == "context" and claims["pf-k-08"].out_of_scope
