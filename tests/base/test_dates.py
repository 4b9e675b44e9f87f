"""Dates: what is accepted, what is refused, and that nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base import dates


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2019-04-04", date(2019, 4, 4), date(2019, 4, 4), "day"),
        ("2019-03..2019-05", date(2019, 3, 1), date(2019, 5, 31), "range"),
        ("2013..2016", date(2013, 1, 1), date(2016, 12, 31), "range"),
        ("early 2019", date(2019, 1, 1), date(2019, 4, 30), "part of year"),
        ("mid-2019", date(2019, 5, 1), date(2019, 8, 31), "part of year"),
        ("late 2019", date(2019, 9, 1), date(2019, 12, 31), "part of year"),
        ("early 2022..2022-08-08", date(2022, 1, 1), date(2022, 8, 8), "range"),
        (" 2019-04 ", date(2019, 4, 1), date(2019, 4, 30), "month"),
    ],
)
def test_a_date_is_read_as_whole_days(text: str, first: date, last: date, precision: str) -> None:
    assert dates.parse_date(text)[:3] == (first, last, precision)


def test_a_slashed_date_is_refused_with_both_readings() -> None:
    with pytest.raises(ValueError, match=r"2019-05-04 \(day first\) or 2019-04-05 \(month first\)"):
        dates.parse_date("04/05/2019")


def test_a_slashed_date_with_one_reading_is_refused_with_that_one() -> None:
    with pytest.raises(ValueError, match=r"^Write 2019-05-31\.$"):
        dates.parse_date("31/05/2019")


def test_a_slashed_date_with_equal_readings_has_one() -> None:
    with pytest.raises(ValueError, match=r"^Write 2019-04-04\.$"):
        dates.parse_date("4.4.2019")


def test_a_slashed_date_without_a_reading_says_so() -> None:
    with pytest.raises(ValueError, match="No reading of it is a day"):
        dates.parse_date("31/31/2019")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spring 2019",
        "2019-13",
        "2019-02-30",
        "April 2019",
        "19",
        "2019-4",
        "1949",
        "2019-05..2019-03",
        "2019..",
        "..",
        "2019-03-2019-05",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        dates.parse_date(text)


def test_a_range_that_ends_before_it_begins_offers_the_exchange() -> None:
    with pytest.raises(ValueError, match=r"did you mean 2019-03\.\.2019-05"):
        dates.parse_date("2019-05..2019-03")


@given(st.dates(date(1950, 1, 1), date(2030, 12, 31)), st.dates(date(1950, 1, 1), date(2030, 12, 31)))
def test_written_and_read_again_a_period_is_the_same(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = dates.parse_date(f"{first}..{last}")
    assert (period.first, period.last) == (first, last)
    assert dates.parse_date(str(period)) == period


# What people write.


def cases(text: str) -> list[tuple[str, str]]:
    """What is written, and what it must be read as, one pair a line."""
    return [(line.split(" => ")[0].strip(), line.split(" => ")[1]) for line in text.strip().splitlines()]


def words(text: str) -> str:
    """The period that a text is read as, or the advice of its refusal."""
    read = dates.read_date_words(text)
    return read.written if isinstance(read, dates.DateRange) else read.advice


READ = """
    # one period
    Oct 2023 => 2023-10
    April 2024 => 2024-04
    Sept. 2019 => 2019-09
    Oct '23 => 2023-10
    2019 April => 2019-04
    April 2019 => 2019-04
    04/2019 => 2019-04
    2019.04 => 2019-04
    2019-4 => 2019-04
    201904 => 2019-04
    20190423 => 2019-04-23
    23 April 2019 => 2019-04-23
    April 23, 2019 => 2019-04-23
    Tuesday, 23rd of April 2019 => 2019-04-23
    23-Apr-19 => 2019-04-23
    2019. 4. 23. => 2019-04-23
    2019/4/23 => 2019-04-23
    31/05/2019 => 2019-05-31
    5/31/2019 => 2019-05-31
    4.4.2019 => 2019-04-04
    31/12/99 => 1999-12-31
    2019-04-5 => 2019-04-05
    2019-04-01 00:00:00.000 => 2019-04-01
    2019-04-01T10:30:00Z => 2019-04-01
    4/23/2019 12:00 AM => 2019-04-23
    Q3 2021 => 2021-07..2021-09
    3Q 2021 => 2021-07..2021-09
    third quarter of 2021 => 2021-07..2021-09
    2021 Q4 => 2021-10..2021-12
    H1 2019 => 2019-01..2019-06
    second half of 2019 => 2019-07..2019-12
    Early 2019 => early 2019
    end of 2019 => late 2019
    mid-April 2019 => 2019-04-11..2019-04-20
    late February 2019 => 2019-02-21..2019-02-28
    spring 2019 => 2019-03..2019-05
    the 1990s => 1990..1999
     the year 2019  => 2019
    # from one time to another
    2020-2023 => 2020..2023
    2020–2023 => 2020..2023
    2020/2021 => 2020..2021
    2020-21 => 2020..2021
    2019/20 => 2019..2020
    October–December 2019 => 2019-10..2019-12
    3-5 April 2019 => 2019-04-03..2019-04-05
    April 3 - May 5, 2019 => 2019-04-03..2019-05-05
    Oct 2019 to Jan 2020 => 2019-10..2020-01
    2019-04-01 - 2019-04-23 => 2019-04-01..2019-04-23
    2019.4-6 => 2019-04..2019-06
    2019-04 to 06 => 2019-04..2019-06
    between March 2019 and May 2019 => 2019-03..2019-05
    from 2019 to 2021 => 2019..2021
    Q1-Q3 2021 => 2021-01..2021-09
    late 2019 to early 2020 => late 2019..early 2020
    2019-3..2019-5 => 2019-03..2019-05
    2019 - 2021-05 => 2019..2021-05
    # other languages
    2019년 4월 => 2019-04
    2019년 4월 23일 => 2019-04-23
    2019년도 => 2019
    2019년 상반기 => 2019-01..2019-06
    2021년 3분기 => 2021-07..2021-09
    2019년 4~6월 => 2019-04..2019-06
    2019년 4월부터 6월까지 => 2019-04..2019-06
    2019년 4월 초 => 2019-04-01..2019-04-10
    2019년 말 => late 2019
    ２０１９年４月 => 2019-04
    März 2019 => 2019-03
    23. Oktober 2019 => 2019-10-23
    Ende 2019 => late 2019
    août 2019 => 2019-08
    février 2019 => 2019-02
