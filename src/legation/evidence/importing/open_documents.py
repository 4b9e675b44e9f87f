"""OpenDocument spreadsheets (ODS), read from their XML, which says more than libraries pass on.

A cell has a type, a value and the text that people see, so a percentage, a currency and a date shown as a month are
told apart from plain numbers and days.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.parsers import expat

from legation.base.characters import visible
from legation.base.dates import DateRange, read_date_words
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.spreadsheets import Cell, Table, TableRow, column_letter
from legation.evidence.importing.workbooks import LOCKED, NO_WORKBOOK, check_parts, unreadable_workbook, value_cell

_STYLES = {"month": "yyyy-mm", "year": "yyyy"}  # by the precision of what is shown; any other date is a day
_MANIFEST = "META-INF/manifest.xml"
_SIGNS = {"percentage": "0%"}
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def read_open_document(raw: bytes, name: str) -> list[Table]:
    """The sheets of an OpenDocument spreadsheet.

    Raises  EvidenceError if it can't be read, or isn't safe to open
    """
    check_parts(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            content = parts.read("content.xml")
            about = parts.read(_MANIFEST) if _MANIFEST in parts.namelist() else b""
    except KeyError:
        raise unreadable_workbook(NO_WORKBOOK, name) from None
    if b":encryption-data" in about:
        raise unreadable_workbook(LOCKED, name)
    content_reader = _Content(name)
    try:
        content_reader.parser.Parse(content, True)
    except expat.ExpatError:
        raise unreadable_workbook(NO_WORKBOOK, name) from None
    return content_reader.tables


@dataclass
class _OpenCell:
    """A cell while its XML is read."""

    attributes: dict[str, str]
    is_covered: bool
    paragraphs: list[str] = field(default_factory=list)

    def number(self, attribute: str) -> int:
        """A count that is written in an attribute, 1 where it is not; counts beyond all measure are cut."""
        text = self.attributes.get(attribute, "1")
        return max(1, min(int(text[:9]), spreadsheets.MOST_CELLS + 1)) if text.isdecimal() else 1


class _Content:
    """Puts the XML of a document together as tables, while it is parsed."""

    def __init__(self, name: str) -> None:
        self.file = name
        self.tables: list[Table] = []
        self.style = ""
        self.hidden_styles: set[str] = set()
        self.struck_styles: set[str] = set()
        self.cell: _OpenCell | None = None
        self._open_table({})  # For rows outside all tables, which a damaged document may have.
        self._open_row({})
        self.silent = 0  # how deep inside a comment
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        kind = element.rpartition(" ")[2]
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if kind in ("annotation", "tracked-changes"):
            self.silent += 1
        elif kind == "style":
            self.style = own.get("name", "")
        elif kind == "table-properties" and own.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif kind == "text-properties" and own.get("text-line-through-style", "none") != "none":
            self.struck_styles.add(self.style)
        elif self.silent:
            return
        elif kind == "table":
            self._open_table(own)
        elif kind == "table-row":
            self._open_row(own)
        elif kind in ("table-cell", "covered-table-cell"):
            self.cell = _OpenCell(own, kind == "covered-table-cell")
        elif kind == "p" and self.cell:
            self.cell.paragraphs.append("")
        elif kind in _SPACES:
            self._text(_SPACES[kind] * int(own.get("c", "1")[:3]))

    def _end(self, element: str) -> None:
        kind = element.rpartition(" ")[2]
        if kind in ("annotation", "tracked-changes"):
            self.silent -= 1
        elif self.silent:
            return
        elif kind in ("table-cell", "covered-table-cell") and self.cell:
            self._close_cell(self.cell)
            self.cell = None
        elif kind == "table-row":
            self._close_row()
        elif kind == "table":
            self._close_table()

    def _text(self, text: str) -> None:
        if self.cell and self.cell.paragraphs and not self.silent:
            self.cell.paragraphs[-1] += text

    def _open_table(self, attributes: dict[str, str]) -> None:
        self.table = Table(self.file, visible(attributes.get("name", "")))
        self.number = 0  # of rows so far
        self.empty = 0  # rows that count only if another follows
        self.below: dict[int, tuple[int, Cell]] = {}  # column -> how many rows further down a merged cell reaches
        self.formulas: list[str] = []
        self.overlooked: dict[str, list[str]] = {"hidden or filtered out": [], "struck out": []}
        self.across: list[tuple[str, int]] = []
        if attributes.get("style-name") in self.hidden_styles:
            self.table.note_hidden()

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.row: list[Cell] = []
        self.columns = 0
        self.row_attributes = attributes
        self.is_title = self.is_struck = False

    def _close_cell(self, cell: _OpenCell) -> None:
        at = f"{column_letter(self.columns)}{self.number + self.empty + 1}"
        made = self._made(cell, f"{self.table.title}!{at}")
        if cell.is_covered and made.is_empty and self.columns in self.below:
            rows, above = self.below[self.columns]
            made = above._replace(at=made.at)
            self.below[self.columns] = rows - 1, above
            if rows <= 1:
                del self.below[self.columns]
        if "formula" in cell.attributes and not made.is_empty:
            self.formulas.append(at)
        if not made.is_empty:
            self.is_struck |= cell.attributes.get("style-name") in self.struck_styles
            across, down = cell.number("number-columns-spanned"), cell.number("number-rows-spanned")
            if across > 1:
                self.across.append((made.at, len(self.table.rows) + self.empty))
                self.is_title = True
            elif down > 1:
                self.below[self.columns] = down - 1, made
                self.table.note_merged(made.at)
        repeated = cell.number("number-columns-repeated")
        self.columns += repeated
        if not made.is_empty or self.columns <= spreadsheets.MOST_COLUMNS:
            for position in range(min(repeated, spreadsheets.MOST_COLUMNS + 1)):
                letter = column_letter(self.columns - repeated + position)
                self.row.append(made._replace(at=f"{self.table.title}!{letter}{self.number + self.empty + 1}"))

    def _made(self, cell: _OpenCell, at: str) -> Cell:
        """The cell of the table that an open cell is."""
        own, text = cell.attributes, "\n".join(cell.paragraphs)
        match own.get("value-type", ""):
            case "float" | "percentage" | "currency":
                style = _SIGNS.get(own["value-type"], "")
                if own["value-type"] == "currency":
                    style = f"[${own.get('currency') or text.strip('0123456789.,- ')}] 0"
                return value_cell(_number(own.get("value", "")), self.table, at, style or "General")
            case "date":
                try:
                    day = date.fromisoformat(own.get("date-value", "")[:10])
                except ValueError:
                    return Cell("", at=at, odd="a date beyond the calendar")
                read = read_date_words(text)
                precision = read.precision if isinstance(read, DateRange) else ""
                return Cell(day.isoformat(), day, _STYLES.get(precision, "yyyy-mm-dd"), at=at)
            case "boolean" | "time" as kind:
                return Cell("", at=at, odd="a truth value" if kind == "boolean" else "a time of day")
        if "formula" in own and text.startswith(("#", "Err:")):
            return Cell("", at=at, odd=f"the error {visible(text[:20])}")
        return self.table.text_cell(own.get("string-value", text), at=at)

    def _close_row(self) -> None:
        repeated = _OpenCell(self.row_attributes, False).number("number-rows-repeated")
        while self.row and self.row[-1].is_empty:
            self.row.pop()
        if not self.row:
            self.empty += repeated
            return
        self._add_rows(self.empty, [])
        self.empty = 0
        if self.row_attributes.get("visibility") in ("collapse", "filter"):
            self.overlooked["hidden or filtered out"].append(str(self.number + 1))
        if self.is_struck:
            self.overlooked["struck out"].append(str(self.number + 1))
        self._add_rows(repeated, self.row)

    def _add_rows(self, count: int, cells: list[Cell]) -> None:
        for _ in range(count if len(self.table.rows) <= spreadsheets.MOST_ROWS else 0):
            self.number += 1
            here = [cell._replace(at=f"{cell.at.rstrip('0123456789')}{self.number}") for cell in cells]
            title = self.is_title and len([cell for cell in cells if not cell.is_empty]) == 1
            self.table.rows.append(TableRow(f"{self.table.title} row {self.number}", 0, here, title and bool(cells)))
            if len(self.table.rows) > spreadsheets.MOST_ROWS:
                break

    def _close_table(self) -> None:
        table = self.table
        self.tables.append(table)
        widest = max((len(row.cells) for row in table.rows), default=0)
        if len(table.rows) > spreadsheets.MOST_ROWS or widest > spreadsheets.MOST_COLUMNS:
            table.refuse_size(f"more than {len(table.rows) - 1} rows or {widest} columns")
            return
        for row in table.rows:  # As in other workbooks, every row is as wide as the widest.
            row.cells.extend(Cell("", at=f"{table.title}!{column_letter(at)}{row.place.rpartition(' ')[2]}")
                             for at in range(len(row.cells), widest))  # fmt: skip
        for at, number in self.across:
            if len(table.rows[number].filled) > 1:
                table.across.append((number, at))
        table.note_formulas(self.formulas)
        for kind, numbers in self.overlooked.items():
            table.note_rows(kind, numbers)


def _number(text: str) -> Any:
    """A number as the document writes it; a text where it is none."""
    try:
        return float(text)
    except ValueError:
        return text
