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

# Who orders people home, by what is counted: reviews, purges, superiors who find reports false, and minders.
ORDERS = ("recalls_ordered", "purge_ordered", "found_out_ordered", "managers_punished")


@observable(unit="orders a year", kind=FLOW, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_ordered(history: History, scope: Scope) -> np.ndarray:
    """Orders to go home before the end of a term: after reviews, purges, false reports, and a flight in the branch."""
    return np.sum([flow_total(history, name, scope) for name in ORDERS], axis=0) / scope.years


@observable(unit="orders a year", kind=FLOW, needs="whereabouts", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_found_out(history: History, scope: Scope) -> np.ndarray:
    """Orders to go home because a report on whereabouts was found to be false."""
    return per_year(history, "found_out_ordered", scope)


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
