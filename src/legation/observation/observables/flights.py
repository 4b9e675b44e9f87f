"""Observables of flight: who wishes to leave, prepares and leaves, and what becomes of those who left.

A flight is the attempt: an official leaves the post without permission, whether or not the official arrives anywhere.
All of this stands alone by year and region at the finest, so that no number of the model seems to be of a town. What
is counted and reported, and the price of a route, are yearly, for the whole world.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.kernel.fixed_point import ONE
from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PEAK,
    YEAR,
    YEAR_AND_REGION,
    History,
    Where,
    flow_total,
    fraction,
    mean_count,
    observable,
    per_year,
    share,
)

# In a single year too few leave overland for a base: the first years are one.
UP_TO_2012 = slice(0, week_of(date(2012, 12, 31)) // WEEKS_PER_PERIOD)


@observable(
    unit="share of officials", kind=LEVEL, needs="intent", resolution=YEAR_AND_REGION, vague_beyond=0.8,
)  # fmt: skip
def wish_share(history: History, scope: Where) -> np.ndarray:
    """Posted officials who are at least twice as likely to leave as was usual in 2012."""
    return fraction(history, "wishing", "posted", scope)


@observable(
    unit="share of officials", kind=LEVEL, needs="intent", resolution=YEAR_AND_REGION, vague_beyond=0.8,
)  # fmt: skip
def prepared_share(history: History, scope: Where) -> np.ndarray:
    """Posted officials who have prepared to leave."""
    return fraction(history, "ready", "posted", scope)


@observable(unit="persons a year", kind=FLOW, needs="flight", resolution=YEAR_AND_REGION)
def flights(history: History, scope: Where) -> np.ndarray:
    """Officials who leave their post without permission, whether or not they arrive anywhere."""
    return per_year(history, "fled", scope)


@observable(unit="persons a year", kind=FLOW, needs="surveillance", resolution=YEAR_AND_REGION)
def flights_minders(history: History, scope: Where) -> np.ndarray:
    """State-security officers posted abroad who leave their post without permission."""
    return per_year(history, "minders_fled", scope)


@observable(unit="per 1,000 a year", kind=LEVEL, needs="flight", resolution=YEAR_AND_REGION)
def attempts_per_thousand(history: History, scope: Where) -> np.ndarray:
    """Officials who leave without permission in a year, of each thousand posted."""
    return 1000 * share(per_year(history, "fled", scope), mean_count(history, "posted", scope))


@observable(unit="persons in a week", kind=PEAK, needs="flight", resolution=YEAR)
def flights_in_busiest_week(history: History, scope: Where) -> np.ndarray:
    """Most officials who leave their posts in any one week, worldwide."""
    return scope.busiest(history, "fled_in_a_week")


@observable(unit="persons a year", kind=FLOW, needs="flight", resolution=YEAR_AND_REGION)
def flights_overland(history: History, scope: Where) -> np.ndarray:
    """Of those who leave without permission, officials who go overland with a broker."""
    return per_year(history, "fled_overland", scope)


@observable(unit="up to 2012 = 1", kind=LEVEL, needs="flight", resolution=YEAR)
def route_price_index(history: History, scope: Where) -> np.ndarray:
    """Mean of what an official who goes overland pays brokers, for all who come along, against the years up to 2012;
    no more than there is to pay with.

    No sum of money is published.
    """
    base = scope.at_times(lambda _first, _stop: (UP_TO_2012.start, UP_TO_2012.stop))
    paid, paid_before = (fraction(history, "route_paid", "fled_overland", of) for of in (scope, base))
    return np.where(paid_before > 0, paid / np.where(paid_before > 0, paid_before, 1), np.nan)


@observable(
    unit="share of officials", kind=LEVEL, needs="pursuit", resolution=YEAR_AND_REGION, vague_beyond=0.8,
)  # fmt: skip
def captured_share(history: History, scope: Where) -> np.ndarray:
    """Officials captured who don't buy free, of those whose journey ends in detention or in safety."""
    captured = flow_total(history, "captured", scope)
    return share(captured, captured + flow_total(history, "arrived", scope))


@observable(unit="persons", kind=LEVEL, needs="pursuit", resolution=YEAR_AND_REGION)
def detained(history: History, scope: Where) -> np.ndarray:
    """Captured officials in detention."""
    return mean_count(history, "detained", scope)


@observable(unit="persons a year", kind=FLOW, needs="pursuit", resolution=YEAR_AND_REGION)
def forced_returns_officials(history: History, scope: Where) -> np.ndarray:
    """Captured officials who are handed over to their own state."""
    return per_year(history, "forced_returns", scope)


@observable(unit="persons a year", kind=FLOW, needs="pursuit", resolution=YEAR_AND_REGION)
def arrivals_officials(history: History, scope: Where) -> np.ndarray:
    """Officials who reach safety, whether or not anybody counts them."""
    return per_year(history, "arrived", scope)


@observable(unit="persons a year", kind=FLOW, needs="arrivals", resolution=YEAR)
def arrivals_counted(history: History, scope: Where) -> np.ndarray:
    """Arrivals that an official count would show: late, incomplete, and together with others of the same class."""
    return flow_total(history, "counted_all", scope) / ONE / scope.years
