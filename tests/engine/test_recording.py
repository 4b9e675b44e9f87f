"""What is kept at the end of a period: levels as they stand, flows and peaks from zero."""

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.engine.recording import copy, take
from legation.engine.week import the_week
from legation.engine.world import advance
from legation.population.declaration import FLOW, LEVEL, PEAK
from legation.testing import random_world


def test_a_level_is_kept_and_stays():
    column, row = [3, 5], [0, 0]
    copy(column, row)
    assert (column, row) == ([3, 5], [3, 5])


def test_a_flow_is_kept_and_begins_again():
    column, row = [3, 5], [9, 9]
    take(column, row)
    assert (column, row) == ([0, 0], [3, 5])


def test_a_period_is_kept_in_its_last_week_and_in_its_own_row():
    world, setting = random_world(the_week(), 3, 60)
    advance(world, setting, WEEKS_PER_PERIOD - 1)
    assert not any(table.any() for table in world.history.values())
    advance(world, setting, WEEKS_PER_PERIOD)
    assert world.history["posted"][0].sum() > 0
    assert not any(table[1:].any() for table in world.history.values())


def test_flows_and_peaks_are_zeroed_and_levels_are_not():
    world, setting = random_world(the_week(), 1, 120)
    advance(world, setting, 8)
    for column in the_week().columns.history:
        if column.record in (FLOW, PEAK):
            assert not world.columns[column.name].any(), column.name
        else:
            assert column.record == LEVEL
            assert np.array_equal(world.columns[column.name], world.history[column.name][1]), column.name


def test_what_is_kept_of_a_flow_over_all_periods_is_all_that_flowed():
    """The founders and those who came fled, went home at the end of their term, as ordered or for good, or are there.

    Of deaths nothing is kept, so nobody dies here.
    """
    world, setting = random_world(the_week(), 25, 120)
    setting.on[[mechanism.name for mechanism in the_week().mechanisms].index("despair")] = 0
    advance(world, setting, 60)
    names = ("newcomers", "fled", "went_home", "recalls_done")  # visitors who are kept at home are among recalls
    came, *went = (world.history[name].sum() for name in names)
    assert min(came, *went) > 0
    assert 120 + came - sum(went) == world.history["posted"][14].sum()


def test_the_busiest_week_of_a_period_holds_at_most_all_and_at_least_a_quarter_of_its_flights():
    world, setting = random_world(the_week(), 0, 120)
    advance(world, setting, 60)
    flights, peak = world.history["fled"].sum(axis=1), world.history["fled_in_a_week"][:, 0]
    assert flights.sum() > 0
    assert np.all((peak <= flights) & (flights <= WEEKS_PER_PERIOD * peak))
