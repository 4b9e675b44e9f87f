"""What a number counts."""

from __future__ import annotations

import pytest

from legation.evidence.reading.counted import Sight, counted_by, noun_behind
from legation.evidence.reading.lexicon import lexicon, tokens
from legation.evidence.reading.number_words import find_numbers


def _sight(text):
    words, of_text = lexicon(), tokens(text)
    return Sight(text, of_text, words.words.find(text, of_text), words.units.find(text, of_text))


def _counted(text):
    sight = _sight(text)
    return counted_by(sight, find_numbers(text)[0])


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("$300 a month", "money", "USD"), ("US$ 300", "money", "USD"), ("300 yuan", "money", "RMB"),
        ("RMB 300", "money", "RMB"), ("500,000 won", "money", "KRW"), ("300 US dollars", "money", "USD"),
        ("EUR 50", "money", "EUR"), ("30 percent of them", "percent", "percent"), ("30%", "percent", "percent"),
        ("ten days of alert", "time", "days"), ("three-year terms", "time", "years"),
        ("53 missions abroad", "missions", "missions"), ("130 restaurants", "restaurants", "restaurants"),
        ("30 of the chairs", "bare", ""),
    ],
)  # fmt: skip
def test_the_words_beside_a_number_say_what_it_counts(text, kind, unit):
    counted = _counted(text)
    assert (counted.kind, counted.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("ten high-ranking trade officials", "officials"), ("ten North Korean workers", "workers"),
        ("ten state-security agents", "managers_and_minders"), ("ten defectors", "residents_who_cross"),
        ("ten North Koreans", "everybody"), ("30 security and trade officials", "officials"),
        ("20 restaurant staff", "workers"), ("three Ministry of State Security (MSS) agents", "managers_and_minders"),
    ],
)  # fmt: skip
def test_persons_are_counted_by_kind(text, persons):
    counted = _counted(text)
    assert (counted.kind, counted.persons) == ("persons", persons)


def test_a_verb_ends_what_is_counted():
    assert _counted("30 were recalled by officials").kind == "bare"


def test_an_amount_ends_with_its_noun():
    text = "ten trade officials left"
    assert text[: _counted(text).end] == "ten trade officials"
    assert noun_behind(_sight(text), len(text)).kind == "bare"
