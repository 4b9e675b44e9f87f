"""Periods in their shortest form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.dates import parse_date
from legation.evidence.reading.periods import month_end, months_between, period_between

DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "form"),
    [
        ("2019-04-04", "2019-04-04", "2019-04-04"), ("2019-04-01", "2019-04-30", "2019-04"),
        ("2019-01-01", "2019-12-31", "2019"), ("2013-01-01", "2016-12-31", "2013..2016"),
        ("2019-01-01", "2019-04-30", "early 2019"), ("2019-03-01", "2019-05-31", "2019-03..2019-05"),
        ("2012-01-01", "2019-05-29", "2012..2019-05-29"), ("2019-04-10", "2019-04-20", "2019-04-10..2019-04-20"),
    ],
)  # fmt: skip
def test_a_period_has_its_shortest_form(first, last, form):
    assert str(period_between(date.fromisoformat(first), date.fromisoformat(last))) == form


@given(DAYS, DAYS)
def test_reading_the_form_gives_the_same_days(one_day, another_day):
    first, last = sorted((one_day, another_day))
    period = parse_date(str(period_between(first, last)))
    assert (period.first, period.last) == (first, last)


def test_months_end_as_the_calendar_says():
    assert month_end(2020, 2) == date(2020, 2, 29)
    assert str(months_between(2020, 1, 2)) == "2020-01..2020-02"
