"""Which column of ours each column of a table is: by its name, by what people call such a column, or as the user says.

The head is the row among the first that names the most columns. How sure each match is gets shown, and the user can
correct it. What no field means is left out, and that is shown, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from legation.base.faults import EvidenceError, Fault, Faults, nearest, shown
from legation.evidence.importing.columns import CLAIMS, COMPUTED, IN_PARTS, OF_SOURCE, SOURCES, SheetColumn
from legation.evidence.importing.spreadsheets import Match, Sheet, Table, TableRow, column_letter
from legation.evidence.importing.synonyms import Meaning, headings, plain_words
from legation.evidence.importing.units import unit_of

HEAD_WITHIN = 30  # rows from the top
NAMED_LEAST = 2  # columns that a head names, unless the user has named one
_NEAR, _NEAR_LEAST = 0.85, 5  # of difflib's measure; letters of a heading that may be misspelt
_LONG_TEXT = 25  # characters on average, in a column that may hold what was said
# How sure a match is, the surest first; the last one is no match.
SAID, REMEMBERED, NAMED, KNOWN, NEARLY = "as you said", "as you said before", "sure", "likely", "a guess"
_SURENESS = (SAID, REMEMBERED, NAMED, KNOWN, NEARLY)
LEFT_OUT, EMPTY = "left out", "empty"

CLAIM_COLUMNS = (*CLAIMS, *OF_SOURCE, *IN_PARTS)
# The columns for a second heading that means the same, and for one that means no more than a part.
_SECOND, _ALONE = {"where": "second_place"}, {"month": "when"}
_NEEDED = {"Claims": "what_was_said", "Sources": "source_id"}


@dataclass(frozen=True)
class Corrections:
    """What a user has said of headings, now and before.

    said        heading in plain words -> our column; empty to leave it out
    remembered  layout -> position in the head -> our column; empty to leave it out
    sheet       which sheet of the workbook holds the claims; empty if the user has not said
    """

    said: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    sheet: str = ""


def corrections(
    said: Mapping[str, str], remembered: Mapping[str, Mapping[int, str]] | None = None, sheet: str = ""
) -> Corrections:
    """The corrections of a user.

    said    heading -> the name of our column, or what people call it; empty to leave it out
    Raises  EvidenceError for each name that means none of our columns
    """
    names = {plain_words(column.name): column.name for column in CLAIM_COLUMNS}
    known = names | {heading: meaning.column for heading, meaning in headings().items()}
    faults = Faults()
    for heading, column in said.items():
        if column and plain_words(column) not in known:
            listed = ", ".join(column.name for column in CLAIMS[:5])
            advice = nearest(plain_words(column), known)
            expected = f"a column such as {listed}"
            faults.append(Fault("headings", f"{shown(column)} for {shown(heading)}", expected, advice))
    faults.refuse(EvidenceError)
    return Corrections(
        {plain_words(heading): known.get(plain_words(column), "") for heading, column in said.items()},
        remembered or {},
        sheet,
    )


def claims_sheet(tables: Sequence[Table], corrected: Corrections) -> Sheet:
    """The sheet of claims: as the user says, or called Claims, or the only one whose headings are understood.

    Raises  EvidenceError if none is, or several are
    """
    if corrected.sheet or any(_is_called(table, "Claims") for table in tables):
        table = _only([table for table in tables if _is_called(table, corrected.sheet or "Claims")], tables, corrected)
        candidates = [(table, _head(table, CLAIM_COLUMNS, corrected))]
    else:
        heads = [(table, _head(table, CLAIM_COLUMNS, corrected)) for table in tables if not _is_called(table, "Codes")]
        most = max((_count(head, corrected) for _, head in heads if head), default=0)
        candidates = [(table, head) for table, head in heads if head and _count(head, corrected) == most]
        candidates = candidates or heads[:1]
    if len(candidates) > 1:
        titles = " and ".join(shown(table.title) for table, _ in candidates)
        advice = "Say which, such as --sheet " + _quoted(candidates[0][0].title) + "."
        raise EvidenceError(
            Fault("sheet", f"claims in {titles}", "one sheet with claims", advice, candidates[0][0].file)
        )
    table, head = candidates[0]
    sheet = _sheet(table, "Claims", CLAIM_COLUMNS, head, corrected)
    unread = [other.title for other in tables if other is not table and not _is_ours(other)]
    if unread:
        sheet.notes.append(f"Sheets that are not read: {', '.join(shown(title) for title in unread)}.")
    return sheet


def sources_sheet(tables: Sequence[Table], *, is_named: bool = False) -> Sheet | None:
    """The sheet called Sources, if there is one. `is_named`: it is the only table of a file that the user has named."""
    called = [table for table in tables if is_named or _is_called(table, "Sources")]
    if not called:
        return None
    table = _only(called, tables, Corrections(sheet="Sources"))
    return _sheet(table, "Sources", SOURCES, _head(table, SOURCES, Corrections()), Corrections())


class _Head(NamedTuple):
    """Where the head of a table is, and what becomes of each column."""

    row: int
    matches: list[Match]


def _is_called(table: Table, title: str) -> bool:
    return table.title.strip().lower() == title.strip().lower()


def _is_ours(table: Table) -> bool:
    return _is_called(table, "Sources") or _is_called(table, "Codes")


def _only(called: list[Table], tables: Sequence[Table], corrected: Corrections) -> Table:
    """The one table that has the title wanted."""
    title = corrected.sheet or "Claims"
    if len(called) == 1:
        return called[0]
    titles = " and ".join(shown(table.title) for table in called or tables)
    expected = f"one sheet called {title}"
    advice = "Put all rows into one, or give the other another name." if called else ""
    raise EvidenceError(Fault("sheet", titles, expected, advice, tables[0].file if tables else ""))


def _count(head: _Head, corrected: Corrections) -> int:
    """How many columns a head names, and headings of which the user has said something."""
    said = sum(plain_words(match.heading) in corrected.said for match in head.matches)
    return said + len({match.column for match in head.matches if match.column})


def _head(table: Table, columns: Sequence[SheetColumn], corrected: Corrections) -> _Head | None:
    """The row among the first that names the most columns; none if they are too few."""
    best: _Head | None = None
    for at, row in enumerate(table.rows[:HEAD_WITHIN]):
        if row.is_empty:
            continue
        head = _Head(at, _matched(row, columns, corrected))
        # One heading that is known is enough for a row that has the looks of a head, or where there is no other column.
        is_plain = _looks_like_head(table, at) or all(len(each.filled) <= 1 for each in table.rows)
        least = 1 if is_plain else NAMED_LEAST
        if _count(head, corrected) > (_count(best, corrected) if best else least - 1):
            best = head
    return best


def layout_of(row: TableRow) -> str:
    """A hash of a row of headings, from which they can't be read."""
    texts = "\x1f".join(plain_words(cell.text) for cell in row.cells).rstrip("\x1f")
    return hashlib.blake2b(texts.encode(), digest_size=12).hexdigest()


