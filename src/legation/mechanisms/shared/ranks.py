"""Ranks: how many stand at or below each step of a ladder, without sorting anybody."""

from __future__ import annotations

from typing import Any

from legation.kernel.marks import rule
from legation.population.codes import RECALL_STEPS


@rule
def add_up(counts: Any) -> None:
    """Turn the number on each of RECALL_STEPS steps into the number on it or below, in place.

    Sums of 2, 4, 8 … 256 steps: the upper half of each block adds what its lower half ends with, and no step waits for
    the one before it.
    """
    for size in (1, 2, 4, 8, 16, 32, 64, 128):
        for upper in range(size, RECALL_STEPS, 2 * size):
            below = counts[upper - 1]
            for row in range(upper, upper + size):
                counts[row] += below
