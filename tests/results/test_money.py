"""Observables of money, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from legation.population.columns import INCOME_BINS
from legation.results.windows import PERIODS_PER_YEAR
from tests.results.helpers import BEIJING, BOTH, DANDONG, measured, tables


def test_trade_income_is_dollars_per_posted_official_and_year(kept):
    kept["trade_income"][0, 5:7, DANDONG] = 120_000, 60_000  # 1,800 dollars over 18 official-periods
    assert measured("trade_income", kept, (5, 7), (DANDONG,)) == pytest.approx([1800 / 18 * 13])
    assert measured("trade_income", kept, (5, 7), BOTH) == pytest.approx([1800 / 78 * 13])


def test_the_spread_of_incomes_adds_up_places_and_periods(kept):
    by_place = kept["income_bins"].reshape(1, -1, 7, INCOME_BINS)
    by_place[0, 5, DANDONG, 20], by_place[0, 6, DANDONG, 20], by_place[0, 6, BEIJING, 21] = 1, 2, 4
    spread = measured("margin_month_rmb", kept, (5, 7), BOTH)
    assert spread.shape == (1, INCOME_BINS)
    assert (spread[0, 20], spread[0, 21], spread.sum()) == (3, 4, 7)


def test_accounts_are_a_share_of_those_posted(later):
    later["with_account"][0, 130:132, DANDONG] = 5, 4
    later["with_account"][0, 130:132, BEIJING] = 30
    assert measured("account_share", later, (130, 132), (DANDONG,)) == [0.5]
    assert measured("account_share", later, (130, 131), BOTH) == [0.875]


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
    later["levy_asked"][0, 130:132, DANDONG] = 100_000, 300_000
    later["levy_paid"][0, 130:132, DANDONG] = 100_000, 100_000
    assert measured("levies_paid_share", later, (130, 132), BOTH) == [0.5]
    assert np.isnan(measured("levies_paid_share", later, (132, 133), BOTH))  # no levy


def test_the_spread_of_what_is_left_adds_up_places_and_periods(later):
    by_place = later["left_bins"].reshape(1, -1, 7, INCOME_BINS)
    by_place[0, 130, DANDONG, 20], by_place[0, 131, DANDONG, 20], by_place[0, 131, BEIJING, 21] = 1, 2, 4
    spread = measured("own_income_month_rmb", later, (130, 132), BOTH)
    assert spread.shape == (1, INCOME_BINS)
    assert (spread[0, 20], spread[0, 21], spread.sum()) == (3, 4, 7)
    assert measured("own_income_month_rmb", later, (130, 132), (DANDONG,)).sum() == 3


def test_worlds_are_measured_each_for_itself():
    kept = tables(worlds=2)
    kept["levy_asked"][:, 130, DANDONG] = 4, 0
    kept["levy_paid"][0, 130, DANDONG] = 1
    assert measured("levies_paid_share", kept, (130, 131), BOTH).tolist() == [0.25, pytest.approx(np.nan, nan_ok=True)]
