"""Periods: in which weeks of a month and of a year something falls due."""

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.mechanisms.shared.periods import period_begins, period_ends, quarter_ends, second_week, year_ends


def test_weeks_of_two_periods_by_hand():
    weeks = range(8)
    assert [week for week in weeks if period_begins(week)] == [0, 4]
    assert [week for week in weeks if second_week(week)] == [1, 5]
    assert [week for week in weeks if period_ends(week)] == [3, 7]


def test_each_fourth_quarter_ends_with_a_year():
    weeks = range(WEEKS_PER_YEAR)
    assert [week for week in weeks if quarter_ends(week)] == [12, 25, 38, 51]
    assert year_ends(51)


def test_a_year_ends_with_a_period():
    weeks = range(2 * WEEKS_PER_YEAR)
    assert [week for week in weeks if year_ends(week)] == [51, 103]
    assert all(period_ends(week) for week in weeks if year_ends(week))
    assert WEEKS_PER_YEAR % WEEKS_PER_PERIOD == 0
