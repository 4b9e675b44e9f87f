"""Observables of orders home: how many are given, wait and are carried out.

Orders are control, which leaves by year, all places together: what is ordered less what is carried out and what waits
would otherwise tell who fled after the order came.
"""

from __future__ import annotations

import numpy as np

from legation.results.windows import YEAR, Kept, Observable, Window, mean_count, total


def recalls_ordered(kept: Kept, window: Window) -> np.ndarray:
    """Orders home a year, after reviews and after purges."""
    return (total(kept, "recalls_ordered", window) + total(kept, "purge_ordered", window)) / window.years


def recalls_waiting(kept: Kept, window: Window) -> np.ndarray:
    """Mean number of officials at their posts who have been ordered home."""
    return mean_count(kept, "summoned", window)


def recalls_carried_out(kept: Kept, window: Window) -> np.ndarray:
    """Officials who went home as ordered, a year."""
    return total(kept, "recalls_done", window) / window.years


def busiest_month(kept: Kept, window: Window) -> np.ndarray:
    """Most who went home as ordered in any four weeks, over all places of the window together."""
    return kept["recalls_done"][:, window.periods][:, :, list(window.places)].sum(axis=2).max(axis=1)


ORDERS = (
    Observable(
        name="recalls_ordered",
        topic="Control",
        unit="orders a year",
        kind="flow",
        sentence="Orders to go home before the end of a term, after reviews and after purges.",
        needs="recall",
        finest=YEAR,
        widest=10.0,
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
        finest=YEAR,
        widest=10.0,
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
        finest=YEAR,
        widest=10.0,
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
        finest=YEAR,
        widest=10.0,
        rule=busiest_month,
        sensitive=True,
    ),
)
