"""What observables are made of: where and when to measure, what one declares of itself, and common measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday, week_of
from legation.base.places import PLACES
from legation.evidence.vocabulary import vocabulary
from legation.kernel.fixed_point import ONE
from legation.population.codes import INCOME_BINS

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


Measure = Callable[[History, Scope], np.ndarray]


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
    self_contained  whether the rule looks at no period outside its scope
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
    self_contained: bool = True


def observable(
    *,
    unit: str,
    kind: str,
    needs: str,
    resolution: str,
    vague_beyond: float = 10.0,
    annual_only: bool = False,
    self_contained: bool = True,
) -> Callable[[Measure], Observable]:
    """Declare a function as an observable, with the fields of `Observable`.

    The function's name becomes the observable's, its body the rule, and the first paragraph of its docstring the
    sentence. The topic stands in the vocabulary, since claims are listed by it, too.
    """

    def declare(rule: Measure) -> Observable:
        name, sentence = rule.__name__, " ".join((rule.__doc__ or "").partition("\n\n")[0].split())
        assert name in vocabulary().terms["observable"], f"{name} is not among the observables of vocabulary.toml"
        topic = vocabulary().topic_of("observable", name)
        return Observable(
            name, topic, unit, kind, sentence, needs, resolution, vague_beyond, rule, annual_only, self_contained
        )

    return declare


def by_scope(observable: Observable, history: History, scopes: Sequence[Scope]) -> np.ndarray:
    """An observable in each of several scopes of the same places, (worlds, scopes) or (worlds, scopes, bins).

    Single periods that follow one another are measured in one go, if the rule allows it, as if each were a world of
    its own; the numbers are the same.
    """
    first = scopes[0].periods.start
    in_turn = all(scope.periods == slice(at, at + 1) for at, scope in enumerate(scopes, first))
    if not (observable.self_contained and in_turn):
        return np.stack([observable.rule(history, scope) for scope in scopes], axis=1)
    apart = _PeriodsApart(history, slice(first, first + len(scopes)))
    values = observable.rule(apart, Scope(slice(0, 1), scopes[0].places))
    return values.reshape(-1, len(scopes), *values.shape[1:])


class _PeriodsApart(Mapping[str, np.ndarray]):
    """A history of which every period is a world of one period: tables (worlds * periods, 1, rows)."""

    def __init__(self, history: History, periods: slice):
        self.history, self.periods = history, periods

    def __getitem__(self, name: str) -> np.ndarray:
        table = self.history[name][:, self.periods]
        return table.reshape(-1, 1, *table.shape[2:])

    def __iter__(self) -> Iterator[str]:
        return iter(self.history)

    def __len__(self) -> int:
        return len(self.history)


def flow_total(history: History, name: str, scope: Scope) -> np.ndarray:
    """A flow over periods and places, (worlds,)."""
    return history[name][:, scope.periods][:, :, list(scope.places)].sum(axis=(1, 2))


def per_year(history: History, name: str, scope: Scope) -> np.ndarray:
    """A flow over all places, a year, (worlds,)."""
    return flow_total(history, name, scope) / scope.years


def mean_count(history: History, name: str, scope: Scope) -> np.ndarray:
    """How many there are, on the mean of the periods, (worlds,)."""
    return flow_total(history, name, scope) / scope.length


def mean_level(history: History, name: str, scope: Scope) -> np.ndarray:
    """A level per place, weighted by who is posted there, (worlds,)."""
    levels = history[name][:, scope.periods][:, :, list(scope.places)]
    weights = history["posted"][:, scope.periods][:, :, list(scope.places)]
    return (levels * weights).sum(axis=(1, 2)) / np.maximum(weights.sum(axis=(1, 2)), 1) / ONE


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """(worlds,) shares; `nan` where the whole is 0: there is nothing to measure in that world."""
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def fraction(history: History, part: str, whole: str, scope: Scope) -> np.ndarray:
    """One flow or count as a share of another, (worlds,); `nan` where the other is 0."""
    return share(flow_total(history, part, scope), flow_total(history, whole, scope))


def simulated(history: History, scope: Scope) -> np.ndarray:
    """Whether each world was simulated in all of these periods, (worlds,): somebody is posted somewhere in each."""
    return (history["posted"][:, scope.periods].sum(axis=2) > 0).all(axis=1)


def at_least_a_year(scope: Scope) -> Scope:
    """The same scope, or the year that ends with it if it is shorter: quotas are collected at a year's end."""
    first, stop = scope.periods.start, scope.periods.stop
    return scope._replace(periods=slice(max(min(first, stop - PERIODS_PER_YEAR), 0), stop))


def binned(history: History, name: str, scope: Scope) -> np.ndarray:
    """Persons by income bin over periods and places, (worlds, bins)."""
    tables = history[name][:, scope.periods]
    by_place = tables.reshape(*tables.shape[:2], len(PLACES), INCOME_BINS)[:, :, list(scope.places)]
    return by_place.sum(axis=(1, 2))


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
