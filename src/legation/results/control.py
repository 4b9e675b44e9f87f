"""Observables of control: alert, clampdowns and sessions."""

from __future__ import annotations

import numpy as np

from legation.results.windows import YEAR, Kept, Observable, Window, mean_level, total


def alert(kept: Kept, window: Window) -> np.ndarray:
    """Mean alert, 0 to 1."""
    return mean_level(kept, "alert", window)


def clampdowns(kept: Kept, window: Window) -> np.ndarray:
    """Clampdowns ordered a year."""
    return total(kept, "clampdowns", window) / window.years


def sessions_per_week(kept: Kept, window: Window) -> np.ndarray:
    """Ideological sessions that an official attends in a week."""
    return mean_level(kept, "sessions", window)


CONTROL = (
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
        name="sessions_per_week",
        topic="Control",
        unit="sessions per week",
        kind="level",
        sentence="Ideological sessions that an official attends in a week.",
        needs="sessions",
        finest=YEAR,
        widest=10.0,
        rule=sessions_per_week,
    ),
)
