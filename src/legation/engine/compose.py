"""The week, written out: mechanisms in their order become one generated module, compiled once.

The generated source is ordinary Python that calls each mechanism's step in turn. It is compiled once for a set of
mechanism files: scenarios, parameter draws and switches only change its arguments. The oracle runs the same source
without compiling. Its name carries a hash of everything that can reach compiled code.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, NamedTuple

from legation.base import compile as compiling
from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.digest import digest, source
from legation.base.errors import Fault, MechanismError, nearest
from legation.base.money import ACCOUNTS
from legation.base.quantities import Declared, declared
from legation.mechanisms import WEEK
from legation.mechanisms.form import Mechanism, describe
from legation.population import census
from legation.population.columns import FLOW, NOT_NAMES, OURS, PEAK, Columns
from legation.population.founding import Parameters as FoundingParameters

ENTRY_POINTS = "legation.mechanisms"

# What a world ends with, as its first number. Week, position and amount follow: for a leak the account's position in
# ACCOUNTS (its length: all together) and the cents; for an alarm the column's position and what it counted.
DONE, LEAK, ALARM = range(3)

# What people type and read. Every other source of ours may decide a result.
SHOWING = ("cli", "report", "testing.py")

_loading = Lock()


class Week(NamedTuple):
    """A set of mechanisms in order, and the generated module that runs them."""

    mechanisms: tuple[Mechanism, ...]
    columns: Columns
    name: str
    source: str

    @property
    def parameters(self) -> dict[str, Declared]:
        """Every parameter that the mechanisms own, by full name."""
        owned = ((m.name, name, told) for m in self.mechanisms for name, told in m.parameters.items())
        return {f"{mechanism}.{name}": told for mechanism, name, told in owned if not told.borrowed}

    @property
    def row(self) -> list[str]:
        """The full names of the parameters in the kernel's row, borrowed ones by their owner's name."""
        return [told.borrowed or f"{m.name}.{name}" for m in self.mechanisms for name, told in m.parameters.items()]

    @property
    def third_parties(self) -> frozenset[str]:
        """Mechanisms that are not ours: off unless a scenario switches them on."""
        return frozenset(m.name for m in self.mechanisms if m.name not in WEEK)

    @property
    def arguments(self) -> list[str]:
        """The arguments of the generated function, in order."""
        state = [column.name for column in self.columns.state]
        inputs = [f"{column.name}_by_week" for column in self.columns.inputs]
        kept = [f"{column.name}_by_period" for column in self.columns.kept]
        return ["seed", "number", "first", "last", "on", "p", *state, *inputs, *kept, "flags", "words", "picks"]

    def is_compiled(self) -> bool:
        """Whether an earlier process has compiled this week and left it in the cache."""
        return any((compiling.cache_folder() / self.name / "__pycache__").glob("*.nbi"))

    def load(self) -> ModuleType:
        """The generated module, imported; its `compiled` compiles on the first call, or comes from the cache."""
        with _loading:
            loaded = sys.modules.get(self.name)
            return loaded or compiling.load_generated(self.name, self.source, compiling.writable_folder(self.name))


@lru_cache(maxsize=1)
def the_week() -> Week:
    """The week of the installed program: our mechanisms and those that third parties registered."""
    modules = [importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK]
    return compose(with_third_parties(modules, entry_points(group=ENTRY_POINTS)))


def founding_parameters() -> dict[str, Declared]:
    """Every parameter of the founding population by full name."""
    return {f"founding.{name}": told for name, told in declared(FoundingParameters).items()}


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

    A module of a third party may bring columns of its own in `COLUMNS`.
    Raises  MechanismError with every fault in their form, or where two names collide.
    """
    modules = list(modules)
    columns = Columns(OURS.all + tuple(column for module in modules for column in getattr(module, "COLUMNS", ())))
    _refuse_collisions(modules, columns)
    mechanisms = tuple(describe(module, columns) for module in modules)
    week = Week(mechanisms, columns, "", "")
    body = _source(week)
    texts = [body.encode(), *(source(path) for path in _reaching(mechanisms))]
    return week._replace(name=f"legation_week_{compiling.digest(texts)}", source=body)


def model_digest(week: Week, switches: Mapping[str, bool]) -> str:
    """Sixteen hexadecimal digits that stand for the model: every source that may decide a result, and no version.

    switches  of the scenario: what third parties registered and nobody switched on decides nothing
    """
    return digest(text for name, path in deciding(week, switches) for text in (name.encode(), source(path)))


