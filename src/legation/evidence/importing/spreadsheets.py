"""Reading spreadsheets as people make them: which rows and cells there are, and what was odd about them.

Nothing is decided here about what a cell means. What had to be guessed to read the file at all (how it is encoded,
what separates its cells, where its head is) is noted, so that the user can look. Each kind of file has a reader of its
own: `text_files`, `workbooks` (XLSX), `open_documents` (ODS), `old_workbooks` (XLS) and `binary_workbooks` (XLSB).
`headings` finds out which columns a table has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from legation.base import ids
from legation.base.characters import forbidden_character
from legation.base.faults import EvidenceError, Fault, Faults, Path_, as_written
from legation.base.number_reader import LONGEST
from legation.base.number_text import how_many
from legation.evidence.handling import is_public, without_cell
from legation.evidence.importing.columns import SheetColumn, column_of
from legation.evidence.importing.numbers import has_decimal_comma
from legation.evidence.importing.synonyms import plain_words, total_words
from legation.evidence.importing.text_shapes import shape_of

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 500, 1_000_000
MOST_BYTES = 60_000_000  # of a text file, or of a workbook's parts together, unpacked
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ENDINGS = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", *TEXT_ENDINGS)
# A text cell that begins so would be run as a formula, so it is written with an apostrophe in front; see `guarded`.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_DIGITS_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}")
_NUMBER = re.compile(r"[\d\s.,'%$€₩¥+-]*")


class Cell(NamedTuple):
    """One cell.

    text   what stands there, trimmed
    value  what the workbook holds, if that is no text: a number or a day
    style  the number format of the workbook; empty where it is not known
    line   of a text file; 0 in a workbook
    at     sheet and cell, such as Claims!C5; empty in a text file
    odd    a phrase for what can't be a value at all (an error, a truth value); empty otherwise
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

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, float) or bool(self.text and _NUMBER.fullmatch(self.text))

    def fault_name(self, column: str) -> str:
        """How a fault names the cell: by its place, if it is in a workbook, and by its column."""
        return f"{self.at} {column}" if self.at else column


class TableRow(NamedTuple):
    """One row of a file, before the head is known.

    is_title  whether its cells are merged across the table, so that it heads a part of it
    """

    place: str
    line: int
    cells: list[Cell]
    is_title: bool = False

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.is_empty]

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


