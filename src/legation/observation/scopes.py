"""What observables are made of: where and when to measure, what one declares of itself, and common measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Union

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday, week_of
from legation.base.places import PLACES
from legation.evidence.vocabulary import vocabulary
from legation.kernel.fixed_point import ONE
from legation.population.codes import INCOME_BINS

if TYPE_CHECKING:
    from legation.observation.grids import Grid

# What a measure needs that no mechanism makes: how the first population is drawn.
FOUNDING = "founding"

PERIODS_PER_YEAR = 13
_DAYS = 7 * WEEKS_PER_PERIOD
_MIDDLE = monday(0) + timedelta(days=_DAYS // 2)  # of the first period
PERIODS_PER_MONTH = PERIODS_PER_YEAR / 12

# The finest resolution in which a measure stands alone. A year without a region is of all places together.
PLACE_AND_PERIOD, YEAR_AND_REGION, YEAR = "place and period", "year and region", "year"

FLOW, LEVEL, PEAK, SPREAD = "flow", "level", "peak", "spread"

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

    def at_times(self, change: Callable[[int, int], tuple[int, int]]) -> Scope:
        """The same places at other periods.

        change  first period and the one after the last -> the same of the new scope
        """
        return self._replace(periods=slice(*change(self.periods.start, self.periods.stop)))

    def total(self, history: History, name: str) -> np.ndarray:
        """The sum of a column over periods and places, (worlds,)."""
        return self._table(history, name).sum(axis=(1, 2))

    def weighted_total(self, history: History, name: str, weights: str) -> np.ndarray:
        """The sum over periods and places of a column times another, (worlds,); either may have one row for all."""
        return (self._table(history, name) * self._table(history, weights)).sum(axis=(1, 2))

    def busiest(self, history: History, name: str) -> np.ndarray:
        """The most in one period over all places of the scope, (worlds,)."""
        return self._table(history, name).sum(axis=2).max(axis=1)

    def most_at_the_end(self, history: History, name: str) -> np.ndarray:
        """The largest value at any place in the last period, (worlds,)."""
        return self._table(history, name)[:, -1].max(axis=1)

    def simulated(self, history: History) -> np.ndarray:
        """Whether somebody is posted somewhere in each of the periods, (worlds,)."""
        return (history["posted"][:, self.periods].sum(axis=2) > 0).all(axis=1)

    def binned(self, history: History, name: str) -> np.ndarray:
        """Persons by income bin over periods and places, (worlds, bins)."""
        tables = history[name][:, self.periods]
        by_place = tables.reshape(*tables.shape[:2], len(PLACES), INCOME_BINS)[:, :, list(self.places)]
        return by_place.sum(axis=(1, 2))

    def _table(self, history: History, name: str) -> np.ndarray:
        """(worlds, periods, places), or (worlds, periods, 1) of a column that is for all places together."""
        table = history[name][:, self.periods]
        return table if table.shape[2] == 1 else table[:, :, list(self.places)]


Where = Union[Scope, "Grid"]
Measure = Callable[[Any, Any], np.ndarray]


class Observable(NamedTuple):
    """One measurement.

    topic           the heading under which it is shown
    kind            FLOW, LEVEL, PEAK or SPREAD
    sentence        what it is, in one sentence
    needs           the mechanism without which it means nothing, or FOUNDING
    resolution      the finest in which it stands alone: PLACE_AND_PERIOD, YEAR_AND_REGION or YEAR; beside a report it
                    is measured at that report's own place and time
    vague_beyond    a 90 % range wider than this says that nearly anything would fit: a ratio above 1, a difference up
                    to 1 (a small share is held to tenfold as well)
    rule            history tables (worlds, periods, rows) and a scope -> (worlds,), or (worlds, bins) for a spread
    annual_only     whether it is tabled by year although periods are allowed: most periods tell nothing of their own
    """

    name: str
    topic: str
    unit: str
    kind: str
    sentence: str
    needs: str
    resolution: str
    vague_beyond: float
    rule: Measure
    annual_only: bool = False


def observable(
    *,
    unit: str,
    kind: str,
    needs: str,
    resolution: str,
    vague_beyond: float = 10.0,
    annual_only: bool = False,
) -> Callable[[Measure], Observable]:
    """Declare a function as an observable, with the fields of `Observable`.

    The function's name becomes the observable's, its body the rule, and the first paragraph of its docstring the
    sentence. The topic stands in the vocabulary, since claims are listed by it, too.
    """

    def declare(rule: Measure) -> Observable:
        name, sentence = rule.__name__, " ".join((rule.__doc__ or "").partition("\n\n")[0].split())
        assert name in vocabulary().terms["observable"], f"{name} is not among the observables of vocabulary.toml"
        topic = vocabulary().topic_of("observable", name)
        return Observable(name, topic, unit, kind, sentence, needs, resolution, vague_beyond, rule, annual_only)

    return declare


def flow_total(history: History, name: str, scope: Where) -> np.ndarray:
    """A flow over periods and places, (worlds,)."""
    return scope.total(history, name)


def per_year(history: History, name: str, scope: Where) -> np.ndarray:
    """A flow over all places, a year, (worlds,)."""
    return flow_total(history, name, scope) / scope.years


def mean_count(history: History, name: str, scope: Where) -> np.ndarray:
    """How many there are, on the mean of the periods, (worlds,)."""
    return flow_total(history, name, scope) / scope.length


def mean_level(history: History, name: str, scope: Where) -> np.ndarray:
    """A level per place, weighted by who is posted there, (worlds,)."""
    persons = np.maximum(flow_total(history, "posted", scope), 1)
    return scope.weighted_total(history, name, "posted") / persons / ONE


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """(worlds,) shares; `nan` where the whole is 0: there is nothing to measure in that world."""
    return np.asarray(part / np.where(whole > 0, whole, np.nan))


def fraction(history: History, part: str, whole: str, scope: Where) -> np.ndarray:
    """One flow or count as a share of another, (worlds,); `nan` where the other is 0."""
    return share(flow_total(history, part, scope), flow_total(history, whole, scope))


def simulated(history: History, scope: Where) -> np.ndarray:
    """Whether each world was simulated in all of these periods, (worlds,): somebody is posted somewhere in each."""
    return scope.simulated(history)


def at_least_a_year(scope: Where) -> Where:
    """The same scope, or the year that ends with it if it is shorter: quotas are collected at a year's end."""
    return scope.at_times(lambda first, stop: (max(min(first, stop - PERIODS_PER_YEAR), 0), stop))


