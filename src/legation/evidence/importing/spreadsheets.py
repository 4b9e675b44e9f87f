"""Reading spreadsheets as people make them: which rows and cells there are, and what was odd about them.

Nothing is decided here about what a cell means. What had to be guessed to read the file at all (how it is encoded,
what separates its cells, where its head is) is noted, so that the user can look. Workbooks are opened in `workbooks`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from legation.base import ids
from legation.base.characters import forbidden_character
from legation.base.faults import EvidenceError, Fault, Faults, Path_, as_written, nearest, shown
from legation.evidence.handling import is_public, without_cell
from legation.evidence.importing.columns import COMPUTED, SheetColumn, column_of

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 500, 1_000_000
MOST_BYTES = 60_000_000  # of a text file, or of a workbook's parts together, unpacked
HEAD_WITHIN = 10  # rows from the top
# A text cell that begins so would be run as a formula, so it is written with an apostrophe in front; see `guarded`.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


class Cell(NamedTuple):
    """One cell.

    text   what stands there, trimmed
    value  what the workbook holds, if that is no text: a number or a day
    style  the number format of the workbook
    line   of a text file; 0 in a workbook
    at     sheet and cell, such as Claims!C5; empty in a text file
    odd    a phrase for what can't be a value at all (a formula, an error); empty otherwise
    """

    text: str
    value: float | date | None = None
    style: str = ""
    line: int = 0
    at: str = ""
    odd: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.odd)

    def fault_name(self, column: str) -> str:
        """How a fault names the cell: by its place, if it is in a workbook, and by its column."""
        return f"{self.at} {column}" if self.at else column


class TableRow(NamedTuple):
    """One row of a file, before the head is known."""

    place: str
    line: int
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


@dataclass(frozen=True)
class SheetRow:
    """One row: its cells by column, where it stands, and what is wrong with it as a whole."""

    cells: dict[str, Cell]
    place: str
    line: int = 0
    fault: Fault | None = None

    def cell(self, column: str) -> Cell:
        return self.cells.get(column, Cell("", line=self.line, at="" if self.line else self.place))

    @property
    def is_public(self) -> bool:
        """Whether messages may repeat its cells. A source has no mark, and is as secret as the claims from it."""
        return is_public(self.cell("handling").text.lower())


@dataclass
class Sheet:
    """The rows of one sheet, and what is to be said about reading it. The origin of claims and sources."""

    file: str
    title: str
    columns: tuple[SheetColumn, ...] = ()
    rows: list[SheetRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a field of the claim or source in a row stands at the cell for that field."""
        column = column_of(".".join(str(part) for part in path[2:] if isinstance(part, str)), self.columns)
        expected = "a value" if expected == "this field" else expected
        return self.row_fault(self.rows[int(path[1])], column, found, expected, advice)

    def row_fault(self, row: SheetRow, column: str, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a cell of a row. It repeats a coded cell only if the row is public, and free text never."""
        cell = row.cell(column)
        if any(known.name == column and known.kind == "text" for known in self.columns):
            return self.cell_fault(column, cell, "this text" if found.startswith('"') else found, expected, advice)
        fault = self.cell_fault(column, cell, found, expected, advice)
        # What isn't public appears in messages by its id, so an id may be shown, if it is one.
        is_id = column == "id" and re.fullmatch(ids.RECORD, cell.text.lower())
        return fault if row.is_public or is_id else without_cell(fault, cell.text)

    def cell_fault(self, column: str, cell: Cell, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at any cell, also outside all rows of claims."""
        return Fault(cell.fault_name(column), found, expected, advice, self.file, cell.line)

    def text_cell(self, text: str, line: int = 0, at: str = "") -> Cell:
        """A cell with text: trimmed, with one character for each line end. Control characters make it no value."""
        if text != text.strip() and (note := f"{self.title}: spaces at the ends of cells left out.") not in self.notes:
            self.notes.append(note)
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\ufeff\u200b\u00a0").strip()
        if mark := forbidden_character(text):
            return Cell("", line=line, at=at, odd=f"the character {mark}")
        return Cell(text, line=line, at=at)

    def refuse_size(self, found: str) -> None:
        """Note that the table holds more than claims ever need."""
        expected = f"at most {MOST_ROWS} rows, {MOST_COLUMNS} columns and {MOST_CELLS} cells"
        self.faults.append(Fault(self.title, found, expected, "Delete empty rows and columns.", self.file))

    def fill(self, table: Sequence[TableRow]) -> None:
        """Find the head, and take the rows below it by column."""
        head = _head(table, self.columns)
        if head is None:
            first = ", ".join(column.name for column in self.columns[:3])
            expected = f"a row with the names of the columns, {first}, …"
            self.faults.append(Fault(f"{self.title}: head", "none in the first rows", expected, "", self.file))
            return
        if head:
            self.notes.append(f"{self.title}: {times(head, 'row')} above the head left out.")
        below = list(table[head + 1 :])
        while below and below[-1].is_empty:
            below.pop()
        names = _head_names(self, table[head].cells, below)
        filled = [row for row in below if not row.is_empty]
        self.rows += [self._sheet_row(row, names) for row in filled]
        if empty := len(below) - len(filled):
            self.notes.append(f"{self.title}: {times(empty, 'empty row')} left out.")

    def _sheet_row(self, row: TableRow, names: list[str]) -> SheetRow:
        fault = None
        if beyond := [cell for cell in row.cells[len(names) :] if cell.text]:
            expected = f"at most {len(names)} cells, as many as the head has"
            advice = "Put text that holds the separator in double quotes." if row.line else ""
            fault = self.cell_fault("row", beyond[0], f"{len(row.cells)} cells", expected, advice)
        by_name = {name: cell for name, cell in zip(names, row.cells, strict=False) if name}
        return SheetRow(by_name, row.place, row.line, fault)


def read_sheets(path: Path, wanted: dict[str, tuple[SheetColumn, ...]]) -> dict[str, Sheet]:
    """Read the sheets of a workbook, or the one table of a text file, by the title wanted.

    wanted  title -> columns; a text file holds the first of them
    Raises  EvidenceError if the file can't be read at all
    """
    name = as_written(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            expected = f"a file of at most {MOST_BYTES // 10**6} MB"
            raise EvidenceError(Fault("file", f"{path.stat().st_size // 10**6} MB", expected, file=name))
        raw = path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or type(problem).__name__).lower()
        raise EvidenceError(Fault("file", reason, "a file that can be read", file=name)) from None
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from legation.evidence.importing.workbooks import read_workbook

        return read_workbook(raw, name, wanted)
    title, columns = next(iter(wanted.items()))
    return {title: _read_text(raw, name, title, columns)}


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula. `unguarded` gives it back."""
    return f"'{text}" if (text[:1] in "=+-@\t\r" and text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def times(count: int, thing: str) -> str:
    """A count with its noun: 1 row, 2 rows."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _read_text(raw: bytes, name: str, title: str, columns: tuple[SheetColumn, ...]) -> Sheet:
    sheet = Sheet(name, title, columns)
    text = _decoded(raw, sheet)
    mark = _separator(text, columns)
    if mark != ",":
        sheet.notes.append(f"Cells are separated by {'semicolons' if mark == ';' else 'tabs'}, not by commas.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    table: list[TableRow] = []
    last = cells = 0
    try:
        for values in reader:
            line = last + 1
            last = reader.line_num
            cells += len(values)
            if cells > MOST_CELLS or len(table) > MOST_ROWS:
                sheet.refuse_size(f"over {MOST_CELLS} cells" if cells > MOST_CELLS else f"more than {MOST_ROWS} rows")
                return sheet
            table.append(TableRow(f"line {line}", line, [sheet.text_cell(unguarded(text), line) for text in values]))
    except csv.Error as problem:
        sheet.faults.append(Fault("row", str(problem), "cells that a CSV reader can tell apart", "", name, last + 1))
        return sheet
    sheet.fill(table)
    return sheet


def _decoded(raw: bytes, sheet: Sheet) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sheet.notes.append("Read as UTF-16, as its first bytes say.")
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
    text = raw.decode("cp949", errors="replace")
    if _is_korean(text):
        sample = re.findall(r"[^\x00-\x7f]+", text)
        sheet.notes.append(f"The file is not UTF-8. Read as cp949 (Korean Windows): {shown(sample[0], 20)}.")
        return text
    advice = "Save it as CSV UTF-8."
    expected = "UTF-8, or Korean Windows (cp949)"
    raise EvidenceError(Fault("text", "bytes that are neither UTF-8 nor cp949", expected, advice, sheet.file, line))


def _is_korean(text: str) -> bool:
    """Whether text read as cp949 is Korean. Western quotation marks become rare syllables there, and alone."""
    foreign = [letter for letter in text if ord(letter) > 127]
    are_asian = all(unicodedata.name(letter, "").startswith(("HANGUL", "CJK", "IDEOGRAPHIC")) for letter in foreign)
    usual = sum(len(letter.encode("euc_kr", errors="ignore")) == 2 for letter in foreign)
    return are_asian and usual > len(foreign) / 2


def _separator(text: str, columns: tuple[SheetColumn, ...]) -> str:
    """What separates the cells: the mark that splits one of the first lines into the most known columns."""
    lines = text[:100_000].splitlines()[:HEAD_WITHIN]

    def most_named(mark: str) -> int:
        try:
            return max((_count_named(texts, columns) for texts in csv.reader(lines, delimiter=mark)), default=0)
        except csv.Error:
            return 0

    return max((",", ";", "\t"), key=most_named)


def _head(table: Sequence[TableRow], columns: tuple[SheetColumn, ...]) -> int | None:
    """Which of the first rows names the most columns; at least two, or none is a head."""
    named = [_count_named([cell.text for cell in row.cells], columns) for row in table[:HEAD_WITHIN]]
    most = max(named, default=0)
    return named.index(most) if most >= 2 else None


def _count_named(texts: Iterable[str], columns: tuple[SheetColumn, ...]) -> int:
    """How many columns a row names, if it is the head."""
    return len({column.name for column in columns} & {_head_name(text) for text in texts})


def _head_names(sheet: Sheet, head: Sequence[Cell], below: Sequence[TableRow]) -> list[str]:
    """The columns in the order of the head; "" for one that holds nothing at all, or is refused."""
    known = [column.name for column in sheet.columns]
    computed = {column.name for column in COMPUTED} - set(known) if "what_was_said" in known else set()
    names: list[str] = []
    unread: list[str] = []
    for position, cell in enumerate(head):
        name = _head_name(cell.text)
        if name in known and name not in names:
            names.append(name)
            continue
        names.append("")
        if name in computed:
            unread.append(name)
            continue
        is_used = any(not each.is_empty for row in below for each in row.cells[position : position + 1])
        if name in known:
            sheet.faults.append(sheet.cell_fault("head", cell, shown(cell.text), "each column once"))
        elif name or cell.odd or is_used:
            advice = nearest(name, known) or "Move it to `note`, or take the column out."
            found = cell.odd or (shown(cell.text) if cell.text else "nothing")
            expected = "the name of a column; the sheet Codes lists them"
            sheet.faults.append(sheet.cell_fault("head", cell, found, expected, advice))
    if unread:
        sheet.notes.append(f"{sheet.title}: not read, as the program computes them: {', '.join(unread)}.")
    return names


def _head_name(text: str) -> str:
    """What was said, WHAT-WAS-SAID and what_was_said are one name."""
    return re.sub(r"[\s_-]+", "_", text.strip().lower().strip("*:"))
