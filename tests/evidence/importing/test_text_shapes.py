"""The shape of a text tells how much of what there is, and nothing of what it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.evidence.importing.text_shapes import shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Hyesanite", "a word of 9 letters"), ("a", "a word of 1 letter"),
        ("kilo per month", "3 words of 12 letters together"),
        ("12.3.4", "a number with two points"), ("30.000", "a number with a point"),
        ("1.050,25", "a number with a point and a comma"),
        ("3000", "a number"),
        ("12/13/2019", "3 numbers with two slashes"), ("3..6..9", "a number with four points"),
        ("$30", "a number with a currency sign"), ("45%", "a number with a percent sign"),
        ("30 oxen", "a number and a word of 4 letters"),
        ("a good 30 or 40", "2 numbers and 3 words of 7 letters together"), ("?", "a question mark alone"),
        ("—", "an other sign alone"), ("단둥시", "a word of 3 letters"), ("", "nothing"),
        ("10-20-30", "3 numbers with two dashes"),
    ],
)  # fmt: skip
def test_a_shape_is_told_in_a_few_words(text, shape):
    assert shape_of(text) == shape


@given(st.text(max_size=60))
def test_texts_of_the_same_shape_cannot_be_told_apart(text):
    """Each letter and digit can be another one, and the words of the shape stay."""
    other = re.sub(r"\d", "7", re.sub(r"[^\W\d_]", "x", text))
    assert shape_of(text) == shape_of(other) and len(shape_of(text)) < 160
