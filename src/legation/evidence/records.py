"""What all records share: a strict form, a date in words, and faults that say what would be right.

Imports pydantic; only `ledger` and its callers come here, and they do so when a ledger is wanted.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from legation.base import dates, ids
from legation.base.faults import Fault, Faults, Path_, nearest, shown
from legation.base.toml import TomlFile

FORMAT = 1


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


def read_record(kind: type[Kind], data: Any, document: TomlFile, path: Path_, faults: Faults) -> Kind | None:
    """One record of a document, or None with every fault of it noted."""
    try:
        return kind.model_validate(data)
    except ValidationError as problem:
        fields = list(kind.model_fields)
        for error in problem.errors(include_url=False):
            faults.append(_fault(error, fields, document, path))
        return None


def check_format(document: TomlFile, faults: Faults) -> bool:
    """Whether the file says `format = 1`. A later format needs a later program."""
    found = document.data.get("format")
    right = found == FORMAT and not isinstance(found, bool)  # To Python, true is 1.
    if not right:
        written = "nothing" if found is None else shown(found)
        faults.append(document.fault(("format",), written, f"{FORMAT}", f"Write format = {FORMAT} in the first line."))
    return right


def only_keys(document: TomlFile, keys: tuple[str, ...], faults: Faults) -> None:
    """A fault for each key at the top of a file that is not one of `keys`."""
    for key in document.data:
        if key not in keys:
            faults.append(document.fault((key,), "an unknown name", "one of " + ", ".join(keys), nearest(key, keys)))


def tables(document: TomlFile, name: str, faults: Faults) -> list[tuple[int, dict[str, Any]]]:
    """The `[[name]]` tables of a file with their positions; what is not a table is a fault."""
    found = document.data.get(name, [])
    if not isinstance(found, list):
        faults.append(document.fault((name,), "one table or value", f"[[{name}]] tables", "Use two brackets."))
        return []
    for position, data in enumerate(found):
        if not isinstance(data, dict):
            faults.append(document.fault((name, position), shown(data), f"a [[{name}]] table"))
    return [(position, data) for position, data in enumerate(found) if isinstance(data, dict)]


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


ID_PATTERN, LANGUAGE_PATTERN = f"^{ids.RECORD}$", r"^[a-z]{2}$"
_PATTERNS = {
    ID_PATTERN: "lower-case letters, digits and hyphens",
    LANGUAGE_PATTERN: "a language in two letters, such as ko",
}


def _fault(error: Any, fields: list[str], document: TomlFile, path: Path_) -> Fault:
    where = (*path, *error["loc"])
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return document.fault(where, "nothing", "this field", "")
        case "extra_forbidden":
            advice = nearest(str(error["loc"][-1]), fields)
            return document.fault(where, "an unknown field", "a field of the data dictionary", advice)
        case "literal_error":
            words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return document.fault(where, shown(given), "one of " + ", ".join(words), nearest(str(given), words))
        case "string_too_long":
            expected = f"at most {context['max_length']}"
            return document.fault(where, f"{len(given)} characters", expected, "Say it shorter.")
        case "string_too_short":
            return document.fault(where, "nothing", "some text")
        case "string_pattern_mismatch":
            return document.fault(where, shown(given), _PATTERNS[context["pattern"]])
        case "greater_than_equal" | "less_than_equal":
            return document.fault(where, shown(given), f"a number {_bound(context)}")
        case "value_error":
            _, expected, advice = str(context["error"]).split("|")
            return document.fault(where, shown(given), expected, advice)
        case other:
            return document.fault(where, shown(given), _SCALARS.get(other, error["msg"].lower()))


def _bound(context: dict[str, Any]) -> str:
    return f"of at least {context['ge']:g}" if "ge" in context else f"of at most {context['le']:g}"
