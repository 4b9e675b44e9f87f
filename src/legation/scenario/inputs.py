"""Inputs: what comes to the modelled state from outside, by week and place, as whole numbers out of 65,536.

An input starts from a constant or from a monthly series, of the record or the user's own, and is then changed by dated
policies. A series may be followed up to some month only, and be replaced from there by what might have been, drawn anew
for each world. All of it is worked out by day, in which rules stay simple, and a week's value is the mean of its days.
No day after 2025-12-31 counts: the last week of the record ends with its third day, and the one week that completes its
four-week period takes the same values.

A series of the user's own must have a value for every month that is simulated, and for the year that it is relative to;
otherwise it is refused. Months that nothing reads may be missing: they stand at the value of the nearest month.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, Field, PrivateAttr, WithJsonSchema

from legation.base.calendar import FIRST_MONDAY, LAST_DAY, WEEKS, monday
from legation.base.faults import EvidenceError, any_of, as_written, nearest, shown
from legation.evidence.own_series import (
    SeriesFile,
    is_own_series_name,
    month_ranges,
    month_starts,
    nearest_months,
    read_own_series,
)
from legation.evidence.records import Sha256, WrongValue
from legation.kernel.elementary import Floats
from legation.kernel.units import UNITS
from legation.scenario.counterfactual import SDS_MAX, Counterfactual
from legation.scenario.layers import LayerEntry
from legation.scenario.tables import Number, ReasonedTable, Text

DAYS = (LAST_DAY - FIRST_MONDAY).days + 1
BASE_YEAR = 2013

# Monthly series of the record -> the column of `legation.evidence.series.trade_months()`.
SERIES = {"china_imports_from_dprk": "imports_usd_million", "china_exports_to_dprk": "exports_usd_million"}
KEPT_FOLDER = "series"  # beside a saved scenario: the user's own series that it names
_FILE = "such as series/customs.csv, which `legation series import` wrote"


def _check_series(name: str) -> str:
    if name not in SERIES and not is_own_series_name(name):
        raise WrongValue(f"{any_of(SERIES)}, or a file {_FILE}", nearest(name, SERIES))
    return name


_OF_SERIES = {"anyOf": [{"enum": list(SERIES)}, {"type": "string", "pattern": r"\.csv$"}]}


class Input(ReasonedTable):
    """Something outside the modelled state's own control, for every week and place.

    base            the value before policies, or None if it follows a series
    series          a name of `SERIES`, a file of the user's as the scenario names it, or ""
    sha256          of that file
    counterfactual  what each world draws in place of the series' later months, or None
    """

    title: Text = Field(description="What it is, in a few words.")
    meaning: Text = Field(description="What a value of 1 and a change of it mean, in a sentence.")
    unit: Literal["share", "ratio"] = Field(description="What it is measured in.")
    base: Number | None = Field(None, description="Its value in all places before any policy; or else give `series`.")
    series: Annotated[str, AfterValidator(_check_series), WithJsonSchema(_OF_SERIES)] = Field(
        "",
        description=f"The monthly series it follows in all places, relative to the mean month of {BASE_YEAR}: a name, "
        "or a file beside this one that `legation series import` wrote.",
    )
    sha256: Sha256 = Field("", description="The SHA-256 that the file of the series must have, if it is one.")
    counterfactual: Counterfactual | None = Field(
        None, description="What the series might have been from some month on, drawn for each world."
    )

    _own: SeriesFile | None = PrivateAttr(None)

    @property
    def own(self) -> SeriesFile | None:
        """The user's own series that it follows, if it follows one."""
        return self._own

    def following(self, own: SeriesFile) -> Input:
        """The same input with the file of its series at hand, which is its source where no reason was given."""
        series = own.series
        said = (
            f"The series is the user's own, read from {series.source} on {series.imported}; "
            "no record of the ledger is behind it."
        )
        assumed = self.assumed if self.assumed or self.records else said
        same = self.model_copy(update={"sha256": own.sha256, "assumed": assumed})
        same._own = own
        return same

    def as_dict(self) -> dict[str, Any]:
        """As a saved scenario writes it: the user's own series lies beside it, under a name that tells its content."""
        values = super().as_dict()
        return values | {"series": f"{KEPT_FOLDER}/{self._own.kept_name}"} if self._own else values

    def missing_months(self, first_week: int, last_week: int) -> list[date]:
        """The months without a value that these weeks, the year of reference or the counterfactual need.

        first_week, last_week  both simulated, counted from 2009-01-05
        """
        if self._own is None:
            return []
        last = min(monday(last_week) + timedelta(days=6), LAST_DAY)
        simulated = month_starts(monday(first_week), last)
        reference = month_starts(date(BASE_YEAR, 1, 1), date(BASE_YEAR, 12, 1))
        path = self.counterfactual
        mean = month_starts(date(path.years[0], 1, 1), date(path.years[1], 12, 1)) if path else ()
        needed = {*reference, *mean, *(month for month in simulated if not path or month < path.first)}
        return sorted(needed - self._own.series.months.keys())

    def months(self) -> Mapping[date, float]:
        """The months of its series, in USD million, by the first day; every month of the record has a value."""
        if self._own is None:
            return recorded_months(self.series)
        return nearest_months(self._own.series.months, list(month_starts(FIRST_MONDAY, LAST_DAY)))

    def base_by_day(self, factors: Mapping[date, float] | None = None) -> Floats:
        """(days,) the value before policies, the same in all places.

        factors  month -> what a world has drawn for a counterfactual; its middle where not given
        """
        if self.base is not None:
            return np.full(DAYS, self.base)
        months = self.months()
        if self.counterfactual is None:
            return by_day(months)
        drawn = dict.fromkeys(self.counterfactual.months(), 1.0) if factors is None else factors
        return by_day(self.counterfactual.laid_over(months, drawn), months)

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
    if input_ and is_own_series_name(input_.series):
        own = _own_series(input_, entry)
        return input_.following(own) if own else None
    if input_ and input_.sha256:
        entry.refuse(("sha256",), "a SHA-256 of no file", f"a series that is a file {_FILE}, beside it")
    return input_


