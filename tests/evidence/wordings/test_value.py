"""Exactly and about: regions by hand, and likelihoods that are distributions over what could have been said."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from legation.evidence.wordings.scales import AMOUNT, COUNT, SHARE
from legation.evidence.wordings.value import ABOUT, EXACT
from tests.evidence.wordings import helpers


def test_an_exact_number_reaches_a_little_and_about_reaches_further():
    assert EXACT.region(10.0, 10.0, tolerance=True) == pytest.approx((10 / math.exp(0.15), 10 * math.exp(0.15)))
    assert ABOUT.region(3.0, 3.5, tolerance=True) == pytest.approx((3 / math.exp(0.25), 3.5 * math.exp(0.25)))
    assert EXACT.region(10.0, 10.0, tolerance=False) == (10.0, 10.0)


def test_numbers_are_said_with_their_unit():
    assert EXACT.words(30000.0, 30000.0, "USD") == "30,000 USD"
    assert ABOUT.words(3.0, 3.5, "sessions") == "about 3 to 3.5 sessions"
    assert ABOUT.words(None, None, "") == ""


@pytest.mark.parametrize(("wording", "s"), [(EXACT, 0.15), (ABOUT, 0.25)])
def test_a_number_lies_around_the_truth(wording, s):
    assert helpers.likelihood(wording, wording.report(3300.0, 3300.0), 3000.0, AMOUNT) == pytest.approx(
        stats.norm.pdf(math.log(1.1), scale=s)
    )
    shares = wording.report(70.0, 70.0, factor=0.01)
    off = math.log(0.7 / 0.3) - math.log(0.6 / 0.4)
    assert helpers.likelihood(wording, shares, 0.6, SHARE) == pytest.approx(stats.norm.pdf(off, scale=2 * s))


@pytest.mark.parametrize("wording", [EXACT, ABOUT])
@pytest.mark.parametrize(("scale", "x", "ends"), [(AMOUNT, 2500.0, (3000.0, 3000.0)), (AMOUNT, 3.0, (3.0, 3.5)),
                                                  (SHARE, 0.6, (0.7, 0.7))])  # fmt: skip
def test_what_could_have_been_said_sums_to_one_and_is_what_is_simulated(wording, scale, x, ends):
    middles, density = helpers.middle_density(wording, wording.report(*ends), x, scale)
    assert np.trapezoid(density, middles) == pytest.approx(1, abs=1e-4)
    assert helpers.flat_agrees(wording, wording.report(*ends), x, scale, seed=1)


@pytest.mark.parametrize("expected", [0.0, 0.4, 12.0])
def test_an_exact_count_is_negative_binomial_around_the_expected_one(expected):
    chances = [helpers.likelihood(EXACT, EXACT.report(float(k), float(k)), expected, COUNT) for k in range(400)]
    mean = max(expected, 1e-3)
    assert chances[:50] == pytest.approx(stats.nbinom.pmf(np.arange(50), 10, 10 / (10 + mean)).tolist())
    assert sum(chances) == pytest.approx(1)
    drawn = [int(made.low) for made in helpers.simulated(EXACT, EXACT.report(8.0, 8.0), expected, COUNT, seed=2)]
    assert helpers.agrees(np.bincount(drawn, minlength=400).tolist(), chances)


def test_a_count_that_is_said_to_be_about_a_number_errs_as_other_numbers_do():
    report = ABOUT.report(10.0, 10.0)
    assert helpers.likelihood(ABOUT, report, 8.0, COUNT) == helpers.likelihood(ABOUT, report, 8.0, AMOUNT)


def test_half_a_person_can_not_be_counted():
    with pytest.raises(AssertionError, match=r"8\.5 persons"):
        EXACT.log_likelihood(EXACT.report(8.5, 8.5), np.array([8.0]), COUNT)
