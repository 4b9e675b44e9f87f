"""Observables of the press: how much of what happens is ever reported.

Flights of officials and minders, orders to tighten control and departures on orders are counted: what a report of one
event could be about. Where somebody tells outlets is never one: who does is at risk.
"""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    YEAR,
    YEAR_AND_REGION,
    History,
    Where,
    flow_total,
    observable,
    per_year,
    share,
)

HAPPENED = ("fled", "minders_fled", "clampdowns", "recalls_done")
REPORTED = ("flights_reported", "minders_reported", "clampdowns_reported", "recalls_reported")


def _all(history: History, names: tuple[str, ...], scope: Where) -> np.ndarray:
    return np.asarray(np.sum([flow_total(history, name, scope) for name in names], axis=0))


@observable(unit="events a year", kind=FLOW, needs="press", resolution=YEAR)
def events_reported(history: History, scope: Where) -> np.ndarray:
    """Flights of officials and minders, orders to tighten control and departures on orders that are reported, in the
    year of the report.
    """
    return _all(history, REPORTED, scope) / scope.years


@observable(unit="persons a year", kind=FLOW, needs="press", resolution=YEAR_AND_REGION)
def flights_reported(history: History, scope: Where) -> np.ndarray:
    """Officials whose flight is reported, in the year of the report."""
    return per_year(history, "flights_reported", scope)


@observable(unit="share of events", kind=LEVEL, needs="press", resolution=YEAR, vague_beyond=0.8)
def events_ever_reported_share(history: History, scope: Where) -> np.ndarray:
    """Of all events up to the end of the time, those that were reported by then."""
    so_far = scope.at_times(lambda _first, stop: (0, stop))
    return share(_all(history, REPORTED, so_far), _all(history, HAPPENED, so_far))
