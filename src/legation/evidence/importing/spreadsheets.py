"""Reading spreadsheets as people make them: which rows and cells there are, and what was odd about them.

Nothing is decided here about what a cell means. What had to be guessed to read the file at all (how it is encoded,
what separates its cells, where its head is) is noted, so that the user can look.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from legation.base.faults import EvidenceError, Fault, Faults, as_written, nearest, shown
from legation.evidence.importing.columns import Column

MOST_ROWS = 20_000
MOST_BYTES = 200_000_000  # of a workbook, unpacked
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


@dataclass(frozen=True)
class SheetRow:
    """One row: its cells by column, where it stands, and what is wrong with it as a whole."""

    cells: dict[str, Cell]
    place: str
    line: int = 0
    fault: Fault | None = None

    def cell(self, column: str) -> Cell:
        return self.cells.get(column, Cell("", line=self.line, at=f"{self.place}" if not self.line else ""))


@dataclass
class Sheet:
    """The rows of one sheet, and what is to be said about reading it."""

    file: str
    title: str
    rows: list[SheetRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    commas: bool = False

    def fault(self, column: str, cell: Cell, found: str, expected: str, advice: str = "") -> Fault:
        name = f"{cell.at} {column}".strip() if cell.at else column
        return Fault(name, found, expected, advice, self.file, cell.line)


def read(path: Path, wanted: dict[str, tuple[Column, ...]]) -> dict[str, Sheet]:
    """The sheets of a workbook, or the one table of a text file, by the title wanted.

    wanted  title -> columns; a text file holds the first of them
    Raises  EvidenceError if the file can't be read at all
    """
    name = as_written(path)
    try:
        raw = path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or type(problem).__name__).lower()
        raise EvidenceError(Fault("file", reason, "a file that can be read", file=name)) from None
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _read_workbook(raw, name, wanted)
    title, columns = next(iter(wanted.items()))
    return {title: _read_text(raw, name, title, columns)}


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula. `unguarded` gives it back."""
    return f"'{text}" if (text[:1] in "=+-@\t\r" and text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def _read_text(raw: bytes, name: str, title: str, columns: tuple[Column, ...]) -> Sheet:
    sheet = Sheet(name, title)
    text = _decoded(raw, sheet)
    mark = _separator(text, columns)
    if mark != ",":
        sheet.notes.append(f"Cells are separated by {'semicolons' if mark == ';' else 'tabs'}, not by commas.")
    sheet.commas = mark == ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    table: list[tuple[str, int, list[Cell]]] = []
    last = 0
    try:
        for values in reader:
            line = last + 1
            last = reader.line_num
            table.append((f"line {line}", line, [Cell(_trimmed(unguarded(value)), line=line) for value in values]))
            _count_spaces(values, sheet)
    except csv.Error as problem:
        sheet.faults.append(Fault("row", str(problem), "cells that a CSV reader can tell apart", "", name, last + 1))
        return sheet
    _fill(sheet, table, columns)
    return sheet


def _decoded(raw: bytes, sheet: Sheet) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sheet.notes.append("Read as UTF-16, as its first bytes say.")
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
    try:
        text = raw.decode("cp949")
        foreign = [letter for letter in text if ord(letter) > 127]
        if all(unicodedata.name(letter, "").startswith(("HANGUL", "CJK", "IDEOGRAPHIC")) for letter in foreign):
            sample = re.findall(r"[^\x00-\x7f]+", text)
            sheet.notes.append(f"The file is not UTF-8. Read as cp949 (Korean Windows): {shown(sample[0], 20)}.")
            return text
    except UnicodeDecodeError:
        pass
    advice = "Save it as CSV UTF-8."
    expected = "UTF-8, or Korean Windows (cp949)"
    raise EvidenceError(Fault("text", "bytes that are neither UTF-8 nor cp949", expected, advice, sheet.file, line))


def _separator(text: str, columns: tuple[Column, ...]) -> str:
    """What separates the cells: the mark that splits one of the first lines into the most known columns."""
    names = {column.name for column in columns}

    def known(mark: str) -> int:
        try:
            lines = list(csv.reader(text.splitlines()[:HEAD_WITHIN], delimiter=mark))
        except csv.Error:
            return 0
        return max((len(names & {_head_name(cell) for cell in line}) for line in lines), default=0)

    return max((",", ";", "\t"), key=known)


def _read_workbook(raw: bytes, name: str, wanted: dict[str, tuple[Column, ...]]) -> dict[str, Sheet]:
    book = _opened(raw)
    if book is None or not book.sheetnames:
        expected = "a workbook as Excel or LibreOffice saves it (.xlsx)"
        raise EvidenceError(Fault("file", "no workbook, or a damaged one", expected, file=name))
    titles = {title.strip().lower(): title for title in book.sheetnames}
    first, *others = wanted
    if first.lower() not in titles:
        if len(book.sheetnames) > 1:
            found = ", ".join(book.sheetnames)
            raise EvidenceError(Fault("sheet", shown(found), f"a sheet called {first}", file=name))
        titles[first.lower()] = book.sheetnames[0]
    found_sheets = {}
    for title in (first, *others):
        if title.lower() in titles:
            sheet = found_sheets[title] = Sheet(name, titles[title.lower()])
            _fill(sheet, _workbook_rows(book[sheet.title], sheet), wanted[title])
    return found_sheets


def _opened(raw: bytes) -> Any:
    """The workbook in a file; None if it is none, is damaged, or would unpack to more than claims ever need."""
    import warnings
    import zipfile
    import zlib

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist()) > MOST_BYTES:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that we don't read, such as drop-downs of later versions
            return openpyxl.load_workbook(io.BytesIO(raw))
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, LookupError, ValueError, TypeError, AttributeError,
            OSError, EOFError, SyntaxError, NotImplementedError):  # fmt: skip
        return None


