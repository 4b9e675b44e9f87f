"""Observables of orders home: how many are given, wait and are carried out."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PEAK,
    PLACE_AND_PERIOD,
    History,
    Scope,
    flow_total,
    mean_count,
    observable,
    per_year,
)


@observable(unit="orders a year", kind=FLOW, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_ordered(history: History, scope: Scope) -> np.ndarray:
    """Orders to go home before the end of a term, after reviews and after purges."""
    return (flow_total(history, "recalls_ordered", scope) + flow_total(history, "purge_ordered", scope)) / scope.years


@observable(unit="persons", kind=LEVEL, needs="recall", resolution=PLACE_AND_PERIOD)
def recalls_waiting(history: History, scope: Scope) -> np.ndarray:
    """Officials still at their posts who have been ordered home."""
    return mean_count(history, "summoned", scope)


@observable(unit="persons a year", kind=FLOW, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_carried_out(history: History, scope: Scope) -> np.ndarray:
    """Officials who go home as they were ordered to."""
    return per_year(history, "recalls_done", scope)


@observable(unit="persons in a month", kind=PEAK, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_in_busiest_month(history: History, scope: Scope) -> np.ndarray:
    """Most officials who go home as ordered in any four weeks.

    They are counted over all places of the scope together.
    """
    return history["recalls_done"][:, scope.periods][:, :, list(scope.places)].sum(axis=2).max(axis=1)
