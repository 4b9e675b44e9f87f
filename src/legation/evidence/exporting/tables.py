"""Claims as tables: XLSX and CSV that can be imported again unchanged, and CSV for Uwazi.

Text that a spreadsheet would run as a formula is written as text. Every sheet that holds a claim that is not public
says so.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from legation.base.characters import forbidden_character
from legation.base.dates import DateRange
from legation.base.faults import EvidenceError, Fault, Faults
from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.exporting.citations import claim_citation
from legation.evidence.importing.columns import CLAIMS, COMPUTED, SOURCES, SheetColumn
from legation.evidence.importing.spreadsheets import guarded
from legation.evidence.ledger import Ledger
from legation.evidence.queries import outlet_of, represented_by
from legation.evidence.sources import Outlet, Source

ON_TOPIC = "on_topic"
UWAZI_SEVERAL = "|"
UWAZI_NUMBERS = ("low", "high")
MOST_IN_CELL = 32_767  # characters that a cell of a workbook holds; openpyxl cuts a longer text without a word

Rows = Sequence[Mapping[str, str | float]]
DatedRows = Sequence[Mapping[str, str | float | date]]
_OF_OUTLET = {
    "outlet_name": "name", "outlet_grade": "grade", "outlet_graded_on": "graded_on",
    "outlet_grade_basis": "grade_basis",
}  # fmt: skip


def workbook(
    ledger: Ledger,
    claims: Sequence[Claim],
    on_topic: Mapping[str, str] | None = None,
    answer: Sequence[tuple[str, Sequence[str]]] = (),
) -> bytes:
    """The claims, and the sources that they name, as sheets of one workbook, with filters on their heads.

    Each claim has its grades in letters and in words, its days as dates, and its citation, which are not read back.

    on_topic  of each claim, how it bears on the topic that the workbook is of; None if it is of no topic
    answer    headings with their lines, which stand on a first sheet of their own; empty for no such sheet
    Raises    EvidenceError for text that a workbook can't hold
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = "Legation"
    note = handling.note(claims)
    page = book.active
    if answer:
        page.title = "Answer"
        _fill_answer(page, answer, note)
        page = book.create_sheet()
    page.title = "Claims"
    bearing = on_topic or {}
    rows = [as_row(claim, ledger) | computed_cells(ledger, claim) | {ON_TOPIC: bearing.get(claim.id, "")}
            for claim in claims]  # fmt: skip
    computed = COMPUTED if on_topic else [column for column in COMPUTED if column.name != ON_TOPIC]
    fill_page(page, (*CLAIMS, *computed), rows, note)
    fill_page(book.create_sheet("Sources"), SOURCES, _source_rows(ledger, claims), note)
    for each in (book["Claims"], book["Sources"]):
        head = 2 if note else 1
        each.auto_filter.ref = f"A{head}:{each.cell(each.max_row, each.max_column).coordinate}"
    return saved(book)


def _fill_answer(page: Any, answer: Sequence[tuple[str, Sequence[str]]], note: str) -> None:
    """Each line in a row, with its heading beside the first."""
    from openpyxl.styles import Alignment, Font

    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 120
    if note:
        put_text(page.cell(1, 1), note)
        page.cell(1, 1).font = Font(bold=True, color="B00020")
        page.oddHeader.center.text = page.oddFooter.center.text = note
    at = 2 if note else 1
    for heading, lines in answer:
        put_text(page.cell(at, 1), heading)
        page.cell(at, 1).font = Font(bold=True)
        for line in lines:
            put_text(page.cell(at, 2), line[:MOST_IN_CELL])
            for cell in (page.cell(at, 1), page.cell(at, 2)):
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            at += 1


