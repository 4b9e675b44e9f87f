"""Towns and provinces by name, and the area of the model that holds them, as the record's tables know them.

`records/headings.toml` says it for people's sheets and `records/reading.toml` for reports; either may know a place.
"""

from __future__ import annotations

from legation.base.faults import nearest
from legation.base.places import AREAS


def area_of(place: str) -> str:
    """The area that holds a place, or all the places that a text names; empty if nothing of it is known."""
    from legation.evidence.importing.synonyms import code_of
    from legation.evidence.reading.lexicon import lexicon, plain_signs, tokens

    if area := code_of("where", place):
        return area
    text = plain_signs(place)
    # Of places that hold one another only the finer count: Hunchun, Jilin, China.
    named = list(lexicon().places.find(text, tokens(text)))
    finest = [area for area in named if not any(set(AREAS[other]) < set(AREAS[area]) for other in named)]
    union = {part for area in finest for part in AREAS[area]}
    holding = [area for area in (*finest, *AREAS) if union <= set(AREAS[area])]
    return min(holding, key=lambda area: len(AREAS[area])) if finest else ""


def area_advice(place: str) -> str:
    """What to write in place of a name that is no area: the area that holds it, or one that is spelt alike."""
    if area := area_of(place):
        return f"It lies in {area}: write that area."
    return nearest(place, AREAS)
