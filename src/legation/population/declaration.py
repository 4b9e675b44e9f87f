"""Declaration of a column: its axis, its type and range, and what is recorded of it.

`columns.py` declares the columns that several mechanisms share. A mechanism declares those that it alone writes, and
that no other reads, in its own file as `COLUMNS`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

# Axes: one row per official's post, place, branch, employer, money account, or one for the whole world.
OFFICIAL, PLACE, BRANCH, EMPLOYER, ACCOUNT, WORLD = "official", "place", "branch", "employer", "account", "world"
JOURNEY = "journey"  # who has left a post and isn't yet at an end
PLACE_EDGE, BRANCH_EDGE, EMPLOYER_EDGE = "place edge", "branch edge", "employer edge"  # one more row than the axis
PLACE_BIN = "place × income bin"
PLACE_WEEK = "place × week of a cluster"
PLACE_STEP = "place × step of recall"
OPEN_LEVY = "week of a levy"  # the weeks of which a levy may still be open
INPUT = "week × place"  # built once per scenario by the host; a step sees the week's row

# What happens to a column at the end of a four-week period: it is recorded and set to zero, recorded as it stands, or,
# as the highest week, recorded and set to zero.
FLOW, LEVEL, PEAK = "flow", "level", "peak"


class Column(NamedTuple):
    """One column.

    record       FLOW, LEVEL or PEAK if the history records it at the end of each period, else ""
    least, most  the range that it may hold; without them the range of its type
    neutral      what it holds until something writes it, so that a mechanism can be switched off
    alarm        what a value above 0 means, which stops the world; else ""
    """

    name: str
    axis: str
    dtype: type
    unit: str
    meaning: str
    record: str = ""
    least: int | None = None
    most: int | None = None
    neutral: int = 0
    alarm: str = ""

    @property
    def low(self) -> int:
        return int(np.iinfo(self.dtype).min) if self.least is None else self.least

    @property
    def high(self) -> int:
        return int(np.iinfo(self.dtype).max) if self.most is None else self.most


SHARES = "out of 2**16"