def _matched(row: TableRow, columns: Sequence[SheetColumn], corrected: Corrections) -> list[Match]:
    """What each cell of a row would mean if the row were the head."""
    before = corrected.remembered.get(layout_of(row), {})
    texts = [cell.text or f"column {column_letter(at)}" for at, cell in enumerate(row.cells)]
    known = {name: meaning for name, meaning in headings().items() if meaning.column in {each.name for each in columns}}
    names = {plain_words(column.name): column.name for column in columns}
    meant: list[tuple[int, int, int, str, str]] = []  # sureness, rank, position, column, unit
    for at, text in enumerate(texts):
        plain = plain_words(text)
        if plain in corrected.said:
            meant.append((_SURENESS.index(SAID), 0, at, corrected.said[plain], _unit_in(text)))
        elif at in before:
            meant.append((_SURENESS.index(REMEMBERED), 0, at, before[at], _unit_in(text)))
        else:
            meant += [
                (_SURENESS.index(KNOWN if meaning.rank else NAMED), meaning.rank, at, meaning.column, unit)
                for meaning, unit in _meanings(text, names, known)
            ]
    # An exported workbook has the ids of its sources, and beside them columns that nobody reads back.
    is_exported = any(column == "source_id" for *_, column, _ in meant) and columns is CLAIM_COLUMNS
    computed = {plain_words(column.name) for column in COMPUTED if is_exported} - names.keys()
    meant = [each for each in meant if plain_words(texts[each[2]]) not in computed]
    matches = [
        Match(text, "", f"{LEFT_OUT}, computed" if plain_words(text) in computed else LEFT_OUT) for text in texts
    ]
    taken: dict[str, str] = {}
    for sure, _, at, column, unit in sorted(meant):
        how = _SURENESS[sure]
        if not column:
            matches[at] = Match(texts[at], "", f"{LEFT_OUT}, {how}")
        elif column not in taken:
            taken[column] = texts[at]
            matches[at] = Match(texts[at], column, how, unit)
        elif not matches[at].column:
            second = _SECOND.get(column, "")
            is_free = bool(second) and second not in taken
            taken |= {second: texts[at]} if is_free else {}
            how = how if is_free else f"{LEFT_OUT}: {column} is {shown(taken[column])}"
            matches[at] = Match(texts[at], second if is_free else "", how)
    for part, whole in _ALONE.items():
        if part in taken and whole not in taken:
            matches = [match._replace(column=whole) if match.column == part else match for match in matches]
    return matches


