"""Tables of scenario files: one declaration for reading, messages, writing and the schema of editors.

Each table is a pydantic model, as claims are. This module holds the kinds of values that their keys may have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import ConfigDict, Field, PrivateAttr
from pydantic_core import core_schema

from legation.base.calendar import FIRST_MONDAY
from legation.base.faults import any_of, nearest
from legation.base.number_reader import SMALLEST, Unreadable, check_value
from legation.evidence.records import Record, WrongValue

LAST_DAY = date(2025, 12, 31)

T = TypeVar("T", bound="Named")


class ScenarioTable(Record):
    """A table of a scenario file. Keys that it doesn't know are faults."""

    model_config = ConfigDict(defer_build=True)  # What no file uses needs no validator.

    @classmethod
    def unknown_key(cls) -> tuple[str, str]:
        """What a message says of a key that is not known."""
        return "a key that is not known here", "one of " + ", ".join(cls.keys())

    def as_dict(self) -> dict[str, Any]:
        """As a scenario writes it: in the order of its fields, without those that say nothing."""
        values = {field.alias or name: getattr(self, name) for name, field in type(self).model_fields.items()}
        return {
            key: value.as_dict() if isinstance(value, ScenarioTable) else value
            for key, value in values.items()
            if value not in (None, "", ())
        }


class Named(ScenarioTable):
    """A table that is known by the name in its heading, which is none of its keys."""

    _name: str = PrivateAttr("")

    @property
    def name(self) -> str:
        """The name in its heading: `trade.median_margin`."""
        return self._name

    def named(self: T, name: str) -> T:
        """The same table under this name."""
        self._name = name
        return self


@dataclass(frozen=True)
class Kind:
    """A kind of value: how it is read, and how the schema says it.

    read      gives back the value as the program keeps it, or raises WrongValue
    expected  the phrase for a key that is not there; without it, the description of the field
    """

    read: Callable[[Any], Any]
    schema: dict[str, Any]
    expected: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(self.schema)


def read_phrase(value: Any) -> str:
    """Text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise WrongValue("text in double quotes, not empty")
    return value


def read_number(value: Any) -> float:
    """A finite number of ordinary size; `true` is none."""
    checked = check_value(value)
    if isinstance(checked, Unreadable):
        raise WrongValue(checked.expected, checked.advice, checked.found)
    return float(checked)


def read_date(value: Any) -> date:
    """A day; a day with an hour is none."""
    if not isinstance(value, date) or isinstance(value, datetime):
        quoted = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        raise WrongValue("a date such as 2017-07-16, without quotes", "Take the quotes away." if quoted else "")
    return value


def read_day(value: Any) -> date:
    """A day of the record."""
    day = read_date(value)
    if not FIRST_MONDAY <= day <= LAST_DAY:
        late = "The record ends there, and the program makes no forecast." if day > LAST_DAY else ""
        raise WrongValue(f"a day from {FIRST_MONDAY} to {LAST_DAY}", late, found=str(day))
    return day


def read_switch(value: Any) -> bool:
    """True or false, without quotes."""
    if not isinstance(value, bool):
        raise WrongValue("true or false", "Take the quotes away." if value in ("true", "false") else "")
    return value


def one_of(names: Any) -> Kind:
    """The kind of a key that holds one of these words."""
    words = list(names)

    def read(value: Any) -> str:
        if value not in words:
            raise WrongValue(any_of(words), nearest(value, words) if isinstance(value, str) else "")
        return str(value)

    return Kind(read, {"type": "string", "enum": words})


def number(low: float, high: float, *, above: bool = False) -> Kind:
    """The kind of a number within limits; `above`: the lower one is excluded."""
    expected = f"a number above {low:g}, at most {high:g}" if above else f"a number from {low:g} to {high:g}"

    def read(value: Any) -> float:
        try:
            checked = read_number(value)
        except WrongValue as problem:
            small = isinstance(value, float) and 0 < abs(value) < SMALLEST
            phrase = f"{expected}, and at least {SMALLEST:g} in size" if small else problem.expected
            raise WrongValue(phrase, problem.advice, problem.found) from None
        if not (low < checked if above else low <= checked) or checked > high:
            raise WrongValue(expected)
        return checked

    least = "exclusiveMinimum" if above else "minimum"
    return Kind(read, {"type": "number", least: low, "maximum": high}, expected)


def list_of(kind: Kind, expected: str, holds: Callable[[tuple[Any, ...]], bool] = bool) -> Kind:
    """The kind of a key that holds a list of such values; it is never empty.

    holds  what else must be true of the values together
    """

    def read(value: Any) -> tuple[Any, ...]:
        try:
            items = tuple(kind.read(item) for item in value) if isinstance(value, list | tuple) else ()
        except WrongValue as problem:
            if problem.found:
                raise  # It names the item.
            raise WrongValue(expected) from None
        if not items or not holds(items):
            raise WrongValue(expected)
        return items

    return Kind(read, {"type": "array", "items": kind.schema, "minItems": 1})


def checked_by_part(expected: str, kind: str, holds: Callable[[Any], bool]) -> Kind:
    """The kind of a key whose tables are read one by one; `kind` is the schema's word for all of them."""

    def read(value: Any) -> Any:
        if not holds(value):
            raise WrongValue(expected)
        return value

    return Kind(read, {"type": kind})


TEXT = Kind(read_phrase, {"type": "string", "minLength": 1})
NUMBER = Kind(read_number, {"type": "number"})
DATE_SCHEMA = {"type": "string", "format": "date"}
DAY = Kind(read_day, DATE_SCHEMA)

Text = Annotated[str, TEXT]
Number = Annotated[float, NUMBER]
MaybeNumber = Annotated[float | None, NUMBER]
MaybeDay = Annotated[date | None, DAY]
Switch = Annotated[bool, Kind(read_switch, {"type": "boolean"})]
Texts = Annotated[tuple[str, ...], list_of(TEXT, 'a list of texts such as ["tl-19"]')]
Numbers = Annotated[tuple[float, ...], list_of(NUMBER, "a list of numbers")]
Days = Annotated[tuple[date, ...], list_of(DAY, "a list of dates such as [2017-07-16]")]

# The keys that say why, in every table that holds numbers.
Records = Annotated[
    Texts, Field(description="Ids of claims, public facts or timeline rows in the ledger on which this rests.")
]
Assumed = Annotated[Text, Field(description="Why this was assumed, where no record says it.")]
Note = Annotated[Text, Field(description="Anything else that a reader should know.")]
