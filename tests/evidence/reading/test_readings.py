"""A reading and its parts."""

from __future__ import annotations

from legation.evidence.reading.readings import ReadPart
from legation.evidence.reading.sentences import read_sentence


def test_a_part_has_the_words_that_say_it():
    text = "Ten officials fled from Shenyang."
    reading = read_sentence(text)
    assert reading.place.words(text) == "Shenyang"
    assert reading.whose.words(text) == "officials"
    assert reading.amount.words(text) == "Ten officials"


def test_a_part_that_was_worked_out_has_none():
    assert ReadPart("year").is_inferred
    assert ReadPart("year").words("a year") == ""
    assert not ReadPart("year", 2, 6).is_inferred


def test_the_parts_are_what_was_read():
    parts = read_sentence("Ten officials fled.").parts()
    assert {"measure", "amount", "whose", "wording"} <= parts.keys()
    assert "place" not in parts


def test_the_ends_and_the_unit_are_those_of_the_amount():
    reading = read_sentence("More than 20 officials fled.")
    assert (reading.low, reading.high, reading.unit) == (20, None, "persons")
    empty = read_sentence("")
    assert (empty.low, empty.high, empty.unit) == (None, None, "")