def _meanings(text: str, names: Mapping[str, str], known: Mapping[str, Meaning]) -> Iterator[tuple[Meaning, str]]:
    """What a heading means: as a whole, or without the unit or remark that it ends with."""
    for base, unit in ((text, ""), *_without_end(text)):
        plain = plain_words(base)
        if plain in names:
            yield Meaning(names[plain], 0), unit
        elif plain in known:
            yield known[plain], unit or unit_of(base)  # Percentage is a number, and what it counts.
        else:
            continue
        return


def _without_end(text: str) -> Iterator[tuple[str, str]]:
    """A heading without what stands in brackets, or behind "in" or a comma, and the unit that this is."""
    if in_brackets := re.fullmatch(r"(.*\S)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*\W*", text):
        yield in_brackets[1], unit_of(in_brackets[2])
    else:
        parts = re.fullmatch(r"(.*?\S)(?:\s+in\s+|\s*,\s*|\s+)(\S.*)", text)
        if parts and (unit := unit_of(parts[2])):
            yield parts[1], unit


def _unit_in(text: str) -> str:
    return next((unit for _, unit in _without_end(text)), "")


def _sheet(
    table: Table, title: str, columns: tuple[SheetColumn, ...], head: _Head | None, corrected: Corrections
) -> Sheet:
    """The table with its columns. Faults that concern all of it are noted in it."""
    sheet = Sheet(table.file, table.title, columns, notes=table.notes, faults=table.faults)
    if sheet.faults and not table.rows:
        return sheet
    if head is None:
        sheet.faults.append(_no_head(table, columns))
        return sheet
    row = table.rows[head.row]
    _match_misspelt(head, columns)
    sheet.layout = layout_of(row)
    below = table.rows[head.row + 1 :]
    for at, (match, cell) in enumerate(zip(head.matches, row.cells, strict=True)):
        is_used = any(not each.is_empty for under in below for each in under.cells[at : at + 1])
        if not match.column and not is_used:
            head.matches[at] = match._replace(how=EMPTY)
        own_name = plain_words(cell.text) in {plain_words(column.name) for column in columns}
        if own_name and not match.column and match.how.startswith(f"{LEFT_OUT}:"):
            sheet.faults.append(sheet.cell_fault("head", cell, shown(cell.text), "each column once"))
    sheet.matches = head.matches
    _check_corrections(sheet, corrected)
    if _NEEDED[title] not in sheet.column_names:
        found = f"no column {_NEEDED[title]}"
        guess = _longest_texts(head, below)
        advice = f"Say which it is, such as --map said={_quoted(guess)}." if guess and title == "Claims" else ""
        expected = "a column with what was said" if title == "Claims" else "a column with the ids of sources"
        sheet.faults.append(Fault(f"{table.title}: head", found, expected, advice, table.file))
        return sheet
    if unread := [match.heading for match in sheet.matches if match.how == f"{LEFT_OUT}, computed"]:
        sheet.notes.append(f"{table.title}: not read, as the program computes them: {', '.join(unread)}.")
    sheet.fill(table, head.row)
    return sheet


