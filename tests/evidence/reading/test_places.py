"""Places in a sentence."""

from __future__ import annotations

import pytest

from legation.base.places import AREAS
from legation.evidence.reading.lexicon import lexicon, tokens
from legation.evidence.reading.places import find_places, main_place


def _place(text, near=None):
    places = find_places(text, tokens(text), lexicon(), ())
    area, named = main_place(text, places, near)
    return (area.area if area else "", named.named if named else "")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("traders in Dandong", "Dandong"), ("traders in 단둥", "Dandong"), ("in Harbin", "other China"),
        ("in Dalian", "Liaoning"), ("near Hunchun", "Jilin"), ("in Moscow", "elsewhere"),
        ("in Laos", "South-East Asia"),
        ("officials overseas", "overseas"), ("in north-eastern China", "north-east China"),
        ("in Shenyang, Liaoning Province", "Shenyang"), ("in Dandong and Shenyang", "Liaoning"),
        ("in Beijing, Shenyang and Yanji", "China"), ("in China and Laos", "overseas"),
        ("in south-west China", "other China"), ("China refused the visas", "China"),
    ],
)  # fmt: skip
def test_names_stand_for_areas_of_the_model(text, area):
    assert area in AREAS
    assert _place(text)[0] == area


@pytest.mark.parametrize("text", ["Beijing asked the police", "the Hanoi summit failed", "overseas".upper()[:0]])
def test_who_speaks_or_meets_is_no_place(text):
    assert _place(text) == ("", "")


def test_a_place_outside_the_model_keeps_its_name():
    assert _place("He came to Pyongyang.") == ("", "Pyongyang")
    assert _place("Arrivals in South Korea rose.") == ("", "South Korea")


def test_the_place_nearest_to_the_statement_counts():
    text = "100 in China, and 30 in Russia"
    assert _place(text, (0, 3))[0] == "China"
    assert _place(text, (text.index("30"), text.index("30") + 2))[0] == "elsewhere"


def test_what_is_taken_is_no_place():
    text = "Beijing Daily"
    assert find_places(text, tokens(text), lexicon(), [(0, len(text))]) == []
