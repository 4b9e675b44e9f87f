"""What is taken from a file."""

from __future__ import annotations

from legation.evidence.documents.document import DocumentText, refused_file


def test_a_file_need_not_say_anything_of_itself():
    document = DocumentText("text")
    assert (document.title, document.published, document.outlet, document.language) == ("", None, "", "")


def test_a_refusal_names_the_file_and_what_would_be_right():
    assert str(refused_file("a.doc", "an old form", "a new one", "Save it anew.")) == (
        "a.doc  file: found an old form; expected a new one. Save it anew.")  # fmt: skip
