"""Places in a sentence: names of areas and of what lies in them, and places that are no area of the model.

Several places in a row become the smallest area that holds them all, and "Shenyang, Liaoning" its finer part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from legation.base.places import AREAS
from legation.evidence.reading.lexicon import Lexicon, Token

# As speakers or owners, states and capitals are no places: "China's police", "Beijing asked", "Seoul said".
_SPEAKS = re.compile(
    r"\s?(?:'s\b|'|and Pyongyang (?:have|agreed)|said\b|says\b|asked\b|told\b|ordered\b|agreed\b|announced\b|wants?\b|"
    r"summit\b|intends?\b|plans? to\b)",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(
    r"\b(?:in|at|near|from|to|into|within|across|around|outside|inside|leave|left|leaving|of|and|or|for)\s(?:the\s)?(?:city of\s|province of\s)?$|[,(]\s?$",
    re.IGNORECASE,
)
_ABOUT_TIME = re.compile(r"\s(?:summit|talks|negotiations|meeting|resolution)", re.IGNORECASE)


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
                if any(start < mark.end and mark.start < end for start, end in taken):
                    continue
                if name != "China" and _is_speaker(text, mark.start, mark.end) or _ABOUT_TIME.match(text, mark.end):
                    continue
                named = text[mark.start : mark.end]
                if named.isascii() and named.islower() and name not in _LOWER:
                    continue
                places.append(
                    Place(
                        name if is_area else "", text[mark.start : mark.end] if is_area else name, mark.start, mark.end
                    )
                )
    places.sort(key=lambda place: (place.start, -place.end))
    kept: list[Place] = []
    for place in places:  # "South-west China" holds "China".
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
        elif place.area and not kept[-1].area:
            kept[-1] = place
    return kept


_LOWER = ("DPRK", "overseas", "worldwide", "outside China", "north-east China", "other China", "China", "elsewhere")


def _is_speaker(text: str, start: int, end: int) -> bool:
    return bool(_SPEAKS.match(text, end)) and not re.match(
        r"'s\s(?:\w+\s){0,2}(?:province|city|cities|border|region)", text[end:], re.IGNORECASE
    )


def main_place(text: str, places: Sequence[Place], near: int | None) -> tuple[Place | None, Place | None]:
    """The area that a statement is about, and the place that is named where no area is.

    near  where the statement stands in the text; the place nearest to it counts, and one behind "in" or "at" most
    """
    areas = [place for place in places if place.area]
    named = next((place for place in places if not place.area and place.named not in ("South Korea",)), None)
    named = named or next((place for place in places if not place.area), None)
    if not areas:
        return None, named

    def far(place: Place) -> float:
        gap = 0 if near is None else abs(place.start - near)
        return (
            gap + (0 if _IN_FRONT.search(text[: place.start]) else 60) + 400 * _is_speaker(text, place.start, place.end)
        )

    best = min(areas, key=far)
    group = _row(text, areas, areas.index(best))
    return (_together(text, group), named)


def _row(text: str, areas: Sequence[Place], at: int) -> list[Place]:
    """The places of a list that stand around one, with nothing but commas and brackets between."""
    link = re.compile(
        r"[\s,()–-]*(?:and|or|in|the|as well as|including|capital|eastern|northeastern|north-eastern|western|southern|China's|China)?[\s,()–-]*(?:the\s|in\s)?(?:capital\s|eastern\s|northeastern\s|north-eastern\s|China's\s)?",
        re.IGNORECASE,
    )
    first = last = at
    while first > 0 and link.fullmatch(text[areas[first - 1].end : areas[first].start]):
        first -= 1
    while last + 1 < len(areas) and link.fullmatch(text[areas[last].end : areas[last + 1].start]):
        last += 1
    return list(areas[first : last + 1])


def _together(text: str, group: Sequence[Place]) -> Place:
    """One place for several in a row."""
    start, end = group[0].start, group[-1].end
    own = [set(AREAS[place.area]) for place in group]
    finest = min(own, key=len)
    if all(finest <= each for each in own):
        return group[own.index(finest)]._replace(
            start=start, end=end, named=text[start:end] if len(group) > 1 else group[0].named
        )
    # Of places that hold one another only the finer count.
    fine = [each for each in own if not any(other < each for other in own)]
    union = set().union(*fine)
    area = min(
        (area for area, parts in AREAS.items() if union <= set(parts)),
        key=lambda area: len(AREAS[area]),
        default="worldwide",
    )
    return Place(area, text[start:end], start, end)
