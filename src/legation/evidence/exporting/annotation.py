"""New columns in somebody's own workbook, and nothing else changed.

openpyxl would lose what it doesn't know: charts, shapes, some conditional formats, some drop-downs. So only one part of
the file is touched, the sheet, and in it only places are opened for new cells: behind the last column that is used.
Every other byte stays as it was, and every other part of the file is copied.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import escape

from legation.base.faults import EvidenceError, Fault, shown
from legation.evidence.importing.spreadsheets import MOST_BYTES

MOST_COLUMNS = 16_384  # that a sheet can have
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BAD_FILE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, SyntaxError,
             RuntimeError, expat.ExpatError)  # fmt: skip


class Edit(NamedTuple):
    """Some bytes of a part that others take the place of."""

    start: int
    end: int
    put: bytes


@dataclass
class _Row:
    """A row of a sheet as it stands in its part.

    start, opened, end  where its first tag begins and ends, and where its last begins; they are equal if it is empty
    filled              cells that hold something
    style               of its last cell
    """

    start: int
    opened: int = 0
    end: int = 0
    filled: int = 0
    style: str = ""


@dataclass
class _SheetPart:
    """What matters of the part of a sheet: its rows by number, how far its columns reach, its prefix."""

    rows: dict[int, _Row] = field(default_factory=dict)
    columns: int = 0
    prefix: str = ""
    dimension: tuple[int, int] | None = None


def annotated(raw: bytes, name: str, sheet: str, heads: Sequence[str], cells: Mapping[int, Sequence[str]]) -> bytes:
    """The workbook with new columns in one sheet.

    raw     the file
    name    how messages call it
    sheet   the title of the sheet, whatever its capitals and the spaces around it
    heads   of the new columns; they stand in the row that is the head of the table
    cells   row -> a text for each new column
    Raises  EvidenceError if the workbook can't be read, or has no room
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise _refusal(f"a workbook that unpacks to more than {MOST_BYTES // 10**6} MB", name)
            path = _path_of_sheet(archive, sheet, name)
            changed = _with_cells(archive.read(path), name, heads, cells)
            return _copied(archive, path, changed)
    except _BAD_FILE:
        raise _refusal("no workbook, or a damaged one", name) from None


