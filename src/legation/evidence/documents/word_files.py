"""The text of a Word document (.docx), without what was deleted in it, its comments and its notes.

A document is a packed folder of XML. It is refused if it unpacks to too much, or declares entities of its own; nothing
that it links to is opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from legation.evidence.documents.document import DocumentText, refused_file

MOST_UNPACKED = 60_000_000  # bytes
EXPECTED = "a Word document (.docx)"
_TEXT, _TITLE = "word/document.xml", "docProps/core.xml"
# Inside these nothing is text of the document: what was deleted, moved away, or is an instruction.
_LEFT_OUT = ("del", "moveFrom", "instrText")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}


def read_word_file(raw: bytes, name: str) -> DocumentText:
    """The paragraphs of a Word document.

    Raises  EvidenceError if it is damaged, unsafe to open, or no such document
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if (size := sum(part.file_size for part in parts.infolist())) > MOST_UNPACKED:
                raise refused_file(name, f"a document that unpacks to {size // 10**6} MB", EXPECTED)
            if any(part.flag_bits & 1 for part in parts.infolist()):
                raise refused_file(name, "a document that is locked with a password", EXPECTED, "Save it without one.")
            text, tables = _paragraphs(parts.read(_TEXT), name)
            title = _title(parts.read(_TITLE), name) if _TITLE in parts.namelist() else ""
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, OSError, RuntimeError):
        raise refused_file(name, "no Word document, or a damaged one", EXPECTED) from None
    return DocumentText(text, title, notes=_notes(tables))


def _notes(tables: int) -> tuple[str, ...]:
    """What of a document is no running text, said so that nobody takes it for read."""
    if not tables:
        return ()
    counted = f"{tables} tables" if tables > 1 else "1 table"
    how = "whose cells are read only where they hold whole sentences"
    return (f"It holds {counted}, {how}. To bring in a table, save it as a workbook: legation evidence import.",)


def _paragraphs(xml: bytes, name: str) -> tuple[str, int]:
    """The text of a document, and how many tables it holds."""
    pieces: list[str] = []
    tables = 0
    within: list[str] = []

    def start(element: str, _attributes: dict[str, str]) -> None:
        nonlocal tables
        kind = element.rpartition(":")[2]
        tables += kind == "tbl" and "tbl" not in within
        within.append(kind)
        if kind in _BREAKS and not _is_left_out(within):
            pieces.append(_BREAKS[kind])

    def end(element: str) -> None:
        within.pop()
        if element.rpartition(":")[2] == "p":
            pieces.append("\n\n")

    def characters(text: str) -> None:
        if within and within[-1] == "t" and not _is_left_out(within):
            pieces.append(text)

    _parse(xml, name, start, end, characters)
    return "".join(pieces).strip(), tables


def _is_left_out(within: list[str]) -> bool:
    return any(kind in within for kind in _LEFT_OUT)


def _title(xml: bytes, name: str) -> str:
    pieces: list[str] = []
    within: list[str] = []

    def start(element: str, _attributes: dict[str, str]) -> None:
        within.append(element.rpartition(":")[2])

    def end(_element: str) -> None:
        within.pop()

    def characters(text: str) -> None:
        if within and within[-1] == "title":
            pieces.append(text)

    _parse(xml, name, start, end, characters)
    return " ".join("".join(pieces).split())[:400]


def _parse(
    xml: bytes,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Go through XML that declares nothing of its own."""

    def refuse(*_: object) -> None:
        raise refused_file(name, "a document with a document type or entities of its own", EXPECTED)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise refused_file(name, "a damaged Word document", EXPECTED) from None
