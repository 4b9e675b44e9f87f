"""Dates: what is accepted, what is refused, and that nothing is guessed."""

from __future__ import annotations

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
