"""Plain text in any encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.faults import EvidenceError
from legation.evidence.documents.plain_text import decoded, read_plain_text

KOREAN = "무역일군들이 귀국했다. 소식통이 말했다."
WESTERN = "The trader’s “quota” was naïve."


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        (KOREAN.encode(), KOREAN, ""), (KOREAN.encode("utf-8-sig"), KOREAN, ""), (KOREAN.encode("utf-16"), KOREAN, ""),
        (KOREAN.encode("cp949"), KOREAN, "Korean"), (WESTERN.encode("cp1252"), WESTERN, "Western"),
        ("贸易官员回国了。消息人士说。".encode("gb18030"), "贸易官员回国了。消息人士说。", "Chinese"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree", ""),
    ],
)  # fmt: skip
def test_the_encoding_is_told_from_the_bytes(raw, text, note):
    read, said = decoded(raw, "a.txt")
    assert read == text
    assert note in said and bool(note) == bool(said)


def test_what_a_file_declares_comes_before_guesses():
    raw = "Größe".encode("latin-1")
    assert decoded(raw, "a.html", "iso-8859-1") == ("Größe", "")
    assert decoded(raw, "a.html", "no-such-encoding")[0] == "Größe"


def test_marks_of_markdown_are_left_out():
    raw = b"# Title\n\n> The **trade** official [left](https://example.org) in *May*.\n\n1. First point here."
    assert read_plain_text(raw, "a.md").text == "# Title\n\nThe trade official left in May.\n\nFirst point here."
    assert "**" in read_plain_text(raw, "a.txt").text


def test_bytes_that_no_text_has_are_refused():
    with pytest.raises(EvidenceError, match="no text"):
        read_plain_text(b"abc\x00def", "a.txt")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufeff")))
def test_utf_8_is_read_as_it_was_written(text):
    assert decoded(text.encode(), "a.txt") == (text, "")
