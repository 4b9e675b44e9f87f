"""Proposed claims as a sheet in the form of the template: to be put into own words, mended, and imported.

What was said stands there as the article has it, so that a person can say it otherwise. A sentence that holds marks of
identity is left out, and the note says why.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from legation.evidence import handling, harm
from legation.evidence.exporting.tables import fill_page, saved
from legation.evidence.importing.columns import BASIC, CLAIMS, SheetColumn
from legation.evidence.importing.proposals import cells_of
from legation.evidence.importing.spreadsheets import guarded
from legation.evidence.reading.articles import ProposedClaim
from legation.evidence.reading.drafts import summary_of

ENDINGS = (".xlsx", ".csv")
_FURTHER = ("said_by", "place_named", "before", "after", "kind", "note")
COLUMNS = (*CLAIMS[:BASIC], *(column for column in CLAIMS[BASIC:] if column.name in _FURTHER))
SENTENCES = (
    SheetColumn("proposal", "", "computed", "Its number."),
    SheetColumn("sentence", "", "computed", "As the article has it."),
    SheetColumn("read_as", "", "computed", "How it was read."),
    SheetColumn("carried_on", "", "computed", "What earlier sentences gave."),
    SheetColumn("missing", "", "computed", "What a claim would need besides."),
)


class _Embargoed(NamedTuple):
    """As far as a note on handling needs a claim."""

    handling: str = handling.DEFAULT_IN_FOLDERS


def proposal_sheet(proposals: Sequence[ProposedClaim], source: str, ending: str) -> bytes:
    """The proposals as a workbook or as CSV, as `ending` says.

    source  the id of their source; may be empty
    """
    rows = [_row(proposal, source) for proposal in proposals]
    if ending == ".csv":
        return _csv(rows).encode()
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = "Legation"
    note = handling.note([_Embargoed()] * len(rows))
    book.active.title = "Claims"
    fill_page(book.active, COLUMNS, rows, note)
    fill_page(book.create_sheet("Sentences"), SENTENCES, [_sentence(proposal) for proposal in proposals], note)
    return saved(book)


def _row(proposal: ProposedClaim, source: str) -> dict[str, str | float]:
    cells = cells_of(proposal)
    row: dict[str, str | float] = {column.name: cells.get(column.name, "") for column in COLUMNS}
    row["source_id"] = source
    if proposal.reading.refused:
        row["note"] = _refusal(proposal)
    else:
        row["what_was_said"] = _shortened(proposal.sentence.text)
    return row


def _sentence(proposal: ProposedClaim) -> dict[str, str | float]:
    return {
        "proposal": proposal.number,
        "sentence": _refusal(proposal) if proposal.reading.refused else proposal.sentence.text,
        "read_as": summary_of(proposal.reading),
        "carried_on": ", ".join(proposal.carried),
        "missing": "; ".join(proposal.reading.missing),
    }


def _refusal(proposal: ProposedClaim) -> str:
    marks = " and ".join(name for name, _ in proposal.reading.refused)
    return f"Left out, as it holds {marks}: say it in your own words without. It is sentence {proposal.number}."


def _shortened(text: str) -> str:
    """A sentence in one line, at most as long as a text of the record may be."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= harm.MOST_CHARACTERS:
        return line
    return line[: harm.MOST_CHARACTERS - 1].rpartition(" ")[0] + "…"


def _csv(rows: Iterable[dict[str, str | float]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([_csv_cell(row[column.name]) for column in COLUMNS] for row in rows)
    return "\ufeff" + stream.getvalue()


def _csv_cell(value: str | float) -> str:
    if isinstance(value, str):
        return guarded(value)
    if float(value).is_integer():
        return f"{value:.0f}"
    # Three digits behind a point could be thousands; a fourth leaves no doubt.
    return f"{value!r}0" if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", repr(value)) else repr(value)
