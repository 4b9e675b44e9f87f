"""Between two numbers: a wide range is no free hit."""

from __future__ import annotations

import math

import numpy as np
import pytest

from legation.evidence.wordings.range import BETWEEN
from legation.evidence.wordings.scales import AMOUNT, SHARE
from tests.evidence.wordings import helpers


def test_a_range_reaches_a_little_beyond_both_ends():
    assert BETWEEN.region(10.0, 20.0, tolerance=True) == pytest.approx((10 / math.exp(0.15), 20 * math.exp(0.15)))
    assert BETWEEN.region(10.0, 20.0, tolerance=False) == (10.0, 20.0)
    assert BETWEEN.words(3.0, 6.0, "years") == "3 to 6 years"


def test_the_wider_of_two_ranges_that_hold_the_truth_is_the_less_likely():
    narrow, wide = (helpers.likelihood(BETWEEN, BETWEEN.report(12.0, high), 15.0, AMOUNT) for high in (18.0, 80.0))
    assert narrow > wide == pytest.approx(1 / (math.log(80 / 12) + 0.15 * math.sqrt(2 * math.pi)))


@pytest.mark.parametrize(("scale", "x", "ends"), [(AMOUNT, 2500.0, (1000.0, 3000.0)), (AMOUNT, 9.0, (1.0, 2.0)),
                                                  (SHARE, 0.25, (0.2, 0.33))])  # fmt: skip
def test_what_could_have_been_said_sums_to_one_and_is_what_is_simulated(scale, x, ends):
    middles, density = helpers.middle_density(BETWEEN, BETWEEN.report(*ends), x, scale)
    assert np.trapezoid(density, middles) == pytest.approx(1, abs=1e-4)
    assert helpers.flat_agrees(BETWEEN, BETWEEN.report(*ends), x, scale, seed=3)
