"""Observables of orders home: how many are given, wait and are carried out.

Orders are control, which leaves by year, all places together: what is ordered less what is carried out and what waits
would otherwise tell who fled after the order came.
"""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import YEAR, History, Observable, Scope, mean_count, total


def recalls_ordered(history: History, window: Scope) -> np.ndarray:
    """Orders home a year, after reviews and after purges."""
    return (total(history, "recalls_ordered", window) + total(history, "purge_ordered", window)) / window.years


def recalls_waiting(history: History, window: Scope) -> np.ndarray:
    """Mean number of officials at their posts who have been ordered home."""
    return mean_count(history, "summoned", window)


def recalls_carried_out(history: History, window: Scope) -> np.ndarray:
    """Officials who went home as ordered, a year."""
    return total(history, "recalls_done", window) / window.years


def busiest_month(history: History, window: Scope) -> np.ndarray:
    """Most who went home as ordered in any four weeks, over all places of the window together."""
    return history["recalls_done"][:, window.periods][:, :, list(window.places)].sum(axis=2).max(axis=1)


ORDERS = (
    Observable(
        name="recalls_ordered",
        topic="Control",
        unit="orders a year",
        kind="flow",
        sentence="Orders to go home before the end of a term, after reviews and after purges.",
        needs="recall",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=recalls_ordered,
        step=10.0,
    ),
    Observable(
        name="recalls_waiting",
        topic="Control",
        unit="persons",
        kind="level",
        sentence="Officials still at their posts who have been ordered home.",
        needs="recall",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=recalls_waiting,
        step=10.0,
    ),
    Observable(
        name="recalls_carried_out",
        topic="Control",
        unit="persons a year",
        kind="flow",
        sentence="Officials who go home as they were ordered to.",
        needs="recall",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=recalls_carried_out,
        sensitive=True,
    ),
    Observable(
        name="recalls_in_busiest_month",
        topic="Control",
        unit="persons in a month",
        kind="peak",
        sentence="Most officials who go home as ordered in any four weeks.",
        needs="recall",
        resolution=YEAR,
        vague_beyond=10.0,
        rule=busiest_month,
        sensitive=True,
    ),
)
