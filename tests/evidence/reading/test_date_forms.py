"""The forms of a date, beside a day of publication."""

from __future__ import annotations

import re
from datetime import date

import pytest

from legation.evidence.reading.date_forms import FORMS, FormMatch

DAY = date(2019, 5, 29)


def _read(text, published=DAY):
    """What the first form that fits at the earliest place means."""
    matches = [
        (match.start(), at, read, match)
        for at, (pattern, read) in enumerate(FORMS)
        for match in pattern.finditer(text.lower())
    ]
    _, _, read, match = min(matches, key=lambda each: each[:2])
    period = read(FormMatch(match), published)
    return str(period) if period else None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019-04-04", "2019-04-04"), ("on 3 May 2019", "2019-05-03"), ("on May 3, 2019", "2019-05-03"),
        ("26-27 August 2018", "2018-08-26..2018-08-27"), ("in May 2018", "2018-05"), ("in early 2018", "early 2018"),
        ("in late April 2018", "2018-04-21..2018-04-30"), ("by the end of 2018", "2018-11..2018-12"),
        ("in spring 2018", "2018-03..2018-05"), ("in the winter of 2018", "2018-12..2019-02"),
        ("the second half of 2018", "2018-07..2018-12"), ("the second quarter of 2018", "2018-04..2018-06"),
        ("Q3 2018", "2018-07..2018-09"), ("2013-16", "2013..2016"), ("April-August 2017", "2017-04..2017-08"),
        ("in the early 2010s", "2010..2013"), ("in 2018", "2018"), ("2018년 4월", "2018-04"),
        ("2018年4月3日", "2018-04-03"),
    ],
)  # fmt: skip
def test_a_form_with_its_year_means_the_same_on_any_day(text, period):
    assert _read(text) == _read(text, None) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("yesterday", "2019-05-28"), ("last month", "2019-04"), ("this year", "2019"), ("last year", "2018"),
        ("last week", "2019-05-20..2019-05-26"), ("on Monday", "2019-05-27"), ("last Friday", "2019-05-24"),
        ("in June", "2018-06"), ("on April 6", "2019-04-06"), ("by the end of July", "2019-07-21..2019-07-31"),
        ("in late April last year", "2018-04-21..2018-04-30"), ("three years ago", "2016"),
        ("two weeks ago", "2019-05-15"), ("in the past two years", "2017-05-28..2019-05-29"),
        ("the last ten days of June", "2018-06-21..2018-06-30"), ("recently", "2019-04..2019-05-29"),
        ("currently", "2019-05"), ("last spring last year", "2018-03..2018-05"),
    ],
)  # fmt: skip
def test_a_form_without_a_year_is_counted_from_the_day_of_publication(text, period):
    assert _read(text) == period
    assert _read(text, None) is None


@pytest.mark.parametrize("text", ["2,019 people", "2000 workers", "$2019", "they may leave", "he will march on"])
def test_what_is_no_date_has_no_form(text):
    assert not any(pattern.search(text) for pattern, _ in FORMS)


def test_forms_are_written_for_a_text_in_small_letters():
    """Capitals in a pattern would never fit; those of `\\D` and the like, and of named groups, are its own."""
    for pattern, _ in FORMS:
        letters = re.sub(r"\\[A-Z]|\?P<", "", pattern.pattern)
        assert letters == letters.lower()
        assert not pattern.flags & re.IGNORECASE
