"""Writes without saying: calms a place whose alert it may only read.

Claims:
    The step calms a place.

Leaves out:
    Everything else stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.marks import step

AFTER = "alert"


class Parameters(NamedTuple):
    """None."""


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, alert):
    alert[2] = 0
