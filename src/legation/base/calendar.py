"""Weeks, counted from Monday 5 January 2009, and the periods that observables are measured in."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_MONDAY = date(2009, 1, 5)
LAST_MONDAY = date(2025, 12, 29)  # No week after the last record: the program makes no forecast.
WEEKS_PER_PERIOD = 4
WEEKS_PER_YEAR = 52


def week_of(day: date) -> int:
    """The week in which `day` lies; negative before 5 January 2009."""
    return (day - FIRST_MONDAY).days // 7


def monday(week: int) -> date:
    """The first day of a week."""
    return FIRST_MONDAY + timedelta(weeks=week)


WEEKS = week_of(LAST_MONDAY) + 1


def year_of(week: int) -> int:
    """The calendar year that holds the week's Thursday, so that each week has one year (ISO 8601)."""
    return (monday(week) + timedelta(days=3)).year
