"""One world: its columns, how they are founded, and how they advance.

A world's state is its columns and a week, no more; copying them is a checkpoint, and advancing a copy with other
inputs is a branch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from legation.base.calendar import WEEKS, WEEKS_PER_PERIOD
from legation.engine import compiler as building
from legation.engine.codegen import DONE
from legation.engine.layout import FLAGS, NUMBER, PICKS, SEED, WORDS
from legation.engine.week import Week
from legation.kernel.chance import scratch
from legation.population.columns import check_ranges
from legation.population.initial import Parameters, create

PERIODS = -(-WEEKS // WEEKS_PER_PERIOD)


@dataclass(frozen=True)
class Setup:
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
    history: dict[str, np.ndarray] = field(default_factory=dict)

    def copy(self) -> World:
        """A checkpoint: the same world, sharing nothing."""
        columns = {name: column.copy() for name, column in self.columns.items()}
        history = {name: table.copy() for name, table in self.history.items()}
        return World(self.seed, self.number, self.parameters.copy(), columns, self.at, history)


@dataclass(frozen=True)
class Outcome:
    """What compiled code returned: a code of `units.py`, and where it stopped."""

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
    columns = create(seed, number, founding, first_week, week.columns)
    # A third party's mechanism that is off needs no parameters.
    row = np.array([machine.get(name, 0) for name in week.row], np.int64)
    history = {column.name: np.zeros((PERIODS, len(columns[column.name])), np.int64) for column in week.columns.history}
    return World(seed, number, row, columns, first_week, history)


def hand_over(world: World, setting: Setup) -> tuple[np.ndarray, list[np.ndarray]]:
    """The row of words that units are handed, and the arrays that it points to, which must outlive it.

    Raises  AssertionError if an array has another layout than its declaration: compiled code would misread it
    """
    at, columns = setting.week.layout, setting.week.columns
    words = np.zeros(at.size, np.int64)
    words[SEED], words[NUMBER] = np.uint64(world.seed).astype(np.int64), world.number
    words[at.parameters :] = world.parameters
    room = dict(zip((FLAGS, WORDS, PICKS), scratch(len(world.columns["status"])), strict=True))
    arrays = list(room.items())
    arrays += [(at.state[column.name], _plain(world.columns[column.name], column.dtype)) for column in columns.state]
    arrays += [(at.inputs[column.name], _plain(setting.inputs[column.name], np.int64)) for column in columns.inputs]
    arrays += [(at.history[column.name], _plain(world.history[column.name], np.int64)) for column in columns.history]
    for position, array in arrays:
        words[position] = array.__array_interface__["data"][0]
        words[position + 1] = array.shape[-1]
    return words, [array for _, array in arrays]


def _plain(array: np.ndarray, dtype: type) -> np.ndarray:
    assert array.dtype == dtype, (array.dtype, dtype)
    assert array.flags.c_contiguous
    return array


def advance(world: World, setting: Setup, last: int) -> Outcome:
    """Run `world` in place to the beginning of week `last`, compiled. Releases the GIL."""
    assert world.at <= last <= WEEKS, (world.at, last)
    compiled = building.load(setting.week.units)
    entries = np.append(np.where(setting.on, compiled.entries[:-1], 0), compiled.entries[-1])
    words, arrays = hand_over(world, setting)
    create = compiled.drive(entries, words, words.__array_interface__["data"][0], world.at, last)
    del arrays  # Until here compiled code has used their memory.
    outcome = Outcome(*(int(part) for part in create))
    if outcome.done:
        world.at = last
        check_ranges(world.columns, setting.week.columns)
    return outcome
