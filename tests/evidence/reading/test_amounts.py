"""Amounts in a sentence, each worked out by hand."""

from __future__ import annotations

import pytest

from legation.evidence.reading.amounts import find_amounts, listed_places
from legation.evidence.reading.lexicon import lexicon, tokens


def _amounts(text, taken=()):
    words, of_text = lexicon(), tokens(text)
    return find_amounts(text, of_text, words, words.words.find(text, of_text), taken)


def _amount(text):
    (amount,) = _amounts(text)
    return amount


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "span"),
    [
        ("between USD 3,000 and USD 10,000 a year", 3000, 10_000, "USD", "year"),
        ("US$20-50k a person a year", 20_000, 50_000, "USD", "year"), ("2% to 3%", 2, 3, "percent", ""),
        ("from 20 to 50 thousand yuan", 20_000, 50_000, "RMB", ""), ("300-400 workers", 300, 400, "persons", ""),
        ("700,000 to one million dollars per year", 700_000, 1_000_000, "USD", "year"),
        ("a fifth or a quarter of the staff", 20, 25, "percent", ""),
    ],
)  # fmt: skip
def test_two_ends_are_one_amount(text, low, high, unit, span):
    amount = _amount(text)
    assert (amount.low, amount.high, amount.unit, amount.span) == (low, high, unit, span)
    assert amount.wording == "between"


def test_two_numbers_in_a_list_are_two_amounts():
    assert [amount.low for amount in _amounts("20 officials and 50 workers")] == [20, 50]


def test_the_same_sum_in_another_currency_is_no_second_amount():
    amount = _amount("about 3,000 yuan (about 500,000 won) a month")
    assert (amount.low, amount.unit, amount.span, amount.wording) == (3000, "RMB", "month", "about")


@pytest.mark.parametrize(
    ("text", "change"),
    [("fell by 40%", "fell"), ("40% fewer workers", "fell"), ("rose by about 10 percent", "rose"), ("up 25%", "rose"),
     ("down 2.2%", "fell"), ("30% larger", "rose"), ("30% of the workers", "")],
)  # fmt: skip
def test_a_percentage_says_by_how_much_something_changed(text, change):
    assert _amount(text).change == change


def test_from_one_number_to_another_only_the_second_holds():
    amount = _amount("their number fell from 30,000 to 11,000 workers")
    assert (amount.low, amount.high, amount.went) == (11_000, 11_000, "fell")
    assert _amount("their number rose from 10 to 20 workers").went == "rose"
    assert _amount("arrivals fell to 67").went == "fell"


def test_a_bare_number_counts_what_was_counted_before():
    kinds = [
        (amount.low, amount.kind, amount.persons) for amount in _amounts("1,000 traders in Beijing, 600 in Shanghai")
    ]
    assert kinds == [(1000, "persons", "officials"), (600, "persons", "officials")]
    assert [amount.unit for amount in _amounts("USD 5,000 a month, of which 1,700 goes to the state")] == ["USD", "USD"]
    assert _amount("workers abroad numbered 46,000").persons == "workers"
    assert [amount.kind for amount in _amounts("96% fewer than a year earlier (320)")] == ["percent", "bare"]


@pytest.mark.parametrize(
    ("text", "wording", "kind"),
    [("several officials", "several", "persons"), ("most traders", "most", "percent"),
     ("almost nobody", "almost_nobody", "percent"), ("some workers", "existence", "persons")],
)  # fmt: skip
def test_words_stand_for_amounts_without_a_number(text, wording, kind):
    amount = _amount(text)
    assert (amount.wording, amount.kind, amount.low, amount.high) == (wording, kind, None, None)
    assert amount.is_soft


@pytest.mark.parametrize(
    "text",
    ["resolution 2371", "the 3rd levy", "a man aged 25", "one of them", "no one", "in front of hundreds of officials",
     "three years ago", "one another"],
)  # fmt: skip
def test_not_every_number_is_an_amount(text):
    assert [amount for amount in _amounts(text) if not amount.is_soft] == []


def test_dates_hold_no_amounts():
    assert [amount.low for amount in _amounts("In 2013 ten officials left", [(0, 7)])] == [10]


def test_kinds_say_what_rules_may_ask():
    assert _amount("USD 20 million").kinds >= {"money", "large"}
    assert "large" not in _amount("USD 20,000").kinds
    assert "often" in _amount("three sessions a week").kinds
    assert "none_of" in _amount("almost nobody").kinds


def test_three_cities_in_a_row_are_a_number_of_cities():
    text = "offices in cities including Beijing, Shenyang and Yanji"
    places = [(text.index(city), text.index(city) + len(city)) for city in ("Beijing", "Shenyang", "Yanji")]
    (amount,) = listed_places(text, places, tokens(text))
    assert (amount.low, amount.high, amount.wording, amount.unit) == (3, None, "at_least", "cities")
    assert listed_places(text, places[:2], tokens(text)) == []
    exact = text.replace("cities including", "the cities")
    places = [(exact.index(city), exact.index(city) + len(city)) for city in ("Beijing", "Shenyang", "Yanji")]
    assert listed_places(exact, places, tokens(exact))[0].wording == "exact"
