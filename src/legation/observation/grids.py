"""Grids: every area in every span of time at once, so that tables of many numbers are measured in a few operations.

A rule that measures a `Scope` measures a `Grid` as well: both answer the same questions, in the same whole numbers, so
each number of a grid is to the last bit what the rule gives of that area and span alone. Worlds are the last axis,
where what is summed or compared over them lies together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from legation.base.places import PLACES
from legation.observation.scopes import PERIODS_PER_YEAR, SPREAD, History, Observable
from legation.population.codes import INCOME_BINS


class AreaSums(Mapping[str, np.ndarray]):
    """The history of some worlds, with sums over areas that are taken once and kept for all measures.

    history  column -> (worlds, periods, rows)
    areas    each as positions in PLACES
    """

    def __init__(self, history: History, areas: Sequence[tuple[int, ...]]):
        self.history, self.areas = history, areas
        self._of_periods: dict[tuple[str, ...], np.ndarray] = {}
        self._so_far: dict[tuple[str, ...], np.ndarray] = {}
        self._by_year: dict[str, tuple[Grid, np.ndarray]] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        return self.history[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.history)

    def __len__(self) -> int:
        return len(self.history)

    def of_periods(self, *names: str) -> np.ndarray:
        """The sum over each area's places of a column, or of the product of several, (areas, periods, worlds).

        (1, periods, worlds) of columns that are for all places together.
        """
        if names not in self._of_periods:
            by_place = _worlds_last(self.history[names[0]])
            for name in names[1:]:
                by_place = by_place * _worlds_last(self.history[name])
            self._of_periods[names] = by_place if len(by_place) == 1 else _by_area(by_place, self.areas)
        return self._of_periods[names]

    def so_far(self, *names: str) -> np.ndarray:
        """The same summed over all periods before each, and over all at the end, (areas, periods + 1, worlds)."""
        if names not in self._so_far:
            self._so_far[names] = _summed_up(self.of_periods(*names))
        return self._so_far[names]

    def measured(self, observable: Observable, grid: Grid) -> np.ndarray:
        """An observable in each area and span, (areas, spans, worlds), or (areas, spans, worlds, bins) for a spread.

        What was measured last of each is kept, if it is of longer spans than one period: two tables ask for it.
        """
        last, values = self._by_year.get(observable.name, (None, None))
        if values is not None and last == grid:
            return values
        values = observable.rule(self, grid)
        if observable.kind != SPREAD:
            values = np.broadcast_to(values, (*grid.shape, values.shape[-1]))
        if not grid.in_turn:
            self._by_year[observable.name] = grid, values
        return values

    @cached_property
    def empty_so_far(self) -> np.ndarray:
        """How many periods before each had nobody posted anywhere, (periods + 1, worlds)."""
        nobody = self.history["posted"].sum(axis=2).T == 0
        return _summed_up(nobody[None].astype(np.int64))[0]

    def bins(self, name: str, area: int) -> np.ndarray:
        """Persons by income bin in an area, (worlds, periods, bins)."""
        table = self.history[name]
        by_place = table.reshape(*table.shape[:2], len(PLACES), INCOME_BINS)
        first, *others = self.areas[area]
        if not others:
            return by_place[:, :, first]
        persons = by_place[:, :, first] + by_place[:, :, others[0]]
        for place in others[1:]:
            persons += by_place[:, :, place]
        return persons


def _worlds_last(table: np.ndarray) -> np.ndarray:
    """(rows, periods, worlds) of (worlds, periods, rows), lying in this order."""
    return np.ascontiguousarray(table.transpose(2, 1, 0))


def _by_area(by_place: np.ndarray, areas: Sequence[tuple[int, ...]]) -> np.ndarray:
    sums = np.empty((len(areas), *by_place.shape[1:]), by_place.dtype)
    for area, places in enumerate(areas):
        np.sum(by_place[list(places)], axis=0, out=sums[area])
    return sums


def _summed_up(values: np.ndarray) -> np.ndarray:
    """(…, periods + 1, worlds) sums of what lies before each period."""
    sums = np.zeros((values.shape[0], values.shape[1] + 1, values.shape[2]), values.dtype)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


@dataclass(frozen=True)
class Grid:
    """Where and when to measure: the first areas of an `AreaSums`, each in every span.

    areas   how many
    spans   the first period of each span, and the one after its last

    What `Scope` gives as (worlds,) is here (areas, spans, worlds), or can be broadcast to it.
    """

    areas: int
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, areas: int, spans: Sequence[slice]) -> Grid:
        """A grid of so many areas and these periods."""
        return cls(areas, tuple((span.start, span.stop) for span in spans))

    @property
    def shape(self) -> tuple[int, int]:
        return self.areas, len(self.spans)

    @cached_property
    def first(self) -> np.ndarray:
        return np.array([first for first, _ in self.spans], np.int64)

    @cached_property
    def stop(self) -> np.ndarray:
        return np.array([stop for _, stop in self.spans], np.int64)

    @property
    def length(self) -> np.ndarray:
        """(spans, 1) periods."""
        return (self.stop - self.first)[:, None]

    @property
    def years(self) -> np.ndarray:
        """(spans, 1)."""
        return self.length / PERIODS_PER_YEAR

    @cached_property
    def in_turn(self) -> slice | None:
        """All periods, if the spans are single ones that follow one another."""
        first, stop = self.spans[0][0], self.spans[-1][1]
        return slice(first, stop) if self.spans == tuple((at, at + 1) for at in range(first, stop)) else None

    def at_times(self, change: Callable[[int, int], tuple[int, int]]) -> Grid:
        """The same areas in other spans; see `Scope.at_times`."""
        return Grid(self.areas, tuple(change(*span) for span in self.spans))

    def total(self, history: History, name: str) -> np.ndarray:
        return self._total(history, name)

    def weighted_total(self, history: History, name: str, weights: str) -> np.ndarray:
        return self._total(history, name, weights)

    def _total(self, history: History, *names: str) -> np.ndarray:
        if self.in_turn:
            return _sums(history).of_periods(*names)[: self.areas, self.in_turn]
        so_far = _sums(history).so_far(*names)[: self.areas]
        return so_far[:, self.stop] - so_far[:, self.first]

    def busiest(self, history: History, name: str) -> np.ndarray:
        sums = _sums(history).of_periods(name)[: self.areas]
        return np.stack([sums[:, span].max(axis=1) for span in self._spans()], axis=1)

    def most_at_the_end(self, history: History, name: str) -> np.ndarray:
        last = history[name][:, self.stop - 1]
        return np.stack([last[:, :, list(places)].max(axis=2).T for places in _sums(history).areas[: self.areas]])

    def simulated(self, history: History) -> np.ndarray:
        empty_so_far = _sums(history).empty_so_far
        return np.asarray(empty_so_far[self.stop] == empty_so_far[self.first])

    def binned(self, history: History, name: str) -> np.ndarray:
        """(areas, spans, worlds, bins)."""
        counts = [self._binned(_sums(history).bins(name, area)) for area in range(self.areas)]
        return np.stack(counts).transpose(0, 2, 1, 3)

    def _binned(self, persons: np.ndarray) -> np.ndarray:
        """(worlds, spans, bins)."""
        if self.in_turn:
            return persons[:, self.in_turn]
        return np.stack([persons[:, span].sum(axis=1) for span in self._spans()], axis=1)

    def _spans(self) -> list[slice]:
        return [slice(*span) for span in self.spans]


def _sums(history: History) -> AreaSums:
    assert isinstance(history, AreaSums), "a grid is measured in sums over areas"
    return history
