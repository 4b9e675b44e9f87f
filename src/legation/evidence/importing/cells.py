"""A row of a spreadsheet and the claim or source that it means: both directions.

`as_row` and `fields_of` are inverse for every claim whose texts have no spaces at their ends. Where a cell can't be
read, or only in two ways, that is a fault at the cell; where it was read all the same, a note says how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from legation.base import dates
from legation.base.faults import Fault, Faults, Path_, shown
from legation.base.places import AREAS
from legation.base.toml import TomlFile
from legation.evidence.claims import Claim
from legation.evidence.importing import numbers
from legation.evidence.importing.columns import CLAIMS, SOURCES, WORDS, Column, column_of
from legation.evidence.importing.spreadsheets import Cell, Sheet, SheetRow
from legation.evidence.ledger import Ledger
from legation.evidence.queries import represented_by
from legation.evidence.sources import Outlet, Source
from legation.evidence.vocabulary import NAMED, vocabulary

_YEAR_FIRST = re.compile(r"(\d{4})\s*[./년]\s*(\d{1,2})(?:\s*[./월]\s*(\d{1,2})\s*[.일]?|\s*월?)\.?")
_DAY_STYLE = re.compile(r"(?:\[\$[^\]]*\])?yyyy\\?[-/.]mm?\\?[-/.]dd?(?:;@)?", re.IGNORECASE)
_TURNED_SERIAL = range(20_000, 60_000)  # how spreadsheets count the days of 1954 to 2064


class Grid(TomlFile):
    """A sheet as a document: a fault at a field of a claim or source becomes one at its cell."""

    def __init__(self, sheet: Sheet, columns: tuple[Column, ...]) -> None:
        super().__init__({}, sheet.file)
        self.sheet, self.columns = sheet, columns

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        row = self.sheet.rows[int(path[1])]
        name = column_of(".".join(str(part) for part in path[2:] if isinstance(part, str)), self.columns)
        expected = "a value" if expected == "this field" else expected
        return self.sheet.fault(name, row.cell(name), self._shown(name, found), expected, advice)

    def _shown(self, name: str, found: str) -> str:
        """Free text of what may be unpublished is never repeated in a message; coded words and numbers are."""
        is_free = any(column.name == name and column.kind == "text" for column in self.columns)
        return "this text" if is_free and found.startswith('"') else found


@dataclass
class Fields:
    """What the cells of a row mean: fields of a claim or source; what could not be read; and how the rest was."""

    data: dict[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)


def as_row(claim: Claim, ledger: Ledger) -> dict[str, str | float]:
    """A claim as cells by column: text, or a number; "" where there is nothing."""
    row: dict[str, str | float] = {}
    for column in CLAIMS:
        match column.name:
            case "about":
                row["about"] = "; ".join(represented_by(claim.represented_by))
            case "published":
                row["published"] = str(ledger.sources[claim.source].published)
            case "before" | "after":
                row[column.name] = str(getattr(claim.windows, column.name)) if claim.windows else ""
            case _:
                row[column.name] = _as_cell(getattr(claim, column.field))
    return row


def source_row(source: Source, outlet: Outlet) -> dict[str, str | float]:
    """A source with its outlet as cells by column."""
    of_outlet = {"outlet_name": "name", "outlet_grade": "grade", "outlet_graded_on": "graded_on",
                 "outlet_grade_basis": "grade_basis"}  # fmt: skip
    row: dict[str, str | float] = {}
    for column in SOURCES:
        if column.name in of_outlet:
            row[column.name] = _as_cell(getattr(outlet, of_outlet[column.name]))
        elif column.kind == "addresses":
            row[column.name] = " ".join(source.also_seen)
        else:
            row[column.name] = _as_cell(getattr(source, column.field))
    return row


def _as_cell(value: Any) -> str | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    return "; ".join(value) if isinstance(value, list) else str(value)


def fields_of(row: SheetRow, sheet: Sheet, columns: Iterable[Column]) -> Fields:
    """What the cells of a row mean. Empty cells are left out."""
    found = Fields()
    unit = row.cell("unit").text
    for column in columns:
        cell = row.cell(column.name)
        if cell.odd:
            found.faults.append(sheet.fault(column.name, cell, cell.odd, _expected(column), "Type the value."))
        elif cell.text:
            _READERS[column.kind](column, cell, sheet, found, unit)
    _join_windows(found)
    return found


def _text(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    if isinstance(cell.value, date):
        advice = "The spreadsheet turned it into a date. Format the column as text."
        found.faults.append(sheet.fault(column.name, cell, f"a date, {cell.text}", _expected(column), advice))
    else:
        found.data[column.field] = cell.text


def _id(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    found.data[column.field] = cell.text.lower()


def _ids(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    found.data[column.field] = [part.lower() for part in re.split(r"[\s;,]+", cell.text) if part]


def _addresses(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    found.data[column.field] = cell.text.split()


def _word(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    """A coded word, whatever its capitals and whether its parts are joined by spaces or by underscores."""
    known: Iterable[str] = AREAS if column.field == "place" else WORDS[column.name]
    meant = {_plain(word): word for word in known}
    found.data[column.field] = meant.get(_plain(cell.text), cell.text)


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().lower()


def _date(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    text = cell.text
    found_text, advice = shown(text), ""
    if isinstance(cell.value, date) and not _DAY_STYLE.fullmatch(cell.style):
        day = cell.value
        others = [f"{day:%Y-%m}"]
        if day.day <= 12 and day.day != day.month:
            others.insert(0, f"{day:%Y-%d-%m}")
        found_text = f"a date that the spreadsheet made, {day.isoformat()}"
        advice = f"Format the column as text, and write what was meant: {day.isoformat()}, {' or '.join(others)}."
    elif isinstance(cell.value, float) and cell.value in _TURNED_SERIAL:
        day = date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.value))
        advice = f"So a spreadsheet counts {day.isoformat()}: format the column as text, and write it."
    else:
        try:
            found.data[column.field] = str(dates.parse(text))
            return
        except ValueError as problem:
            advice = _year_first(text) or str(problem)
    found.faults.append(sheet.fault(column.name, cell, found_text, dates.ACCEPTED, advice))


def _year_first(text: str) -> str:
    """Advice for a date that has its year first and can be read in one way only."""
    parts = _YEAR_FIRST.fullmatch(text)
    if not parts:
        return ""
    written = "-".join([parts[1], *(f"{int(part):02d}" for part in parts.groups()[1:] if part)])
    try:
        return f"Write {dates.parse(written)}."
    except ValueError:
        return ""


def _number(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    try:
        read, note = _read_number(cell, unit, sheet.commas)
    except ValueError as problem:
        what = f"a date, {cell.text}" if isinstance(cell.value, date) else shown(cell.text)
        found.faults.append(sheet.fault(column.name, cell, what, numbers.EXPECTED, str(problem)))
        return
    place = cell.at or f"line {cell.line}"
    if note:
        found.notes.append(f"{place} {column.name}: {shown(cell.text)} {note}.")
    if read.high is None and column.field not in found.data:
        found.data[column.field] = read.low
    elif read.high is not None and column.name == "low":
        found.data["low"], found.data["high"] = read.low, read.high
    else:
        expected = "one number, or a range in low with high left empty"
        found.faults.append(sheet.fault(column.name, cell, shown(cell.text), expected))


def _read_number(cell: Cell, unit: str, commas: bool) -> tuple[numbers.Read, str]:
    if isinstance(cell.value, date):
        day = cell.value
        raise ValueError(numbers.turned(f"{day.month}-{day.day} or {day.day}-{day.month}"))
    if isinstance(cell.value, float):
        if "%" not in cell.style:
            return numbers.Read(cell.value, None, ""), ""
        if not unit.lower().startswith("percent"):
            raise ValueError('It is shown as a percentage. Write the number alone, and "percent" in unit.')
        value = float(f"{cell.value * 100:.12g}")
        return numbers.Read(value, None, ""), f"is shown as {value:g} %; read as {value:g}"
    read = numbers.parse(cell.text, unit=unit, commas=commas)
    return read, read.said


def _whole(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    try:
        value = cell.value if isinstance(cell.value, float) else float(cell.text)
        found.data[column.field] = int(value) if value == int(value) else value
    except (ValueError, OverflowError):
        found.faults.append(sheet.fault(column.name, cell, shown(cell.text), "a whole number"))


def _about(column: Column, cell: Cell, sheet: Sheet, found: Fields, unit: str) -> None:
    """Names of what stands for the claim, each with or without its kind; `alert` alone could be two things."""
    represents: dict[str, list[str]] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", cell.text))):
        kind, name, advice = _meant(part)
        if not kind:
            expected = "names from the sheet Codes, semicolons between"
            found.faults.append(sheet.fault(column.name, cell, shown(part), expected, advice))
            continue
        represents.setdefault(kind, []).append(name)
    found.data[column.field] = represents


def _meant(part: str) -> tuple[str, str, str]:
    """Kind and name that are meant, or advice."""
    first, _, rest = part.partition(" ")
    kinds = [first.lower()] if first.lower() in (*NAMED, "parameter") and rest else [*NAMED, "parameter"]
    name = re.sub(r"\s+", "_", (rest if len(kinds) == 1 else part).strip().lower())
    known = vocabulary()
    meant = [kind for kind in kinds
             if (known.is_parameter(name) if kind == "parameter" else name in known.names(kind))]  # fmt: skip
    if len(meant) == 1:
        return meant[0], name, ""
    if meant:
        return "", "", "Say which: " + " or ".join(f"{kind} {name}" for kind in meant) + "."
    return "", "", known.advice(name, NAMED)


def _join_windows(found: Fields) -> None:
    """Two columns are one field."""
    windows = {name.partition(".")[2]: found.data.pop(name) for name in ("windows.before", "windows.after")
               if name in found.data}  # fmt: skip
    if windows:
        found.data["windows"] = windows


def _expected(column: Column) -> str:
    return {"date": dates.ACCEPTED, "number": numbers.EXPECTED, "whole": "a whole number"}.get(column.kind, "text")


_READERS: dict[str, Callable[[Column, Cell, Sheet, Fields, str], None]] = {
    "text": _text, "id": _id, "ids": _ids, "addresses": _addresses, "word": _word, "date": _date, "number": _number,
    "whole": _whole, "about": _about,
}  # fmt: skip
