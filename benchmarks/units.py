"""Nanoseconds for each official and week: of each unit of a baseline week, and of the week as a whole.

Each unit runs alone in its place of the week, so a world goes its usual way. Of each week the shortest of several times
counts, since a world repeats itself exactly and whatever else the machine does can only add. What it costs to enter
compiled code is measured by weeks without any unit, and taken off.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter_ns

import numpy as np

from benchmarks.clock import REPEATS, Measurement
from benchmarks.worlds import Baseline, baseline
from legation.engine import compiler
from legation.engine.world import World, lay_out

SIZE = 2_000
UNIT = "ns"
HEADINGS = "mean week", "median week"


def measure(quick: bool) -> list[Measurement]:
    """A row for each unit, the week's end among them, then for the week: mean over all weeks, and a median week."""
    base = baseline()
    names, times = per_week(base, base.world(0, SIZE), 2 if quick else REPEATS)
    of_each = times / SIZE
    return [
        Measurement(f"{name}, {SIZE:,} officials", UNIT, float(taken.mean()), float(np.median(taken)))
        for name, taken in zip(names, of_each, strict=True)
    ]


def per_week(base: Baseline, world: World, repeats: int) -> tuple[list[str], np.ndarray]:
    """What each unit takes in each week of a world.

    Returns  names of the units, the last two the week's end and the whole week; (names, weeks) float64, nanoseconds
    """
    setting = base.setting
    compiled = compiler.load_units(setting.week.units)
    entries = np.append(np.where(setting.on, compiled.entries[:-1], 0), compiled.entries[-1])
    alone = [*np.diag(entries), np.zeros_like(entries)]
    times = np.stack([_once(base, world.copy(), compiled, alone) for _ in range(repeats)]).min(0)
    whole = np.stack([_once(base, world.copy(), compiled, [entries, alone[-1]]) for _ in range(repeats)]).min(0)
    taken = np.concatenate((times[:-1], whole[:1])) - np.median(times[-1])
    return [*(mechanism.name for mechanism in setting.week.mechanisms), "the week's end", "the whole week"], taken


def _once(base: Baseline, world: World, compiled: compiler.CompiledWeek, parts: list[np.ndarray]) -> np.ndarray:
    """The nanoseconds that each of these parts of a week takes, one after another, (parts, weeks)."""
    memory = lay_out(world, base.setting)

    def taken() -> Iterator[int]:
        for week in range(base.scenario.first_week, base.scenario.last_week + 1):
            for entries in parts:
                start = perf_counter_ns()
                code = compiled.drive(entries, memory.rows, memory.words, week, week + 1)
                yield perf_counter_ns() - start
                assert code == 0, (week, code)

    return np.fromiter(taken(), np.float64).reshape(base.weeks, len(parts)).T
