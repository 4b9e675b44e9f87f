"""The published tables: what may be published, in which resolution, and how it is rounded.

Flight, capture, return, death and detention are published only by year and region, in two significant digits, and
below five only as "< 5"; a share or a mean of fewer than five persons is not published at all. Control is published
only by year, for all places together, because it moves when somebody has fled. Everything else may be published by
place and four-week period if the worlds are so many that no number belongs to one of them. A head-count is then
published in coarse steps, since differences of exact counts would show who left.

Differences between scenarios are published by year, for all places together, rounded like the quantities compared. If
the scenarios differ in a control of the state, only the direction is published: nobody may search here for the setting
that works best.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.number_text import magnitude, significant, two_digits
from legation.base.places import PLACES, REGIONS
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import (
    FOUNDING,
    PERIODS_PER_MONTH,
    PLACE_AND_PERIOD,
    SPREAD,
    YEAR_AND_REGION,
    History,
    Observable,
    Scope,
    complete_periods,
    income_edges_usd,
)
from legation.observation.spreads import quantiles, weighed

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
QUANTILE_NAMES = ("q05", "q25", "q50", "q75", "q95")
SERIES_COLUMNS = {"observable": str, "unit": str, "place": str, "period_start": date, "weeks": int,
                  **dict.fromkeys(QUANTILE_NAMES, float)}  # fmt: skip
PEOPLE_COLUMNS = {"observable": str, "unit": str, "region": str, "year": int, "low": str, "high": str}
SMALLEST_COUNT = 5
TOO_FEW = "too few"  # in place of a share or a mean that is of fewer persons than that in most worlds
# With fewer worlds, numbers are published by year only, for all places together: a quantile would be nearly that of
# one world.
WORLDS_LEAST = 20
# A mean in full is a fraction whose denominator is a head-count, so it is cut short.
DIGITS = 3
EVERYWHERE = "all places"
# Mechanisms, inputs, and parameters of other mechanisms, by which people are watched, called home and pursued, or
# which say how well that works. A shock tightens alert, so to set shocks is to set alert.
CONTROLS = frozenset(("purge", "alert", "sessions", "home_visits", "whereabouts", "surveillance", "recall", "pursuit"))
CONTROL_INPUTS = frozenset(("policing", "purge"))
CONTROL_PARAMETERS = frozenset(("flight.deterrence",))


def rounded_count(value: float) -> str:
    """A count of people as it may be published."""
    return f"< {SMALLEST_COUNT}" if value < SMALLEST_COUNT else f"{two_digits(value):,.0f}"


def rounded_people(observable: Observable, value: float) -> str:
    """What is sensitive, as it may be published: a count, or else a share or a mean in two digits."""
    return rounded_count(value) if observable.persons_behind is None else magnitude(value, observable.unit)


def rounded_number(observable: Observable, value: float, digits: int = DIGITS) -> float:
    """Any other number as it may be published; a head-count always in two digits."""
    if not observable.step:
        return significant(value, digits)
    return two_digits(observable.step * round(value / observable.step))


def rounded_change(low: float, high: float) -> str:
    """A range of differences between counts of people, as it may be published."""
    if max(abs(low), abs(high)) < SMALLEST_COUNT:
        return f"fewer than {SMALLEST_COUNT} either way"
    ends = [_change(low), _change(high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _change(value: float) -> str:
    if abs(value) < SMALLEST_COUNT:
        return f"the same within {SMALLEST_COUNT}"
    return f"{two_digits(abs(value)):,.0f} {'more' if value > 0 else 'fewer'}"


def may_publish(observable: Observable, worlds: int, scope: Scope) -> bool:
    """Whether numbers over these places and periods are coarse enough to be published."""
    if observable.resolution == PLACE_AND_PERIOD and worlds >= WORLDS_LEAST:
        return True
    return scope.years >= 1 and is_whole(observable, scope)


def is_whole(observable: Observable, scope: Scope) -> bool:
    """Whether these are all places or, where regions may be told apart, whole regions."""
    places = {PLACES[position] for position in scope.places}
    if observable.resolution != YEAR_AND_REGION:
        return places == set(PLACES)
    return all(places >= set(region) or not places & set(region) for region in REGIONS.values())


class SummaryBuilder:
    """Builds the published tables, chunk by chunk.

    first_week, last_week  simulated, both included; only complete periods and years are published
    rmb_per_usd            year -> rate
    worlds                 how many there will be
    on                     mechanisms that run: an observable that needs another means nothing, and is not published
    """

    def __init__(
        self, first_week: int, last_week: int, rmb_per_usd: Mapping[int, float], worlds: int, on: Collection[str]
    ):
        self.periods = complete_periods(first_week, last_week)
        self.rmb_per_usd = rmb_per_usd
        self.worlds = worlds
        # A short run has no complete year, and a very short one no complete period: then there is nothing to measure.
        held = [observable for observable in OBSERVABLES if observable.needs == FOUNDING or observable.needs in on]
        cells = {observable.name: list(self._cells(observable)) for observable in held}
        self.cells = {name: scopes for name, scopes in cells.items() if scopes}
        self.values: dict[str, list[np.ndarray]] = {name: [] for name in self.cells}

    def add_chunk(self, history: History) -> None:
        """Measure one chunk of finished worlds."""
        for name, cells in self.cells.items():
            observable = BY_NAME[name]
            values = np.stack([measured(observable, history, scope) for _, scope in cells], axis=1)
            if observable.kind == SPREAD:
                values = weighed(values).sum(axis=0, keepdims=True)
            self.values[name].append(values)

    def series(self) -> list[dict[str, Any]]:
        """By place and period, or by year, with the quantiles over worlds: rows of `SERIES_COLUMNS`."""
        rows = []
        for observable in self._observed(sensitive=False):
            cells = self.cells[observable.name]
            for (place, scope), values in zip(cells, self._quantiles(observable), strict=True):
                if values is None:
                    continue
                rows.append({
                    "observable": observable.name, "unit": observable.unit, "place": place,
                    "period_start": monday(scope.periods.start * WEEKS_PER_PERIOD),
                    "weeks": scope.length * WEEKS_PER_PERIOD,
                    **{name: rounded_number(observable, value)
                       for name, value in zip(QUANTILE_NAMES, values, strict=True)},
                })  # fmt: skip
        return rows

    def people(self) -> list[dict[str, Any]]:
        """By region and year, the ends of the central 90 % as text: rows of `PEOPLE_COLUMNS`."""
        rows = []
        for observable in self._observed(sensitive=True):
            values = np.concatenate(self.values[observable.name])
            for (region, scope), of_worlds in zip(self.cells[observable.name], values.T, strict=True):
                low, high = _ends(observable, of_worlds)
                rows.append({"observable": observable.name, "unit": observable.unit, "region": region,
                             "year": year_of_period(scope), "low": low, "high": high})  # fmt: skip
        return rows

    def _observed(self, *, sensitive: bool) -> list[Observable]:
        return [BY_NAME[name] for name in self.cells if BY_NAME[name].sensitive == sensitive]

    def _cells(self, observable: Observable) -> Iterable[tuple[str, Scope]]:
        """The finest places and times that may be published, each under the name of its area."""
        areas: dict[str, tuple[str, ...]] = {EVERYWHERE: PLACES}
        spans = list(complete_years(self.periods).values())
        if observable.resolution == YEAR_AND_REGION:
            areas |= REGIONS
        elif observable.resolution == PLACE_AND_PERIOD and self.worlds >= WORLDS_LEAST:
            areas |= REGIONS | {place: (place,) for place in PLACES}
            if not observable.annual_only:
                spans = [slice(period, period + 1) for period in self.periods]
        for area, places in areas.items():
            positions = tuple(PLACES.index(place) for place in places)
            for periods in spans:
                scope = Scope(periods, positions)
                assert may_publish(observable, self.worlds, scope), (observable.name, area, periods)
                yield area, scope

    def _quantiles(self, observable: Observable) -> list[list[float] | None]:
        """For each cell, over worlds, or, for a spread, over persons of all worlds; None where nobody is posted."""
        values = np.concatenate(self.values[observable.name])
        if observable.kind != SPREAD:
            return _quantiles_of(values)
        edges = income_edges_usd() * PERIODS_PER_MONTH
        return [
            quantiles(weights, edges * self.rmb_per_usd[year_of_period(scope)], QUANTILES) if weights.any() else None
            for (_, scope), weights in zip(self.cells[observable.name], values.sum(axis=0), strict=True)
        ]


def measured(observable: Observable, history: History, scope: Scope) -> np.ndarray:
    """What is measured, (worlds,) or (worlds, bins); `nan` where it is of too few persons to be published."""
    values = observable.rule(history, scope)
    if observable.persons_behind is None:
        return values
    return np.where(observable.persons_behind(history, scope) < SMALLEST_COUNT, np.nan, values)


def _ends(observable: Observable, values: np.ndarray) -> tuple[str, str]:
    """The central 90 % over worlds, as it may be published."""
    measurable = values[~np.isnan(values)]
    if 2 * len(measurable) <= len(values):
        return TOO_FEW, TOO_FEW
    low, high = (float(end) for end in np.quantile(measurable, (0.05, 0.95)))
    return rounded_people(observable, low), rounded_people(observable, high)


def _quantiles_of(values: np.ndarray) -> list[list[float] | None]:
    """For each column, over the worlds in which there was something to measure; None if these are too few."""
    missing = np.isnan(values)
    by_column: list[list[float] | None] = np.quantile(values, QUANTILES, axis=0).T.tolist()
    for column in np.flatnonzero(missing.any(axis=0)):
        measurable = values[~missing[:, column], column]
        are_most = 2 * len(measurable) > len(values)
        by_column[column] = np.quantile(measurable, QUANTILES).tolist() if are_most else None
    return by_column


def complete_years(periods: range) -> dict[int, slice]:
    """The calendar years that lie in these periods to the full, each as the 13 or 14 periods whose middle is in it."""
    years: dict[int, list[int]] = {}
    for period in periods:
        years.setdefault(_year_of(period), []).append(period)
    return {
        year: slice(inside[0], inside[-1] + 1)
        for year, inside in years.items()
        if _year_of(inside[0] - 1) < year < _year_of(inside[-1] + 1)
    }


def year_of_period(scope: Scope) -> int:
    """The year that a period lies in, or in which the middle of several lies."""
    return _year_of((scope.periods.start + scope.periods.stop - 1) // 2)


def _year_of(period: int) -> int:
    """The year in which the middle of a period lies."""
    return (monday(period * WEEKS_PER_PERIOD) + timedelta(weeks=WEEKS_PER_PERIOD // 2)).year