"""
SEVERAL = """
    04/05/2019 => 2019-05-04 (day first) or 2019-04-05 (month first)
    04/05/19 => 2019-05-04 or 2019-04-05 or 2004-05-19
    201012 => 2010-12 or 2012-10-20 or 2020-10-12
    2010/12 => 2010-12 or 2010..2012
    winter 2019 => 2019-01..2019-02 or 2019-12..2020-02
"""
NO_PERIOD = """
    Oct-23 => It is a month of a year, or a day without its year: write such as 2019-04.
    5 March => It names no year.
    may => It names no year.
    31 April 2019 => 2019-04 has no day 31.
    2019-2018 => It ends before it begins: did you mean 2018..2019?
    about 2019 => Write 2019, or a range around it.
    2019년경 => Write 2019, or a range around it.
    since April 2019 => It has no end, or no beginning: write a range such as 2019-03..2019-05.
    2035 => The record runs from 1950 to 2030.
    2019-13 => There is no month 13.
    soon => Write the year first, then month and day, with hyphens.
"""


@pytest.mark.parametrize(("text", "written"), cases(re.sub(r" *#.*\n", "", READ)))
def test_what_people_write_is_read_if_it_has_one_reading(text: str, written: str) -> None:
    assert words(text) == written


@pytest.mark.parametrize(("text", "readings"), cases(SEVERAL))
def test_several_readings_are_refused_with_all_of_them(text: str, readings: str) -> None:
    assert words(text) == f"It can be read as {readings}: write the one meant."


@pytest.mark.parametrize(("text", "advice"), cases(NO_PERIOD))
def test_what_says_no_period_is_refused_with_what_is_missing(text: str, advice: str) -> None:
    assert words(text) == advice


def test_a_long_text_is_no_date_and_is_not_repeated() -> None:
    read = dates.read_date_words("1-" * 40_000)
    assert isinstance(read, dates.Unreadable) and read.found == "80,000 characters"


@given(st.text(alphabet="0129-/. aprQHto'월년일초~", max_size=20))
def test_any_text_is_read_as_a_period_that_reads_alike_or_refused(text: str) -> None:
    read = dates.read_date_words(text)
    if isinstance(read, dates.DateRange):
        assert dates.parse_date(read.written) == read == dates.read_date_words(read.written)
    else:
        assert read.advice.endswith((".", "?"))