def _workbook_rows(page: Any, sheet: Sheet) -> list[tuple[str, int, list[Cell]]]:
    if page.max_row > MOST_ROWS or page.max_column > 500:
        found, expected = f"{page.max_row} rows, {page.max_column} columns", f"at most {MOST_ROWS} rows and 500 columns"
        sheet.faults.append(Fault(sheet.title, found, expected, "Delete empty rows and columns.", sheet.file))
        return []
    merged = _merged(page, sheet)
    rows = []
    for row in page.iter_rows():
        cells = [_cell(merged.get(cell.coordinate, cell), f"{sheet.title}!{cell.coordinate}") for cell in row]
        _count_spaces([cell.value for cell in row if isinstance(cell.value, str)], sheet)
        rows.append((f"{sheet.title} row {row[0].row}", 0, cells))
    return rows


def _merged(page: Any, sheet: Sheet) -> dict[str, Any]:
    """For each cell inside cells merged downwards, the one that holds their value. Other merged cells are faults."""
    found = {}
    for area in page.merged_cells.ranges:
        top = page.cell(area.min_row, area.min_col)
        at = f"{sheet.title}!{area.coord}"
        if top.value is None or not _has_neighbours(page, area):
            continue  # a title across the table
        if area.min_col != area.max_col:
            expected = "one value in each cell"
            sheet.faults.append(Fault(at, "merged cells", expected, "Unmerge them, and fill each.", sheet.file))
            continue
        sheet.notes.append(f"{at}: merged cells; each of them taken as the value of the first.")
        for number in range(area.min_row, area.max_row + 1):
            found[page.cell(number, area.min_col).coordinate] = top
    return found


def _has_neighbours(page: Any, area: Any) -> bool:
    """Whether anything else stands in the rows of a merged area."""
    inside = range(area.min_col, area.max_col + 1)
    rows = page.iter_rows(min_row=area.min_row, max_row=area.max_row)
    return any(cell.value is not None and cell.column not in inside for row in rows for cell in row)


