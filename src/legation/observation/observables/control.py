"""Observables of control: alert, clampdowns and sessions."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import YEAR, History, Observable, Scope, mean_level, total


def alert(history: History, window: Scope) -> np.ndarray:
    """Mean alert, 0 to 1."""
    return mean_level(history, "alert", window)


def clampdowns(history: History, window: Scope) -> np.ndarray:
    """Clampdowns ordered a year."""
    return total(history, "clampdowns", window) / window.years


def sessions_per_week(history: History, window: Scope) -> np.ndarray:
    """Ideological sessions that an official attends in a week."""
    return mean_level(history, "sessions", window)


CONTROL = (
    Observable(
        name="alert",
        topic="Control",
        unit="0 to 1",
        kind="level",
        sentence="How tight control is, from its floor to the ceiling of 1.",
        needs="alert",
        resolution=YEAR,
        vague_beyond=0.8,
        rule=alert,
    ),
    Observable(
        name="clampdowns",
        topic="Control",
        unit="clampdowns a year",
        kind="flow",
        sentence="Orders to tighten control that follow flights known to the centre.",
        needs="alert",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=clampdowns,
    ),
    Observable(
        name="sessions_per_week",
        topic="Control",
        unit="sessions per week",
        kind="level",
        sentence="Ideological sessions that an official attends in a week.",
        needs="sessions",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=sessions_per_week,
    ),
)
