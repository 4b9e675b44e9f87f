"""Observables of control, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np

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


def test_reports_are_weighted_by_who_is_posted(later):
    later["reports"][0, 130, DANDONG], later["reports"][0, 130, BEIJING] = 14 * ONE, 6 * ONE
    assert measured("reports_per_week", later, (130, 131), BOTH) == [8]  # 10 with fourteen, 30 with six
    assert measured("reports_per_week", later, (130, 131), (DANDONG,)) == [14]


def test_minders_and_suspicion_are_for_each_official_present_when_they_are_counted(later):
    """One minder for 10 and three for 30, then none; suspicion of 5 and 3 of 40 officials, if it were the highest."""
    later["under_watch"][0, 130:132, DANDONG], later["under_watch"][0, 130:132, BEIJING] = 10, 30
    later["minders"][0, 130, DANDONG], later["minders"][0, 130, BEIJING] = 1, 5
    later["suspected"][0, 130, DANDONG], later["suspected"][0, 130, BEIJING] = 5 * ONE, 3 * ONE
    assert measured("minders_per_official", later, (130, 131), BOTH) == [0.15]
    assert measured("minders_per_official", later, (130, 132), (DANDONG,)) == [0.05]
    assert measured("suspicion", later, (130, 131), BOTH) == [0.2]
    assert measured("suspicion", later, (130, 131), (DANDONG,)) == [0.5]
    assert np.isnan(measured("suspicion", later, (0, 5), BOTH))  # nobody is there


def test_bribes_are_a_years_and_of_one_official(later):
    """2,600 dollars in one period, and 40 officials in all of the year's 13."""
    later["under_watch"][0, 117:130, DANDONG], later["under_watch"][0, 117:130, BEIJING] = 10, 30
    later["bribes"][0, 125, DANDONG] = 260_000
    for periods in ((117, 130), (129, 130)):
        assert measured("bribes_usd", later, periods, BOTH) == [65], periods
    assert measured("bribes_usd", later, (117, 130), (DANDONG,)) == [260]


def test_managers_punished_are_counted_a_year(later):
    later["managers_punished"][0, 117:143, DANDONG] = 1
    assert measured("managers_punished", later, (117, 143), BOTH) == [13]
