"""Observables of people: who is posted, and who comes, and who goes with permission."""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR, week_of
from legation.observation.scopes import (
    FLOW,
    FOUNDING,
    LEVEL,
    PLACE_AND_PERIOD,
    History,
    Where,
    fraction,
    mean_count,
    observable,
    per_year,
    share,
    simulated,
)

# The last years before sanctions, with which reports on head-counts compare.
BASE = slice(week_of(date(2013, 1, 1)) // WEEKS_PER_PERIOD, week_of(date(2016, 12, 31)) // WEEKS_PER_PERIOD + 1)


@observable(unit="persons", kind=LEVEL, needs=FOUNDING, resolution=PLACE_AND_PERIOD)
def posted_officials(history: History, scope: Where) -> np.ndarray:
    """Posts that are filled."""
    return mean_count(history, "posted", scope)


@observable(unit="share lost", kind=LEVEL, needs="posts", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def posted_change(history: History, scope: Where) -> np.ndarray:
    """Fall in filled posts against the mean of 2013 to 2016; below 0 if they rose."""
    base = scope.at_times(lambda _first, _stop: (BASE.start, BASE.stop))
    before = np.where(simulated(history, base), mean_count(history, "posted", base), 0)
    return 1 - share(mean_count(history, "posted", scope), before)


@observable(unit="years of posting", kind=LEVEL, needs="rotation", resolution=PLACE_AND_PERIOD)
def tenure_years(history: History, scope: Where) -> np.ndarray:
    """How long officials at their posts have been there, on average."""
    return fraction(history, "tenure", "posted", scope) / WEEKS_PER_YEAR


@observable(unit="share of officials", kind=LEVEL, needs="rotation", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def overstayed_share(history: History, scope: Where) -> np.ndarray:
    """Posted officials who have been at their post for more than three years."""
    return fraction(history, "overstayed", "posted", scope)


@observable(unit="persons a year", kind=FLOW, needs="posts", resolution=PLACE_AND_PERIOD, annual_only=True)
def newcomers(history: History, scope: Where) -> np.ndarray:
    """Vacant posts that are filled anew."""
    return per_year(history, "newcomers", scope)


@observable(unit="posts", kind=LEVEL, needs="posts", resolution=PLACE_AND_PERIOD)
def posts_given_up(history: History, scope: Where) -> np.ndarray:
    """Posts that branches have given up and not reopened, for want of income or by order."""
    return mean_count(history, "posts_given_up", scope)


@observable(unit="branches a year", kind=FLOW, needs="posts", resolution=PLACE_AND_PERIOD, annual_only=True)
def branches_closed(history: History, scope: Where) -> np.ndarray:
    """Branches that close under an order of hosts."""
    return per_year(history, "branches_closed", scope)


@observable(unit="persons a year", kind=FLOW, needs="rotation", resolution=PLACE_AND_PERIOD, annual_only=True)
def departures(history: History, scope: Where) -> np.ndarray:
    """Officials who go home at the end of their term, which is over at once where a branch closes."""
    return per_year(history, "went_home", scope)
