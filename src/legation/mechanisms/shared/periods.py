"""Periods: the weeks of a month of four, of a quarter and of a year in which something falls due."""

from __future__ import annotations

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.marks import rule

WEEKS_PER_QUARTER = WEEKS_PER_YEAR // 4


@rule
def period_begins(week):
    """Whether this is the first week of four: the last month's dues are paid."""
    return week % WEEKS_PER_PERIOD == 0


@rule
def second_week(week):
    """Whether this is the second week of four, in which nothing falls due."""
    return week % WEEKS_PER_PERIOD == 1


@rule
def period_ends(week):
    """Whether this is the last week of four: the month's dues are paid, and counters are recorded."""
    return week % WEEKS_PER_PERIOD == WEEKS_PER_PERIOD - 1


@rule
def quarter_ends(week):
    """Whether this is the last week of 13."""
    return week % WEEKS_PER_QUARTER == WEEKS_PER_QUARTER - 1


@rule
def year_ends(week):
    """Whether this is the last week of 52; it ends a period, too."""
    return week % WEEKS_PER_YEAR == WEEKS_PER_YEAR - 1
