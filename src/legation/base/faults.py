"""Faults and errors: what can go wrong, by name, and how it is said.

    LegationError              everything that Legation raises on purpose
    ├── UserError              what the user gave is wrong; carries every fault; exit code 2
    │   ├── EvidenceError      a claim, source or series
    │   ├── ScenarioError      a scenario
    │   ├── RunFolderError     a run folder is missing, in the way, or not one of ours
    │   └── MechanismError     a mechanism breaks the form that all share
    └── WorldFailedError       a world stopped: the outcome of compiled code, in words

A user's mistake raises a `UserError` that carries every fault found, before anything is computed or written.
The program's own mistake fails an assertion. Compiled code returns an outcome, which the host turns into a
`WorldFailedError` with week and account.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from legation.base.characters import visible

Path_ = tuple[str | int, ...]  # keys and list positions, from the outermost in


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in what the user gave, and what would be right.

    file      as the user wrote it, or "" for the command line
    line      counted from 1; 0 where a file has no lines (a sheet: `field` then names sheet and cell)
    field     dotted name, option or cell
    found     what stands there, as text
    expected  what would be right, as a phrase
    advice    one more sentence, such as the line to write; may be empty
    """

    field: str
    found: str
    expected: str
    advice: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        name = f"{place}  {self.field}" if place else self.field
        advice = f" {self.advice}" if self.advice else ""
        return visible(f"{name}: found {self.found}; expected {self.expected}.{advice}")

    def as_dict(self) -> dict[str, str | int]:
        """The same as plain data, for `--json`."""
        return asdict(self)


class Origin(Protocol):
    """What a user's data was read from: a `TomlFile` with lines, or a `Sheet` with cells. It places a fault."""

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a path of keys and positions. `found` and `expected` are phrases for the message."""
        ...


class LegationError(Exception):
    """The root of every error that Legation raises on purpose."""


class UserError(LegationError):
    """What the user gave is wrong. Ends a command with exit code 2."""

    def __init__(self, faults: Iterable[Fault] | Fault):
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        assert self.faults, "an error without a fault explains nothing"
        super().__init__("\n".join(str(fault) for fault in self.faults))


class EvidenceError(UserError):
    """A claim, source or series is wrong."""


class ScenarioError(UserError):
    """A scenario is wrong."""


class RunFolderError(UserError):
    """A run folder is missing, in the way, or not one of ours."""


class MechanismError(UserError):
    """A mechanism (ours or a third party's) breaks the form that all mechanisms share."""


class WorldFailedError(LegationError):
    """A world stopped: the outcome of compiled code, in words."""


class Faults(list[Fault]):
    """Collects faults while data is read, so that all are told at once."""

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Take over the faults of a `UserError` that is raised inside, and go on after it."""
        try:
            yield
        except UserError as problem:
            self.extend(problem.faults)

    def refuse(self, kind: type[UserError] = UserError) -> None:
        """Raise an error of this kind if anything was collected, each fault once."""
        if self:
            raise kind(dict.fromkeys(self))


def shown(value: object, most: int = 60) -> str:
    """A value as a message shows it: quoted text, everything else as written; cut at `most` characters."""
    try:
        text = visible(f'"{value}"' if isinstance(value, str) else str(value))
    except ValueError:  # Python writes no whole number of more than 4,300 digits.
        return "a number with thousands of digits"
    return text if len(text) <= most else text[: most - 1] + "…"


def any_of(words: Iterable[str]) -> str:
    """What a message expects where only these words are right; a single one is named alone."""
    known = list(words)
    return known[0] if len(known) == 1 else f"one of {', '.join(known)}"


def nearest(word: str, names: Iterable[str], most: int = 3) -> str:
    """Advice for a mistyped name: the nearest ones, or nothing. What is much less alike than the first is left out."""
    from difflib import SequenceMatcher, get_close_matches

    close = get_close_matches(word, list(names), n=most, cutoff=0.6)
    alike = [SequenceMatcher(None, name, word).ratio() for name in close]
    close = [name for name, ratio in zip(close, alike, strict=True) if ratio > alike[0] - 0.1]
    return f"Did you mean {' or '.join(close)}?" if close else ""


def as_written(path: Path | str) -> str:
    """A path as a message shows it: relative to where the user stands, if it lies below; always with slashes."""
    path = Path(path)
    try:
        # Unlike `Path.resolve`, this survives links that lead to themselves.
        return Path(os.path.realpath(path)).relative_to(os.path.realpath(Path.cwd())).as_posix()
    except (ValueError, OSError):  # Elsewhere; a current folder that was deleted.
        return path.as_posix()