def scope_of_days(first: date, last: date, places: Sequence[int]) -> Scope:
    """The four-week periods whose middle lies in the days from `first` to `last`, both included, at these places.

    A year is 13 of them, and seldom 14. Days that hold no middle are those of the period in which their own middle is.
    """
    start, stop = (-((_MIDDLE - day).days // _DAYS) for day in (first, last + timedelta(days=1)))
    if start >= stop:
        start = week_of(first + (last - first) / 2) // WEEKS_PER_PERIOD
        stop = start + 1
    return Scope(slice(start, stop), tuple(places))


def complete_periods(first_week: int, last_week: int) -> range:
    """The four-week periods of which every week was simulated, numbered as in a scope."""
    return range(-(-first_week // WEEKS_PER_PERIOD), (last_week + 1) // WEEKS_PER_PERIOD)


def covered(days: tuple[date, date], first_week: int, last_week: int) -> bool:
    """Whether all of the days lie in periods that were simulated to the full."""
    periods = complete_periods(first_week, last_week)
    asked = scope_of_days(*days, ()).periods
    return periods.start <= asked.start and asked.stop <= periods.stop


def income_edges_usd() -> np.ndarray:
    """Limits of the income bins in US dollars per four weeks, (bins + 1,). The last bin's upper limit is open."""
    return np.array([0.0, *(2 ** (k / 2) for k in range(1, INCOME_BINS + 1))])


def income_edges_rmb(rmb_per_usd: float) -> np.ndarray:
    """The same limits in RMB per month, at the rate of a year."""
    return income_edges_usd() * PERIODS_PER_MONTH * rmb_per_usd
