"""Rooms for journeys: a world that runs out begins again with more, and is otherwise the same world."""

import numpy as np
import pytest

from legation.engine import rooms
from legation.engine.rooms import Completed, complete, lacks_rooms
from legation.engine.week import the_week
from legation.engine.world import advance, begin
from legation.experiments.ensemble import run_world
from legation.experiments.setup import load_scenario, of_world, setting
from legation.kernel.units import to_machine
from legation.population.declaration import JOURNEY
from legation.testing import random_world

SEED = 1
AT_ITS_HIGHEST = (
    "founding.family_abroad",
    "purge.fear_half_life",
    "purge.everyone",
    "intent.beta_fear",
    "intent.prepares",
    "flight.beta_prepared",
)
AT_ITS_LEAST = ("posts.application_weeks",)
# Positions of words: shocks frighten, fear and debt drive, debts count alike, recall repels.
WORDS = {"purge.frightens": 1, "intent.drives": 2, "intent.hardship": 1, "intent.believed_recall": 0}


@pytest.fixture(scope="module")
def corner():
    """A corner of the baseline's ranges in which many leave: nobody to fear for, much to fear, quick refills."""
    scenario = load_scenario("baseline")
    ends = {name: scenario.parameters[name].high for name in AT_ITS_HIGHEST}
    ends |= {name: scenario.parameters[name].low for name in AT_ITS_LEAST}
    machine = {name: int(to_machine(scenario.parameters[name].unit, end)) for name, end in ends.items()}
    return scenario, setting(scenario), machine | WORDS


def _in_the_corner(corner, number):
    scenario, shared, ends = corner
    human, drawn = scenario.draw(SEED, [number]).of_world(0)
    return of_world(shared, scenario, SEED, number, human), drawn | ends


def test_a_legal_corner_in_which_many_leave_runs_to_its_end(corner):
    """Worlds 1 and 5 have more people under way at once than the usual rooms hold."""
    scenario, *_ = corner
    last = scenario.last_week + 1
    needed = []
    for number in range(6):
        own, machine = _in_the_corner(corner, number)

        def with_rooms(count, number=number, own=own, machine=machine):
            return begin(own.week, SEED, number, machine, scenario.first_week, rooms=count)

        world, outcome, count = complete(with_rooms, own, last)
        assert outcome.done, number
        assert world.columns["journeys_used"][0] <= len(world.columns["journey_status"])
        needed.append(count)
    assert needed == [1, 2, 1, 1, 1, 2]
    own, machine = _in_the_corner(corner, 1)
    history = run_world(own, SEED, 1, machine, scenario.first_week, last)
    assert history["fled"].sum() > 60_000


def test_more_rooms_change_nothing_but_the_length_of_journeys():
    few, setup = random_world(the_week(), 1, 120)
    many, _ = random_world(the_week(), 1, 120, rooms=4)
    for each in (few, many):
        assert advance(each, setup, 104).done
    assert few.columns["journeys_used"][0] > 100
    for column in setup.week.columns.state:
        ours, theirs = few.columns[column.name], many.columns[column.name]
        assert len(theirs) == (4 if column.axis == JOURNEY else 1) * len(ours), column.name
        assert np.array_equal(ours, theirs[: len(ours)]), column.name
        assert not (theirs[len(ours) :] != column.neutral).any(), column.name
    assert all(np.array_equal(few.history[name], many.history[name]) for name in few.history)


def test_rooms_double_until_they_suffice():
    """A world that that begins with 8 rooms needs more: in two years 559 officials leave."""
    tried = []
    start, setup = random_world(the_week(), 1, 120)

    def small(count):
        tried.append(count)
        world = start.copy()
        for column in setup.week.columns.state:
            if column.axis == JOURNEY:
                world.columns[column.name] = np.repeat(world.columns[column.name][:1], 8 * count)
        return world

    world, outcome, count = complete(small, setup, 104)
    assert outcome.done
    assert tried == [2**k for k in range(len(tried))]
    assert count == tried[-1] > 1
    assert len(world.columns["journey_status"]) == 8 * count


def test_a_world_that_lacks_rooms_with_the_most_there_may_be_stops_and_says_so(monkeypatch):
    monkeypatch.setattr(rooms, "ROOMS_MOST", 2)
    start, setup = random_world(the_week(), 1, 120)

    def none(count):
        world = start.copy()
        for column in setup.week.columns.state:
            if column.axis == JOURNEY:
                world.columns[column.name] = world.columns[column.name][:count].copy()
        return world

    stopped = complete(none, setup, 104)
    assert isinstance(stopped, Completed)
    assert lacks_rooms(setup.week, stopped.outcome)
    assert stopped.rooms == 2


def test_a_world_that_stops_for_another_reason_does_not_begin_again():
    start, setup = random_world(the_week(), 1, 120)
    tried = []

    def leaking(count):
        tried.append(count)
        world = start.copy()
        world.columns["savings"][0] += 1
        return world

    assert not complete(leaking, setup, 8).outcome.done
    assert tried == [1]
