"""The workbook that a newcomer fills in: claims in twelve columns, their sources, and the codes with what they mean.

Columns are formatted as text, so that no spreadsheet turns 3-6 or 2019-04 into something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from legation.base.places import AREAS
from legation.evidence.exporting.tables import fill_page, put_text, saved
from legation.evidence.importing.columns import (
    BASIC,
    CLAIMS,
    EXAMPLE,
    SOURCES,
    URL_KINDS,
    SheetColumn,
)
from legation.evidence.ledger import Ledger
from legation.evidence.propositions import PERSONS_WORDS
from legation.evidence.sources import SOURCE_TYPES
from legation.evidence.vocabulary import NAMED, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS

LAST_ROW = 500  # how far down the drop-downs reach
SOURCES_SHOWN = 10
UNITS = ("persons", "percent", "USD", "USD per year", "RMB per month", "times per week", "weeks", "years")

# The codes with what they mean.
WORDING_MEANINGS = {wording.name: wording.meaning for wording in WORDINGS.values()}
ROLES = {
    "structure": "why a mechanism exists", "input": "a dated fact from outside, never an outcome",
    "prior": "informs a parameter", "fit": "scored by inference", "check": "held back from fitting",
    "context": "shown beside results",
}  # fmt: skip

SPANS = {
    "day": "a day", "week": "a week", "month": "a month", "quarter": "three months", "year": "a year",
    "period": "all of the time that `when` names", "any_time": "at any one time", "occasion": "each time it is asked",
}  # fmt: skip

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "what_was_said": "Officials in the city were said to keep about 3,000 RMB a month for themselves.",
        "when": "early 2019",
        "where": "Dandong",
        "low": "3000",
        "unit": "RMB per month",
        "wording": "about",
        "measure": "own_income",
        "whose": "officials",
        "span": "month",
        "persons": "0",
        "source_id": EXAMPLE,
    },
    {
        "what_was_said": "At least three review sessions were held each week after the spring.",
        "when": "2019-05..2019-08",
        "where": "China",
        "low": "3",
        "unit": "times per week",
        "wording": "at_least",
        "measure": "sessions",
        "whose": "officials",
        "span": "week",
        "persons": "0",
        "source_id": EXAMPLE,
    },
    {
        "what_was_said": "Nobody could open an account with a local bank any more.",
        "when": "2019",
        "where": "north-east China",
        "wording": "none",
        "measure": "accounts_refused",
        "whose": "officials",
        "persons": "0",
        "source_id": EXAMPLE,
    },
)
EXAMPLE_SOURCE = {
    "source_id": EXAMPLE,
    "publisher": "Name of the newspaper",
    "headline": "Headline as it is printed",
    "source_type": "article",
    "published": "2019-06-03",
    "language": "ko",
    "url": "https://example.org/story",
    "url_kind": "original",
    "goes_back_to": "one anonymous trader, as the text says",
}


def template_workbook(ledger: Ledger) -> bytes:
    """The workbook, with the sources of the ledger among its codes."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = "Legation"
    claims, sources = book.active, book.create_sheet("Sources")
    claims.title = "Claims"
    _fill(claims, CLAIMS[:BASIC], EXAMPLES)
    _fill(sources, SOURCES[:SOURCES_SHOWN], [EXAMPLE_SOURCE])
    lists = _fill_codes(book.create_sheet("Codes"), ledger)
    for name in ("wording", "where", "measure", "whose", "span"):
        _drop_down(claims, name, CLAIMS, lists[name], strict=True)
    _drop_down(claims, "unit", CLAIMS, lists["unit"], strict=False)
    _drop_down(claims, "source_id", CLAIMS, f"Sources!$A$2:$A${LAST_ROW}", strict=False)
    _drop_down(sources, "url_kind", SOURCES, lists["url_kind"], strict=True)
    _drop_down(sources, "source_type", SOURCES, lists["source_type"], strict=True)
    return saved(book)


def _fill(page: Any, columns: Sequence[SheetColumn], rows: Iterable[Mapping[str, str]]) -> None:
    from openpyxl.comments import Comment

    fill_page(page, columns, [{column.name: row.get(column.name, "") for column in columns} for row in rows])
    for number, column in enumerate(columns, start=1):
        page.cell(1, number).comment = Comment(column.says, "Legation")
        for row in range(2, LAST_ROW + 1):
            page.cell(row, number).number_format = "@"


def _drop_down(page: Any, name: str, columns: Sequence[SheetColumn], cells: str, *, strict: bool) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter([column.name for column in columns].index(name) + 1)
    choice = DataValidation(type="list", formula1=f"={cells}", allow_blank=True, showErrorMessage=strict)
    choice.error = "Choose one of the sheet Codes."
    choice.add(f"{letter}2:{letter}{LAST_ROW}")
    page.add_data_validation(choice)


def _fill_codes(page: Any, ledger: Ledger) -> dict[str, str]:
    """Each list of codes in two columns of its own: the code and what it means. Returns where the codes stand."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    places = {}
    for position, (name, codes) in enumerate(_codes(ledger).items()):
        first = 2 * position + 1
        for number, (code, meaning) in enumerate([(name, "means"), *codes.items()], start=1):
            put_text(page.cell(number, first), code)
            put_text(page.cell(number, first + 1), meaning)
        for column in (first, first + 1):
            page.cell(1, column).font = Font(bold=True)
            page.column_dimensions[get_column_letter(column)].width = 28
        letter = get_column_letter(first)
        places[name] = f"Codes!${letter}$2:${letter}${len(codes) + 1}"
    page.freeze_panes = "A2"
    return places


def _codes(ledger: Ledger) -> dict[str, dict[str, str]]:
    about = {
        _unambiguous_name(kind, name): f"{kind}, {vocabulary().topic_of(kind, name).lower()}"
        for kind in NAMED
        for name in vocabulary().names(kind)
    }
    sources = {source.id: f"{source.credit}, {source.published}" for source in ledger.sources.values()}
    return {
        "wording": WORDING_MEANINGS,
        "measure": {name: f"{measure.topic}: {measure.sentence}" for name, measure in vocabulary().measures.items()},
        "whose": PERSONS_WORDS,
        "span": SPANS,
        "about": about,
        "where": {area: ", ".join(places) for area, places in AREAS.items()},
        "unit": dict.fromkeys(UNITS, ""),
        "url_kind": dict.fromkeys(URL_KINDS, ""),
        "source_type": SOURCE_TYPES,
        "role": ROLES,
        "further columns of Claims": {column.name: column.says for column in CLAIMS[BASIC:]},
        "further columns of Sources": {column.name: column.says for column in SOURCES[SOURCES_SHOWN:]},
        "sources of the ledger": sources,
    }


def _unambiguous_name(kind: str, name: str) -> str:
    """The name, with its kind where two kinds share it."""
    shared = sum(name in vocabulary().names(each) for each in NAMED) > 1
    return f"{kind} {name}" if shared else name
