"""What all records share: a strict form, texts that are scanned, a date in words, and faults that say what is right.

Imports pydantic; only `ledger` and its callers come here, and they do so when a ledger is wanted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import MISSING
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model
from pydantic.fields import FieldInfo

from legation.base import dates, ids
from legation.base.faults import Fault, Faults, Origin, Path_, any_of, nearest, shown
from legation.base.toml import TomlFile, written
from legation.evidence import harm
from legation.evidence.entries import Entry, fields_of

FORMAT = 1
MOST_OF_ADDRESS = 2000  # characters: Hangul in an address takes nine for each syllable
MOMENT = "a time such as 2026-01-31T14:05:00Z, or a day such as 2026-01-31"
FREE_TEXT = "free text"  # marks a field in which anything may be written, so that it is scanned

ID_PATTERN, LANGUAGE_PATTERN, ADDRESS_PATTERN = f"^{ids.RECORD}$", r"^[a-z]{2}$", r"^\S*$"
NAME_PATTERN, VISIBLE_PATTERN = f"^{ids.NAME}$", r"\S"
_PATTERNS = {
    ID_PATTERN: "lower-case letters, digits and hyphens",
    LANGUAGE_PATTERN: "a language in two letters, such as ko",
    ADDRESS_PATTERN: "an address without spaces",
    NAME_PATTERN: "a name of small letters, digits and _, beginning with a letter",
    VISIBLE_PATTERN: "text in double quotes, not empty",
}

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Text = Annotated[str, FREE_TEXT, Field(max_length=harm.MOST_CHARACTERS)]  # may be empty
Line = Annotated[str, FREE_TEXT, Field(min_length=1, max_length=harm.MOST_CHARACTERS)]
ShortLine = Annotated[str, FREE_TEXT, Field(min_length=1, max_length=80)]
Name = Annotated[str, Field(max_length=60)]  # of another entry, or empty
Count = Annotated[int, Field(ge=0)]
Address = Annotated[str, Field(pattern=ADDRESS_PATTERN, max_length=MOST_OF_ADDRESS)]


class WrongValue(ValueError):
    """A value that its field can't hold: the phrases of a fault. Without `found` the fault shows the value itself."""

    def __init__(self, expected: str, advice: str = "", found: str = ""):
        super().__init__(expected)
        self.expected, self.advice, self.found = expected, advice, found


class Record(BaseModel):
    """What is read from a file, and checked. Unknown fields and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)

    @classmethod
    def keys(cls) -> dict[str, FieldInfo]:
        """Its fields by the names that files use."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @classmethod
    def unknown_key(cls) -> tuple[str, str]:
        """What a message says of a key that is none of its fields: found and expected."""
        return "an unknown field", "a field of the data dictionary"


def _period(value: Any) -> dates.DateRange:
    if isinstance(value, dates.DateRange):
        return value
    if not isinstance(value, str):
        raise WrongValue(dates.ACCEPTED, "Put the date in quotes.")
    try:
        return dates.parse_date(value)
    except ValueError as problem:
        raise WrongValue(dates.ACCEPTED, str(problem)) from None


When = Annotated[dates.DateRange, BeforeValidator(_period)]


def _sha256(value: Any) -> Any:
    """A digest in lower-case hexadecimal digits, whatever case it was written in."""
    if value and not (isinstance(value, str) and re.fullmatch(r"[0-9A-Fa-f]{64}", value)):
        raise WrongValue("a SHA-256 of 64 hexadecimal digits")
    return value.lower() if isinstance(value, str) else value


def _captured(value: Any) -> Any:
    """A day, or a time with its zone, as it is written."""
    form = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?"
    if not isinstance(value, str) or (value and not re.fullmatch(form, value, re.ASCII)):
        raise WrongValue(MOMENT, "" if isinstance(value, str) else "Put it in quotes.")
    try:
        datetime.fromisoformat(value or "2026-01-31")
    except ValueError:
        raise WrongValue(MOMENT, "There is no such day or time.") from None
    return value


Sha256 = Annotated[str, BeforeValidator(_sha256)]  # may be empty
KeptSha256 = Annotated[Sha256, Field(min_length=64)]
CaptureTime = Annotated[str, BeforeValidator(_captured)]  # may be empty


class EntryModel(Record):
    """What checks the entries of a kind."""

    kind_of_entry: ClassVar[type[Entry]]


_models: dict[Any, type[EntryModel]] = {}


