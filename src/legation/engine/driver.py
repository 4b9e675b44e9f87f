"""The driver: the compiled function that takes a world from week to week. Imported only to compile."""

from __future__ import annotations

import numpy as np

from legation.engine.intrinsics import call
from legation.engine.layout import AMOUNT, CODE, DONE, POSITION, RAISED, SHARED, WEEK, view


def drive(entries: int, rows: int, count: int, shared: int, first: int, last: int) -> int:
    """Run the weeks from `first` to before `last`: each unit whose entry isn't 0, until one stops the world.

    entries, rows  addresses of (count,) int64: where the code of each unit begins, and where its row stands
    shared         address of the shared words
    Returns        DONE, or the code of what stopped the world
    """
    words = view(shared, SHARED, np.int64)
    units, own = view(entries, count, np.int64), view(rows, count, np.int64)
    for week in range(first, last):
        words[WEEK] = week
        for k in range(count):
            if units[k] != 0:
                outcome = call(units[k], shared, own[k])
                if outcome < 0:
                    words[POSITION], words[AMOUNT] = k, 0
                    return RAISED
                if outcome > 0:
                    code: int = words[CODE]
                    return code
    return DONE
