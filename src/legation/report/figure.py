"""A figure: a chart with what stands around it, and the files that it can be saved as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from legation.base.number_text import significant
from legation.evidence.exporting.tables import csv_table
from legation.evidence.importing.spreadsheets import guarded
from legation.report.chart_files import standing_alone

Cell: TypeAlias = str | float | int | None

# Where a row is of the model, the quantiles over worlds; where it is of the record, the reported ends and the claim.
DATA_COLUMNS = (
    "shows", "place", "time", "weeks", "unit", "q05", "q25", "q50", "q75", "q95", "reported_low", "reported_high",
    "claim",
)  # fmt: skip
MODEL, REPORTED = "model", "reported"
DIGITS = 3
PLAIN = "-_.!~*'();/?:@=+$, "  # signs that an address between double quotes may hold as they are
SOURCE = "Legation. The persons in the model are invented; nothing is fitted to the record. Run"


@dataclass(frozen=True)
class Figure:
    """A chart, what it shows in words, and the numbers in it.

    name        unique in its result, fit for a file's name and an id of a page
    title       the finding, in a sentence
    svg         the chart, which takes its colours from the page
    model       of what the model's part is, in a caption
    marks       of each reported value its letter, the id of its claim, and the value in words
    definition  what is measured, in a sentence
    data        what is drawn: rows of `DATA_COLUMNS`, in which a cell that doesn't apply is None
    """

    name: str
    title: str
    svg: str
    model: str
    marks: tuple[tuple[str, str, str], ...] = ()
    definition: str = ""
    data: tuple[Mapping[str, Cell], ...] = ()

    def svg_link(self, run_id: str) -> str:
        """The address of the chart's file, which holds the file itself."""
        return f"data:image/svg+xml;charset=utf-8,{quote(self.svg_file(run_id), safe=PLAIN)}"

    def csv_link(self) -> str:
        """The address of the file of numbers, which holds the file itself."""
        return f"data:text/csv;charset=utf-8,{quote(self.csv_file(), safe=PLAIN)}"

    def svg_file(self, run_id: str) -> str:
        """The chart as a file of its own, on white, with its title and where it is from."""
        return standing_alone(self.svg, self.title, [self.definition, f"{SOURCE} {run_id}."])

    def csv_file(self) -> str:
        """The numbers in the chart as CSV."""
        rows = [[_cell_text(row.get(column)) for column in DATA_COLUMNS] for row in self.data]
        return csv_table([DATA_COLUMNS, *rows]).replace("\r\n", "\n")  # a third less in an address


def data_row(shows: str, **cells: Cell) -> dict[str, Cell]:
    """A row of `DATA_COLUMNS`; numbers in three digits, infinite ends left out."""
    assert set(cells) <= set(DATA_COLUMNS)
    row: dict[str, Cell] = dict.fromkeys(DATA_COLUMNS) | {"shows": shows}
    for column, value in cells.items():
        finite = not isinstance(value, float) or abs(value) != float("inf")
        row[column] = (significant(value, DIGITS) if isinstance(value, float) else value) if finite else None
    return row


def _cell_text(value: Cell) -> str:
    return "" if value is None else guarded(value) if isinstance(value, str) else f"{value:.15g}"
