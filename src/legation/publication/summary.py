"""The published tables: what a run gives of the model, in which resolution, and how it is rounded.

Every number is a median with the central 50 % and 90 % over worlds, cut to a few digits. Flight, capture, return and
detention stand alone only by year and region, so that no number of the model seems to be of a town; all else stands by
place and four-week period. Of deaths nothing is measured, so they have no number at all. Nothing else is held back: the
persons are invented, and hiding how many there are would protect nobody and mislead readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.number_text import significant
from legation.base.places import PLACES, REGIONS
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import (
    FOUNDING,
    PERIODS_PER_MONTH,
    PLACE_AND_PERIOD,
    SPREAD,
    YEAR,
    History,
    Observable,
    Scope,
    by_scope,
    complete_periods,
    income_edges_usd,
)
from legation.observation.spreads import quantiles, weighed

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
QUANTILE_NAMES = ("q05", "q25", "q50", "q75", "q95")
SERIES_COLUMNS = {"observable": str, "unit": str, "place": str, "period_start": date, "weeks": int, "worlds": int,
                  **dict.fromkeys(QUANTILE_NAMES, float)}  # fmt: skip
DIGITS = 3  # in tables, so that a chart has no steps; words have two
EVERYWHERE = "all places"


class SummaryBuilder:
    """Builds the published tables, chunk by chunk.

    first_week, last_week  simulated, both included; only complete periods and years are published
    rmb_per_usd            year -> rate
    on                     mechanisms that run: an observable that needs another means nothing, and is not published
    """

    def __init__(self, first_week: int, last_week: int, rmb_per_usd: Mapping[int, float], on: Collection[str]):
        self.periods = complete_periods(first_week, last_week)
        self.rmb_per_usd = rmb_per_usd
        # A short run has no complete year, and a very short one no complete period: then there is nothing to measure.
        held = [observable for observable in OBSERVABLES if observable.needs == FOUNDING or observable.needs in on]
        cells = {observable.name: list(self._cells(observable)) for observable in held}
        self.cells = {name: scopes for name, scopes in cells.items() if scopes}
        self.values: dict[str, list[np.ndarray]] = {name: [] for name in self.cells}
        # Cell by cell, in how many worlds there was something to measure.
        self.worlds = {name: np.zeros(len(scopes), dtype=np.int64) for name, scopes in self.cells.items()}

    def add_chunk(self, history: History) -> None:
        """Measure one chunk of finished worlds."""
        for name, cells in self.cells.items():
            observable = BY_NAME[name]
            by_area = [[scope for _, scope in area] for _, area in groupby(cells, key=lambda cell: cell[0])]
            values = np.concatenate([by_scope(observable, history, scopes) for scopes in by_area], axis=1)
            has_a_say = values.any(axis=2) if observable.kind == SPREAD else ~np.isnan(values)
            self.worlds[name] += np.count_nonzero(has_a_say, axis=0)
            if observable.kind == SPREAD:
                values = weighed(values).sum(axis=0, keepdims=True)
            self.values[name].append(values)

    def series(self) -> list[dict[str, Any]]:
        """By place and period, or by year, with the quantiles over worlds: rows of `SERIES_COLUMNS`.

        Where most worlds have nothing to measure there are no quantiles; `worlds` says how many have.
        """
        rows = []
        for name, cells in self.cells.items():
            observable = BY_NAME[name]
            quantiles_of_cells = self._quantiles(observable)
            for (place, scope), worlds, values in zip(cells, self.worlds[name], quantiles_of_cells, strict=True):
                rows.append({
                    "observable": name, "unit": observable.unit, "place": place,
                    "period_start": monday(scope.periods.start * WEEKS_PER_PERIOD),
                    "weeks": scope.length * WEEKS_PER_PERIOD, "worlds": int(worlds),
                    **{quantile: None if values is None else significant(value, DIGITS)
                       for quantile, value in zip(QUANTILE_NAMES, values or QUANTILES, strict=True)},
                })  # fmt: skip
        return rows

    def _cells(self, observable: Observable) -> Iterable[tuple[str, Scope]]:
        """The finest places and times in which a measure stands alone, each under the name of its area."""
        areas: dict[str, tuple[str, ...]] = {EVERYWHERE: PLACES}
        spans = list(complete_years(self.periods).values())
        if observable.resolution != YEAR:
            areas |= REGIONS
        if observable.resolution == PLACE_AND_PERIOD:
            areas |= {place: (place,) for place in PLACES}
            if not observable.annual_only:
                spans = [slice(period, period + 1) for period in self.periods]
        for area, places in areas.items():
            positions = tuple(PLACES.index(place) for place in places)
            for periods in spans:
                yield area, Scope(periods, positions)

    def _quantiles(self, observable: Observable) -> list[list[float] | None]:
        """For each cell, over worlds, or, for a spread, over persons of all worlds; None where nobody is posted."""
        values = np.concatenate(self.values[observable.name])
        if observable.kind != SPREAD:
            return quantiles_over_worlds(values)
        edges = income_edges_usd() * PERIODS_PER_MONTH
        return [
            quantiles(weights, edges * self.rmb_per_usd[year_of_period(scope)], QUANTILES) if weights.any() else None
            for (_, scope), weights in zip(self.cells[observable.name], values.sum(axis=0), strict=True)
        ]


def quantiles_over_worlds(values: np.ndarray) -> list[list[float] | None]:
    """For each column the `QUANTILES` over the worlds that had something to measure; None if these are too few.

    values  (worlds, columns), `nan` where there is nothing to measure
    """
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
