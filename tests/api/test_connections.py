"""What rests on what, as plain data."""

from __future__ import annotations

import json

import pytest

from legation import api
from legation.base.faults import EvidenceError, UserError
from legation.scenario import shipped


def test_names_are_listed_with_what_they_are_and_of_how_many():
    scenarios = api.list_names("scenarios")
    assert [row["name"] for row in scenarios["scenarios"]] == list(shipped()) and scenarios["of"] == len(shipped())
    narrowed = api.list_names("parameters", ["hostage"])
    assert 0 < len(narrowed["parameters"]) < narrowed["of"]
    with pytest.raises(UserError, match="Did you mean claims"):
        api.list_names("claim")


def test_a_parameter_goes_down_to_claims_and_a_claim_up_to_parameters():
    (branch,) = api.why("trade.median_margin")["found"]
    claims = [lower["name"] for lower in branch["rests_on"] if lower["kind"] == "claim"]
    (hangs,) = api.impact(f"claim {claims[0]}")["found"]
    assert "trade.median_margin" in [upper["name"] for upper in hangs["hangs_on_it"]]


def test_answers_are_plain_data():
    for answer in (api.why("trade.median_margin"), api.impact("daily-nk"), api.list_names("observables")):
        assert json.loads(json.dumps(answer)) == answer


def test_a_ledger_of_an_earlier_day_knows_less():
    assert len(api.impact("daily-nk", as_of="2019")["found"][0]["hangs_on_it"]) < len(
        api.impact("daily-nk")["found"][0]["hangs_on_it"]
    )
    with pytest.raises(EvidenceError):
        api.why("nk-2022-surv-04", as_of="2019")
