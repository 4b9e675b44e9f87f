"""What may leave the program, and how: rounding, and no finer than year and region for what could harm.

Flight, capture, return, death and detention leave only by year and region, in two significant digits, and below five
only as "< 5". Everything else may be shown by place and four-week period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.places import PLACES, REGIONS
from legation.results import observables
from legation.results.observables import Kept, Observable, Window
from legation.results.wording import two_digits

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")
SERIES_COLUMNS = {"observable": str, "unit": str, "place": str, "period_start": date, **dict.fromkeys(NAMES, float)}
PEOPLE_COLUMNS = {"observable": str, "unit": str, "region": str, "year": int, "low": str, "high": str}
SMALLEST_COUNT = 5
EVERYWHERE = "all places"


def shown_count(value: float) -> str:
    """A count of people as it may leave the program."""
    return f"< {SMALLEST_COUNT}" if value < SMALLEST_COUNT else f"{two_digits(value):,.0f}"


class Summary:
    """The published tables in the making, fed chunk by chunk.

    first_week, last_week  simulated, both included; only complete periods and years are published
    rmb_per_usd            year -> rate
    """

    def __init__(self, first_week: int, last_week: int, rmb_per_usd: Mapping[int, float]):
        self.periods = observables.complete_periods(first_week, last_week)
        self.rmb_per_usd = rmb_per_usd
        # A short run has no complete year, and a very short one no complete period: then there is nothing to measure.
        cells = {observable.name: list(self._cells(observable)) for observable in observables.OBSERVABLES}
        self.cells = {name: some for name, some in cells.items() if some}
        self.values: dict[str, list[np.ndarray]] = {name: [] for name in self.cells}

    def feed(self, kept: Kept) -> None:
        """Measure one chunk of finished worlds."""
        for name, cells in self.cells.items():
            observable = observables.BY_NAME[name]
            measured = [observable.rule(kept, at) for _, _, at in cells]
            if observable.kind == "spread":
                measured = [counts.sum(axis=0, keepdims=True) for counts in measured]
            self.values[name].append(np.stack(measured, axis=1))

    def series(self) -> list[dict[str, Any]]:
        """By place and period, with the quantiles over worlds: rows of `SERIES_COLUMNS`."""
        rows = []
        for observable in self._observed(sensitive=False):
            cells = self.cells[observable.name]
            for (place, period, _), values in zip(cells, self._quantiles(observable), strict=True):
                if values is None:
                    continue
                start = monday(period * WEEKS_PER_PERIOD)
                head = {"observable": observable.name, "unit": observable.unit, "place": place, "period_start": start}
                rows.append(head | dict(zip(NAMES, values, strict=True)))
        return rows

    def people(self) -> list[dict[str, Any]]:
        """By region and year, the ends of the central 90 % as text: rows of `PEOPLE_COLUMNS`."""
        rows = []
        for observable in self._observed(sensitive=True):
            ends = np.quantile(np.concatenate(self.values[observable.name]), (0.05, 0.95), axis=0)
            for (region, year, _), (low, high) in zip(self.cells[observable.name], ends.T, strict=True):
                rows.append({"observable": observable.name, "unit": observable.unit, "region": region, "year": year,
                             "low": shown_count(low), "high": shown_count(high)})  # fmt: skip
        return rows

    def _observed(self, *, sensitive: bool) -> list[Observable]:
        return [one for name in self.cells if (one := observables.BY_NAME[name]).sensitive == sensitive]

    def _cells(self, observable: Observable) -> Iterable[tuple[str, int, Window]]:
        if observable.sensitive:
            areas = {EVERYWHERE: PLACES} if observable.kind == "peak" else {EVERYWHERE: PLACES, **REGIONS}
            spans = list(self._years())
        else:
            areas = {EVERYWHERE: PLACES, **{place: (place,) for place in PLACES}}
            spans = [(period, slice(period, period + 1)) for period in self.periods]
        for area, places in areas.items():
            positions = tuple(PLACES.index(place) for place in places)
            for when, periods in spans:
                yield area, when, Window(periods, positions)

    def _years(self) -> Iterable[tuple[int, slice]]:
        """Complete calendar years, each as the 13 or 14 periods whose middle lies in it."""
        years: dict[int, list[int]] = {}
        for period in self.periods:
            years.setdefault(_year(period), []).append(period)
        for year, periods in years.items():
            if _year(periods[0] - 1) < year < _year(periods[-1] + 1):
                yield year, slice(periods[0], periods[-1] + 1)

    def _quantiles(self, observable: Observable) -> list[list[float] | None]:
        """For each cell, over worlds, or, for a spread, over persons of all worlds; None where nobody is posted."""
        values = np.concatenate(self.values[observable.name])
        if observable.kind != "spread":
            return np.quantile(values, QUANTILES, axis=0).T.tolist()
        edges = observables.income_edges_usd() * observables.PERIODS_PER_MONTH
        found: list[list[float] | None] = []
        for (_, period, _), counts in zip(self.cells[observable.name], values.sum(axis=0), strict=True):
            rate = self.rmb_per_usd[monday(period * WEEKS_PER_PERIOD).year]
            ladder = np.concatenate([[0], np.cumsum(counts)]) / max(counts.sum(), 1)
            found.append(np.interp(QUANTILES, ladder, edges * rate).tolist() if counts.any() else None)
        return found


def _year(period: int) -> int:
    """The year in which the middle of a period lies."""
    return (monday(period * WEEKS_PER_PERIOD) + timedelta(weeks=WEEKS_PER_PERIOD // 2)).year
