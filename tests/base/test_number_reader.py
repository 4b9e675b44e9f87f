"""Numbers from text: one reading is taken and said, two are refused with both, and nothing raises."""

from __future__ import annotations

import math
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import legation
from legation.base.number_reader import (
    LARGEST,
    LONGEST,
    SMALLEST,
    Number,
    Unreadable,
    check_value,
    decimal_sign_of,
    line_of_endless_number,
    number_faults,
    read_plain,
    read_text,
    read_whole,
)
from legation.base.toml import TomlFile, parse_toml

HOSTILE = [
    "9" * 400, "0x" + "f" * 10**5, "0b" + "1" * 10**5, "1e400", "-1e400", "1e-400", "1e-300", "1e999999999", "nan",
    "inf", "-infinity", "∞", "1_000", "１２", "٣", "1" * 39 + ",", "1," * 20, "1 " * 20, "'" * 40, "$" * 40,
    "1e" + "9" * 38, "", " ", "-", "%", "\ud800", "\x1b[31m5", "5²", "½", "Ⅻ", "一", "\u202e5", "0x" + "f" * 37, "$$5",
    "5%%", "1__0", "0_1",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3000", 3000), ("-3", -3), ("0.5", 0.5), (".5", 0.5), ("5.", 5.0), ("1e5", 1e5), ("3,5", 3.5), ("12,50", 12.5),
        ("1,234,567", 1234567), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1.234.567", 1234567), ("3 000", 3000),
        ("3\u00a0000", 3000), ("3\u202f000,5", 3000.5), ("1 234,567", 1234.567), ("0,250", 0.25), ("0.250", 0.25),
        ("30'000", 30000), ("30’000.5", 30000.5), ("1_000", 1000), ("1,00,000", 100000), ("１２", 12),
        ("－１．５", -1.5), ("٣", 3), ("٣٬٠٠٠", 3000), ("٣٫٥", 3.5), ("۱۲", 12), ("−5", -5), ("–5", -5), ("-0", 0),
        ("-0.0", 0), ("+7", 7),
        ("0" * 39 + "1", 1),
    ],
)  # fmt: skip
def test_one_reading_is_taken(text, value):
    read = read_text(text)
    assert read.value == value and math.copysign(1, read.value) == math.copysign(1, value)


def test_a_plain_number_needs_no_word_and_any_other_does():
    assert read_text("3.5") == Number(3.5, "")
    assert read_text("3,5") == Number(3.5, "read as 3.5")
    assert read_text("١٢") == Number(12, "read as 12")
    assert read_text("45 %", unit="percent") == Number(45, "percent sign left out; read as 45")
    assert read_text("US$ 1,000.50", unit="USD").said == "US$ left out, as the unit says it; read as 1000.5"


@pytest.mark.parametrize(("text", "both"), [("30,000", "30000 or 30"), ("30.000", "30000 or 30"),
                                            ("-3.500", "-3500 or -3.5"), ("٣٠,٠٠٠", "30000 or 30"),
                                            ("$1,125", "1125 or 1.1250")])  # fmt: skip
def test_three_digits_behind_one_mark_are_refused_with_both_readings(text, both):
    refused = read_text(text, unit="USD")
    assert refused.advice == f"It can be read as {both}: write the one meant."


def test_where_a_point_is_certain_it_stands_before_decimals():
    assert read_text("3.500", points=True) == Number(3.5, "")
    assert read_plain("3.500") == 3.5
    assert isinstance(read_text("3,500", points=True), Unreadable)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("$30", "USD per year", 30), ("US$ 30", "USD", 30), ("30 USD", "USD", 30), ("₩500", "KRW per month", 500),
        ("500원", "won", 500), ("¥30", "RMB", 30), ("30元", "yuan", 30), ("€5", "EUR", 5), ("-$5", "dollars", -5),
        ("＄５", "USD", 5), ("£5", "GBP", 5), ("45%", "percent", 45), ("45 ％", "percent of officials", 45),
        ("٤٥٪", "percent", 45),
    ],
)  # fmt: skip
def test_a_sign_that_the_unit_says_too_is_left_out(text, unit, value):
    assert read_text(text, unit=unit).value == value


@pytest.mark.parametrize(
    ("text", "unit", "advice"),
    [
        ("$30", "RMB", "Write the number alone, and USD as its unit."),
        ("₩5", "", "Write the number alone, and KRW as its unit."),
        ("45%", "persons", 'Write the number alone, and "percent" in unit.'),
        ("45 %", "", "For 45 % write 0.45."),
        ("x %", "", "Write the number alone."),
        ("30k", "", "Write all digits, such as 30000."),
        ("3만", "", "Write all digits, such as 30000."),
        ("0xff", "", "Write 255."),
        ("-0b11", "", "Write -3."),
        ("0o17", "", "Write 15."),
        ("0x" + "f" * 30, "", "Write it in decimal digits."),
        ("nan", "", "Write a number that means something."),
        ("-inf", "", "Write a number that means something."),
        ("abc", "", "Write digits only, with a point before decimals."),
        ("5²", "", "Write digits only, with a point before decimals."),
        ("(5)", "", "Write digits only, with a point before decimals."),
        ("12 34", "", "Write digits only, with a point before decimals."),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_write(text, unit, advice):
    assert read_text(text, unit=unit).advice == advice


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("1e400", '"1e400"', "a number of at most 1e18"),
        ("-2e18", '"-2e18"', "a number of at most 1e18"),
        ("1e-300", '"1e-300"', "0, or a number of at least 1e-12"),
        ("1e-400", '"1e-400"', "0, or a number of at least 1e-12"),
        ("9" * 400, '"9999999999999999999…" (400 characters)', "a number such as 3000 or 0.5"),
    ],
)
def test_a_size_that_means_nothing_is_refused(text, found, expected):
    for refused in (read_text(text), read_plain(text)):
        assert refused[:2] == (found, expected)


