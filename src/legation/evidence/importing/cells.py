"""The cells of a row, and the fields of a claim or source that they mean.

Where a cell can't be read, or only in two ways, that is a fault at the cell; where it was read all the same, a note
says how. `exporting/tables.as_row` is the inverse for every claim whose texts have no spaces at their ends.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from legation.base import dates
from legation.base.faults import Faults, shown
from legation.base.number_reader import EXPECTED, Unreadable, read_whole
from legation.base.places import AREAS
from legation.evidence.areas import area_of
from legation.evidence.importing import numbers
from legation.evidence.importing.columns import SheetColumn
from legation.evidence.importing.spreadsheets import Cell, Sheet, SheetRow
from legation.evidence.importing.synonyms import code_of, is_code, plain_words
from legation.evidence.importing.units import unit_of
from legation.evidence.vocabulary import NAMED, vocabulary

LONGEST_CODE = 400  # characters of a cell that holds no free text
LONGEST_SHOWN = 10  # characters of a cell that a note may repeat, whatever the handling of its row
MOST_PERSONS = 10**9
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
_TURNED_SERIAL = range(20_000, 60_000)  # how spreadsheets count the days of 1954 to 2064
_read_date = lru_cache(maxsize=10_000)(dates.read_date_words)  # A column holds few dates, again and again.


class CellNote(NamedTuple):
    """How a cell was read that is not plainly what it must be."""

    column: str
    place: str
    how: str

    def __str__(self) -> str:
        return f"{self.place} {self.column}: {self.how}."


class RowFields:
    """What the cells of a row mean: fields of a claim or source; what could not be read; and how the rest was.

    Empty cells are left out. There is a method for each kind of column that has rules of its own.
    """

    def __init__(self, row: SheetRow, sheet: Sheet) -> None:
        self.row, self.sheet = row, sheet
        self.data: dict[str, Any] = {}
        self.faults = Faults()
        self.notes: list[CellNote] = []
        # What the number counts is said by the row, or for the whole column by its heading.
        self.measure = code_of("measure", row.cell("measure").text)
        typed = row.cell("unit").text[:LONGEST_CODE] or sheet.unit_of("low") or sheet.unit_of("high")
        self.unit = unit_of(typed, self.measure) or typed
        for column in sheet.columns:
            cell = row.cells.get(column.name)
            if cell is None or cell.is_empty:
                continue
            value = self._value(column, cell)
            if isinstance(value, Unreadable):
                self._refuse(column, value)
                continue
            if value is None:
                continue
            table, _, name = column.field.rpartition(".")
            fields = self.data.setdefault(table, {}) if table else self.data
            fields[name] = value
        if self.unit and ("low" in self.data or "high" in self.data):
            self.data.setdefault("unit", self.unit)

    def _refuse(self, column: SheetColumn, why: Unreadable) -> None:
        self.faults.append(self.sheet.row_fault(self.row, column.name, *why))

    def _note(self, column: SheetColumn, cell: Cell, how: str) -> None:
        """Note how a cell was read. It is repeated if it is short, as a number or a date is, or public."""
        is_shown = self.row.is_public or len(cell.text) <= LONGEST_SHOWN
        text = f"{shown(cell.text)} {how}" if is_shown else how
        self.notes.append(CellNote(column.name, cell.at or f"line {cell.line}", text))

    def _note_code(self, column: SheetColumn, cell: Cell, code: str) -> None:
        """Note which code a word was read as. The word is the very thing that must not be repeated, however short."""
        text = f"{shown(cell.text)} read as {code}" if self.row.is_public else f"read as {code}"
        self.notes.append(CellNote(column.name, cell.at or f"line {cell.line}", text))

    def _value(self, column: SheetColumn, cell: Cell) -> Any:
        """What a cell means, or why that can't be said; None if another field has taken its meaning."""
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
                return self._word(column, cell)
            case "flag":
                return _flag(cell.text)
            case "whole":
                return read_whole(cell.text, most=MOST_PERSONS)
            case "date":
                return self._date(column, cell)
            case "number":
                return self._number(column, cell)
            case "about":
                return self._about(column, cell)
            case "part":
                return None  # Read with the column that it is a part of.
        text = self._text(cell)
        return unit_of(text, self.measure) or text if column.kind == "unit" and isinstance(text, str) else text

    def _text(self, cell: Cell) -> str | Unreadable:
        if isinstance(cell.value, date):
            return Unreadable("a date", "text", "The spreadsheet turned it into a date. Format the column as text.")
        return cell.text

    def _word(self, column: SheetColumn, cell: Cell) -> str:
        """The code that a word means, in whatever language. Capitals don't matter, nor what joins its parts."""
        code = code_of(column.name, cell.text)
        if column.name == "where" and not (second := self.row.cell("second_place")).is_empty:
            return self._finer(column, cell, code, second)
        if not code and column.name == "where" and (holding := area_of(cell.text)):
            # One area holds the town, whatever it is called: that is applied, and said.
            how = f"lies in {holding}, and is read so"
            text = f"{shown(cell.text)} {how}" if self.row.is_public else how
            self.notes.append(CellNote(column.name, cell.at or f"line {cell.line}", text))
            self.data["place_named"] = cell.text
            return holding
        if code and not is_code(column.name, cell.text):
            self._note_code(column, cell, code)
            if column.name == "where":
                self.data["place_named"] = cell.text  # A town that the model has no place for keeps its name.
        return code or cell.text

    def _finer(self, column: SheetColumn, cell: Cell, code: str, second: Cell) -> str:
        """The finer of two places that are known, where one lies inside the other; the text of the other is kept."""
        other = code_of("where", second.text)
        is_finer = not code or (other and set(AREAS[other]) < set(AREAS[code]))
        place, named = (other, cell.text) if is_finer else (code, second.text)
        if not place:
            return cell.text
        self._note_code(column, cell, place)
        self.data["place_named"] = f"{cell.text}, {second.text}" if not code else named
        return place

    def _date(self, column: SheetColumn, cell: Cell) -> str | Unreadable:
        if isinstance(cell.value, date):
            return self._day(column, cell, cell.value)
        if isinstance(cell.value, float):
            if cell.value in _TURNED_SERIAL:
                day = date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.value))
                advice = f"A spreadsheet stores {day.isoformat()} so. Format the column as text, and write the date."
                return Unreadable(shown(cell.text), dates.ACCEPTED, advice)
            if re.fullmatch(r"\d{4}\.1", cell.text):  # A spreadsheet writes 2019.10 in the same way.
                readings = f"{cell.text[:4]}-01 or {cell.text[:4]}-10"
                return Unreadable(
                    shown(cell.text), dates.ACCEPTED, f"It can be read as {readings}: write the one meant."
                )
        # The year may stand alone, with its month and day in columns of their own.
        parts = [cell.text, *(self.row.cell(name).text for name in ("month", "day") if column.name == "when")]
        said = [part for part in parts if part]
        numbers = len(said) == len(parts) == 3 and all(part.isdecimal() and len(part) <= 4 for part in said)
        text = "-".join(part.zfill(2) for part in said) if numbers else " ".join(said)[:LONGEST_CODE]
        read = _read_date(text)
        if isinstance(read, Unreadable):
            return read
        if read.written != text:
            self._note(column, cell, f"read as {read.written}")
        return read.written

    def _day(self, column: SheetColumn, cell: Cell, day: date) -> str | Unreadable:
        """What a day means that the spreadsheet holds: itself, or the month or year that the cell shows of it."""
        shows = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", cell.style.lower()).partition(";")[0]
        if "y" in shows and "d" not in shows:
            meant = f"{day:%Y-%m}" if "m" in shows else f"{day:%Y}"
            self._note(column, cell, f"is shown as {meant}, and read so")
            return meant
        readings = [day.isoformat()]
        if column.name in self.sheet.turned and day.day <= 12 and day.day != day.month:
            readings.append(f"{day:%Y-%d-%m}")
        if column.name in self.sheet.firsts:
            readings.append(f"{day:%Y-%m}")
        if len(readings) == 1:
            return readings[0]
        why = (
            "Other dates of the column are turned round"
            if column.name in self.sheet.turned
            else "All dates of the column are the first of a month"
        )
        advice = (
            f"{why}, so it can be read as {' or '.join(readings)}: format the column as text, and write the one meant."
        )
        return Unreadable(f"a date that the spreadsheet made, {day.isoformat()}", dates.ACCEPTED, advice)

    def _number(self, column: SheetColumn, cell: Cell) -> float | Unreadable | None:
        """The number, or the lower end of a range that stands in `low`; its upper end becomes `high`.

        How firmly the cell says it becomes the wording, and what it counts the unit, where the row says nothing.
        """
        if isinstance(cell.value, date):
            day = cell.value
            advice = numbers.turned(f"{day.month}-{day.day} or {day.day}-{day.month}")
            return Unreadable(f"a date, {cell.text}", EXPECTED, advice)
        if isinstance(cell.value, float):
            read = numbers.formatted(cell.value, cell.style, unit=self.unit)
        else:
            read = numbers.parse_amount(cell.text, unit=self.unit, commas=self.sheet.has_thousands_commas)
        if isinstance(read, Unreadable):
            return read._replace(found=read.found or shown(cell.text))
        typed = self.row.cell("wording").text
        if read.wording and typed and code_of("wording", typed) != read.wording:
            return Unreadable(
                shown(cell.text), EXPECTED, "Write the number alone, as wording says how firmly it was said."
            )
        if read.said:
            self._note(column, cell, self._how(cell, read))
        self.unit = self.unit or read.unit
        if read.wording:
            self.data["wording"] = read.wording
        if read.high is not None and column.name == "low":
            self.data["high"] = read.high
        elif read.high is not None or column.field in self.data:
            return Unreadable(shown(cell.text), "one number, or a range in low with high left empty")
        return read.low

    def _how(self, cell: Cell, read: numbers.CellNumber) -> str:
        """How an amount was read. Of a longer cell that is not public: the number, if it is short, and the wording."""
        if self.row.is_public or len(cell.text) <= LONGEST_SHOWN:
            return read.said
        if not 0 < len(read.plain) <= LONGEST_SHOWN:
            return "read as a number in spite of its form"
        return f"read as {read.plain}" + (f"; wording {read.wording}" if read.wording else "")

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


def _flag(text: str) -> bool | Unreadable:
    meant = _FLAGS.get(plain_words(text))
    return Unreadable(shown(text), "yes or no") if meant is None else meant


def _meant(part: str) -> tuple[str, str, str]:
    """Kind and name that are meant, or advice."""
    first, _, rest = part.partition(" ")
    kinds = [first.lower()] if first.lower() in (*NAMED, "parameter") and rest else [*NAMED, "parameter"]
    name = re.sub(r"\s+", "_", (rest if len(kinds) == 1 else part).strip().lower())
    known = vocabulary()
    meant = [kind for kind in kinds
             if (known.is_parameter(name) if kind == "parameter" else known.is_name(kind, name))]  # fmt: skip
    if len(meant) == 1:
        return meant[0], name, ""
    if meant:
        return "", "", "Say which: " + " or ".join(f"{kind} {name}" for kind in meant) + "."
    return "", "", known.advice(name, NAMED)
