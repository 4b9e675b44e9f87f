"""What each world came to, year by year, so that a reader can set outcomes beside what the world drew.

One row for each world, area and calendar year, one column for each measure. Flight, capture, return and detention have
numbers only for regions and all places together, as in the published tables. Of a spread there is the median person.
A number has four significant digits: one more than the published quantiles, so that these can be found again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from legation.base.value_store import ValueStore
from legation.observation.scope_grids import ScopeGrid
from legation.observation.scopes import (
    PERIODS_PER_MONTH,
    SPREAD,
    History,
    Observable,
    complete_periods,
    income_edges_usd,
)
from legation.observation.spreads import medians
from legation.publication.summary import AREAS_IN_ORDER, area_sums, areas_of, complete_years, meaningful

KEYS = ("world", "place", "year")
DIGITS = 4
LEAST_POWER, MOST_POWER = -22, 22  # of ten; up to the last one a float is exact
_POWERS = np.array([float(f"1e{power}") for power in range(LEAST_POWER, MOST_POWER + 1)])


class Outcomes(NamedTuple):
    """Worlds, areas and years, and what was measured in each.

    worlds    their numbers
    areas     names
    years     calendar years
    measures  observable -> (worlds, areas, years) float64, `nan` where there is nothing to measure or to publish; of a
              run they are read from its store when they are asked for
    """

    worlds: list[int]
    areas: list[str]
    years: list[int]
    measures: Mapping[str, np.ndarray]

    def of_worlds(self, part: slice) -> Outcomes:
        """The same of some worlds alone, all in memory.

        part  which of them, in their order here
        """
        whole = self.measures
        measures = whole.of_worlds(part) if isinstance(whole, _Measures) else {k: whole[k][part] for k in whole}
        return self._replace(worlds=self.worlds[part], measures=measures)

    def columns(self) -> dict[str, np.ndarray]:
        """As columns of equal length: `KEYS`, then each measure; by world, area and year."""
        size = len(self.worlds), len(self.areas), len(self.years)
        world, area, year = (axis.ravel() for axis in np.indices(size))
        keys = (np.array(self.worlds, np.int64)[world], np.array(self.areas, object)[area],
                np.array(self.years, np.int64)[year])  # fmt: skip
        return dict(zip(KEYS, keys, strict=True)) | {name: values.ravel() for name, values in self.measures.items()}


class OutcomesBuilder:
    """Measures finished worlds one by one, chunk by chunk. For the arguments see `SummaryBuilder`."""

    def __init__(
        self,
        first_week: int,
        last_week: int,
        rmb_per_usd: Mapping[int, float],
        on: Collection[str],
        store: ValueStore | None = None,
    ):
        self.years = complete_years(complete_periods(first_week, last_week))
        self.rmb_per_usd = rmb_per_usd
        self.store = store or ValueStore()
        self.observables = {observable.name: observable for observable in meaningful(on)}
        self.worlds: list[int] = []

    @property
    def world_bytes(self) -> int:
        """How many bytes of a world are stored."""
        return 8 * len(self.years) * sum(map(areas_of, self.observables.values()))

    def add_chunk(self, numbers: Sequence[int], history: History) -> None:
        """Measure one chunk of finished worlds.

        numbers  of these worlds, in the order of the history
        """
        self.worlds += numbers
        if not self.years:
            return
        sums = area_sums(history)
        for observable in self.observables.values():
            grid = ScopeGrid.of(areas_of(observable), list(self.years.values()))
            values = sums.measured(observable, grid)
            if observable.kind == SPREAD:
                values = self._medians(values)
            self.store.add(f"outcomes {observable.name}", four_digits(values).reshape(-1, len(numbers)))

    def outcomes(self) -> Outcomes:
        """All that was measured, rounded. A measure is read from the store when it is asked for."""
        measures = _Measures(self.store, self.observables, len(self.worlds), len(self.years))
        return Outcomes(list(self.worlds), list(AREAS_IN_ORDER), list(self.years), measures)

    def _medians(self, persons: np.ndarray) -> np.ndarray:
        """The median persons, (areas, years, worlds), at the rate of each year."""
        edges = income_edges_usd() * PERIODS_PER_MONTH
        by_year = [
            medians(persons[:, at].reshape(-1, persons.shape[3]), edges * self.rmb_per_usd[year])
            for at, year in enumerate(self.years)
        ]
        return np.stack(by_year, axis=1).reshape(persons.shape[0], persons.shape[2], -1).transpose(0, 2, 1)


class _Measures(Mapping[str, np.ndarray]):
    """The measures of a run, each read from the store when it is asked for."""

    def __init__(self, store: ValueStore, observables: Mapping[str, Observable], worlds: int, years: int):
        self.store, self.observables, self.worlds, self.years = store, observables, worlds, years

    def __getitem__(self, name: str) -> np.ndarray:
        return self._table(name, slice(0, self.worlds))

    def __iter__(self) -> Iterator[str]:
        return iter(self.observables)

    def __len__(self) -> int:
        return len(self.observables)

    def of_worlds(self, part: slice) -> dict[str, np.ndarray]:
        return {name: self._table(name, part) for name in self}

    def _table(self, name: str, part: slice) -> np.ndarray:
        """(worlds, areas, years), `nan` where the measure may not stand alone."""
        worlds = len(range(self.worlds)[part])
        table = np.full((worlds, len(AREAS_IN_ORDER), self.years), np.nan)
        if table.size:
            areas = areas_of(self.observables[name])
            values = self.store.read(f"outcomes {name}", slice(0, areas * self.years), part)
            table[:, :areas] = values.T.reshape(worlds, areas, -1)
        return table


def stands_alone(observable: Observable, area: str) -> bool:
    """Whether a measure may be published of an area by itself."""
    return list(AREAS_IN_ORDER).index(area) < areas_of(observable)


def four_digits(values: np.ndarray) -> np.ndarray:
    """The same in `DIGITS` significant digits; `nan` stays.

    Whole powers of ten are divided by and multiplied with, which are exact, so every machine rounds alike.
    """
    at = np.searchsorted(_POWERS, np.abs(values), side="right") - 1  # the power of ten at or below each value
    shift = np.clip(DIGITS - 1 - (at + LEAST_POWER), LEAST_POWER, MOST_POWER)
    up, down = _POWERS[np.maximum(shift, 0) - LEAST_POWER], _POWERS[np.maximum(-shift, 0) - LEAST_POWER]
    return np.rint(values * up / down) / up * down
