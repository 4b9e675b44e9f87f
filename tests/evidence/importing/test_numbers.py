"""Numbers as people write them: one reading is taken and said, two are refused with both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.evidence.importing.numbers import parse


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("3000", 3000), ("-3", -3), ("0.5", 0.5), (".5", 0.5), ("1e5", 1e5), ("3,5", 3.5), ("12,50", 12.5),
        ("1,234,567", 1234567), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("3 000", 3000), ("3\u00a0000", 3000),
        ("0,250", 0.25), ("3.500", 3.5),
    ],
)  # fmt: skip
def test_one_reading_is_taken(text: str, low: float) -> None:
    read = parse(text, unit="persons", commas=False)
    assert (read.low, read.high) == (low, None)


def test_a_plain_number_needs_no_word_and_any_other_does() -> None:
    assert parse("3.5", unit="", commas=False).said == ""
    assert parse("3,5", unit="", commas=False).said == "read as 3.5"


@pytest.mark.parametrize(("text", "commas"), [("3,500", False), ("3,500", True), ("3.500", True)])
def test_three_digits_behind_one_mark_are_refused_with_both_readings(text: str, commas: bool) -> None:
    with pytest.raises(ValueError, match=r"3500 or 3\.500"):
        parse(text, unit="", commas=commas)


@pytest.mark.parametrize("text", ["3-6", "3 - 6", "3–6", "3 to 6", "3~6", "3..6"])
def test_a_range_has_two_ends(text: str) -> None:
    read = parse(text, unit="", commas=False)
    assert (read.low, read.high, read.said) == (3, 6, "read as 3 to 6")


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("$30", "USD per year", 30), ("US$ 30", "USD", 30), ("30 USD", "USD", 30), ("₩500", "KRW per month", 500),
        ("500원", "won", 500), ("¥30", "RMB", 30), ("30元", "yuan", 30), ("€5", "EUR", 5), ("45%", "percent", 45),
        ("45 %", "percent of officials", 45),
    ],
)  # fmt: skip
def test_a_sign_that_the_unit_says_too_is_left_out(text: str, unit: str, low: float) -> None:
    assert parse(text, unit=unit, commas=False).low == low


@pytest.mark.parametrize(("text", "unit"), [("$30", "RMB"), ("$30", ""), ("45%", "persons"), ("₩5", "USD")])
def test_a_sign_that_the_unit_does_not_say_is_refused(text: str, unit: str) -> None:
    with pytest.raises(ValueError, match="in unit"):
        parse(text, unit=unit, commas=False)


@pytest.mark.parametrize("text", ["06-Mar", "6-Mar", "Mar-06", "March-06", "3월 6일", "2019/04/05"])
def test_a_range_that_became_a_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="turned a range into a date"):
        parse(text, unit="persons", commas=False)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("about 30", "about"), ("over 30", "at_least"), ("30+", "at_least"), (">30", "at_least"),
        ("up to 5", "at_most"), ("several", "wording"), ("30k", "digits"), ("3만", "digits"), ("x", "digits"),
    ],
)  # fmt: skip
def test_words_are_sent_where_they_belong(text: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse(text, unit="persons", commas=False)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_that_we_write_is_read_back(value: float) -> None:
    assert parse(repr(value), unit="persons", commas=False).low == value


@given(st.text(max_size=20), st.sampled_from(["", "USD", "percent"]), st.booleans())
def test_any_text_is_read_or_refused_in_a_sentence(text: str, unit: str, commas: bool) -> None:
    told = ""
    try:
        parse(text, unit=unit, commas=commas)
    except ValueError as problem:
        told = str(problem)
    assert told == "" or (told[0].isupper() and told.endswith("."))
