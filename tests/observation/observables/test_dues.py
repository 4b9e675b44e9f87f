"""Observables of dues, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from legation.observation.scopes import PERIODS_PER_YEAR
from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, place, posted_in, tables


@pytest.fixture
def years():
    """One world with 10 officials in Dandong and 30 in Beijing in periods 117 to 142, which are two years."""
    made = posted_in(slice(130, 132))
    made["posted"][0, 117:143, DANDONG], made["posted"][0, 117:143, BEIJING] = 10, 30
    return made


def test_who_met_the_quota_is_known_from_a_years_end_until_the_next(later):
    """Years end with periods 129 and 142: 2 of 10 and then 1 of 8 in Dandong, 20 of 30 at first in Beijing."""
    later["quota_asked"][0, [129, 142], DANDONG] = 10, 8
    later["quota_met"][0, [129, 142], DANDONG] = 2, 1
    later["quota_asked"][0, 129, BEIJING], later["quota_met"][0, 129, BEIJING] = 30, 20
    for periods in ((129, 130), (130, 131), (135, 138), (141, 142), (120, 130)):
        assert measured("quota_met_share", later, periods, (DANDONG,)) == [0.2], periods
    assert measured("quota_met_share", later, (142, 143), (DANDONG,)) == [0.125]
    assert measured("quota_met_share", later, (130, 143), (DANDONG,)) == [0.125]
    assert measured("quota_met_share", later, (129, 143), (DANDONG,)) == pytest.approx([3 / 18])
    assert measured("quota_met_share", later, (131, 132), BOTH) == [0.55]
    assert np.isnan(measured("quota_met_share", later, (0, 12), BOTH))  # before the first year's end


def test_the_years_ends_of_the_rule_are_those_of_the_mechanism():
    """Week 51 is the last of the first year: it lies in period 12."""
    assert 51 // 4 == 12 == PERIODS_PER_YEAR - 1


def test_levies_paid_are_a_share_of_what_was_asked(later):
    later["levy_due"][0, 130:132, DANDONG] = 100_000, 300_000
    later["levy_met"][0, 130:132, DANDONG] = 100_000, 100_000
    later["levy_paid"][0, 130:132, DANDONG] = 500_000, 100_000  # some of it on levies that are due later
    assert measured("levies_paid_share", later, (130, 132), BOTH) == [0.5]
    assert np.isnan(measured("levies_paid_share", later, (132, 133), BOTH))  # no levy


def test_levies_called_are_counted_once_for_all_places(years):
    """Three levies within six periods, of which 13 make a year."""
    years["levies"][0, [130, 131, 135], 0] = 1, 1, 1
    assert measured("levies_called", years, (130, 136), (DANDONG,)) == pytest.approx([6.5])
    assert measured("levies_called", years, (130, 136), BOTH) == pytest.approx([6.5])


def test_a_levy_is_what_one_asks_of_one_official(years):
    """Two levies in period 130, of 10 dollars and of 30, asked of 10 officials in Dandong; one of 50 in period 131."""
    years["levies"][0, [130, 131], 0] = 2, 1
    years["levy_asked"][0, [130, 131], DANDONG] = 10 * (1_000 + 3_000), 10 * 5_000
    assert measured("levy_usd", years, (130, 131), (DANDONG,)) == [20]
    assert measured("levy_usd", years, (130, 132), (DANDONG,)) == [30]
    assert np.isnan(measured("levy_usd", years, (132, 140), (DANDONG,)))  # none was called


def test_the_quota_is_a_years_and_of_one_official(years):
    years["quota_due"][0, 129, DANDONG] = 10 * 30_000_00  # collected once, at the year's end
    for periods in ((117, 130), (129, 130), (125, 130)):
        assert measured("quota_usd", years, periods, (DANDONG,)) == [30_000], periods
    years["quota_due"][0, 142, DANDONG] = 10 * 40_000_00
    assert measured("quota_usd", years, (117, 143), (DANDONG,)) == [35_000]
    assert measured("quota_usd", years, (117, 130), BOTH) == [7_500]
    assert np.isnan(measured("quota_usd", years, (115, 116), BOTH))  # before the first week


def test_arrears_are_counted_in_the_quota_of_a_year(years):
    years["quota_due"][0, [129, 142], DANDONG] = 1_000, 2_000
    years["owing"][0, 130:143, DANDONG] = 3_000
    assert measured("arrears_quota_years", years, (130, 143), (DANDONG,)) == [1.5]
    assert measured("arrears_quota_years", years, (142, 143), (DANDONG,)) == [1.5]
    assert measured("arrears_quota_years", years, (135, 136), (DANDONG,)) == [3]  # the year that ends there is 123-135
    assert np.isnan(measured("arrears_quota_years", years, (135, 136), (BEIJING,)))


def test_arrears_in_dollars_are_of_one_official(years):
    years["owing"][0, 130:132, DANDONG] = 6_000_00, 4_000_00  # of ten
    assert measured("arrears_usd", years, (130, 132), (DANDONG,)) == [500]
    assert np.isnan(measured("arrears_usd", years, (130, 132), (place("elsewhere"),)))


def test_the_state_receives_quotas_levies_and_arrears(years):
    years["quota_paid"][0, [129, 142], DANDONG] = 500_00, 100_00
    years["levy_paid"][0, [120, 135], BEIJING] = 40_00, 60_00
    years["arrears_paid"][0, 142, DANDONG] = 7_00
    years["levy_firms"][0, 135, DANDONG] = 3_00
    assert measured("state_income_usd", years, (117, 130), BOTH) == [540]
    assert measured("state_income_usd", years, (117, 143), BOTH) == [355]
    assert measured("levies_by_firms_usd", years, (117, 143), BOTH) == [1.5]
    assert measured("arrears_paid_usd", years, (117, 143), BOTH) == [3.5]
    assert measured("quotas_paid_usd", years, (117, 143), BOTH) == [300]
    assert measured("levies_paid_usd", years, (117, 143), BOTH) == [50]
    assert measured("state_income_usd", years, (117, 130), (BEIJING,)) == [40]


def test_income_of_a_short_time_is_that_of_the_year_that_ends_with_it(years):
    """Quotas are collected at a year's end: from January to April the state would else seem to receive nothing."""
    years["quota_paid"][0, 129, DANDONG] = 500_00
    assert measured("state_income_usd", years, (130, 134), BOTH) == [500]
    assert np.isnan(measured("state_income_usd", years, (120, 124), BOTH))  # the year before it was not simulated