def _cell(cell: Any, at: str) -> Cell:
    value = cell.value
    style = str(cell.number_format or "")
    if value is None:
        return Cell("", at=at)
    if cell.data_type == "f":
        return Cell("", at=at, odd="a formula")
    if cell.data_type == "e":
        return Cell("", at=at, odd=f"the error {value}")
    if isinstance(value, bool):
        return Cell("", at=at, odd=str(value).upper())
    if isinstance(value, datetime):
        if value.time() != time():
            return Cell("", at=at, odd="a time of day")
        return Cell(value.date().isoformat(), value.date(), style, at=at)
    if isinstance(value, int | float):
        return Cell(f"{value:.15g}", float(value), style, at=at)
    if isinstance(value, str):
        return Cell(_trimmed(value), at=at)
    return Cell("", at=at, odd="a time of day")


def _fill(sheet: Sheet, table: list[tuple[str, int, list[Cell]]], columns: tuple[Column, ...]) -> None:
    """Find the head, and put the rows below it into the sheet by column."""
    position = _head(table, columns)
    if position is None:
        expected = f"a row with the names of the columns, {', '.join(column.name for column in columns[:3])}, …"
        sheet.faults.append(Fault(f"{sheet.title}: head", "none in the first rows", expected, "", sheet.file))
        return
    if position:
        sheet.notes.append(f"{sheet.title}: {_times(position, 'row')} above the head left out.")
    _, _, head = table[position]
    names = _head_names(sheet, head, table[position + 1 :], columns)
    empty = pending = 0
    for place, line, cells in table[position + 1 :]:
        if not any(cell.text or cell.odd for cell in cells):
            pending += 1
            continue
        empty, pending = empty + pending, 0
        fault = None
        if beyond := [cell for cell in cells[len(names) :] if cell.text]:
            expected = f"at most {len(names)} cells, as many as the head has"
            advice = "Put text that holds the separator in double quotes." if line else ""
            fault = sheet.fault("row", beyond[0], f"{len(cells)} cells", expected, advice)
        by_name = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        sheet.rows.append(SheetRow(by_name, place, line, fault))
    if empty:
        sheet.notes.append(f"{sheet.title}: {_times(empty, 'empty row')} left out.")


def _head(table: list[tuple[str, int, list[Cell]]], columns: tuple[Column, ...]) -> int | None:
    """Which of the first rows names the most columns; at least two, or none is a head."""
    names = {column.name for column in columns}
    known = [len(names & {_head_name(cell.text) for cell in cells}) for _, _, cells in table[:HEAD_WITHIN]]
    best = max(known, default=0)
    return known.index(best) if best >= 2 else None


def _head_names(sheet: Sheet, head: list[Cell], below: Iterable[Any], columns: tuple[Column, ...]) -> list[str]:
    """The columns in the order of the head; "" for one that holds nothing at all."""
    known = [column.name for column in columns]
    below = list(below)
    names: list[str] = []
    for position, cell in enumerate(head):
        name = _head_name(cell.text)
        used = any(len(cells) > position and (cells[position].text or cells[position].odd) for _, _, cells in below)
        if not name and not used:
            names.append("")
            continue
        if name not in known:
            advice = nearest(name, known) or "Move it to `note`, or take the column out."
            found = shown(cell.text) if cell.text else "nothing"
            sheet.faults.append(
                sheet.fault("head", cell, found, "the name of a column; the sheet Codes lists them", advice)
            )
        elif name in names:
            sheet.faults.append(sheet.fault("head", cell, shown(cell.text), "each column once"))
        names.append(name if name in known and name not in names else "")
    return names


def _head_name(text: str) -> str:
    """What was said, WHAT-WAS-SAID and what_was_said are one name."""
    return re.sub(r"[\s_-]+", "_", text.strip().lower().strip("*:"))


def _trimmed(text: str) -> str:
    """Without spaces and invisible marks at the ends; line ends are one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\ufeff\u200b\u00a0").strip()


def _count_spaces(values: Iterable[Any], sheet: Sheet) -> None:
    """Note, once, that spaces were cut."""
    note = f"{sheet.title}: spaces at the ends of cells left out."
    if note not in sheet.notes and any(value != value.strip() for value in values):
        sheet.notes.append(note)


def _times(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
