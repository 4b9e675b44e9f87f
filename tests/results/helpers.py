"""Kept tables written by hand: worlds that nobody simulated, small enough to count."""

from __future__ import annotations

import numpy as np

from legation.base.places import PLACES
from legation.engine.world import PERIODS
from legation.population.columns import INCOME_BINS, KEPT, PLACE_BIN, WORLD


def tables(worlds: int = 1) -> dict[str, np.ndarray]:
    """Every kept column as (worlds, periods, rows), all zeros."""
    rows = {WORLD: 1, PLACE_BIN: len(PLACES) * INCOME_BINS}
    return {column.name: np.zeros((worlds, PERIODS, rows.get(column.axis, len(PLACES))), np.int64) for column in KEPT}


def place(name: str) -> int:
    return PLACES.index(name)
