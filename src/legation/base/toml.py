"""A TOML file that remembers its lines, so that a fault can say where it stands.

The standard parser gives values without places. A second, simple reading of the same text finds the line on which
each table opens and each key is written. It is used for messages only: values always come from the parser.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.base.characters import forbidden_character
from legation.base.faults import Fault, Path_, UserError, as_written
from legation.base.number_reader import line_of_endless_number
from legation.base.patterns import late_pattern

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

_NAMES = r"""((?:"[^"]*"|'[^']*'|[^\[\]"'])+?)"""
_TABLE = late_pattern(rf"^\s*\[\s*{_NAMES}\s*\]\s*(?:#.*)?$")
_ARRAY = late_pattern(rf"^\s*\[\[\s*{_NAMES}\s*\]\]\s*(?:#.*)?$")
_KEY = late_pattern(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = late_pattern(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")

MOST_LEVELS = 20
_TOO_DEEP, _LEVELS = "brackets nested too deep", "at most a few levels"


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(_unquoted(part) for part in _PART.findall(dotted))


def _unquoted(part: str) -> str:
    """A part of a key without its quotes, and with what its escapes stand for."""
    import tomllib  # where it is needed: most commands read what is kept as JSON

    return str(tomllib.loads(f"part = {part}")["part"]) if part[0] == '"' else part.strip("'")


@dataclass
class TomlFile:
    """A parsed file: its values, and the line of each.

    data   the values, as the TOML parser gives them
    name   the file as messages show it
    text   the file's text
    folder where the files lie that it names; None for what was read from no file
    """

    data: dict[str, Any]
    name: str
    text: str = ""
    folder: Path | None = None

    @cached_property
    def lines(self) -> dict[Path_, int]:
        """Path of keys and list positions -> line, counted from 1. Read only when there is a fault to place."""
        return _find_lines(self.text)

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it that has one."""
        path = tuple(path)
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 1

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at `path`. `found` and `expected` are phrases for the message."""
        return Fault(dotted(path), found, expected, advice, self.name, self.line(path))


def dotted(path: Path_) -> str:
    """A path as people write it: `claim[2].where`; list positions are counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else str(part))
    return text


def read_toml(path: Path | str) -> TomlFile:
    """Read one TOML file.

    Raises  UserError if the file is missing, is not UTF-8 or is not TOML; the fault carries the line.
    """
    name = as_written(path)
    try:
        raw = Path(path).read_bytes()
    except FileNotFoundError:
        raise UserError(Fault("file", "no such file", "a TOML file", file=name)) from None
    except OSError as problem:
        if os.path.isdir(path):  # `Path.is_dir` raises on a name that is too long.
            raise UserError(Fault("file", "a folder", "a TOML file", file=name)) from None
        reason = problem.strerror or type(problem).__name__
        raise UserError(Fault("file", reason.lower(), "a TOML file that can be read", file=name)) from None
    document = parse_toml(raw, name)
    document.folder = Path(path).parent
    return document


def parse_toml(raw: bytes, name: str) -> TomlFile:
    """The document in `raw`; `name` is for messages."""
    import tomllib

    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        advice = "Save the file as UTF-8."
        raise UserError(Fault("text", "bytes that are not UTF-8", "UTF-8 text", advice, name, line)) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise UserError(_syntax_fault(problem, text, name)) from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits.
        found, line = "a number with thousands of digits", line_of_endless_number(text)
        raise UserError(Fault("text", found, "numbers of at most 1e18", "", name, line)) from None
    except RecursionError:
        raise UserError(Fault("text", _TOO_DEEP, _LEVELS, file=name)) from None
    parsed = TomlFile(data, name, text)
    if (path := _too_deep(data)) is not None:
        raise UserError(parsed.fault(path, _TOO_DEEP, _LEVELS))
    if faults := [_character_fault(parsed, path, mark) for path, mark in _forbidden(data)]:
        raise UserError(faults)
    return parsed


def _too_deep(data: dict[str, Any]) -> Path_ | None:
    """The first path with more than `MOST_LEVELS` parts; such values would exhaust whatever walks through them."""
    waiting: list[tuple[Path_, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > MOST_LEVELS:
            return path[:4]
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting += [((*path, key), item) for key, item in items]
    return None


def written(value: Any) -> str:
    """A value as TOML writes it, so that reading it gives the same value back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON escapes what TOML asks to be escaped, except for one control character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(item) for item in value) + "]"
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {written(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    whole = int(value)
    return str(whole) if whole == value and abs(whole) < 2**53 else repr(float(value))


def _syntax_fault(problem: TOMLDecodeError, text: str, name: str) -> Fault:
    message = str(problem)
    at = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(at.group(1)) if at else text.count("\n") + 1
    reason = re.sub(r"\s*\(at [^)]*\)", "", message)
    written = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    found = f"`{written[:60]}`" if written else "the end of the file"
    return Fault("text", f"{found} ({reason[:1].lower() + reason[1:]})", "valid TOML", file=name, line=line)


def _forbidden(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """The keys and texts that hold a character that may not stand in them, with that character."""
    if isinstance(value, dict):
        for key, item in value.items():
            if mark := forbidden_character(key):
                yield (*path, key), mark
            yield from _forbidden(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _forbidden(item, (*path, position))
    elif isinstance(value, str) and (mark := forbidden_character(value)):
        yield path, mark


def _character_fault(parsed: TomlFile, path: Path_, mark: str) -> Fault:
    return parsed.fault(path, f"the character {mark}", "text without control characters", "Take it out.")


def _find_lines(text: str) -> dict[Path_, int]:
    """Where each table and key stands. Text inside triple quotes is skipped."""
    lines: dict[Path_, int] = {}
    table: Path_ = ()
    counts: dict[Path_, int] = {}
    quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if quote:
            quote = "" if quote in line else quote
            continue
        if match := _ARRAY.match(line):
            path = _resolve(_parts(match.group(1)), counts)
            counts[path] = counts.get(path, -1) + 1
            lines.setdefault(path, number)
            table = (*path, counts[path])
            lines[table] = number
        elif match := _TABLE.match(line):
            table = _resolve(_parts(match.group(1)), counts)
            lines.setdefault(table, number)
        elif match := _KEY.match(line):
            key = _parts(match.group(1))
            for size in range(1, len(key) + 1):
                lines.setdefault((*table, *key[:size]), number)
            for mark in ('"""', "'''"):
                if line.count(mark) == 1:
                    quote = mark
    return lines


def _resolve(parts: tuple[str, ...], counts: dict[Path_, int]) -> Path_:
    """The path of a header: inside an array of tables it means the latest element."""
    path: Path_ = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if path in counts and position + 1 < len(parts):
            path = (*path, counts[path])
    return path
