"""Rounded numbers: the step is read from the number, and the cells beside it are what else could have been said."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from scipy import stats

from legation.evidence.wordings.rounded import ROUNDED, rounding_step
from legation.evidence.wordings.scales import AMOUNT, SHARE
from legation.evidence.wordings.value import ABOUT
from tests.evidence.wordings import helpers


@pytest.mark.parametrize(
    ("number", "wanted"), [(3000.0, 1000.0), (2900.0, 100.0), (3.0, 1.0), (2.5, 0.1), (0.04, 0.01), (0.0, 1.0)]
)
def test_the_step_is_the_place_of_the_last_digit(number, wanted):
    assert rounding_step(number) == pytest.approx(wanted)


def test_a_rounded_number_reaches_less_far_than_about():
    region, about = (wording.region(10.0, 10.0, tolerance=True) for wording in (ROUNDED, ABOUT))
    assert about[0] < region[0] < region[1] < about[1]
    assert ROUNDED.region(10.0, 10.0, tolerance=False) == (10.0, 10.0)
    assert ROUNDED.words(10.0, 10.0, "persons") == "10 persons"


def test_a_report_is_the_cell_that_was_rounded_in_the_unit_of_the_measure():
    assert ROUNDED.report(3000.0, 3000.0)[1:3] == (2500.0, 3500.0)
    assert ROUNDED.report(30.0, 30.0, factor=0.01)[1:3] == pytest.approx((0.25, 0.35))
    assert ROUNDED.report(2500.0, 2999.0)[1:3] == (2500.0, 2999.0)


def test_what_lies_in_the_cell_after_the_error_is_rounded_to_it():
    z = [math.log(end / 2600.0) / 0.15 for end in (2500.0, 3500.0)]
    mass = stats.norm.cdf(z[1]) - stats.norm.cdf(z[0])
    assert helpers.likelihood(ROUNDED, ROUNDED.report(3000.0, 3000.0), 2600.0, AMOUNT) == pytest.approx(mass)


@pytest.mark.parametrize(("scale", "x", "number", "factor", "cells"), [
    (AMOUNT, 2600.0, 3000.0, 1.0, range(-3, 60)), (AMOUNT, 0.7, 3.0, 1.0, range(-3, 60)),
    (SHARE, 0.93, 70.0, 0.01, range(-7, 4)), (SHARE, 0.04, 70.0, 0.01, range(-7, 4)),
])  # fmt: skip
def test_all_cells_sum_to_one_and_are_what_is_simulated(scale, x, number, factor, cells):
    report = ROUNDED.report(number, number, factor)
    width = report.high - report.low
    beside = [report._replace(low=report.low + k * width, high=report.high + k * width) for k in cells]
    chances = [helpers.likelihood(ROUNDED, cell, x, scale) for cell in beside]
    assert sum(chances) == pytest.approx(1, abs=1e-9)
    drawn = Counter(round((made.low - report.low) / width) for made in
                    helpers.simulated(ROUNDED, report, x, scale, seed=5))  # fmt: skip
    assert set(drawn) <= set(cells)
    assert helpers.agrees([drawn[k] for k in cells], chances)
