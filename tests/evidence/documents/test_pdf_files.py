"""The text of a PDF."""

from __future__ import annotations

import io
import sys

import pypdf
import pytest

from legation.base.faults import EvidenceError
from legation.evidence.documents import pdf_files
from legation.evidence.documents.pdf_files import read_pdf


def _pdf(*pages, password="", title=""):
    """A PDF made by hand: one line of text for each line of a page."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    for at, page in enumerate(pages):
        lines = " ".join(f"({line}) Tj 0 -14 Td" for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 50 700 Td {lines} ET"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R "
                       "/Resources << /Font << /F1 3 0 R >> >> >>")  # fmt: skip
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    raw, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    raw += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n".encode()
    raw += f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{raw.rindex(b'xref')}\n%%EOF\n".encode()
    if not password and not title:
        return raw
    writer = pypdf.PdfWriter(io.BytesIO(raw))
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_each_page_is_text():
    document = read_pdf(_pdf("Ten officials left the city.", "They went by train.", title="Ten  left"), "a.pdf")
    assert document.text == "Ten officials left the city.\n\nThey went by train."
    assert document.title == "Ten left"


def test_words_parted_at_a_line_end_are_joined():
    assert read_pdf(_pdf("Ten offi-\ncials left the city"), "a.pdf").text == "Ten officials left the city"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (_pdf("Ten officials left.", password="secret"), "locked with a password"),
        (_pdf("1", "2"), "2 pages without text"),
        (b"%PDF-1.4 nonsense", "can't be read"), (_pdf("Ten officials left.")[:200], "can't be read"),
    ],
)  # fmt: skip
def test_what_can_t_be_read_is_said(raw, says):
    with pytest.raises(EvidenceError, match=says):
        read_pdf(raw, "a.pdf")


def test_long_files_are_read_in_part(monkeypatch):
    monkeypatch.setattr(pdf_files, "MOST_PAGES", 1)
    document = read_pdf(_pdf("Ten officials left.", "They went by train."), "a.pdf")
    assert "train" not in document.text
    assert document.notes == ("Only the first 1 pages were read.",)


def test_without_its_reader_a_pdf_is_refused_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(EvidenceError, match="pip install pypdf"):
        read_pdf(_pdf("Ten officials left."), "a.pdf")
