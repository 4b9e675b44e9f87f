"""What may leave the program, and how: no finer than an observable declares, and rounded.

Flight, capture, return, death and detention leave only by year and region, in two significant digits, and below five
only as "< 5"; a share or a mean of fewer than five persons does not leave at all. Control leaves only by year, all
places together, because it moves when somebody has fled. Everything else may be shown by place and four-week period
where there are worlds enough that no number is one world's; a head-count, from which who left could be found by
differences, then leaves in coarse steps.

Differences between two scenarios leave by year only, all places together, and rounded like what they are differences
of. Where the scenarios differ in a control of the state, they leave as directions: nobody may search here for the
setting that works best.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.number_text import magnitude, significant, two_digits
from legation.base.places import PLACES, REGIONS
from legation.observation import scopes as windows
from legation.observation import spreads
from legation.observation.observables import catalogue as observables
from legation.observation.scopes import FOUNDING, PLACE_AND_PERIOD, YEAR_AND_REGION, History, Observable, Scope

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")
SERIES_COLUMNS = {"observable": str, "unit": str, "place": str, "period_start": date, "weeks": int,
                  **dict.fromkeys(NAMES, float)}  # fmt: skip
PEOPLE_COLUMNS = {"observable": str, "unit": str, "region": str, "year": int, "low": str, "high": str}
SMALLEST_COUNT = 5
TOO_FEW = "too few"  # in place of a share or a mean that is of fewer persons than that in most worlds
# With fewer worlds, numbers leave by year only, all places together: a quantile would be nearly that of one world.
WORLDS_LEAST = 20
# A mean in full is a fraction whose denominator is a head-count, so it is cut short.
DIGITS = 3
EVERYWHERE = "all places"
# Mechanisms, inputs, and parameters of other mechanisms, by which people are watched, called home and pursued, or
# which say how well that works. A shock tightens alert, so to set shocks is to set alert.
CONTROLS = frozenset(("purge", "alert", "sessions", "home_visits", "whereabouts", "surveillance", "recall", "pursuit"))
CONTROL_INPUTS = frozenset(("policing", "purge"))
CONTROL_PARAMETERS = frozenset(("flight.deterrence",))


def shown_count(value: float) -> str:
    """A count of people as it may leave the program."""
    return f"< {SMALLEST_COUNT}" if value < SMALLEST_COUNT else f"{two_digits(value):,.0f}"


def shown_of_people(observable: Observable, value: float) -> str:
    """What is sensitive, as it may leave the program: a count, or else a share or a mean in two digits."""
    return shown_count(value) if observable.persons_behind is None else magnitude(value, observable.unit)


def shown_number(observable: Observable, value: float, digits: int = DIGITS) -> float:
    """Any other number as it may leave the program; a head-count always in two digits."""
    if not observable.step:
        return significant(value, digits)
    return two_digits(observable.step * round(value / observable.step))


def shown_change(low: float, high: float) -> str:
    """A range of differences between counts of people, as it may leave the program."""
    if max(abs(low), abs(high)) < SMALLEST_COUNT:
        return f"fewer than {SMALLEST_COUNT} either way"
    ends = [_change(low), _change(high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _change(value: float) -> str:
    if abs(value) < SMALLEST_COUNT:
        return f"the same within {SMALLEST_COUNT}"
    return f"{two_digits(abs(value)):,.0f} {'more' if value > 0 else 'fewer'}"


def may_publish(observable: Observable, worlds: int, at: Scope) -> bool:
    """Whether numbers over these places and periods are no finer than may leave the program."""
    if observable.resolution == PLACE_AND_PERIOD and worlds >= WORLDS_LEAST:
        return True
    return at.years >= 1 and is_whole(observable, at)


def is_whole(observable: Observable, at: Scope) -> bool:
    """Whether these are all places or, where regions may be told apart, whole regions."""
    places = {PLACES[position] for position in at.places}
    if observable.resolution != YEAR_AND_REGION:
        return places == set(PLACES)
    return all(places >= set(region) or not places & set(region) for region in REGIONS.values())


class SummaryBuilder:
    """The published tables in the making, fed chunk by chunk.

    first_week, last_week  simulated, both included; only complete periods and years are published
    rmb_per_usd            year -> rate
    worlds                 how many there will be
    on                     mechanisms that run: what needs another means nothing, and is not published
    """

    def __init__(
        self, first_week: int, last_week: int, rmb_per_usd: Mapping[int, float], worlds: int, on: Collection[str]
    ):
        self.periods = windows.complete_periods(first_week, last_week)
        self.rmb_per_usd = rmb_per_usd
        self.worlds = worlds
        # A short run has no complete year, and a very short one no complete period: then there is nothing to measure.
        held = [one for one in observables.OBSERVABLES if one.needs == FOUNDING or one.needs in on]
        cells = {observable.name: list(self._cells(observable)) for observable in held}
        self.cells = {name: some for name, some in cells.items() if some}
        self.values: dict[str, list[np.ndarray]] = {name: [] for name in self.cells}

    def add_chunk(self, history: History) -> None:
        """Measure one chunk of finished worlds."""
        for name, cells in self.cells.items():
            observable = observables.BY_NAME[name]
            found = np.stack([measured(observable, history, at) for _, at in cells], axis=1)
            if observable.kind == "spread":
                found = spreads.weighed(found).sum(axis=0, keepdims=True)
            self.values[name].append(found)

    def series(self) -> list[dict[str, Any]]:
        """By place and period, or by year, with the quantiles over worlds: rows of `SERIES_COLUMNS`."""
        rows = []
        for observable in self._observed(sensitive=False):
            cells = self.cells[observable.name]
            for (place, at), values in zip(cells, self._quantiles(observable), strict=True):
                if values is None:
                    continue
                rows.append({
                    "observable": observable.name, "unit": observable.unit, "place": place,
                    "period_start": monday(at.periods.start * WEEKS_PER_PERIOD),
                    "weeks": (at.periods.stop - at.periods.start) * WEEKS_PER_PERIOD,
                    **{name: shown_number(observable, value) for name, value in zip(NAMES, values, strict=True)},
                })  # fmt: skip
        return rows

    def people(self) -> list[dict[str, Any]]:
        """By region and year, the ends of the central 90 % as text: rows of `PEOPLE_COLUMNS`."""
        rows = []
        for observable in self._observed(sensitive=True):
            values = np.concatenate(self.values[observable.name])
            for (region, at), found in zip(self.cells[observable.name], values.T, strict=True):
                low, high = _ends(observable, found)
                rows.append({"observable": observable.name, "unit": observable.unit, "region": region,
                             "year": year_of(at), "low": low, "high": high})  # fmt: skip
        return rows

    def _observed(self, *, sensitive: bool) -> list[Observable]:
        return [one for name in self.cells if (one := observables.BY_NAME[name]).sensitive == sensitive]

    def _cells(self, observable: Observable) -> Iterable[tuple[str, Scope]]:
        """The finest places and times that may leave the program, each under the name of its area."""
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
                at = Scope(periods, positions)
                assert may_publish(observable, self.worlds, at), (observable.name, area, periods)
                yield area, at

    def _quantiles(self, observable: Observable) -> list[list[float] | None]:
        """For each cell, over worlds, or, for a spread, over persons of all worlds; None where nobody is posted."""
        values = np.concatenate(self.values[observable.name])
        if observable.kind != "spread":
            return _quantiles_of(values)
        edges = windows.income_edges_usd() * windows.PERIODS_PER_MONTH
        return [
            spreads.quantiles(weights, edges * self.rmb_per_usd[year_of(at)], QUANTILES) if weights.any() else None
            for (_, at), weights in zip(self.cells[observable.name], values.sum(axis=0), strict=True)
        ]


def measured(observable: Observable, history: History, at: Scope) -> np.ndarray:
    """What is measured, (worlds,) or (worlds, bins); `nan` where it is of so few persons that it must not leave."""
    found = observable.rule(history, at)
    return (
        found
        if observable.persons_behind is None
        else np.where(observable.persons_behind(history, at) < SMALLEST_COUNT, np.nan, found)
    )


def _ends(observable: Observable, values: np.ndarray) -> tuple[str, str]:
    """The central 90 % over worlds, as it may leave the program."""
    there = values[~np.isnan(values)]
    if 2 * len(there) <= len(values):
        return TOO_FEW, TOO_FEW
    low, high = (float(end) for end in np.quantile(there, (0.05, 0.95)))
    return shown_of_people(observable, low), shown_of_people(observable, high)


def _quantiles_of(values: np.ndarray) -> list[list[float] | None]:
    """For each column, over the worlds in which there was something to measure; None if these are too few."""
    gone = np.isnan(values)
    found: list[list[float] | None] = np.quantile(values, QUANTILES, axis=0).T.tolist()
    for column in np.flatnonzero(gone.any(axis=0)):
        there = values[~gone[:, column], column]
        enough = 2 * len(there) > len(values)
        found[column] = np.quantile(there, QUANTILES).tolist() if enough else None
    return found


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


def year_of(at: Scope) -> int:
    """The year that a period lies in, or in which the middle of several lies."""
    return _year_of((at.periods.start + at.periods.stop - 1) // 2)


def _year_of(period: int) -> int:
    """The year in which the middle of a period lies."""
    return (monday(period * WEEKS_PER_PERIOD) + timedelta(weeks=WEEKS_PER_PERIOD // 2)).year
