"""Weights: what importance sampling says, beside answers by hand and the same diagnostics of ArviZ."""

from __future__ import annotations

import math

import numpy as np
import pytest
from arviz_stats.base import array_stats
from scipy import stats

from legation.inference.weights import (
    ESS_LEAST,
    Weights,
    importance_weights,
    log_prior_over_mixture,
    pareto_shape,
    tail_shape,
)


def test_equal_weights_are_worth_all_their_worlds_and_one_large_weight_is_worth_one():
    assert Weights(np.full(40, -700.0)).ess == pytest.approx(40)
    assert Weights(np.array([0.0, -80.0, -90.0])).ess == pytest.approx(1)
    assert Weights(np.log([0.5, 0.25, 0.25])).ess == pytest.approx(1 / (0.25 + 0.0625 + 0.0625))


def test_weights_that_no_world_has_are_none_and_say_so():
    none = Weights(np.full(3, -math.inf))
    assert none.ess == 0
    assert none.normalized.tolist() == [0, 0, 0]
    assert none.log_evidence.value == -math.inf
    assert none.trouble == "no world makes these reports possible"
    assert math.isnan(none.quantiles(np.arange(3.0), [0.5])[0])


def test_evidence_is_the_mean_weight_with_its_error():
    weights = importance_weights(np.log([1.0, 2.0, 3.0]) - 1_000)
    assert weights.log_evidence.value == pytest.approx(math.log(2) - 1_000)
    assert weights.log_evidence.error == pytest.approx(1 / 2 / math.sqrt(3))


def test_means_and_quantiles_count_worlds_by_weight_and_skip_those_without_a_number():
    weights = Weights(np.log([1.0, 1.0, 2.0, 4.0]))
    x = np.array([10.0, 30.0, 20.0, np.nan])
    assert weights.mean(x) == pytest.approx(20)
    assert weights.quantiles(x, [0.25, 0.26, 0.75, 0.76, 1]) == [10, 20, 20, 30, 30]
    by_hand = math.sqrt((0.25 * 10) ** 2 + (0.25 * 10) ** 2)
    assert weights.error_of_mean(x) == pytest.approx(by_hand)


def test_a_mean_of_a_proposal_is_the_priors():
    """Drawn from N(1, 1), weighed to N(0, 1): mean 0, evidence 1, within three errors."""
    x = 1 + np.random.default_rng(1).standard_normal(20_000)
    ratio = stats.norm.logpdf(x) - stats.norm.logpdf(x, 1)
    weights = importance_weights(np.zeros(len(x)), ratio)
    assert abs(weights.mean(x)) < 3 * weights.error_of_mean(x)
    assert abs(weights.log_evidence.value) < 3 * weights.log_evidence.error
    assert weights.error_of_mean(x) < 0.03


def test_worlds_of_several_proposals_are_weighed_by_their_mixture():
    """A quarter from the prior bounds every weight by four."""
    lots = np.random.default_rng(2)
    x = np.concatenate([lots.standard_normal(5_000), 2 + 0.5 * lots.standard_normal(15_000)])
    prior = stats.norm.logpdf(x)
    ratios = np.stack([np.zeros(len(x)), stats.norm.logpdf(x, 2, 0.5) - prior])
    logs = log_prior_over_mixture(ratios, [5_000, 15_000])
    assert logs.max() <= math.log(4) + 1e-12
    weights = importance_weights(np.zeros(len(x)), logs)
    assert abs(weights.mean(x)) < 3 * weights.error_of_mean(x)
    assert abs(weights.mean(x**2) - 1) < 3 * weights.error_of_mean(x**2)


@pytest.mark.parametrize("k", [0.1, 0.5, 0.9])
def test_the_shape_of_a_pareto_tail_is_found(k):
    """Of 2,000 excesses the shape errs by (1 + k) / sqrt(2000); 4 of them."""
    excesses = np.sort(stats.genpareto.rvs(k, size=2_000, random_state=7))
    assert abs(pareto_shape(excesses) - k) < 4 * (1 + k) / math.sqrt(2_000)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("spread", [0.3, 1.0, 3.0])
@pytest.mark.parametrize("worlds", [60, 500, 2_600])
def test_the_tail_has_the_shape_that_arviz_gives_it(worlds, spread, seed):
    logs = spread * np.random.default_rng(seed).standard_normal(worlds) - 500
    _, k = array_stats.psislw(-logs, r_eff=1.0)  # It takes log likelihoods of what is left out, so the sign turns.
    assert tail_shape(logs) == pytest.approx(float(k), abs=1e-9)


def test_too_few_different_weights_have_no_shape():
    assert tail_shape(np.zeros(100)) == math.inf
    assert tail_shape(np.zeros(3)) == math.inf
    assert tail_shape(np.full(100, -math.inf)) == math.inf


def test_trouble_names_the_first_reason_for_which_no_number_may_be_made():
    lots = np.random.default_rng(3)
    assert "effective sample size is 100, below 200" in Weights(np.zeros(100)).trouble
    fine = Weights(0.3 * lots.standard_normal(2_000))
    assert fine.trouble == ""
    heavy = Weights(np.log(lots.pareto(1.05, 40_000) + 20))
    assert heavy.ess > ESS_LEAST
    assert "Pareto k is" in heavy.trouble


def test_coarsened_weights_are_of_likelihoods_to_a_power():
    weights = Weights(np.log([1.0, 4.0, 16.0]))
    assert weights.coarsened().normalized == pytest.approx(np.array([1, 2, 4]) / 7)
    assert weights.coarsened().ess > weights.ess
