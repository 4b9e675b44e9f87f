"""The oracle: the same generated units, not compiled, on columns that say no.

Columns hold Python's whole numbers. They check range, index and permission at each access, every chance is
evaluated, and overflow is asserted. Slow and plain, it is what the compiled worlds are compared with, and what names
the mechanism when a world has stopped.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from legation.base.faults import Fault, MechanismError
from legation.engine.codegen import HISTORY, INPUTS, STATE, Slot
from legation.engine.layout import (
    ALARM,
    AMOUNT,
    CODE,
    DONE,
    GOES_ON,
    LEAK,
    NUMBER,
    PICKS,
    POSITION,
    SEED,
    SHARED,
    WEEK,
    WORD_BYTES,
)
from legation.engine.unit_sources import module_of
from legation.engine.world import Outcome, Setup, World
from legation.kernel.chance import MASK, mix
from legation.kernel.money import ACCOUNTS
from legation.mechanisms.form import Mechanism, signature_of
from legation.population import census
from legation.population.codes import STATUS_NAMES
from legation.population.declaration import Column

Order = Callable[[range], Sequence[int]]

# Functions of these know nothing of rows, so the order of their loops is their own.
PLAIN = ("legation.base.", "legation.kernel.", "legation.engine.", "numba.", "numpy", "typing", "collections")


def forwards(rows: range) -> Sequence[int]:
    """As written."""
    return rows


def backwards(rows: range) -> Sequence[int]:
    """From last to first."""
    return rows[::-1]


def shuffled(rows: range) -> Sequence[int]:
    """A fixed scramble of a loop, the same every time."""
    return sorted(rows, key=lambda row: mix((row * 0x9E3779B97F4A7C15 + len(rows)) & MASK))


@dataclass
class Store:
    """The values of one column, who may write them now, and what was done to them."""

    name: str
    values: list[int]
    low: int
    high: int
    unsigned: bool = False
    may_write: bool = False
    moves: set[tuple[int, int]] = field(default_factory=set)


class Unsigned(int):
    """A number from an unsigned column. Compiled, the difference of two such numbers wraps round instead of going
    below 0, and so does the negative of one; here it is refused.
    """

    def __sub__(self, other: int) -> int:
        below = int(self) - int(other)
        assert below >= 0 or not isinstance(other, Unsigned), f"{int(self)} - {int(other)}: both columns are unsigned"
        return below

    def __neg__(self) -> int:
        assert self == 0, f"-{int(self)}: the column is unsigned"
        return 0


class CheckedColumn:
    """A column, or a view of part of one: slices share their values, as in NumPy."""

    __slots__ = ("size", "start", "store")

    def __init__(self, store: Store, start: int = 0, size: int | None = None):
        self.store = store
        self.start = start
        self.size = len(store.values) - start if size is None else size

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            assert row.step is None, f"{self.store.name}: a part must be without gaps, not {row}"
            assert 0 <= row.start <= row.stop <= self.size, f"{self.store.name} has {self.size} rows, not {row}"
            return CheckedColumn(self.store, self.start + row.start, row.stop - row.start)
        assert 0 <= row < self.size, f"{self.store.name} has {self.size} rows and no row {row}"
        value = self.store.values[self.start + row]
        return Unsigned(value) if self.store.unsigned else value

    def __setitem__(self, row: int, value: Any) -> None:
        store = self.store
        if not store.may_write:
            raise UndeclaredError(f"writes {store.name}, which its step does not mark `Write`")
        assert 0 <= row < self.size, f"{store.name} has {self.size} rows and no row {row}"
        assert isinstance(value, int), f"{store.name} is {value!r}, a {type(value).__name__}, not a whole number"
        assert store.low <= value <= store.high, f"{store.name} is {value}, outside {store.low} to {store.high}"
        if store.name == "status" and value != store.values[self.start + row]:
            store.moves.add((store.values[self.start + row], value))
        store.values[self.start + row] = int(value)


class CheckedTable:
    """Rows by week or by period. It stands for its own address: adding a distance in bytes gives the row there."""

    def __init__(self, store: Store, width: int):
        self.store, self.width = store, width

    def __add__(self, distance: int) -> CheckedColumn:
        return CheckedColumn(self.store, distance // WORD_BYTES, self.width)


class UndeclaredError(Exception):
    """A step did what its file does not declare; turned into a MechanismError with the week."""


@dataclass(frozen=True)
class Stop:
    """What stopped a world, and after which mechanism it was first seen."""

    mechanism: str
    outcome: Outcome


class Oracle:
    """A world on checked columns.

    order  how loops over rows run: forwards, backwards or shuffled. Everyone acts at once, so no order may matter.
    audit  whether to look for leaks and alarms after each mechanism, and stop there
    """

    def __init__(self, world: World, setup: Setup, *, order: Order = forwards, audit: bool = False):
        self.world, self.setup, self.order, self.audit = world, setup, order, audit
        self.stores: dict[str, Store] = {}
        self.week = world.at
        self.acting = ""  # the mechanism whose step runs, or ran last
        self.stop: Stop | None = None
        # Each unit runs in a space of its own, in which the step that it calls is ours to watch.
        self.units: list[tuple[bool, Callable[[Any, Any], int]]] = []
        *steps, close = setup.week.units
        for mechanism, unit, on in zip(setup.week.mechanisms, steps, setup.on, strict=True):
            space = rebound(module_of(unit), forwards)
            run = self._watched(mechanism, rebound(mechanism.module, order)["run"])
            space["mechanism"] = SimpleNamespace(Parameters=mechanism.module.Parameters, run=run)
            self.units.append((bool(on), space["unit"]))
        space = rebound(module_of(close), forwards)
        count = Mechanism("census", census, {}, signature_of(census.take_census, lent=1), frozenset())
        space["the_census"] = SimpleNamespace(take_census=self._watched(count, rebound(census, order)["take_census"]))
        recording = space["recording"]
        space["recording"] = SimpleNamespace(copy=self._free(recording.copy), take=self._free(recording.take))
        self.units.append((True, space["unit"]))

    def advance(self, last: int) -> Outcome:
        """Run the world in place to the beginning of week `last`, and write the columns back.

        Raises  MechanismError if a step writes a column or makes a move that it does not declare.
        """
        try:
            outcome = self._weeks(self._words(), last)
        except _StoppedError:
            assert self.stop
            outcome = self.stop.outcome
        self._write_back()
        if outcome.done:
            self.world.at = last
        return outcome

    def _weeks(self, words: list[Any], last: int) -> Outcome:
        rows = self._rows()
        for week in range(self.world.at, last):
            self.week = words[WEEK] = week
            for (on, unit), own in zip(self.units, rows, strict=True):
                if on and unit(words, own) != GOES_ON:
                    return Outcome(words[CODE], week, words[POSITION], words[AMOUNT])
        return Outcome(DONE, last, 0, 0)

    def _words(self) -> list[Any]:
        """The shared words. There is no room for luck: every chance is evaluated."""
        words: list[Any] = [0] * SHARED
        words[SEED], words[NUMBER] = self.world.seed, self.world.number
        words[PICKS + 1] = len(self.world.columns["status"])
        return words

    def _rows(self) -> list[list[Any]]:
        """The row of each unit: its parameters, then checked columns in place of addresses."""
        where: dict[Slot, tuple[Any, int]] = {}
        for column in self.setup.week.columns.state:
            values = self.world.columns[column.name]
            unsigned = bool(np.issubdtype(column.dtype, np.unsignedinteger))
            checked = CheckedColumn(self._store(column.name, values, column, unsigned))
            where[Slot(STATE, column.name)] = checked, len(values)
        for column in self.setup.week.columns.inputs:
            table = self.setup.inputs[column.name]
            where[Slot(INPUTS, column.name)] = (
                CheckedTable(self._store(column.name, table), table.shape[1]),
                table.shape[1],
            )
        for column in self.setup.week.columns.history:
            table = self.world.history[column.name]
            store = self._store(f"{column.name}_by_period", table)
            where[Slot(HISTORY, column.name)] = CheckedTable(store, table.shape[1]), table.shape[1]
        parameters = iter(self.world.parameters.tolist())
        return [
            [*islice(parameters, unit.parameters), *(word for slot in unit.slots for word in where[slot])]
            for unit in self.setup.week.units
        ]

    def _store(self, name: str, values: np.ndarray, column: Column | None = None, unsigned: bool = False) -> Store:
        low, high = (column.low, column.high) if column else (-(2**63), 2**63 - 1)
        self.stores[name] = Store(name, [int(number) for number in values.ravel()], low, high, unsigned)
        return self.stores[name]

    def _write_back(self) -> None:
        for column in self.setup.week.columns.state:
            self.world.columns[column.name][:] = self.stores[column.name].values
        for column in self.setup.week.columns.history:
            table = self.world.history[column.name]
            table[:] = np.array(self.stores[f"{column.name}_by_period"].values, np.int64).reshape(table.shape)

    def _watched(self, mechanism: Mechanism, run: Callable[..., None]) -> Callable[..., None]:
        writes = mechanism.writes

        def watched(*arguments: Any) -> None:
            self.acting = mechanism.name
            for name in writes:
                self.stores[name].may_write = True
            try:
                run(*arguments)
            except UndeclaredError as problem:
                raise self._broken(mechanism, str(problem)) from None
            finally:
                for name in writes:
                    self.stores[name].may_write = False
            moves = self.stores["status"].moves
            if undeclared := moves - mechanism.moves:
                names = ", ".join(f"{STATUS_NAMES[a]} to {STATUS_NAMES[b]}" for a, b in sorted(undeclared))
                raise self._broken(mechanism, f"moves officials from {names}, which its MOVES do not name")
            moves.clear()
            if self.audit:
                self._look(mechanism.name)

        return watched

    def _broken(self, mechanism: Mechanism, what: str) -> MechanismError:
        expected = "only what its file declares"
        return MechanismError(Fault(f"mechanism {mechanism.name}, week {self.week}", f"a step that {what}", expected))

    def _look(self, mechanism: str) -> None:
        """Stop at the first leak or alarm, as the generated audit would at the week's end."""
        accounts = self.stores["accounts"].values
        for number, account in enumerate(ACCOUNTS):
            held = sum(sum(self.stores[name].values) for name in account.columns)
            if account.columns and held != accounts[number]:
                self._stop(mechanism, LEAK, number, held - accounts[number])
        if sum(accounts):
            self._stop(mechanism, LEAK, len(ACCOUNTS), sum(accounts))
        for number, column in enumerate(self.setup.week.columns.all):
            if column.alarm and self.stores[column.name].values[0]:
                self._stop(mechanism, ALARM, number, self.stores[column.name].values[0])

    def _stop(self, mechanism: str, code: int, position: int, amount: int) -> None:
        self.stop = Stop(mechanism, Outcome(code, self.week, position, amount))
        raise _StoppedError

    def _free(self, run: Callable[..., None]) -> Callable[..., None]:
        """The recording of periods may write what it is handed."""

        def free(*arguments: Any) -> None:
            stores = [value.store for value in arguments if isinstance(value, CheckedColumn)]
            for store in stores:
                store.may_write = True
            run(*arguments)
            for store in stores:
                store.may_write = False

        return free


