"""What may leave the program, and how: rounding, and no finer than year and region for what could harm.

Flight, capture, return, death and detention leave only by year and region, in two significant digits, and below five
only as "< 5". Everything else may be shown by place and four-week period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.places import PLACES, REGIONS
from legation.results import observables
from legation.results.observables import Kept, Observable, Window
from legation.results.wording import two_digits

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")
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
        self.periods = range(-(-first_week // WEEKS_PER_PERIOD), (last_week + 1) // WEEKS_PER_PERIOD)
        self.rmb_per_usd = rmb_per_usd
        self.cells = {observable.name: list(self._cells(observable)) for observable in observables.OBSERVABLES}
        self.values: dict[str, list[np.ndarray]] = {name: [] for name in self.cells}

    def feed(self, kept: Kept) -> None:
        """Measure one chunk of finished worlds."""
        for observable in observables.OBSERVABLES:
            measured = [observable.rule(kept, at) for _, _, at in self.cells[observable.name]]
            if observable.kind == "spread":
                measured = [counts.sum(axis=0, keepdims=True) for counts in measured]
            self.values[observable.name].append(np.stack(measured, axis=1))

    def series(self) -> list[dict[str, Any]]:
        """By place and period: observable, unit, place, period_start and the quantiles over worlds."""
        rows = []
        for observable in observables.OBSERVABLES:
            if observable.sensitive:
                continue
            quantiles = self._quantiles(observable)
            for (place, period, _), values in zip(self.cells[observable.name], quantiles.tolist(), strict=True):
                start = monday(period * WEEKS_PER_PERIOD)
                head = {"observable": observable.name, "unit": observable.unit, "place": place, "period_start": start}
                rows.append(head | dict(zip(NAMES, values, strict=True)))
        return rows

    def people(self) -> list[dict[str, Any]]:
        """By region and year, as text: observable, unit, region, year, low and high of the central 90 %."""
        rows = []
        for observable in observables.OBSERVABLES:
            if not observable.sensitive:
                continue
            ends = np.quantile(np.concatenate(self.values[observable.name]), (0.05, 0.95), axis=0)
            for (region, year, _), (low, high) in zip(self.cells[observable.name], ends.T, strict=True):
                rows.append({"observable": observable.name, "unit": observable.unit, "region": region, "year": year,
                             "low": shown_count(low), "high": shown_count(high)})  # fmt: skip
        return rows

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
        """Complete calendar years, each as the periods whose middle lies in it."""
        years: dict[int, list[int]] = {}
        for period in self.periods:
            years.setdefault((monday(period * WEEKS_PER_PERIOD) + timedelta(days=14)).year, []).append(period)
        for year, periods in years.items():
            if len(periods) >= observables.PERIODS_PER_YEAR:
                yield year, slice(periods[0], periods[-1] + 1)

    def _quantiles(self, observable: Observable) -> np.ndarray:
        """(cells, quantiles): over worlds, or, for a spread, over persons of all worlds."""
        values = np.concatenate(self.values[observable.name])
        if observable.kind != "spread":
            return np.quantile(values, QUANTILES, axis=0).T
        edges = observables.income_edges_usd() * observables.PERIODS_PER_MONTH
        found = []
        for (_, period, _), counts in zip(self.cells[observable.name], values.sum(axis=0), strict=True):
            rate = self.rmb_per_usd[monday(period * WEEKS_PER_PERIOD).year]
            ladder = np.concatenate([[0], np.cumsum(counts)]) / max(counts.sum(), 1)
            found.append(np.interp(QUANTILES, ladder, edges * rate))
        return np.array(found).reshape(-1, len(QUANTILES))
