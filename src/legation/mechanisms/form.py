"""The form that all mechanisms share: what a mechanism's file declares.

The signature of its `run` is the declaration: a name is a column, and what is annotated `Write` may be written.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

from legation.base.faults import Fault, Faults, MechanismError, nearest
from legation.kernel.marks import Write
from legation.kernel.units import Declared, declared
from legation.mechanisms.story import Story, story_of
from legation.population.columns import INPUT, OURS, Columns


class Mechanism(NamedTuple):
    """What a mechanism's file says about itself.

    parameters  name -> unit and limits, in the order of its `Parameters`
    arguments   the columns that its `run` asks for, in order
    writes      those that it may change
    moves       pairs of statuses (from, to) that it may make
    story       what its docstring says; empty for the census, which the oracle watches like a mechanism
    """

    name: str
    module: ModuleType
    parameters: dict[str, Declared]
    arguments: tuple[str, ...]
    writes: frozenset[str]
    moves: frozenset[tuple[int, int]]
    story: Story = Story("")

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(name for name in self.arguments if name not in self.writes)

    @property
    def title(self) -> str:
        """What it is, in one sentence without a full stop."""
        return self.story.title

    @property
    def sources(self) -> tuple[str, ...]:
        """The claims and dated events on which it rests, as its docstring lists them; empty if it names none."""
        return tuple(source.name for source in self.story.sources)


def describe(module: ModuleType, columns: Columns = OURS) -> Mechanism:
    """Read what a module declares.

    columns  those that its step may name

    Raises  MechanismError with every fault in its form.
    """
    name = module.__name__.rpartition(".")[2]
    where = f"mechanism {name}"
    file = getattr(module, "__file__", None) or ""
    faults = Faults()
    with faults.collecting():
        story = story_of(module)
    missing = [part for part in ("Parameters", "MOVES", "run") if not hasattr(module, part)]
    faults += [Fault(f"{where}: {part}", "nothing", f"a `{part}` in the module", file=file) for part in missing]
    if missing:
        raise MechanismError(faults)
    arguments, writes = signature_of(module.run)
    for argument in arguments:
        if argument not in columns.by_name:
            advice = nearest(argument, columns.by_name)
            faults.append(Fault(f"{where}: run", argument, "the name of a column", advice, file))
        elif argument in writes and columns.by_name[argument].axis == INPUT:
            faults.append(Fault(f"{where}: run", f"{argument}: Write", "no writing to a dated input"))
    parameters = {}
    try:
        parameters = declared(module.Parameters)
    except TypeError as problem:
        expected = 'Annotated[int, "unit"], perhaps with Within(…), for each field'
        faults.append(Fault(f"{where}: Parameters", str(problem), expected, file=file))
    faults.refuse(MechanismError)
    return Mechanism(name, module, parameters, arguments, writes, frozenset(module.MOVES), story)


def signature_of(run: Callable[..., object], lent: int = 2) -> tuple[tuple[str, ...], frozenset[str]]:
    """The columns that a step names after the `lent` arguments (`now` and `p`), and those that it may write."""
    arguments = list(inspect.signature(run).parameters.values())[lent:]
    # Where annotations are not kept as text, the mark is the class itself.
    marks = (Write, "Write", "marks.Write")
    writes = {argument.name for argument in arguments if argument.annotation in marks}
    return tuple(argument.name for argument in arguments), frozenset(writes)