def deciding(week: Week, switches: Mapping[str, bool]) -> list[tuple[str, Path]]:
    """The sources that may decide a result, ours and third parties', each with a name that is the same everywhere."""
    package = Path(__file__).parents[1]
    ours = sorted((path.relative_to(package).as_posix(), path) for path in package.rglob("*.py"))
    theirs = [m.module for m in week.mechanisms if m.name in week.third_parties and switches.get(m.name)]
    return [(name, path) for name, path in ours if name.partition("/")[0] not in SHOWING] + [
        (f"{module.__name__} {number}", path)
        for module in theirs
        for number, path in enumerate(_own_files(module))
    ]  # fmt: skip


def _refuse_collisions(modules: list[ModuleType], columns: Columns) -> None:
    """Two mechanisms of one name, or two columns, would overwrite one another in the generated module."""
    names = [module.__name__.rpartition(".")[2] for module in modules]
    faults = [
        Fault(f"mechanism {name}", "two mechanisms of this name", "a name of its own")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    titles = [column.name for column in columns.all]
    for name in sorted({name for name in titles if titles.count(name) > 1 or name in NOT_NAMES}):
        faults.append(Fault(f"column {name}", "a name that is taken", "a name of its own"))
    if faults:
        raise MechanismError(faults)


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


def _source(week: Week) -> str:
    """The generated module's text."""
    columns = week.columns
    lines = ['"""The week, generated by Legation from its mechanisms; do not edit."""', ""]
    lines += ["from numba import njit", "", "from legation.base.chance import this_week"]
    lines += ["from legation.base.money import total", "from legation.engine import keeping"]
    lines += ["import legation.population.census as the_census"]
    lines += [f"import {m.module.__name__} as mechanism_{m.name}" for m in week.mechanisms]
    lines += ["", "", "def world("]
    lines += [f"    {argument}," for argument in week.arguments]
    lines += ["):"]
    position = 0
    for m in week.mechanisms:
        row = ", ".join(f"p[{position + k}]" for k in range(len(m.parameters)))
        lines.append(f"    p_{m.name} = mechanism_{m.name}.Parameters({row})")
        position += len(m.parameters)
    lines.append("    for week in range(first, last):")
    body = ["now = this_week(seed, number, week, len(status), flags, words, picks)"]
    body += [f"{column.name} = {column.name}_by_week[week]" for column in columns.inputs]
    for k, m in enumerate(week.mechanisms):
        body += [f"if on[{k}]:", f"    mechanism_{m.name}.run(now, p_{m.name}, {', '.join(m.arguments)})"]
    body += _audit() + _alarms(columns)
    body += [f"if week % {WEEKS_PER_PERIOD} == {WEEKS_PER_PERIOD - 1}:"]
    names = list(inspect.signature(census.run).parameters)[1:]
    body += [f"    the_census.run({', '.join(['now', *names])})"]
    for column in columns.kept:
        verb = "take" if column.keep in (FLOW, PEAK) else "copy"
        body += [f"    keeping.{verb}({column.name}, {column.name}_by_period[week // {WEEKS_PER_PERIOD}])"]
    lines += ["        " + line for line in body]
    lines += [f"    return {DONE}, last, 0, 0", "", ""]
    lines += ["compiled = njit(nogil=True, cache=True)(world)", ""]
    return "\n".join(lines)


def _audit() -> list[str]:
    """Each account that stands for columns must equal their sum, and all together must hold nothing."""
    gaps = []
    for number, account in enumerate(ACCOUNTS):
        if account.columns:
            gaps.append((number, " + ".join(f"total({name})" for name in account.columns) + f" - accounts[{number}]"))
    gaps.append((len(ACCOUNTS), "total(accounts)"))
    lines = []
    for number, gap in gaps:
        lines += [f"gap = {gap}", "if gap != 0:", f"    return {LEAK}, week, {number}, gap"]
    return lines


def _alarms(columns: Columns) -> list[str]:
    """A column that is an alarm stops the world as soon as it is above 0."""
    lines = []
    for number, column in enumerate(columns.all):
        if column.alarm:
            lines += [f"if {column.name}[0] > 0:", f"    return {ALARM}, week, {number}, {column.name}[0]"]
    return lines
