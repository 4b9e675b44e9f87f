"""Opening workbooks: what is dangerous in one is refused before it is read, what is easily overlooked is noted.

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
from datetime import datetime, time
from typing import Any
from xml.parsers import expat

from legation.base.characters import visible
from legation.base.faults import EvidenceError, Fault, shown
from legation.base.number_reader import Unreadable, check_value
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.columns import SheetColumn
from legation.evidence.importing.spreadsheets import Cell, Sheet, TableRow, times

MOST_AREAS = 1000  # merged, or with one link
MOST_IN_AREAS = 100_000  # cells in all of them together
_ODD = {"f": "a formula", "e": "the error {}", "b": "a truth value"}  # by openpyxl's letter for the type of a cell
EXPECTED = "a workbook as Excel or LibreOffice saves it (.xlsx)"


def read_workbook(raw: bytes, name: str, wanted: dict[str, tuple[SheetColumn, ...]]) -> dict[str, Sheet]:
    """Read the sheets of a workbook by the title wanted. The first is required, or the workbook has one sheet only.

    Raises  EvidenceError if the workbook can't be read, or isn't safe to open
    """
    book = _opened(raw, name)
    sheets: dict[str, Sheet] = {}
    for title, columns in wanted.items():
        names = [each for each in book.sheetnames if each.strip().lower() == title.lower()]
        if not names and not sheets:
            if len(book.sheetnames) > 1:
                titles = shown(", ".join(book.sheetnames))
                raise EvidenceError(Fault("sheet", titles, f"a sheet called {title}", "", name))
            names = book.sheetnames
        if len(names) > 1:
            expected, advice = f"one sheet called {title}", "Put all rows into one, or give the other another name."
            raise EvidenceError(Fault("sheet", " and ".join(map(shown, names)), expected, advice, name))
        if names:
            sheets[title] = Sheet(name, visible(names[0]), columns)
            _fill(sheets[title], book[names[0]])
    return sheets


def _opened(raw: bytes, name: str) -> Any:
    """The workbook in a file."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_parts(raw, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that we don't read, such as drop-downs of later versions
            book = openpyxl.load_workbook(io.BytesIO(raw))
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, LookupError, ValueError, TypeError, AttributeError,
            OSError, EOFError, SyntaxError, NotImplementedError, OverflowError):  # fmt: skip
        book = None
    if book is None or not book.sheetnames:
        raise _refusal("no workbook, or a damaged one", name)
    return book


def _check_parts(raw: bytes, name: str) -> None:
    """Refuse a workbook that is unsafe to open."""
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        if (size := sum(part.file_size for part in parts.infolist())) > spreadsheets.MOST_BYTES:
            raise _refusal(f"a workbook that unpacks to {size // 10**6} MB", name)
        counts = Counter[str]()
        for part in parts.namelist():
            _count_elements(parts.read(part), part, name, counts)
    if counts["cells"] > spreadsheets.MOST_CELLS:
        raise _refusal(f"a workbook with {counts['cells']} cells, many of them empty", name)
    if counts["areas"] > MOST_AREAS or counts["in areas"] > MOST_IN_AREAS:
        raise _refusal(f"{counts['areas']} merged or linked areas with {counts['in areas']} cells", name)


def _count_elements(text: bytes, part: str, name: str, counts: Counter[str]) -> None:
    """Count the cells and the areas of one part. Refuse XML that declares entities, or another encoding than UTF-8."""
    from openpyxl.utils.cell import range_boundaries

    def check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise _refusal(f"XML that is not UTF-8 in {shown(part)}", name)

    def refuse_entities(*_: object) -> None:
        raise _refusal(f"a document type or entities of its own in {shown(part)}", name)

    def count(element: str, attributes: dict[str, str]) -> None:
        kind, area = element.rpartition(":")[2], attributes.get("ref", "")
        if kind == "c":
            counts["cells"] += 1
        elif kind in ("mergeCell", "hyperlink") and ":" in area:
            left, top, right, bottom = range_boundaries(area)
            counts["areas"] += 1
            counts["in areas"] += abs((right - left + 1) * (bottom - top + 1))

    parser = expat.ParserCreate()
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = check_declaration, refuse_entities
    parser.StartElementHandler = count
    with suppress(expat.ExpatError):  # It is no XML; or openpyxl, too, can read no further than this.
        parser.Parse(text, True)


