"""A small world run twice, compiled and by the oracle: what differs, and must not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from legation.engine.oracle import Oracle
from legation.engine.world import Setup, advance, begin

POSTS = 120
WEEKS = 56


def differences(setting: Setup, machine: Mapping[str, int]) -> list[str]:
    """The columns in which compiled code and oracle part over a year in a world of 120 posts; should be none.

    machine  full parameter name -> machine units; the number of posts is replaced
    """
    small = {**machine, "founding.posted": POSTS}
    compiled = begin(setting.week, seed=1, number=0, machine=small, first_week=0)
    watched = compiled.copy()
    outcomes = advance(compiled, setting, WEEKS), Oracle(watched, setting).advance(WEEKS)
    wrong = [] if outcomes[0] == outcomes[1] else ["the outcome"]
    # A column and what was kept of it have one name, so the two are compared apart.
    for ours, theirs, what in (
        (compiled.columns, watched.columns, ""),
        (compiled.history, watched.history, " by period"),
    ):
        wrong += [f"{name}{what}" for name in ours if not np.array_equal(ours[name], theirs[name])]
    return wrong