@dataclass
class Table:
    """A sheet of a file, or a text file, before anybody knows what its columns are.

    across  cells that are merged across columns beside others, by the position of their row
    has_decimal_commas  whether its cells are separated by semicolons, as programs do whose numbers have decimal commas
    """

    file: str
    title: str
    rows: list[TableRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    across: list[tuple[int, str]] = field(default_factory=list)
    has_decimal_commas: bool = False

    def text_cell(self, text: str, line: int = 0, at: str = "") -> Cell:
        """A cell with text: trimmed, with one character for each line end. Control characters make it no value."""
        if text != text.strip() and (note := f"{self.title}: spaces at the ends of cells left out.") not in self.notes:
            self.notes.append(note)
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\ufeff\u200b\u00a0").strip()
        if mark := forbidden_character(text):
            return Cell("", line=line, at=at, odd=f"the character {mark}")
        return Cell(text, line=line, at=at)

    def refuse_size(self, found: str) -> None:
        """Note that the table holds more than claims ever need, and empty it."""
        self.rows.clear()
        expected = f"at most {MOST_ROWS} rows, {MOST_COLUMNS} columns and {MOST_CELLS} cells"
        self.faults.append(Fault(self.title, found, expected, "Delete empty rows and columns.", self.file))

    def note_merged(self, area: str) -> None:
        """Note cells merged downwards, which stand for rows that say the same."""
        self.notes.append(f"{area}: merged cells; each of them taken as the value of the first.")

    def take_merged(self, top: int, bottom: int, left: int, right: int) -> None:
        """Take cells that are merged, from one position to another: as a title, as rows that say the same, or not."""
        if (
            bottom >= len(self.rows)
            or right >= len(self.rows[top].cells)
            or (first := self.rows[top].cells[left]).is_empty
        ):
            return
        if len(self.rows[top].filled) == 1:
            self.rows[top] = self.rows[top]._replace(is_title=left < right)
        elif left != right:
            self.across.append((top, first.at))
        else:
            self.note_merged(first.at)
            for row in self.rows[top + 1 : bottom + 1]:
                row.cells[left] = first._replace(at=row.cells[left].at)

    def note_formulas(self, cells: Sequence[str]) -> None:
        """Note formulas, of which the last result is read."""
        if cells:
            read = how_many(len(cells), "formula")
            self.notes.append(f"{self.title}: {read} read by the value last computed: {few(cells)}.")

    def note_hidden(self) -> None:
        """Note that the sheet is hidden."""
        self.notes.append(f"{self.title}: the sheet is hidden; it is read all the same.")

    def note_rows(self, kind: str, numbers: Sequence[str]) -> None:
        """Note rows that people overlook, and that are read like all others."""
        if numbers:
            self.notes.append(
                f"{self.title}: {how_many(len(numbers), 'row')} {kind}, read like the others: {few(numbers)}."
            )


class Match(NamedTuple):
    """What becomes of a column of the user's.

    heading  as the user has it; `column D` where there is none
    column   ours; empty if it is left out
    how      how sure that is, or why it is left out
    unit     what the heading says in brackets of its numbers, such as USD
    """

    heading: str
    column: str
    how: str
    unit: str = ""


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
    """The rows of a table by column, and what is to be said about reading it. The origin of claims and sources.

    layout  a hash of its headings, by which a file of the same layout is known again; it tells nothing of them
    turned  columns in which the spreadsheet has turned some dates round: it left others, such as 23/04/2019, as text
    firsts  columns of which all days are the first of a month, and nobody knows whether they show a month or a day
    has_thousands_commas  whether nothing speaks for decimal commas in its amounts, so that 30,000 is thirty thousand
    """

    file: str
    title: str
    columns: tuple[SheetColumn, ...] = ()
    rows: list[SheetRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    matches: list[Match] = field(default_factory=list)
    layout: str = ""
    turned: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()
    has_thousands_commas: bool = False

    @property
    def column_names(self) -> set[str]:
        """Which of our columns it has."""
        return {match.column for match in self.matches if match.column}

    def unit_of(self, column: str) -> str:
        """The unit that the heading of a column names."""
        return next((match.unit for match in self.matches if match.column == column), "")

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a field of the claim or source in a row stands at the cell for that field."""
        column = column_of(".".join(str(part) for part in path[2:] if isinstance(part, str)), self.columns)
        expected = "a value" if expected == "this field" else expected
        return self.row_fault(self.rows[int(path[1])], column, found, expected, advice)

    def row_fault(self, row: SheetRow, column: str, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a cell of a row. It repeats a coded cell only if the row is public, and free text never.

        Of a coded cell that it does not repeat it tells the shape; of one among several names in a cell, that one's.
        """
        cell = row.cell(column)
        if any(known.name == column and known.kind == "text" for known in self.columns):
            return self.cell_fault(column, cell, "this text" if found.startswith('"') else found, expected, advice)
        fault = self.cell_fault(column, cell, found, expected, advice)
        # What isn't public appears in messages by its id, so an id may be shown, if it is one.
        is_id = column == "id" and re.fullmatch(ids.RECORD, cell.text.lower())
        if row.is_public or is_id:
            return fault
        part = found[1:-1] if re.fullmatch(r'"[^…]*"', found) and found[1:-1] in cell.text else cell.text
        return without_cell(fault, cell.text, shape_of(part or found))

    def cell_fault(self, column: str, cell: Cell, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at any cell, also outside all rows of claims."""
        return Fault(cell.fault_name(column), found, expected, advice, self.file, cell.line)

    def fill(self, table: Table, head: int) -> None:
        """Take the rows below the head by column, and note those that hold no finding."""
        width, names = len(table.rows[head].cells), [match.column for match in self.matches]
        if head:
            self.notes.append(f"{self.title}: {how_many(head, 'row')} above the head left out.")
        for at, area in table.across:
            if at > head:  # Above the head they head groups of columns; here nobody knows which column they belong to.
                expected, advice = "one value in each cell", "Unmerge them, and fill each."
                self.faults.append(Fault(area, "merged cells", expected, advice, self.file))
        below = table.rows[head + 1 :]
        while below and below[-1].is_empty:
            below.pop()
        reasons = _without_finding(below, table.rows[head], names)
        for row in below:
            if not row.is_empty and row.place not in reasons:
                self.rows.append(self._sheet_row(row, names, width))
        dated = {column.name for column in self.columns if column.kind == "date"} & set(names)
        days = [name for name in dated if self._has(name, _is_day)]
        self.turned = frozenset(name for name in days if self._has(name, _is_turned))
        self.firsts = frozenset(name for name in days if not self._has(name, _is_no_first))
        amounts = {column.name for column in self.columns if column.kind == "number"} & set(names)
        is_decimal = table.has_decimal_commas or any(self._has(name, _has_decimal_comma) for name in amounts)
        self.has_thousands_commas = not is_decimal
        if empty := sum(row.is_empty for row in below):
            self.notes.append(f"{self.title}: {how_many(empty, 'empty row')} left out.")
        if reasons:
            listed = few([f"{place.removeprefix(f'{self.title} ')} ({why})" for place, why in reasons.items()])
            self.notes.append(f"{self.title}: left out, as no finding stands there: {listed}.")

    def _has(self, column: str, kind: Callable[[Cell], bool]) -> bool:
        return any(kind(row.cell(column)) for row in self.rows)

    def _sheet_row(self, row: TableRow, names: list[str], width: int) -> SheetRow:
        fault = None
        if beyond := [cell for cell in row.cells[width:] if cell.text]:
            expected = f"at most {width} cells, as many as the head has"
            advice = "Put text that holds the separator in double quotes." if row.line else ""
            fault = self.cell_fault("row", beyond[0], f"{len(row.cells)} cells", expected, advice)
        by_name = {name: cell for name, cell in zip(names, row.cells, strict=False) if name}
        return SheetRow(by_name, row.place, row.line, fault)


def _has_decimal_comma(cell: Cell) -> bool:
    """Whether somebody typed a number with a decimal comma. What a workbook holds as a number has no comma."""
    return cell.value is None and has_decimal_comma(cell.text[: 2 * LONGEST])


def _is_day(cell: Cell) -> bool:
    return isinstance(cell.value, date)


def _is_no_first(cell: Cell) -> bool:
    """Whether a day is not the first of a month, or the workbook says that it is shown as a day."""
    return isinstance(cell.value, date) and (cell.value.day != 1 or bool(cell.style))


def _is_turned(cell: Cell) -> bool:
    """Whether a text is a date in digits that no spreadsheet took for one, as it has no such month: 23/04/2019."""
    parts = _DIGITS_DATE.fullmatch(cell.text) if cell.value is None else None
    return parts is not None and (int(parts[1]) > 12) != (int(parts[2]) > 12)


def _without_finding(rows: Sequence[TableRow], head: TableRow, names: list[str]) -> dict[str, str]:
    """The rows that only sum up, repeat the head, head a part of the table or stand below it: place -> why."""
    heading = [plain_words(cell.text) for cell in head.cells]
    reasons = {}
    last = max((at for at, row in enumerate(rows) if len(row.filled) > 1 and not _is_total(row)), default=-1)
    for at, row in enumerate(rows):
        filled = row.filled
        if _is_total(row):
            reasons[row.place] = "a total"
        elif [plain_words(cell.text) for cell in row.cells] == heading:
            reasons[row.place] = "the head again"
        elif len(filled) == 1 and len([name for name in names if name]) > 2:
            if row.is_title:
                reasons[row.place] = "a title across the table"
            elif at > last and ((at and rows[at - 1].is_empty) or not _tells(row, names)):
                reasons[row.place] = "one cell alone below the table"
    return reasons


def _tells(row: TableRow, names: list[str]) -> bool:
    """Whether anything stands in the column of what was said."""
    return any(name == "what_was_said" and not cell.is_empty for name, cell in zip(names, row.cells, strict=False))


def _is_total(row: TableRow) -> bool:
    """Whether all that a row says is a word such as total, and numbers."""
    texts = [cell for cell in row.filled if not cell.is_number and not cell.odd]
    return bool(texts) and all(plain_words(cell.text) in total_words() for cell in texts)


def read_tables(path: Path, title: str, numbers: Collection[str] = ()) -> list[Table]:
    """The sheets of a workbook, or the one table of a text file, whatever they hold.

    title    of the table of a text file
    numbers  for a table of numbers: headings that it may have, in plain words
    Raises  EvidenceError if the file can't be read at all
    """
    name, ending = as_written(path), path.suffix.lower()
    try:
        if path.stat().st_size > MOST_BYTES:
            expected = f"a file of at most {MOST_BYTES // 10**6} MB"
            raise EvidenceError(Fault("file", f"{path.stat().st_size // 10**6} MB", expected, file=name))
        raw = path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or type(problem).__name__).lower()
        raise EvidenceError(Fault("file", reason, "a file that can be read", file=name)) from None
    if ending in TEXT_ENDINGS:
        from legation.evidence.importing.text_files import read_text_table

        return [read_text_table(raw, name, title, numbers)]
    if raw.startswith(b"PK") and b"application/vnd.oasis.opendocument.spreadsheet" in raw[:120]:
        from legation.evidence.importing.open_documents import read_open_document

        return read_open_document(raw, name)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        from legation.evidence.importing.old_workbooks import read_old_workbook

        return read_old_workbook(raw, name)
    if ending == ".xlsb":
        from legation.evidence.importing.binary_workbooks import read_binary_workbook

        return read_binary_workbook(raw, name)
    from legation.evidence.importing.workbooks import read_workbook

    return read_workbook(raw, name)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula. `unguarded` gives it back."""
    return f"'{text}" if (text[:1] in "=+-@\t\r" and text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def few(names: Sequence[str], most: int = 10) -> str:
    """The first names of a list, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def column_letter(position: int) -> str:
    """How spreadsheets call a column, from its position: A, B, …, Z, AA."""
    rest, last = divmod(position, 26)
    return (column_letter(rest - 1) if rest else "") + chr(ord("A") + last)