def _own_series(input_: Input, entry: LayerEntry) -> SeriesFile | None:
    """The user's file that an input names, found from the folder of the scenario that names it; None if it is wrong."""
    path = (entry.folder_of("series") or Path()) / input_.series
    if not path.is_file():
        found = f"{shown(input_.series)} (no such file: {as_written(path)})"
        entry.refuse(("series",), found, f"a file {_FILE}", "Its path begins at the folder of the scenario.")
        return None
    try:
        own = read_own_series(path)
    except EvidenceError as problem:
        entry.faults.extend(problem.faults)
        return None
    if input_.sha256 not in ("", own.sha256):
        found = f"{input_.sha256[:12]}…, while {as_written(path)} has {own.sha256[:12]}…"
        entry.refuse(("sha256",), found, "the SHA-256 of the file", "It was changed, or is another file.")
    return own


def refuse_gaps(name: str, missing: list[date], entry: LayerEntry, weeks: tuple[int, int]) -> None:
    """Collect a fault for an input of whose own series months are missing that it needs.

    missing  what `Input.missing_months` returned
    weeks    the first and the last that are simulated
    """
    if missing:
        entry.refuse(("series",), *gap_words(name, missing, weeks))


def gap_words(name: str, missing: list[date], weeks: tuple[int, int]) -> tuple[str, str, str]:
    """What a message says of months that are missing: found, expected and advice."""
    span = f"{monday(weeks[0]):%Y-%m} to {min(monday(weeks[1]) + timedelta(days=6), LAST_DAY):%Y-%m}"
    return (
        f"no value of {name} for {month_ranges(missing, 6)}",
        f"a value for every month that is simulated ({span}), and for {BASE_YEAR}, to which the input is relative",
        "Import it with --fill interpolate if they lie between others, or simulate fewer months by `from` and `to`.",
    )


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
    recorded = -(-DAYS // 7)
    padded = np.zeros((recorded * 7, daily.shape[1]))
    padded[:DAYS] = daily
    days = np.full(recorded, 7)
    days[-1] = DAYS - 7 * (recorded - 1)
    means = means_of_weeks(padded.reshape(recorded, 7, -1), days)
    return np.concatenate([means, np.repeat(means[-1:], WEEKS - recorded, axis=0)])


def means_of_weeks(values: Floats, days: NDArray[np.int64]) -> Floats:
    """(weeks, places) the mean over the days of each week.

    values  (weeks, 7, places), 0 on days after the record
    days    (weeks,) how many days of the record each has
    """
    total = np.zeros((len(values), values.shape[2]))
    for day in range(7):
        # Added one after another, because the order of a NumPy sum may differ between machines.
        total = total + values[:, day]
    return total / days[:, None]
