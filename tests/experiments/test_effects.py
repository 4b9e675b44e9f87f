"""Effects: which way, by how much, in how many worlds, and when nothing can be said."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars
import pytest

from legation import api
from legation.base.calendar import week_of
from legation.engine.week import the_week
from legation.experiments import effects
from legation.experiments.effects import (
    CANNOT_TELL,
    CONTROL_INPUTS,
    CONTROL_PARAMETERS,
    CONTROLS,
    HIGHER,
    LEGEND,
    LOWER,
    NOT_HIGHER,
    NOT_LOWER,
    NOTHING_TO_MEASURE,
    SAME,
    TOO_FEW,
    EffectsBuilder,
    measured_years,
    varies_control,
    whole_spans,
)
from legation.observation.scopes import FOUNDING, PLACE_AND_PERIOD, Observable
from legation.population.codes import SUMMONED
from legation.runs.codebook import TABLES

PARTED = week_of(date(2016, 12, 26))
ALIKE = np.full(40, 1000.0)


def measure(unit="USD a year", **more):
    told = {"name": "takings", "topic": "Money", "unit": unit, "kind": "flow", "sentence": "What is taken.",
            "needs": FOUNDING, "resolution": PLACE_AND_PERIOD, "vague_beyond": 10.0,
            "rule": lambda history, at: history["x"]}  # fmt: skip
    return Observable(**{**told, **more})


@pytest.fixture
def effect(monkeypatch):
    """The effect over all years of a measure that gives these values."""

    def found(a, b, *, before="baseline", after="no-bank-crackdown", overrides=(), **more):
        monkeypatch.setattr(effects, "OBSERVABLES", (measure(**more),))
        scenarios = api.resolve_scenario(before), api.resolve_scenario(after, overrides=overrides)
        made = EffectsBuilder(*scenarios, PARTED, {})
        for part in (slice(0, 7), slice(7, None)):  # Chunks, as they come.
            made.add_chunk({"x": np.array(a, float)[part]}, {"x": np.array(b, float)[part]})
        return made.rows()[0]

    return found


def test_a_difference_on_one_side_is_told_with_its_range_and_votes(effect):
    """Differences of 1 to 40 dollars: 5, 50 and 95 % of 40 even steps lie at 2.95, 20.5 and 38.05."""
    found = effect(ALIKE, ALIKE + np.arange(1, 41))
    assert (
        found.words
        == "USD 20 a year higher (90 % of worlds: USD 3 to 38 a year higher); higher in 40 of 40 worlds, lower in 0"
    )
    assert (found.label, found.higher, found.lower) == (HIGHER, 40, 0)
    assert tuple(found.difference) == (3.0, 20.0, 38.0)
    assert tuple(found.a) == (1000, 1000, 1000)
    down = effect(ALIKE, ALIKE - np.arange(1, 41))
    assert down.label == LOWER
    assert down.words.startswith("USD 20 a year lower (90 % of worlds: USD 3 to 38 a year lower); lower in 40 of 40")


def test_a_difference_on_both_sides_can_t_be_told(effect):
    found = effect(ALIKE, ALIKE + np.linspace(-100, 300, 40))
    assert found.label == CANNOT_TELL
    assert found.words.startswith("can't tell which way (90 % of worlds: USD 80 a year lower to USD 280 a year higher)")


def test_what_lies_within_a_thousandth_is_hardly_different(effect):
    assert effect(ALIKE, ALIKE + 0.9).label == SAME
    assert effect(ALIKE, ALIKE + 1.1).label == HIGHER
    assert effect(ALIKE / 2000, ALIKE / 2000 + 0.0009, unit="share of officials").label == SAME


def test_many_equal_twins_are_the_same_or_higher(effect):
    found = effect(ALIKE, ALIKE + np.repeat([0, 500], 20))
    assert found.label == NOT_LOWER
    assert found.words == (
        "the same or higher (90 % of worlds: up to USD 500 a year higher); "
        "higher in 20 of 40 worlds, lower in 0, exactly alike in 20"
    )
    assert effect(ALIKE, ALIKE - np.repeat([0, 500], 20)).label == NOT_HIGHER


def test_eleven_of_32_twins_that_are_lower_by_little_leave_the_direction_open(effect):
    """What is lower by less than a thousandth is too small to speak of, and still lower."""
    b = ALIKE[:32] + np.array([-0.5] * 11 + [30] * 21)
    found = effect(ALIKE[:32], b, unit="persons")
    assert (found.label, found.higher, found.lower) == (CANNOT_TELL, 21, 11)
    assert found.words == (
        "can't tell which way (90 % of worlds: the same to 30 persons higher); higher in 21 of 32 worlds, lower in 11"
    )


@pytest.mark.parametrize(("others", "label"), [(2, NOT_LOWER), (3, CANNOT_TELL)])
def test_the_same_or_higher_leaves_one_twin_in_twenty_on_the_other_side(effect, others, label):
    """Two of 40 are 5 %."""
    differences = np.array([-0.5] * others + [0] * 20 + [500] * (20 - others))
    assert effect(ALIKE, ALIKE + differences).label == label
    other_way = {NOT_LOWER: NOT_HIGHER}.get(label, label)
    assert effect(ALIKE, ALIKE - differences).label == other_way


def test_a_share_differs_by_points(effect):
    found = effect(ALIKE / 2000, ALIKE / 2000 + 0.12, unit="share of officials")
    assert found.words.startswith("12 points higher (90 % of worlds: 12 points higher)")
    assert found.unit == "percentage points"


@pytest.mark.parametrize("unit", ["0 to 1", "2013 = 1", "up to 2012 = 1"])
def test_a_unit_that_is_a_scale_stands_in_brackets(effect, unit):
    assert effect(ALIKE, ALIKE + 100, unit=unit).words.startswith(f"100 ({unit}) higher")


def test_few_pairs_give_numbers_and_no_direction(effect):
    few = effect(ALIKE[:19], ALIKE[:19] + 100)
    assert (few.label, few.higher, tuple(few.difference)) == (TOO_FEW, 19, (100, 100, 100))
    assert few.words.startswith("can't tell: too few worlds (90 % of worlds: USD 100 a year higher to USD 100 a year")


def test_where_most_pairs_have_nothing_to_measure_there_is_no_number(effect):
    empty = effect(np.where(np.arange(40) < 20, np.nan, 1000.0), ALIKE + 100)
    assert (empty.label, empty.a, empty.difference, empty.higher) == (NOTHING_TO_MEASURE, None, None, None)
    most = effect(np.where(np.arange(40) < 19, np.nan, 1000.0), ALIKE + 100)
    assert (most.label, most.worlds) == (HIGHER, 21)


def test_where_a_control_differs_the_numbers_are_given_like_all_others(effect):
    found = effect(ALIKE, ALIKE + 100, after="baseline", overrides=["alert.jump=0.5"])
    assert (found.label, found.higher, tuple(found.difference)) == (HIGHER, 40, (100, 100, 100))


def test_a_small_count_of_persons_is_given_as_it_is(effect):
    found = effect(ALIKE / 1000, ALIKE / 1000 + 2, unit="persons a year")
    assert tuple(found.a) == (1, 1, 1) and tuple(found.difference) == (2, 2, 2)


def test_controls_are_known_by_parameter_switch_and_input():
    baseline = api.resolve_scenario("baseline")
    assert not varies_control(baseline, baseline)
    for name in (
        "no-bank-crackdown",
        "no-2016-17-sanctions",
        "border-open-2020",
        "families-allowed",
        "no-dated-shocks",
    ):
        assert not varies_control(baseline, api.resolve_scenario(name))
    for change in ("sessions=off", "alert.half_life=20", "purge=off", "purge.summoned=0.5", "flight.deterrence=0.1"):
        assert varies_control(baseline, api.resolve_scenario("baseline", overrides=[change]))
    for change in ("trade.median_margin=60000", "flight.attempts=2", "trade=off"):
        assert not varies_control(baseline, api.resolve_scenario("baseline", overrides=[change]))


@pytest.mark.parametrize("name", sorted(CONTROL_INPUTS))
def test_a_dated_control_is_one_too(name, tmp_path):
    """Each is dropped in turn, from the scenario that has it."""
    whole = next(
        told for told in map(api.resolve_scenario, ("baseline", "dated-alert"))
        if any(policy.input == name for policy in told.policies)
    )  # fmt: skip
    (policy, *_) = [policy.name for policy in whole.policies if policy.input == name]
    (tmp_path / "less.toml").write_text(
        f'format = 1\ntitle = "Less"\nextends = "{whole.name}"\ndrop = ["{policy}"]\n', encoding="utf-8"
    )
    assert varies_control(whole, api.resolve_scenario(tmp_path / "less.toml"))


def test_every_mechanism_that_calls_home_alarms_watches_or_catches_is_a_control():
    """Derived from what a mechanism may do, so that a new one can't be forgotten."""
    controls = {
        one.name
        for one in the_week().mechanisms
        if one.writes & {"alert", "ordered", "captured", "sessions"} or any(to == SUMMONED for _, to in one.moves)
    }
    assert controls >= {"purge", "alert", "sessions", "recall", "pursuit"}
    assert controls <= CONTROLS


