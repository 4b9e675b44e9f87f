"""The story of a mechanism: its docstring, in lists, one fact a line.

    Gifts: every official receives the same sum.

    Claims:
        Each posted official receives the sum every week.

    Leaves out:
        The sum never changes, and nobody says where it comes from. A line that is indented twice
            continues the one above it.

    Sources:
        pf-g-11  The party gives presents at an anniversary.

The first line names the mechanism. The headings are those of `HEADINGS`, in that order. Every mechanism needs
`Claims` and `Leaves out`; one without `Sources` rests on no record. No number may rest on what `Checked by` names.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

from legation.base.faults import Fault, Faults, MechanismError, nearest, shown
from legation.base.ids import RECORD

NEEDED = ("Claims", "Leaves out")
ENTRY, CONTINUATION = "    ", "        "  # what a line begins with


class StoryEntry(NamedTuple):
    """A line in two parts.

    name  the id of a record, the wording of a report, or a work
    text  what we took from it, how we read it, or what it is for
    """

    name: str
    text: str


class Story(NamedTuple):
    """What a mechanism's docstring says. `title` has no full stop; all other texts end with one."""

    title: str
    claims: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    sources: tuple[StoryEntry, ...] = ()
    readings: tuple[StoryEntry, ...] = ()
    checked_by: tuple[StoryEntry, ...] = ()
    references: tuple[StoryEntry, ...] = ()


class Form(NamedTuple):
    """The form of the lines under a heading.

    pattern   of the whole line; of two groups, the first is the name and the second the text
    expected  the same in words
    """

    pattern: re.Pattern[str]
    expected: str


_FACT = Form(re.compile(r"(\S.*\.)"), "a sentence that ends with a full stop")
_RECORD = Form(
    re.compile(rf"({RECORD})  (\S.*\.)"), "the id of a record, two spaces, and a sentence that ends with a full stop"
)
_READING = Form(re.compile(r"(\S.*?) -> (\S.*\.)"), "a wording, ` -> `, and how we read it, with a full stop")
_WORK = Form(re.compile(r"(\S.* \d{4}[a-z]?)  (\S.*\.)"), "author, year, two spaces, and what for, with a full stop")

# In the order of the docstring, which is that of the fields of `Story`.
HEADINGS = {
    "Claims": _FACT,
    "Leaves out": _FACT,
    "Assumes": _FACT,
    "Sources": _RECORD,
    "Readings": _READING,
    "Checked by": _RECORD,
    "References": _WORK,
}


class _Line(NamedTuple):
    """A fact of a list, with the line of the docstring in which it begins, counted from 1."""

    number: int
    text: str


def story_of(module: ModuleType) -> Story:
    """The story that a module tells.

    Raises  MechanismError with every fault of its docstring, each with file and line.
    """
    name = module.__name__.rpartition(".")[2]
    try:
        return read_story(_docstring(module), name)
    except MechanismError as error:
        begins = _docstring_line(module)
        file = getattr(module, "__file__", None) or ""
        faults = [replace(f, file=file, line=begins + f.line - 1 if begins else 0) for f in error.faults]
        raise MechanismError(faults) from None


def read_story(text: str, name: str) -> Story:
    """The story of a docstring.

    name    of the mechanism, which the first line repeats

    Raises  MechanismError with every fault; lines are counted from the docstring's first.
    """
    faults = Faults()
    where = f"mechanism {name}: docstring"
    first, *lines = text.splitlines() or [""]
    title = _title(first, name, where, faults)
    parts = _parts(lines, where, faults)
    for heading in HEADINGS:
        if (heading in NEEDED or heading in parts) and not parts.get(heading):
            faults.append(Fault(f"{where}, {heading}", "nothing", f"`{heading}:` and a fact a line", "", "", 1))

    def lines_of(heading: str) -> list[re.Match[str]]:
        return _matches(heading, parts.get(heading, []), where, faults)

    def facts_of(heading: str) -> tuple[str, ...]:
        return tuple(match[1] for match in lines_of(heading))

    def entries_of(heading: str) -> tuple[StoryEntry, ...]:
        return tuple(StoryEntry(match[1], match[2]) for match in lines_of(heading))

    story = Story(
        title, facts_of("Claims"), facts_of("Leaves out"), facts_of("Assumes"), entries_of("Sources"),
        entries_of("Readings"), entries_of("Checked by"), entries_of("References"),
    )  # fmt: skip
    faults.refuse(MechanismError)
    return story