def _match_misspelt(head: _Head, columns: Sequence[SheetColumn]) -> None:
    """Take a heading for the nearest one, if it differs by a letter or two and that column is still free."""
    names = {plain_words(column.name): column.name for column in columns}
    known = {heading: meaning.column for heading, meaning in headings().items() if meaning.column in names.values()}
    known |= names
    for at, match in enumerate(head.matches):
        plain = plain_words(match.heading)
        if match.how == LEFT_OUT and len(plain) >= _NEAR_LEAST and not match.heading.startswith("column "):
            # Slips are inside a word: Reporter is no misspelt Reported.
            alike = [name for name in known if name[0] == plain[0] and name[-1] == plain[-1]]
            close = get_close_matches(plain, alike, n=1, cutoff=_NEAR)
            if close and known[close[0]] not in {each.column for each in head.matches}:
                head.matches[at] = Match(match.heading, known[close[0]], NEARLY)


def _check_corrections(sheet: Sheet, corrected: Corrections) -> None:
    """Raise EvidenceError with each heading of which the user has said something and that is not there."""
    there = {plain_words(match.heading): match.heading for match in sheet.matches}
    listed = ", ".join(shown(match.heading) for match in sheet.matches if match.how != EMPTY)
    Faults(
        Fault("headings", shown(heading), f"a heading of the sheet: {listed}", nearest(heading, there))
        for heading in corrected.said
        if heading not in there
    ).refuse(EvidenceError)


def _longest_texts(head: _Head, below: Sequence[TableRow]) -> str:
    """The heading of the column without a meaning that holds the longest texts, if they are long."""
    lengths: dict[str, float] = {}
    for at, match in enumerate(head.matches):
        texts = [len(row.cells[at].text) for row in below if at < len(row.cells) and row.cells[at].text]
        if not match.column and texts:
            lengths[match.heading] = sum(texts) / len(texts)
    longest = max(lengths, key=lengths.__getitem__, default="")
    return longest if lengths.get(longest, 0) >= _LONG_TEXT else ""


def _no_head(table: Table, columns: Sequence[SheetColumn]) -> Fault:
    """The fault of a table without a head that is understood, with the row that looks most like one."""
    likely = next((row for at, row in enumerate(table.rows[:HEAD_WITHIN]) if _looks_like_head(table, at)), None)
    if likely is None:
        found, advice = f"no row of headings in the first {HEAD_WITHIN} rows", ""
    else:
        texts = [cell.text for cell in likely.filled]
        found = f"headings that it does not know ({likely.place}): " + ", ".join(shown(text, 30) for text in texts[:8])
        advice = f"Say what they mean, such as --map said={_quoted(texts[0])}; or fill in the workbook that "
        advice += "`legation evidence template` writes."
    if columns is SOURCES:
        return Fault(f"{table.title}: head", found, "a row with source_id, publisher, published, …", "", table.file)
    expected = "headings such as What happened, When, Where, Amount, Source"
    advice = advice or "Put one above the rows, or fill in the workbook that `legation evidence template` writes."
    return Fault(f"{table.title}: head", found, expected, advice, table.file)


def _looks_like_head(table: Table, at: int) -> bool:
    """Whether a row holds short texts of its own, above rows of which some hold numbers, days or longer texts.

    Only then may it be shown: the cells of a finding are nobody's business.
    """
    row = table.rows[at]
    texts = [cell.text for cell in row.filled]
    if len(texts) < NAMED_LEAST or len(set(texts)) < len(texts) or any(len(text) > 40 for text in texts):
        return False
    if any(cell.value is not None or cell.odd or any(map(str.isdigit, cell.text)) for cell in row.filled):
        return False
    pairs = [
        (head.text, cell)
        for under in table.rows[at + 1 : at + 4]
        for head, cell in zip(row.cells, under.cells, strict=False)
        if head.text and not cell.is_empty
    ]
    return any(
        cell.value is not None or any(map(str.isdigit, cell.text)) or len(cell.text) > max(3 * len(text), _LONG_TEXT)
        for text, cell in pairs
    )


def _quoted(text: str) -> str:
    """A text as a shell takes it for one word."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("`", "\\`") + '"'
