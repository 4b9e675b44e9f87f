"""Months as tables label them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.number_reader import Unreadable
from legation.evidence.importing.month_labels import SUM, has_lost_a_zero, labelled_year, month_in, month_number

JAN = date(2019, 1, 1)
MONTHS = {
    **dict.fromkeys(("2019-01", "201901", "2019/1", "2019/01", "2019.01", "Jan 2019", "January 2019", "2019-01-31",
                     "20190115", "2019년 1월", "2019年1月", "2019M01", "Jan-19", "Jan. 19", "2019 1월", "2019-1"), JAN),
    "2009/10": date(2009, 10, 1), "201112": date(2011, 12, 1), "201001": date(2010, 1, 1), "Dec-99": date(1999, 12, 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "month"), MONTHS.items())
def test_a_month_is_read(text, month):
    assert month_in(text) == month


@pytest.mark.parametrize("text", ["2019", "2019 Q1", "2019-01..2019-03", "Total", "합계", "2019년", "Jan-Mar 2019"])
def test_what_lasts_longer_than_a_month_is_a_sum(text):
    assert month_in(text) == SUM


@pytest.mark.parametrize("text", ["2019-13", "04/05/2019", "China", "", "13", "1", "12.5", "2035-01"])
def test_anything_else_is_refused(text):
    assert isinstance(month_in(text), Unreadable)


NUMBERS = {
    "Jan": 1, "january": 1, "1월": 1, "1": 1, "01": 1, "12月": 12, "Sept.": 9,
    **dict.fromkeys(("Total", "합계", "Q1", "1-3월", "1-2月", "누계", "상반기", "Jan-Mar"), SUM),
    **dict.fromkeys(("13", "2019", "China", "", "450"), None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_month_without_a_year(text, number):
    assert month_number(text) == number


def test_a_year():
    assert [labelled_year(text) for text in ("2019", "2019년", "2019.0", "1890", "20190", "x")] == [
        2019,
        2019,
        2019,
        *[None] * 3,
    ]


def test_a_spreadsheet_may_have_taken_a_zero():
    assert [has_lost_a_zero(text) for text in ("2019.1", "2019.10", "2019.01", "2019.2")] == [True, False, False, False]


@given(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["%Y-%m", "%Y%m", "%Y/%m", "%Y.%m", "%B %Y", "%b %Y", "%Y-%m-%d"]),
)
def test_every_month_in_every_form_is_itself(day, form):
    assert month_in(day.strftime(form)) == day.replace(day=1)
