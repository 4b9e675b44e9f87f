"""Observables of the press, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np

from legation.observation.observables.catalogue import OBSERVABLES
from legation.observation.scopes import YEAR, YEAR_AND_REGION
from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, tables


def test_reports_are_counted_in_their_own_year_and_by_place():
    history = tables()
    history["flights_reported"][0, 20, DANDONG], history["flights_reported"][0, 21, BEIJING] = 2, 3
    history["clampdowns_reported"][0, 20, DANDONG], history["recalls_reported"][0, 20, DANDONG] = 3, 5
    history["minders_reported"][0, 20, DANDONG] = 1
    assert measured("flights_reported", history, (13, 26), BOTH) == [5]
    assert measured("flights_reported", history, (13, 26), (BEIJING,)) == [3]
    assert measured("events_reported", history, (13, 26), BOTH) == [14]
    assert measured("events_reported", history, (13, 39), BOTH) == [7]


def test_the_share_ever_reported_is_of_all_that_happened_before():
    """Ten flights in the first year, five of them reported in the third, when ten people go home as ordered."""
    history = tables()
    history["fled"][0, 0, DANDONG], history["flights_reported"][0, 30, DANDONG] = 10, 5
    history["recalls_done"][0, 30, DANDONG] = 10
    assert measured("events_ever_reported_share", history, (0, 13), BOTH) == [0]
    assert measured("events_ever_reported_share", history, (26, 39), BOTH) == [0.25]
    assert np.isnan(measured("events_ever_reported_share", history, (26, 39), (BEIJING,)))
    history["clampdowns"][0, 0, DANDONG] = 5
    assert measured("events_ever_reported_share", history, (26, 39), BOTH) == [0.2]


class _Asked(dict):
    """Tables that remember which of them were asked for."""

    def __init__(self, made):
        super().__init__(made)
        self.names = set()

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)


def test_no_observable_says_where_somebody_tells_outlets():
    """Not by itself, nor by the places from which much is reported."""
    history = _Asked(tables())
    assert "source" not in history
    for observable in OBSERVABLES:
        measured(observable.name, history, (0, 13), BOTH)
    assert {"fled", "flights_reported"} <= history.names
    assert "source" not in history.names
    assert {each.resolution for each in OBSERVABLES if each.needs == "press"} <= {YEAR, YEAR_AND_REGION}
