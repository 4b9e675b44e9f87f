"""Writes without saying: calms a place whose alert it may only read."""

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