def _title(line: str, name: str, where: str, faults: Faults) -> str:
    begins = f"{name[:1].upper()}{name[1:].replace('_', ' ')}: "
    said = line.removeprefix(begins).rstrip()
    if not line.startswith(begins) or not said.strip(" .") or not said.endswith(".") or ". " in said:
        found = shown(line) if line else "nothing"
        expected = f"a first line `{begins}…` with one sentence and a full stop"
        faults.append(Fault(where, found, expected, "", "", 1))
    return said.removesuffix(".")


def _parts(lines: list[str], where: str, faults: Faults) -> dict[str, list[_Line]]:
    """Heading -> its facts, each put together from the lines that it takes."""
    parts: dict[str, list[_Line]] = {}
    facts: list[_Line] | None = None
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        if not line.startswith(" "):
            _check_heading(line, number, list(parts), where, faults)
            facts = parts.setdefault(line.rstrip().partition(":")[0], [])
        elif facts is None:
            faults.append(Fault(where, shown(line.strip()), "a heading above the first fact", "", "", number))
        elif _depth(line) == len(ENTRY):
            facts.append(_Line(number, line.strip()))
        elif _depth(line) == len(CONTINUATION) and facts:
            facts[-1] = facts[-1]._replace(text=f"{facts[-1].text} {line.strip()}")
        else:
            expected = "4 spaces before a fact, 8 before a line that continues one"
            faults.append(Fault(where, f"{_depth(line)} before {shown(line.strip())}", expected, "", "", number))
    return parts


def _check_heading(line: str, number: int, earlier: list[str], where: str, faults: Faults) -> None:
    heading, colon, rest = line.rstrip().partition(":")
    order = list(HEADINGS)
    if heading not in HEADINGS:
        advice = nearest(heading, HEADINGS)
        faults.append(Fault(where, shown(line.rstrip()), f"a heading: {', '.join(order)}", advice, "", number))
    elif not colon or rest:
        expected = f"`{heading}:` in a line of its own, and each fact below it"
        faults.append(Fault(where, shown(line.rstrip()), expected, "", "", number))
    elif heading in earlier:
        faults.append(Fault(where, f"{heading}: twice", "each heading once", "", "", number))
    elif any(order.index(heading) < order.index(other) for other in earlier if other in HEADINGS):
        expected = f"the headings in the order {', '.join(order)}"
        faults.append(Fault(where, f"{heading}: after {earlier[-1]}:", expected, "", "", number))


def _matches(heading: str, facts: list[_Line], where: str, faults: Faults) -> list[re.Match[str]]:
    """The facts under a heading, taken apart by its form."""
    field, form = f"{where}, {heading}", HEADINGS[heading]
    matches: dict[str, re.Match[str]] = {}
    for fact in facts:
        match = form.pattern.fullmatch(fact.text)
        if match is None:
            faults.append(Fault(field, shown(fact.text), form.expected, "", "", fact.number))
        elif match[1] in matches:
            faults.append(Fault(field, f"{shown(match[1])} twice", "each once", "", "", fact.number))
        else:
            matches[match[1]] = match
    return list(matches.values())


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _docstring(module: ModuleType) -> str:
    if module.__doc__ is None and sys.flags.optimize > 1:  # `python -OO` leaves docstrings out
        return ast.get_docstring(ast.parse(inspect.getsource(module)), clean=False) or ""
    return module.__doc__ or ""


def _docstring_line(module: ModuleType) -> int:
    """The line of a file in which its docstring begins; 0 if there is no file to read."""
    try:
        body = ast.parse(inspect.getsource(module)).body
    except (OSError, TypeError):  # a module that was made without a file
        return 0
    return body[0].lineno if body else 1
