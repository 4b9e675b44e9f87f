"""The published tables: what a run gives of the model, in which resolution, and how it is rounded.

Every number is a median with the central 50 % and 90 % over worlds, cut to a few digits. Flight, capture, return and
detention stand alone only by year and region, so that no number of the model seems to be of a town; all else stands by
place and four-week period. Of deaths nothing is measured, so they have no number at all. Nothing else is held back: the
persons are invented, and hiding how many there are would protect nobody and mislead readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.places import PLACES, REGIONS
from legation.base.value_store import ValueStore
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scope_grids import AreaSums, ScopeGrid
from legation.observation.scopes import (
    FOUNDING,
    PERIODS_PER_MONTH,
    PLACE_AND_PERIOD,
    SPREAD,
    YEAR_AND_REGION,
    History,
    Observable,
    complete_periods,
    income_edges_usd,
)
from legation.observation.spreads import quantiles_of_rows, weighed
from legation.publication.digits import significant_each

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
QUANTILE_NAMES = ("q05", "q25", "q50", "q75", "q95")
SERIES_COLUMNS = {"observable": str, "unit": str, "place": str, "period_start": date, "weeks": int, "worlds": int,
                  **dict.fromkeys(QUANTILE_NAMES, float)}  # fmt: skip
BLOCK_BYTES = 2**23  # of values of all worlds that are ranked at once
_NO_QUANTILES = (None,) * len(QUANTILES)
DIGITS = 3  # in tables, so that a chart has no steps; words have two
EVERYWHERE = "all places"
AREAS_IN_ORDER: dict[str, tuple[str, ...]] = {EVERYWHERE: PLACES, **REGIONS, **{place: (place,) for place in PLACES}}


class SummaryBuilder:
    """Builds the published tables, chunk by chunk.

    first_week, last_week  simulated, both included; only complete periods and years are published
    rmb_per_usd            year -> rate
    on                     mechanisms that run: an observable that needs another means nothing, and is not published
    store                  where the values of all worlds are kept until their quantiles are asked for
    """

    def __init__(
        self,
        first_week: int,
        last_week: int,
        rmb_per_usd: Mapping[int, float],
        on: Collection[str],
        store: ValueStore | None = None,
    ):
        periods = complete_periods(first_week, last_week)
        self.rmb_per_usd = rmb_per_usd
        self.store = store or ValueStore()
        years = list(complete_years(periods).values())
        in_turn = [slice(period, period + 1) for period in periods]
        spans = {one.name: in_turn if by_period(one) else years for one in meaningful(on)}
        # A short run has no complete year, and a very short one no complete period: then there is nothing to measure.
        self.spans = {name: spans_ for name, spans_ in spans.items() if spans_}
        self.grids = {name: ScopeGrid.of(areas_of(BY_NAME[name]), spans) for name, spans in self.spans.items()}
        # Area by area and span by span, in how many worlds there was something to measure, and how persons spread.
        self.worlds = {name: np.zeros(grid.shape, np.int64) for name, grid in self.grids.items()}
        self.spreads: dict[str, np.ndarray] = {}

    @property
    def world_bytes(self) -> int:
        """How many bytes of a world are stored."""
        numbers = [grid.areas * len(grid.spans) for name, grid in self.grids.items() if BY_NAME[name].kind != SPREAD]
        return 8 * sum(numbers)

    def add_chunk(self, history: History) -> None:
        """Measure one chunk of finished worlds."""
        sums = area_sums(history)
        for name, grid in self.grids.items():
            observable = BY_NAME[name]
            values = sums.measured(observable, grid)
            if observable.kind == SPREAD:
                self.worlds[name] += values.any(axis=3).sum(axis=2)
                self.spreads[name] = self.spreads.get(name, 0) + weighed(values).sum(axis=2)
            else:
                self.worlds[name] += np.count_nonzero(~np.isnan(values), axis=2)
                self.store.add(f"series {name}", values.reshape(-1, values.shape[2]))

    def series(self) -> list[dict[str, Any]]:
        """By place and period, or by year, with the quantiles over worlds: rows of `SERIES_COLUMNS`.

        Where most worlds have nothing to measure there are no quantiles; `worlds` says how many have.
        """
        rows = []
        for name, spans in self.spans.items():
            observable = BY_NAME[name]
            starts = [monday(span.start * WEEKS_PER_PERIOD) for span in spans]
            weeks = [(span.stop - span.start) * WEEKS_PER_PERIOD for span in spans]
            for area, worlds, values in zip(
                AREAS_IN_ORDER, self.worlds[name].tolist(), self._quantiles(observable), strict=False
            ):
                rounded = significant_each(values, DIGITS).tolist()
                for start, length, count, ends in zip(starts, weeks, worlds, rounded, strict=True):
                    q05, q25, q50, q75, q95 = ends if ends[0] == ends[0] else _NO_QUANTILES
                    rows.append({
                        "observable": name, "unit": observable.unit, "place": area, "period_start": start,
                        "weeks": length, "worlds": count,
                        "q05": q05, "q25": q25, "q50": q50, "q75": q75, "q95": q95,
                    })  # fmt: skip
        return rows

    def _quantiles(self, observable: Observable) -> Iterator[np.ndarray]:
        """Area by area, (spans, quantiles): over worlds, or, for a spread, over persons of all; `nan` for nobody."""
        name = observable.name
        areas, spans = self.grids[name].shape
        if observable.kind != SPREAD:
            at_once = max(BLOCK_BYTES // (8 * max(self.store.worlds(f"series {name}"), 1)), 1)
            for area in range(areas):
                ends = [*range(area * spans, (area + 1) * spans, at_once), (area + 1) * spans]
                yield np.concatenate([
                    quantiles_over_worlds(self.store.read(f"series {name}", slice(*block))) for block in pairwise(ends)
                ])  # fmt: skip
            return
        rates = np.array([self.rmb_per_usd[year_of_periods(span)] for span in self.spans[name]])
        edges = income_edges_usd() * PERIODS_PER_MONTH * rates[:, None]
        for persons in self.spreads.get(name, np.zeros((areas, spans, edges.shape[1] - 1), np.int64)):
            yield quantiles_of_rows(persons, edges, QUANTILES)


def meaningful(on: Collection[str]) -> list[Observable]:
    """The observables that mean something where these mechanisms run."""
    return [observable for observable in OBSERVABLES if observable.needs == FOUNDING or observable.needs in on]


def area_sums(history: History) -> AreaSums:
    """The history of a chunk with its sums over the published areas; of one that has them already, itself."""
    if isinstance(history, AreaSums):
        return history
    return AreaSums(history, [tuple(PLACES.index(place) for place in places) for places in AREAS_IN_ORDER.values()])


def areas_of(observable: Observable) -> int:
    """In how many of the `AREAS_IN_ORDER`, counted from the first, a measure may stand alone."""
    if observable.resolution == PLACE_AND_PERIOD:
        return len(AREAS_IN_ORDER)
    return 1 + len(REGIONS) if observable.resolution == YEAR_AND_REGION else 1


def by_period(observable: Observable) -> bool:
    """Whether a measure is tabled by four-week period, and not by year."""
    return observable.resolution == PLACE_AND_PERIOD and not observable.annual_only


def quantiles_over_worlds(values: np.ndarray) -> np.ndarray:
    """For each row the `QUANTILES` over the worlds that had something to measure; `nan` if these are too few.

    values   (rows, worlds), `nan` where there is nothing to measure
    Returns  (rows, quantiles)
    """
    measurable = np.count_nonzero(~np.isnan(values), axis=1)
    by_row = np.full((len(values), len(QUANTILES)), np.nan)
    # What is missing sorts behind the rest, so rows that miss as many are worked out together.
    in_order = np.sort(values, axis=1)
    for count in np.unique(measurable).tolist():
        if 2 * count > values.shape[1]:
            rows = np.flatnonzero(measurable == count)
            by_row[rows] = np.quantile(in_order[rows, :count], QUANTILES, axis=1).T
    return by_row


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


def year_of_periods(periods: slice) -> int:
    """The year that a period lies in, or in which the middle of several lies."""
    return _year_of((periods.start + periods.stop - 1) // 2)


def _year_of(period: int) -> int:
    """The year in which the middle of a period lies."""
    return (monday(period * WEEKS_PER_PERIOD) + timedelta(weeks=WEEKS_PER_PERIOD // 2)).year
