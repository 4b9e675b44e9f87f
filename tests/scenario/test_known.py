"""What a scenario is checked against: the model's parameters and inputs, and the ledger's records."""

import pytest

from legation.base.errors import ScenarioError
from legation.scenario import load, shipped
from legation.scenario.known import DATED_ALERT, OUT_OF_SCOPE, ledger_records
from tests.scenario.helpers import BASE, policy, scenario

UNITS = {"trade.income_lost": "share", "trade.shock_spread": "sd of log"}


def test_a_scenario_that_fits_the_model_is_accepted(tmp_path):
    known = {"known_parameters": UNITS, "known_inputs": {"bank_access", "lockdown"}, "known_switches": ["alert"]}
    assert scenario(tmp_path, BASE, **known).title == "A small scenario"


def test_missing_and_unknown_parameters_inputs_and_mechanisms_are_all_named(tmp_path):
    with pytest.raises(ScenarioError) as refused:
        scenario(
            tmp_path,
            BASE,
            known_parameters={"trade.income_lost": "ratio", "flight.h0": "1/yr"},
            known_inputs=["bank_access", "imports"],
            known_switches=["alerts"],
        )
    assert sorted((fault.field, fault.line) for fault in refused.value.faults) == [
        ("inputs.imports", 1),
        ("inputs.lockdown", 26),
        ("parameters.flight.h0", 1),
        ("parameters.trade.income_lost.unit", 6),
        ("parameters.trade.shock_spread", 12),
        ("switches.alert", 34),
    ]


@pytest.mark.parametrize(
    "kind",
    ["dprk_control", "dprk_recall", "dprk_quota", "dprk_rotation", "defection_shock", "unrest", "repatriation",
     "trade_low", "fit", "check"],
)  # fmt: skip
def test_an_outcome_may_not_be_an_input(kind, tmp_path):
    text = BASE + policy("p", 'value = 0.5\nfrom = 2017-01-01\nrecords = ["x"]')
    with pytest.raises(ScenarioError, match=f"which is an outcome \\({kind}\\), not an input"):
        scenario(tmp_path, text, known_records={"x": kind})


@pytest.mark.parametrize(
    "kind", ["un_sanction", "bank_enforcement", "dprk_purge", "political_shock", "dprk_missions", "border"]
)
def test_what_comes_from_outside_and_named_shocks_may_be_inputs(kind, tmp_path):
    text = BASE + policy("p", 'value = 0.5\nfrom = 2017-01-01\nrecords = ["x"]')
    assert scenario(tmp_path, text, known_records={"x": kind}).policies[0].records == ("x",)


def test_a_parameter_may_cite_an_outcome_because_its_prior_is_no_input(tmp_path):
    text = BASE.replace('assumed = "Nothing is reported."', 'records = ["x"]')
    assert scenario(tmp_path, text, known_records={"x": "fit"}).parameters["trade.shock_spread"].records == ("x",)


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace('assumed = "Nothing is reported."', 'records = ["x"]'),
        BASE.replace('assumed = "As before."', 'records = ["x"]', 1),
        BASE + policy("p", 'value = 0.5\nfrom = 2017-01-01\nrecords = ["x"]'),
    ],
    ids=["parameter", "input", "policy"],
)
def test_no_number_rests_on_a_claim_that_is_out_of_scope(text, tmp_path):
    assert scenario(tmp_path, text, known_records={"x": "context"}).title == "A small scenario"
    with pytest.raises(ScenarioError, match="so it can't be what a number rests on"):
        scenario(tmp_path, text, known_records={"x": OUT_OF_SCOPE})


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_rests_on_records_of_the_ledger_that_are_in_scope(name):
    assert load(name).title


def test_dated_flights_may_be_pulses_only_in_the_variant_that_says_so(tmp_path):
    text = BASE + policy("p", 'value = 0.5\nfrom = 2017-01-01\nrecords = ["tl-10"]')
    records = {"tl-10": "defection_shock", "tl-11": "defection_shock"}
    with pytest.raises(ScenarioError, match=r"variants\.alert"):
        scenario(tmp_path, text, known_records=records)
    dated = text + '\n[variants]\nalert = "dated"\n'
    assert scenario(tmp_path, dated, known_records=records).variants == {"alert": "dated"}
    with pytest.raises(ScenarioError, match="tl-11"):
        scenario(tmp_path, dated.replace("tl-10", "tl-11"), known_records=records)


def test_the_ledger_names_claims_by_role_and_timeline_rows_by_type():
    records = ledger_records()
    assert records["tl-19"] == "bank_enforcement"
    assert records["nk-2019-intv-12"] == "fit"
    assert records["pf-k-08"] == OUT_OF_SCOPE
    assert {records[name] for name in DATED_ALERT} == {"defection_shock"}
