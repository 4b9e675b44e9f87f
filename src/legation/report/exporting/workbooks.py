"""Sheets as a workbook (.xlsx) or as CSV files: numbers are number cells, and no text is taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from legation.base.faults import Fault, Faults
from legation.evidence.exporting.tables import csv_cell, csv_table, saved, unfit_text
from legation.evidence.importing.spreadsheets import guarded
from legation.report.exporting.sheets import Cell, ExportSheet

WARNING_COLOUR = "B00020"


def fitting_sheets(sheets: Iterable[ExportSheet]) -> tuple[list[ExportSheet], list[str]]:
    """The sheets that a workbook takes, and a sentence for each that it takes in part or not at all."""
    kept, words = [], []
    for sheet in sheets:
        fits: ExportSheet | None = sheet
        while fits and fits.less and fits.cells > fits.most:
            fits, sentence = fits.less()
            words.append(sentence)
        kept += [fits] if fits else []
    return kept, words


def workbook_bytes(sheets: Sequence[ExportSheet], note: str = "") -> bytes:
    """A workbook with these sheets, each with a frozen head and filters.

    note    what every sheet must say; it then stands above the head, and on every printed page
    Raises  UserError with each text that a workbook can't hold
    """
    import openpyxl

    _check_texts(sheets, head=2 if note else 1)
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "Legation"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet, note)
    return saved(book)


def csv_files(sheets: Iterable[ExportSheet], note: str = "") -> dict[str, bytes]:
    """File name -> CSV with a mark, so that spreadsheets read it as UTF-8. A note stands in a first row of its own."""
    files = {}
    for sheet in sheets:
        rows = [[_csv_text(cell) for cell in row] for row in sheet.rows]
        above = [[guarded(note)]] if note else []
        files[f"{sheet.name.lower()}.csv"] = csv_table([*above, sheet.columns, *rows]).encode()
    return files


def _csv_text(cell: Cell) -> str:
    return "" if cell is None else csv_cell(cell)


def _fill(page: Any, sheet: ExportSheet, note: str) -> None:
    from openpyxl.utils import get_column_letter

    head = 2 if note else 1
    last = get_column_letter(len(sheet.columns))
    page.freeze_panes = f"A{head + 1}"
    page.auto_filter.ref = f"A{head}:{last}{head + len(sheet.rows)}"
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = sheet.width(column)
    if note:
        page.oddHeader.center.text = page.oddFooter.center.text = note
        page.append([_bold(page, note, WARNING_COLOUR)])
    page.append([_bold(page, column) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _check_texts(sheets: Iterable[ExportSheet], head: int) -> None:
    """Raise UserError with each text that no cell can hold, by sheet and cell."""
    from openpyxl.utils import get_column_letter

    faults = Faults()
    for sheet in sheets:
        for at, row in enumerate(sheet.rows, start=head + 1):
            for number, value in enumerate(row, start=1):
                if isinstance(value, str) and (unfit := unfit_text(value)):
                    place = f"{sheet.name} {get_column_letter(number)}{at}"
                    faults.append(Fault(place, *unfit, "Take it out of the scenario or claim, or export with --csv."))
    faults.refuse()


def _cell(page: Any, value: Cell) -> Any:
    """A cell as openpyxl takes it: a number, or text that stays text."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str) or guarded(value) == value:
        return value
    cell = WriteOnlyCell(page)
    cell.value = value
    cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
    return cell


def _bold(page: Any, text: str, colour: str | None = None) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(page, value=text)
    cell.font = Font(bold=True, color=colour)
    return cell
