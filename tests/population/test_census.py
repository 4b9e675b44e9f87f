"""The census: who is present, by income of the period, and the next period's income from zero."""

import numpy as np
import pytest
from numba import njit

from legation.population import census
from legation.population.columns import INCOME_BINS, POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, rows, this_week


def test_three_officials_by_hand():
    """Bins: nothing is in bin 0; 250 cents, between 200 and 282, in bin 2. Who was summoned is not counted."""
    c = columns(
        place_first=[0, 2, 3],
        status=[POSTED, POSTED, SUMMONED],
        earned=[0, 250, 999],
        posted=[7, 7],
        income_bins=[0] * (2 * INCOME_BINS),
    )
    census.run(this_week(), **c)
    assert rows(c["posted"]) == [2, 0]
    assert rows(c["earned"]) == [0, 0, 0]
    assert {k: count for k, count in enumerate(rows(c["income_bins"])) if count} == {0: 1, 2: 1}


def test_a_second_place_counts_into_its_own_bins():
    c = columns(
        place_first=[0, 1, 3],
        status=[VACANT, POSTED, POSTED],
        earned=[0, 100, 145],
        posted=[0, 0],
        income_bins=[0] * (2 * INCOME_BINS),
    )
    census.run(this_week(), **c)
    assert rows(c["posted"]) == [0, 2]
    assert {k: n for k, n in enumerate(rows(c["income_bins"])) if n} == {INCOME_BINS: 1, INCOME_BINS + 1: 1}


@pytest.mark.parametrize(
    ("cents", "found"),
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
def test_an_income_falls_into_the_bin_worked_out_by_hand(cents, found):
    assert census.income_bin(cents) == found


def test_bins_are_those_of_a_plain_search_compiled_and_not():
    @njit
    def compiled(incomes):
        out = np.empty(len(incomes), np.int64)
        for k in range(len(incomes)):
            out[k] = census.income_bin(incomes[k])
        return out

    floors = census.BIN_FLOORS[:INCOME_BINS]
    incomes = np.concatenate([floors - 1, floors, floors + 1])[1:]
    expected = np.searchsorted(floors, incomes, side="right") - 1
    assert [census.income_bin(int(cents)) for cents in incomes] == expected.tolist()
    assert np.array_equal(compiled(incomes), expected)


def test_a_bin_begins_a_half_power_of_two_above_the_last():
    ratios = census.BIN_FLOORS[11:INCOME_BINS] / census.BIN_FLOORS[10 : INCOME_BINS - 1]
    assert np.all(np.abs(ratios - 2**0.5) < 1e-3)
    assert len(census.BIN_FLOORS) == 64
