"""Observables of people: who is posted, who comes and goes, and who leaves without leave."""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR, week_of
from legation.results.windows import (
    PLACE_AND_PERIOD,
    YEAR,
    YEAR_AND_REGION,
    Kept,
    Observable,
    Window,
    share,
    total,
)

# The last years before sanctions, with which reports on head-counts compare.
BASE = slice(week_of(date(2013, 1, 1)) // WEEKS_PER_PERIOD, week_of(date(2016, 12, 31)) // WEEKS_PER_PERIOD + 1)


def posted_officials(kept: Kept, window: Window) -> np.ndarray:
    """Mean number of posts filled."""
    return total(kept, "posted", window) / (window.periods.stop - window.periods.start)


def posted_change(kept: Kept, window: Window) -> np.ndarray:
    """Share by which the posts filled have fallen against the mean of 2013 to 2016; below 0 if they have risen."""
    base = kept["posted"][:, BASE][:, :, list(window.places)]
    simulated = (kept["posted"][:, BASE].sum(axis=2) > 0).all(axis=1)
    before = np.where(simulated, base.sum(axis=2).mean(axis=1), 0)
    return 1 - share(total(kept, "posted", window) / (window.periods.stop - window.periods.start), before)


def tenure_years(kept: Kept, window: Window) -> np.ndarray:
    """Mean time at the post of those who are there."""
    return share(total(kept, "tenure", window), total(kept, "posted", window)) / WEEKS_PER_YEAR


def newcomers(kept: Kept, window: Window) -> np.ndarray:
    """Posts filled anew, a year."""
    return total(kept, "newcomers", window) / window.years


def departures(kept: Kept, window: Window) -> np.ndarray:
    """Officials who went home at the end of their term, a year."""
    return total(kept, "went_home", window) / window.years


def flights(kept: Kept, window: Window) -> np.ndarray:
    """Officials who left their post without leave, a year."""
    return total(kept, "fled", window) / window.years


def busiest_week(kept: Kept, window: Window) -> np.ndarray:
    """Most who left in any one week, worldwide."""
    return kept["fled_in_a_week"][:, window.periods, 0].max(axis=1)


# Head-counts, arrivals and departures together would give flights away, so what comes and goes leaves by year only.
PEOPLE = (
    Observable(
        name="posted_officials",
        topic="People",
        unit="persons",
        kind="level",
        sentence="Posts that are filled.",
        needs="founding",
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
    Observable(
        name="flights",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Officials who leave their post without leave, whether or not they arrive anywhere.",
        needs="flight",
        finest=YEAR_AND_REGION,
        widest=10.0,
        rule=flights,
        sensitive=True,
    ),
    Observable(
        name="flights_in_busiest_week",
        topic="People",
        unit="persons in a week",
        kind="peak",
        sentence="Most officials who leave their posts in any one week, worldwide.",
        needs="flight",
        finest=YEAR,
        widest=10.0,
        rule=busiest_week,
        sensitive=True,
    ),
)