def model_of(kind: type[Entry]) -> type[EntryModel]:
    """The model that checks entries of a kind. Their module need not import the names that this one has."""
    if kind not in _models:
        hints = get_type_hints(kind, globalns=globals() | vars(sys.modules[kind.__module__]), include_extras=True)
        parts = {name: (_modelled(hints[name]), _field(default)) for name, default in fields_of(kind).items()}
        made: type[EntryModel] = create_model(kind.__name__, __base__=EntryModel, **parts)  # type: ignore[call-overload]
        made.kind_of_entry = kind
        _models[kind] = made
    return _models[kind]


def _field(default: Any) -> Any:
    """What a model is told of a default. Of lists and entries it would make a deep copy for each record."""
    if default is MISSING:
        return ...
    if isinstance(default, list):
        return Field(default_factory=default.copy)
    return Field(default_factory=lambda: default) if isinstance(default, Entry) else default


def _modelled(annotation: Any) -> Any:
    """What the values of a field are, with the model in place of each kind of entry."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return model_of(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return reduce(or_, map(_modelled, get_args(annotation)))
    return annotation


def _entry(record: EntryModel) -> Any:
    """The entry that a model has checked."""
    values = {name: getattr(record, name) for name in type(record).model_fields}
    return record.kind_of_entry(
        **{name: _entry(value) if isinstance(value, EntryModel) else value for name, value in values.items()}
    )


Kind = TypeVar("Kind", bound=Record | Entry)


def read_record(
    kind: type[Kind], data: Any, origin: Origin, path: Path_, faults: Faults, *, complete: bool = True
) -> Kind | None:
    """Read one record or entry, or return None. Every fault of it is noted, and every mark of identity in its texts.

    complete  whether a missing field is a fault, too
    """
    model: type[Record] = model_of(kind) if issubclass(kind, Entry) else kind
    try:
        record = model.model_validate(data)
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            if complete or error["type"] != "missing":
                faults.append(_fault(error, model, origin, path))
        return None
    _scan(record, origin, path, faults)
    read: Any = _entry(record) if isinstance(record, EntryModel) else record
    return read


@lru_cache
def free_texts(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of record or entry in which anything may be written."""
    model: type[Record] = model_of(kind) if issubclass(kind, Entry) else kind
    return tuple(name for name, field in model.model_fields.items() if FREE_TEXT in field.metadata)


def _scan(record: Record, origin: Origin, path: Path_, faults: Faults) -> None:
    texts = {field: getattr(record, field) for field in free_texts(type(record))}
    # Nearly always there is nothing: one look at all plain texts is several times faster than one at each. Texts of
    # other scripts take long, and repeat.
    plain = "\n".join(text for text in texts.values() if text.isascii())
    if not any(map(harm.scan, (plain, *(text for text in texts.values() if not text.isascii())))):
        return
    for field, text in texts.items():
        for mark in harm.scan(text):
            # The mark is the very thing that must not be repeated, so it is named, not shown.
            faults.append(origin.fault((*path, field), mark.name, "text without it", mark.advice))


