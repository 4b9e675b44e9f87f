"""Likelihoods of single claims where a bank has worlds with nothing to measure."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from legation.evidence.wordings.form import Report
from legation.inference.likelihoods import ClaimLikelihood
from tests.inference.helpers import voice

NINE = Report("exact", 9.0, 9.0)
X = np.array([np.nan, 9.0, 18.0])


@pytest.fixture
def claim():
    return ClaimLikelihood(voice("one", "first", "paper"), X)


def test_a_sound_source_says_nothing_where_there_is_nothing_and_something_elsewhere(claim):
    assert np.exp(claim.log_likelihood(NINE)) == pytest.approx([0.0, *stats.poisson.pmf(9, X[1:])])
    assert np.exp(claim.log_likelihood(None)).tolist() == [1.0, 0.0, 0.0]


def test_all_that_a_sound_source_could_say_sums_to_one_in_each_world(claim):
    counts = [np.exp(claim.log_likelihood(Report("exact", count, count), 0.3)) for count in map(float, range(200))]
    assert np.sum(counts, axis=0) + np.exp(claim.log_likelihood(None)) == pytest.approx([1, 1, 1])


def test_an_unsound_source_says_what_any_world_that_has_something_might_show(claim):
    assert math.exp(claim.log_background(NINE)) == pytest.approx(stats.poisson.pmf(9, X[1:]).mean())
    assert claim.log_background(None) == -math.inf
    counts = [math.exp(claim.log_background(Report("exact", count, count))) for count in map(float, range(200))]
    assert sum(counts) == pytest.approx(1)


def test_where_no_world_has_anything_nothing_is_said(claim):
    nothing = ClaimLikelihood(claim.voice, np.full(3, np.nan))
    assert nothing.log_background(None) == 0.0
    assert nothing.log_background(NINE) == -math.inf
    assert np.exp(nothing.log_likelihood(None)).tolist() == [1.0, 1.0, 1.0]
    assert np.exp(nothing.log_likelihood(NINE)).tolist() == [0.0, 0.0, 0.0]


def test_a_bias_belongs_to_its_world(claim):
    shifted = claim.log_likelihood(NINE, np.array([0.0, 0.0, -math.log(2)]))
    assert shifted[1] == pytest.approx(shifted[2])
