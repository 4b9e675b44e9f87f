"""Lots and parts: means are rounded to the mean, and parts add up."""

import pytest

from legation.kernel.chance import LUCK
from legation.mechanisms.shared.lots import part, rounded


@pytest.mark.parametrize(("drawn", "whole"), [(0, 4), (LUCK // 4 - 1, 4), (LUCK // 4, 3), (LUCK - 1, 3)])
def test_a_mean_is_rounded_up_if_luck_lies_below_what_is_over(drawn, whole):
    assert rounded(3 * LUCK + LUCK // 4, drawn) == whole  # 3.25


@pytest.mark.parametrize("drawn", [0, LUCK - 1])
def test_a_whole_mean_stays_itself(drawn):
    assert [rounded(n * LUCK, drawn) for n in (0, 1, 7)] == [0, 1, 7]


@pytest.mark.parametrize("whole", [0, 1, 2, 10, 999])
def test_parts_add_up_and_follow_their_weights(whole):
    weights = (3, 0, 1, 5)
    parts = [part(whole, sum(weights[:k]), weight, sum(weights)) for k, weight in enumerate(weights)]
    assert sum(parts) == whole and parts[1] == 0
    assert all(abs(n - whole * weight / 9) < 1 for n, weight in zip(parts, weights, strict=True))
