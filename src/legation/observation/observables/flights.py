"""Observables of flight: who wishes, prepares and leaves without leave, and what becomes of those who left.

A flight is the attempt: an official leaves the post without leave, whether or not the official arrives anywhere. All
of this leaves the program by year and region at the finest, in words; a share or a mean only where it is of five
persons or more. What is counted and reported leaves by year, for the whole world.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.kernel.fixed_point import ONE
from legation.observation.scopes import YEAR, YEAR_AND_REGION, History, Observable, Scope, mean_count, share, total

# In a single year too few leave overland for a base: the first years are one.
UP_TO_2012 = slice(0, week_of(date(2012, 12, 31)) // WEEKS_PER_PERIOD)


def wish_share(history: History, window: Scope) -> np.ndarray:
    """Share of posted officials with strong reasons to leave."""
    return share(total(history, "wishing", window), total(history, "posted", window))


def who_wish(history: History, window: Scope) -> np.ndarray:
    """Officials who have strong reasons to leave. Who has none may be few: that could harm nobody."""
    return mean_count(history, "wishing", window)


def prepared_share(history: History, window: Scope) -> np.ndarray:
    """Share of posted officials who have prepared to leave."""
    return share(total(history, "ready", window), total(history, "posted", window))


def who_prepared(history: History, window: Scope) -> np.ndarray:
    """Officials who have prepared to leave."""
    return mean_count(history, "ready", window)


def flights(history: History, window: Scope) -> np.ndarray:
    """Officials who left their post without leave, a year."""
    return total(history, "fled", window) / window.years


def busiest_week(history: History, window: Scope) -> np.ndarray:
    """Most who left in any one week, worldwide."""
    return history["fled_in_a_week"][:, window.periods, 0].max(axis=1)


def overland(history: History, window: Scope) -> np.ndarray:
    """Of those who left, officials who went overland, a year."""
    return total(history, "fled_overland", window) / window.years


def route_price(history: History, window: Scope) -> np.ndarray:
    """Mean paid to brokers by an official who left overland, against that of the years up to 2012: no sum leaves."""
    base = window._replace(periods=UP_TO_2012)
    paid, paid_before = (
        share(total(history, "route_paid", at), total(history, "fled_overland", at)) for at in (window, base)
    )
    return np.where(paid_before > 0, paid / np.where(paid_before > 0, paid_before, 1), np.nan)


def who_paid(history: History, window: Scope) -> np.ndarray:
    """Officials who left overland, or those up to 2012 if they are fewer."""
    base = window._replace(periods=UP_TO_2012)
    return np.minimum(total(history, "fled_overland", window), total(history, "fled_overland", base))


def captured_share(history: History, window: Scope) -> np.ndarray:
    """Share of the officials whose journey ended that were captured, and did not buy free."""
    captured = total(history, "captured", window)
    return share(captured, captured + total(history, "arrived", window))


def captured_or_arrived(history: History, window: Scope) -> np.ndarray:
    """The fewer of those who were captured and those who arrived."""
    return np.minimum(total(history, "captured", window), total(history, "arrived", window))


def detained(history: History, window: Scope) -> np.ndarray:
    """Mean number of officials in detention."""
    return mean_count(history, "detained", window)


def forced_returns(history: History, window: Scope) -> np.ndarray:
    """Captured officials who were handed over, a year."""
    return total(history, "forced_returns", window) / window.years


def arrivals(history: History, window: Scope) -> np.ndarray:
    """Officials who reached safety, a year."""
    return total(history, "arrived", window) / window.years


def arrivals_counted(history: History, window: Scope) -> np.ndarray:
    """What an official count of arrivals would show, a year."""
    return total(history, "counted_all", window) / ONE / window.years


FLIGHTS = (
    Observable(
        name="wish_share",
        topic="People",
        unit="share of officials",
        kind="level",
        sentence="Posted officials whose reasons to leave at least double their chance of leaving.",
        needs="intent",
        resolution=YEAR_AND_REGION,
        vague_beyond=0.8,
        rule=wish_share,
        sensitive=True,
        persons_behind=who_wish,
    ),
    Observable(
        name="prepared_share",
        topic="People",
        unit="share of officials",
        kind="level",
        sentence="Posted officials who have prepared to leave.",
        needs="intent",
        resolution=YEAR_AND_REGION,
        vague_beyond=0.8,
        rule=prepared_share,
        sensitive=True,
        persons_behind=who_prepared,
    ),
    Observable(
        name="flights",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Officials who leave their post without leave, whether or not they arrive anywhere.",
        needs="flight",
        resolution=YEAR_AND_REGION,
        vague_beyond=10.0,
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
        resolution=YEAR,
        vague_beyond=10.0,
        rule=busiest_week,
        sensitive=True,
    ),
    Observable(
        name="flights_overland",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Of those who leave without leave, officials who go overland with a broker.",
        needs="flight",
        resolution=YEAR_AND_REGION,
        vague_beyond=10.0,
        rule=overland,
        sensitive=True,
    ),
    Observable(
        name="route_price_index",
        topic="People",
        unit="up to 2012 = 1",
        kind="level",
        sentence="Mean of what an official who goes overland pays brokers, for all who come along, against the years "
        "up to 2012; no more than there is to pay with.",
        needs="flight",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=route_price,
        sensitive=True,
        persons_behind=who_paid,
    ),
    Observable(
        name="captured_share",
        topic="People",
        unit="share of officials",
        kind="level",
        sentence="Officials captured who don't buy free, of those whose journey ends in detention or in safety.",
        needs="pursuit",
        resolution=YEAR_AND_REGION,
        vague_beyond=0.8,
        rule=captured_share,
        sensitive=True,
        persons_behind=captured_or_arrived,
    ),
    Observable(
        name="detained",
        topic="People",
        unit="persons",
        kind="level",
        sentence="Captured officials in detention.",
        needs="pursuit",
        resolution=YEAR_AND_REGION,
        vague_beyond=10.0,
        rule=detained,
        sensitive=True,
    ),
    Observable(
        name="forced_returns_officials",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Captured officials who are handed over to their own state.",
        needs="pursuit",
        resolution=YEAR_AND_REGION,
        vague_beyond=10.0,
        rule=forced_returns,
        sensitive=True,
    ),
    Observable(
        name="arrivals_officials",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Officials who reach safety, whether or not anybody counts them.",
        needs="pursuit",
        resolution=YEAR_AND_REGION,
        vague_beyond=10.0,
        rule=arrivals,
        sensitive=True,
    ),
    Observable(
        name="arrivals_counted",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="What an official count of arrivals would show: late, in part, and with others of the same class.",
        needs="arrivals",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=arrivals_counted,
        sensitive=True,
    ),
)
