from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.report.lines import cells, columns, wrap


def test_text_breaks_at_spaces():
    assert wrap("one two three", 7) == ["one two", "three"]


def test_a_word_longer_than_the_line_is_cut():
    assert wrap("abcdefg", 3) == ["abc", "def", "g"]


def test_the_indent_counts():
    assert wrap("one two", 5, "  ") == ["  one", "  two"]


def test_hangul_takes_two_cells_and_a_combining_mark_none():
    assert cells("와크") == 4
    assert cells("e\u0301") == 1


def test_columns_stand_side_by_side_and_keep_their_width():
    assert columns([["a", "b"], ["c"]], (3, 1)) == ["a    c", "b"]


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_gives_no_line(text):
    assert wrap(text, 10) == []


@given(st.text(), st.integers(2, 40))
def test_no_line_is_wider_than_asked(text, width):
    assert all(cells(line) <= width for line in wrap(text, width))


@given(st.text(), st.integers(2, 40))
def test_wrapping_loses_no_letter(text, width):
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())
