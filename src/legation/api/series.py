"""A user's own series: read from a table of months, shown, and written where a scenario can name it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults
from legation.api.defaults import FILLS, SERIES_FOLDER
from legation.base.faults import Fault, Faults, UserError, as_written, shown
from legation.base.files import edited_files
from legation.evidence.importing.month_series import SeriesAsked, SeriesRead, read_series
from legation.evidence.own_series import ENDING, OwnSeries, month_ranges, month_starts

_MOST_OF_A_NAME = 80


@dataclass(frozen=True)
class ImportedSeries:
    """A series as it was read from a file, and the file that was written.

    layout  of the table, in words
    notes   what was noticed while reading, in sentences
    """

    series: OwnSeries
    file: Path
    layout: str
    notes: list[str]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        series = self.series
        return {
            "file": as_written(self.file),
            "source": series.source,
            "source_sha256": series.source_sha256,
            "layout": self.layout,
            "unit_of_source": series.unit,
            "from": f"{series.first:%Y-%m}",
            "to": f"{series.last:%Y-%m}",
            "months": len(series.months) - len(series.interpolated),
            "of": len(list(month_starts(series.first, series.last))),
            "missing": month_ranges(series.missing()),
            "interpolated": month_ranges(series.interpolated),
            "taken": list(series.taken),
            "left_out": list(series.left_out),
            "notes": self.notes,
        }


def import_series(
    file: Path | str,
    into: Path | str = SERIES_FOLDER,
    *,
    name: str = "",
    unit: str = "",
    where: Mapping[str, str] | None = None,
    column: str = "",
    sheet: str = "",
    decimal: str = "",
    fill: str = FILLS[0],
    force: bool = False,
) -> ImportedSeries:
    """Read a monthly series from a table of the user's, and write it where a scenario can name it as an input.

    file     an export of UN Comtrade, a table with years across or down, or a list of dates and values
    into     the folder to write into
    name     of the file to write, without its ending; that of `file` where it is empty
    unit     of the values where the file states none: USD or RMB, with a multiple
    where    heading -> value: which rows of a file with several series are meant
    column   the heading of the values where a table has several columns of them
    sheet    of a workbook
    decimal  point or comma, where the file leaves open what 1,234 is
    fill     none leaves months without a value as they are; interpolate draws a line between their neighbours
    force    replace a file that exists
    Raises   EvidenceError, UserError with every fault; then nothing is written
    """
    source = Path(file)
    asked = SeriesAsked(where or {}, column, sheet, unit, decimal, fill)
    read: SeriesRead
    target, read = collect_faults(
        lambda: _target(source, Path(into), name, force=force), lambda: read_series(source, asked, date.today())
    )
    with edited_files(into, target.name, field="into") as lent:
        (lent / target.name).write_bytes(read.series.text().encode())
    return ImportedSeries(read.series, target, read.layout, read.notes)


def _target(source: Path, into: Path, name: str, *, force: bool) -> Path:
    """The file to write. Raises UserError if its name is none, or if something is in the way."""
    stem = name.removesuffix(ENDING) or re.sub(r"[^\w-]+", "-", source.stem).strip("-_")[:_MOST_OF_A_NAME]
    faults = Faults()
    if not re.fullmatch(rf"\w[\w-]{{0,{_MOST_OF_A_NAME - 1}}}", stem):
        found = shown(stem) if stem else f"{shown(source.stem)}, of which no letter can be kept"
        faults.append(Fault("name", found, f"at most {_MOST_OF_A_NAME} letters, digits, hyphens and underscores"))
    target = into / f"{stem}{ENDING}"
    if not faults and target.exists():
        if target.is_dir():
            faults.append(Fault("into", "a folder", "the name of a file", file=as_written(target)))
        elif target.samefile(source) if source.exists() else False:
            advice = "Choose another --name or --into."
            faults.append(Fault("into", "the file that is read", "another file", advice, as_written(target)))
        elif not force:
            advice = "Choose another --name, or give --force to replace it."
            faults.append(Fault("into", "a file that exists", "a new file", advice, as_written(target)))
    faults.refuse(UserError)
    return target