def _refusal(found: str, name: str) -> EvidenceError:
    return EvidenceError(Fault("file", found, EXPECTED, file=name))


def _fill(sheet: Sheet, page: Any) -> None:
    """Put the rows of a page into the sheet, and note what people overlook."""
    rows, columns = page.max_row, page.max_column
    limits = spreadsheets.MOST_ROWS, spreadsheets.MOST_COLUMNS, spreadsheets.MOST_CELLS
    if any(size > most for size, most in zip((rows, columns, rows * columns), limits, strict=True)):
        sheet.refuse_size(f"{rows} rows, {columns} columns")
        return
    merged = _merged(page, sheet)
    table: list[TableRow] = []
    struck = set()
    for row in page.iter_rows():
        place = f"{sheet.title} row {row[0].row}"
        cells = [_cell(merged.get(cell.coordinate, cell), sheet, f"{sheet.title}!{cell.coordinate}") for cell in row]
        table.append(TableRow(place, 0, cells))
        if any(cell.value is not None and cell.has_style and cell.font.strike for cell in row):
            struck.add(row[0].row)
    sheet.fill(table)
    hidden = {number for number, dimension in page.row_dimensions.items() if dimension.hidden}
    _note_overlooked(sheet, page, hidden, struck)


def _note_overlooked(sheet: Sheet, page: Any, hidden: set[int], struck: set[int]) -> None:
    """Note that hidden and struck-out rows, hidden columns and a hidden sheet are read like all others."""
    if page.sheet_state != "visible":
        sheet.notes.append(f"{sheet.title}: the sheet is hidden; it is read all the same.")
    filled = [row.place.rpartition(" ")[2] for row in sheet.rows]
    for kind, numbers in (("hidden or filtered out", hidden), ("struck out", struck)):
        if rows := [number for number in filled if int(number) in numbers]:
            sheet.notes.append(f"{sheet.title}: {times(len(rows), 'row')} {kind}, read like the others: {_few(rows)}.")
    if columns := [letter for letter, dimension in page.column_dimensions.items() if dimension.hidden]:
        sheet.notes.append(f"{sheet.title}: hidden columns, read like the others: {_few(columns)}.")


def _few(names: list[str], most: int = 10) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _merged(page: Any, sheet: Sheet) -> dict[str, Any]:
    """For each cell inside cells merged downwards, the one that holds their value. Other merged cells are faults."""
    first: dict[str, Any] = {}
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
        first |= {page.cell(row, area.min_col).coordinate: top for row in range(area.min_row, area.max_row + 1)}
    return first


def _has_neighbours(page: Any, area: Any) -> bool:
    """Whether anything else stands in the rows of a merged area."""
    inside = range(area.min_col, area.max_col + 1)
    rows: Iterable[Any] = page.iter_rows(min_row=area.min_row, max_row=area.max_row)
    return any(cell.value is not None and cell.column not in inside for row in rows for cell in row)


def _cell(cell: Any, sheet: Sheet, at: str) -> Cell:
    value = cell.value
    if value is None:
        return Cell("", at=at)
    if odd := _ODD.get(cell.data_type):
        return Cell("", at=at, odd=odd.format(value))
    style = str(cell.number_format or "")
    if isinstance(value, datetime) and value.time() == time():
        return Cell(value.date().isoformat(), value.date(), style, at=at)
    if isinstance(value, int | float):
        if isinstance(refused := check_value(value), Unreadable):
            return Cell("", at=at, odd=f"a number out of all measure ({refused.expected})")
        return Cell(f"{value:.15g}", float(value), style, at=at)
    return sheet.text_cell(value, at=at) if isinstance(value, str) else Cell("", at=at, odd="a time of day")
