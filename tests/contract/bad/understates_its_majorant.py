"""Understates its majorant: compiled code would skip officials to whom the event may happen.

Claims:
    The event is likelier than its majorant says.

Leaves out:
    Everything else stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.chance import LUCK, candidates, draw, purpose
from legation.kernel.marks import Write, step

AFTER = "trade"
COUNTED = purpose("a bad mechanism: is counted")


class Parameters(NamedTuple):
    """None."""


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, unanswered: Write, saturated: Write):
    at_most = LUCK // 100
    for official in candidates(now, COUNTED, at_most):
        chance = LUCK // 50
        saturated[0] += chance > at_most
        if draw(now, COUNTED, official) < chance:
            unanswered[0] += 1
