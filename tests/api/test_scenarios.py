"""Scenarios are checked as a whole, and the plan says which mechanisms run as a run does."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date

import pytest

from legation import api
from legation.api import connections, scenarios
from legation.api.scenarios import check_weeks, last_day
from legation.base.calendar import WEEKS
from legation.base.faults import ScenarioError
from legation.engine import week as weeks
from legation.engine.week import compose
from legation.experiments import setup
from legation.experiments.setup import setting
from legation.mechanisms import WEEK
from legation.scenario.schema import schema
from tests.contract import allowance


@pytest.mark.parametrize(
    ("span", "fault"),
    [
        ({"start": date(2019, 1, 1), "end": date(2018, 1, 1)}, "Are the two exchanged"),
        ({"end": date(2026, 1, 5)}, "makes no forecast"),
        ({"end": "2026-01-01"}, "a day from 2009-01-05 to 2025-12-31. The record ends there"),
        ({"start": date(2009, 1, 4)}, "a day from 2009-01-05"),
        ({"start": date(2019, 1, 1), "end": date(2019, 1, 20)}, "at least 4 weeks"),
    ],
)
def test_days_that_the_record_does_not_hold_are_refused(span, fault):
    with pytest.raises(ScenarioError, match=fault):
        api.resolve_scenario("baseline", **span)


def test_both_days_are_judged_at_once():
    with pytest.raises(ScenarioError) as refused:
        api.resolve_scenario("baseline", start=date(2001, 1, 1), end=date(2030, 1, 1))
    assert [fault.field for fault in refused.value.faults] == ["start", "end"]


@pytest.fixture
def with_allowance(monkeypatch):
    """The program with a third party's mechanism installed."""
    week = compose([*(importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK), allowance])
    for module in (weeks, setup, scenarios):
        monkeypatch.setattr(module, "the_week", lambda: week)
    return week


SWITCHED_ON = """format = 1
title = "Theirs"
extends = "baseline"
[switches]
allowance = true
[parameters.allowance.sum]
title = "sum"
unit = "USD"
range = [0, 10]
default = 1
assumed = "A test."
"""


@pytest.mark.parametrize("text", ["", "[switches]\nallowance = false\nalert = false\n", SWITCHED_ON])
def test_plan_and_run_agree_on_what_is_on_with_a_mechanism_of_others(tmp_path, with_allowance, text):
    (tmp_path / "mine.toml").write_text(
        text if "format" in text else f'format = 1\ntitle = "M"\nextends = "baseline"\n{text}'
    )
    planned = [row["on"] for row in api.plan(tmp_path / "mine.toml")["week"]]
    runs = setting(api.resolve_scenario(tmp_path / "mine.toml"), with_allowance).on
    assert planned == [bool(on) for on in runs]
    assert planned[-1] == (text == SWITCHED_ON)


def test_a_mechanism_without_sources_has_none_in_the_plan(tmp_path, with_allowance):
    (tmp_path / "theirs.toml").write_text(SWITCHED_ON)
    row = api.plan(tmp_path / "theirs.toml")["week"][-1]
    assert (row["mechanism"], row["sources"]) == ("allowance", [])
    assert [parameter["name"] for parameter in row["parameters"]] == ["allowance.sum"]
    assert row["grounds"] == "cites no record: its author's assumption"
    assert not any(mechanism["grounds"] for mechanism in api.plan()["week"][:-1])
    assert api.plan()["week"][-1]["parameters"] == []  # It is off there, and the scenario has no parameters of it.


def test_a_source_that_the_ledger_lacks_is_told_apart(monkeypatch):
    """A record of another's folder may stand behind a mechanism; nobody should look for it here in vain."""
    text = allowance.__doc__.rstrip() + "\n\nSources:\n    tl-19  A bank.\n    no-such-1  A parcel.\n"
    monkeypatch.setattr(allowance, "__doc__", text)
    week = compose([*(importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK), allowance])
    for module in (weeks, setup, scenarios, connections):
        monkeypatch.setattr(module, "the_week", lambda: week)
    row = api.plan()["week"][-1]
    assert (row["sources"], row["unknown_sources"], row["grounds"]) == (["tl-19", "no-such-1"], ["no-such-1"], "")
    (node,) = api.why("mechanism allowance")["found"]
    assert node["not_in_the_ledger"] == "no-such-1"
    assert [lower["name"] for lower in node["rests_on"] if lower["kind"] == "event"] == ["tl-19"]


def test_a_check_says_of_each_file_what_it_holds_or_all_that_is_wrong(tmp_path):
    baseline = api.resolve_scenario("baseline")
    assert api.check(["baseline"]) == [
        {"name": "baseline", "parameters": len(baseline.parameters), "drawn": len(baseline.free()),
         "policies": len(baseline.policies), "series": []}]  # fmt: skip
    (tmp_path / "short.toml").write_text('format = 1\ntitle = "S"\nextends = "baseline"\nto = 2009-01-20\n')
    with pytest.raises(ScenarioError) as refused:
        api.check(["baslin", tmp_path / "short.toml"])
    assert len(refused.value.faults) == 2 and "at least 4 weeks" in str(refused.value)


def test_a_difference_is_told_in_sentences_and_the_faults_of_both_at_once():
    assert api.difference("no-bank-crackdown", "baseline")["differences"]
    assert api.difference("baseline", "baseline")["differences"] == []
    with pytest.raises(ScenarioError) as refused:
        api.difference("one", "two")
    assert [fault.found for fault in refused.value.faults] == ['"two"', '"one"']


def test_a_scenario_and_an_argument_end_on_the_same_last_day(tmp_path):
    (tmp_path / "full.toml").write_text('format = 1\ntitle = "F"\nextends = "baseline"\nto = 2025-12-31\n')
    (tmp_path / "late.toml").write_text('format = 1\ntitle = "L"\nextends = "baseline"\nto = 2026-01-01\n')
    whole = api.resolve_scenario(tmp_path / "full.toml")
    assert whole.last_week == api.resolve_scenario("baseline", end=date(2025, 12, 31)).last_week == WEEKS - 1
    assert last_day(WEEKS - 1) == date(2025, 12, 31)
    ends = []
    for ask in (
        lambda: api.resolve_scenario(tmp_path / "late.toml"),
        lambda: api.resolve_scenario("baseline", end="2026-01-01"),
    ):
        with pytest.raises(ScenarioError) as refused:
            ask()
        (fault,) = refused.value.faults
        ends.append((fault.found, fault.expected, fault.advice))
    assert ends[0] == ends[1]


def test_other_weeks_are_no_twins():
    baseline = api.resolve_scenario("baseline")
    check_weeks(baseline, replace(baseline, name="other"))
    with pytest.raises(ScenarioError, match="expected the same weeks"):
        check_weeks(baseline, api.resolve_scenario("baseline", end="2019"))


def test_the_schema_is_that_of_scenario_files():
    assert api.schema() == schema()
