"""Claims that were proposed from an article, as rows of a sheet: what a person accepts goes the way of every import.

A proposal becomes the cells that somebody would have typed, so that the same rules fill in what is empty, the same
checks refuse what is wrong, and every fault stands at a proposal and a column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from legation.base.faults import Fault, nearest, shown
from legation.evidence.importing.batch import judge_rows
from legation.evidence.importing.columns import CLAIMS, SOURCES, SheetColumn
from legation.evidence.importing.rows import ImportBatch, ImportSetting, add_sheets
from legation.evidence.importing.spreadsheets import Cell, Match, Sheet, SheetRow
from legation.evidence.ledger import Ledger
from legation.evidence.reading.articles import ProposedClaim
from legation.evidence.reading.drafts import draft_of

# What a person may mend in a proposal, by column of the sheet.
MENDABLE = tuple(column.name for column in CLAIMS if column.name not in ("source_id", "published", "id"))
_SPEAKERS = {
    "first_hand": "somebody who speaks of his or her own experience",
    "source": "an unnamed source",
    "heard": "hearsay, as the article says",
    "official": "an official body",
    "document": "a document",
}
_UNKNOWN_SPEAKER = "not stated"


@dataclass(frozen=True)
class AcceptedClaim:
    """A proposal that a person takes.

    said    what was said, in the person's own words
    mended  column of the sheet -> what the person writes there instead
    """

    proposal: ProposedClaim
    said: str
    mended: Mapping[str, str]


@dataclass(frozen=True)
class ArticleSource:
    """The source of an article: one that the ledger has, by its id, or a new one, by what else is given."""

    id: str
    publisher: str = ""
    published: date | None = None
    headline: str = ""
    language: str = "en"


def cells_of(proposal: ProposedClaim) -> dict[str, str | float]:
    """The cells that a proposal fills in, by column; empty ones are left out."""
    draft = draft_of(proposal.reading)
    cells: dict[str, str | float] = {}
    for column in CLAIMS:
        value = _value(draft, column)
        if value not in (None, "", []):
            cells[column.name] = value
    knowledge = proposal.reading.knowledge
    return cells | {"said_by": _SPEAKERS[knowledge.value] if knowledge else _UNKNOWN_SPEAKER}


def _value(draft: Mapping[str, Any], column: SheetColumn) -> Any:
    table, _, name = column.field.rpartition(".")
    if column.kind == "about":
        names = draft.get("represented_by", {})
        return "; ".join(f"{kind} {each}" for kind, of_kind in names.items() for each in of_kind)
    value = draft.get(table, {}).get(name) if table else draft.get(column.field)
    return "yes" if value is True else value


def proposals_batch(
    accepted: Sequence[AcceptedClaim], source: ArticleSource, file: str, ledger: Ledger, today: date
) -> ImportBatch:
    """The accepted proposals, checked as rows of a sheet are. Writes nothing.

    file  the article's, as messages show it
    """
    batch = ImportBatch(file, "")
    sheet = Sheet(file, "Claims", CLAIMS)
    for claim in accepted:
        texts = {**cells_of(claim.proposal), **claim.mended, "what_was_said": claim.said, "source_id": source.id}
        place = f"proposal {claim.proposal.number}"
        cells = {name: _cell(value, place) for name, value in texts.items() if name in _COLUMNS}
        sheet.rows.append(SheetRow(cells, place))
        batch.faults += [
            Fault(
                f"{place} {name}",
                "no column of a claim",
                f"one of {', '.join(MENDABLE[:6])}, …",
                nearest(name, MENDABLE),
            )
            for name in claim.mended
            if name not in MENDABLE
        ]
        if _is_copied(claim):
            expected = "what was said in your own words"
            batch.faults.append(Fault(f"{place} what_was_said", "the sentence of the article itself", expected))
    of_source = None
    if source.id not in ledger.sources and source.publisher:
        of_source = _source_sheet(source, file)
    elif source.id not in ledger.sources:
        advice = nearest(source.id, ledger.sources) or "For a new one name its outlet, and the day of publication."
        batch.faults.append(Fault("source", shown(source.id), "the id of a source", advice))
        return batch
    sheet.matches = _matches(sheet)
    add_sheets(sheet, of_source, batch, ImportSetting(ledger, today))
    judge_rows(batch, ledger)
    return batch


_COLUMNS = {column.name for column in CLAIMS}
_LEAST_COPIED = 8  # words; a shorter sentence can hardly be said otherwise


def _is_copied(claim: AcceptedClaim) -> bool:
    """Whether the words of a claim are those of the article."""
    said, sentence = (re.findall(r"\w+", text.lower()) for text in (claim.said, claim.proposal.sentence.text))
    return said == sentence and len(sentence) >= _LEAST_COPIED


def _cell(value: str | float, place: str) -> Cell:
    if isinstance(value, str):
        return Cell(value.strip(), at=place)
    return Cell(f"{value:.15g}", value=float(value), at=place)


def _matches(sheet: Sheet) -> list[Match]:
    """The columns of a sheet in which anything stands."""
    return [
        Match(name, name, "by its name") for name in dict.fromkeys(name for row in sheet.rows for name in row.cells)
    ]


def _source_sheet(source: ArticleSource, file: str) -> Sheet:
    texts = {
        "source_id": source.id, "publisher": source.publisher, "headline": source.headline, "language": source.language,
        "published": source.published.isoformat() if source.published else "", "url_kind": "none",
        "source_type": "article",
    }  # fmt: skip
    known = {column.name for column in SOURCES}
    cells = {name: Cell(text, at="source") for name, text in texts.items() if text and name in known}
    sheet = Sheet(file, "Sources", SOURCES, [SheetRow(cells, "source")])
    sheet.matches = _matches(sheet)
    return sheet
