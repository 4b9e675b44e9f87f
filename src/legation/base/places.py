"""Where officials are posted: the seven places of the model, and the areas and regions that reports name.

Evidence, scenarios and populations all speak of places, so the vocabulary stands here, below all three. A place is
the finest detail that the model knows. A region is the finest detail in which flight, capture, return and death
leave the program.
"""

from __future__ import annotations

PLACES = ("Dandong", "Shenyang", "Yanji", "Beijing", "other China", "South-East Asia", "elsewhere")

REGIONS = {
    "north-east China": ("Dandong", "Shenyang", "Yanji"),
    "rest of China": ("Beijing", "other China"),
    "South-East Asia": ("South-East Asia",),
    "elsewhere": ("elsewhere",),
}

# Jilin is read as Yanji and Liaoning as Dandong and Shenyang: the model has no finer places in these provinces.
AREAS: dict[str, tuple[str, ...]] = {
    **{place: (place,) for place in PLACES},
    **REGIONS,
    "Liaoning": ("Dandong", "Shenyang"),
    "Jilin": ("Yanji",),
    "China": ("Dandong", "Shenyang", "Yanji", "Beijing", "other China"),
    "outside China": ("South-East Asia", "elsewhere"),
    "overseas": PLACES,
    "worldwide": PLACES,
}


def positions(area: str) -> tuple[int, ...]:
    """The places of an area, as positions in `PLACES`. Raises KeyError for an area that is not in `AREAS`."""
    return tuple(PLACES.index(place) for place in AREAS[area])
