"""Observables of control: alert, clampdowns, sessions and reports, and who watches, suspects and is paid for it."""

from __future__ import annotations

import numpy as np

from legation.kernel.fixed_point import ONE
from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PLACE_AND_PERIOD,
    YEAR,
    YEAR_AND_REGION,
    History,
    Where,
    at_least_a_year,
    flow_total,
    fraction,
    mean_level,
    observable,
    per_year,
    share,
)


@observable(unit="0 to 1", kind=LEVEL, needs="alert", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def alert(history: History, scope: Where) -> np.ndarray:
    """How tight control is, from its floor to the ceiling of 1."""
    return mean_level(history, "alert", scope)


@observable(unit="clampdowns a year", kind=FLOW, needs="alert", resolution=YEAR)
def clampdowns(history: History, scope: Where) -> np.ndarray:
    """Orders to tighten control that follow flights known to the centre."""
    return per_year(history, "clampdowns", scope)


@observable(unit="sessions per week", kind=LEVEL, needs="sessions", resolution=PLACE_AND_PERIOD)
def sessions_per_week(history: History, scope: Where) -> np.ndarray:
    """Ideological sessions that an official attends in a week."""
    return mean_level(history, "sessions", scope)


@observable(unit="reports per week", kind=LEVEL, needs="whereabouts", resolution=PLACE_AND_PERIOD)
def reports_per_week(history: History, scope: Where) -> np.ndarray:
    """Reports in which an official says where they are, in a week."""
    return mean_level(history, "reports", scope)


@observable(unit="share of officials", kind=LEVEL, needs="surveillance", resolution=PLACE_AND_PERIOD)
def minders_per_official(history: History, scope: Where) -> np.ndarray:
    """State-security officers at a place for each official there."""
    return fraction(history, "minders", "under_watch", scope)


@observable(unit="0 to 1", kind=LEVEL, needs="surveillance", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def suspicion(history: History, scope: Where) -> np.ndarray:
    """How suspect officials are to those who watch them, on average."""
    return fraction(history, "suspected", "under_watch", scope) / ONE


@observable(unit="USD a year", kind=FLOW, needs="surveillance", resolution=PLACE_AND_PERIOD, annual_only=True)
def bribes_usd(history: History, scope: Where) -> np.ndarray:
    """What an official pays minders in bribes, over a year at least."""
    year = at_least_a_year(scope)
    present = flow_total(history, "under_watch", year) / year.length
    return share(flow_total(history, "bribes", year) / 100 / year.years, present)


@observable(unit="persons a year", kind=FLOW, needs="surveillance", resolution=YEAR_AND_REGION)
def managers_punished(history: History, scope: Where) -> np.ndarray:
    """Managers who are ordered home for a flight in their branch."""
    return per_year(history, "managers_punished", scope)
