"""Third parties' mechanisms: imported from the packages that register them, and put in their places in the week.

A package that can't be used is refused before anything is computed, with its name and the way to go on without it: a
mechanism that was left out in silence would be missed by nobody until its results were compared.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from legation.base.faults import Fault, Faults, MechanismError, as_written, nearest, shown
from legation.base.registered import package_of, way_out
from legation.mechanisms import WEEK
from legation.mechanisms.form import name_of

UNINSTALL_ONE = "To go on, uninstall one of the packages."


def with_third_parties(modules: list[ModuleType], points: Iterable[Any]) -> list[ModuleType]:
    """Our modules with each registered one put behind the mechanism that its `AFTER` names.

    points  entry points, or what has `name` and `load` like them
    Raises  MechanismError with every fault of every one
    """
    modules, points, faults = list(modules), sorted(points, key=lambda point: point.name), Faults()
    waiting: list[tuple[Any, ModuleType]] = []
    for point in points:
        with faults.collecting():
            _check_name(point, points)
            waiting.append((point, _load(point)))
    while waiting:
        names = [name_of(module) for module in modules]
        ready = [pair for pair in waiting if getattr(pair[1], "AFTER", None) in names]
        if not ready:
            faults += [_placeless(point, module, names) for point, module in waiting]
            break
        point, module = ready[0]  # One at a time, so that the order of names decides and no order of installation.
        modules.insert(names.index(module.AFTER) + 1, module)
        waiting.remove(ready[0])
    faults.refuse(MechanismError)
    return modules


def with_a_way_out(problem: MechanismError, points: Iterable[Any]) -> MechanismError:
    """The same faults, each with how to go on without the package whose mechanism it names."""
    points = list(points)

    def advised(fault: Fault) -> Fault:
        name = fault.field.removeprefix("mechanism ").partition(":")[0].partition(" (")[0]
        if fault.advice == UNINSTALL_ONE:
            return fault
        return replace(fault, advice=f"{fault.advice} {way_out(name, points)}".strip())

    return MechanismError(advised(fault) for fault in problem.faults)


def _said_of(point: Any) -> str:
    """How a fault names a mechanism: with its package, if one offers it."""
    package = package_of(point)
    return f"mechanism {point.name}" + (f" (package {package})" if package else "")


def _check_name(point: Any, points: list[Any]) -> None:
    """A name stands for one mechanism: in switches, in parameters, and in claims that point to it."""
    others = [package_of(other) or other.name for other in points if other.name == point.name and other is not point]
    if point.name in WEEK:
        raise MechanismError(Fault(_said_of(point), "the name of a mechanism of Legation", "a name of its own"))
    if others:
        found = f"the name that {', '.join(others)} gives a mechanism, too"
        raise MechanismError(Fault(_said_of(point), found, "a name of its own", UNINSTALL_ONE))


def _load(point: Any) -> ModuleType:
    """The module of a registered mechanism.

    Raises  MechanismError if its import fails, in whatever way, or if the module isn't called like the entry point
    """
    try:
        module = point.load()
    except (Exception, SystemExit) as problem:  # Their code runs here, so anything may be raised.
        file, line = _place_of(problem)
        found = f"an import that fails ({type(problem).__name__}: {shown(problem, 200)})"
        raise MechanismError(
            Fault(_said_of(point), found, "a module that can be imported", "", file, line)
        ) from problem
    if not isinstance(module, ModuleType):
        expected = "the module that holds `run`, such as errands.errands"
        raise MechanismError(Fault(f"{_said_of(point)}: entry point", f"a {type(module).__name__}", expected))
    if name_of(module) != point.name:
        found = f"the module {module.__name__} under the name {point.name}"
        expected = f'a module called {point.name}, or `{name_of(module)} = "{module.__name__}"` as the entry point'
        raise MechanismError(Fault(f"{_said_of(point)}: entry point", found, expected))
    return module


def _place_of(problem: BaseException) -> tuple[str, int]:
    """File and line at which an import failed; nothing where no file has it."""
    if isinstance(problem, SyntaxError) and problem.filename:
        return as_written(problem.filename), problem.lineno or 0
    frames = [
        frame for frame in traceback.extract_tb(problem.__traceback__)[1:]  # The first is ours.
        if Path(frame.filename).is_file() and Path(frame.filename).parent.name != "importlib"
    ]  # fmt: skip
    return (as_written(frames[-1].filename), frames[-1].lineno or 0) if frames else ("", 0)


def _placeless(point: Any, module: ModuleType, names: list[str]) -> Fault:
    after = getattr(module, "AFTER", None)
    advice = nearest(str(after), names) or f"The week is: {', '.join(names)}."
    return Fault(f"mechanism {point.name}: AFTER", repr(after), "a mechanism's name", advice)
