"""What may stand in a table of a scenario file: one declaration for reading, messages and the schema of editors.

A `Field` says what a key holds and means. `take` reads a table by such declarations and collects every fault:
unknown keys with the nearest known one, missing keys, and values of the wrong kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from legation.base.faults import Fault, Faults, Path_, nearest, shown
from legation.base.toml import TomlFile


@dataclass(frozen=True)
class Field:
    """What a key holds.

    kind      one of `KINDS`
    meaning   a sentence for the schema
    choices   the words it may hold, if only some
    required  whether the table is wrong without it
    """

    kind: str
    meaning: str
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of value: how a message calls it, how it is recognised, how a schema says it."""

    expected: str
    holds: Callable[[Any], bool]
    schema: dict[str, Any]


def is_number(value: Any) -> bool:
    """A number of ordinary size; `true` is none, nor is what is not finite."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -1e300 <= value <= 1e300


def is_date(value: Any) -> bool:
    """A day; a day with an hour is none."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _list_of(holds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(holds(item) for item in value)


def _array_of(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items), "minItems": 1}


_TEXT = {"type": "string", "minLength": 1}
_NUMBER = {"type": "number"}
_DATE = {"type": "string", "format": "date"}

KINDS = {
    "text": Kind("text in double quotes, not empty", _is_text, _TEXT),
    "number": Kind("a number", is_number, _NUMBER),
    "whole": Kind("a whole number", lambda v: isinstance(v, int) and not isinstance(v, bool), {"type": "integer"}),
    "date": Kind("a date such as 2017-07-16, without quotes", is_date, _DATE),
    "switch": Kind("true or false", lambda value: isinstance(value, bool), {"type": "boolean"}),
    "texts": Kind('a list of texts such as ["tl-19"]', _list_of(_is_text), _array_of(_TEXT)),
    "numbers": Kind("a list of numbers", _list_of(is_number), _array_of(_NUMBER)),
    "dates": Kind("a list of dates such as [2017-07-16]", _list_of(is_date), _array_of(_DATE)),
    "range": Kind(
        "two numbers, the lower first, such as [0.2, 0.8]",
        lambda value: _list_of(is_number)(value) and len(value) == 2 and value[0] < value[1],
        {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
    ),
    "table": Kind("a table", lambda value: isinstance(value, dict), {"type": "object"}),
    "tables": Kind(
        "a list of tables, each headed by [[policies]]",
        lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
        {"type": "array", "items": {"type": "object"}},
    ),
}


def take(
    document: TomlFile,
    path: Path_,
    table: Mapping[str, Any],
    fields: Mapping[str, Field],
    faults: Faults,
    *,
    complete: bool = True,
) -> dict[str, Any]:
    """The values of a table that are as declared. `complete`: also ask for the keys that are required."""
    taken = {}
    for key, value in table.items():
        if key not in fields:
            faults.append(document.fault((*path, key), "a key that is not known here", *_known(key, fields)))
        elif fault := fault_of(document, (*path, key), value, fields[key]):
            faults.append(fault)
        else:
            taken[key] = value
    if complete:
        for key, field in fields.items():
            if field.required and key not in table:
                faults.append(document.fault((*path, key), "nothing", f"`{key}`", field.meaning))
    return taken


def fault_of(document: TomlFile, path: Path_, value: Any, field: Field) -> Fault | None:
    """What is wrong with a value, if anything."""
    kind = KINDS[field.kind]
    if not kind.holds(value):
        advice = "Take the quotes away." if isinstance(value, str) and _would_hold(value, field) else ""
        return document.fault(path, shown_value(value), kind.expected, advice)
    if field.choices and value not in field.choices:
        return document.fault(path, shown(value), "one of " + ", ".join(field.choices), nearest(value, field.choices))
    return None


def shown_value(value: Any) -> str:
    """A value as TOML writes it, cut to the length of a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "a table" if isinstance(value, dict) else shown(value)


def _known(key: str, fields: Iterable[str]) -> tuple[str, str]:
    names = list(fields)
    return "one of " + ", ".join(names), nearest(key, names)


def _would_hold(text: str, field: Field) -> bool:
    """Whether a quoted value would be right without its quotes."""
    parse: dict[str, Callable[[str], Any]] = {"number": float, "whole": int, "date": date.fromisoformat}
    try:
        return field.kind in parse and KINDS[field.kind].holds(parse[field.kind](text))
    except ValueError:
        return text in ("true", "false") and field.kind == "switch"
