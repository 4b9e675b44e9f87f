"""One world: its columns, how they are founded, and how they advance.

A world's state is its columns and a week, no more; copying them is a checkpoint, and advancing a copy with other
inputs is a branch.
"""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import addressof, c_char
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from legation.base.calendar import WEEKS, WEEKS_PER_PERIOD
from legation.engine import compiler
from legation.engine.codegen import HISTORY, INPUTS, STATE
from legation.engine.layout import (
    AMOUNT,
    DONE,
    FLAGS,
    NUMBER,
    PICKS,
    POSITION,
    SEED,
    SHARED,
    WEEK,
    WORD_BYTES,
    WORDS,
)
from legation.engine.week import Week
from legation.kernel.chance import scratch
from legation.population.columns import check_ranges
from legation.population.initial import InitialParameters, create

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
    parameters    (parameters,) int64, machine units, in the order of `Week.parameter_names`
    columns       name -> column, as the week's mechanisms and `population/columns.py` declare
    history       name -> (periods, rows) int64, filled as periods end
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
    """What compiled code returned: a code of `layout.py`, and where it stopped."""

    code: int
    week: int
    position: int
    amount: int

    @property
    def done(self) -> bool:
        return self.code == DONE


def begin(week: Week, seed: int, number: int, machine: Mapping[str, int], first_week: int, *, rooms: int = 1) -> World:
    """Found world `number`.

    machine  full parameter name -> machine units, for the founding and for every mechanism
    rooms    for journeys, in multiples of the usual
    """
    founding = InitialParameters(**{name: int(machine[f"founding.{name}"]) for name in InitialParameters._fields})
    columns = create(seed, number, founding, first_week, week.columns, rooms)
    # A third party's mechanism that is off needs no parameters.
    row = np.array([machine.get(name, 0) for name in week.parameter_names], np.int64)
    history = {column.name: np.zeros((PERIODS, len(columns[column.name])), np.int64) for column in week.columns.history}
    return World(seed, number, row, columns, first_week, history)


class Memory(NamedTuple):
    """A world laid out for compiled units.

    words   the shared words
    rows    (units,) int64, the address of each unit's row
    arrays  all memory that words and rows point to, which must outlive them
    """

    words: np.ndarray
    rows: np.ndarray
    arrays: list[np.ndarray]


def lay_out(world: World, setup: Setup) -> Memory:
    """Where units find a world's columns, inputs, history and parameters.

    Raises  AssertionError if an array has another layout than its declaration: compiled code would misread it
    """
    columns, units = setup.week.columns, setup.week.units
    words = np.zeros(SHARED, np.int64)
    words[SEED], words[NUMBER] = np.uint64(world.seed).astype(np.int64), world.number
    room = scratch(len(world.columns["status"]))
    for position, array in zip((FLAGS, WORDS, PICKS), room, strict=True):
        words[position], words[position + 1] = _address(array), len(array)
    arrays: dict[tuple[str, str], np.ndarray] = {}
    arrays |= {(STATE, column.name): _plain(world.columns[column.name], column.dtype) for column in columns.state}
    arrays |= {(INPUTS, column.name): _plain(setup.inputs[column.name], np.int64) for column in columns.inputs}
    arrays |= {(HISTORY, column.name): _plain(world.history[column.name], np.int64) for column in columns.history}
    where = {slot: (_address(array), array.shape[-1]) for slot, array in arrays.items()}
    row = np.empty(sum(unit.size for unit in units), np.int64)
    rows = np.empty(len(units), np.int64)
    begin = first = 0
    for k, unit in enumerate(units):
        rows[k] = _address(row) + WORD_BYTES * begin
        row[begin : begin + unit.parameters] = world.parameters[first : first + unit.parameters]
        pairs = [word for slot in unit.slots for word in where[slot]]
        row[begin + unit.parameters : begin + unit.size] = pairs
        begin, first = begin + unit.size, first + unit.parameters
    return Memory(words, rows, [row, *room, *arrays.values()])


def _address(array: np.ndarray) -> int:
    # NumPy would describe the whole array for it, which takes five times as long; a world has 300. But only of memory
    # that may be written, and isn't empty, can the address be had otherwise.
    if array.size and array.flags.writeable:
        return addressof(c_char.from_buffer(array.data))
    return int(array.__array_interface__["data"][0])


def _plain(array: np.ndarray, dtype: type) -> np.ndarray:
    assert array.dtype == dtype, (array.dtype, dtype)
    assert array.flags.c_contiguous
    return array


def advance(world: World, setup: Setup, last: int) -> Outcome:
    """Run `world` in place to the beginning of week `last`, compiled. Releases the GIL."""
    assert world.at <= last <= WEEKS, (world.at, last)
    compiled = compiler.load_units(setup.week.units)
    entries = np.append(np.where(setup.on, compiled.entries[:-1], 0), compiled.entries[-1])
    memory = lay_out(world, setup)
    code = compiled.drive(entries, memory.rows, memory.words, world.at, last)
    if code == DONE:
        world.at = last
        check_ranges(world.columns, setup.week.columns)
        return Outcome(DONE, last, 0, 0)
    return Outcome(code, *(int(memory.words[position]) for position in (WEEK, POSITION, AMOUNT)))
