"""How often, and over what span."""

from __future__ import annotations

import pytest

from legation.evidence.reading.spans import DAYS, frequencies, per_span


@pytest.mark.parametrize(
    ("text", "low", "high", "span"),
    [
        ("once a week", 1, 1, "week"), ("twice a month", 2, 2, "month"), ("once every two days", 3.5, 3.5, "week"),
        ("every other day", 3.5, 3.5, "week"), ("once or twice a year", 1, 2, "year"),
        ("one to three times a month", 1, 3, "month"), ("three times in two weeks", 6.5223, 6.5223, "month"),
        ("every three months", 4, 4, "year"), ("several times a year", 2, 10, "year"), ("every evening", 1, 1, "day"),
        ("every Saturday", 1, 1, "week"), ("weekly", 1, 1, "week"), ("annually", 1, 1, "year"),
        ("once every two years", 0.5, 0.5, "year"),
    ],
)  # fmt: skip
def test_a_frequency_is_so_many_times_in_a_span(text, low, high, span):
    (every,) = frequencies(f"They meet {text}.")
    assert (every.low, every.high, every.span) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3), span)


def test_a_span_without_a_count_is_soft():
    assert [every.is_soft for every in frequencies("every evening, once a day, every two days")] == [False, True, False]


@pytest.mark.parametrize(
    ("hedge", "wording"), [("at least", "at_least"), ("up to", "at_most"), ("about", "about"), ("", "")]
)
def test_a_frequency_has_its_hedge(hedge, wording):
    (every,) = frequencies(f"{hedge} twice a week")
    assert every.wording == wording


@pytest.mark.parametrize(
    ("behind", "span"),
    [(" a year", "year"), (" per month", "month"), (" a person a month", "month"), (" in a single week", "week"),
     (" monthly", "month"), (" a year ago", ""), (" and left after a year", ""), ("", "")],
)  # fmt: skip
def test_the_span_of_an_amount_stands_right_behind_it(behind, span):
    assert per_span(f"300{behind}", 3)[0] == span


def test_every_span_has_a_length():
    assert DAYS["year"] == 12 * DAYS["month"] == 4 * DAYS["quarter"]