def test_the_limits_themselves_are_numbers():
    assert [read_plain(repr(value)) for value in (LARGEST, -LARGEST, SMALLEST, 0.0)] == [LARGEST, -LARGEST, SMALLEST, 0]
    assert isinstance(read_plain(repr(math.nextafter(LARGEST, math.inf))), Unreadable)
    assert isinstance(read_plain(repr(math.nextafter(SMALLEST, 0))), Unreadable)
    assert read_plain("1" * LONGEST).found == '"' + "1" * LONGEST + '"'
    assert "characters" in read_plain("1" * (LONGEST + 1)).found


def test_a_program_that_asks_for_digits_says_which_to_write():
    assert read_plain("3,5") == Unreadable('"3,5"', "a number such as 3000 or 0.5", "Write 3.5.")
    assert read_plain("1_000").advice == "Write 1000."
    assert read_plain("１２").advice == "Write 12."
    assert read_plain(" 1e-3 ") == 0.001


def test_whole_numbers_have_limits():
    assert read_whole("12", least=1, most=12) == 12
    assert read_whole("13", least=1, most=12) == Unreadable('"13"', "a whole number from 1 to 12")
    assert read_whole("-1").expected == "a whole number from 0"
    assert read_whole(str(2**63 - 1), most=2**63 - 1) == 2**63 - 1
    assert read_whole("1e3").advice == "Write 1000."
    assert read_whole("1,000,000").advice == "Write 1000000."
    assert read_whole("2.0", least=3).advice == ""
    assert read_whole("2.5").advice == ""
    assert read_whole("two").advice == "Write digits only, with a point before decimals."


@pytest.mark.parametrize("value", [0, 3, -3, 0.5, 10**18, np.int64(4), np.float64(2.5), np.float32(0.5)])
def test_a_number_of_python_or_numpy_is_one(value):
    assert check_value(value) == value


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (float("nan"), "nan, which is no number"), (float("inf"), "infinity"), (float("-inf"), "-infinity"),
        (1e300, "1e+300"), (1e-300, "1e-300"), (10**20, "1" + "0" * 20), (True, "true"), (False, "false"),
        (None, "nothing"),        ([], "a list"), ({}, "a table"), ("x", '"x"'), (1j, "a value of the kind complex"),
        (Fraction(10**400), "a number beyond all measure"),
    ],
)  # fmt: skip
def test_a_value_that_is_no_number_of_use_is_refused(value, found):
    assert check_value(value).found == found


def test_a_whole_number_without_end_is_told_by_its_length():
    assert check_value(16**100_000 - 1).found == "a whole number of some 120,412 digits"


def test_a_number_in_quotes_is_told_so():
    assert check_value("5").advice == "Take the quotes away."
    assert check_value("5,5").advice == "Write 5.5."


TOML = f"""sound = [1, 2.5, -3]
a = nan
[t]
b = inf
c = 0x{"f" * 1000}
d = [1.0, nan, nan, 1e400]
e = 1e-300
[[u]]
f = [[1], [0b{"1" * 100}]]
[[u]]
g = {{ h = -inf, i = true }}
"""


def test_every_number_of_a_file_that_means_nothing_is_named_at_its_line():
    faults = number_faults(parse_toml(TOML.encode(), "my.toml"))
    assert [(fault.line, fault.field, fault.found) for fault in faults] == [
        (2, "a", "nan, which is no number"),
        (4, "t.b", "infinity"),
        (5, "t.c", "a whole number of some 1,205 digits"),
        (6, "t.d[2]", "nan, which is no number"),
        (7, "t.e", "1e-300"),
        (9, "u[1].f[2][1]", "a whole number of some 31 digits"),
        (11, "u[2].g.h", "-infinity"),
    ]


def test_no_file_that_ships_holds_such_a_number():
    files = sorted(Path(legation.__file__).parent.rglob("*.toml"))
    assert len(files) > 10
    for path in files:
        assert number_faults(TomlFile(tomllib.loads(path.read_text("utf-8")), path.name)) == []


def test_the_line_of_a_number_without_end_is_found():
    assert line_of_endless_number("a = 1\nb = " + "1" * 4301) == 2
    assert line_of_endless_number("a = 1\nb = " + "1_" * 4300 + "\n" + "x" * 9000) == 0