def computed_cells(ledger: Ledger, claim: Claim) -> dict[str, str | float | date]:
    """What follows from the record about a claim, as cells by column: its grades and its citation."""
    words = ledger.grade_words(claim.id)
    outlet = ledger.outlets[ledger.sources[claim.source].outlet]
    return {
        "first_day": claim.period.first if claim.period else "",
        "last_day": claim.period.last if claim.period else "",
        "published_from": ledger.sources[claim.source].published.first,
        "published_to": ledger.sources[claim.source].published.last,
        "grade": ledger.grade(claim.id),
        "source_grade_in_words": words["source"],
        "outlet": outlet.name,
        "outlet_grade": outlet.grade,
        "outlet_grade_in_words": words["outlet"],
        "information_grade": ledger.information_grade(claim.id),
        "information_grade_in_words": words["information"],
        "citation": claim_citation(ledger, claim),
    }


def saved(book: Any) -> bytes:
    """A workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill_page(page: Any, columns: Sequence[SheetColumn], rows: Rows | DatedRows, note: str = "") -> None:
    """Put a head and rows into an empty sheet, below the note if there is one.

    Raises  EvidenceError for each text that a workbook can't hold, with its row
    """
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    if note:
        put_text(page.cell(1, 1), note)
        page.cell(1, 1).font = Font(bold=True, color="B00020")
        page.oddHeader.center.text = page.oddFooter.center.text = note
    head = 2 if note else 1
    for number, column in enumerate(columns, start=1):
        put_text(page.cell(head, number), column.name)
        page.cell(head, number).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = 60 if column.name == "what_was_said" else 16
    faults = Faults()
    for position, row in enumerate(rows, start=head + 1):
        for number, column in enumerate(columns, start=1):
            value = row[column.name]
            cell = page.cell(position, number)
            if isinstance(value, str) and (unfit := unfit_text(value)):
                name = row.get("id") or row["source_id"]
                advice = "Take it out of the claim, or export to .toml."
                faults.append(Fault(f"{name} {column.name}", *unfit, advice))
            # Workbooks hold 16 digits of a number; where that would change it, it is written as text.
            elif isinstance(value, date):
                cell.value, cell.number_format = value, "yyyy-mm-dd"
            elif isinstance(value, str) or float(f"{value:.16g}") != value:
                put_text(cell, str(value))
            else:
                cell.value = value
    faults.refuse(EvidenceError)
    page.freeze_panes = page.cell(head + 1, 1)


def unfit_text(text: str) -> tuple[str, str] | None:
    """Why a cell can't hold a text, as found and expected; None if it can."""
    if mark := forbidden_character(text):
        return f"the character {mark}", "plain text"
    if len(text) > MOST_IN_CELL:
        return f"{len(text):,} characters", f"at most {MOST_IN_CELL:,}, as a cell of a workbook holds"
    return None


def put_text(cell: Any, text: str) -> None:
    """Write text that stays text, whatever it begins with."""
    assert len(text) <= MOST_IN_CELL, "openpyxl would cut it"
    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = guarded(text) != text


def as_row(claim: Claim, ledger: Ledger) -> dict[str, str | float]:
    """A claim as cells by column: text, or a number; "" where there is nothing."""
    row: dict[str, str | float] = {}
    for column in CLAIMS:
        match column.name:
            case "about":
                row["about"] = "; ".join(represented_by(claim.represented_by))
            case "published":
                row["published"] = str(ledger.sources[claim.source].published)
            case "before" | "after":
                row[column.name] = str(getattr(claim.windows, column.name)) if claim.windows else ""
            case _:
                row[column.name] = _as_cell(getattr(claim, column.field))
    return row


def source_row(source: Source, outlet: Outlet) -> dict[str, str | float]:
    """A source with its outlet as cells by column."""
    row: dict[str, str | float] = {}
    for column in SOURCES:
        if column.name in _OF_OUTLET:
            row[column.name] = _as_cell(getattr(outlet, _OF_OUTLET[column.name]))
        elif column.kind == "addresses":
            row[column.name] = " ".join(source.also_seen)
        else:
            row[column.name] = _as_cell(getattr(source, column.field))
    return row


def _as_cell(value: Any) -> str | float:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, int | float):
        return value
    return "; ".join(value) if isinstance(value, list) else str(value)


def csv_text(ledger: Ledger, claims: Iterable[Claim]) -> str:
    """The claims as CSV, with a mark so that spreadsheets read it as UTF-8."""
    return _csv(CLAIMS, [as_row(claim, ledger) for claim in claims])


