"""Journeys: which row a new one gets, and who is served first."""

import pytest

from legation.mechanisms.shared import journeys
from legation.population.codes import ARRIVED, DETAINED, NO_JOURNEY, TRANSIT
from tests.mechanisms.by_hand import columns


@pytest.mark.parametrize(
    ("status", "used", "row"),
    [
        ([NO_JOURNEY] * 3, 0, 0),
        ([TRANSIT, NO_JOURNEY, NO_JOURNEY], 1, 1),
        ([TRANSIT, NO_JOURNEY, ARRIVED], 3, 1),  # an ended journey's row is used again
        ([NO_JOURNEY, NO_JOURNEY, ARRIVED], 3, 0),  # the lowest of two
        ([TRANSIT, DETAINED, ARRIVED], 3, journeys.NOWHERE),
    ],
)
def test_a_new_journey_gets_the_lowest_free_row(status, used, row):
    assert journeys.free_row(columns(journey_status=status)["journey_status"], used) == row


@pytest.mark.parametrize(("marks", "first"), [([0, 1, 1], 1), ([1, 0, 0], 0), ([0, 0, 1], 2), ([0, 0, 0], 3), ([], 0)])
def test_the_lowest_mark_is_found(marks, first):
    assert journeys.first_marked(columns(leaving=marks)["leaving"]) == first
