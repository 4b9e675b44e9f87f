"""How firmly a number was said."""

from __future__ import annotations

import pytest

from legation.evidence.reading.hedges import ends_of, hedged, opens_range, words_for_numbers
from legation.evidence.reading.number_words import NumberFound
from legation.evidence.reading.sentences import read_sentence


def _wording(before, low=30.0, high=None, behind="", **kind):
    text = f"{before}30{behind}"
    number = NumberFound(len(before), len(before) + 2, low, low if high is None else high, **kind)
    return hedged(text, number, number.start, number.end)


@pytest.mark.parametrize(
    ("before", "wording"),
    [
        ("about ", "about"), ("around ", "about"), ("some ", "about"), ("an estimated ", "about"),
        ("nearly ", "about"), ("more than ", "at_least"), ("at least ", "at_least"), ("over ", "at_least"),
        ("no fewer than ", "at_least"), ("up to ", "at_most"), ("no more than ", "at_most"),
        ("fewer than ", "at_most"), ("as many as ", "at_most"), ("only ", "exact"), ("", "exact"),
    ],
)  # fmt: skip
def test_the_words_in_front_say_how_firmly(before, wording):
    assert _wording(before)[0] == wording


@pytest.mark.parametrize(("behind", "wording"), [("+", "at_least"), (" or more", "at_least"), (" or so", "about")])
def test_so_do_the_words_behind(behind, wording):
    assert _wording("", behind=behind)[0] == wording


def test_the_words_belong_to_the_amount():
    assert _wording("there were about ")[1:] == (len("there were "), len("there were about 30"))


def test_two_ends_are_a_range_whatever_stands_in_front():
    assert _wording("about ", 20.0, 30.0)[0] == "between"
    assert _wording("more than ", 20.0, 30.0)[0] == "at_least"


def test_about_half_has_a_wording_of_its_own():
    assert _wording("about ", 50.0, is_part=True)[0] == "about_half"
    assert _wording("", 50.0, is_part=True)[0] == "about_half"
    assert _wording("more than ", 50.0, is_part=True)[0] == "at_least"


def test_a_bound_keeps_one_end():
    number = NumberFound(0, 2, 20.0, 30.0)
    assert ends_of(number, "at_least") == (20.0, None)
    assert ends_of(number, "at_most") == (None, 30.0)
    assert ends_of(number, "between") == (20.0, 30.0)


def test_a_range_opens_with_between_or_from():
    assert opens_range("between 20", 8)
    assert not opens_range("both 20", 5)


def test_words_stand_for_numbers():
    words = {
        wording for wording, *_ in words_for_numbers("Several met most of the traders; almost nobody and some paid.")
    }
    assert words == {"several", "most", "almost_nobody", "existence"}
    assert not list(words_for_numbers("most recently, some 30"))


@pytest.mark.parametrize(
    ("said", "wording"),
    [
        ("They had to hand over 500 dollars.", "exact"),
        ("They handed over about 500 dollars.", "about"),
        ("They turned over 500 dollars.", "exact"),
        ("They carry over 500 dollars.", "exact"),
        ("They carried over 500 dollars into the next year.", "exact"),
        ("Each paid over 500 dollars.", "at_least"),
        ("They earned over 500 dollars.", "at_least"),
        ("They have to hand over more than 500 dollars.", "at_least"),
        ("They have to hand over well over 500 dollars.", "at_least"),
    ],
)
def test_the_over_of_a_verb_is_no_bound(said, wording):
    (number,) = read_sentence(said).numbers
    assert number.value.wording == wording
