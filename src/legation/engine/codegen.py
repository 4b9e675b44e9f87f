"""The week, written out as units: one generated function for each mechanism, one that closes the week, one that drives.

A unit's source is ordinary Python. It fetches the columns that a step names and calls the step. It is compiled by
itself: scenarios, parameter draws and switches only change numbers. The oracle runs the same units without compiling.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.engine.layout import ALARM, LEAK, SHARED
from legation.kernel.money import ACCOUNTS
from legation.mechanisms.form import OWN, Argument, Mechanism
from legation.population import census
from legation.population.columns import Columns
from legation.population.declaration import FLOW, INPUT, LEVEL, PEAK
from legation.population.groups import GROUPS

# Names that a unit's text has for itself, so that no column may be called by them.
NOT_NAMES = {
    *("GOES_ON", "Own", "at", "gap", "groups", "mechanism", "namedtuple", "np", "now", "now_of", "own", "p", "period"),
    *("recording", "row", "shared", "stop", "the_census", "total", "unit", "view", "week", "words"),
    *GROUPS,
}

# Where a slot of a unit's row points.
STATE, INPUTS, HISTORY = "state", "inputs", "history"


class Slot(NamedTuple):
    """Two words of a unit's row: the address of a column, and its length or the width of its rows."""

    table: str
    column: str


class GeneratedUnit(NamedTuple):
    """A function of the week, as source.

    name        what it is, and a digest of all that can reach its compiled code, compilers and processor included
    source      its text, which defines `unit`
    parameters  how many words of its row hold parameters; they come first
    slots       the columns behind them
    rules       a digest of all sources that can reach its compiled code: the same on every machine
    """

    name: str
    source: str
    parameters: int = 0
    slots: tuple[Slot, ...] = ()
    rules: str = ""

    @property
    def size(self) -> int:
        """Words in its row."""
        return self.parameters + 2 * len(self.slots)


def step_unit(mechanism: Mechanism, columns: Columns) -> GeneratedUnit:
    """The unit of one mechanism, not named yet."""
    count = len(mechanism.parameters)
    slots = _slots(mechanism.arguments, columns)
    parameters = ", ".join(f"own[{k}]" for k in range(count))
    body = [f"p = mechanism.Parameters({parameters})", *_fetch(slots, columns, count)]
    body += [f"mechanism.run({', '.join(['now', 'p', *map(_handed, mechanism.signature)])})", "return GOES_ON"]
    imports = [f"import {mechanism.module.__name__} as mechanism"]
    if any(argument.is_group and argument.name != OWN for argument in mechanism.signature):
        imports.append("from legation.population import groups")
    for argument in mechanism.signature:
        if argument.name == OWN:
            names = ", ".join(f'"{name}"' for name in argument.columns)
            imports += ["from collections import namedtuple", "", f'Own = namedtuple("Own", [{names}])', ""]
    return GeneratedUnit("", _module(mechanism.title, imports, body, count + 2 * len(slots)), count, slots)


def _handed(argument: Argument) -> str:
    """An argument as the unit passes it: a column that it has fetched, or a named tuple of several."""
    if not argument.is_group:
        return argument.name
    group = "Own" if argument.name == OWN else f"groups.{GROUPS[argument.name].__name__}"
    return f"{group}({', '.join(argument.columns)})"


def close_unit(columns: Columns) -> GeneratedUnit:
    """The unit that ends a week: audit and alarms, and every fourth time census and history. Not named yet."""
    counted = list(inspect.signature(census.take_census).parameters)[1:]
    audited = [name for account in ACCOUNTS for name in account.columns]
    alarms = [column.name for column in columns.all if column.alarm]
    slots = _slots(dict.fromkeys(["accounts", *audited, *alarms, *counted]), columns)
    body = _fetch(slots, columns, 0) + _audit() + _alarms(columns)
    body += [f"if now.week % {WEEKS_PER_PERIOD} != {WEEKS_PER_PERIOD - 1}:", "    return GOES_ON"]
    body += [f"the_census.take_census({', '.join(['now', *counted])})", f"period = now.week // {WEEKS_PER_PERIOD}"]
    # Loops over slots: a call for each of some fifty columns would take seconds to compile.
    for verb, kinds in (("take", (FLOW, PEAK)), ("copy", (LEVEL,))):
        names = [column.name for column in columns.history if column.record in kinds]
        first = 2 * len(slots)
        slots += tuple(slot for name in names for slot in (Slot(STATE, name), Slot(HISTORY, name)))
        body += [f"for at in range({first}, {2 * len(slots)}, 4):"]
        body += [f"    recording.{verb}(view(own[at], own[at + 1], np.int64), row(own, at + 2, period))"]
    imports = ["import legation.population.census as the_census", "from legation.engine import recording"]
    imports += ["from legation.kernel.money import total"]
    return GeneratedUnit("", _module("the week's end", imports, [*body, "return GOES_ON"], 2 * len(slots)), 0, slots)


def _module(what: str, imports: list[str], body: list[str], size: int) -> str:
    head = [f"words, own = view(shared, {SHARED}, np.int64), view(own, {size}, np.int64)", "now = now_of(words)"]
    return "\n".join([
        f'"""In the week: {what}. Generated by Legation."""', "", "import numpy as np", "",
        "from legation.engine.layout import GOES_ON, now_of, row, stop, view", *imports, "", "",
        "def unit(shared, own):", *("    " + line for line in (*head, *body)), "",
    ])  # fmt: skip


def _slots(names: Iterable[str], columns: Columns) -> tuple[Slot, ...]:
    inputs = {column.name for column in columns.inputs}
    return tuple(Slot(INPUTS if name in inputs else STATE, name) for name in names)


def _fetch(slots: Sequence[Slot], columns: Columns, first: int) -> list[str]:
    """Lines that fetch columns, whose slots begin at `first`; of an input the week's row."""
    lines = []
    for k, slot in enumerate(slots):
        at, column = first + 2 * k, columns.by_name[slot.column]
        if column.axis == INPUT:
            lines.append(f"{column.name} = row(own, {at}, now.week)")
        else:
            lines.append(f"{column.name} = view(own[{at}], own[{at + 1}], np.{np.dtype(column.dtype).name})")
    return lines


def _audit() -> list[str]:
    """Each account that stands for columns must equal their sum, and all together must hold nothing."""
    gaps = []
    for number, account in enumerate(ACCOUNTS):
        if account.columns:
            gaps.append((number, " + ".join(f"total({name})" for name in account.columns) + f" - accounts[{number}]"))
    gaps.append((len(ACCOUNTS), "total(accounts)"))
    lines = []
    for number, gap in gaps:
        lines += [f"gap = {gap}", "if gap != 0:", f"    return stop(words, {LEAK}, {number}, gap)"]
    return lines


def _alarms(columns: Columns) -> list[str]:
    """A column that is an alarm stops the world as soon as it is above 0."""
    lines = []
    for number, column in enumerate(columns.all):
        if column.alarm:
            lines += [f"if {column.name}[0] > 0:", f"    return stop(words, {ALARM}, {number}, {column.name}[0])"]
    return lines
