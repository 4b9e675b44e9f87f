"""One world: its columns, how they are founded, and how they advance.

A world's state is its columns and a week, no more; copying them is a checkpoint, and advancing a copy with other
inputs is a branch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from legation.base.calendar import WEEKS, WEEKS_PER_PERIOD
from legation.base.chance import scratch
from legation.engine.compose import DONE, Week, arguments
from legation.population.columns import INPUTS, KEPT, STATE
from legation.population.founding import Parameters, found

PERIODS = -(-WEEKS // WEEKS_PER_PERIOD)


@dataclass(frozen=True)
class Setting:
    """What all worlds of a scenario share.

    week      the mechanisms, in order
    inputs    name -> (weeks, places) int64, a row for each week since 5 January 2009
    on        (mechanisms,) uint8, 1 for each mechanism that is switched on
    """

    week: Week
    inputs: Mapping[str, np.ndarray]
    on: np.ndarray


@dataclass
class World:
    """One world at the beginning of `at`.

    seed, number  its identity: together with parameters and inputs they decide everything
    parameters    (parameters,) int64, machine units, in the order of `Week.parameters`
    columns       name -> column, as `columns.py` declares
    kept          name -> (periods, rows) int64, filled as periods end
    """

    seed: int
    number: int
    parameters: np.ndarray
    columns: dict[str, np.ndarray]
    at: int
    kept: dict[str, np.ndarray] = field(default_factory=dict)

    def copy(self) -> World:
        """A checkpoint: the same world, sharing nothing."""
        columns = {name: column.copy() for name, column in self.columns.items()}
        kept = {name: table.copy() for name, table in self.kept.items()}
        return World(self.seed, self.number, self.parameters.copy(), columns, self.at, kept)


@dataclass(frozen=True)
class Outcome:
    """What compiled code returned: a code (`DONE` or `LEAK`), and where it stopped."""

    code: int
    week: int
    account: int
    cents: int

    @property
    def done(self) -> bool:
        return self.code == DONE


def begin(week: Week, seed: int, number: int, machine: Mapping[str, int], first_week: int) -> World:
    """Found world `number`.

    machine  full parameter name -> machine units, for the founding and for every mechanism
    """
    founding = Parameters(**{name: int(machine[f"founding.{name}"]) for name in Parameters._fields})
    columns = found(seed, number, founding, first_week)
    row = np.array([machine[name] for name in week.parameters], np.int64)
    kept = {column.name: np.zeros((PERIODS, len(columns[column.name])), np.int64) for column in KEPT}
    return World(seed, number, row, columns, first_week, kept)


def kernel_arguments(world: World, setting: Setting, last: int) -> list[Any]:
    """The arguments of the generated function for advancing `world` to the beginning of week `last`."""
    flags, words, picks = scratch(len(world.columns["status"]))
    values: dict[str, Any] = {
        "seed": np.uint64(world.seed),
        "number": world.number,
        "first": world.at,
        "last": last,
        "on": setting.on,
        "p": world.parameters,
        **{column.name: world.columns[column.name] for column in STATE},
        **{f"{column.name}_by_week": setting.inputs[column.name] for column in INPUTS},
        **{f"{column.name}_by_period": world.kept[column.name] for column in KEPT},
        "flags": flags,
        "words": words,
        "picks": picks,
    }
    return [values[name] for name in arguments()]


def advance(world: World, setting: Setting, last: int) -> Outcome:
    """Run `world` in place to the beginning of week `last`, compiled. Releases the GIL."""
    assert world.at <= last <= WEEKS, (world.at, last)
    outcome = Outcome(*(int(part) for part in setting.week.load().compiled(*kernel_arguments(world, setting, last))))
    if outcome.done:
        world.at = last
    return outcome
