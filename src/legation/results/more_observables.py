"""Observables of people who come and go, of control, accounts, quotas and levies, and of what is left to live on.

A share of nobody is `nan`: no quota was due, no levy called, or the years to compare with were not simulated.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR, week_of
from legation.base.places import PLACES
from legation.population.columns import INCOME_BINS
from legation.results.observables import PERIODS_PER_YEAR, Kept, Observable, Window, _mean, _sum

# The last years before sanctions, with which reports on head-counts compare.
BASE = slice(week_of(date(2013, 1, 1)) // WEEKS_PER_PERIOD, week_of(date(2016, 12, 31)) // WEEKS_PER_PERIOD + 1)


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """(worlds,) shares; `nan` where the whole is 0."""
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def posted_change(kept: Kept, window: Window) -> np.ndarray:
    """Share by which the posts filled have fallen against the mean of 2013 to 2016; below 0 if they have risen."""
    base = kept["posted"][:, BASE][:, :, list(window.places)]
    simulated = (kept["posted"][:, BASE].sum(axis=2) > 0).all(axis=1)
    before = np.where(simulated, base.sum(axis=2).mean(axis=1), 0)
    return 1 - _ratio(_sum(kept, "posted", window) / (window.periods.stop - window.periods.start), before)


def tenure_years(kept: Kept, window: Window) -> np.ndarray:
    """Mean time at the post of those who are there."""
    return _ratio(_sum(kept, "tenure", window), _sum(kept, "posted", window)) / WEEKS_PER_YEAR


def newcomers(kept: Kept, window: Window) -> np.ndarray:
    """Posts filled anew, a year."""
    return _sum(kept, "newcomers", window) / window.years


def departures(kept: Kept, window: Window) -> np.ndarray:
    """Officials who went home at the end of their term, a year."""
    return _sum(kept, "went_home", window) / window.years


def sessions_per_week(kept: Kept, window: Window) -> np.ndarray:
    """Ideological sessions that an official attends in a week."""
    return _mean(kept, "sessions", window)


def account_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of posted officials with an account of their own."""
    return _ratio(_sum(kept, "with_account", window), _sum(kept, "posted", window))


def quota_met_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of officials who met their quota at the years' ends in the window, or at the last one before it."""
    first, stop = window.periods.start, window.periods.stop
    last_end = stop - 1 - stop % PERIODS_PER_YEAR  # years end with periods 12, 25, 38 …
    reaching = window._replace(periods=slice(max(min(first, last_end), 0), stop))
    return _ratio(_sum(kept, "quota_met", reaching), _sum(kept, "quota_asked", reaching))


def levies_paid_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of what levies asked for that was paid when it was due."""
    return _ratio(_sum(kept, "levy_paid", window), _sum(kept, "levy_asked", window))


def left_month(kept: Kept, window: Window) -> np.ndarray:
    """Officials by what a four-week period left them, (worlds, bins)."""
    tables = kept["left_bins"][:, window.periods]
    by_place = tables.reshape(*tables.shape[:2], len(PLACES), INCOME_BINS)[:, :, list(window.places)]
    return by_place.sum(axis=(1, 2))


MORE = (
    Observable(
        name="posted_change",
        topic="People",
        unit="share lost",
        kind="level",
        sentence="By how much fewer posts are filled than in the mean of 2013 to 2016; below 0 if there are more.",
        needs="posts",
        sensitive=False,
        widest=0.8,
        rule=posted_change,
    ),
    Observable(
        name="tenure_years",
        topic="People",
        unit="years of posting",
        kind="level",
        sentence="How long officials at their posts have been there, on average.",
        needs="rotation",
        sensitive=False,
        widest=10.0,
        rule=tenure_years,
    ),
    Observable(
        name="newcomers",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Vacant posts that are filled anew.",
        needs="posts",
        sensitive=False,
        widest=10.0,
        rule=newcomers,
    ),
    Observable(
        name="departures",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Officials who go home at the end of their term.",
        needs="rotation",
        sensitive=False,
        widest=10.0,
        rule=departures,
    ),
    Observable(
        name="sessions_per_week",
        topic="Control",
        unit="sessions per week",
        kind="level",
        sentence="Ideological sessions that an official attends in a week.",
        needs="sessions",
        sensitive=False,
        widest=10.0,
        rule=sessions_per_week,
    ),
    Observable(
        name="account_share",
        topic="Money",
        unit="share of officials",
        kind="level",
        sentence="Posted officials with a bank account of their own.",
        needs="banking",
        sensitive=False,
        widest=0.8,
        rule=account_share,
    ),
    Observable(
        name="quota_met_share",
        topic="Money",
        unit="share of officials",
        kind="level",
        sentence="Officials who had paid the quota of the year at its end; within a year, at the end of the last one.",
        needs="obligations",
        sensitive=False,
        widest=0.8,
        rule=quota_met_share,
    ),
    Observable(
        name="levies_paid_share",
        topic="Money",
        unit="share of what was asked",
        kind="flow",
        sentence="What officials gave to levies when asked, against what they were asked for.",
        needs="obligations",
        sensitive=False,
        widest=0.8,
        rule=levies_paid_share,
    ),
    Observable(
        name="own_income_month_rmb",
        topic="Money",
        unit="RMB a month",
        kind="spread",
        sentence="What a month leaves one official after living, staff, levies and quota; one collected once a year "
        "counts in its own month only.",
        needs="upkeep",
        sensitive=False,
        widest=10.0,
        rule=left_month,
    ),
)
