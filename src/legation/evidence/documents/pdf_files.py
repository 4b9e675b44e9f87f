"""The text of a PDF, by pypdf, which comes with the extra `documents`.

A picture of a page has no text; reading such pages is left to programs made for that.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from typing import Any

from legation.evidence.documents.document import DocumentText, refused_file

MOST_PAGES = 500
EXPECTED = "a PDF with text in it"
_LEAST_ON_PAGE = 10  # letters; fewer are a page number on a scanned page


def read_pdf(raw: bytes, name: str) -> DocumentText:
    """The text of a PDF, page by page.

    Raises  EvidenceError if pypdf is missing, or the file is locked, damaged, or a picture of text
    """
    try:
        import pypdf
    except ImportError:
        advice = "Install it with: pip install pypdf (the extra `documents` of Legation); or save the PDF as text."
        raise refused_file(
            name, "a PDF, and no pypdf, which reads such files", "pypdf beside Legation", advice
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # It notes every oddity of a file.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pages, title = _pages(pypdf, raw, name)
    if sum(len(re.findall(r"\w", page)) for page in pages) < _LEAST_ON_PAGE * max(1, len(pages)):
        advice = "It seems to hold pictures of pages. Have the text recognised first."
        raise refused_file(name, f"{len(pages)} pages without text", EXPECTED, advice)
    notes = (f"Only the first {MOST_PAGES} pages were read.",) if len(pages) == MOST_PAGES else ()
    return DocumentText("\n\n".join(map(_joined, pages)), title, notes=notes)


def _pages(pypdf: Any, raw: bytes, name: str) -> tuple[list[str], str]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        if not is_locked:
            pages = [page.extract_text() or "" for page in reader.pages[:MOST_PAGES]]
            title = str((reader.metadata or {}).get("/Title") or "")
    except Exception as problem:  # A damaged file can make a parser fail in any way; all mean the same to its owner.
        if type(problem).__name__ == "DependencyError":
            is_locked = True
        else:
            raise refused_file(name, f"a PDF that can't be read ({type(problem).__name__})", EXPECTED) from None
    if is_locked:
        raise refused_file(name, "a PDF that is locked with a password", EXPECTED, "Save it without one.")
    return pages, " ".join(title.split())[:400]


def _joined(page: str) -> str:
    """A page with words that were parted at a line end in one piece."""
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", page).strip()
