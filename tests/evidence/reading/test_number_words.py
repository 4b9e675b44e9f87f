"""Numbers in a running text, each worked out by hand."""

from __future__ import annotations

import pytest

from legation.evidence.reading.number_words import find_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("they paid 1,200,000 won", [(1_200_000, 1_200_000)]),
        ("1.2 million and 20k", [(1_200_000, 1_200_000), (20_000, 20_000)]),
        ("two hundred and fifty people", [(250, 250)]),
        ("a dozen men, some forty women, twenty-five others", [(12, 12), (40, 40), (25, 25)]),
        ("half a million", [(500_000, 500_000)]),
        ("three thousand five hundred", [(3500, 3500)]),
        ("tens of thousands", [(20_000, 100_000)]),
        ("hundreds", [(200, 1000)]),
        ("several hundred", [(200, 1000)]),
        ("12만 명", [(120_000, 120_000)]),
        ("USD12,000", [(12_000, 12_000)]),
    ],
)
def test_numbers_are_read_in_digits_words_and_multiples(text, numbers):
    assert [(number.low, number.high) for number in find_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("text", "percent"),
    [("half of them", 50), ("by a quarter", 25), ("two thirds of the staff", 200 / 3), ("three out of four", 75),
     ("one in ten", 10)],
)  # fmt: skip
def test_parts_of_a_whole_are_read_in_percent(text, percent):
    (number,) = find_numbers(text)
    assert number.is_part
    assert number.low == number.high == pytest.approx(percent)


@pytest.mark.parametrize("text", ["a third levy", "the first half of the year", "COVID-19", "five in 2013", "unit A-7"])
def test_ordinals_and_names_are_no_parts(text):
    assert not any(number.is_part for number in find_numbers(text, [(8, 12)] if "2013" in text else ()))


def test_places_that_are_taken_hold_no_number():
    assert find_numbers("in 2013 eight", [(3, 7)])[0].low == 8


def test_a_number_without_meaning_is_none():
    assert find_numbers("9" * 60) == []


@pytest.mark.parametrize(
    "text", ["TWO HUNDRED people", "USD20K", "usd20k", "Half of them", "HALF A MILLION", "40 Million"]
)
def test_numbers_are_read_in_letters_of_any_size(text):
    assert find_numbers(text) == find_numbers(text.lower()) != []
