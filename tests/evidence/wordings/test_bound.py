"""At least and at most: said or not said."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from legation.evidence.wordings.bound import AT_LEAST, AT_MOST
from legation.evidence.wordings.scales import AMOUNT, SHARE
from tests.evidence.wordings import helpers


def test_a_bound_is_open_on_its_far_side():
    assert AT_LEAST.region(4.0, None, tolerance=True) == (pytest.approx(4 / math.exp(0.15)), math.inf)
    assert AT_MOST.region(None, 4.0, tolerance=True) == (-math.inf, pytest.approx(4 * math.exp(0.15)))
    assert AT_LEAST.region(4.0, 9.0, tolerance=True)[1] == math.inf
    assert AT_LEAST.region(4.0, None, tolerance=False) == (4.0, math.inf)
    assert AT_MOST.region(1.0, 4.0, tolerance=False) == (-math.inf, 4.0)


def test_a_bound_is_said_with_its_side():
    assert AT_LEAST.words(30000.0, None, "USD") == "at least 30,000 USD"
    assert AT_MOST.words(None, 3.0, "years") == "at most 3 years"
    assert (AT_LEAST.needs, AT_MOST.needs) == (("low",), ("high",))


def test_at_its_bound_a_report_is_as_likely_as_not():
    for wording, sign in ((AT_LEAST, 1), (AT_MOST, -1)):
        report = wording.report(10.0, 10.0)
        assert helpers.likelihood(wording, report, 10.0, AMOUNT) == pytest.approx(0.5)
        off = sign * math.log(1.2) / 0.15
        assert helpers.likelihood(wording, report, 12.0, AMOUNT) == pytest.approx(stats.norm.cdf(off))
    half = AT_LEAST.report(50.0, None, factor=0.01)
    assert helpers.likelihood(AT_LEAST, half, 0.6, SHARE) == pytest.approx(stats.norm.cdf(math.log(1.5) / 0.3))


@pytest.mark.parametrize("wording", [AT_LEAST, AT_MOST])
@pytest.mark.parametrize("x", [0.0, 8.0, 10.0, 11.0, 1000.0])
def test_said_and_not_said_sum_to_one_and_are_what_is_simulated(wording, x):
    assert helpers.said_or_not_agrees(wording, wording.report(10.0, 10.0), x, AMOUNT, seed=4)
