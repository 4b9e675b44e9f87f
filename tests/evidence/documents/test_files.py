"""Files by their kind."""

from __future__ import annotations

import pytest

from legation.base.faults import EvidenceError, UserError
from legation.evidence.documents import files
from legation.evidence.documents.files import read_document


def _written(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_read_by_its_ending(tmp_path):
    assert read_document(_written(tmp_path, "a.txt", b"Ten officials left.")).text == "Ten officials left."
    page = b"<html><body><p>Ten officials left.</p></body></html>"
    assert read_document(_written(tmp_path, "a.html", page)).text == "Ten officials left."


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.doc", b"x", "Save it as .docx."), ("a.rtf", b"x", "Save it as .docx."), ("a", b"x", "without an ending"),
        ("a.csv", b"x", "legation evidence import"), ("a.exe", b"x", "a text (.txt, .md)"),
        ("a.docx", b"\xd0\xcf\x11\xe0xxxx", "locked with a password"), ("a.docx", b"x", "damaged"),
        ("a.txt", b"PK\x03\x04xx", "a packed file"), ("a.txt", b"  \n ", "no text"), ("a.txt", b"a\x00b", "no text"),
        ("a.html", b"<p></p>", "no text"), ("a.pdf", b"no pdf at all", "can't be read"),
    ],
)  # fmt: skip
def test_what_can_t_be_read_is_said_once_and_clearly(tmp_path, name, content, says):
    with pytest.raises(EvidenceError) as problem:
        read_document(_written(tmp_path, name, content))
    (fault,) = problem.value.faults
    assert says in str(fault)
    assert fault.file


def test_a_file_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_MEGABYTES", 0)
    with pytest.raises(EvidenceError, match="at most 0 MB"):
        read_document(_written(tmp_path, "a.txt", b"x" * 10))


def test_a_missing_file_or_a_folder_is_a_fault(tmp_path):
    with pytest.raises(UserError, match=r"a\.txt"):
        read_document(tmp_path / "a.txt")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(UserError, match="a folder"):
        read_document(tmp_path / "b.txt")


def test_every_ending_with_advice_is_one_that_is_not_read():
    assert not set(files._ADVICE) & set(files.ENDINGS)
