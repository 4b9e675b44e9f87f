"""Counts in floats: its sums may differ between machines in the last bits.

Claims:
    The step counts in floats.

Leaves out:
    Everything else stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.marks import Write, step

AFTER = "environment"


class Parameters(NamedTuple):
    """None."""


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, market: Write):
    for here in range(len(market)):
        market[here] = market[here] * 0.9