def is_signed(raw: bytes) -> bool:
    """Whether a workbook has a digital signature, which no change of it survives."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return any(part.startswith("_xmlsignatures/") for part in archive.namelist())


def _refusal(found: str, name: str) -> EvidenceError:
    return EvidenceError(Fault("file", found, "a workbook as Excel or LibreOffice saves it (.xlsx)", file=name))


def _path_of_sheet(archive: zipfile.ZipFile, sheet: str, name: str) -> str:
    """The part that holds a sheet: the workbook names its sheets, and its relations their parts."""
    book = _tree(archive.read("xl/workbook.xml"))
    relations = _tree(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    sheets = [element for element in book.iter() if element.tag.rpartition("}")[2] == "sheet"]
    wanted = [each for each in sheets if each.get("name", "").strip().lower() == sheet.strip().lower()]
    if not wanted and len(sheets) == 1:
        wanted = sheets
    if len(wanted) != 1:
        titles = shown(", ".join(each.get("name", "") for each in sheets))
        raise EvidenceError(Fault("sheet", titles, f"one sheet called {sheet}", "", name))
    target = targets[wanted[0].get(_RELATION) or wanted[0].get(_STRICT_RELATION)]
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _tree(text: bytes) -> ElementTree.Element:
    """A part as a tree. Raises ValueError if it declares entities of its own."""
    if b"<!" in text.replace(b"<!--", b""):
        raise ValueError("declarations in a part of a workbook")
    return ElementTree.fromstring(text)


def _with_cells(text: bytes, name: str, heads: Sequence[str], cells: Mapping[int, Sequence[str]]) -> bytes:
    part = _read_sheet(text)
    first = part.columns + 1
    last = part.columns + len(heads)
    if last > MOST_COLUMNS:
        raise _refusal(f"{part.columns} columns", name)
    head = _head_row(part, min(cells))
    edits = []
    for number, texts in {**cells, head: heads}.items():
        row = part.rows.get(number)
        if row is None:
            raise _refusal(f"no row {number} where claims were read from it", name)
        style = row.style if number == head else ""
        new = b"".join(_cell(part.prefix, first + at, number, written, style) for at, written in enumerate(texts))
        edits += _row_edits(text, part.prefix, row, new, last)
    if part.dimension:
        edits.append(_dimension_edit(text, part.dimension, last))
    return _edited(text, edits)


def _head_row(part: _SheetPart, before: int) -> int:
    """The head of a table: above its first row, the fullest one; the first of several. A title fills one cell."""
    above = [number for number in part.rows if number < before]
    return max(above, key=lambda number: (part.rows[number].filled, -number)) if above else before


def _read_sheet(text: bytes) -> _SheetPart:
    """Where the rows of a sheet stand in its part. Raises ExpatError, or ValueError for what is not read safely."""
    part = _SheetPart()
    parser = expat.ParserCreate()
    state = {"row": 0, "column": 0}

    def refuse(*_: object) -> None:
        raise ValueError("declarations in a part of a workbook")

    def check(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise ValueError("a sheet that is not UTF-8")

    def start(element: str, attributes: dict[str, str]) -> None:
        prefix, _, local = element.rpartition(":")
        at = parser.CurrentByteIndex
        if local == "dimension":
            part.dimension = at, _tag_end(text, at)
        elif local == "row":
            state["row"] = int(attributes.get("r", state["row"] + 1))
            state["column"] = 0
            part.prefix = f"{prefix}:" if prefix else ""
            part.rows[state["row"]] = _Row(at, _tag_end(text, at))
        elif local == "c" and state["row"]:
            letters = re.match(r"[A-Z]+", attributes.get("r", ""))
            state["column"] = _column_number(letters[0]) if letters else state["column"] + 1
            part.columns = max(part.columns, state["column"])
            part.rows[state["row"]].style = attributes.get("s", "")
        elif local in ("v", "is", "f") and state["row"]:
            part.rows[state["row"]].filled += local != "f"

    def end(element: str) -> None:
        if element.rpartition(":")[2] == "row":
            row = part.rows[state["row"]]
            row.end = parser.CurrentByteIndex if parser.CurrentByteIndex > row.start else row.start

    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = check, refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(text, True)
    return part


def _tag_end(text: bytes, start: int) -> int:
    """Where the tag ends that begins there; a mark inside quotes ends nothing."""
    quote = 0
    for at in range(start, len(text)):
        mark = text[at]
        if quote:
            quote = 0 if mark == quote else quote
        elif mark in b"\"'":
            quote = mark
        elif mark == ord(">"):
            return at + 1
    raise ValueError("a tag that does not end")


def _row_edits(text: bytes, prefix: str, row: _Row, new: bytes, last: int) -> list[Edit]:
    """Put cells behind those of a row, and let it say how far it reaches."""
    tag = text[row.start : row.opened]
    spans = re.search(rb'(\sspans=["\'])(\d+):(\d+)', tag)
    edits = []
    if spans:
        edits.append(Edit(row.start + spans.start(3), row.start + spans.end(3), str(last).encode()))
    if row.end == row.start:  # a row without cells, in one tag
        slash = row.opened - 2
        closed = b">" + new + f"</{prefix}row>".encode()
        return [*edits, Edit(slash, row.opened, closed)]
    return [*edits, Edit(row.end, row.end, new)]


def _dimension_edit(text: bytes, where: tuple[int, int], last: int) -> Edit:
    """How far the sheet says that it reaches."""
    start, end = where
    tag = text[start:end]
    ref = re.search(rb'\sref=["\']([A-Z]+\d+)(?::([A-Z]+)(\d+))?', tag)
    if not ref:
        return Edit(start, start, b"")
    bottom = ref[3] or re.sub(rb"[A-Z]+", b"", ref[1])
    return Edit(start + ref.start(1), start + ref.end(), ref[1] + b":" + _letters(last).encode() + bottom)


def _cell(prefix: str, column: int, row: int, text: str, style: str) -> bytes:
    if not text:
        return b""
    styled = f' s="{escape(style)}"' if style else ""
    inner = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(text)}</{prefix}t></{prefix}is>'
    return f'<{prefix}c r="{_letters(column)}{row}"{styled} t="inlineStr">{inner}</{prefix}c>'.encode()


def _edited(text: bytes, edits: Sequence[Edit]) -> bytes:
    pieces, at = [], 0
    for start, end, put in sorted(edits):
        assert start >= at, "edits that overlap"
        pieces += [text[at:start], put]
        at = end
    return b"".join([*pieces, text[at:]])


def _copied(archive: zipfile.ZipFile, path: str, changed: bytes) -> bytes:
    """The archive with one part changed; the others in their order, with their dates and ways of packing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        for part in archive.infolist():
            content = changed if part.filename == path else archive.read(part.filename)
            copy.writestr(part, content, compress_type=part.compress_type)
    return stream.getvalue()


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
