"""Numbers as people read them."""

from __future__ import annotations

import pytest

from legation.base.number_text import how_many, magnitude, two_digits


@pytest.mark.parametrize(
    ("value", "rounded"), [(0, 0), (1234, 1200), (0.01234, 0.012), (-987, -990), (9.96, 10), (99.6, 100), (5, 5)]
)
def test_a_number_keeps_two_significant_digits(value, rounded):
    assert two_digits(value) == pytest.approx(rounded)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (49_876, "USD a year", "USD 50,000"),
        (3_049, "RMB a month", "RMB 3,000"),
        (4.2, "clampdowns a year", "4.2"),
        (0, "persons", "0"),
        (12.4, "persons", "12"),
        (0.5, "share of officials", "50 %"),
        (0.012, "share of officials", "1.2 %"),
        (0, "share of officials", "0 %"),
    ],
)
def test_a_value_carries_its_currency_or_percent(value, unit, text):
    assert magnitude(value, unit) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 origins"), (1, "1 origin"), (2, "2 origins")])
def test_a_count_agrees_with_its_noun(number, text):
    assert how_many(number, "origin") == text
