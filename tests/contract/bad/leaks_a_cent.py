"""Leaks a cent: in week 17 one official finds a cent that nobody gave.

Claims:
    One official's savings grow by a cent in week 17.

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
def run(now, p, savings: Write):
    if now.week == 17:
        savings[3] += 1
