"""A world that lost a cent is stopped by compiled code, and the oracle names the mechanism."""

import pytest

from legation.engine.layout import ALARM, LEAK
from legation.engine.postmortem import describe_stop, stopped
from legation.engine.week import the_week
from legation.engine.world import Outcome, advance
from legation.kernel.money import ACCOUNTS
from legation.testing import first_difference, random_world, week_with
from tests.contract.bad import leaks_a_cent


def test_a_leak_is_stopped_with_week_account_and_amount_and_traced_to_its_mechanism():
    start, setting = random_world(week_with(leaks_a_cent), 3, 40)
    world = start.copy()
    outcome = advance(world, setting, 60)
    assert outcome == Outcome(1, 17, 1, 1)
    assert world.at == 0  # A world that stopped has not advanced.
    before = start.copy()
    assert describe_stop(start, setting, outcome) == (
        "World 3 stopped in week 17 (4 May 2009): account officials and column savings differ by 1 cent; "
        "first after mechanism leaks_a_cent."
    )
    assert first_difference(start, before) == ""


def test_a_leaking_mechanism_that_is_switched_off_leaks_nothing():
    start, setting = random_world(week_with(leaks_a_cent), 3, 40)
    names = [mechanism.name for mechanism in setting.week.mechanisms]
    setting.on[names.index("leaks_a_cent")] = 0
    assert advance(start, setting, 60).done


def test_more_than_a_cent_is_said_with_its_amount():
    said = stopped(0, the_week(), Outcome(LEAK, 0, 1, -1_234_567), "trade")
    assert "(5 January 2009)" in said
    assert "differ by 1,234,567 cents; first after mechanism trade." in said


def test_money_from_nowhere_and_alarms_are_said():
    together = Outcome(LEAK, 0, len(ACCOUNTS), 7)
    assert "all accounts together hold 7 cents from nowhere" in stopped(0, the_week(), together, "trade")
    position = [column.name for column in the_week().columns.all].index("saturated")
    said = stopped(0, the_week(), Outcome(ALARM, 0, position, 2), "flight")
    assert "a chance exceeded the majorant" in said
    assert "(saturated 2); first after mechanism flight." in said


def test_a_gap_that_the_oracle_does_not_find_is_said():
    assert stopped(0, the_week(), Outcome(LEAK, 0, 1, 1), "").endswith("so it and compiled code disagree.")


def test_a_world_that_has_not_stopped_needs_no_reason():
    start, setting = random_world(week_with(leaks_a_cent), 0, 40)
    with pytest.raises(AssertionError):
        describe_stop(start, setting, Outcome(0, 4, 0, 0))
