"""Places: seven of them, and the areas that reports name."""

import pytest

from legation.base.places import AREAS, PLACES, REGIONS, positions


def test_regions_share_out_the_places():
    held = [place for places in REGIONS.values() for place in places]
    assert sorted(held) == sorted(PLACES)


def test_areas_hold_the_places_that_a_map_says():
    assert positions("Liaoning") == (0, 1)  # Dandong, Shenyang
    assert positions("Jilin") == (2,)  # Yanji
    assert positions("China") == (0, 1, 2, 3, 4)
    assert positions("outside China") == (5, 6)
    assert positions("worldwide") == tuple(range(7))


def test_every_area_names_places_once_and_in_order():
    for area in AREAS:
        assert list(positions(area)) == sorted(set(positions(area)))


def test_every_place_and_region_is_an_area():
    assert set(PLACES) | set(REGIONS) <= set(AREAS)


def test_an_unknown_area_is_refused():
    with pytest.raises(KeyError):
        positions("Pyongyang")
