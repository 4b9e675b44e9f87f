"""Weeks: counted from Monday 5 January 2009."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.calendar import FIRST_MONDAY, LAST_MONDAY, WEEKS, monday, week_of, year_of


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2009, 1, 5), 0),
        (date(2009, 1, 11), 0),  # its Sunday
        (date(2009, 1, 12), 1),
        (date(2009, 1, 4), -1),
        (date(2009, 5, 4), 17),  # 17 * 7 = 119 days after 5 January
        (date(2013, 12, 12), 257),
        (date(2025, 12, 31), 886),
    ],
)
def test_a_day_lies_in_the_week_worked_out_by_hand(day, week):
    assert week_of(day) == week


def test_a_week_begins_on_a_monday():
    assert FIRST_MONDAY.weekday() == LAST_MONDAY.weekday() == 0
    assert monday(WEEKS - 1) == LAST_MONDAY


@given(st.integers(-100, 1_000), st.integers(0, 6))
def test_every_day_of_a_week_lies_in_it(week, day):
    assert week_of(monday(week) + timedelta(days=day)) == week


def test_a_week_belongs_to_the_year_of_its_thursday():
    assert year_of(week_of(date(2009, 12, 31))) == 2009  # a Thursday
    assert year_of(week_of(date(2013, 12, 30))) == 2014  # a Monday; the Thursday is 2 January
    assert [sum(year_of(week) == year for week in range(WEEKS)) for year in (2009, 2010, 2015)] == [52, 52, 53]
