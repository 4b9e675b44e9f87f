"""Divides by nothing: in week 3 it shares out money among nobody.

Claims:
    The step divides by zero in week 3.

Leaves out:
    Everything else stays as it is.
"""

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
