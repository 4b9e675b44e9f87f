"""Workbooks of Excel 97 to 2003 (XLS): values with the formats in which cells show them.

xlrd reads them, and not python-calamine: that one leaves the formats out, so that 45 % is 0.45 and October a day, and a
damaged file with a circle of sectors makes it take all memory (0.9.1).
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from legation.base.characters import visible
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.spreadsheets import Cell, Table, TableRow, column_letter
from legation.evidence.importing.workbooks import ERRORS, LOCKED, NO_WORKBOOK, unreadable_workbook, value_cell

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as Page


def read_old_workbook(raw: bytes, name: str) -> list[Table]:
    """The sheets of a workbook. Raises EvidenceError if it can't be read."""
    import xlrd
    from xlrd.compdoc import CompDocError

    if "EncryptedPackage".encode("utf-16-le") in raw:  # A locked XLSX is packed into the old kind of file.
        raise unreadable_workbook(LOCKED, name)
    try:
        book = xlrd.open_workbook(file_contents=raw, formatting_info=True, logfile=io.StringIO())
    except (xlrd.XLRDError, CompDocError, struct.error, LookupError, ValueError, TypeError, AttributeError,
            AssertionError, ArithmeticError, NotImplementedError) as problem:  # fmt: skip
        raise unreadable_workbook(LOCKED if "encrypted" in str(problem) else NO_WORKBOOK, name) from None
    tables = []
    for page in book.sheets():
        table = Table(name, visible(page.name))
        _fill(table, page, book)
        tables.append(table)
    return tables


def _fill(table: Table, page: Page, book: Book) -> None:
    """Put the rows of a page into the table, and note what people overlook."""
    rows, columns = page.nrows, page.ncols
    limits = spreadsheets.MOST_ROWS, spreadsheets.MOST_COLUMNS, spreadsheets.MOST_CELLS
    if any(size > most for size, most in zip((rows, columns, rows * columns), limits, strict=True)):
        table.refuse_size(f"{rows} rows, {columns} columns")
        return
    if page.visibility:
        table.note_hidden()
    hidden, struck = [], []
    for number in range(rows):
        cells = [_cell(page, number, at, table, book) for at in range(columns)]
        table.rows.append(TableRow(f"{table.title} row {number + 1}", 0, cells))
        if any(not cell.is_empty for cell in cells):
            info = page.rowinfo_map.get(number)
            hidden += [str(number + 1)] if info and info.hidden else []
            struck += [str(number + 1)] if any(_is_struck(page, number, at, book) for at in range(columns)) else []
    table.note_rows("hidden or filtered out", hidden)
    table.note_rows("struck out", struck)
    for top, bottom, left, right in page.merged_cells:
        table.take_merged(top, bottom - 1, left, right - 1)


def _is_struck(page: Page, row: int, column: int, book: Book) -> bool:
    if page.cell_type(row, column) in (0, 6):
        return False
    return bool(book.font_list[book.xf_list[page.cell_xf_index(row, column)].font_index].struck_out)


def _cell(page: Page, row: int, column: int, table: Table, book: Book) -> Cell:
    import xlrd

    at = f"{table.title}!{column_letter(column)}{row + 1}"
    kind, value = page.cell_type(row, column), page.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
        return Cell("", at=at)
    if kind == xlrd.XL_CELL_ERROR:
        return Cell("", at=at, odd=f"the error {ERRORS.get(value, 'of an unknown kind')}")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell("", at=at, odd="a truth value")
    style = book.format_map[book.xf_list[page.cell_xf_index(row, column)].format_key].format_str
    if kind == xlrd.XL_CELL_DATE:
        try:
            value = xlrd.xldate.xldate_as_datetime(value, book.datemode)
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return Cell("", at=at, odd="a date beyond the calendar")
        if value.year < 1901:
            return Cell("", at=at, odd="a time of day")
    return value_cell(value, table, at, style)
