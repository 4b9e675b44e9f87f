"""Observables of the press, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np

from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, tables


def test_reports_are_counted_in_their_own_year_and_by_place():
    history = tables()
    history["flights_told"][0, 20, DANDONG], history["flights_told"][0, 21, BEIJING] = 2, 3
    history["clampdowns_told"][0, 20, DANDONG], history["recalls_told"][0, 20, DANDONG] = 4, 5
    assert measured("flights_reported", history, (13, 26), BOTH) == [5]
    assert measured("flights_reported", history, (13, 26), (BEIJING,)) == [3]
    assert measured("events_reported", history, (13, 26), BOTH) == [14]
    assert measured("events_reported", history, (13, 39), BOTH) == [7]


def test_the_share_ever_reported_is_of_all_that_happened_before():
    """Ten flights in the first year, five of them told in the third, when ten people go home as ordered."""
    history = tables()
    history["fled"][0, 0, DANDONG], history["flights_told"][0, 30, DANDONG] = 10, 5
    history["recalls_done"][0, 30, DANDONG] = 10
    assert measured("events_ever_reported_share", history, (0, 13), BOTH) == [0]
    assert measured("events_ever_reported_share", history, (26, 39), BOTH) == [0.25]
    assert np.isnan(measured("events_ever_reported_share", history, (26, 39), (BEIJING,)))
    history["clampdowns"][0, 0, DANDONG] = 5
    assert measured("events_ever_reported_share", history, (26, 39), BOTH) == [0.2]
