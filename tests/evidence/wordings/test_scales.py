"""Scales: values and places, and tails of the normal distribution far beyond where a difference keeps digits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.special import log_ndtr

from legation.evidence.wordings import scales
from legation.evidence.wordings.scales import AMOUNT, SHARE


def test_a_place_leads_back_to_its_value():
    for scale, values in ((AMOUNT, [0.001, 1, 3000]), (SHARE, [0.001, 0.5, 0.97])):
        assert scale.value(scale.place(np.array(values))) == pytest.approx(values)


def test_nothing_and_all_have_a_place():
    assert AMOUNT.place(0.0) == pytest.approx(np.log(1e-9))
    assert SHARE.place(np.array([0.0, 1.0])) == pytest.approx(np.log([1e-4 / 0.9999, 0.9999 / 1e-4]))


def test_the_logarithm_of_a_normal_share_is_right_in_both_tails():
    z = np.array([-200.0, -40, -10, -3.001, -3, -2.999, -1, 0, 2, 8, 30])
    assert scales.log_normal_share(z) == pytest.approx(log_ndtr(z), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (2, 2.5), (-2.5, -2), (12, 13), (-np.inf, 0.3), (0.3, np.inf)])
def test_the_share_between_two_numbers_is_right_on_both_sides(low, high):
    mirrored = stats.norm.cdf(-low) - stats.norm.cdf(-high) if low > 0 else stats.norm.cdf(high) - stats.norm.cdf(low)
    assert np.exp(scales.log_normal_between(low, high)) == pytest.approx(mirrored, rel=1e-9)


def test_a_range_is_as_likely_wherever_it_holds_the_truth_and_less_so_beyond():
    inside, end, beyond = np.exp(scales.flat_log_density(10, 20, np.array([15.0, 20.0, 30.0]), 0.15, AMOUNT))
    assert inside == end == pytest.approx(1 / (np.log(2) + 0.15 * np.sqrt(2 * np.pi)))
    assert beyond / end == pytest.approx(np.exp(-0.5 * (np.log(1.5) / 0.15) ** 2))


def test_a_drawn_range_is_as_wide_as_the_one_that_was_said():
    low, high = scales.flat_draw(10, 20, 15.0, 0.15, AMOUNT, np.random.default_rng(1))
    assert high / low == pytest.approx(2)


class _Luck:
    """A generator that gives what a test wants: where in the density, and on which side."""

    def __init__(self, *numbers):
        self.numbers = iter(numbers)

    def random(self):
        return next(self.numbers)

    def standard_normal(self):
        return -2.0


@pytest.mark.parametrize(
    ("where", "side", "off"),
    [(0.0, 0.9, -0.5), (0.25, 0.9, 0.0), (0.499, 0.1, 0.498), (0.5, 0.1, 0.7), (0.99, 0.1, 0.7), (0.99, 0.5, -0.7)],
)
def test_a_drawn_range_holds_the_truth_in_the_flat_part_and_lies_beyond_it_in_a_tail(where, side, off):
    """A range of 1 on the scale and an error of 0.1: where luck is below 1 of the whole, the truth is in the range."""
    whole = 1 + 0.1 * np.sqrt(2 * np.pi)
    luck = _Luck(2 * where / whole, side)
    low, high = scales.flat_draw(1, np.e, 50.0, 0.1 / AMOUNT.times, AMOUNT, luck)
    assert np.log([low / 50, high / 50]) == pytest.approx([off - 0.5, off + 0.5])
