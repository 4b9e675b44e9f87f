"""Measurements: what was done, in which unit, and what the clock said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple, TypeVar

REPEATS = 5

Name = TypeVar("Name")


class Measurement(NamedTuple):
    """A row of the table.

    first, second  in `unit`, under the headings of its part of the table: usually the best, which is the highest where
                   more is better, and the median. None: nothing could be measured, and `note` says why
    """

    what: str
    unit: str
    first: float | None
    second: float | None
    note: str = ""


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes, by the wall clock."""
    start = perf_counter()
    action()
    return perf_counter() - start


def time_taken(what: str, times: Sequence[float], note: str = "") -> Measurement:
    """A row for something that should take little time."""
    return Measurement(what, "s", min(times), median(times), note)


def rate(what: str, amount: float, times: Sequence[float], note: str = "") -> Measurement:
    """A row for something that should get much done: millions of `amount` a second."""
    return Measurement(what, "M/s", amount / min(times) / 1e6, amount / median(times) / 1e6, note)


def ratio(what: str, slower: Sequence[float], quicker: Sequence[float], note: str = "") -> Measurement:
    """A row for how many times quicker one is, from seconds per unit of work: of the bests, and of the medians."""
    return Measurement(what, "×", min(slower) / min(quicker), median(slower) / median(quicker), note)


def whole_process(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """How long a fresh Python takes, from start to end. Raises CalledProcessError if it fails."""
    return seconds(lambda: output_of(arguments, environment))


def output_of(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> str:
    """What a fresh Python prints, started in a folder. Raises CalledProcessError if it fails."""
    command = [sys.executable, *arguments]
    given = os.environ | dict(environment or {})
    return subprocess.run(command, env=given, cwd=folder, check=True, capture_output=True, text=True).stdout


def by_turns(actions: Mapping[Name, Callable[[], float]], repeats: int) -> dict[Name, list[float]]:
    """The times of several actions, taken in turn: a machine that slows down then slows them all."""
    times: dict[Name, list[float]] = {name: [] for name in actions}
    for _ in range(repeats):
        for name, action in actions.items():
            times[name].append(action())
    return times
