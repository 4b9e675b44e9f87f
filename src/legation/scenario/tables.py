"""Tables of scenario files: one declaration for reading, messages, writing and the schema of editors.

Each table is a pydantic model, as claims are. This module holds the types of the values that its keys may have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, GetPydanticSchema, WrapValidator
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

from legation.base.calendar import FIRST_MONDAY, LAST_DAY
from legation.base.number_reader import Unreadable, check_value
from legation.evidence.records import VISIBLE_PATTERN, Record, WrongValue

# The keys that say why, in every table that holds numbers.
REASONS = ("records", "assumed", "note")


def one_of(words: Iterable[str]) -> GetPydanticSchema:
    """The mark of a key that holds one of these words."""
    return GetPydanticSchema(lambda _source, _handler: core_schema.literal_schema(list(words)))


def list_of(expected: str, holds: Callable[[tuple[Any, ...]], bool] = bool) -> WrapValidator:
    """The mark of a key that holds a list; it is never empty.

    holds  what must be true of the values together
    """

    def read(value: Any, read_items: Callable[[Any], tuple[Any, ...]]) -> tuple[Any, ...]:
        items = read_items(tuple(value)) if isinstance(value, list | tuple) else ()
        if not items or not holds(items):
            raise WrongValue(expected)
        return items

    return WrapValidator(read)


def _read_number(value: Any) -> float:
    checked = check_value(value)
    if isinstance(checked, Unreadable):
        raise WrongValue(checked.expected, checked.advice, checked.found)
    return float(checked)


def _check_day(day: date) -> date:
    if not FIRST_MONDAY <= day <= LAST_DAY:
        late = "The record ends there, and the program makes no forecast." if day > LAST_DAY else ""
        raise WrongValue(f"a day from {FIRST_MONDAY} to {LAST_DAY}", late)
    return day


NUMBER = BeforeValidator(_read_number)  # finite and of ordinary size

Text = Annotated[str, Field(pattern=VISIBLE_PATTERN)]
Number = Annotated[float, NUMBER]
Day = Annotated[date, AfterValidator(_check_day)]  # of the record
Texts = Annotated[tuple[Text, ...], list_of('a list of texts such as ["tl-19"]')]
Numbers = Annotated[tuple[Number, ...], list_of("a list of numbers")]
Days = Annotated[tuple[Day, ...], list_of("a list of dates such as [2017-07-16]")]


class ScenarioTable(Record):
    """A table of a scenario file. Keys that it doesn't know are faults."""

    model_config = ConfigDict(defer_build=True)  # What no file uses needs no validator.

    @classmethod
    def keys(cls) -> dict[str, FieldInfo]:
        """Its fields by the names that files use, in the order in which they are written: reasons come last."""
        fields = super().keys()
        return {key: fields[key] for key in sorted(fields, key=REASONS.__contains__)}

    @classmethod
    def unknown_key(cls) -> tuple[str, str]:
        """What a message says of a key that is not known."""
        return "a key that is not known here", "one of " + ", ".join(cls.keys())

    def as_dict(self) -> dict[str, Any]:
        """As a scenario writes it, without keys that say nothing."""
        values = self.model_dump(by_alias=True, exclude_defaults=True)
        return {key: values[key] for key in self.keys() if key in values}


class ReasonedTable(ScenarioTable):
    """A table that holds numbers, and says why."""

    records: Texts = Field((), description="Ids of claims, public facts or timeline rows of the ledger behind it.")
    assumed: Text = Field("", description="Why this was assumed, where no record says it.")
    note: Text = Field("", description="Anything else that a reader should know.")
