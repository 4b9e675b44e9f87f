"""Numbers in cells: ranges, words about how many, and formats. How one number is read, `base/number_reader` says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.number_reader import Number, Unreadable, read_text
from legation.evidence.importing.numbers import CellNumber, formatted, has_decimal_comma, parse_amount


def advice(text: str, unit: str = "persons") -> str:
    read = parse_amount(text, unit=unit)
    assert isinstance(read, Unreadable), read
    return read.advice


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("3000", 3000), ("-3", -3), ("0.5", 0.5), (".5", 0.5), ("1e5", 1e5), ("3,5", 3.5), ("12,50", 12.5),
        ("1,234,567", 1234567), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("3 000", 3000), ("3\u00a0000", 3000),
        ("0,250", 0.25), ("3.5000", 3.5), ("３０００", 3000),
    ],
)  # fmt: skip
def test_one_reading_is_taken(text: str, low: float) -> None:
    read = parse_amount(text, unit="persons")
    assert isinstance(read, CellNumber) and (read.low, read.high) == (low, None)


def test_a_plain_number_needs_no_word_and_any_other_does() -> None:
    assert parse_amount("3.5", unit="") == CellNumber(3.5, None, "")
    assert parse_amount("3,5", unit="") == CellNumber(3.5, None, "read as 3.5")


@pytest.mark.parametrize(
    ("text", "both"),
    [("30.000", "30000 or 30"), ("30,000", "30000 or 30"), ("3,500", "3500 or 3.5"), ("1.125", "1125 or 1.1250"),
     ("-1.120", "-1120 or -1.12")],
)  # fmt: skip
def test_three_digits_behind_one_mark_are_refused_with_both_readings(text: str, both: str) -> None:
    """Each of the two, as it is given, is then read."""
    assert advice(text) == f"It can be read as {both}: write the one meant."
    assert all(isinstance(read_text(reading), Number) for reading in both.split(" or "))


def test_an_end_of_a_range_that_has_two_readings_is_refused_too() -> None:
    assert "30000 or 30" in advice("20-30,000")


@pytest.mark.parametrize("text", ["3-6", "3 - 6", "3–6", "3 to 6", "3~6", "3..6"])
def test_a_range_has_two_ends(text: str) -> None:
    assert parse_amount(text, unit="") == CellNumber(3, 6, "read as 3 to 6")


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("$30", "USD per year", 30), ("US$ 30", "USD", 30), ("30 USD", "USD", 30), ("₩500", "KRW per month", 500),
        ("500원", "won", 500), ("¥30", "RMB", 30), ("30元", "yuan", 30), ("€5", "EUR", 5), ("45%", "percent", 45),
        ("45 %", "percent of officials", 45), ("$3-6", "USD", 3),
    ],
)  # fmt: skip
def test_a_sign_that_the_unit_says_too_is_left_out(text: str, unit: str, low: float) -> None:
    read = parse_amount(text, unit=unit)
    assert isinstance(read, CellNumber) and read.low == low


@pytest.mark.parametrize(("text", "unit"), [("$30", "RMB"), ("45%", "persons"), ("₩5", "USD"), ("30 people", "USD")])
def test_a_sign_that_the_unit_does_not_say_is_refused(text: str, unit: str) -> None:
    assert "unit" in advice(text, unit) or advice(text, unit).startswith("Write the number alone")


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("$30", 30, "USD"), ("30 USD", 30, "USD"), ("45%", 45, "percent"), ("30 people", 30, "persons"),
        ("3000원", 3000, "KRW"), ("30명", 30, "persons"), ("1500 RMB a month", 1500, "RMB per month"),
    ],
)  # fmt: skip
def test_where_the_row_has_no_unit_the_cell_says_it(text: str, low: float, unit: str) -> None:
    read = parse_amount(text, unit="")
    assert isinstance(read, CellNumber) and (read.low, read.unit) == (low, unit) and unit in read.said


@pytest.mark.parametrize(
    ("text", "low", "wording"),
    [
        ("about 30", 30, "about"), ("~ 30", 30, "about"), ("approx. 30", 30, "about"), ("약 30명", 30, "about"),
        ("over 30", 30, "at_least"), ("30+", 30, "at_least"), (">30", 30, "at_least"), ("more than 5", 5, "at_least"),
        ("30 or more", 30, "at_least"), ("30명 이상", 30, "at_least"), ("up to 5", 5, "at_most"),
        ("less than 5", 5, "at_most"), ("≤ 5", 5, "at_most"), ("exactly 5", 5, "exact"), ("several", None, "several"),
    ],
)  # fmt: skip
def test_how_firmly_a_number_is_said_is_its_wording(text: str, low: float | None, wording: str) -> None:
    read = parse_amount(text, unit="persons")
    assert isinstance(read, CellNumber) and (read.low, read.wording) == (low, wording)


@pytest.mark.parametrize("text", ["0.45", "0,45", "about 0.45", "0.3-0.5"])
def test_a_number_below_one_of_percent_is_asked_about(text: str) -> None:
    assert advice(text, "percent").startswith("It can be read as 0.")
    assert isinstance(parse_amount(text + "%", unit="percent"), CellNumber)


@pytest.mark.parametrize("text", ["06-Mar", "6-Mar", "Mar-06", "March-06", "3월 6일", "2019/04/05"])
def test_a_range_that_became_a_date_is_recognised(text: str) -> None:
    assert advice(text).startswith("The spreadsheet turned a range into a date")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("30k", "digits"), ("3만", "digits"), ("about x", "digits"), ("some 30 things", "digits"),
        ("x", "digits"), ("0x1F", "Write 31"), ("nan", "means something"), ("inf", "means something"), ("N/A",
        "means something"),
    ],
)  # fmt: skip
def test_words_are_sent_where_they_belong(text: str, word: str) -> None:
    assert word in advice(text)


@pytest.mark.parametrize(
    "text", ["9" * 400, "1e999", "1e-300", "0x" + "f" * 500, "1-" * 5000, "1 " * 5000, "$" * 5000, "-1e400"]
)
def test_a_number_out_of_all_measure_is_refused_and_not_repeated(text: str) -> None:
    read = parse_amount(text, unit="persons")
    assert isinstance(read, Unreadable) and len("".join(read)) < 250


@pytest.mark.parametrize(
    ("value", "style", "unit", "low"),
    [
        (45, "General", "persons", 45), (45, "0.00", "persons", 45), (0.45, "0%", "percent", 45),
        (0.45, "0.0%", "percent", 45),
        (45, '0"%"', "percent", 45), (45, r"0\%", "percent of officials", 45), (45, '0 "percent"', "percent", 45),
        (30, '"$"#,##0', "USD", 30), (30, "[$€-407] #,##0.00", "EUR per year", 30), (30, "$#,##0_);($#,##0)",
        "USD", 30),
        (30, "[$-409]#,##0", "persons", 30), (30, '#,##0" persons"', "persons", 30), (30, "[Red]0;-0", "persons", 30),
        (30, "#,##0 [$元-804]", "RMB per month", 30), (30, "#,##0", "persons", 30), (1e9, "0.00E+00", "persons", 1e9),
    ],
)  # fmt: skip
def test_a_format_that_agrees_with_the_unit_is_read(value: float, style: str, unit: str, low: float) -> None:
    read = formatted(value, style, unit=unit)
    assert isinstance(read, CellNumber) and read.low == low and bool(read.said) == (read.low != value)


@pytest.mark.parametrize(
    ("style", "unit", "word"),
    [
        ("0%", "persons", "percent"), ('0"%"', "persons", "percent"), (r"0\%", "USD", "percent"),
        ('"$"#,##0', "RMB", "USD as its unit"),
        ("[$€-407] #,##0", "USD", "EUR as its unit"), ("[$元-804]#,##0", "persons", "RMB as its unit"),
        ("₩#,##0", "USD", "KRW as its unit"),
        ('0"k"', "persons", "adds words"), ('0" weeks"', "persons", "adds words"), ('0"만"', "persons", "adds words"),
        ("0,", "persons", "thousands"), ("#,##0.0,,", "USD", "thousands"), ('0.0,"k"', "USD", "thousands"),
    ],
)  # fmt: skip
def test_a_format_that_says_something_else_is_refused(style: str, unit: str, word: str) -> None:
    read = formatted(45, style, unit=unit)
    assert isinstance(read, Unreadable) and word in read.advice


@pytest.mark.parametrize(
    ("style", "unit"), [('"$"#,##0', "USD"), ("[$EUR] 0", "EUR"), ('0" persons"', "persons"), ('0"%"', "percent")]
)
def test_where_the_row_has_no_unit_the_format_says_it(style: str, unit: str) -> None:
    read = formatted(45, style, unit="")
    assert isinstance(read, CellNumber) and (read.low, read.unit) == (45, unit)


@given(st.floats(-1e17, 1e17).filter(lambda value: value == 0 or abs(value) > 1e-11))
def test_any_number_that_we_write_is_read_back_unless_it_has_two_readings(value: float) -> None:
    read = parse_amount(repr(value), unit="persons")
    assert (isinstance(read, CellNumber) and read.low == value) or "can be read as" in getattr(read, "advice", "")


@given(st.text(max_size=20), st.sampled_from(["", "USD", "percent"]))
def test_any_text_is_read_or_refused(text: str, unit: str) -> None:
    read = parse_amount(text, unit=unit)
    assert isinstance(read, CellNumber) or (read.expected and (not read.advice or read.advice.endswith(".")))


@given(st.text(alphabet='0#,.%"\\[$]€k_*;-E+ ', max_size=15), st.sampled_from(["", "USD", "percent"]))
def test_any_format_is_read_or_refused(style: str, unit: str) -> None:
    assert formatted(45.0, style, unit=unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "wording"),
    [
        ("30,000", 30_000, None, ""), ("1,050", 1_050, None, ""), ("about 1,050", 1_050, None, "about"),
        ("around 1,050", 1_050, None, "about"), ("nearly 1,050", 1_050, None, "about"),
        ("over 1,050", 1_050, None, "at_least"), ("1,050 persons", 1_050, None, ""), ("-1,050", -1_050, None, ""),
        ("1,000-2,500", 1_000, 2_500, ""), ("about 1,000 to 2,500", 1_000, 2_500, "about"),
        ("1,050.5", 1050.5, None, ""),
    ],
)  # fmt: skip
def test_a_comma_separates_thousands_where_nothing_speaks_for_decimals(text, low, high, wording):
    read = parse_amount(text, unit="persons", commas=True)
    assert isinstance(read, CellNumber) and (read.low, read.high, read.wording) == (low, high, wording)


@pytest.mark.parametrize("text", ["30.000", "about 30.000", "30.000 persons", "20-30.000"])
def test_a_point_before_three_digits_keeps_its_two_readings(text):
    read = parse_amount(text, unit="persons", commas=True)
    assert isinstance(read, Unreadable) and "30000 or 30" in read.advice


@pytest.mark.parametrize(
    "text", ["3,5", "12,50", "3,5000", "0,250", "1.050,25", "1.050.000", "30.000", "about 30.000 won"]
)
def test_these_speak_for_a_decimal_comma(text):
    assert has_decimal_comma(text)


@pytest.mark.parametrize(
    "text", ["3.5", "30,000", "1,234,567", "1,00,000", "1,050.25", "3000", "about 1,050", "2,500-3,000"]
)
def test_these_do_not(text):
    assert not has_decimal_comma(text)
