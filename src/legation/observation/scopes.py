"""What observables are made of: where and when to measure, and what one declares of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE
from legation.population.columns import INCOME_BINS

# What a measure needs that no mechanism makes: how the first population is drawn.
FOUNDING = "founding"

PERIODS_PER_YEAR = 13
PERIODS_PER_MONTH = PERIODS_PER_YEAR / 12

# The finest in which the numbers of a measure may leave the program. A year without a region is of all places together.
PLACE_AND_PERIOD, YEAR_AND_REGION, YEAR = "place and period", "year and region", "year"

History = Mapping[str, np.ndarray]


class Scope(NamedTuple):
    """Where and when to measure.

    periods  four-week periods, counted from 5 January 2009, as a slice
    places   positions in PLACES
    """

    periods: slice
    places: Sequence[int]

    @property
    def length(self) -> int:
        return int(self.periods.stop - self.periods.start)

    @property
    def years(self) -> float:
        return self.length / PERIODS_PER_YEAR


class Observable(NamedTuple):
    """One measurement.

    topic      under which it is shown
    kind       flow, level, peak or spread
    sentence   what it is, in one sentence
    needs      the mechanism without which it means nothing, or FOUNDING
    finest     PLACE_AND_PERIOD, YEAR_AND_REGION or YEAR
    sensitive  flight, capture, return, death, detention, and who may be about to flee: leaves as a range in words, or
               as a verdict
    step       its numbers leave in steps of no less than this, 0 for none: a head-count that could be followed from
               period to period would give away who left
    yearly     whether it is published by year although it could leave by period: most have nothing of their own to tell
    widest     a 90 % range wider than this says that nearly anything would fit: a ratio above 1, a difference up to 1
               (a small share is held to tenfold as well)
    rule       kept tables (worlds, periods, rows) and a window -> (worlds,), or (worlds, bins) for a spread
    behind     for what is sensitive and no count: kept tables and a window -> (worlds,) persons whom it would tell of;
               of the captured and the arrived, the fewer
    """

    name: str
    topic: str
    unit: str
    kind: str
    sentence: str
    needs: str
    resolution: str
    vague_beyond: float
    rule: Callable[[History, Scope], np.ndarray]
    sensitive: bool = False
    step: float = 0.0
    annual_only: bool = False
    persons_behind: Callable[[History, Scope], np.ndarray] | None = None


def total(history: History, name: str, window: Scope) -> np.ndarray:
    """A flow over periods and places, (worlds,)."""
    return history[name][:, window.periods][:, :, list(window.places)].sum(axis=(1, 2))


def mean_count(history: History, name: str, window: Scope) -> np.ndarray:
    """How many there are, on the mean of the periods, (worlds,)."""
    return total(history, name, window) / window.length


def mean_level(history: History, name: str, window: Scope) -> np.ndarray:
    """A level per place, weighted by who is posted there, (worlds,)."""
    levels = history[name][:, window.periods][:, :, list(window.places)]
    weights = history["posted"][:, window.periods][:, :, list(window.places)]
    return (levels * weights).sum(axis=(1, 2)) / np.maximum(weights.sum(axis=(1, 2)), 1) / ONE


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """(worlds,) shares; `nan` where the whole is 0: there is nothing to measure in that world."""
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def simulated(history: History, window: Scope) -> np.ndarray:
    """Whether each world was simulated in all of these periods, (worlds,): somebody is posted somewhere in each."""
    return (history["posted"][:, window.periods].sum(axis=2) > 0).all(axis=1)


def at_least_a_year(window: Scope) -> Scope:
    """The same window, or the year that ends with it if it is shorter: quotas are collected at a year's end."""
    first, stop = window.periods.start, window.periods.stop
    return window._replace(periods=slice(max(min(first, stop - PERIODS_PER_YEAR), 0), stop))


def binned(history: History, name: str, window: Scope) -> np.ndarray:
    """Persons by income bin over periods and places, (worlds, bins)."""
    tables = history[name][:, window.periods]
    by_place = tables.reshape(*tables.shape[:2], len(PLACES), INCOME_BINS)[:, :, list(window.places)]
    return by_place.sum(axis=(1, 2))


def window(first: date, last: date, places: Sequence[int]) -> Scope:
    """The four-week periods that hold the days from `first` to `last`, both included."""
    start = week_of(first) // WEEKS_PER_PERIOD
    return Scope(slice(start, week_of(last) // WEEKS_PER_PERIOD + 1), tuple(places))


def complete_periods(first_week: int, last_week: int) -> range:
    """The four-week periods of which every week was simulated, numbered as in a window."""
    return range(-(-first_week // WEEKS_PER_PERIOD), (last_week + 1) // WEEKS_PER_PERIOD)


def covered(days: tuple[date, date], first_week: int, last_week: int) -> bool:
    """Whether all of the days lie in periods that were simulated to the full."""
    periods = complete_periods(first_week, last_week)
    at = window(*days, ()).periods
    return periods.start <= at.start and at.stop <= periods.stop


def income_edges_usd() -> np.ndarray:
    """Limits of the income bins in US dollars per four weeks, (bins + 1,). The last bin's upper limit is open."""
    return np.array([0.0, *(2 ** (k / 2) for k in range(1, INCOME_BINS + 1))])


def income_edges_rmb(rmb_per_usd: float) -> np.ndarray:
    """The same limits in RMB per month, at the rate of a year."""
    return income_edges_usd() * PERIODS_PER_MONTH * rmb_per_usd
