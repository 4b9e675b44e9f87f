"""Observables of people: who is posted, and who comes and goes with leave."""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR, week_of
from legation.observation.scopes import (
    FOUNDING,
    PLACE_AND_PERIOD,
    YEAR,
    History,
    Observable,
    Scope,
    mean_count,
    share,
    simulated,
    total,
)

# The last years before sanctions, with which reports on head-counts compare.
BASE = slice(week_of(date(2013, 1, 1)) // WEEKS_PER_PERIOD, week_of(date(2016, 12, 31)) // WEEKS_PER_PERIOD + 1)


def posted_officials(history: History, window: Scope) -> np.ndarray:
    """Mean number of posts filled."""
    return mean_count(history, "posted", window)


def posted_change(history: History, window: Scope) -> np.ndarray:
    """Share by which the posts filled have fallen against the mean of 2013 to 2016; below 0 if they have risen."""
    base = window._replace(periods=BASE)
    before = np.where(simulated(history, base), mean_count(history, "posted", base), 0)
    return 1 - share(mean_count(history, "posted", window), before)


def tenure_years(history: History, window: Scope) -> np.ndarray:
    """Mean time at the post of those who are there."""
    return share(total(history, "tenure", window), total(history, "posted", window)) / WEEKS_PER_YEAR


def overstayed_share(history: History, window: Scope) -> np.ndarray:
    """Share of posted officials who have been at their post for more than three years."""
    return share(total(history, "overstayed", window), total(history, "posted", window))


def newcomers(history: History, window: Scope) -> np.ndarray:
    """Posts filled anew, a year."""
    return total(history, "newcomers", window) / window.years


def departures(history: History, window: Scope) -> np.ndarray:
    """Officials who went home at the end of their term, a year."""
    return total(history, "went_home", window) / window.years


# Head-counts, newcomers and departures together would give flights away, so what comes and goes leaves by year only.
PEOPLE = (
    Observable(
        name="posted_officials",
        topic="People",
        unit="persons",
        kind="level",
        sentence="Posts that are filled.",
        needs=FOUNDING,
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=posted_officials,
        step=10.0,
    ),
    Observable(
        name="posted_change",
        topic="People",
        unit="share lost",
        kind="level",
        sentence="By how much fewer posts are filled than in the mean of 2013 to 2016; below 0 if there are more.",
        needs="posts",
        resolution=YEAR,
        vague_beyond=0.8,
        rule=posted_change,
    ),
    Observable(
        name="tenure_years",
        topic="People",
        unit="years of posting",
        kind="level",
        sentence="How long officials at their posts have been there, on average.",
        needs="rotation",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=tenure_years,
    ),
    Observable(
        name="overstayed_share",
        topic="People",
        unit="share of officials",
        kind="level",
        sentence="Posted officials who have been at their post for more than three years.",
        needs="rotation",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=0.8,
        rule=overstayed_share,
    ),
    Observable(
        name="newcomers",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Vacant posts that are filled anew.",
        needs="posts",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=newcomers,
        step=10.0,
    ),
    Observable(
        name="departures",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Officials who go home at the end of their term.",
        needs="rotation",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=departures,
        step=10.0,
    ),
)
