"""Observables of money, measured in tables that can be counted by hand."""

from __future__ import annotations

import pytest

from legation.population.codes import INCOME_BINS
from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured


def test_trade_income_is_dollars_per_posted_official_and_year(history):
    history["trade_income"][0, 5:7, DANDONG] = 120_000, 60_000  # 1,800 dollars over 18 official-periods
    assert measured("trade_income", history, (5, 7), (DANDONG,)) == pytest.approx([1800 / 18 * 13])
    assert measured("trade_income", history, (5, 7), BOTH) == pytest.approx([1800 / 78 * 13])


def test_the_spread_of_incomes_adds_up_places_and_periods(history):
    by_place = history["income_bins"].reshape(1, -1, 7, INCOME_BINS)
    by_place[0, 5, DANDONG, 20], by_place[0, 6, DANDONG, 20], by_place[0, 6, BEIJING, 21] = 1, 2, 4
    spread = measured("margin_month_rmb", history, (5, 7), BOTH)
    assert spread.shape == (1, INCOME_BINS)
    assert (spread[0, 20], spread[0, 21], spread.sum()) == (3, 4, 7)


def test_accounts_are_a_share_of_those_posted(later):
    later["with_account"][0, 130:132, DANDONG] = 5, 4
    later["with_account"][0, 130:132, BEIJING] = 30
    assert measured("account_share", later, (130, 132), (DANDONG,)) == [0.5]
    assert measured("account_share", later, (130, 131), BOTH) == [0.875]
    later["with_borrowed"][0, 130:132, DANDONG] = 3, 3
    assert measured("account_borrowed_share", later, (130, 132), (DANDONG,)) == pytest.approx([6 / 18])
    assert measured("account_none_share", later, (130, 132), (DANDONG,)) == pytest.approx([3 / 18])
    assert measured("account_none_share", later, (130, 131), BOTH) == pytest.approx([2 / 40])


@pytest.mark.parametrize(("name", "column"), [("side_income_usd", "side_income"), ("living_usd", "lived_on")])
def test_side_income_and_living_are_dollars_per_posted_official_and_year(name, column, history):
    history[column][0, 5:7, DANDONG] = 120_000, 60_000  # 1,800 dollars over 18 official-periods
    assert measured(name, history, (5, 7), (DANDONG,)) == pytest.approx([1800 / 18 * 13])


def test_advances_are_what_one_posted_official_owes(later):
    later["advances"][0, 130:132, DANDONG] = 100_000, 80_000  # of 10 and of 8
    assert measured("advances_usd", later, (130, 132), (DANDONG,)) == [100]
    assert measured("advances_usd", later, (130, 131), BOTH) == [25]


def test_the_spread_of_own_incomes_adds_up_places_and_periods(later):
    by_place = later["left_bins"].reshape(1, -1, 7, INCOME_BINS)
    by_place[0, 130, DANDONG, 20], by_place[0, 131, DANDONG, 20], by_place[0, 131, BEIJING, 21] = 1, 2, 4
    spread = measured("own_income_month_rmb", later, (130, 132), BOTH)
    assert spread.shape == (1, INCOME_BINS)
    assert (spread[0, 20], spread[0, 21], spread.sum()) == (3, 4, 7)
    assert measured("own_income_month_rmb", later, (130, 132), (DANDONG,)).sum() == 3