def sources_csv_text(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """The sources that the claims name, likewise."""
    return _csv(SOURCES, _source_rows(ledger, claims))


def uwazi_text(ledger: Ledger, claims: Iterable[Claim]) -> str:
    """The claims as Uwazi imports them: `title` first, no spaces in heads, | between several, days with slashes.

    Each time is a range, `from:to`: a property has one type, and most sources are not dated to a day.
    """
    rows = [_uwazi_row(ledger, claim) for claim in claims]
    heads = list(rows[0]) if rows else ["title"]
    # Numbers stay numbers: an apostrophe before a minus would make them text.
    return csv_table([heads, *([text if name in UWAZI_NUMBERS else guarded(text) for name, text in row.items()]
                              for row in rows)])  # fmt: skip


def _uwazi_row(ledger: Ledger, claim: Claim) -> dict[str, str]:
    source = ledger.sources[claim.source]

    def titles(names: Iterable[str]) -> str:
        return UWAZI_SEVERAL.join(_uwazi_title(ledger.claims[name]) for name in names)

    return {
        "title": _uwazi_title(claim),
        "claim_id": claim.id,
        "handling": claim.handling,
        "paraphrase": claim.paraphrase,
        "kind": claim.kind,
        "wording": claim.wording,
        "low": "" if claim.low is None else f"{claim.low:.15g}",
        "high": "" if claim.high is None else f"{claim.high:.15g}",
        "unit": claim.unit,
        "places": UWAZI_SEVERAL.join(claim.places),
        "period": _slashed(claim.period) if claim.period else "",
        "published": _slashed(source.published),
        "headline": source.title,
        "outlet": outlet_of(ledger, claim),
        "upstream": claim.upstream,
        "grade": ledger.grade(claim.id),
        "role": claim.role,
        "status": claim.status_on(ledger.as_of),
        "represented_by": UWAZI_SEVERAL.join(represented_by(claim.represented_by)),
        "measure": claim.measure,
        "whose": claim.whose,
        "says_the_same": titles(ledger.agreements(claim.id)),
        "says_otherwise": titles(ledger.conflicts_of(claim.id)),
        "source_link": _uwazi_link(source),
    }


def _uwazi_title(claim: Claim) -> str:
    """What Uwazi calls a claim, and by which it finds it again: where it splits at a bar, there must be none."""
    return f"{claim.id}: {claim.paraphrase.replace(UWAZI_SEVERAL, '/')}"


def _uwazi_link(source: Source) -> str:
    """Label and address, with the one bar between them at which Uwazi splits."""
    if not source.link:
        return ""
    label = source.publisher.replace(UWAZI_SEVERAL, "/")
    return f"{label}{UWAZI_SEVERAL}{source.link.replace(UWAZI_SEVERAL, '%7C')}"


def _slashed(period: DateRange) -> str:
    return f"{period.first:%Y/%m/%d}:{period.last:%Y/%m/%d}"


def _source_rows(ledger: Ledger, claims: Iterable[Claim]) -> Rows:
    named = dict.fromkeys(claim.source for claim in claims)
    sources = [ledger.sources[name] for name in named]
    return [source_row(source, ledger.outlets[source.outlet]) for source in sources]


def _csv(columns: Sequence[SheetColumn], rows: Rows) -> str:
    head = [column.name for column in columns]
    return csv_table([head, *([csv_cell(row[name]) for name in head] for row in rows)])


def csv_cell(value: str | float) -> str:
    """A cell as CSV has it: text that no spreadsheet takes for a formula, and numbers that none takes for others."""
    if isinstance(value, str):
        return guarded(value)
    if float(value).is_integer() and abs(value) < 2**53:
        return str(int(value))
    # Three digits behind a point could be thousands; a fourth leaves no doubt.
    return f"{value!r}0" if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", repr(value)) else repr(value)


def csv_table(table: Iterable[Sequence[str]]) -> str:
    """Rows of cells as CSV, with a mark so that spreadsheets read it as UTF-8. Cells are written as they are."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(table)
    return "\ufeff" + stream.getvalue()
