"""The cells of a row, and the fields of a claim or source that they mean.

Where a cell can't be read, or only in two ways, that is a fault at the cell; where it was read all the same, a note
says how. `exporting/tables.as_row` is the inverse for every claim whose texts have no spaces at their ends.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from legation.base import dates
from legation.base.faults import Faults, shown
from legation.base.number_reader import EXPECTED, Unreadable, read_whole
from legation.evidence.importing import numbers
from legation.evidence.importing.columns import WORDS, SheetColumn
from legation.evidence.importing.spreadsheets import Cell, Sheet, SheetRow
from legation.evidence.vocabulary import NAMED, vocabulary

LONGEST_CODE = 400  # characters of a cell that holds no free text
MOST_PERSONS = 10**9
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./년]\s?(\d{1,2})(?:\s?[./월]\s?(\d{1,2})\s?[.일]?|\s?월?)\.?")
_DAY_STYLE = re.compile(r"(?:\[\$[^\]]*\])?yyyy\\?[-/.]mm?\\?[-/.]dd?(?:;@)?", re.IGNORECASE)
_TURNED_SERIAL = range(20_000, 60_000)  # how spreadsheets count the days of 1954 to 2064


class RowFields:
    """What the cells of a row mean: fields of a claim or source; what could not be read; and how the rest was.

    Empty cells are left out. There is a method for each kind of column that has rules of its own.
    """

    def __init__(self, row: SheetRow, sheet: Sheet) -> None:
        self.row, self.sheet = row, sheet
        self.unit = row.cell("unit").text
        self.data: dict[str, Any] = {}
        self.faults = Faults()
        self.notes: list[str] = []
        for column in sheet.columns:
            cell = row.cells.get(column.name)
            if cell is None or cell.is_empty:
                continue
            value = self._value(column, cell)
            if isinstance(value, Unreadable):
                self._refuse(column, value)
                continue
            table, _, name = column.field.rpartition(".")
            fields = self.data.setdefault(table, {}) if table else self.data
            fields[name] = value

    def _refuse(self, column: SheetColumn, why: Unreadable) -> None:
        self.faults.append(self.sheet.row_fault(self.row, column.name, *why))

    def _value(self, column: SheetColumn, cell: Cell) -> Any:
        """What a cell means, or why that can't be said."""
        if cell.odd:
            expected = {"date": dates.ACCEPTED, "number": EXPECTED, "whole": "a whole number"}.get(column.kind, "text")
            return Unreadable(cell.odd, expected, "Type the value.")
        if column.kind not in ("text", "addresses") and len(cell.text) > LONGEST_CODE:
            return Unreadable(f"{len(cell.text)} characters", f"at most {LONGEST_CODE}")
        match column.kind:
            case "id":
                return cell.text.lower()
            case "ids":
                return re.findall(r"[^\s;,]+", cell.text.lower())
            case "addresses":
                return cell.text.split()
            case "word":
                # Capitals don't matter, nor whether spaces or underscores join its parts.
                return _words(column.name).get(_plain(cell.text), cell.text)
            case "flag":
                return _flag(cell.text)
            case "whole":
                return read_whole(cell.text, most=MOST_PERSONS)
            case "date":
                return self._date(cell)
            case "number":
                return self._number(column, cell)
            case "about":
                return self._about(column, cell)
        return self._text(cell)

    def _text(self, cell: Cell) -> str | Unreadable:
        if isinstance(cell.value, date):
            return Unreadable("a date", "text", "The spreadsheet turned it into a date. Format the column as text.")
        return cell.text

    def _date(self, cell: Cell) -> str | Unreadable:
        if isinstance(cell.value, date) and not _DAY_STYLE.fullmatch(cell.style):
            day = cell.value
            others = [f"{day:%Y-%m}"]
            if day.day <= 12 and day.day != day.month:
                others.insert(0, f"{day:%Y-%d-%m}")
            advice = f"Format the column as text, and write what was meant: {day.isoformat()}, {' or '.join(others)}."
            return Unreadable(f"a date that the spreadsheet made, {day.isoformat()}", dates.ACCEPTED, advice)
        if isinstance(cell.value, float) and cell.value in _TURNED_SERIAL:
            day = date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.value))
            advice = f"A spreadsheet stores {day.isoformat()} so. Format the column as text, and write the date."
            return Unreadable(shown(cell.text), dates.ACCEPTED, advice)
        try:
            return str(dates.parse_date(cell.text))
        except ValueError as problem:
            return Unreadable(shown(cell.text), dates.ACCEPTED, _year_first(cell.text) or str(problem))

    def _number(self, column: SheetColumn, cell: Cell) -> float | Unreadable:
        """The number, or the lower end of a range that stands in `low`; its upper end becomes `high`."""
        if isinstance(cell.value, date):
            day = cell.value
            advice = numbers.turned(f"{day.month}-{day.day} or {day.day}-{day.month}")
            return Unreadable(f"a date, {cell.text}", EXPECTED, advice)
        if isinstance(cell.value, float):
            read = numbers.formatted(cell.value, cell.style, unit=self.unit)
        else:
            read = numbers.parse_amount(cell.text, unit=self.unit)
        if isinstance(read, Unreadable):
            return read._replace(found=read.found or shown(cell.text))
        if read.said:
            place = cell.fault_name(column.name) if cell.at else f"line {cell.line} {column.name}"
            is_shown = self.row.is_public or len(cell.text) <= 10
            how = f"{shown(cell.text)} {read.said}" if is_shown else "read as a number in spite of its form"
            self.notes.append(f"{place}: {how}.")
        if read.high is not None and column.name == "low":
            self.data["high"] = read.high
        elif read.high is not None or column.field in self.data:
            return Unreadable(shown(cell.text), "one number, or a range in low with high left empty")
        return read.low

    def _about(self, column: SheetColumn, cell: Cell) -> dict[str, list[str]]:
        """Names of what represents the claim, each with or without its kind; `alert` alone could be two things."""
        represents: dict[str, list[str]] = {}
        for part in filter(None, (part.strip() for part in re.split(r"[;\n]", cell.text))):
            kind, name, advice = _meant(part)
            if kind:
                represents.setdefault(kind, []).append(name)
            else:
                self._refuse(column, Unreadable(shown(part), "names from the sheet Codes, semicolons between", advice))
        return represents


@cache
def _words(column: str) -> dict[str, str]:
    """The words of a coded column, by how they are compared with what a user wrote."""
    return {_plain(word): word for word in WORDS[column]}


def _flag(text: str) -> bool | Unreadable:
    meant = {"yes": True, "true": True, "no": False, "false": False}.get(_plain(text))
    return Unreadable(shown(text), "yes or no") if meant is None else meant


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
