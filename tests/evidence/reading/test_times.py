"""Dates in a sentence, together with the words around them."""

from __future__ import annotations

from datetime import date

import pytest

from legation.evidence.reading.lexicon import lexicon, tokens
from legation.evidence.reading.times import find_times

DAY = date(2019, 5, 29)


def _times(text, published=DAY):
    return find_times(text, tokens(text), lexicon(), published)


@pytest.mark.parametrize(
    ("text", "period", "relation"),
    [
        ("since 2017", "2017..2019-05-29", "since"), ("before 2016", "2016", "before"),
        ("than in 2017", "2017", "than"), ("until March 2018", "2018-03", "until"),
        ("after the Hanoi summit", "2019-02-28..2019-05-29", "after"), ("in 2018", "2018", "at"),
        ("from 2013 to 2016", "2013..2016", "at"), ("between June 2013 and May 2014", "2013-06..2014-05", "at"),
        ("between late April and May 2018", "2018-04-21..2018-05-31", "at"),
    ],
)  # fmt: skip
def test_a_date_has_the_relation_that_the_word_in_front_gives(text, period, relation):
    (time,) = _times(text)
    assert (str(time.period), time.relation, text[time.start : time.end]) == (
        period,
        relation,
        text if relation != "at" or " to " in text or " and " in text else "2018",
    )


def test_years_in_a_row_stay_apart():
    assert [str(time.period) for time in _times("in 2013, 2014 and 2015")] == ["2013", "2014", "2015"]


def test_an_event_dates_nothing_by_itself():
    assert _times("The Hanoi summit failed.") == []


def test_what_needs_a_day_of_publication_is_found_without_a_period():
    (time,) = _times("they left last month", None)
    assert time.period is None
    assert _times("they left last month")[0].period is not None


def test_a_day_that_the_calendar_lacks_is_no_day():
    assert [str(time.period) for time in _times("on 31 June 2018")] == ["2018-06"]


def test_recently_is_vague():
    assert _times("recently")[0].is_vague
    assert not _times("in 2018")[0].is_vague
