"""Inputs: what comes to the modelled state from outside, by week and place, as whole numbers out of 65,536.

An input starts from a constant or from a monthly series of the record and is then changed by dated policies. A series
may be followed up to some month only, and be replaced from there by what might have been, drawn anew for each world.
All of it is worked out by day, in which rules stay simple, and a week's value is the mean of its days. No day after
2025-12-31 counts: the last week of the record ends with its third day, and the one week that completes its four-week
period takes the same values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from legation.base.calendar import FIRST_MONDAY, LAST_DAY, WEEKS
from legation.kernel.elementary import Floats
from legation.kernel.units import UNITS
from legation.scenario.counterfactual import SDS_MAX, Counterfactual
from legation.scenario.layers import LayerEntry
from legation.scenario.tables import Number, ReasonedTable, Text, one_of

DAYS = (LAST_DAY - FIRST_MONDAY).days + 1
BASE_YEAR = 2013

# Monthly series of the record -> the column of `legation.evidence.series.trade_months()`.
SERIES = {"china_imports_from_dprk": "imports_usd_million", "china_exports_to_dprk": "exports_usd_million"}


class Input(ReasonedTable):
    """Something outside the modelled state's own control, for every week and place.

    base            the value before policies, or None if it follows a series
    series          a name of `SERIES`, or ""
    counterfactual  what each world draws in place of the series' later months, or None
    """

    title: Text = Field(description="What it is, in a few words.")
    meaning: Text = Field(description="What a value of 1 and a change of it mean, in a sentence.")
    unit: Literal["share", "ratio"] = Field(description="What it is measured in.")
    base: Number | None = Field(None, description="Its value in all places before any policy; or else give `series`.")
    series: Annotated[str, one_of(SERIES)] = Field(
        "", description=f"The monthly series it follows in all places, relative to the mean month of {BASE_YEAR}."
    )
    counterfactual: Counterfactual | None = Field(
        None, description="What the series might have been from some month on, drawn for each world."
    )

    def base_by_day(self, factors: Mapping[date, float] | None = None) -> Floats:
        """(days,) the value before policies, the same in all places.

        factors  month -> what a world has drawn for a counterfactual; its middle where not given
        """
        if self.base is not None:
            return np.full(DAYS, self.base)
        if self.counterfactual is None:
            return by_day(recorded_months(self.series))
        drawn = dict.fromkeys(self.counterfactual.months(), 1.0) if factors is None else factors
        return by_day(self.counterfactual.laid_over(recorded_months(self.series), drawn), recorded_months(self.series))

    def extremes(self) -> list[Floats]:
        """The values by day between which those of all worlds lie."""
        if self.counterfactual is None:
            return [self.base_by_day()]
        ends = (float(self.counterfactual.factor(sds)) for sds in (-SDS_MAX, SDS_MAX))
        return [self.base_by_day(dict.fromkeys(self.counterfactual.months(), end)) for end in ends]


def read_input(entry: LayerEntry) -> Input | None:
    """The input in an entry; None if it is none. The entry collects its faults."""
    constant = "base" in entry.values
    if constant == ("series" in entry.values):
        found = "both `base` and `series`" if constant else "neither `base` nor `series`"
        entry.refuse(("base",), found, "one of the two", f"The series are {', '.join(SERIES)}.")
    if constant and "counterfactual" in entry.values:
        expected = "a `series`, over which the counterfactual is laid"
        entry.refuse(("counterfactual",), "a counterfactual of a constant", expected)
    input_ = entry.read(Input)
    if input_ and input_.base is not None:
        unit = UNITS[input_.unit]
        if not unit.low <= input_.base <= unit.high:
            entry.refuse(("base",), f"{input_.base:g}", unit.bounds(), unit.advise(input_.base))
    return input_


@lru_cache(maxsize=8)
def recorded_months(series: str) -> Mapping[date, float]:
    """A monthly series of the record, in USD million, by the first day of the month."""
    from legation.evidence.series import trade_months

    column = SERIES[series]
    return {row.month: float(getattr(row, column)) for row in trade_months()}


def by_day(months: Mapping[date, float], recorded: Mapping[date, float] | None = None) -> Floats:
    """(days,) monthly amounts as rates relative to the mean month of 2013, recorded unless told otherwise.

    months  keyed by the first day
    """
    total = 0.0
    for month in range(1, 13):
        total += (recorded or months)[date(BASE_YEAR, month, 1)]
    mean = total / 12.0
    return np.array([months[month] / mean for month in sorted(months)])[_month_of_day()]


@lru_cache(maxsize=1)
def _month_of_day() -> NDArray[np.int64]:
    """(days,) the position of each day's month among those of the record."""
    days = [FIRST_MONDAY + timedelta(days=day) for day in range(DAYS)]
    return np.array([12 * (day.year - FIRST_MONDAY.year) + day.month - 1 for day in days])


def weekly(daily: Floats) -> Floats:
    """(weeks, places) the mean over the days of each week; `daily` is (days, places)."""
    padded = np.zeros((WEEKS * 7, daily.shape[1]))
    padded[:DAYS] = daily
    total = np.zeros((WEEKS, daily.shape[1]))
    for day in range(7):
        # Added one after another, because the order of a NumPy sum may differ between machines.
        total = total + padded[day::7]
    recorded = -(-DAYS // 7)
    days = np.full((recorded, 1), 7.0)
    days[-1] = DAYS - 7 * (recorded - 1)
    means = total[:recorded] / days
    return np.concatenate([means, np.repeat(means[-1:], WEEKS - recorded, axis=0)])