def test_a_control_that_is_named_by_input_or_parameter_exists():
    baseline = api.resolve_scenario("baseline")
    assert baseline.inputs.keys() >= CONTROL_INPUTS
    assert baseline.parameters.keys() >= CONTROL_PARAMETERS


def test_years_count_from_the_one_that_lies_after_the_parting_for_half_of_it():
    years = measured_years(api.resolve_scenario("baseline"), PARTED)
    assert (min(years), max(years)) == (2017, 2025)
    assert min(measured_years(api.resolve_scenario("baseline"), week_of(date(2020, 1, 20)))) == 2020
    assert (
        min(measured_years(api.resolve_scenario("baseline"), 0)) == 2012
    )  # the years before are the model's running-in
    assert measured_years(api.resolve_scenario("baseline"), None) == {}


def test_all_years_come_first_and_then_each(monkeypatch):
    monkeypatch.setattr(effects, "OBSERVABLES", (measure(),))
    made = EffectsBuilder(api.resolve_scenario("baseline"), api.resolve_scenario("no-bank-crackdown"), PARTED, {})
    made.add_chunk({"x": ALIKE}, {"x": ALIKE + 100})
    rows = made.rows()
    assert [row.years for row in rows] == ["2017-25", *map(str, range(2017, 2026))]
    assert whole_spans(rows) == rows[:1]


def test_what_needs_a_mechanism_that_is_off_is_left_out():
    off = api.resolve_scenario("baseline", overrides=["trade=off"])
    made = EffectsBuilder(api.resolve_scenario("baseline"), off, 0, {})
    assert "trade_income" not in {one.name for one in made.observables}
    assert "posted_officials" in {one.name for one in made.observables}


def test_what_the_scenario_itself_tells_is_no_effect():
    made = EffectsBuilder(api.resolve_scenario("baseline"), api.resolve_scenario("no-2016-17-sanctions"), PARTED, {})
    assert "trade_index" not in {one.name for one in made.observables}


def test_the_table_is_the_one_of_the_codebook(effect):
    row = effect(ALIKE, ALIKE + 100).as_row()
    assert list(row) == list(effects.COLUMNS) == list(TABLES["effects"])
    kinds = {"text": str, "number": float, "whole number": int}
    assert {name: kinds[column.kind] for name, column in TABLES["effects"].items()} == effects.COLUMNS
    assert polars.DataFrame([row], schema=effects.COLUMNS).height == 1


def test_every_label_is_explained_once():
    labels = [label for label, _ in LEGEND]
    assert len(set(labels)) == len(labels) == 8
