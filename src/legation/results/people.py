"""Observables of people: who is posted, and who comes and goes with leave."""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR, week_of
from legation.results.windows import (
    FOUNDING,
    PLACE_AND_PERIOD,
    YEAR,
    Kept,
    Observable,
    Window,
    mean_count,
    share,
    simulated,
    total,
)

# The last years before sanctions, with which reports on head-counts compare.
BASE = slice(week_of(date(2013, 1, 1)) // WEEKS_PER_PERIOD, week_of(date(2016, 12, 31)) // WEEKS_PER_PERIOD + 1)


def posted_officials(kept: Kept, window: Window) -> np.ndarray:
    """Mean number of posts filled."""
    return mean_count(kept, "posted", window)


def posted_change(kept: Kept, window: Window) -> np.ndarray:
    """Share by which the posts filled have fallen against the mean of 2013 to 2016; below 0 if they have risen."""
    base = window._replace(periods=BASE)
    before = np.where(simulated(kept, base), mean_count(kept, "posted", base), 0)
    return 1 - share(mean_count(kept, "posted", window), before)


def tenure_years(kept: Kept, window: Window) -> np.ndarray:
    """Mean time at the post of those who are there."""
    return share(total(kept, "tenure", window), total(kept, "posted", window)) / WEEKS_PER_YEAR


def overstayed_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of posted officials who have been at their post for more than three years."""
    return share(total(kept, "overstayed", window), total(kept, "posted", window))


def newcomers(kept: Kept, window: Window) -> np.ndarray:
    """Posts filled anew, a year."""
    return total(kept, "newcomers", window) / window.years


def departures(kept: Kept, window: Window) -> np.ndarray:
    """Officials who went home at the end of their term, a year."""
    return total(kept, "went_home", window) / window.years


# Head-counts, newcomers and departures together would give flights away, so what comes and goes leaves by year only.
PEOPLE = (
    Observable(
        name="posted_officials",
        topic="People",
        unit="persons",
        kind="level",
        sentence="Posts that are filled.",
        needs=FOUNDING,
        finest=PLACE_AND_PERIOD,
        widest=10.0,
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
        finest=YEAR,
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
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=tenure_years,
    ),
    Observable(
        name="overstayed_share",
        topic="People",
        unit="share of officials",
        kind="level",
        sentence="Posted officials who have been at their post for more than three years.",
        needs="rotation",
        finest=PLACE_AND_PERIOD,
        widest=0.8,
        rule=overstayed_share,
    ),
    Observable(
        name="newcomers",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Vacant posts that are filled anew.",
        needs="posts",
        finest=YEAR,
        widest=10.0,
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
        finest=YEAR,
        widest=10.0,
        rule=departures,
        step=10.0,
    ),
)
