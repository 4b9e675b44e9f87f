"""Divides by nothing: in week 3 it shares out money among nobody."""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.marks import Write, step

AFTER = "trade"


class Parameters(NamedTuple):
    """None."""


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, market: Write):
    market[0] = 100 // (now.week - 3) * 0 + market[0]
