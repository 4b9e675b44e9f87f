"""Grounds: what reaches an observable, and which records went into it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from legation.assessment.foundations import drivers, grounds
from legation.engine.week import the_week
from legation.experiments.setup import load_scenario


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("baseline")


def _mechanism(name, reads="", writes=""):
    return SimpleNamespace(name=name, arguments=(*reads.split(), *writes.split()), writes=frozenset(writes.split()))


def test_whatever_writes_what_a_mechanism_names_drives_it_and_so_on_upwards():
    week = [_mechanism("sky", writes="rain"), _mechanism("field", "rain", "corn"), _mechanism("mill", "corn", "flour"),
            _mechanism("inn", "flour"), _mechanism("smith", writes="nails")]  # fmt: skip
    assert set(drivers("mill", week, ())) == {"mill", "field", "sky"}
    assert set(drivers("mill", week, ("corn",))) == {"mill"}
    assert set(drivers("founding", week, ())) == set()


def test_a_column_that_is_read_and_written_ties_in_both_directions():
    week = [_mechanism("flight", "alert", "unanswered"), _mechanism("alert", "", "unanswered alert")]
    assert set(drivers("alert", week, ())) == {"flight", "alert"}


def test_what_is_not_driven_by_trade_does_not_rest_on_the_numbers_of_trade(baseline):
    uses = grounds(baseline).uses
    rests = {name: {use for of_one in records.values() for use in of_one} for name, records in uses.items()}
    assert "parameter trade.median_margin" in rests["trade_income"]
    assert "policy icbc" in rests["trade_income"] and "input imports" in rests["trade_income"]
    assert "parameter trade.median_margin" not in rests["trade_index"]
    assert rests["posted_officials"] and all("founding." in use for use in rests["posted_officials"])
    assert all("parameter founding.posted" in of_one for of_one in rests.values())


def test_what_is_switched_off_drives_nothing(baseline):
    off = grounds(replace(baseline, switches=baseline.switches | {"trade": False}))
    assert off.off == {"trade"}
    assert not [use for use in off.uses["flights"].get("pf-g-02", []) if "trade" in use]


def test_the_grounds_hold_what_is_installed(baseline):
    assert grounds(baseline).held == {mechanism.name for mechanism in the_week().mechanisms}
