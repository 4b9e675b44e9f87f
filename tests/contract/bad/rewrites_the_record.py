"""Rewrites the record: changes a dated input, which comes from outside.

Claims:
    The step changes a dated input.

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
def run(now, p, exports: Write):
    exports[0] = 0
