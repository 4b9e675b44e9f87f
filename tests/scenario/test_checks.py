"""What a scenario is checked against: the model's parameters and inputs, and the ledger's records."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.base.faults import ScenarioError
from legation.base.toml import written
from legation.engine.week import the_week
from legation.evidence.ledger import load_ledger
from legation.experiments.setup import load_scenario
from legation.kernel.units import Declared, Within
from legation.scenario import read_scenario, shipped
from legation.scenario.checks import DATED_FLIGHT, OUT_OF_SCOPE, ledger_records
from legation.scenario.offers import Offer
from tests.scenario.helpers import BASE, policy, scenario

UNITS = {
    "trade.income_lost": Declared("share", Within(0, 1)),
    "trade.shock_spread": Declared("sd of log", Within(0, 10)),
}


def test_a_scenario_that_fits_the_model_is_accepted(tmp_path):
    known = {
        "parameters": UNITS,
        "inputs": dict.fromkeys(("bank_access", "lockdown"), Within(0, 1)),
        "switches": ["alert"],
    }
    assert scenario(tmp_path, BASE, **known).title == "A small scenario"


def test_missing_and_unparameters_inputs_and_mechanisms_are_all_named(tmp_path):
    with pytest.raises(ScenarioError) as refused:
        scenario(
            tmp_path,
            BASE,
            parameters={
                "trade.income_lost": Declared("ratio", Within(0, 1)),
                "flight.attempts": Declared("1/yr", Within(0, 1)),
            },
            inputs=dict.fromkeys(("bank_access", "imports"), Within(0, 1)),
            switches=["alerts"],
        )
    assert sorted((fault.field, fault.line) for fault in refused.value.faults) == [
        ("inputs.imports", 1),
        ("inputs.lockdown", 26),
        ("parameters.flight.attempts", 1),
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
        scenario(tmp_path, text, records={"x": kind})


@pytest.mark.parametrize(
    "kind", ["un_sanction", "bank_enforcement", "dprk_purge", "political_shock", "dprk_missions", "border"]
)
def test_what_comes_from_outside_and_named_shocks_may_be_inputs(kind, tmp_path):
    text = BASE + policy("p", 'value = 0.5\nfrom = 2017-01-01\nrecords = ["x"]')
    assert scenario(tmp_path, text, records={"x": kind}).policies[0].records == ("x",)


def test_a_parameter_may_cite_an_outcome_because_its_prior_is_no_input(tmp_path):
    text = BASE.replace('assumed = "Nothing is reported."', 'records = ["x"]')
    assert scenario(tmp_path, text, records={"x": "fit"}).parameters["trade.shock_spread"].records == ("x",)


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
    assert scenario(tmp_path, text, records={"x": "context"}).title == "A small scenario"
    with pytest.raises(ScenarioError, match="so no number can rest on it"):
        scenario(tmp_path, text, records={"x": OUT_OF_SCOPE})


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_rests_on_records_of_the_ledger_that_are_in_scope(name):
    assert read_scenario(name).title


def _with(unit="share", low=0.0, high=1.0):
    return {"trade.income_lost": Declared(unit, Within(low, high)), "trade.shock_spread": UNITS["trade.shock_spread"]}


def test_a_range_beyond_what_the_code_can_carry_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match=r"between 0 and 0\.3, which is what the model can carry"):
        scenario(tmp_path, BASE, parameters=_with(high=0.3))
    assert scenario(tmp_path, BASE, parameters=_with()).title


def test_an_input_beyond_what_the_code_can_carry_is_refused(tmp_path):
    wide, narrow = Within(0, 1), Within(0.5, 1)
    assert scenario(tmp_path, BASE, inputs={"bank_access": wide, "lockdown": wide}).title
    with pytest.raises(ScenarioError, match=r"a share between 0\.5 and 1"):
        scenario(tmp_path, BASE, inputs={"bank_access": wide, "lockdown": narrow})


def test_a_mechanism_that_is_off_by_default_needs_parameters_only_when_switched_on(tmp_path):
    known = UNITS | {"guest.size": Declared("share", Within(0, 1))}
    told = {"parameters": known, "switches": ["alert", "guest"], "offers": {"guest": Offer()}}
    assert scenario(tmp_path, BASE, **told).title
    with pytest.raises(ScenarioError, match=r"parameters\.guest\.size: found nothing"):
        scenario(tmp_path, BASE.replace("[switches]", "[switches]\nguest = true"), **told)


def test_the_ledger_names_claims_by_role_and_timeline_rows_by_type():
    records = ledger_records()
    assert records["tl-19"] == "bank_enforcement"
    assert records["nk-2019-intv-12"] == "fit"
    assert records["pf-k-08"] == OUT_OF_SCOPE


# A pair of times, of which one may not lie below the other in any world.
PAIR = """format = 1
title = "A pair"

[parameters.flight.least]
title = "The least time"
unit = "weeks"
range = [{}, {}]
default = {}
{}
assumed = "For the test."