def check_table(kind: type[Record], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a table, and of tables in it, that are right by themselves; the others are left out."""
    sound = deepcopy(dict(data))
    try:
        kind.model_validate(data)
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            table, place = sound, [str(part) for part in error["loc"]]
            while len(place) > 1 and isinstance(table.get(place[0]), dict) and place[1] in table[place[0]]:
                table, place = table[place[0]], place[1:]
            table.pop(place[0], None)
    return sound


def check_format(document: TomlFile, faults: Faults, newest: int = FORMAT) -> bool:
    """Whether the file says `format = 1`, or what the newest is. A later format needs a later program."""
    number = document.data.get("format")
    right = number == newest and not isinstance(number, bool)  # To Python, true is 1.
    if not right:
        advice = f"Write format = {newest} in the first line."
        if isinstance(number, int) and number > newest:
            advice = "A newer version of the program wrote this file; update the program."
        found = "nothing" if number is None else as_toml_shows(number)
        faults.append(document.fault(("format",), found, str(newest), advice))
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
    "bool_type": "true or false",
    "date_type": "a date such as 2017-07-16, without quotes",
}
_WITHOUT_QUOTES = {"bool_type": r"true|false", "date_type": r"\d{4}-\d\d-\d\d"}


def _fault(error: Any, kind: type[Record], origin: Origin, path: Path_) -> Fault:
    container, keys = _locate(kind, error["loc"])
    where = (*path, *keys)
    value, context = error["input"], error.get("ctx", {})
    field = container.keys().get(str(keys[-1]))
    limits = _limits(field, context)
    match error["type"]:
        case "missing":
            meaning = field.description if field else ""
            wanted = f"`{keys[-1]}` ({inside(meaning)})" if meaning else limits or "this field"
            return origin.fault(where, "nothing", wanted)
        case "extra_forbidden":
            return origin.fault(where, *container.unknown_key(), nearest(str(keys[-1]), container.keys()))
        case "literal_error":
            words = _words(context["expected"])
            return origin.fault(where, as_toml_shows(value), any_of(words), nearest(str(value), words))
        case "union_tag_not_found" | "union_tag_invalid":
            tag, words = value.get("kind"), _words(context.get("expected_tags", "")) or _tags(container, keys[-1])
            found = as_toml_shows(tag) if "kind" in value else "nothing"
            advice = nearest(tag, words) if isinstance(tag, str) else ""
            return origin.fault((*where, "kind"), found, any_of(words), advice)
        case "string_too_long":
            expected = f"at most {context['max_length']}"
            return origin.fault(where, f"{len(value)} characters", expected, "Shorten it.")
        case "string_too_short":
            return origin.fault(where, "nothing", "some text")
        case "string_pattern_mismatch":
            return origin.fault(where, shown(value), _PATTERNS[context["pattern"]])
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return origin.fault(where, written(value), limits)
        case "value_error" if isinstance(wrong := context["error"], WrongValue):
            return origin.fault(where, wrong.found or as_toml_shows(value), limits or wrong.expected, wrong.advice)
        case other:
            in_quotes = other in _WITHOUT_QUOTES and re.fullmatch(_WITHOUT_QUOTES[other], str(value))
            advice = "Take the quotes away." if in_quotes else ""
            return origin.fault(where, as_toml_shows(value), _SCALARS.get(other, error["msg"].lower()), advice)


def _limits(field: FieldInfo | None, context: dict[str, Any]) -> str:
    """The numbers that a field may hold, as a phrase; empty where it has no limits. An error's context names one."""
    marks = field.metadata if field else []
    match {end: getattr(mark, end) for mark in marks for end in ("gt", "ge", "le") if hasattr(mark, end)} | context:
        case {"gt": low, "le": high}:
            return f"a number above {low:g}, at most {high:g}"
        case {"ge": low, "le": high}:
            return f"a number from {low:g} to {high:g}"
        case {"ge": low}:
            return f"a number of at least {low:g}"
    return ""


def inside(sentence: str) -> str:
    """A sentence as it stands in brackets within another."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def as_toml_shows(value: Any) -> str:
    """A value as a message about a TOML file shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        # As TOML quotes them; a list of anything else reads alike in Python.
        text = "[" + ", ".join(f'"{item}"' for item in value[:20]) + "]"
        return text if len(text) <= 60 else text[:59] + "…"
    return "a table" if isinstance(value, dict) else shown(value)


def _locate(kind: type[Record], place: tuple[str | int, ...]) -> tuple[type[Record], Path_]:
    """The record that an error lies in, and its path of keys; pydantic puts the tag of a union between them."""
    records: tuple[type[Record], ...] = (kind,)
    path: list[str | int] = []
    for part in place:
        if tagged := tuple(record for record in records if part in _literal(record) and len(records) > 1):
            records = tagged
            continue
        if part == "[key]":
            continue  # The key before it is what is wrong.
        path.append(part)
        field = records[0].keys().get(str(part))
        if field and len(path) < len(place):
            records = _records_in(field.annotation) or records
    return records[0] if len(records) == 1 else kind, tuple(path)


def _records_in(annotation: Any) -> tuple[type[Record], ...]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return (annotation,)
    return tuple(record for part in get_args(annotation) for record in _records_in(part))


def _literal(record: type[Record]) -> tuple[Any, ...]:
    """The tags by which a union knows a record."""
    return get_args(record.model_fields["kind"].annotation) if "kind" in record.model_fields else ()


def _tags(container: type[Record], key: str | int) -> list[str]:
    return [tag for record in _records_in(container.keys()[str(key)].annotation) for tag in _literal(record)]


def _words(expected: str) -> list[str]:
    """The words in pydantic's list of them: `'a', 'b' or 'c'`."""
    return [word for word in re.findall(r"'([^']*)'", expected) if word]
