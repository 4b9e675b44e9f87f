"""What tells two scenarios apart, in sentences."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from legation.base.calendar import monday, week_of
from legation.scenario import Known, read_scenario
from legation.scenario.diff import describe_difference
from tests.scenario.helpers import BASE, AnyRecord, policy, scenario


def test_a_scenario_does_not_differ_from_itself(tmp_path):
    assert describe_difference(scenario(tmp_path, BASE), scenario(tmp_path, BASE, "other")) == []


def test_each_difference_is_a_sentence(tmp_path):
    below = scenario(tmp_path, BASE + policy("banks", "value = 0.5\nfrom = 2017-01-01"))
    above = scenario(
        tmp_path,
        'format = 1\nextends = "small.toml"\ntitle = "Another"\nfrom = 2012-01-02\ndrop = ["banks"]\n'
        "[switches]\nalert = false\nflight = true\n"
        '[inputs.lockdown]\nbase = 1\nassumed = "Always."\n'
        '[parameters.trade.income_lost]\ndefault = 0.4\nassumed = "Only the sign is reported."\n'
        + policy("shut", "value = 0.5\nfrom = 2020-01-01", input="lockdown"),
        "child",
    )
    assert describe_difference(below, above) == [
        "Title: A small scenario becomes Another.",
        "First week: 2009-01-05 becomes 2012-01-02.",
        "Switch flight is new: on.",
        "Mechanism alert is off instead of on.",
        "Parameter trade.income_lost: uniform becomes fixed at 0.4 share.",
        "Input lockdown: base 0.0 becomes 1.0.",
        "Input lockdown: assumed As before becomes Always.",
        "Policy banks is dropped: A change.",
        "Policy shut is new: A change.",
    ]


def test_the_first_counterfactual_differs_from_the_baseline_in_bank_policies_only():
    baseline, without = (
        read_scenario(name, known=Known(records=AnyRecord())) for name in ("baseline", "no-bank-crackdown")
    )
    sentences = [
        sentence for sentence in describe_difference(baseline, without) if not sentence.startswith(("Title", "About"))
    ]
    assert len(sentences) == 5
    assert all(sentence.startswith("Policy") and "is dropped" in sentence for sentence in sentences)
    assert without.input_rows()["bank_access"].min() == 65_536


def compared(name):
    """In what a shipped scenario differs from the baseline, reasons apart: the inputs touched, and the sentences."""
    baseline, other = (read_scenario(one, known=Known(records=AnyRecord())) for one in ("baseline", name))
    here, there = baseline.input_rows(), other.input_rows()
    reasons = ("Title", "About", *(f"Input {one}: {key}" for one in here for key in ("records", "assumed")))
    sentences = [sentence for sentence in describe_difference(baseline, other) if not sentence.startswith(reasons)]
    touched = {one: np.flatnonzero((here[one] != there[one]).any(axis=1)).tolist() for one in here}
    return {one: (monday(weeks[0]), monday(weeks[-1])) for one, weeks in touched.items() if weeks}, sentences


def test_an_open_border_differs_in_who_may_travel_from_2020_to_2023_only():
    touched, sentences = compared("border-open-2020")
    span = (date(2020, 1, 20), date(2023, 8, 21))
    assert touched == {"border_open": span, "permit": span}
    assert len(sentences) == 2
    assert all("is dropped" in sentence for sentence in sentences)


def test_allowed_families_differ_in_the_rule_on_newcomers_only():
    touched, sentences = compared("families-allowed")
    assert touched == {"families_allowed": (date(2023, 8, 21), date(2026, 1, 5))}
    assert sentences == ["Policy families-kept-home is dropped: Newcomers come without families."]


def test_no_dated_shocks_differ_in_two_weeks_of_shock_only():
    touched, sentences = compared("no-dated-shocks")
    assert touched == {"shock": (date(2019, 2, 25), date(2021, 3, 15))}
    assert {sentence.split(":")[0] for sentence in sentences} == {
        "Policy hanoi-summit is dropped", "Policy extradition-2021 is dropped"}  # fmt: skip
    rows = read_scenario("no-dated-shocks", known=Known(records=AnyRecord())).input_rows()["shock"]
    assert np.flatnonzero(rows.any(axis=1)).tolist() == [week_of(date(2013, 12, 9))]


def test_no_sanctions_differ_in_trade_and_in_what_carried_them_out_only():
    """An input differs from the first week of a dropped policy on, trade from the month on in which its path begins."""
    touched, sentences = compared("no-2016-17-sanctions")
    baseline, other = (
        read_scenario(one, known=Known(records=AnyRecord())) for one in ("baseline", "no-2016-17-sanctions")
    )
    dropped, added = set(baseline.policies) - set(other.policies), set(other.policies) - set(baseline.policies)
    first = {name: path.first for name, dated in other.inputs.items() if (path := dated.counterfactual)}
    for gone in dropped:
        first[gone.input] = min(first.get(gone.input, date.max), gone.steps[0][0])
    assert {name: weeks[0] for name, weeks in touched.items()} == {
        name: monday(week_of(day)) for name, day in first.items()
    }
    by_hand = {
        "imports": date(2016, 2, 29), "exports": date(2016, 2, 29), "bank_access": date(2016, 12, 26),
        "visa_pressure": date(2017, 9, 11), "permit": date(2017, 9, 11), "shock": date(2019, 2, 25)}  # fmt: skip
    assert by_hand.items() <= {name: weeks[0] for name, weeks in touched.items()}.items()
    kinds = Counter(sentence.split(" ")[0] + (" is new" if "is new" in sentence else "") for sentence in sentences)
    assert kinds == {"Input": 2, "Policy": len(dropped), "Policy is new": len(added)}
    assert {new.name for new in added} == {"imports-while-closed", "exports-while-closed"}


def test_without_sanctions_trade_falls_only_while_the_border_is_closed():
    rows = read_scenario("no-2016-17-sanctions", known=Known(records=AnyRecord())).input_rows()["imports"] / 65_536
    level = {day: rows[week_of(day), 0] for day in (date(2019, 6, 10), date(2021, 6, 7), date(2024, 6, 10))}
    assert level[date(2019, 6, 10)] == level[date(2024, 6, 10)] == pytest.approx(0.946, abs=0.001)
    assert level[date(2021, 6, 7)] == pytest.approx(0.11 * 0.946, abs=0.001)


STRENGTH = """
[parameters.strength.banks]
title = "Access left"
unit = "ratio"
range = [0.4, 1]
default = {default}
prior = {{ kind = "uniform" }}
assumed = "Nobody says."
"""
DRAWN = policy("banks", 'parameter = "strength.banks"\nfrom = 2017-01-01')


def test_another_strength_is_said_once_and_that_of_a_dropped_policy_with_the_policy(tmp_path):
    weak = scenario(tmp_path, BASE + STRENGTH.format(default=0.9) + DRAWN, "weak")
    strong = scenario(tmp_path, BASE + STRENGTH.format(default=0.5) + DRAWN, "strong")
    without = scenario(
        tmp_path, 'format = 1\nextends = "weak.toml"\ntitle = "A small scenario"\ndrop = ["banks"]', "no"
    )
    assert describe_difference(weak, strong) == ["Parameter strength.banks: default 0.9 becomes 0.5."]
    assert describe_difference(weak, without) == ["Policy banks is dropped: A change."]
    assert "strength.banks" not in without.parameters


@pytest.mark.parametrize(("word", "left"), [("weak", 0.9), ("middling", 0.75), ("strong", 0.5)])
def test_a_bank_crackdown_of_one_strength_differs_in_the_strengths_of_the_banks_only(word, left):
    baseline, other = (
        read_scenario(one, known=Known(records=AnyRecord())) for one in ("baseline", f"{word}-bank-crackdown")
    )
    banks = {policy.parameter for policy in baseline.policies if policy.input == "bank_access"}
    draws = [side.draw(1, range(3)).human for side in (baseline, other)]
    assert {name for name in draws[0] if (draws[0][name] != draws[1][name]).any()} == banks
    assert {float(value) for name in banks for value in draws[1][name]} == {left}
    without = read_scenario("no-bank-crackdown", known=Known(records=AnyRecord()))
    assert banks.isdisjoint(without.parameters)


def test_quotas_are_halved_world_by_world():
    baseline, other = (read_scenario(one, known=Known(records=AnyRecord())) for one in ("baseline", "quotas-halved"))
    draws = [side.draw(1, range(20)).human for side in (baseline, other)]
    halved = {name for name in draws[0] if (draws[0][name] != draws[1][name]).any()}
    assert halved == {f"obligations.quota_{kind}" for kind in ("low", "middle", "high")}
    for name in halved:
        assert draws[1][name] == pytest.approx(draws[0][name] / 2, abs=0.51)  # whole dollars
