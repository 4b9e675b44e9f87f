"""What a caller of the Python interface gives, checked before anything is computed, all faults at once.

On the command line everything is text and the options turn it into numbers and days; here a caller may hand over
anything. What is plainly meant is taken: a `datetime` as its day, a NumPy integer as the number that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import Any

from legation.base import dates
from legation.base.calendar import FIRST_MONDAY, LAST_MONDAY
from legation.base.faults import Fault, Faults, ScenarioError, UserError, shown
from legation.experiments.setup import load
from legation.scenario import Scenario

MOST_SEED = 2**63 - 1
NUMBERS = {"worlds": (1, None), "seed": (0, MOST_SEED), "threads": (1, None)}


def collect_faults(*checks: Callable[[], Any]) -> list[Any]:
    """Do all of these, and give back what each gives.

    Raises  one UserError, of the kind that all of them share, with whatever was wrong in any
    """
    found, problems = [], []
    for check in checks:
        try:
            found.append(check())
        except UserError as problem:
            problems.append(problem)
    if problems:
        kinds = {type(problem) for problem in problems}
        kind = kinds.pop() if len(kinds) == 1 else UserError
        # Two scenarios may be given the same wrong day: that is one mistake.
        raise kind(dict.fromkeys(fault for problem in problems for fault in problem.faults))
    return found


def check_integers(**given: Any) -> tuple[Any, ...]:
    """These as plain integers, in order; None stays for `threads`, where it means all processors.

    Raises  UserError with every fault
    """
    faults = [fault for name, value in given.items() if (fault := _wrong_number(name, value))]
    if faults:
        raise UserError(faults)
    return tuple(None if value is None else int(value) for value in given.values())


def days(**given: Any) -> tuple[date | None, ...]:
    """These as days, in order; None stays.

    Raises  UserError with every fault
    """
    faults = [_no_day(name, value) for name, value in given.items() if not isinstance(value, date | None)]
    if faults:
        raise UserError(faults)
    return tuple(value.date() if isinstance(value, datetime) else value for value in given.values())


def check_dates(**given: Any) -> tuple[date | None, ...]:
    """The same, for days that a scenario may begin or end with.

    Raises  ScenarioError with every fault
    """
    faults = Faults()
    found: list[date | None] = []
    for name, value in given.items():
        try:
            found += days(**{name: value})
        except UserError as problem:
            faults += problem.faults
        else:
            faults += _outside(name, found[-1])
    if faults:
        raise ScenarioError(faults)
    return tuple(found)


def listed(name: str, given: Any, item: str, kinds: tuple[type, ...]) -> list[Any]:
    """The items of a list.

    item    what each is, as a phrase
    Raises  UserError if it is a single text, which would be read letter by letter, or if an item is of another kind
    """
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        advice = f"Write [{shown(given)}]." if isinstance(given, kinds) else ""
        raise UserError(Fault(name, shown(given), f"a list, each item {item}", advice))
    items = list(given)
    faults = [Fault(f"{name}[{at}]", shown(one), item) for at, one in enumerate(items) if not isinstance(one, kinds)]
    if faults:
        raise UserError(faults)
    return items


def folders_of(given: Any) -> list[Path]:
    """The user's folders. Raises UserError if they are not a list of paths."""
    return [Path(folder) for folder in listed("folders", given, "the path of a folder", (str, PathLike))]


def scenario_of(name: str, given: Any, overrides: Any) -> Scenario:
    """The scenario that an argument of this name stands for.

    Raises  ScenarioError with every fault
    """
    faults = Faults()
    changes: list[str] = []
    try:
        changes = listed("overrides", overrides, 'a text such as "alert=off"', (str,))
    except UserError as problem:
        faults += problem.faults
    if not isinstance(given, str | PathLike | Scenario):
        expected = "a shipped scenario's name, the path of a TOML file, or a scenario that `legation.api.tell` returned"
        faults.append(Fault(name, shown(given), expected))
    elif isinstance(given, Scenario) and changes:
        advice = "Give them to `legation.api.tell`, together with the name or the file."
        faults.append(Fault("overrides", shown(changes), "none beside a scenario that is already told", advice))
    if faults:
        raise ScenarioError(faults)
    if isinstance(given, Scenario):
        return given
    return load(given if isinstance(given, str) else Path(given), overrides=changes)


def _outside(name: str, day: date | None) -> Sequence[Fault]:
    if not day or FIRST_MONDAY <= day < LAST_MONDAY + timedelta(weeks=1):
        return []
    late = "The record ends there, and the program makes no forecast." if day > LAST_MONDAY else ""
    return [Fault(name, str(day), f"a day from {FIRST_MONDAY} to {LAST_MONDAY + timedelta(days=6)}", late)]


def _wrong_number(name: str, value: Any) -> Fault | None:
    least, most = NUMBERS[name]
    if value is None and name == "threads":
        return None
    expected = f"a whole number from {least}" + (f" to {most:,}" if most else "")
    # Python counts True as 1; whoever gives it means something else.
    if not isinstance(value, Integral) or isinstance(value, bool):
        return Fault(name, shown(value), expected, _whole(value))
    number = int(value)
    return Fault(name, str(number), expected) if number < least or (most and number > most) else None


def _whole(value: Any) -> str:
    """Advice where a text or a fraction is a whole number."""
    if isinstance(value, str) and value.strip().isdecimal():
        return f"Write {int(value)}."
    return f"Write {value:.0f}." if isinstance(value, float) and value.is_integer() else ""


def _no_day(name: str, value: Any) -> Fault:
    advice = ""
    if isinstance(value, str):
        try:
            period = dates.parse(value)
        except ValueError:
            period = None
        if period:
            day = period.first if name == "start" else period.last
            advice = f"Write date({day.year}, {day.month}, {day.day})."
    return Fault(name, shown(value), "a date of the module datetime, such as date(2012, 1, 1)", advice)