[parameters.flight.most]
title = "The most time"
unit = "weeks"
range = [{}, {}]
default = {}
{}
assumed = "For the test."
"""
ORDERED = {
    "flight.least": Declared("weeks", Within(0, 520)),
    "flight.most": Declared("weeks", Within(0, 520), not_below="flight.least"),
}
UNIFORM = 'prior = { kind = "uniform" }'


def pair(folder, least, most, *, overrides=()):
    """Two parameters, each as range, default and whether it is drawn."""
    parts = [part for low, high, default, drawn in (least, most) for part in (low, high, default, UNIFORM * drawn)]
    return scenario(folder, PAIR.format(*parts), parameters=ORDERED, overrides=overrides)


def test_the_least_may_reach_the_most_and_not_pass_it(tmp_path):
    assert pair(tmp_path, (0, 8, 8, True), (8, 20, 8, True)).title
    assert pair(tmp_path, (0, 12, 4, False), (1, 20, 4, False)).title  # neither is drawn, and both are 4
    with pytest.raises(ScenarioError, match=r"most\.default: found 3; expected at least 4, the most"):
        pair(tmp_path, (0, 12, 4, False), (1, 20, 3, False))
    with pytest.raises(ScenarioError, match=r"most\.range: found from 8; expected at least 9, the most"):
        pair(tmp_path, (0, 9, 2, True), (8, 20, 19, True))


def test_a_setting_may_not_turn_them_round(tmp_path):
    assert pair(tmp_path, (0, 12, 4, False), (1, 20, 8, False), overrides=["flight.least=8"]).title
    with pytest.raises(ScenarioError, match="expected at least 9, the most that"):
        pair(tmp_path, (0, 12, 4, False), (1, 20, 8, False), overrides=["flight.least=9"])


times = st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.booleans()).filter(
    lambda time: time[0] < time[1] and time[0] <= time[2] <= time[1]
)


@given(least=times, most=times)
@settings(max_examples=60)
def test_whatever_is_accepted_is_in_order_in_every_world(tmp_path_factory, least, most):
    try:
        told = pair(tmp_path_factory.mktemp("pair"), least, most)
    except ScenarioError:
        ends = [(low, high) if drawn else (default, default) for low, high, default, drawn in (least, most)]
        assert ends[0][1] > ends[1][0]  # A world could have turned them round.
        return
    drawn = told.draw(1, range(300)).machine
    assert np.all(drawn["flight.least"] <= drawn["flight.most"])


@pytest.mark.parametrize("name", ["flight.transit", "recall.order"])
def test_the_shipped_mechanisms_say_which_times_are_in_order(name):
    assert the_week().parameters[f"{name}_most"].not_below == f"{name}_least"


def _dated(tmp_path, form, **changed):
    """The shipped scenario in which alert follows dated flights, or one like it."""
    policy = {"name": "one", "title": "One", "input": "dated_flight", "where": ["China"], "effect": "set",
              "kind": "pulse", "value": 1, "from": date(2016, 4, 4), "until": date(2016, 4, 10),
              "records": ["tl-10"], "assumed": "For the test."} | changed  # fmt: skip
    lines = ["format = 1", 'title = "Dated"', 'extends = "baseline"', form, "[[policies]]"]
    path = tmp_path / "dated.toml"
    path.write_text("\n".join([*lines, *(f"{key} = {written(value)}" for key, value in policy.items())]), "utf-8")
    return load_scenario(path)


FIXED = '[parameters.alert.form]\ndefault = "dated"\nassumed = "For the test."'
DRAWN = FIXED + '\nprior = { kind = "choice", weights = [1, 1, 0] }'


def test_a_dated_flight_may_be_an_input_where_no_flight_of_the_model_counts(tmp_path):
    told = _dated(tmp_path, FIXED)
    assert told.draw(1, range(3)).machine["alert.form"].tolist() == [0, 0, 0]
    assert load_scenario("dated-alert").input_rows()["dated_flight"].any()
    assert not load_scenario("baseline").input_rows()["dated_flight"].any()


@pytest.mark.parametrize(
    ("form", "changed"),
    [
        ("", {}),
        (DRAWN, {}),
        (FIXED.replace('"dated"', '"clampdown"'), {}),
        (FIXED, {"input": "shock"}),
        (FIXED, {"records": ["pf-f-01-2013"]}),  # a count that is scored
    ],
)
def test_elsewhere_a_dated_flight_is_an_outcome_and_no_other_outcome_enters_beside_it(tmp_path, form, changed):
    with pytest.raises(ScenarioError, match=r"which is an outcome \((defection_shock|fit)\), not an input"):
        _dated(tmp_path, form, **changed)


def test_nothing_is_scored_on_the_flights_that_may_be_inputs():
    """They are context in the timeline, and no claim that is scored derives from them or is related to them."""
    ledger = load_ledger()
    dated = {event.id for event in ledger.timeline.values() if event.type == DATED_FLIGHT}
    assert dated == {"tl-10", "tl-32"}
    assert {ledger.timeline[name].role for name in dated} == {"context"}
    for claim in ledger.claims.values():
        if claim.role in ("fit", "check"):
            assert not dated & {*claim.derived_from, *claim.related}, claim.id
