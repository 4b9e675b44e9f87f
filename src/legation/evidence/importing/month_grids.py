"""Grids of months: years across and months down, or the other way round, as customs offices print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from legation.base.faults import Fault, Faults, shown
from legation.evidence.importing.month_labels import SUM, labelled_year, month_number
from legation.evidence.importing.spreadsheets import Cell, Table, TableRow, column_letter

_LOOKED_AT = 100  # rows above a table


class MonthValue(NamedTuple):
    """The cell that holds the value of a month; `label` is the one that names the month."""

    month: date
    cell: Cell
    label: Cell


@dataclass
class MonthTable:
    """What a table holds.

    layout     in words
    values     in the order of the table
    heading    of the column of values, if there is one
    taken      what was chosen, in phrases
    left_out   what was not read as a value, in phrases
    notes      what else a user should know, in sentences
    """

    layout: str
    values: list[MonthValue] = field(default_factory=list)
    heading: str = ""
    taken: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_grid(table: Table, rows: Sequence[TableRow], faults: Faults) -> MonthTable | None:
    """The table as a grid of months and years; None if it is none."""
    for at, head in enumerate(rows[:_LOOKED_AT]):
        years = {place: year for place, cell in enumerate(head.cells) if (year := labelled_year(cell.text))}
        months = {
            place: month for place, cell in enumerate(head.cells) if isinstance(month := month_number(cell.text), int)
        }
        if years and min(years) and (label := _label_column(rows[at + 1 :], min(years), by_year=False)) is not None:
            return _values_of_grid(table, rows, at, label, years, faults, by_year=False)
        is_head = len(months) >= 2 and not any(labelled_year(cell.text) for cell in head.cells)
        if is_head and min(months) and (label := _label_column(rows[at + 1 :], min(months), by_year=True)) is not None:
            return _values_of_grid(table, rows, at, label, months, faults, by_year=True)
    return None


def _label_column(rows: Sequence[TableRow], before: int, *, by_year: bool) -> int | None:
    """The column, left of the first value, that names the month or year of most rows; None if none names any."""
    counts = [
        sum(
            labelled_year(cell_at(row, at).text) is not None
            if by_year
            else isinstance(month_number(cell_at(row, at).text), int)
            for row in rows
        )
        for at in range(before)
    ]
    return counts.index(max(counts)) if max(counts, default=0) else None


def _values_of_grid(
    table: Table,
    rows: Sequence[TableRow],
    at: int,
    label: int,
    heads: Mapping[int, int],
    faults: Faults,
    *,
    by_year: bool,
) -> MonthTable:
    """Read a grid: `heads` are the years across by column, or the months across where years go down."""
    reading = MonthTable("years down, months across" if by_year else "months down, years across")
    head = rows[at]
    filled = {place for row in rows[at + 1 :] for place, cell in enumerate(row.cells) if not cell.is_empty}
    for place in sorted(filled - heads.keys()):
        text = cell_at(head, place).text
        if place == label:
            continue
        if not text and (cell := next((c for row in rows[at + 1 :] if holds_number(c := cell_at(row, place))), None)):
            # Under years that span several columns the flows stand side by side, and the first would pass for all.
            what = "month" if by_year else "year"
            advice = f"Leave the columns of one flow, each with its {what} above."
            faults.append(cell_fault(table, cell, f"column {column_letter(place)}", f"numbers without a {what} above",
                                     f"a {what} above each column of values", advice))  # fmt: skip
            continue
        reading.left_out.append(f"column {shown(text) if text else column_letter(place)}")
    for row in rows[at + 1 :]:
        name = cell_at(row, label)
        values = [(place, cell_at(row, place)) for place in heads]
        number = labelled_year(name.text) if by_year else month_number(name.text)
        if isinstance(number, int):
            for place, cell in values:
                year, month = (number, heads[place]) if by_year else (heads[place], number)
                reading.values.append(MonthValue(date(year, month, 1), cell, name))
        elif all(cell.is_empty or (name.is_empty and not holds_number(cell)) for _, cell in values):
            reading.left_out.append(f"{row_place(row)} (words)")
        elif month_number(name.text) == SUM:
            reading.left_out.append(f"{row_place(row)} ({name.text})")
        else:
            expected = "a year" if by_year else "a month such as Jan, 1월 or 1, or a word such as total"
            faults.append(cell_fault(table, name, "row", shown(name.text) if name.text else "no label", expected))
    return reading


def cell_at(row: TableRow, at: int) -> Cell:
    """The cell at a position; an empty one where the row is shorter."""
    return row.cells[at] if at < len(row.cells) else Cell("", line=row.line)


def row_place(row: TableRow) -> str:
    """Where a row is, in words: `line 15` of a text, `Sheet1!A15` of a workbook."""
    first = next((cell for cell in row.cells if not cell.is_empty), None)
    return first.at if first and first.at else row.place


def cell_fault(table: Table, cell: Cell, column: str, reading: str, expected: str, advice: str = "") -> Fault:
    """A fault at a cell."""
    return Fault(cell.fault_name(column), reading, expected, advice, table.file, cell.line)


def holds_number(cell: Cell) -> bool:
    """Whether a cell holds a number, rather than a word or a date."""
    return isinstance(cell.value, int | float) or (
        cell.value is None and cell.is_number and any(map(str.isdigit, cell.text))
    )
