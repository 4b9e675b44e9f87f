"""What all records share: a strict form, texts that are scanned, a date in words, and faults that say what is right.

Imports pydantic; only `ledger` and its callers come here, and they do so when a ledger is wanted.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from legation.base import dates, ids
from legation.base.faults import Fault, Faults, Origin, Path_, nearest, shown
from legation.base.toml import TomlFile
from legation.evidence import harm

FORMAT = 1
MOST_OF_ADDRESS = 2000  # characters: Hangul in an address takes nine for each syllable
FREE_TEXT = "free text"  # marks a field in which anything may be written, so that it is scanned

ID_PATTERN, LANGUAGE_PATTERN, ADDRESS_PATTERN = f"^{ids.RECORD}$", r"^[a-z]{2}$", r"^\S*$"
_PATTERNS = {
    ID_PATTERN: "lower-case letters, digits and hyphens",
    LANGUAGE_PATTERN: "a language in two letters, such as ko",
    ADDRESS_PATTERN: "an address without spaces",
}

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Text = Annotated[str, FREE_TEXT, Field(max_length=harm.MOST_CHARACTERS)]  # may be empty
Line = Annotated[str, FREE_TEXT, Field(min_length=1, max_length=harm.MOST_CHARACTERS)]
Address = Annotated[str, Field(pattern=ADDRESS_PATTERN, max_length=MOST_OF_ADDRESS)]


class Record(BaseModel):
    """One entry of the ledger. Unknown fields and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


def _period(value: Any) -> dates.DateRange:
    if isinstance(value, dates.DateRange):
        return value
    if not isinstance(value, str):
        raise ValueError(f"|{dates.ACCEPTED}|Put the date in quotes.")
    try:
        return dates.parse(value)
    except ValueError as problem:
        raise ValueError(f"|{dates.ACCEPTED}|{problem}") from None


When = Annotated[dates.DateRange, BeforeValidator(_period)]

Kind = TypeVar("Kind", bound=Record)


def read_record(kind: type[Kind], data: Any, origin: Origin, path: Path_, faults: Faults) -> Kind | None:
    """Read one record, or return None. Every fault of it is noted, and every mark of identity in its free texts."""
    try:
        record = kind.model_validate(data)
    except ValidationError as problem:
        fields = list(kind.model_fields)
        for error in problem.errors(include_url=False):
            faults.append(_fault(error, fields, origin, path))
        return None
    _scan(record, origin, path, faults)
    return record


@lru_cache
def free_texts(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record in which anything may be written."""
    return tuple(name for name, field in kind.model_fields.items() if FREE_TEXT in field.metadata)


def _scan(record: Record, origin: Origin, path: Path_, faults: Faults) -> None:
    texts = {field: getattr(record, field) for field in free_texts(type(record))}
    if not harm.scan("\n".join(texts.values())):
        return  # Nearly always: one look at everything is several times faster than one at each field.
    for field, text in texts.items():
        for mark in harm.scan(text):
            # The mark is the very thing that must not be repeated, so it is named, not shown.
            faults.append(origin.fault((*path, field), mark.name, "text without it", mark.advice))


def check_format(document: TomlFile, faults: Faults) -> bool:
    """Whether the file says `format = 1`. A later format needs a later program."""
    number = document.data.get("format")
    right = number == FORMAT and not isinstance(number, bool)  # To Python, true is 1.
    if not right:
        written = "nothing" if number is None else shown(number)
        faults.append(document.fault(("format",), written, f"{FORMAT}", f"Write format = {FORMAT} in the first line."))
    return right


def only_keys(document: TomlFile, keys: tuple[str, ...], faults: Faults) -> None:
    """A fault for each key at the top of a file that is not one of `keys`."""
    for key in document.data:
        if key not in keys:
            faults.append(document.fault((key,), "an unknown name", "one of " + ", ".join(keys), nearest(key, keys)))


def tables(document: TomlFile, name: str, faults: Faults) -> list[tuple[int, dict[str, Any]]]:
    """The `[[name]]` tables of a file with their positions; what is not a table is a fault."""
    entries = document.data.get(name, [])
    if not isinstance(entries, list):
        faults.append(document.fault((name,), "one table or value", f"[[{name}]] tables", "Use two brackets."))
        return []
    for position, data in enumerate(entries):
        if not isinstance(data, dict):
            faults.append(document.fault((name, position), shown(data), f"a [[{name}]] table"))
    return [(position, data) for position, data in enumerate(entries) if isinstance(data, dict)]


_SCALARS = {
    "string_type": "text in quotes",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "tuple_type": "a list",
    "model_type": "a table",
    "dict_type": "a table",
    "model_attributes_type": "a table",
    "finite_number": "a number that is not infinite",
}


def _fault(error: Any, fields: list[str], origin: Origin, path: Path_) -> Fault:
    where = (*path, *error["loc"])
    value, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return origin.fault(where, "nothing", "this field", "")
        case "extra_forbidden":
            advice = nearest(str(error["loc"][-1]), fields)
            return origin.fault(where, "an unknown field", "a field of the data dictionary", advice)
        case "literal_error":
            words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return origin.fault(where, shown(value), "one of " + ", ".join(words), nearest(str(value), words))
        case "string_too_long":
            expected = f"at most {context['max_length']}"
            return origin.fault(where, f"{len(value)} characters", expected, "Say it shorter.")
        case "string_too_short":
            return origin.fault(where, "nothing", "some text")
        case "string_pattern_mismatch":
            return origin.fault(where, shown(value), _PATTERNS[context["pattern"]])
        case "greater_than_equal" | "less_than_equal":
            return origin.fault(where, shown(value), f"a number {_bound(context)}")
        case "value_error":
            _, expected, advice = str(context["error"]).split("|")
            return origin.fault(where, shown(value), expected, advice)
        case kind:
            return origin.fault(where, shown(value), _SCALARS.get(kind, error["msg"].lower()))


def _bound(context: dict[str, Any]) -> str:
    return f"of at least {context['ge']:g}" if "ge" in context else f"of at most {context['le']:g}"
