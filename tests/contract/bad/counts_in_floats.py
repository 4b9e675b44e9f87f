"""Counts in floats: whose last bits may differ between machines."""

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
