from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from legation.report.lines import _SUBSTITUTE_OF, cells, encodable, padded, wrap


def test_text_breaks_at_spaces():
    assert wrap("one two three", 7) == ["one two", "three"]


def test_a_word_longer_than_the_line_is_cut():
    assert wrap("abcdefg", 3) == ["abc", "def", "g"]


def test_the_indent_counts():
    assert wrap("one two", 5, "  ") == ["  one", "  two"]


def test_lines_after_the_first_hang_further_in():
    assert wrap("- one two three", 6, hang=2) == ["- one", "  two", "  thre", "  e"]


def test_hangul_takes_two_cells_and_a_combining_mark_none():
    assert cells("와크") == 4
    assert cells("e\u0301") == 1


def test_letters_in_parts_and_joined_signs_count_as_what_is_shown():
    """A Korean file name from macOS comes in parts of letters; a zero-width space shows nothing."""
    assert cells(unicodedata.normalize("NFD", "와크")) == 4
    assert wrap(unicodedata.normalize("NFD", "와크"), 2) == [unicodedata.normalize("NFD", sign) for sign in "와크"]
    assert cells("a\u200bb") == 2
    assert cells("👨\u200d👩\u200d👧") == 2


def test_a_text_is_padded_to_a_width_in_cells():
    assert (padded("와", 4), padded("와", 4, right=True), padded("long", 2)) == ("와  ", "  와", "long")


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_gives_no_line(text):
    assert wrap(text, 10) == []


@given(st.text(), st.integers(4, 40), st.integers(0, 2))
def test_no_line_is_wider_than_asked_unless_it_is_an_address(text, width, hang):
    assert all(cells(line) <= width or line.strip().startswith("http") for line in wrap(text, width, hang=hang))


def test_an_address_stands_whole_in_a_line_of_its_own():
    address = "https://paper.example/world/a-very-long-name-of-an-article"
    assert wrap(f"To cite: {address} (claim)", 20) == ["To cite:", address, "(claim)"]


@given(st.text(), st.integers(4, 40), st.integers(0, 2))
def test_wrapping_loses_no_letter(text, width, hang):
    assert "".join("".join(wrap(text, width, hang=hang)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "● 와크 · “a”"), ("cp949", "● 와크 · “a”"), ("cp1252", "* ???? · “a”"), ("ascii", '* ???? - "a"')],
)
def test_a_sign_that_the_console_lacks_becomes_one_as_wide(encoding, shown):
    assert encodable("● 와크 · “a”", encoding) == shown
    assert cells(encodable("● 와크 · “a”", encoding)) == cells("● 와크 · “a”")


@given(st.text(), st.sampled_from(["cp949", "cp1252", "ascii", "utf-8"]))
def test_every_text_can_be_printed(text, encoding):
    surrogates = {sign for sign in text if unicodedata.category(sign) == "Cs"}
    assert encodable(text, encoding).encode(encoding) or not text
    assert not surrogates & set(encodable(text, encoding))


def test_typographic_signs_are_counted_as_rich_counts_them():
    """They are most of what isn't ASCII on a screen, so nothing is imported to count them."""
    for sign in _SUBSTITUTE_OF:
        assert cells(f"a{sign}b") == cell_len(f"a{sign}b") == 3
        assert cells(f"{sign}\ufe0f\u0301와") == cell_len(f"{sign}\ufe0f\u0301와")
