"""The text of a Word document."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from legation.base.faults import EvidenceError
from legation.evidence.documents import word_files
from legation.evidence.documents.word_files import read_word_file

XML = '<w:document xmlns:w="w"><w:body>{}</w:body></w:document>'


def _packed(xml, name="word/document.xml"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, xml)
    return stream.getvalue()


def _text(body):
    return read_word_file(_packed(XML.format(body)), "a.docx").text


def test_a_document_of_another_program_is_read():
    made = docx.Document()
    made.core_properties.title = "Ten left"
    made.add_paragraph("Ten officials left.")
    made.add_paragraph("They went by ").add_run("train").bold = True
    stream = io.BytesIO()
    made.save(stream)
    document = read_word_file(stream.getvalue(), "a.docx")
    assert document.text == "Ten officials left.\n\nThey went by train"
    assert document.title == "Ten left"


def test_what_was_deleted_is_not_read():
    deleted = "<w:del><w:r><w:t>Twenty</w:t></w:r></w:del>"
    assert _text(f"<w:p><w:r><w:t>Ten</w:t></w:r>{deleted}<w:r><w:br/><w:t>left</w:t></w:r></w:p>") == "Ten\nleft"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"x", "damaged"), (_packed("x", "other.xml"), "damaged"), (_packed("<w:document>"), "damaged"),
        (_packed('<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="w"/>'), "entities of its own"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_unsafe_is_refused(raw, says):
    with pytest.raises(EvidenceError, match=says):
        read_word_file(raw, "a.docx")


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(word_files, "MOST_UNPACKED", 20)
    with pytest.raises(EvidenceError, match="unpacks to"):
        _text("<w:p/>")
