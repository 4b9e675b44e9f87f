"""The week, composed: which mechanisms there are, in which order, with which columns and parameters.

`codegen.py` writes the units that run it, `compiler.py` names each after everything that can reach its compiled code.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from legation.base.digest import digest
from legation.base.faults import Fault, Faults, MechanismError
from legation.base.registered import registered_mechanisms
from legation.engine.codegen import NOT_NAMES, GeneratedUnit, close_unit, step_unit
from legation.engine.third_parties import with_a_way_out, with_third_parties
from legation.engine.unit_sources import named
from legation.kernel.units import Declared, declared
from legation.mechanisms import WEEK
from legation.mechanisms.form import Mechanism, columns_with, describe, name_of
from legation.population.columns import Columns
from legation.population.initial import InitialParameters


class Week(NamedTuple):
    """Mechanisms in order, and the generated units that run them: one for each, then the one that closes a week."""

    mechanisms: tuple[Mechanism, ...]
    columns: Columns
    units: tuple[GeneratedUnit, ...]

    @property
    def name(self) -> str:
        """What it is called: it stands for its rules and their order, and is the same on every machine."""
        return f"legation_week_{digest(unit.rules.encode() for unit in self.units)}"

    @property
    def parameters(self) -> dict[str, Declared]:
        """Every parameter that the mechanisms own, by full name."""
        owned = ((m.name, name, said) for m in self.mechanisms for name, said in m.parameters.items())
        return {f"{mechanism}.{name}": said for mechanism, name, said in owned if not said.borrowed}

    @property
    def parameter_names(self) -> list[str]:
        """The full names of the parameters that units are handed, in order, borrowed ones by their owner's name."""
        return [said.borrowed or f"{m.name}.{name}" for m in self.mechanisms for name, said in m.parameters.items()]

    @property
    def third_parties(self) -> frozenset[str]:
        """Mechanisms that are not ours: off unless a scenario switches them on."""
        return frozenset(m.name for m in self.mechanisms if m.name not in WEEK)


@lru_cache(maxsize=1)
def the_week() -> Week:
    """The week of the installed program: our mechanisms and those that third parties registered.

    Raises  MechanismError with every fault of third parties' mechanisms, and how to go on without them
    """
    modules = [importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK]
    points = registered_mechanisms()
    try:
        return compose(with_third_parties(modules, points))
    except MechanismError as problem:
        raise with_a_way_out(problem, points) from problem


def founding_parameters() -> dict[str, Declared]:
    """Every parameter of the founding population by full name."""
    return {f"founding.{name}": said for name, said in declared(InitialParameters).items()}


def compose(modules: Iterable[ModuleType]) -> Week:
    """The week made of these modules, in this order.

    A module may bring columns of its own in `COLUMNS`.
    Raises  MechanismError with every fault in their form, or where two names collide.
    """
    modules = list(modules)
    columns = columns_with(modules)
    _refuse_collisions(modules, columns)
    mechanisms, faults = [], Faults()
    for module in modules:
        with faults.collecting():
            mechanisms.append(describe(module, columns))
    faults.refuse(MechanismError)
    week = Week(tuple(mechanisms), columns, ())
    return week._replace(units=tuple(_units(week)))


def _units(week: Week) -> Iterator[GeneratedUnit]:
    """A unit for each mechanism, and the one that closes a week, each named after what can reach its compiled code."""
    for mechanism in week.mechanisms:
        yield named(mechanism.name, step_unit(mechanism, week.columns), files_of_others(mechanism.module))
    yield named("close", close_unit(week.columns))


def _refuse_collisions(modules: list[ModuleType], columns: Columns) -> None:
    """Two mechanisms of one name, or two columns, would overwrite one another in the generated module."""
    names = [name_of(module) for module in modules]
    faults = [
        Fault(f"mechanism {name}", "two mechanisms of this name", "a name of its own")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    titles = [column.name for column in columns.all]
    for name in sorted({name for name in titles if titles.count(name) > 1 or name in NOT_NAMES}):
        faults.append(Fault(f"column {name}", "a name that is taken", "a name of its own"))
    if faults:
        raise MechanismError(faults)


def files_of_others(module: ModuleType) -> list[Path]:
    """All files of the package that a third party's mechanism comes from; nothing for ours.

    Any of them may hold rules of the mechanism.
    """
    package = sys.modules.get(module.__name__.partition(".")[0])
    if package is sys.modules["legation"]:
        return []
    folders = getattr(package, "__path__", [])
    return [Path(inspect.getfile(module)), *(path for folder in folders for path in sorted(Path(folder).rglob("*.py")))]