def _sound(answer):
    """Whether an answer is a finite number of some size, or a refusal in few and harmless words."""
    if isinstance(answer, Unreadable):
        words = " ".join(answer)
        assert len(words) <= 200 and words.isprintable() and answer.found and answer.expected
        assert not answer.advice or (answer.advice[0].isupper() and answer.advice.endswith("."))
        return True
    value = answer.value if isinstance(answer, Number) else answer
    assert type(value) in (int, float) and not math.isnan(value)
    return value == 0 or SMALLEST <= abs(value) <= LARGEST


DIGITS = st.text(st.sampled_from("0123456789１٣۵.,'’_  +-−–eExob%$€원만k"), max_size=45)


@given(st.one_of(st.text(), DIGITS, st.sampled_from(HOSTILE)), st.sampled_from(["", "USD", "percent", "a\\b"]))
@example("1" * 10**6, "")
def test_any_text_is_a_number_or_a_phrase(text, unit):
    assert _sound(read_text(text, unit=unit))
    assert _sound(read_text(text, unit=unit, points=True))
    assert _sound(read_plain(text))
    assert _sound(check_value(text))
    whole = read_whole(text, most=10)
    assert _sound(whole) and (isinstance(whole, Unreadable) or type(whole) is int)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_numbers_or_phrases(text):
    assert _sound(read_text(text)) and _sound(read_plain(text)) and _sound(read_whole(text))


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=3)


@given(VALUES)
def test_any_value_is_a_number_or_a_phrase(value):
    assert _sound(check_value(value))


SENSIBLE = st.one_of(
    st.integers(-(10**18), 10**18),
    st.floats(SMALLEST, LARGEST),
    st.floats(-LARGEST, -SMALLEST),
)


@given(SENSIBLE)
def test_any_number_that_we_write_is_read_back(value):
    assert read_plain(repr(value)) == value and type(read_plain(repr(value))) is type(value)
    assert read_text(repr(value), points=True) == Number(value, "")
    read = read_text(repr(value))
    assert read == Number(value, "") or repr(value) in read.advice


@given(st.integers(10**6, 10**15), st.sampled_from([",", ".", " ", "'", "’", "_", "\u202f", "٬"]))
def test_thousands_apart_are_read_back(value, mark):
    assert read_text(f"{value:,}".replace(",", mark)).value == value


@given(st.integers(-(10**9), 10**9), st.sampled_from(["０", "٠", "۰", "०"]))
def test_digits_of_other_scripts_are_read_back(value, zero):
    text = str(value).translate({ord(str(digit)): chr(ord(zero) + digit) for digit in range(10)})
    assert read_text(text).value == value


def test_a_comma_before_three_digits_separates_thousands_if_that_is_known():
    assert read_text("30,000", commas=True) == Number(30_000, "read as 30000")
    assert isinstance(read_text("30,000"), Unreadable) and isinstance(read_text("30.000", commas=True), Unreadable)
    assert read_text("3,5", commas=True) == Number(3.5, "read as 3.5")


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1,234", ".", 1234), ("1,234", ",", 1.234), ("1.234", ",", 1234), ("1.234", ".", 1.234),
        ("12,345.6", ".", 12345.6),
        ("-1,234,567", ".", -1234567), ("0,5", ",", 0.5), ("12", ".", 12), ("12", ",", 12),
        ("1 234,5", ",", 1234.5), ("1 234.5", ".", 1234.5), ("12.345,6", ",", 12345.6),
    ],
)  # fmt: skip
def test_a_known_decimal_sign_leaves_one_reading(text, decimal, value):
    read = read_text(text, decimal=decimal)
    assert isinstance(read, Number) and read.value == value


@pytest.mark.parametrize(
    ("text", "decimal"), [("0,5", "."), ("1.5", ","), ("12,34", "."), ("0,123", "."), ("1,234.5", ","), ("1.2.3", ",")]
)
def test_a_number_written_with_the_other_sign_is_refused(text, decimal):
    assert isinstance(read_text(text, decimal=decimal), Unreadable)


@pytest.mark.parametrize(
    ("text", "sign"),
    [("1,234", ""), ("1.234", ""), ("1,234,567", "."), ("1.234.567", ","), ("1,234.5", "."), ("1.5", "."), ("1,5", ","),
     ("0.123", "."), ("0,123", ","), ("12", ""), ("x", ""), ("", "")],
)  # fmt: skip
def test_the_decimal_sign_that_a_number_shows(text, sign):
    assert decimal_sign_of(text) == sign


@given(st.integers(0, 10**9).map(lambda number: number / 100), st.sampled_from([".", ","]))
def test_any_number_grouped_and_with_a_known_sign_is_itself(value, decimal):
    text = f"{value:,.2f}"
    text = text if decimal == "." else text.translate(str.maketrans(",.", ".,"))
    assert read_text(text, decimal=decimal) == Number(value, read_text(text, decimal=decimal).said)
    assert decimal_sign_of(text) == decimal
