"""Places in a sentence: names of areas and of what lies in them, and places that are no area of the model.

Several places in a row become the smallest area that holds them all, and "Shenyang, Liaoning" its finer part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from legation.base.patterns import late_pattern
from legation.base.places import AREAS
from legation.evidence.reading.lexicon import Lexicon, Token, tail

# As speakers or owners, states and capitals are no places: "China's police", "Beijing asked", "Seoul said".
_SPEAKS = late_pattern(
    r"\s?(?:'s\b|'|and Pyongyang (?:have|agreed)|said\b|says\b|asked\b|told\b|ordered\b|agreed\b|announced\b|wants?\b|"
    r"summit\b|intends?\b|plans? to\b)",
    re.IGNORECASE,
)
# Who stands in a place and does something is no speaker: "a company in Vladivostok ordered its officials".
_ACTS_THERE = late_pattern(r"\s?(?:ordered|agreed|announced|wants?|intends?|plans? to)\b", re.IGNORECASE)
_INSIDE = late_pattern(r"\b(?:in|at|near)\s$", re.IGNORECASE)
_OWN_PLACE = late_pattern(r"'s\s(?:\w+\s){0,2}(?:province|city|cities|border|region)", re.IGNORECASE)
_IN_FRONT = late_pattern(
    r"\b(?:in|at|near|from|to|into|within|across|around|outside|inside|leave|left|leaving|of|and|or|for)\s"
    r"(?:the\s)?(?:city of\s|province of\s)?$|[,(]\s?$",
    re.IGNORECASE,
)
_EVENT_BEHIND = late_pattern(r"\s(?:summit|talks|negotiations|meeting|resolution)", re.IGNORECASE)
# How much farther away a place counts without such a word in front, and as a speaker: characters.
_NOT_IN, _AS_SPEAKER = 60, 400
_LOWER = ("DPRK", "overseas", "worldwide", "outside China", "north-east China", "other China", "China", "elsewhere")
_NO_SCENE = "South Korea"  # named in reports from everywhere


class Place(NamedTuple):
    """A place in a text. `area` is empty for one that is no area of the model; `named` is its name there."""

    area: str
    named: str
    start: int
    end: int


def find_places(text: str, of_text: list[Token], lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[Place]:
    """Every place of a plain text, in order. taken: where outlets and events stand, which hold names of places."""
    places = []
    for is_area, groups in ((True, lexicon.places), (False, lexicon.named)):
        for name, marks in groups.find(text, of_text).items():
            for mark in marks:
                named = text[mark.start : mark.end]
                is_word = named.isascii() and named.islower() and name not in _LOWER
                is_speaker = name != "China" and _is_speaker(text, mark.start, mark.end)
                is_taken = any(start < mark.end and mark.start < end for start, end in taken)
                if not (is_word or is_speaker or is_taken or _EVENT_BEHIND.match(text, mark.end)):
                    places.append(Place(name if is_area else "", named if is_area else name, mark.start, mark.end))
    places.sort(key=lambda place: (place.start, -place.end))
    kept: list[Place] = []
    for place in places:  # "South-west China" holds "China".
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
        elif place.area and not kept[-1].area:
            kept[-1] = place
    return kept


def _is_speaker(text: str, start: int, end: int) -> bool:
    if _ACTS_THERE.match(text, end) and _INSIDE.search(tail(text, start)):
        return False
    return bool(_SPEAKS.match(text, end)) and not _OWN_PLACE.match(text, end)


def main_place(text: str, places: Sequence[Place], near: tuple[int, int] | None) -> tuple[Place | None, Place | None]:
    """The area that a statement is about, and the place that is named where no area is.

    near  where the statement begins and ends; the place nearest to it counts, and one behind "in" or "at" most
    """
    areas = [place for place in places if place.area]
    elsewhere = sorted((place for place in places if not place.area), key=lambda place: place.named == _NO_SCENE)
    named = elsewhere[0] if elsewhere else None
    if not areas:
        return None, named

    def far(place: Place) -> int:
        gap = 0 if near is None else max(near[0] - place.end, place.start - near[1], 0)
        is_scene = bool(_IN_FRONT.search(tail(text, place.start)))
        return gap + _NOT_IN * (not is_scene) + _AS_SPEAKER * _is_speaker(text, place.start, place.end)

    return _together(text, _row(text, areas, areas.index(min(areas, key=far)))), named


_SIDE = r"(?:capital|eastern|northeastern|north-eastern|western|southern|China's|China)"
_IN_ROW = late_pattern(
    rf"[\s,()–-]{{0,4}}(?:and|or|in|the|as well as|including|{_SIDE})?[\s,()–-]{{0,4}}(?:the\s|in\s)?(?:{_SIDE}\s)?",
    re.IGNORECASE,
)


def _row(text: str, areas: Sequence[Place], at: int) -> list[Place]:
    """The places of a list that stand around one, with nothing but commas and brackets between."""
    first = last = at
    while first > 0 and _IN_ROW.fullmatch(text[areas[first - 1].end : areas[first].start]):
        first -= 1
    while last + 1 < len(areas) and _IN_ROW.fullmatch(text[areas[last].end : areas[last + 1].start]):
        last += 1
    return list(areas[first : last + 1])


def _together(text: str, row: Sequence[Place]) -> Place:
    """One place for several in a row."""
    start, end = row[0].start, row[-1].end
    own = [frozenset(AREAS[place.area]) for place in row]
    finest = min(own, key=len)
    if all(finest <= each for each in own):
        place = row[own.index(finest)]
        return place if len(row) == 1 else Place(place.area, text[start:end], start, end)
    # Of places that hold one another only the finer count.
    union = frozenset().union(*(each for each in own if not any(finer < each for finer in own)))
    areas = [area for area, parts in AREAS.items() if union <= set(parts)]
    return Place(min(areas, key=lambda area: len(AREAS[area])), text[start:end], start, end)