class _StoppedError(Exception):
    """The audit found a leak or an alarm; the world goes no further."""


def rebound(module: ModuleType, order: Order) -> dict[str, Any]:
    """The functions of a module with loops in another order: a copy of its globals in which `range` obeys `order`.

    Rules that it has from other modules are bound anew as well, except those of `kernel/`, which know no rows.
    """
    spaces: dict[str, dict[str, Any]] = {}
    return _rebound(module, order, spaces)


def _rebound(module: ModuleType, order: Order, spaces: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if module.__name__ in spaces:
        return spaces[module.__name__]
    space = spaces[module.__name__] = dict(vars(module))

    def ordered(*bounds: int) -> Iterator[int]:
        return iter(order(range(*bounds)))

    def everyone(now: Any, why: int, at_most: int) -> Iterator[int]:
        return ordered(now.size)

    def those(now: Any, first: int, last: int, holds: Callable[..., bool], columns: tuple[Any, ...]) -> list[int]:
        return [post for post in ordered(first, last) if holds(post, *columns)]

    space["range"] = ordered
    space |= {name: new for name, new in (("candidates", everyone), ("those", those)) if name in space}
    for name, value in vars(module).items():
        if not inspect.isfunction(value):
            continue
        if value.__module__ == module.__name__:
            space[name] = FunctionType(value.__code__, space, name, value.__defaults__, value.__closure__)
        elif value.__module__ in sys.modules and not value.__module__.startswith(PLAIN):
            space[name] = _rebound(sys.modules[value.__module__], order, spaces)[value.__name__]
    return space
