"""A town or province is told by the area that holds it."""

from __future__ import annotations

import pytest

from legation.evidence.areas import area_advice, area_of


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("Kunming", "other China"), ("Harbin", "other China"), ("Hunchun street level", "Jilin"),
        ("Hunchun, Jilin, China", "Jilin"),
        ("the riverside of Dandong", "Dandong"), ("Dandong and Shenyang", "Liaoning"), ("Yanji and Hunchun", "Yanji"),
        ("Dandong, Yanji", "north-east China"), ("Kunming and Bangkok", "overseas"),
        ("하얼빈", "other China"), ("Vientiane", "South-East Asia"),
        ("Sinuiju", ""), ("Nowhere", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_smallest_area_that_holds_all_that_is_named(place, area):
    assert area_of(place) == area


def test_where_no_place_is_known_the_nearest_spelling_is_offered():
    assert area_advice("Kunming") == "It lies in other China: write that area."
    assert area_advice("Dandog") == "Did you mean Dandong?" and area_advice("Nowhere at all") == ""
