"""What each world came to, year by year, so that a reader can set outcomes beside what the world drew.

One row for each world, area and calendar year, one column for each measure. Flight, capture, return and detention have
numbers only for regions and all places together, as in the published tables. Of a spread there is the median person.
A number has four significant digits: one more than the published quantiles, so that these can be found again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from legation.base.places import PLACES, REGIONS
from legation.observation.observables.catalogue import OBSERVABLES
from legation.observation.scopes import (
    FOUNDING,
    PERIODS_PER_MONTH,
    PLACE_AND_PERIOD,
    SPREAD,
    YEAR,
    History,
    Observable,
    Scope,
    complete_periods,
    income_edges_usd,
)
from legation.observation.spreads import medians
from legation.publication.summary import EVERYWHERE, complete_years

KEYS = ("world", "place", "year")
DIGITS = 4
AREAS_IN_ORDER: dict[str, tuple[str, ...]] = {EVERYWHERE: PLACES, **REGIONS, **{place: (place,) for place in PLACES}}
LEAST_POWER, MOST_POWER = -22, 22  # of ten; up to the last one a float is exact
_POWERS = np.array([float(f"1e{power}") for power in range(LEAST_POWER, MOST_POWER + 1)])


class Outcomes(NamedTuple):
    """Worlds, areas and years, and what was measured in each.

    worlds    their numbers
    areas     names
    years     calendar years
    measures  observable -> (worlds, areas, years) float64, `nan` where there is nothing to measure or to publish
    """

    worlds: list[int]
    areas: list[str]
    years: list[int]
    measures: dict[str, np.ndarray]

    def columns(self) -> dict[str, np.ndarray]:
        """As columns of equal length: `KEYS`, then each measure; by world, area and year."""
        size = len(self.worlds), len(self.areas), len(self.years)
        world, area, year = (axis.ravel() for axis in np.indices(size))
        keys = (np.array(self.worlds, np.int64)[world], np.array(self.areas, object)[area],
                np.array(self.years, np.int64)[year])  # fmt: skip
        return dict(zip(KEYS, keys, strict=True)) | {name: values.ravel() for name, values in self.measures.items()}


class OutcomesBuilder:
    """Measures finished worlds one by one, chunk by chunk. For the other arguments see `SummaryBuilder`.

    areas  name -> its places
    """

    def __init__(
        self, first_week: int, last_week: int, rmb_per_usd: Mapping[int, float], on: Collection[str],
        areas: Mapping[str, tuple[str, ...]] = AREAS_IN_ORDER,
    ):  # fmt: skip
        self.areas = areas
        self.years = complete_years(complete_periods(first_week, last_week))
        self.rmb_per_usd = rmb_per_usd
        self.observables = [one for one in OBSERVABLES if one.needs == FOUNDING or one.needs in on]
        self.worlds: list[int] = []
        self.chunks: dict[str, list[np.ndarray]] = {observable.name: [] for observable in self.observables}

    def add_chunk(self, numbers: Sequence[int], history: History) -> None:
        """Measure one chunk of finished worlds.

        numbers  of these worlds, in the order of the history
        """
        self.worlds += numbers
        for observable in self.observables:
            self.chunks[observable.name].append(self._measured(observable, history, len(numbers)))

    def outcomes(self) -> Outcomes:
        """All that was measured, rounded."""
        empty = np.empty((0, len(self.areas), len(self.years)))
        measures = {name: np.concatenate([empty, *chunks]) for name, chunks in self.chunks.items()}
        return Outcomes(list(self.worlds), list(self.areas), list(self.years), measures)

    def _measured(self, observable: Observable, history: History, worlds: int) -> np.ndarray:
        """(worlds, areas, years), `nan` where the measure may not stand alone."""
        values = np.full((worlds, len(self.areas), len(self.years)), np.nan)
        for at, (area, places) in enumerate(self.areas.items()):
            if not stands_alone(observable, area):
                continue
            positions = tuple(PLACES.index(place) for place in places)
            for when, (year, periods) in enumerate(self.years.items()):
                measured = observable.rule(history, Scope(periods, positions))
                if observable.kind == SPREAD:
                    measured = medians(measured, income_edges_usd() * PERIODS_PER_MONTH * self.rmb_per_usd[year])
                values[:, at, when] = measured
        return four_digits(values)


def stands_alone(observable: Observable, area: str) -> bool:
    """Whether a measure may be published of an area by itself."""
    if area == EVERYWHERE:
        return True
    return observable.resolution != YEAR if area in REGIONS else observable.resolution == PLACE_AND_PERIOD


def four_digits(values: np.ndarray) -> np.ndarray:
    """The same in `DIGITS` significant digits; `nan` stays.

    Whole powers of ten are divided by and multiplied with, which are exact, so every machine rounds alike.
    """
    at = np.searchsorted(_POWERS, np.abs(values), side="right") - 1  # the power of ten at or below each value
    shift = np.clip(DIGITS - 1 - (at + LEAST_POWER), LEAST_POWER, MOST_POWER)
    up, down = _POWERS[np.maximum(shift, 0) - LEAST_POWER], _POWERS[np.maximum(-shift, 0) - LEAST_POWER]
    return np.rint(values * up / down) / up * down
