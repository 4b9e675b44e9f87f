"""Text files of cells: how the text is encoded, and what separates the cells, found out from the text itself.

What was found out is noted. A file whose bytes fit several encodings about as well is refused.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from contextlib import suppress

from legation.base.faults import EvidenceError, Fault, shown
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.columns import CLAIMS, SOURCES
from legation.evidence.importing.spreadsheets import Table, TableRow, unguarded
from legation.evidence.importing.synonyms import headings, plain_words

_MARKS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_LOOKED_AT = 30  # lines
_KOREAN_SHARE = 0.8  # of the characters outside ASCII must be syllables of everyday Korean


def read_text_table(raw: bytes, name: str, title: str, numbers: Collection[str] = ()) -> Table:
    """The rows of a text file. Raises EvidenceError if its text can't be read.

    numbers  for a table of numbers, such as a series: headings that it may have, in plain words
    """
    table = Table(name, title)
    text = _decoded(raw, table)
    mark = _separator_of_numbers(text, numbers) if numbers else _separator(text)
    table.has_decimal_commas = mark == ";"
    if mark != ",":
        table.notes.append(f"Cells are separated by {_MARKS[mark]}, not by commas.")
    last = cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for values in reader:
            line = last + 1
            last = reader.line_num
            cells += len(values)
            if cells > spreadsheets.MOST_CELLS or len(table.rows) > spreadsheets.MOST_ROWS:
                most, unit = (
                    (spreadsheets.MOST_CELLS, "cells")
                    if cells > spreadsheets.MOST_CELLS
                    else (spreadsheets.MOST_ROWS, "rows")
                )
                table.refuse_size(f"more than {most} {unit}")
                return table
            row = [table.text_cell(unguarded(text), line) for text in values]
            table.rows.append(TableRow(f"line {line}", line, row))
    except csv.Error as problem:
        table.rows.clear()
        table.faults.append(Fault("row", str(problem), "cells that a CSV reader can tell apart", "", name, last + 1))
    if table.rows and _is_unclosed(text, table.rows[-1].line, mark):
        found, advice = "a quotation mark that is never closed", "Close it, or double it inside a text."
        table.faults.append(Fault("row", found, "a second one", advice, name, table.rows[-1].line))
        table.rows.clear()
    return table


def _is_unclosed(text: str, line: int, mark: str) -> bool:
    """Whether the last row, which begins at a line, is inside quotation marks when the text ends: it took all below."""
    last = io.StringIO(text, newline="").readlines()[line - 1 :]
    try:
        for _ in csv.reader(last, delimiter=mark, strict=True):
            pass
    except csv.Error as problem:
        return "unexpected end" in str(problem)
    return False


def _decoded(raw: bytes, table: Table) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        table.notes.append("Read as UTF-16, as its first bytes say.")
        return raw.decode("utf-16", errors="replace")
    few, many = sorted((raw[0:4000:2].count(0), raw[1:4000:2].count(0)))  # No other encoding of text has bytes of 0.
    if many > 20 * few and many > min(len(raw), 4000) / 50:
        table.notes.append("Read as UTF-16, as its bytes of 0 say.")
        return raw.decode("utf-16-be" if raw[0:4000:2].count(0) == many else "utf-16-le", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
    for code, people, is_likely in (("cp949", "Korean", _is_korean), ("cp1252", "Western", _is_western)):
        text = raw.decode(code, errors="replace")
        if is_likely(text):
            sample = re.findall(r"[^\x00-\x7f]+", text)
            table.notes.append(f"The file is not UTF-8. Read as {code} ({people} Windows): {shown(sample[0], 20)}.")
            return text
    found = "bytes that are neither UTF-8 nor plainly Korean (cp949) or Western (cp1252)"
    raise EvidenceError(Fault("text", found, "UTF-8 text", "Save it as CSV UTF-8.", table.file, line))


def _is_korean(text: str) -> bool:
    """Whether text read as cp949 is Korean. A quotation mark of the West becomes a rare syllable there, and alone."""
    foreign = [letter for letter in text if ord(letter) > 127]
    are_asian = all(unicodedata.name(letter, "").startswith(("HANGUL", "CJK", "IDEOGRAPHIC")) for letter in foreign)
    # Text of another Asian encoding becomes syllables and old Chinese characters, about as many of each.
    usual = sum("가" <= letter <= "힣" and len(letter.encode("euc_kr", errors="ignore")) == 2 for letter in foreign)
    return are_asian and usual >= _KOREAN_SHARE * len(foreign)


def _is_western(text: str) -> bool:
    """Whether text read as cp1252 is of a Western language: few letters outside ASCII, hardly ever two in a row."""
    runs = re.findall(r"[^\x00-\x7f]+", text)
    usual = ("L", "P", "Sc", "So")  # letters, punctuation, signs of currency, degrees
    letters = sum(unicodedata.category(letter).startswith(usual) for run in runs for letter in run)
    return (
        "\ufffd" not in text
        and "\x00" not in text
        and letters >= 0.8 * sum(map(len, runs))
        and sum(len(run) > 2 for run in runs) <= len(runs) / 10
    )


def _separator_of_numbers(text: str, known: Collection[str]) -> str:
    """What separates the cells of a table of numbers, in which commas may belong to the numbers.

    Where a mark splits out several known headings, it is that one. Else a tab, semicolon or bar that stands in half
    of the lines separates cells, since it is a part of no number.
    """
    lines = [line for line in text[:100_000].splitlines()[:_LOOKED_AT] if line.strip()]
    for mark in _MARKS:
        rows = csv.reader(lines, delimiter=mark)
        with suppress(csv.Error):  # Then this mark splits nothing.
            if max((len({plain_words(cell) for cell in row} & set(known)) for row in rows), default=0) > 1:
                return mark
    return next((mark for mark in "\t;|" if 2 * sum(mark in line for line in lines) >= max(len(lines), 1)), ",")


def _separator(text: str) -> str:
    """What separates the cells: the mark that splits one of the first lines into the most known headings.

    Where no heading is known, the mark that splits most of the first lines into equally many cells.
    """
    lines = text[:100_000].splitlines()[:_LOOKED_AT]
    known = {plain_words(column.name) for column in (*CLAIMS, *SOURCES)} | headings().keys()

    def rating(mark: str) -> tuple[int, int]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=mark) if row]
        except csv.Error:
            return 0, 0
        named = max((len(known & {plain_words(cell) for cell in row}) for row in rows), default=0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return named if named > 1 else 0, max(widths.values(), default=0)

    return max(_MARKS, key=rating)
