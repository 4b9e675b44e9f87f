"""Moves without saying: summons an official, or takes a summons back, which its MOVES do not name.

Claims:
    One official is summoned in week 5, or leaves if an order home was there already.

Leaves out:
    Everything else stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.marks import Write, step
from legation.population.codes import POSTED, SUMMONED, VACANT

AFTER = "trade"


class Parameters(NamedTuple):
    """None."""


MOVES = frozenset({(POSTED, VACANT)})


@step
def run(now, p, status: Write):
    if now.week == 5:
        status[7] = VACANT if status[7] == SUMMONED else SUMMONED
