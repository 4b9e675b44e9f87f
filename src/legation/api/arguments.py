"""What a caller of the interface gives, checked before anything is computed, all faults at once.

The command line hands over days as text, and a caller in Python may hand over anything. What is plainly meant is taken:
a text such as "2019-04" as its first or last day, a `datetime` as its day, a NumPy integer as the number that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.defaults import SEED_MOST, THREADS_MOST, WORLDS_MOST
from legation.base import dates
from legation.base.calendar import FIRST_MONDAY, LAST_DAY
from legation.base.faults import Fault, Faults, ScenarioError, UserError, nearest, shown
from legation.evidence import ledger as ledgers
from legation.evidence.ledger import Ledger
from legation.evidence.selection import Selection

if TYPE_CHECKING:
    from legation.scenario import Scenario

NUMBERS = {"worlds": (1, WORLDS_MOST), "seed": (0, SEED_MOST), "threads": (1, THREADS_MOST)}
DATES = ("since", "until", "published")  # filters that a number or a day may stand for
FIRST_DAYS = ("start",)  # A text means its first day under these names, and its last day under any other.


def collect_faults(*checks: Callable[[], Any]) -> list[Any]:
    """Make all of these checks, and return what each returns.

    Raises  one UserError, of the kind that all of them share, with whatever was wrong in any
    """
    results, problems = [], []
    for check in checks:
        try:
            results.append(check())
        except UserError as problem:
            problems.append(problem)
    if problems:
        kinds = {type(problem) for problem in problems}
        kind = kinds.pop() if len(kinds) == 1 else UserError
        # Two scenarios may be given the same wrong day: that is one mistake.
        raise kind(dict.fromkeys(fault for problem in problems for fault in problem.faults))
    return results


def check_integers(**numbers: Any) -> tuple[Any, ...]:
    """These as plain integers, in order; None stays for `threads`, where it means all processors.

    Raises  UserError with every fault
    """
    Faults(fault for name, value in numbers.items() if (fault := _wrong_number(name, value))).refuse()
    return tuple(None if value is None else int(value) for value in numbers.values())


def days(**texts: Any) -> tuple[date | None, ...]:
    """These as days, in order; None stays. A text means its last day, under the name `start` its first.

    Raises  UserError with every fault
    """
    faults = Faults()
    results: list[date | None] = []
    for name, value in texts.items():
        with faults.collecting():
            results.append(_day(name, value))
    faults.refuse()
    return tuple(results)


def check_dates(**texts: Any) -> tuple[date | None, ...]:
    """The same, for days that a scenario may begin or end with.

    Raises  ScenarioError with every fault
    """
    faults = Faults()
    results: list[date | None] = []
    for name, value in texts.items():
        with faults.collecting():
            (day,) = days(**{name: value})
            results.append(day)
            faults += _outside(name, day)
    faults.refuse(ScenarioError)
    return tuple(results)


def listed(name: str, values: Any, item: str, kinds: tuple[type, ...]) -> list[Any]:
    """The items of a list.

    item    what each is, as a phrase
    Raises  UserError if it is a single text, which would be read letter by letter, or if an item is of another kind
    """
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        advice = f"Write [{shown(values)}]." if isinstance(values, kinds) else ""
        raise UserError(Fault(name, shown(values), f"a list, each item {item}", advice))
    items = list(values)
    Faults(
        Fault(f"{name}[{at}]", shown(value), item) for at, value in enumerate(items) if not isinstance(value, kinds)
    ).refuse()
    return items


def folders_of(folders: Any) -> list[Path]:
    """The user's folders. Raises UserError if they are not a list of paths."""
    return [Path(folder) for folder in listed("folders", folders, "the path of a folder", (str, PathLike))]


def open_ledger(as_of: Any, folders: Any) -> tuple[Ledger, date | None, list[Path]]:
    """The shipped ledger as of a day, with the user's folders; the day and the folders as they were understood.

    Raises  EvidenceError with every fault of every file; UserError for an argument that can't be read
    """
    (day,), places = collect_faults(lambda: days(as_of=as_of), lambda: folders_of(folders))
    return ledgers.load_ledger(as_of=day, folders=places), day, places


def outlets_named(ledger: Ledger, names: Iterable[str]) -> list[str]:
    """The ids of outlets, each given by id or name, without repetition and in order.

    Raises  UserError with each that is no outlet of it
    """
    known = {name.lower(): each.id for each in ledger.outlets.values() for name in (each.id, each.name)}
    asked = listed("without", names, "the id or name of an outlet", (str,))
    Faults(
        Fault("without", shown(name), "the id or name of an outlet", nearest(name, known))
        for name in asked
        if name.strip().lower() not in known
    ).refuse()
    return sorted({known[name.strip().lower()] for name in asked})


