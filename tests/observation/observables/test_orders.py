"""Observables of orders home, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np

from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured


def test_orders_after_reviews_and_after_purges_are_counted_together(later):
    later["recalls_ordered"][0, 120:146, DANDONG] = 1
    later["purge_ordered"][0, 130, BEIJING] = 13
    assert measured("recalls_ordered", later, (120, 146), (DANDONG,)) == [13]  # 26 in two years
    assert measured("recalls_ordered", later, (120, 146), BOTH) == [19.5]


def test_orders_after_false_reports_and_flights_count_as_orders_too(later):
    later["recalls_ordered"][0, 130, DANDONG] = 3
    later["found_out_ordered"][0, 130, DANDONG] = 2
    later["managers_punished"][0, 135, BEIJING] = 1
    assert measured("recalls_ordered", later, (130, 143), BOTH) == [6]
    assert measured("recalls_found_out", later, (130, 143), BOTH) == [2]
    assert measured("recalls_found_out", later, (130, 143), (BEIJING,)) == [0]


def test_who_waits_is_a_level_and_who_went_is_a_flow(later):
    later["summoned"][0, 130:134, DANDONG] = 4, 2, 0, 0
    later["recalls_done"][0, 130:134, DANDONG] = 0, 2, 2, 0
    assert measured("recalls_waiting", later, (130, 132), BOTH) == [3]
    assert measured("recalls_waiting", later, (130, 134), BOTH) == [1.5]
    assert measured("recalls_carried_out", later, (130, 143), BOTH) == [4]
    assert measured("recalls_carried_out", later, (130, 143), (BEIJING,)) == [0]


def test_the_busiest_month_is_of_all_places_of_the_window_together(later):
    later["recalls_done"][0, 130:133, DANDONG] = 6, 5, 0
    later["recalls_done"][0, 130:133, BEIJING] = 0, 3, 7
    assert measured("recalls_in_busiest_month", later, (130, 133), (DANDONG,)) == [6]
    assert measured("recalls_in_busiest_month", later, (130, 133), BOTH) == [8]
    assert measured("recalls_in_busiest_month", later, (132, 133), BOTH) == [7]


def test_visits_are_counted_for_each_official_and_year(later):
    """In two periods 18 officials of Dandong and 60 of Beijing are counted; 9 and 30 visits in two of 13 periods."""
    later["visits"][0, 131, DANDONG], later["visits"][0, 130, BEIJING] = 9, 30
    assert measured("home_visits_per_year", later, (130, 132), (DANDONG,)) == [6.5]
    assert measured("home_visits_per_year", later, (130, 132), BOTH) == [6.5]
    assert measured("home_visits_per_year", later, (131, 132), (BEIJING,)) == [0]


def test_of_visitors_a_share_is_not_sent_back_and_each_pays_something(later):
    later["visits"][0, 130, DANDONG], later["not_sent_back"][0, 130, DANDONG] = 8, 1
    later["visits_taken"][0, 130, DANDONG] = 8 * 1_250_00
    later["visits"][0, 131, BEIJING], later["not_sent_back"][0, 131, BEIJING] = 2, 1
    assert measured("not_sent_back_share", later, (130, 132), (DANDONG,)) == [0.125]
    assert measured("not_sent_back_share", later, (130, 132), BOTH) == [0.2]
    assert measured("visit_cost_usd", later, (130, 132), (DANDONG,)) == [1_250]
    assert measured("visit_cost_usd", later, (130, 132), BOTH) == [1_000]
    assert np.isnan(measured("visit_cost_usd", later, (131, 132), (DANDONG,)))
