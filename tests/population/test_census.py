"""The census: who is present, by income of the period, and the next period's income from zero."""

import numpy as np
import pytest
from numba import njit

from legation.engine.intrinsics import register_marked
from legation.population import census
from legation.population.codes import BORROWED, INCOME_BINS, NO_ACCOUNT, OWN, POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, rows, this_week


def _take(week, **given):
    """Take the census in columns where what is not given is 0, and nobody has an account."""
    posts, places = len(given["status"]), len(given["place_first"]) - 1
    by_post = {name: [0] * posts for name in ("week_posted", "arrears", "inherited", "earned", "spent")}
    by_place = {
        name: [7] * places for name in ("posted", "tenure", "overstayed", "with_account", "with_borrowed", "owing")
    }
    bins = {name: [0] * (places * INCOME_BINS) for name in ("income_bins", "left_bins")}
    c = columns(**({"account": [NO_ACCOUNT] * posts} | by_post | by_place | bins | given))
    census.take_census(this_week(week), **c)
    return c


def _filled(bins):
    return {k: count for k, count in enumerate(rows(bins)) if count}


def test_three_officials_by_hand():
    """Bins: nothing is in bin 0; 250 cents, between 200 and 282, in bin 2. A place without anyone counts zero."""
    c = _take(0, place_first=[0, 2, 3], status=[POSTED, POSTED, VACANT], earned=[0, 250, 999])
    assert rows(c["posted"]) == [2, 0]
    assert rows(c["earned"]) == [0, 0, 0]
    assert _filled(c["income_bins"]) == {0: 1, 2: 1}


def test_a_second_place_counts_into_its_own_bins():
    c = _take(0, place_first=[0, 1, 3], status=[VACANT, POSTED, POSTED], earned=[0, 100, 145])
    assert rows(c["posted"]) == [0, 2]
    assert _filled(c["income_bins"]) == {INCOME_BINS: 1, INCOME_BINS + 1: 1}


def test_who_was_summoned_is_still_present():
    c = _take(0, place_first=[0, 3], status=[POSTED, SUMMONED, VACANT], earned=[0, 250, 250])
    assert rows(c["posted"]) == [2]
    assert _filled(c["income_bins"]) == {0: 1, 2: 1}


def test_time_at_the_post_adds_up_and_more_than_three_years_overstays():
    """In week 200: 157 weeks since week 43, 156 since week 44, 300 since week -100; the last post is empty."""
    c = _take(200, place_first=[0, 2, 4], status=[POSTED, POSTED, SUMMONED, VACANT], week_posted=[43, 44, -100, 0])
    assert rows(c["tenure"]) == [313, 300]
    assert rows(c["overstayed"]) == [1, 1]


def test_only_an_account_of_ones_own_counts():
    c = _take(0, place_first=[0, 3, 5], status=[POSTED] * 4 + [VACANT], account=[OWN, BORROWED, NO_ACCOUNT, OWN, OWN])
    assert rows(c["with_account"]) == [1, 1]
    assert rows(c["with_borrowed"]) == [1, 0]


def test_what_those_present_owe_adds_up():
    """100 + 20 in the first place; the 3 cents in the second wait for the next holder of the post."""
    c = _take(0, place_first=[0, 2, 3], status=[POSTED, SUMMONED, VACANT], arrears=[100, 20, 3])
    assert rows(c["owing"]) == [120, 0]
    assert rows(c["arrears"]) == [100, 20, 3]


def test_what_was_found_at_the_post_is_nobodys_own_debt():
    """Of 100 cents 40 were found; the second has paid off some of the 50 that were found, and owes nothing."""
    c = _take(0, place_first=[0, 2], status=[POSTED, POSTED], arrears=[100, 30], inherited=[40, 50])
    assert rows(c["owing"]) == [60]


def test_own_income_is_what_was_earned_less_what_was_spent_and_never_below_nothing():
    """400 - 150 = 250 cents are in bin 2; 100 - 300 leaves nothing, bin 0. The vacant post is in no bin."""
    c = _take(0, place_first=[0, 3], status=[POSTED, POSTED, VACANT], earned=[400, 100, 250], spent=[150, 300, 0])
    assert _filled(c["left_bins"]) == {0: 1, 2: 1}
    assert _filled(c["income_bins"]) == {0: 1, 4: 1}
    assert rows(c["spent"]) == [0, 0, 0]


@pytest.mark.parametrize(
    ("cents", "bin_"),
    [
        (0, 0),
        (100, 0),
        (140, 0),  # the square root of 2 is 1.41421
        (141, 1),
        (199, 1),
        (200, 2),
        (282, 3),
        (400, 4),
        (819_199, 25),
        (819_200, 26),  # 100 × 2^13
        (10**15, INCOME_BINS - 1),
    ],
)
def test_an_income_falls_into_the_bin_worked_out_by_hand(cents, bin_):
    assert census.income_bin(cents) == bin_


def test_bins_are_those_of_a_plain_search_compiled_and_not():
    @njit
    def compiled(incomes):
        out = np.empty(len(incomes), np.int64)
        for k in range(len(incomes)):
            out[k] = census.income_bin(incomes[k])
        return out

    register_marked()
    floors = census.BIN_FLOORS[:INCOME_BINS]
    incomes = np.concatenate([floors - 1, floors, floors + 1])[1:]
    expected = np.searchsorted(floors, incomes, side="right") - 1
    assert [census.income_bin(int(cents)) for cents in incomes] == expected.tolist()
    assert np.array_equal(compiled(incomes), expected)


def test_a_bin_begins_a_half_power_of_two_above_the_last():
    ratios = census.BIN_FLOORS[11:INCOME_BINS] / census.BIN_FLOORS[10 : INCOME_BINS - 1]
    assert np.all(np.abs(ratios - 2**0.5) < 1e-3)
    assert len(census.BIN_FLOORS) == 64


@pytest.mark.parametrize("most", [1, 141, 300, 10**5, 10**12])
def test_a_place_is_counted_into_the_bins_of_a_plain_search(most):
    """Twenty incomes up to the most and three vacant posts; bins that are passed over stay as they are."""
    incomes = [most * k**3 // 20**3 for k in range(1, 21)]
    c = columns(earned=[0, *incomes, 0, 0], income_bins=[1] * INCOME_BINS)
    census.count_by_income(len(incomes), c["earned"], c["income_bins"])
    at = np.searchsorted(census.BIN_FLOORS[:INCOME_BINS], incomes, side="right") - 1
    assert rows(c["income_bins"]) == (1 + np.bincount(at, minlength=INCOME_BINS)).tolist()
