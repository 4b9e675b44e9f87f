"""The cells of a row, and the fields of a claim or source that they mean.

Where a cell can't be read, or only in two ways, that is a fault at the cell; where it was read all the same, a note
says how. `exporting/tables.as_row` is the inverse for every claim whose texts have no spaces at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from legation.base import dates
from legation.base.faults import Faults, shown
from legation.base.number_reader import EXPECTED, Unreadable, read_whole
from legation.base.places import AREAS
from legation.evidence.importing import numbers
from legation.evidence.importing.columns import WORDS, SheetColumn
from legation.evidence.importing.spreadsheets import Cell, Sheet, SheetRow
from legation.evidence.vocabulary import NAMED, vocabulary

LONGEST_CODE = 400  # characters of a cell that holds no free text
MOST_PERSONS = 10**9
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./년]\s?(\d{1,2})(?:\s?[./월]\s?(\d{1,2})\s?[.일]?|\s?월?)\.?")
_DAY_STYLE = re.compile(r"(?:\[\$[^\]]*\])?yyyy\\?[-/.]mm?\\?[-/.]dd?(?:;@)?", re.IGNORECASE)
_TURNED_SERIAL = range(20_000, 60_000)  # how spreadsheets count the days of 1954 to 2064


@dataclass
class Fields:
    """What the cells of a row mean: fields of a claim or source; what could not be read; and how the rest was."""

    data: dict[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)


def fields_of(row: SheetRow, sheet: Sheet) -> Fields:
    """What the cells of a row mean. Empty cells are left out."""
    return _RowReader(row, sheet).read()


class _RowReader:
    """Reads one row, column by column. There is a method for each kind of column."""

    def __init__(self, row: SheetRow, sheet: Sheet) -> None:
        self.row, self.sheet = row, sheet
        self.unit = row.cell("unit").text
        self.fields = Fields()

    def read(self) -> Fields:
        readers = {
            "text": self._text, "id": self._id, "ids": self._ids, "addresses": self._addresses, "word": self._word,
            "date": self._date, "number": self._number, "whole": self._whole, "about": self._about,
        }  # fmt: skip
        for column in self.sheet.columns:
            cell = self.row.cells.get(column.name)
            if cell is None:
                continue
            if cell.odd:
                self._refuse(column, cell.odd, _expected(column), "Type the value.")
            elif column.kind not in ("text", "addresses") and len(cell.text) > LONGEST_CODE:
                self._refuse(column, f"{len(cell.text)} characters", f"at most {LONGEST_CODE}")
            elif cell.text:
                readers[column.kind](column, cell)
        windows = {name: self.fields.data.pop(f"windows.{name}", None) for name in ("before", "after")}
        if any(windows.values()):
            self.fields.data["windows"] = {name: text for name, text in windows.items() if text}
        return self.fields

    def _refuse(self, column: SheetColumn, found: str, expected: str, advice: str = "") -> None:
        self.fields.faults.append(self.sheet.row_fault(self.row, column.name, found, expected, advice))

    def _text(self, column: SheetColumn, cell: Cell) -> None:
        if isinstance(cell.value, date):
            advice = "The spreadsheet turned it into a date. Format the column as text."
            self._refuse(column, "a date", _expected(column), advice)
        else:
            self.fields.data[column.field] = cell.text

    def _id(self, column: SheetColumn, cell: Cell) -> None:
        self.fields.data[column.field] = cell.text.lower()

    def _ids(self, column: SheetColumn, cell: Cell) -> None:
        self.fields.data[column.field] = [part.lower() for part in re.split(r"[\s;,]+", cell.text) if part]

    def _addresses(self, column: SheetColumn, cell: Cell) -> None:
        self.fields.data[column.field] = cell.text.split()

    def _word(self, column: SheetColumn, cell: Cell) -> None:
        """A coded word, whatever its capitals and whether its parts are joined by spaces or by underscores."""
        self.fields.data[column.field] = _words(column.name).get(_plain(cell.text), cell.text)

    def _date(self, column: SheetColumn, cell: Cell) -> None:
        text = cell.text
        found, advice = shown(text), ""
        if isinstance(cell.value, date) and not _DAY_STYLE.fullmatch(cell.style):
            day = cell.value
            others = [f"{day:%Y-%m}"]
            if day.day <= 12 and day.day != day.month:
                others.insert(0, f"{day:%Y-%d-%m}")
            found = f"a date that the spreadsheet made, {day.isoformat()}"
            advice = f"Format the column as text, and write what was meant: {day.isoformat()}, {' or '.join(others)}."
        elif isinstance(cell.value, float) and cell.value in _TURNED_SERIAL:
            day = date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.value))
            advice = f"A spreadsheet stores {day.isoformat()} so. Format the column as text, and write the date."
        else:
            try:
                self.fields.data[column.field] = str(dates.parse_date(text))
                return
            except ValueError as problem:
                advice = _year_first(text) or str(problem)
        self._refuse(column, found, dates.ACCEPTED, advice)

    def _number(self, column: SheetColumn, cell: Cell) -> None:
        if isinstance(cell.value, date):
            day = cell.value
            advice = numbers.turned(f"{day.month}-{day.day} or {day.day}-{day.month}")
            self._refuse(column, f"a date, {cell.text}", EXPECTED, advice)
            return
        if isinstance(cell.value, float):
            read = numbers.formatted(cell.value, cell.style, unit=self.unit)
        else:
            read = numbers.parse_amount(cell.text, unit=self.unit)
        if isinstance(read, Unreadable):
            self._refuse(column, read.found or shown(cell.text), read.expected, read.advice)
            return
        if read.said:
            place = f"{cell.at or f'line {cell.line}'} {column.name}"
            is_shown = self.row.is_public or len(cell.text) <= 10
            how = f"{shown(cell.text)} {read.said}" if is_shown else "read as a number in spite of its form"
            self.fields.notes.append(f"{place}: {how}.")
        if read.high is None and column.field not in self.fields.data:
            self.fields.data[column.field] = read.low
        elif read.high is not None and column.name == "low":
            self.fields.data |= {"low": read.low, "high": read.high}
        else:
            self._refuse(column, shown(cell.text), "one number, or a range in low with high left empty")

    def _whole(self, column: SheetColumn, cell: Cell) -> None:
        count = read_whole(cell.text, most=MOST_PERSONS)
        if isinstance(count, Unreadable):
            self._refuse(column, *count)
        else:
            self.fields.data[column.field] = count

    def _about(self, column: SheetColumn, cell: Cell) -> None:
        """Names of what represents the claim, each with or without its kind; `alert` alone could be two things."""
        represents: dict[str, list[str]] = {}
        for part in filter(None, (part.strip() for part in re.split(r"[;\n]", cell.text))):
            kind, name, advice = _meant(part)
            if kind:
                represents.setdefault(kind, []).append(name)
            else:
                self._refuse(column, shown(part), "names from the sheet Codes, semicolons between", advice)
        self.fields.data[column.field] = represents


@cache
def _words(column: str) -> dict[str, str]:
    """The words of a coded column, by how they are compared with what a user wrote."""
    known: Iterable[str] = AREAS if column == "where" else WORDS[column]
    return {_plain(word): word for word in known}


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().lower()


def _year_first(text: str) -> str:
    """Advice for a date that has its year first and can be read in one way only."""
    parts = _YEAR_FIRST.fullmatch(text)
    if not parts:
        return ""
    written = "-".join([parts[1], *(f"{int(part):02d}" for part in parts.groups()[1:] if part)])
    try:
        return f"Write {dates.parse_date(written)}."
    except ValueError:
        return ""


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


def _expected(column: SheetColumn) -> str:
    return {"date": dates.ACCEPTED, "number": EXPECTED, "whole": "a whole number"}.get(column.kind, "text")
