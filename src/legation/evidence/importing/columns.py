"""The columns of the spreadsheets: what each holds, and which field of a claim or source it is.

The first ten are all that a newcomer fills in. An export has all of them, so that nothing is lost on the way back.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.evidence.claims import words_of
from legation.evidence.wordings.catalogue import WORDINGS


class Column(NamedTuple):
    """One column.

    name   as the head of the table has it
    field  of the claim or source, dotted
    kind   text (free), word (coded), number, whole, date, ids (several, with semicolons between),
           addresses (several, with spaces between), about, id
    says   one sentence for the template
    """

    name: str
    field: str
    kind: str
    says: str


EXAMPLE = "example"  # the source of the template's examples; rows that name it are left out
BASIC = 10  # so many of the columns of a claim stand in the template

CLAIMS = (
    Column("what_was_said", "paraphrase", "text", "What was said, in your own words; at most 400 characters."),
    Column("about", "represented_by", "about", "What it is about: names from Codes, semicolons between."),
    Column("wording", "wording", "word", "How firmly it was said; see Codes. `none` where no number or change was."),
    Column("low", "low", "number", "The number, or the lower one of two."),
    Column("high", "high", "number", "The number again, or the higher one."),
    Column("unit", "unit", "text", "Unit of low and high, such as persons, percent, RMB per month."),
    Column("where", "place", "word", "An area from Codes; empty if it is about none."),
    Column("when", "period", "date", "When it holds: 2019, 2019-04, 2019-04-04, 2019-03..2019-05 or early 2019."),
    Column("published", "published", "date", "When the source was published; may be empty if the source says it."),
    Column("source_id", "source", "id", "The source: an id of the ledger, or of a row of the sheet Sources."),
    Column("id", "id", "id", "An id of its own; given by the program where it is empty."),
    Column("kind", "kind", "word", "mechanism, trend, attitude, quantity, event or fact."),
    Column("role", "role", "word", "What the program may use it for; context where it is empty."),
    Column("said_by", "said_by", "text", "The speaker, as the outlet describes him or her. No names."),
    Column("source_grade", "source_grade", "word", "A to F; F where it is empty."),
    Column("graded_on", "graded_on", "date", "When the source was graded."),
    Column("grade_basis", "grade_basis", "text", "Why it has this grade."),
    Column("upstream", "upstream", "text", "Where it comes from, by public attribution; the source where it is empty."),
    Column("place_named", "place_named", "text", "The place as the report names it, where that differs."),
    Column("persons", "persons", "whole", "How many persons it is about, if it is about particular ones."),
    Column("before", "windows.before", "date", "For what rose or fell: the time before."),
    Column("after", "windows.after", "date", "For what rose or fell: the time after."),
    Column("status", "status", "word", "active, corrected, disputed, retracted or superseded."),
    Column("status_date", "status_date", "date", "Since when."),
    Column("replaced_by", "replaced_by", "id", "The id of the claim that replaces it."),
    Column("handling", "handling", "word", "public, internal or embargoed; embargoed where it is empty."),
    Column("language", "language", "id", "Of the text seen, in two letters; the source's where it is empty."),
    Column("key_term", "key_term", "text", "The term that matters, in the original language."),
    Column("translation_note", "translation_note", "text", "What a reader of the translation must know."),
    Column("out_of_scope", "out_of_scope", "text", "Why nothing in the program stands for it."),
    Column("supports", "supports", "text", "What it is evidence for."),
    Column("agrees_with", "agrees_with", "ids", "Ids of claims that say the same."),
    Column("conflicts_with", "conflicts_with", "ids", "Ids of claims that say otherwise."),
    Column("note", "note", "text", "What else a reader must know."),
)

SOURCES = (
    Column("source_id", "id", "id", "An id of its own: lower-case letters, digits, hyphens."),
    Column("publisher", "publisher", "text", "Who published what you have seen."),
    Column("published", "published", "date", "2019-04-04, or a bracket such as 2019-04-04..2019-04-08."),
    Column("language", "language_original", "id", "Of the original, in two letters, such as ko."),
    Column("url", "url_seen", "text", "The address that you have seen; empty if none."),
    Column("url_kind", "url_kind", "word", "original, syndicated, archive, copy; none without an address."),
    Column("goes_back_to", "upstream_of_record", "text", "Whom the text names as its origin. Never inferred."),
    Column("first_publisher", "publisher_original", "text", "Who published it first, if somebody else."),
    Column("url_original", "url_original", "text", "The address of the original, if you have seen another."),
    Column("also_seen", "also_seen", "addresses", "Further addresses, with spaces between; never linked."),
    Column("published_basis", "published_basis", "text", "How the date was found."),
    Column("language_seen", "language_seen", "id", "Of the text that you have seen."),
    Column("note", "note", "text", "What else a reader must know."),
    Column("outlet", "outlet", "id", "The id of the outlet; the publisher's where it is empty."),
    Column("outlet_name", "outlet_name", "text", "A new outlet's name; the publisher where it is empty."),
    Column("outlet_grade", "outlet_grade", "word", "A new outlet's grade, A to F, by its record on this subject."),
    Column("outlet_graded_on", "outlet_graded_on", "date", "When the outlet was graded."),
    Column("outlet_grade_basis", "outlet_grade_basis", "text", "Why the outlet has this grade."),
)

CLAIM_COLUMNS = {column.name: column for column in CLAIMS}
SOURCE_COLUMNS = {column.name: column for column in SOURCES}

URL_KINDS = ("original", "syndicated", "archive", "copy", "none")
WORDS = {
    **{name: words_of(name) for name in ("kind", "wording", "role", "status", "handling", "source_grade")},
    "url_kind": URL_KINDS,
    "outlet_grade": words_of("source_grade"),
}

WORDING_MEANINGS = {wording.name: wording.meaning for wording in WORDINGS.values()}
ROLES = {
    "structure": "why a mechanism exists", "input": "a dated fact from outside, never an outcome",
    "prior": "informs a parameter", "fit": "scored by inference", "check": "held back from fitting",
    "context": "shown beside results",
}  # fmt: skip


def column_of(field: str, columns: tuple[Column, ...] = CLAIMS) -> str:
    """The column that holds a field; a field inside a table falls to the table's column."""
    by_field = {column.field: column.name for column in columns}
    return by_field.get(field) or by_field.get(field.partition(".")[0]) or field