def test_worlds_are_measured_each_for_itself():
    history = tables(worlds=2)
    history["levy_due"][:, 130, DANDONG] = 4, 0
    history["levy_met"][0, 130, DANDONG] = 1
    assert measured("levies_paid_share", history, (130, 131), BOTH).tolist() == [
        0.25,
        pytest.approx(np.nan, nan_ok=True),
    ]


def test_workers_are_the_mean_over_periods_of_all_places(later):
    later["workers"][0, 130:132, DANDONG], later["workers"][0, 130:132, BEIJING] = (4_000, 3_000), 500
    assert measured("worker_stock", later, (130, 132), BOTH) == [4_000]
    assert measured("worker_stock", later, (131, 132), (DANDONG,)) == [3_000]


def test_what_workers_earn_for_the_state_is_a_years(years):
    """Two years of 13 periods: 1,000 dollars a period in Dandong, and 26,000 in one period in Beijing."""
    years["labour_income"][0, 117:143, DANDONG], years["labour_income"][0, 130, BEIJING] = 100_000, 2_600_000
    assert measured("labour_income_usd", years, (117, 143), BOTH) == [26_000]
    assert measured("labour_income_usd", years, (129, 130), (DANDONG,)) == [13_000]  # the year that ends with it
    assert np.isnan(measured("labour_income_usd", years, (100, 118), BOTH))
