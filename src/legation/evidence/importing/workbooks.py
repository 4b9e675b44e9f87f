"""Opening XLSX workbooks: what is dangerous in one is refused before it is read, what is easily overlooked is noted.

openpyxl expands every merged area and link cell by cell, and its XML parser the entities that a workbook declares. So
the same parser goes through every part first, and only counts.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from xml.parsers import expat

from legation.base.characters import visible
from legation.base.faults import EvidenceError, Fault, shown
from legation.base.number_reader import Unreadable, check_value
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.spreadsheets import Cell, Table, TableRow, few

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
MOST_AREAS = 1000  # merged, or with one link
MOST_IN_AREAS = 100_000  # cells in all of them together
_ODD = {"f": "a formula", "e": "the error {}", "b": "a truth value"}  # by openpyxl's letter for the type of a cell
EXPECTED = "a workbook as Excel or LibreOffice saves it (.xlsx)"
NO_WORKBOOK = "no workbook, or a damaged one"
LOCKED = "a workbook with a password"


def read_workbook(raw: bytes, name: str) -> list[Table]:
    """The sheets of a workbook.

    Raises  EvidenceError if the workbook can't be read, or isn't safe to open
    """
    has_formulas = check_parts(raw, name)
    book = _opened(raw, name)
    # A formula is read as the value that the workbook last had for it. openpyxl gives one or the other.
    results = _opened(raw, name, results=True) if has_formulas else None
    tables = []
    for page in book.worksheets:
        table = Table(name, visible(page.title))
        _fill(table, page, results[page.title] if results else None)
        tables.append(table)
    return tables


def _opened(raw: bytes, name: str, *, results: bool = False) -> Any:
    """The workbook in a file, with its formulas or with their results."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that we don't read, such as drop-downs of later versions
            book = openpyxl.load_workbook(io.BytesIO(raw), data_only=results)
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, LookupError, ValueError, TypeError, AttributeError,
            OSError, EOFError, SyntaxError, NotImplementedError, OverflowError):  # fmt: skip
        book = None
    if book is None or not book.worksheets:
        raise unreadable_workbook(NO_WORKBOOK, name)
    return book


def check_parts(raw: bytes, name: str) -> bool:
    """Refuse a workbook of zipped XML that is unsafe to open. Returns whether it holds formulas."""
    counts = Counter[str]()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if (size := sum(part.file_size for part in parts.infolist())) > spreadsheets.MOST_BYTES:
                raise unreadable_workbook(f"a workbook that unpacks to {size // 10**6} MB", name)
            for part in parts.namelist():
                _count_elements(parts.read(part), part, name, counts)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise unreadable_workbook(NO_WORKBOOK, name) from None
    if counts["cells"] > spreadsheets.MOST_CELLS:
        raise unreadable_workbook(f"a workbook with {counts['cells']} cells, many of them empty", name)
    if counts["areas"] > MOST_AREAS or counts["in areas"] > MOST_IN_AREAS:
        raise unreadable_workbook(f"{counts['areas']} merged or linked areas with {counts['in areas']} cells", name)
    return counts["formulas"] > 0


def _count_elements(text: bytes, part: str, name: str, counts: Counter[str]) -> None:
    """Count the cells and the areas of one part. Refuse XML that declares entities, or another encoding than UTF-8."""
    from openpyxl.utils.cell import range_boundaries

    def check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise unreadable_workbook(f"XML that is not UTF-8 in {shown(part)}", name)

    def refuse_entities(*_: object) -> None:
        raise unreadable_workbook(f"a document type or entities of its own in {shown(part)}", name)

    def count(element: str, attributes: dict[str, str]) -> None:
        kind, area = element.rpartition(":")[2], attributes.get("ref", "")
        if kind == "c":
            counts["cells"] += 1
        elif kind == "f":
            counts["formulas"] += 1
        elif kind in ("mergeCell", "hyperlink") and ":" in area:
            left, top, right, bottom = range_boundaries(area)
            counts["areas"] += 1
            counts["in areas"] += abs((right - left + 1) * (bottom - top + 1))

    parser = expat.ParserCreate()
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = check_declaration, refuse_entities
    parser.StartElementHandler = count
    with suppress(expat.ExpatError):  # It is no XML; or openpyxl, too, can read no further than this.
        parser.Parse(text, True)