def selection_of(words: Any, filters: Mapping[str, Any]) -> Selection:
    """What is asked of the ledger. Dates may be given as days or years.

    Raises  UserError with each argument that is no text; TypeError for one that does not exist, as Python itself does
    """
    dated = {name: str(filters[name]) for name in DATES if isinstance(filters.get(name), date | int)}
    texts = {"words": words, **{name: value for name, value in {**filters, **dated}.items() if name != "conflict"}}
    Faults(Fault(name, shown(value), "a text") for name, value in texts.items() if not isinstance(value, str)).refuse()
    return Selection(**texts, conflict=bool(filters.get("conflict", False)))


def scenario_of(name: str, scenario: Any, overrides: Any) -> Scenario:
    """The scenario that an argument of this name stands for.

    Raises  ScenarioError with every fault
    """
    from legation.experiments.setup import load_scenario
    from legation.scenario import Scenario

    faults = Faults()
    changes: list[str] = []
    with faults.collecting():
        changes = listed("overrides", overrides, 'a text such as "alert=off"', (str,))
    faults += _set_twice(changes)
    if not isinstance(scenario, str | PathLike | Scenario):
        expected = (
            "a shipped scenario's name, the path of a TOML file, or a scenario that `legation.api.resolve_scenario` "
            "returned"
        )
        faults.append(Fault(name, shown(scenario), expected))
    elif isinstance(scenario, Scenario) and changes:
        advice = "Give them to `legation.api.resolve_scenario`, together with the name or the file."
        faults.append(Fault("overrides", shown(changes), "none beside a scenario that is already resolved", advice))
    faults.refuse(ScenarioError)
    if isinstance(scenario, Scenario):
        return scenario
    return load_scenario(scenario if isinstance(scenario, str) else Path(scenario), overrides=changes)


def _set_twice(changes: Sequence[str]) -> Iterator[Fault]:
    """A fault for each name that is set more than once: the last value would win without a word."""
    values: dict[str, list[str]] = {}
    for change in changes:
        values.setdefault(change.partition("=")[0].strip(), []).append(change)
    for name, same in values.items():
        if len(same) > 1:
            advice = f"To compare two values, set one on each side: {two_values(name)}"
            yield Fault("setting", " and ".join(shown(change) for change in same), f"one value for {name}", advice)


def two_values(name: str) -> str:
    """How two values of a parameter, or two states of a mechanism, are compared, in a sentence."""
    group, dot, key = name.partition(".")
    lines = (
        f'`[parameters.{group}.{key}]`, `default = …` and `assumed = "…"`' if dot else f"`[switches]` and `{name} = …`"
    )
    return (
        f'for each, write a scenario of `format = 1`, `title = "…"`, `extends = "baseline"`, {lines}; '
        "then legation compare one.toml other.toml."
    )


def _day(name: str, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise UserError(Fault(name, shown(value), f"{dates.ACCEPTED}, or a date of the module datetime"))
    try:
        period = dates.parse_date(value)
    except ValueError as problem:
        raise UserError(Fault(name, shown(value), dates.ACCEPTED, str(problem))) from None
    return period.first if name in FIRST_DAYS else period.last


def _outside(name: str, day: date | None) -> Sequence[Fault]:
    if not day or FIRST_MONDAY <= day <= LAST_DAY:
        return []
    late = "The record ends there, and the program makes no forecast." if day > LAST_DAY else ""
    return [Fault(name, str(day), f"a day from {FIRST_MONDAY} to {LAST_DAY}", late)]


def _wrong_number(name: str, value: Any) -> Fault | None:
    least, most = NUMBERS[name]
    if value is None and name == "threads":
        return None
    expected = f"a whole number from {least} to {most:,}"
    # Python counts True as 1; whoever gives it means something else.
    if not isinstance(value, Integral) or isinstance(value, bool):
        return Fault(name, shown(value), expected, _whole(value))
    number = int(value)
    return Fault(name, str(number), expected) if not least <= number <= most else None


def _whole(value: Any) -> str:
    """Advice where a text or a fraction is a whole number."""
    if isinstance(value, str) and value.strip().isdecimal():
        return f"Write {int(value)}."
    return f"Write {value:.0f}." if isinstance(value, float) and value.is_integer() else ""
