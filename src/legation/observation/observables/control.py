"""Observables of control: alert, clampdowns and sessions."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PLACE_AND_PERIOD,
    YEAR,
    History,
    Scope,
    mean_level,
    observable,
    per_year,
)


@observable(unit="0 to 1", kind=LEVEL, needs="alert", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def alert(history: History, scope: Scope) -> np.ndarray:
    """How tight control is, from its floor to the ceiling of 1."""
    return mean_level(history, "alert", scope)


@observable(unit="clampdowns a year", kind=FLOW, needs="alert", resolution=YEAR)
def clampdowns(history: History, scope: Scope) -> np.ndarray:
    """Orders to tighten control that follow flights known to the centre."""
    return per_year(history, "clampdowns", scope)


@observable(unit="sessions per week", kind=LEVEL, needs="sessions", resolution=PLACE_AND_PERIOD)
def sessions_per_week(history: History, scope: Scope) -> np.ndarray:
    """Ideological sessions that an official attends in a week."""
    return mean_level(history, "sessions", scope)
