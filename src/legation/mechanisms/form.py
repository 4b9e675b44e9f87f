"""The form that all mechanisms share: what a mechanism's file declares.

The signature of its `run` is the declaration: a name is a column, and what is annotated `Write` may be written.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple, get_type_hints

from legation.base.errors import Fault, MechanismError, nearest
from legation.population.columns import BY_NAME, INPUT


class Mechanism(NamedTuple):
    """What a mechanism's file says about itself.

    parameters  name -> unit, in the order of its `Parameters`
    arguments   the columns that its `run` asks for, in order
    writes      those that it may change
    moves       pairs of statuses (from, to) that it may make
    """

    name: str
    module: ModuleType
    parameters: dict[str, str]
    arguments: tuple[str, ...]
    writes: frozenset[str]
    moves: frozenset[tuple[int, int]]

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(name for name in self.arguments if name not in self.writes)

    @property
    def title(self) -> str:
        return (self.module.__doc__ or "").strip().split("\n")[0].partition(": ")[2].rstrip(".")

    def part(self, heading: str) -> str:
        """What its docstring says under "Claim", "Leaves out" or "Source", in one line."""
        found = re.search(rf"^{heading}:\s*(.*?)(?=^\w[\w ]*:\s|\Z)", self.module.__doc__ or "", re.M | re.S)
        return " ".join(found.group(1).split()) if found else ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The claims that it cites."""
        return tuple(dict.fromkeys(re.findall(r"\b(?:nk-\d{4}-[a-z]+-\d+|pf-[a-z]-\d+|tl-\d+)", self.part("Source"))))


def describe(module: ModuleType) -> Mechanism:
    """Read what a module declares.

    Raises  MechanismError with every fault in its form.
    """
    name = module.__name__.rpartition(".")[2]
    where = f"mechanism {name}"
    faults = [
        Fault(f"{where}: {part}", "nothing", f"a `{part}` in the module", file=module.__file__ or "")
        for part in ("Parameters", "MOVES", "run")
        if not hasattr(module, part)
    ]
    if faults:
        raise MechanismError(faults)
    arguments, writes = _signature(module.run)
    for argument in arguments:
        if argument not in BY_NAME:
            advice = nearest(argument, BY_NAME)
            faults.append(Fault(f"{where}: run", argument, "the name of a column", advice, module.__file__ or ""))
        elif argument in writes and BY_NAME[argument].axis == INPUT:
            faults.append(Fault(f"{where}: run", f"{argument}: Write", "no writing to a dated input"))
    hints = get_type_hints(module.Parameters, include_extras=True)
    units = {}
    for parameter in module.Parameters._fields:
        meta = getattr(hints[parameter], "__metadata__", ())
        if len(meta) != 1:
            expected = 'Annotated[int, "unit"]'
            faults.append(Fault(f"{where}: Parameters.{parameter}", str(hints[parameter]), expected))
        units[parameter] = meta[0] if meta else ""
    if faults:
        raise MechanismError(faults)
    return Mechanism(name, module, units, arguments, frozenset(writes), frozenset(module.MOVES))


def _signature(run: Callable[..., object]) -> tuple[tuple[str, ...], set[str]]:
    """The columns that a step names after `now` and `p`, and those that it may write."""
    arguments = list(inspect.signature(run).parameters.values())[2:]
    writes = {argument.name for argument in arguments if str(argument.annotation).rpartition(".")[2] == "Write"}
    return tuple(argument.name for argument in arguments), writes
