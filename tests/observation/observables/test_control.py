"""Observables of control, measured in tables that can be counted by hand."""

from __future__ import annotations

from legation.kernel.fixed_point import ONE
from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, place


def test_levels_are_weighted_by_who_is_posted_and_read_as_shares_of_one(history):
    history["alert"][0, 5, DANDONG], history["alert"][0, 5, BEIJING] = ONE, 0
    history["market"][0, 5, DANDONG], history["market"][0, 5, BEIJING] = 2 * ONE, ONE
    assert measured("alert", history, (5, 6), BOTH) == [0.25]  # 10 of 40 under full alert
    assert measured("trade_index", history, (5, 6), BOTH) == [1.25]
    assert measured("alert", history, (5, 6), (place("elsewhere"),)) == [0]  # nobody there, and no division by nobody


def test_sessions_are_weighted_by_who_is_posted(later):
    later["sessions"][0, 130, DANDONG], later["sessions"][0, 130, BEIJING] = 3 * ONE, ONE
    assert measured("sessions_per_week", later, (130, 131), BOTH) == [1.5]  # 10 with three, 30 with one


def test_clampdowns_are_counted_a_year(history):
    history["clampdowns"][0, 0:13, DANDONG] = 2
    assert measured("clampdowns", history, (0, 26), BOTH) == [13]
