"""Workbooks from a few lines of TOML, and a small ledger to import claims into."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from legation.evidence.importing.batch import read_batch
from legation.evidence.importing.rows import ImportBatch
from legation.evidence.ledger import Ledger, load_ledger
from tests.evidence.helpers import claim, shipped

TODAY = date(2026, 1, 31)
HEAD = ("what_was_said", "about", "wording", "low", "high", "unit", "where", "when", "source_id")


@cache
def small() -> Ledger:
    """One source, `story`, with one claim, `one`. Nothing can change it, so it is read once."""
    with TemporaryDirectory() as place:
        return load_ledger(records=shipped(Path(place) / "records", claim()))


def book(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> openpyxl.Workbook:
    """A workbook with these sheets: titles, and rows of values as people type them."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        page = made.create_sheet(title)
        for row in rows:
            page.append([None if value == "" else value for value in row])
    return made


def described(text: str) -> bytes:
    """The workbook that a description in TOML asks for: sheets with rows, formats by cell, and merged cells."""
    sheets = tomllib.loads(text)["sheet"]
    made = book(*((sheet["title"], sheet["rows"]) for sheet in sheets))
    for sheet in sheets:
        page = made[sheet["title"]]
        for at, style in sheet.get("formats", {}).items():
            page[at].number_format = style
        for area in sheet.get("merged", ()):
            page.merge_cells(area)
    return as_bytes(made)


def as_bytes(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def imported(path: Path, content: str | bytes, name: str = "mine.csv", known: Ledger | None = None) -> ImportBatch:
    """What becomes of a file with this content."""
    path.mkdir(exist_ok=True)
    file = path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_batch(file, known or small(), today=TODAY)
