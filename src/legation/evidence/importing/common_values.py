"""Values that a person gives for all rows of a sheet at once. Each is put where a cell is empty, and nowhere else.

Where a value can't be meant, a cell stays empty, too: `whose` of a measure that is of no persons, and `span` where the
unit of the row says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from legation.base.faults import EvidenceError, Fault, Faults, nearest, shown
from legation.base.number_text import how_many
from legation.evidence.areas import area_advice
from legation.evidence.importing.cells import RowFields
from legation.evidence.importing.columns import CLAIMS, WORDS, SheetColumn
from legation.evidence.importing.spreadsheets import Cell, Sheet, SheetRow
from legation.evidence.importing.synonyms import code_of, headings, plain_words
from legation.evidence.importing.units import span_in
from legation.evidence.vocabulary import vocabulary

# What differs from row to row, and what only the ledger can check.
_OF_ROWS = ("what_was_said", "low", "high")
_KINDS = ("word", "unit", "date", "flag", "whole", "text")
FOR_ALL = tuple(column for column in CLAIMS if column.kind in _KINDS and column.name not in _OF_ROWS)
MOST_CODES = 20  # listed in a fault


def checked_for_all(given: Mapping[str, str]) -> dict[str, str]:
    """The values by our columns, whatever people call these.

    given   field, or what people head it -> value
    Raises  EvidenceError with one fault for each unknown field, and for each value that its field can't have
    """
    known = {plain_words(heading): meaning.column for heading, meaning in headings().items()}
    known |= {plain_words(column.field): column.name for column in CLAIMS}
    known |= {plain_words(column.name): column.name for column in CLAIMS}
    columns = {column.name: column for column in FOR_ALL}
    faults = Faults()
    values: dict[str, str] = {}
    for field, value in given.items():
        column = columns.get(known.get(plain_words(field), ""))
        if column is None:
            listed = f"one of {', '.join(columns)}"
            faults.append(Fault("for_all", shown(field), listed, nearest(plain_words(field), columns)))
        elif values.setdefault(column.name, value) != value:
            faults.append(Fault("for_all", f"{column.name} twice", "one value for a field"))
        elif why := _refusal(column, value):
            faults.append(why)
    faults.refuse(EvidenceError)
    return values


def _refusal(column: SheetColumn, value: str) -> Fault | None:
    """Why a field can't have a value."""
    written = shown(f"{column.name}={value}")
    if not value.strip():
        return Fault("for_all", written, f"a value for {column.name}")
    if column.kind == "word":
        if code_of(column.name, value):
            return None
        codes = list(WORDS[column.name])
        expected = f"one of {', '.join(codes)}" if len(codes) <= MOST_CODES else f"a {column.name} of the record"
        advice = area_advice(value) if column.name == "where" else nearest(value, codes)
        return Fault("for_all", written, expected, advice)
    # A row of its own tells how its cell would be read. It is marked as public, so that its fault may say all.
    alone = SheetRow({"handling": Cell("public"), column.name: Cell(value)}, "")
    faults = RowFields(alone, Sheet("", "", CLAIMS)).faults
    return Fault("for_all", written, faults[0].expected, faults[0].advice) if faults else None


def fill(sheet: Sheet, values: Mapping[str, str]) -> None:
    """Put values into the empty cells of their columns, and note in how many rows.

    values  column -> value, as `checked_for_all` gives them
    """
    for name, value in values.items():
        empty = [at for at, row in enumerate(sheet.rows) if row.cell(name).is_empty]
        filled = [at for at in empty if _is_meant(name, sheet.rows[at], sheet, values)]
        for at in filled:
            row = sheet.rows[at]
            sheet.rows[at] = replace(row, cells=row.cells | {name: row.cell(name)._replace(text=value)})
        code = code_of(name, value) if name in WORDS else ""
        said = f"{name} {code}" if code else name  # A text of the user's own is not repeated.
        left = f"; left as they are: {len(sheet.rows) - len(filled)}" if len(filled) < len(sheet.rows) else ""
        sheet.notes.append(f"{sheet.title}: {said} for {how_many(len(filled), 'row')} without one, as you said{left}.")


def _is_meant(name: str, row: SheetRow, sheet: Sheet, values: Mapping[str, str]) -> bool:
    """Whether a row whose cell is empty can have a value in it."""
    if name == "whose":
        measure = vocabulary().measures.get(code_of("measure", row.cell("measure").text or values.get("measure", "")))
        return measure is None or measure.of_persons
    if name == "span":
        units = (row.cell("unit").text, sheet.unit_of("low"), sheet.unit_of("high"), values.get("unit", ""))
        return not span_in(next(filter(None, units), ""))
    return True
