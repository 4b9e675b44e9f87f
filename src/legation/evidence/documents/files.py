"""Reading a file by its kind, which its ending names and its first bytes must bear out."""

from __future__ import annotations

from pathlib import Path

from legation.base.faults import as_written
from legation.base.refusals import refusing
from legation.evidence.documents.document import DocumentText, refused_file
from legation.evidence.documents.plain_text import decoded, read_plain_text

MOST_MEGABYTES = 50
ENDINGS = (".txt", ".md", ".text", ".html", ".htm", ".xhtml", ".docx", ".pdf")
EXPECTED = "a text (.txt, .md), a web page (.html), a Word document (.docx) or a PDF"
_ADVICE = {
    ".doc": "Save it as .docx.", ".rtf": "Save it as .docx.", ".odt": "Save it as .docx.",
    ".pages": "Export it as PDF or .docx.", ".epub": "Save the chapter as .html or .txt.",
    ".mhtml": "Save the page as .html.", ".mht": "Save the page as .html.", ".webarchive": "Save the page as .html.",
    ".wacz": "Save the page as .html.", ".xlsx": "For a sheet of claims: legation evidence import.",
    ".csv": "For a sheet of claims: legation evidence import.",
}  # fmt: skip
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"


def read_document(path: Path) -> DocumentText:
    """The text of a file.

    Raises  EvidenceError if it holds none, or can't be read, with what would be right; UserError if the system refuses
    """
    name, ending = as_written(path), path.suffix.lower()
    if ending not in ENDINGS:
        found = f"a name that ends in {ending}" if ending else "a name without an ending"
        raise refused_file(name, found, EXPECTED, _ADVICE.get(ending, ""))
    with refusing(path, "file"):
        if path.is_dir():
            raise refused_file(name, "a folder", EXPECTED, "Name one file in it.")
        if (size := path.stat().st_size) > MOST_MEGABYTES * 10**6:
            raise refused_file(name, f"a file of {size // 10**6} MB", f"one of at most {MOST_MEGABYTES} MB")
        raw = path.read_bytes()
    document = _read(raw, ending, name)
    if not document.text.strip():
        raise refused_file(name, "no text", "a file with text in it")
    return document


def _read(raw: bytes, ending: str, name: str) -> DocumentText:
    if raw.startswith(_OLE):
        found = "a Word document that is locked with a password, or one of the old form"
        raise refused_file(name, found, EXPECTED, "Save it without a password, as .docx.")
    if ending == ".docx":
        from legation.evidence.documents.word_files import read_word_file

        return read_word_file(raw, name)
    if ending == ".pdf" or raw.startswith(_PDF):
        from legation.evidence.documents.pdf_files import read_pdf

        return read_pdf(raw, name)
    if raw.startswith(_ZIP):
        raise refused_file(name, "a packed file", EXPECTED, "Unpack it first, or give it its right ending.")
    if ending in (".html", ".htm", ".xhtml"):
        from legation.evidence.documents.web_pages import declared_encoding, read_web_page

        text, note = decoded(raw, name, declared_encoding(raw))
        return read_web_page(text, notes=(note,) if note else ())
    return read_plain_text(raw, name)
