"""An ensemble is its worlds, whatever the threads and chunks that carried them."""

from __future__ import annotations

import re
import threading

import numpy as np
import pytest

from legation import api
from legation.experiments import ensemble
from legation.experiments.ensemble import simulate
from legation.experiments.setup import load_scenario

SMALL = ["founding.posted=2500"]


@pytest.fixture(scope="module")
def short():
    """Half a year of a small service."""
    from datetime import date

    return api.resolve_scenario("baseline", overrides=SMALL, start=date(2012, 12, 31), end=date(2013, 6, 30))


def _all(scenario, worlds, seed=1, **options):
    """Every number of an ensemble, by world."""
    chunks = list(simulate(scenario, worlds=worlds, seed=seed, **options))
    assert [number for chunk in chunks for number in chunk.numbers] == list(range(worlds))
    tables = {name: np.concatenate([chunk.history[name] for chunk in chunks]) for name in chunks[0].history}
    for part in ("human", "machine"):
        names = getattr(chunks[0], part)
        tables |= {f"{part} {name}": np.concatenate([getattr(chunk, part)[name] for chunk in chunks]) for name in names}
    return tables


def _equal(one, other):
    assert one.keys() == other.keys()
    return all(np.array_equal(one[name], other[name]) for name in one)


@pytest.fixture(scope="module")
def nine(short):
    return _all(short, 9, threads=2)


@pytest.mark.parametrize("options", [{"threads": 1, "chunk": 1}, {"threads": 2, "chunk": 3}, {"threads": 5, "chunk": 2},
                                     {"threads": 1, "chunk": 9}, {}])  # fmt: skip
def test_neither_threads_nor_chunks_change_a_number(short, nine, options):
    assert _equal(_all(short, 9, **options), nine)


def test_worlds_differ_and_seeds_give_other_worlds(short, nine):
    assert not np.array_equal(nine["trade_income"][0], nine["trade_income"][1])
    assert not _equal(_all(short, 9, seed=2), nine)


def test_a_larger_ensemble_begins_with_the_smaller_one(short):
    few, many = _all(short, 64), _all(short, 128)
    assert _equal({name: table[:64] for name, table in many.items()}, few)


def test_only_the_weeks_of_the_scenario_are_kept(short, nine):
    with_people = np.flatnonzero(nine["posted"].any(axis=(0, 2)))
    assert (with_people[0], with_people[-1]) == (short.first_week // 4, (short.last_week + 1) // 4 - 1)


def test_progress_is_told_after_each_world_by_the_thread_that_asked(short):
    told = []
    list(simulate(short, worlds=5, seed=1, threads=3, chunk=2, on_world=lambda: told.append(threading.get_ident())))
    assert told == [threading.get_ident()] * 5


def test_an_interruption_ends_the_ensemble(short):
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(simulate(short, worlds=200, seed=1, on_world=interrupt))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")]


def test_a_chunk_runs_while_the_one_before_it_is_measured_and_no_thread_outlives_who_asked(short, monkeypatch):
    begun, begin = [], ensemble.begin

    def noted(week, seed, number, *rest, rooms):
        begun.append(number)
        return begin(week, seed, number, *rest, rooms=rooms)

    monkeypatch.setattr(ensemble, "begin", noted)
    chunks = simulate(short, worlds=200, seed=1, threads=1, chunk=2)
    assert next(chunks).numbers == [0, 1]
    while len(begun) < 3:
        threading.Event().wait(0.01)
    chunks.close()
    assert set(begun) <= {0, 1, 2, 3}
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")]


def test_a_world_that_leaks_fails_with_its_number_week_account_and_amount_and_the_others_go_on(
    short, nine, monkeypatch
):
    begin = ensemble.begin

    def begin_with_a_cent_from_nowhere(week, seed, number, *rest, rooms):
        world = begin(week, seed, number, *rest, rooms=rooms)
        if number == 2:
            world.columns["savings"][0] += 1
        return world

    monkeypatch.setattr(ensemble, "begin", begin_with_a_cent_from_nowhere)
    (chunk,) = simulate(short, worlds=4, seed=1, threads=2)
    (failure,) = chunk.failures
    assert (failure.world, failure.scenario) == (2, "baseline")
    assert re.match(r"World 2 stopped in week 208 .* by 1 cent; first after mechanism", failure.reason)
    assert (list(chunk.drawn), list(chunk.numbers)) == ([0, 1, 2, 3], [0, 1, 3])
    assert all(np.array_equal(table, nine[name][[0, 1, 3]]) for name, table in chunk.history.items())
    assert all(np.array_equal(values, nine[f"human {name}"][:4]) for name, values in chunk.human.items())


def test_what_is_no_failure_of_a_world_ends_the_ensemble(short, monkeypatch):
    def breaks(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(ensemble, "begin", breaks)
    with pytest.raises(ZeroDivisionError):
        list(simulate(short, worlds=4, seed=1, threads=2))


def test_a_part_of_a_chunk_holds_these_worlds_and_no_other(short, nine):
    (chunk,) = simulate(short, worlds=9, seed=1)
    part = chunk.only([1, 4])
    assert (part.numbers, part.drawn) == ([1, 4], [1, 4])
    assert all(np.array_equal(table, nine[name][[1, 4]]) for name, table in part.history.items())
    assert all(np.array_equal(values, nine[f"machine {name}"][[1, 4]]) for name, values in part.machine.items())
    assert chunk.only(range(9)) is chunk
    assert chunk.only([]).history == {}


def test_a_counterfactual_shares_its_draws_with_the_baseline(short):
    other = load_scenario("no-bank-crackdown", overrides=SMALL)
    one, two = short.draw(1, range(4)), other.draw(1, range(4))
    assert all(np.array_equal(one.machine[name], two.machine[name]) for name in one.machine.keys() & two.machine.keys())
    assert {name.partition(".")[0] for name in one.machine.keys() ^ two.machine.keys()} == {"strength"}
