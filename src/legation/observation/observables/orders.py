"""Observables of calls home: of visits, and of orders, how many are given, wait and are carried out."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PEAK,
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    YEAR_AND_REGION,
    History,
    Where,
    flow_total,
    fraction,
    mean_count,
    observable,
    per_year,
)

# Who orders people home, by what is counted: reviews, purges, superiors who find reports false, and minders.
ORDERS = ("recalls_ordered", "purge_ordered", "found_out_ordered", "managers_punished")


@observable(unit="visits a year", kind=LEVEL, needs="home_visits", resolution=PLACE_AND_PERIOD, annual_only=True)
def home_visits_per_year(history: History, scope: Where) -> np.ndarray:
    """Visits home that a posted official makes in a year."""
    return fraction(history, "visits", "posted", scope) * PERIODS_PER_YEAR


@observable(
    unit="share of officials", kind=LEVEL, needs="home_visits", resolution=YEAR_AND_REGION, vague_beyond=0.8,
)  # fmt: skip
def not_sent_back_share(history: History, scope: Where) -> np.ndarray:
    """Of officials on a visit home, those who are not sent back to their posts."""
    return fraction(history, "not_sent_back", "visits", scope)


@observable(unit="USD per visit", kind=LEVEL, needs="home_visits", resolution=PLACE_AND_PERIOD, annual_only=True)
def visit_cost_usd(history: History, scope: Where) -> np.ndarray:
    """What others at home take from an official on a visit, on average."""
    return fraction(history, "visits_taken", "visits", scope) / 100


@observable(unit="orders a year", kind=FLOW, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_ordered(history: History, scope: Where) -> np.ndarray:
    """Orders to go home before the end of a term: after reviews, purges, false reports, and a flight in the branch."""
    return np.sum([flow_total(history, name, scope) for name in ORDERS], axis=0) / scope.years


@observable(unit="orders a year", kind=FLOW, needs="whereabouts", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_found_out(history: History, scope: Where) -> np.ndarray:
    """Orders to go home because a report on whereabouts was found to be false."""
    return per_year(history, "found_out_ordered", scope)


@observable(unit="persons", kind=LEVEL, needs="recall", resolution=PLACE_AND_PERIOD)
def recalls_waiting(history: History, scope: Where) -> np.ndarray:
    """Officials still at their posts who have been ordered home."""
    return mean_count(history, "summoned", scope)


@observable(unit="persons a year", kind=FLOW, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_carried_out(history: History, scope: Where) -> np.ndarray:
    """Officials who go home as they were ordered to, or are kept there on a visit."""
    return per_year(history, "recalls_done", scope)


@observable(unit="persons in a month", kind=PEAK, needs="recall", resolution=PLACE_AND_PERIOD, annual_only=True)
def recalls_in_busiest_month(history: History, scope: Where) -> np.ndarray:
    """Most officials who go home as ordered, or are kept there on a visit, in any four weeks.

    They are counted over all places of the scope together.
    """
    return scope.busiest(history, "recalls_done")
