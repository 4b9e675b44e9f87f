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
from legation.engine.compose import DONE, Week
from legation.population.columns import check_ranges
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
    parameters    (parameters,) int64, machine units, in the order of `Week.row`
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
    """What compiled code returned: a code of `compose.py`, and where it stopped."""

    code: int
    week: int
    position: int
    amount: int

    @property
    def done(self) -> bool:
        return self.code == DONE


def begin(week: Week, seed: int, number: int, machine: Mapping[str, int], first_week: int) -> World:
    """Found world `number`.

    machine  full parameter name -> machine units, for the founding and for every mechanism
    """
    founding = Parameters(**{name: int(machine[f"founding.{name}"]) for name in Parameters._fields})
    columns = found(seed, number, founding, first_week, week.columns)
    # A third party's mechanism that is off needs no parameters.
    row = np.array([machine.get(name, 0) for name in week.row], np.int64)
    kept = {column.name: np.zeros((PERIODS, len(columns[column.name])), np.int64) for column in week.columns.kept}
    return World(seed, number, row, columns, first_week, kept)


def kernel_arguments(world: World, setting: Setting, last: int) -> list[Any]:
    """The arguments of the generated function for advancing `world` to the beginning of week `last`."""
    columns = setting.week.columns
    flags, words, picks = scratch(len(world.columns["status"]))
    values: dict[str, Any] = {
        "seed": np.uint64(world.seed),
        "number": world.number,
        "first": world.at,
        "last": last,
        "on": setting.on,
        "p": world.parameters,
        **{column.name: world.columns[column.name] for column in columns.state},
        **{f"{column.name}_by_week": setting.inputs[column.name] for column in columns.inputs},
        **{f"{column.name}_by_period": world.kept[column.name] for column in columns.kept},
        "flags": flags,
        "words": words,
        "picks": picks,
    }
    given = [values[name] for name in setting.week.arguments]
    for name, value in zip(setting.week.arguments, given, strict=True):
        # Another layout would be another signature, and compile the whole week anew without a word.
        assert not isinstance(value, np.ndarray) or (value.flags.c_contiguous and value.flags.writeable), name
    return given


def advance(world: World, setting: Setting, last: int) -> Outcome:
    """Run `world` in place to the beginning of week `last`, compiled. Releases the GIL."""
    assert world.at <= last <= WEEKS, (world.at, last)
    outcome = Outcome(*(int(part) for part in setting.week.load().compiled(*kernel_arguments(world, setting, last))))
    if outcome.done:
        world.at = last
        check_ranges(world.columns, setting.week.columns)
    return outcome
