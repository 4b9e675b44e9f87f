"""Kept tables written by hand: worlds that nobody simulated, small enough to count."""

from __future__ import annotations

import numpy as np

from legation.base.places import PLACES
from legation.engine.world import PERIODS
from legation.population.columns import OURS, rows


def tables(worlds: int = 1) -> dict[str, np.ndarray]:
    """Every kept column as (worlds, periods, rows), all zeros."""
    size = rows(posts=0, branches=0, employers=0)
    return {column.name: np.zeros((worlds, PERIODS, size[column.axis]), np.int64) for column in OURS.kept}


def place(name: str) -> int:
    return PLACES.index(name)
