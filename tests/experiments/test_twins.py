"""Twins are alike until they are told different things, and the audit says when, by what and where they part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from legation import api
from legation.base.calendar import week_of
from legation.base.faults import WorldFailedError
from legation.experiments import twins
from legation.experiments.twins import (
    FOUNDING,
    differing_parameters,
    find_divergence,
    intervention_weeks,
    pairs_to_audit,
    simulate_twins,
)

SPAN = {"start": date(2016, 1, 4), "end": date(2018, 1, 7)}
SMALL = ["founding.posted=2500"]
PARTED = week_of(date(2016, 12, 31))


def told(name="baseline", *overrides):
    return api.resolve_scenario(name, overrides=[*SMALL, *overrides], **SPAN)


@pytest.fixture(scope="module")
def pairs():
    return list(simulate_twins(told(), told("no-bank-crackdown"), told=[PARTED] * 6, seed=1, threads=2, chunk=4))


def test_twins_have_the_same_numbers_and_the_same_draws(pairs):
    assert [list(one.numbers) for one, _ in pairs] == [list(two.numbers) for _, two in pairs] == [[0, 1, 2, 3], [4, 5]]
    assert all(differing_parameters(one, two) == set() for one, two in pairs)


def test_what_is_kept_is_equal_until_the_week_in_which_they_are_told_different_things(pairs):
    one, two = pairs[0]
    before = slice(0, PARTED // 4)
    assert all(np.array_equal(table[:, before], two.history[name][:, before]) for name, table in one.history.items())
    assert (one.history["with_account"][:, PARTED // 4 + 1] < two.history["with_account"][:, PARTED // 4 + 1]).any()


def test_a_parameter_that_is_told_otherwise_is_apart_and_no_other():
    one, two = next(simulate_twins(told(), told("baseline", "trade.median_margin=60000"),
                                   told=[told().first_week] * 2, seed=1))  # fmt: skip
    assert differing_parameters(one, two) == {"trade.median_margin"}


def test_a_dropped_policy_parts_twins_in_its_week_at_the_mechanism_that_reads_it():
    found = find_divergence(told(), told("no-bank-crackdown"), seed=1, number=0)
    assert (found.told, found.what) == (PARTED, ("bank_access",))
    assert (found.week, found.mechanism, found.columns) == (PARTED, "banking", ("account",))


def test_a_path_drawn_for_each_world_parts_twins_at_its_first_month():
    found = find_divergence(told(), told("no-2016-17-sanctions"), seed=1, number=3)
    assert (found.told, found.what) == (week_of(date(2016, 3, 1)), ("imports", "exports"))
    assert (found.week, found.mechanism) == (found.told, "environment")


def test_each_pair_is_told_apart_in_a_week_of_its_own():
    """A delay in whole weeks is drawn for each world: where it is drawn as it was fixed, twins are told the same."""
    one, two = told(), told("baseline", "alert.knowledge_delay=4")
    found = intervention_weeks(one, two, worlds=40, seed=1, chunk=7)
    drawn = one.draw(1, range(40)).machine["alert.knowledge_delay"]
    assert found == [None if delay == 4 else one.first_week for delay in drawn]
    assert None in found and one.first_week in found
    assert intervention_weeks(one, told("no-bank-crackdown"), worlds=2, seed=1) == [PARTED] * 2
    assert intervention_weeks(one, one, worlds=3, seed=1) == [None] * 3


def test_the_first_pairs_are_taken_apart_and_one_that_parts_if_they_do_not():
    assert pairs_to_audit([None, 5, None, None, 3], 3) == [0, 1, 2]
    assert pairs_to_audit([None, None, None, None, 3, 5], 3) == [0, 1, 2, 4]
    assert pairs_to_audit([None, None], 3) == [0, 1]
    assert pairs_to_audit([7], 3) == [0]
    assert pairs_to_audit([7, 7, 7, 7], 2, failed={0, 2}) == [1, 3]
    assert pairs_to_audit([None, 7, None, 7], 2, failed={1}) == [0, 2, 3]


def test_twins_that_are_told_the_same_never_part():
    found = find_divergence(told(), told(), seed=1, number=0)
    assert (found.told, found.what, found.week) == (None, (), None)


def test_a_switch_or_a_parameter_parts_twins_from_the_first_week():
    first = told().first_week
    found = find_divergence(told(), told("baseline", "trade=off"), seed=1, number=0)
    assert (found.told, found.what, found.week, found.mechanism) == (first, ("trade",), first, "trade")
    larger = api.resolve_scenario("baseline", overrides=["founding.posted=2600"], **SPAN)
    found = find_divergence(told(), larger, seed=1, number=0)
    assert (found.told, found.what, found.mechanism) == (first, ("founding.posted",), FOUNDING)


def _with_few_rooms(monkeypatch, usual):
    """Let worlds begin with this many rooms for journeys, times what they are given. Returns the factors given."""
    really, factors = twins.begin, []

    def begin(*arguments, rooms):
        world = really(*arguments, rooms=rooms)
        factors.append(rooms)
        for name in ("status", "post", "persons", "overland", "due", "cents"):
            world.columns[f"journey_{name}"] = world.columns[f"journey_{name}"][: usual * rooms].copy()
        return world

    monkeypatch.setattr(twins, "begin", begin)
    return factors


def test_twins_of_which_one_runs_out_of_rooms_begin_again_with_more_and_part_where_they_would(monkeypatch):
    a, b = told("baseline", "flight.attempts=10"), told("no-bank-crackdown", "flight.attempts=10")
    usual = find_divergence(a, b, seed=1, number=0)
    factors = _with_few_rooms(monkeypatch, usual=1)
    assert find_divergence(a, b, seed=1, number=0) == usual
    assert factors == [2**k for k in range(len(factors) // 2) for _ in range(2)]
    assert len(factors) > 2


def test_twins_that_run_out_of_the_most_rooms_stop_and_say_so(monkeypatch):
    _with_few_rooms(monkeypatch, usual=0)
    with pytest.raises(WorldFailedError, match="more people were under way at once than the world has room for"):
        find_divergence(told("baseline", "flight.attempts=10"), told("baseline", "flight.attempts=9"), seed=1, number=0)


def test_a_difference_before_its_time_is_an_error_of_the_program(monkeypatch):
    really, count = twins.advance, []

    def meddled(world, setting, last):
        count.append(world)
        outcome = really(world, setting, last)
        if len(count) == 2:
            world.columns["market"][0] += 1
        return outcome

    monkeypatch.setattr(twins, "advance", meddled)
    with pytest.raises(
        WorldFailedError, match=r"^The twins of world 0 differ in market before week 416 \(2016-12-26\)"
    ):
        find_divergence(told(), told("no-bank-crackdown"), seed=1, number=0)


def test_so_is_one_in_what_was_kept(monkeypatch):
    really, count = twins.simulate_in, []

    def meddled(*arguments, **options):
        count.append(1)
        second = len(count) == 2
        for chunk in really(*arguments, **options):
            if second:
                history = {name: table.copy() for name, table in chunk.history.items()}
                history["posted"][1, PARTED // 4 - 1, 0] += 1
                chunk = replace(chunk, history=history)
            yield chunk

    monkeypatch.setattr(twins, "simulate_in", meddled)
    with pytest.raises(WorldFailedError, match=r"^The twins of world 1 differ in posted"):
        list(simulate_twins(told(), told("no-bank-crackdown"), told=[PARTED] * 2, seed=1))
