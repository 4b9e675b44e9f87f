"""The week, written out: mechanisms in their order become one generated module, compiled once.

The generated source is ordinary Python that calls each mechanism's step in turn. It is compiled once for a set of
mechanism files: scenarios, parameter draws and switches only change its arguments. The oracle runs the same source
without compiling. Its name carries a hash of everything that can reach compiled code.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from legation.base import compile as compiling
from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.errors import Fault, MechanismError, nearest
from legation.base.money import ACCOUNTS
from legation.mechanisms import WEEK
from legation.mechanisms.form import Mechanism, describe
from legation.population import census
from legation.population.columns import FLOW, INPUTS, KEPT, PEAK, STATE
from legation.population.founding import Parameters as FoundingParameters

ENTRY_POINTS = "legation.mechanisms"

# What a world ends with, as its first number; week, account and cents follow where they mean something.
DONE, LEAK = range(2)


class Week(NamedTuple):
    """A set of mechanisms in order, and the generated module that runs them."""

    mechanisms: tuple[Mechanism, ...]
    name: str
    source: str

    @property
    def parameters(self) -> dict[str, str]:
        """Unit of every parameter by full name, in the order of the kernel's parameter row."""
        return {f"{m.name}.{name}": unit for m in self.mechanisms for name, unit in m.parameters.items()}

    def is_compiled(self) -> bool:
        """Whether an earlier process has compiled this week and left it in the cache."""
        return any((compiling.cache_folder() / self.name / "__pycache__").glob("*.nbi"))

    def load(self) -> ModuleType:
        """The generated module, imported; its `compiled` compiles on the first call, or comes from the cache."""
        loaded = sys.modules.get(self.name)
        return loaded or compiling.load_generated(self.name, self.source, compiling.writable_folder(self.name))


@lru_cache(maxsize=1)
def the_week() -> Week:
    """The week of the installed program: our mechanisms and those that third parties registered."""
    modules = [importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK]
    return compose(with_third_parties(modules, entry_points(group=ENTRY_POINTS)))


def founding_parameters() -> dict[str, str]:
    """Unit of every parameter of the founding population, by full name."""
    from typing import get_type_hints

    hints = get_type_hints(FoundingParameters, include_extras=True)
    return {f"founding.{name}": hints[name].__metadata__[0] for name in FoundingParameters._fields}


def with_third_parties(modules: list[ModuleType], points: Iterable[Any]) -> list[ModuleType]:
    """Our modules with each registered one put behind the mechanism that its `AFTER` names."""
    modules = list(modules)
    for point in sorted(points, key=lambda point: point.name):
        module = point.load()
        names = [known.__name__.rpartition(".")[2] for known in modules]
        after = getattr(module, "AFTER", None)
        if after not in names:
            advice = nearest(str(after), names) or f"The week is: {', '.join(names)}."
            raise MechanismError(Fault(f"mechanism {point.name}: AFTER", repr(after), "a mechanism's name", advice))
        modules.insert(names.index(after) + 1, module)
    return modules


def compose(modules: Iterable[ModuleType]) -> Week:
    """The week made of these modules, in this order.

    Raises  MechanismError with every fault in their form.
    """
    mechanisms = tuple(describe(module) for module in modules)
    body = _source(mechanisms)
    texts = [body.encode(), *(path.read_bytes() for path in _reaching(mechanisms))]
    return Week(mechanisms, f"legation_week_{compiling.digest(texts)}", body)


def _reaching(mechanisms: tuple[Mechanism, ...]) -> list[Path]:
    """Every source file that can reach compiled code: base, population, engine and the mechanisms' own packages."""
    package = Path(__file__).parents[1]
    ours = [path for part in ("base", "population", "engine") for path in sorted((package / part).glob("*.py"))]
    return ours + [path for mechanism in mechanisms for path in _own_files(mechanism.module)]


def _own_files(module: ModuleType) -> list[Path]:
    """A mechanism's file, and all of a third party's package, whose other files may hold rules of the mechanism."""
    package = sys.modules.get(module.__name__.partition(".")[0])
    folders = [] if package is sys.modules["legation"] else getattr(package, "__path__", [])
    return [Path(inspect.getfile(module)), *(path for folder in folders for path in sorted(Path(folder).rglob("*.py")))]


def arguments() -> list[str]:
    """The arguments of the generated function, in order."""
    fixed = ["seed", "number", "first", "last", "on", "p"]
    state = [column.name for column in STATE]
    inputs = [f"{column.name}_by_week" for column in INPUTS]
    kept = [f"{column.name}_by_period" for column in KEPT]
    return fixed + state + inputs + kept + ["flags", "words", "picks"]


def _source(mechanisms: tuple[Mechanism, ...]) -> str:
    """The generated module's text."""
    lines = ['"""The week, generated by Legation from its mechanisms; do not edit."""', ""]
    lines += ["from numba import njit", "", "from legation.base.chance import the_week"]
    lines += ["from legation.base.money import total", "from legation.engine import keeping"]
    lines += ["import legation.population.census as the_census"]
    lines += [f"import {m.module.__name__} as the_{m.name}" for m in mechanisms]
    lines += ["", "", "def world("]
    lines += [f"    {argument}," for argument in arguments()]
    lines += ["):"]
    position = 0
    for m in mechanisms:
        row = ", ".join(f"p[{position + k}]" for k in range(len(m.parameters)))
        lines.append(f"    p_{m.name} = the_{m.name}.Parameters({row})")
        position += len(m.parameters)
    lines.append("    for week in range(first, last):")
    body = ["now = the_week(seed, number, week, len(status), flags, words, picks)"]
    body += [f"{column.name} = {column.name}_by_week[week]" for column in INPUTS]
    for k, m in enumerate(mechanisms):
        body += [f"if on[{k}]:", f"    the_{m.name}.run(now, p_{m.name}, {', '.join(m.arguments)})"]
    body += _audit()
    body += [f"if week % {WEEKS_PER_PERIOD} == {WEEKS_PER_PERIOD - 1}:"]
    names = list(inspect.signature(census.run).parameters)[1:]
    body += [f"    the_census.run({', '.join(['now', *names])})"]
    for column in KEPT:
        verb = "take" if column.keep in (FLOW, PEAK) else "copy"
        body += [f"    keeping.{verb}({column.name}, {column.name}_by_period[week // {WEEKS_PER_PERIOD}])"]
    lines += ["        " + line for line in body]
    lines += [f"    return {DONE}, last, 0, 0", "", ""]
    lines += ["compiled = njit(nogil=True, cache=True)(world)", ""]
    return "\n".join(lines)


def _audit() -> list[str]:
    """Each account that stands for a column must equal the column's sum, every week."""
    lines = []
    for number, account in enumerate(ACCOUNTS):
        if account.column:
            lines += [f"gap = total({account.column}) - accounts[{number}]"]
            lines += ["if gap != 0:", f"    return {LEAK}, week, {number}, gap"]
    return lines
