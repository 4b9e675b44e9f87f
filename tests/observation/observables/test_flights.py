"""Observables of flight and of what follows it, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from legation.kernel.fixed_point import ONE
from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, place, tables

ABROAD = (place("elsewhere"),)


def test_flights_are_a_year_and_the_busiest_week_is_the_highest(history):
    history["fled"][0, 0:26, DANDONG] = 1
    history["fled"][0, 3, BEIJING] = 13
    history["fled_in_a_week"][0, [2, 3], 0] = 1, 9
    assert measured("flights", history, (0, 26), (DANDONG,)) == [13]  # 26 in two years
    assert measured("flights", history, (0, 13), BOTH) == [26]
    assert measured("flights_in_busiest_week", history, (0, 26), BOTH) == [9]
    assert measured("flights_in_busiest_week", history, (0, 3), BOTH) == [1]


def test_worlds_are_measured_each_for_itself():
    history = tables(worlds=2)
    history["fled"][:, 0, DANDONG] = 1, 2
    assert measured("flights", history, (0, 13), BOTH).tolist() == [1, 2]


@pytest.mark.parametrize(("name", "column"), [("wish_share", "wishing"), ("prepared_share", "ready")])
def test_who_wishes_and_who_prepared_are_shares_of_those_posted(name, column, history):
    history[column][0, 5:7, DANDONG] = 5, 4
    history[column][0, 5:7, BEIJING] = 27
    assert measured(name, history, (5, 7), (DANDONG,)) == [0.5]
    assert measured(name, history, (5, 6), BOTH) == [0.8]
    assert np.isnan(measured(name, history, (5, 7), ABROAD))


def test_attempts_are_so_many_of_a_thousand_posted_in_a_year(history):
    """Of 500 five in the first year, of 1,000 seven in the second: in the mean year 6 of 750, so 8 of a thousand."""
    history["posted"][0, 0:13, DANDONG], history["posted"][0, 0:13, BEIJING] = 500, 0
    history["posted"][0, 13:26, DANDONG] = 1_000
    history["fled"][0, [3, 20], DANDONG] = 5, 7
    assert measured("attempts_per_thousand", history, (0, 26), (DANDONG,)) == [8]
    assert measured("attempts_per_thousand", history, (0, 13), BOTH) == [10]
    assert np.isnan(measured("attempts_per_thousand", history, (0, 13), (BEIJING,)))


def test_the_price_is_what_one_who_goes_overland_pays_against_the_years_up_to_2012(history):
    """Periods 0 to 51 are the years 2009 to 2012: 6 left in them and paid 12,000 dollars, 2,000 each."""
    history["fled_overland"][0, [5, 51], DANDONG] = 4, 2
    history["route_paid"][0, [5, 51], DANDONG] = 6_000_00, 6_000_00
    history["fled_overland"][0, [52, 53], BEIJING] = 1, 3
    history["route_paid"][0, [52, 53], BEIJING] = 4_000_00, 24_000_00
    assert measured("flights_overland", history, (52, 65), BOTH) == [4]
    assert measured("route_price_index", history, (52, 54), BOTH) == [3.5]
    assert measured("route_price_index", history, (52, 53), BOTH) == [2]
    assert np.isnan(measured("route_price_index", history, (54, 55), BOTH))


def test_there_is_no_index_of_prices_without_a_base(history):
    history["fled_overland"][0, 52, DANDONG], history["route_paid"][0, 52, DANDONG] = 9, 9_000_00
    assert np.isnan(measured("route_price_index", history, (52, 53), BOTH))


def test_captured_are_a_share_of_those_whose_journey_ended(history):
    history["fled"][0, 5, DANDONG] = 99  # many are still under way
    history["captured"][0, [5, 6], DANDONG] = 1, 5
    history["arrived"][0, 6, DANDONG], history["arrived"][0, 6, BEIJING] = 2, 12
    assert measured("captured_share", history, (5, 7), (DANDONG,)) == [0.75]
    assert measured("captured_share", history, (5, 7), BOTH) == [0.3]
    assert np.isnan(measured("captured_share", history, (5, 7), ABROAD))


def test_the_detained_are_a_level_and_the_returned_and_arrived_are_flows(history):
    history["detained"][0, 5:9, DANDONG] = 4, 4, 2, 0
    history["forced_returns"][0, 5:9, DANDONG] = 0, 0, 2, 2
    history["arrived"][0, 5:9, BEIJING] = 1, 0, 0, 5
    assert measured("detained", history, (5, 7), BOTH) == [4]
    assert measured("detained", history, (5, 9), BOTH) == [2.5]
    assert measured("forced_returns_officials", history, (0, 13), BOTH) == [4]
    assert measured("arrivals_officials", history, (0, 26), BOTH) == [3]


def test_a_count_of_arrivals_holds_others_of_the_class_and_comes_late(history):
    """Six arrive in one year; three are counted in the next, and each stands for one and a half persons."""
    history["arrived"][0, 5, DANDONG] = 6
    history["counted"][0, 15, DANDONG], history["counted_all"][0, 15, DANDONG] = 3, 3 * (ONE + ONE // 2)
    assert measured("arrivals_counted", history, (0, 13), BOTH) == [0]
    assert measured("arrivals_counted", history, (13, 26), BOTH) == [4.5]


def test_flights_of_minders_are_counted_a_year(later):
    later["minders_fled"][0, 117:143, DANDONG] = 1
    later["fled"][0, 117:143, DANDONG] = 5
    assert measured("flights_minders", later, (117, 143), BOTH) == [13]
