"""Weeks, counted from Monday 5 January 2009, and the periods that observables are measured in."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_MONDAY = date(2009, 1, 5)
LAST_DAY = date(2025, 12, 31)  # No day after the last record: the program makes no forecast.
LAST_MONDAY = date(
    2026, 1, 5
)  # The four weeks that hold the last day are simulated whole, so that 2025 can be measured.
WEEKS_PER_PERIOD = 4
WEEKS_PER_YEAR = 52


def week_of(day: date) -> int:
    """The week in which `day` lies; negative before 5 January 2009."""
    return (day - FIRST_MONDAY).days // 7


def monday(week: int) -> date:
    """The first day of a week."""
    return FIRST_MONDAY + timedelta(weeks=week)


WEEKS = week_of(LAST_MONDAY) + 1


def end_of(week: int) -> date:
    """A day that `last_week_to` takes for this week: its Monday, or the last day of the record."""
    return min(monday(week), LAST_DAY)


def last_week_to(day: date) -> int:
    """The last week that is simulated up to a day: the one in which it lies, or, for the last day of all, the last."""
    return WEEKS - 1 if day == LAST_DAY else week_of(day)


def year_of(week: int) -> int:
    """The calendar year that holds the week's Thursday, so that each week has one year (ISO 8601)."""
    return (monday(week) + timedelta(days=3)).year
