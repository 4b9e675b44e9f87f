"""Observables: named measurements over finished worlds. Claims, reports and inference speak only in these.

Each is declared as data, with one rule that measures it over some places and four-week periods. How finely its numbers
may leave the program is declared, too (`finest`); `publishing.py` sees to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.base.fixed import ONE
from legation.base.places import PLACES
from legation.population.columns import INCOME_BINS

PERIODS_PER_YEAR = 13
PERIODS_PER_MONTH = PERIODS_PER_YEAR / 12

# The finest in which the numbers of a measure may leave the program. A year without a region is of all places together.
PLACE_AND_PERIOD, YEAR_AND_REGION, YEAR = "place and period", "year and region", "year"

Kept = Mapping[str, np.ndarray]


class Window(NamedTuple):
    """Where and when to measure.

    periods  four-week periods, counted from 5 January 2009, as a slice
    places   positions in PLACES
    """

    periods: slice
    places: Sequence[int]

    @property
    def years(self) -> float:
        return (self.periods.stop - self.periods.start) / PERIODS_PER_YEAR


class Observable(NamedTuple):
    """One measurement.

    topic      under which it is shown
    kind       flow, level, peak or spread
    sentence   what it is, in one sentence
    needs      the mechanism without which it means nothing
    finest     PLACE_AND_PERIOD, YEAR_AND_REGION or YEAR
    sensitive  flight, capture, return, death, detention: leaves as a range of persons, or as a verdict
    step       its numbers leave in steps of no less than this, 0 for none: a head-count that could be followed from
               period to period would give away who left
    widest     a 90 % range wider than this says that nearly anything would fit: a ratio above 1, a difference up to 1
    rule       kept tables (worlds, periods, rows) and a window -> (worlds,), or (worlds, bins) for a spread
    """

    name: str
    topic: str
    unit: str
    kind: str
    sentence: str
    needs: str
    finest: str
    widest: float
    rule: Callable[[Kept, Window], np.ndarray]
    sensitive: bool = False
    step: float = 0.0


def _sum(kept: Kept, name: str, window: Window) -> np.ndarray:
    """A flow over periods and places, (worlds,)."""
    return kept[name][:, window.periods][:, :, list(window.places)].sum(axis=(1, 2))


def _mean(kept: Kept, name: str, window: Window) -> np.ndarray:
    """A level per place, weighted by who is posted there, (worlds,)."""
    levels = kept[name][:, window.periods][:, :, list(window.places)]
    weights = kept["posted"][:, window.periods][:, :, list(window.places)]
    return (levels * weights).sum(axis=(1, 2)) / np.maximum(weights.sum(axis=(1, 2)), 1) / ONE


def posted_officials(kept: Kept, window: Window) -> np.ndarray:
    """Mean number of posts filled."""
    return _sum(kept, "posted", window) / (window.periods.stop - window.periods.start)


def trade_income(kept: Kept, window: Window) -> np.ndarray:
    """Margins in US dollars per posted official and year."""
    person_periods = np.maximum(_sum(kept, "posted", window), 1)
    return _sum(kept, "trade_income", window) / 100 / person_periods * PERIODS_PER_YEAR


def margin_month(kept: Kept, window: Window) -> np.ndarray:
    """Officials by margin of a four-week period, (worlds, bins)."""
    tables = kept["income_bins"][:, window.periods]
    by_place = tables.reshape(*tables.shape[:2], len(PLACES), INCOME_BINS)[:, :, list(window.places)]
    return by_place.sum(axis=(1, 2))


def clampdowns(kept: Kept, window: Window) -> np.ndarray:
    """Clampdowns ordered a year."""
    return _sum(kept, "clampdowns", window) / window.years


def flights(kept: Kept, window: Window) -> np.ndarray:
    """Officials who left their post without leave, a year."""
    return _sum(kept, "fled", window) / window.years


def busiest_week(kept: Kept, window: Window) -> np.ndarray:
    """Most who left in any one week, worldwide."""
    return kept["fled_in_a_week"][:, window.periods, 0].max(axis=1)


def market(kept: Kept, window: Window) -> np.ndarray:
    """Trade that officials can live on, 2013 = 1."""
    return _mean(kept, "market", window)


def alert(kept: Kept, window: Window) -> np.ndarray:
    """Mean alert, 0 to 1."""
    return _mean(kept, "alert", window)


OBSERVABLES = (
    Observable(
        name="trade_index",
        topic="Money",
        unit="2013 = 1",
        kind="level",
        sentence="Trade that officials can live on: China's imports from and exports to the DPRK, weighted.",
        needs="environment",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=market,
    ),
    Observable(
        name="trade_income",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Margin on deals per posted official, before living, staff and anything paid to the state.",
        needs="trade",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=trade_income,
    ),
    Observable(
        name="margin_month_rmb",
        topic="Money",
        unit="RMB a month",
        kind="spread",
        sentence="Gross margin of one official in a month, before living, staff and anything paid to the state.",
        needs="trade",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=margin_month,
    ),
    Observable(
        name="alert",
        topic="Control",
        unit="0 to 1",
        kind="level",
        sentence="How tight control is, from its floor to the ceiling of 1.",
        needs="alert",
        finest=YEAR,
        widest=0.8,
        rule=alert,
    ),
    Observable(
        name="clampdowns",
        topic="Control",
        unit="clampdowns a year",
        kind="flow",
        sentence="Orders to tighten control that follow flights known to the centre.",
        needs="alert",
        finest=YEAR,
        widest=10.0,
        rule=clampdowns,
    ),
    Observable(
        name="posted_officials",
        topic="People",
        unit="persons",
        kind="level",
        sentence="Posts that are filled.",
        needs="founding",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=posted_officials,
        step=10.0,
    ),
    Observable(
        name="flights",
        topic="People",
        unit="persons a year",
        kind="flow",
        sentence="Officials who leave their post without leave, whether or not they arrive anywhere.",
        needs="flight",
        finest=YEAR_AND_REGION,
        widest=10.0,
        rule=flights,
        sensitive=True,
    ),
    Observable(
        name="flights_in_busiest_week",
        topic="People",
        unit="persons in a week",
        kind="peak",
        sentence="Most officials who leave their posts in any one week, worldwide.",
        needs="flight",
        finest=YEAR,
        widest=10.0,
        rule=busiest_week,
        sensitive=True,
    ),
)

BY_NAME = {observable.name: observable for observable in OBSERVABLES}


def window(first: date, last: date, places: Sequence[int]) -> Window:
    """The four-week periods that hold the days from `first` to `last`, both included."""
    start = week_of(first) // WEEKS_PER_PERIOD
    return Window(slice(start, week_of(last) // WEEKS_PER_PERIOD + 1), tuple(places))


def complete_periods(first_week: int, last_week: int) -> range:
    """The four-week periods of which every week was simulated, numbered as in a window."""
    return range(-(-first_week // WEEKS_PER_PERIOD), (last_week + 1) // WEEKS_PER_PERIOD)


def covered(days: tuple[date, date], first_week: int, last_week: int) -> bool:
    """Whether all of the days lie in periods that were simulated to the full."""
    periods = complete_periods(first_week, last_week)
    at = window(*days, ()).periods
    return periods.start <= at.start and at.stop <= periods.stop


def income_edges_usd() -> np.ndarray:
    """Limits of the income bins in US dollars per four weeks, (bins + 1,). The last bin's upper limit is open."""
    return np.array([0.0, *(2 ** (k / 2) for k in range(1, INCOME_BINS + 1))])
