"""Asks for nothing known: names a column that does not exist.

Claims:
    The step names `saving`, which is no column.

Leaves out:
    Everything else stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.marks import step

AFTER = "trade"


class Parameters(NamedTuple):
    """None."""


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, saving):
    assert len(saving) > 0
