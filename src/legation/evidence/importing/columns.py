"""The columns of the spreadsheets: what each holds, and which field of a claim or source it is.

A newcomer fills in the first twelve, of which the first alone is needed. An export has all of them, so that nothing is
lost on the way back. A sheet of somebody's own may name the source in its rows, in the columns of `OF_SOURCE`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from legation.base.places import AREAS
from legation.evidence.claims import words_of
from legation.evidence.sources import SOURCE_TYPES
from legation.evidence.vocabulary import vocabulary


class SheetColumn(NamedTuple):
    """One column.

    name   as the head of the table has it
    field  of the claim or source, dotted
    kind   text (free), word (coded), number, whole, date, flag (yes or empty), ids (several, with semicolons between),
           addresses (several, with spaces between), unit, about, id;
           computed where nothing is read; part of another column
    says   one sentence for the template
    """

    name: str
    field: str
    kind: str
    says: str


EXAMPLE = "example"  # the source of the template's examples; rows that name it are left out
BASIC = 12  # columns of a claim in the template: the first of CLAIMS

CLAIMS = tuple(SheetColumn(*row) for row in (
    ("what_was_said", "paraphrase", "text", "What was said, in your own words; at most 400 characters."),
    ("when", "period", "date", "When it holds: 2019, April 2019, 2019-04-04, 2019-03..2019-05 or early 2019."),
    ("where", "place", "word", "An area from Codes; empty if it is about none."),
    ("low", "low", "number", "The number; or the lower one of two, or both: 3-6."),
    ("high", "high", "number", "The higher number, if there are two."),
    ("unit", "unit", "unit", "What the numbers count, such as persons, percent, RMB per month."),
    ("wording", "wording", "word", "How firmly the number was said; see Codes. `none` where it is empty."),
    ("measure", "measure", "word", "What is stated; see Codes. Empty where it states no measure."),
    ("whose", "whose", "word", "Whose it is; see Codes."),
    ("span", "span", "word", "Over what span the number is given; see Codes. Empty: as the unit says."),
    ("persons", "persons", "whole",
     "How many persons it is about; 0 if nobody in particular. Empty: as the words say, or 1."),
    ("source_id", "source", "id", "The source: an id of the ledger or of the sheet Sources. Empty: your own findings."),
    ("about", "represented_by", "about", "What in the model stands for it: names from Codes, semicolons between."),
    ("denies", "denies", "flag", "yes if it says that a practice is not so."),
    ("published", "published", "date", "When the source was published; may be empty if the source says it."),
    ("id", "id", "id", "An id of its own; given by the program where it is empty."),
    ("kind", "kind", "word", "mechanism, trend, attitude, quantity, event or fact."),
    ("role", "role", "word", "What the program may use it for; context where it is empty."),
    ("said_by", "said_by", "text", "The speaker, as the outlet describes him or her. No names."),
    ("source_grade", "source_grade", "word", "A to F; F where it is empty."),
    ("graded_on", "graded_on", "date", "When the source was graded."),
    ("grade_basis", "grade_basis", "text", "Why it has this grade."),
    ("upstream", "upstream", "text", "Where it comes from, by public attribution; the source where it is empty."),
    ("place_named", "place_named", "text", "The place as the report names it, where that differs."),
    ("before", "windows.before", "date", "For what rose or fell: the time before."),
    ("after", "windows.after", "date", "For what rose or fell: the time after."),
    ("status", "status", "word", "active, corrected, disputed, retracted or superseded."),
    ("status_date", "status_date", "date", "Since when."),
    ("replaced_by", "replaced_by", "id", "The id of the claim that replaces it."),
    ("handling", "handling", "word", "public, internal or embargoed; embargoed where it is empty."),
    ("language", "language", "id", "Of the text seen, in two letters; the source's where it is empty."),
    ("key_term", "key_term", "text", "The term that matters, in the original language."),
    ("translation_note", "translation_note", "text", "What a reader of the translation must know."),
    ("out_of_scope", "out_of_scope", "text", "Why nothing in the program represents it."),
    ("supports", "supports", "text", "What it is evidence for."),
    ("related", "related", "ids", "Ids of claims to be read beside it. They neither support nor deny it."),
    ("derived_from", "derived_from", "ids", "Ids of the claims that it is worked out from, if it is."),
    ("note", "note", "text", "What else a reader must know."),
))  # fmt: skip

# Columns that say a part of what another column holds: the month and day of `when` where it has the year alone, and a
# second place, coarser or finer than `where`.
IN_PARTS = tuple(SheetColumn(*row) for row in (
    ("month", "", "part", "The month of when, if that holds the year alone."),
    ("day", "", "part", "The day of the month."),
    ("second_place", "", "part", "A place around or inside where; the finer one that is known counts."),
))  # fmt: skip

# Columns of a sheet of claims that name the source of each row. `source` holds an id, an address, or who says so.
OF_SOURCE = tuple(SheetColumn(*row) for row in (
    ("source", "of_source.name", "text", "Where the row comes from: an id, an address, or a name."),
    ("publisher", "of_source.publisher", "text", "Who published it."),
    ("link", "of_source.url", "text", "Its address on the web."),
))  # fmt: skip

# Columns that an exported workbook has besides, for reading and filtering. They follow from the record, so that nobody
# reads them back.
COMPUTED = tuple(SheetColumn(name, "", "computed", says) for name, says in (
    ("first_day", "The first day of when, as a date to sort by."),
    ("last_day", "The last day of when, as a date."),
    ("published_from", "The first day on which the source can have been published, as a date."),
    ("published_to", "The last such day, as a date."),
    ("grade", "The three grades in one word, such as F/B-3."),
    ("source_grade_in_words", "What the grade of the source says."),
    ("outlet", "Who published it first."),
    ("outlet_grade", "A to F: the outlet's record on this subject."),
    ("outlet_grade_in_words", "What the grade of the outlet says."),
    ("information_grade", "1 to 6, from independent origins and conflicts."),
    ("information_grade_in_words", "What the grade of the information says."),
    ("citation", "A line to cite the claim by."),
    ("on_topic", "In a topic's workbook: whether the claim speaks of it, or only mentions it."),
))  # fmt: skip

SOURCES = tuple(SheetColumn(*row) for row in (
    ("source_id", "id", "id", "An id of its own: lower-case letters, digits, hyphens."),
    ("publisher", "publisher", "text", "Who published what you have seen."),
    ("published", "published", "date", "2019-04-04, or a bracket such as 2019-04-04..2019-04-08."),
    ("language", "language_original", "id", "Of the original, in two letters, such as ko."),
    ("url", "url_seen", "text", "The address that you have seen; empty if none."),
    ("url_kind", "url_kind", "word", "original, syndicated, archive, copy; none without an address."),
    ("goes_back_to", "upstream_of_record", "text", "Whom the text names as its origin. Never inferred."),
    ("headline", "headline", "text", "The headline as it is printed; empty if you don't know it."),
    ("source_type", "type", "word", "What it is; see Codes. not_stated where it is empty."),
    ("first_publisher", "publisher_original", "text", "Who published it first, if somebody else."),
    ("url_original", "url_original", "text", "The address of the original, if you have seen another."),
    ("also_seen", "also_seen", "addresses", "Further addresses, with spaces between; never linked."),
    ("published_basis", "published_basis", "text", "How the date was found."),
    ("language_seen", "language_seen", "id", "Of the text that you have seen."),
    ("sha256", "sha256", "text", "The SHA-256 of the file that you keep of it."),
    ("captured", "captured", "text", "When that file was made: 2026-01-31, or 2026-01-31T14:05:00Z."),
    ("archived", "archived", "text", "Its address at an archive of the web."),
    ("note", "note", "text", "What else a reader must know."),
    ("outlet", "outlet", "id", "The id of the outlet; the publisher's where it is empty."),
    ("outlet_name", "outlet_name", "text", "A new outlet's name; the publisher where it is empty."),
    ("outlet_grade", "outlet_grade", "word", "A new outlet's grade, A to F, by its record on this subject."),
    ("outlet_graded_on", "outlet_graded_on", "date", "When the outlet was graded."),
    ("outlet_grade_basis", "outlet_grade_basis", "text", "Why the outlet has this grade."),
))  # fmt: skip

URL_KINDS = ("original", "syndicated", "archive", "copy", "none")
# The words of each coded column.
WORDS: dict[str, Iterable[str]] = {
    **{
        name: words_of(name)
        for name in ("kind", "wording", "role", "status", "handling", "source_grade", "whose", "span")
    },
    "measure": vocabulary().measures,
    "where": AREAS,
    "url_kind": URL_KINDS,
    "source_type": SOURCE_TYPES,
    "outlet_grade": words_of("source_grade"),
}


def column_of(field: str, columns: tuple[SheetColumn, ...] = CLAIMS) -> str:
    """The column that holds a field; a field inside a table falls to the table's column."""
    by_field = {column.field: column.name for column in columns}
    return by_field.get(field) or by_field.get(field.partition(".")[0]) or field
