"""Kept tables written by hand: worlds that nobody simulated, small enough to count."""

from __future__ import annotations

import numpy as np

from legation.base.places import PLACES
from legation.engine.week import the_week
from legation.engine.world import PERIODS
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import Scope
from legation.population.columns import rows


def tables(worlds: int = 1) -> dict[str, np.ndarray]:
    """Every kept column as (worlds, periods, rows), all zeros."""
    size = rows(posts=0, branches=0, employers=0)
    return {
        column.name: np.zeros((worlds, PERIODS, size[column.axis]), np.int64) for column in the_week().columns.history
    }


def place(name: str) -> int:
    return PLACES.index(name)


def measured(name, history, periods, places):
    """What an observable gives over some periods, from the first to before the second, and places."""
    return BY_NAME[name].rule(history, Scope(slice(*periods), places))


def posted_in(periods):
    """One world. In two periods 10 and 8 officials in Dandong, 30 in Beijing in both; nobody before or elsewhere."""
    made = tables()
    made["posted"][0, periods, place("Dandong")] = 10, 8
    made["posted"][0, periods, place("Beijing")] = 30
    return made


DANDONG, BEIJING = place("Dandong"), place("Beijing")
BOTH = (DANDONG, BEIJING)