def unreadable_workbook(found: str, name: str) -> EvidenceError:
    """The error for a file that is no workbook, or must not be opened."""
    return EvidenceError(Fault("file", found, EXPECTED, file=name))


def _fill(table: Table, page: Any, results: Any) -> None:
    """Put the rows of a page into the table, and note what people overlook."""
    rows, columns = page.max_row, page.max_column
    limits = spreadsheets.MOST_ROWS, spreadsheets.MOST_COLUMNS, spreadsheets.MOST_CELLS
    if any(size > most for size, most in zip((rows, columns, rows * columns), limits, strict=True)):
        table.refuse_size(f"{rows} rows, {columns} columns")
        return
    merged, titles = _merged(page, table)
    struck = []
    formulas = []
    for row in page.iter_rows():
        number = row[0].row
        cells = []
        for cell in row:
            stands = merged.get(cell.coordinate, cell)
            at = f"{table.title}!{cell.coordinate}"
            if stands.data_type == "f" and results and (result := results[stands.coordinate]).value is not None:
                formulas.append(cell.coordinate)
                stands = result
            cells.append(_cell(stands, table, at))
        table.rows.append(TableRow(f"{table.title} row {number}", 0, cells, number in titles))
        if any(cell.value is not None and cell.has_style and cell.font.strike for cell in row):
            struck.append(str(number))
    table.note_formulas(formulas)
    _note_overlooked(table, page, struck)


def _note_overlooked(table: Table, page: Any, struck: list[str]) -> None:
    """Note that hidden and struck-out rows, hidden columns and a hidden sheet are read like all others."""
    if page.sheet_state != "visible":
        table.note_hidden()
    hidden = {number for number, dimension in page.row_dimensions.items() if dimension.hidden}
    filled = [row.place.rpartition(" ")[2] for row in table.rows if not row.is_empty]
    table.note_rows("hidden or filtered out", [number for number in filled if int(number) in hidden])
    table.note_rows("struck out", [number for number in filled if number in struck])
    if columns := [letter for letter, dimension in page.column_dimensions.items() if dimension.hidden]:
        table.notes.append(f"{table.title}: hidden columns, read like the others: {few(columns)}.")


def _merged(page: Any, table: Table) -> tuple[dict[str, Any], set[int]]:
    """For each cell inside cells merged downwards, the one that holds their value; and the rows that are titles.

    Other merged cells are faults.
    """
    first: dict[str, Any] = {}
    titles = set()
    for area in page.merged_cells.ranges:
        top = page.cell(area.min_row, area.min_col)
        at = f"{table.title}!{area.coord}"
        if top.value is None:
            continue
        if not _has_neighbours(page, area):
            titles.add(area.min_row)
        elif area.min_col != area.max_col:
            table.across.append((area.min_row - 1, at))
        else:
            table.note_merged(at)
            first |= {page.cell(row, area.min_col).coordinate: top for row in range(area.min_row, area.max_row + 1)}
    return first, titles


def _has_neighbours(page: Any, area: Any) -> bool:
    """Whether anything else stands in the rows of a merged area."""
    inside = range(area.min_col, area.max_col + 1)
    rows: Iterable[Any] = page.iter_rows(min_row=area.min_row, max_row=area.max_row)
    return any(cell.value is not None and cell.column not in inside for row in rows for cell in row)


def _cell(cell: Any, table: Table, at: str) -> Cell:
    value = cell.value
    if value is None:
        return Cell("", at=at)
    if odd := _ODD.get(cell.data_type):
        return Cell("", at=at, odd=odd.format(value))
    return value_cell(value, table, at, str(cell.number_format or ""))


def value_cell(value: object, table: Table, at: str, style: str = "") -> Cell:
    """A cell with a value as libraries give it: a text, number, truth value, or a day with or without its time."""
    if isinstance(value, datetime):
        value = value.date()  # When in the day something was, no record says.
    if isinstance(value, date):
        return Cell(value.isoformat(), value, style, at=at)
    if isinstance(value, bool):
        return Cell("", at=at, odd="a truth value")
    if isinstance(value, int | float):
        if isinstance(refused := check_value(value), Unreadable):
            return Cell("", at=at, odd=f"a number out of all measure ({refused.expected})")
        return Cell(f"{value:.15g}", float(value), style, at=at)
    return table.text_cell(value, at=at) if isinstance(value, str) else Cell("", at=at, odd="a time of day")
