"""The form that all mechanisms share: what a mechanism's file declares.

The signature of its `run` is the declaration. A name is a column, or a group of columns: one of `population/groups.py`,
or `own` for the mechanism's own `COLUMNS` but dated inputs, which it asks for by name. A step may write what it
annotates with `Write`, a group as a whole.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import NamedTuple

from legation.base.faults import Fault, Faults, MechanismError, nearest, shown
from legation.kernel.marks import STEPS, Write
from legation.kernel.units import Declared, declared
from legation.mechanisms.story import Story, story_of
from legation.population.columns import OURS, Columns
from legation.population.declaration import INPUT
from legation.population.groups import GROUPS

INTERFACE = 1  # of mechanisms: grows by one when what a third party wrote must be changed
NO_SOURCES = "cites no record: its author's assumption"
OWN = "own"  # names all of a mechanism's own columns


class Argument(NamedTuple):
    """An argument of a step.

    columns   those that it stands for: one, or those of a group
    is_group  whether the step is handed a tuple of columns
    """

    name: str
    columns: tuple[str, ...]
    is_group: bool
    may_write: bool


class Mechanism(NamedTuple):
    """What a mechanism's file says about itself.

    parameters  name -> unit and limits, in the order of its `Parameters`
    signature   what its `run` asks for after `now` and `p`, in order
    moves       pairs of statuses (from, to) that it may make
    story       what its docstring says; empty for the census, which the oracle watches like a mechanism
    """

    name: str
    module: ModuleType
    parameters: dict[str, Declared]
    signature: tuple[Argument, ...]
    moves: frozenset[tuple[int, int]]
    story: Story = Story("")

    @property
    def arguments(self) -> tuple[str, ...]:
        """The columns that it asks for, in order, by name or in a group."""
        return tuple(column for argument in self.signature for column in argument.columns)

    @property
    def writes(self) -> frozenset[str]:
        """The columns that it may change."""
        return writes_of(self.signature)

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that it may look at and not change."""
        return tuple(name for name in self.arguments if name not in self.writes)

    @property
    def title(self) -> str:
        """What it is, in one sentence without a full stop."""
        return self.story.title

    @property
    def sources(self) -> tuple[str, ...]:
        """The claims and dated events on which it rests, as its docstring lists them; empty if it names none."""
        return tuple(source.name for source in self.story.sources)


def columns_with(modules: Iterable[ModuleType]) -> Columns:
    """The shared columns and those that these mechanisms bring."""
    return Columns(OURS.all + tuple(column for module in modules for column in getattr(module, "COLUMNS", ())))


def name_of(module: ModuleType) -> str:
    """What a mechanism is called: its file, without the ending."""
    return module.__name__.rpartition(".")[2]


def describe(module: ModuleType, columns: Columns | None = None) -> Mechanism:
    """Read what a module declares.

    columns  those that its step may name; by default the shared ones and its own

    Raises  MechanismError with every fault in its form.
    """
    columns = columns or columns_with([module])
    name = name_of(module)
    where = f"mechanism {name}"
    file = getattr(module, "__file__", None) or ""
    _check_interface(module, where, file)
    faults = Faults()
    with faults.collecting():
        story = story_of(module)
    missing = [part for part in ("Parameters", "MOVES", "run") if not hasattr(module, part)]
    faults += [Fault(f"{where}: {part}", "nothing", f"a `{part}` in the module", file=file) for part in missing]
    if missing:
        raise MechanismError(faults)
    signature = signature_of(module.run, own_columns(module))
    faults += _faults_of(signature, columns, f"{where}: run", file)
    if module.run not in STEPS:
        faults.append(Fault(f"{where}: run", "a function without a mark", "`@step` in the line above it", file=file))
    parameters = {}
    try:
        parameters = declared(module.Parameters)
    except TypeError as problem:
        expected = 'Annotated[int, "unit"], perhaps with Within(…), for each field'
        faults.append(Fault(f"{where}: Parameters", str(problem), expected, file=file))
    faults.refuse(MechanismError)
    return Mechanism(name, module, parameters, signature, frozenset(module.MOVES), story)


def _check_interface(module: ModuleType, where: str, file: str) -> None:
    """Raise MechanismError if a module was written for another interface; one that says nothing, for the first."""
    interface = getattr(module, "INTERFACE", 1)
    if interface != INTERFACE:
        advice = "Install a version of its package that was written for this version of Legation."
        raise MechanismError(Fault(f"{where}: INTERFACE", shown(interface), str(INTERFACE), advice, file))


def _faults_of(signature: tuple[Argument, ...], columns: Columns, where: str, file: str) -> list[Fault]:
    """What a step asks for that it can't have."""
    faults = []
    known = [*columns.by_name, *GROUPS, OWN]
    for argument in signature:
        if argument.name == OWN and not argument.columns:
            expected = "a step without `own`, or columns of its own in `COLUMNS`"
            faults.append(Fault(where, OWN, expected, file=file))
        elif not argument.is_group and argument.name not in columns.by_name:
            advice = nearest(argument.name, known)
            faults.append(Fault(where, argument.name, "the name of a column", advice, file))
        for column in argument.columns if argument.may_write else ():
            if column in columns.by_name and columns.by_name[column].axis == INPUT:
                faults.append(Fault(where, f"{column}: Write", "no writing to a dated input"))
    asked = Counter(column for argument in signature for column in argument.columns)
    for column in (column for column, times in asked.items() if times > 1):
        faults.append(Fault(where, f"{column} more than once", "each column once, by its name or in a group", "", file))
    return faults


def writes_of(signature: tuple[Argument, ...]) -> frozenset[str]:
    """The columns that a step with this signature may change."""
    return frozenset(column for argument in signature if argument.may_write for column in argument.columns)


def own_columns(module: ModuleType) -> tuple[str, ...]:
    """The names of the columns that `own` stands for: those that a mechanism brings, without dated inputs.

    A step may write `own` as a whole, and nobody writes an input.
    """
    return tuple(column.name for column in getattr(module, "COLUMNS", ()) if column.axis != INPUT)


def signature_of(run: Callable[..., object], own: tuple[str, ...] = (), lent: int = 2) -> tuple[Argument, ...]:
    """What a step asks for after the `lent` arguments `now` and `p`.

    own  the columns that `own` stands for
    """
    # Where annotations are not kept as text, the mark is the class itself.
    marks = (Write, "Write", "marks.Write")
    groups = {OWN: own} | {name: group._fields for name, group in GROUPS.items()}
    return tuple(
        Argument(
            argument.name,
            groups.get(argument.name, (argument.name,)),
            argument.name in groups,
            argument.annotation in marks,
        )
        for argument in list(inspect.signature(run).parameters.values())[lent:]
    )
