"""The likelihood of a ledger, beside sums over fine grids that share no code with it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from legation.evidence.wordings.form import Report
from legation.inference.dependence import STEP, LedgerLikelihood, bias_weights, linked_groups
from legation.inference.likelihoods import ClaimLikelihood
from legation.inference.weights import importance_weights
from tests.inference.helpers import COUNTS, DOUBT, drawn_rates, known_posterior, press, toy, voice

WORLDS = 20_000


@pytest.fixture(scope="module")
def made():
    rates = drawn_rates(WORLDS)
    return rates, toy(rates)


@pytest.mark.parametrize("without", [(), ("three",), ("one", "two")])
def test_weights_of_the_toy_agree_with_quadrature(made, without):
    """Evidence, mean and spread of the rate, with all origins and without either, within three Monte Carlo errors."""
    rates, ledger = made
    weights = importance_weights(ledger.log_likelihood(without))
    grid, shares, log_evidence = known_posterior(without)
    mean = float(shares @ grid)
    assert abs(weights.log_evidence.value - log_evidence) < 3 * weights.log_evidence.error
    assert abs(weights.mean(rates) - mean) < 3 * weights.error_of_mean(rates)
    square = (rates - mean) ** 2
    assert abs(weights.mean(square) - float(shares @ (grid - mean) ** 2)) < 3 * weights.error_of_mean(square)
    # Errors that are small enough for the comparison to say something.
    assert weights.log_evidence.error < 0.02
    assert weights.error_of_mean(rates) < 0.1


def test_without_an_origin_the_answer_is_another_one():
    """The toy tells its origins apart: without the second the mean falls by more than two."""
    means = [float(shares @ grid) for grid, shares, _ in (known_posterior(), known_posterior(("three",)))]
    assert means[0] - means[1] > 2


def test_without_doubt_or_bias_it_is_the_product_of_the_counts():
    rates = np.array([5.0, 12.0, 30.0])
    plain = stats.poisson.logpmf(np.array([9, 14, 21])[:, None], rates).sum(axis=0)
    assert toy(rates, outlet=0.0, source=0.0, doubt=0.0).log_likelihood() == pytest.approx(plain)


@pytest.mark.parametrize(("outlet", "source"), [(0.2, 0.3), (0.05, 0.09), (0.6, 0.9), (0.6, 0.02), (0.0, 0.5)])
def test_the_grid_of_biases_is_fine_enough(outlet, source):
    """Nearer than 1 % to a step of a tenth of it wherever a world is likely at all, a hundredth of the best."""
    rates = np.linspace(4, 60, 60)
    logs = []
    for step in (STEP, STEP / 10):
        ledger = toy(rates, outlet=outlet, source=source)
        ledger = LedgerLikelihood(ledger.claims, ledger.reports, ledger.press, step=step)
        logs.append(ledger.log_likelihood())
    likely = logs[1] > logs[1].max() - math.log(100)
    assert np.abs(logs[0] - logs[1])[likely].max() < 0.01


def test_the_grid_agrees_with_nodes_of_gauss_and_hermite():
    """Sixty-one nodes of each bias, in one world after another."""
    at, weight = np.polynomial.hermite_e.hermegauss(61)
    weight /= weight.sum()
    rates = np.array([6.0, 14.0, 30.0])
    said = {"one": ("first", "paper", 9.0)}
    base = stats.poisson.pmf(9, rates).mean()
    shifts = np.exp(0.5 * at[:, None] + 0.7 * at[None, :])
    expected = [(1 - DOUBT) * weight @ stats.poisson.pmf(9, rate * shifts) @ weight + DOUBT * base for rate in rates]
    assert np.exp(toy(rates, said, outlet=0.5, source=0.7).log_likelihood()) == pytest.approx(expected, rel=1e-3)


def test_worlds_in_any_company_are_the_same():
    """Worlds are taken in blocks of like biases; the widest of a block decides only how far beyond 4 sd all go."""
    lots = np.random.default_rng(4)
    rates, spreads = drawn_rates(40), np.abs(lots.normal(0, 0.4, (2, 40)))
    prior = np.array([1.0] * 10 + [0.0] * 30)
    whole = toy(rates)
    habits = press(40)._replace(outlet_bias=spreads[0], source_bias=spreads[1])
    logs = LedgerLikelihood(whole.claims, whole.reports, habits, prior=prior).log_likelihood()
    few = toy(rates[:10])
    habits = press(10)._replace(outlet_bias=spreads[0][:10], source_bias=spreads[1][:10])
    assert LedgerLikelihood(few.claims, few.reports, habits).log_likelihood() == pytest.approx(logs[:10], abs=1e-3)


def test_a_bias_has_its_variance_on_the_grid_however_narrow_it_is():
    spreads = np.array([0.0, 0.03, 0.1, 0.104, 0.106, 0.2, 0.5, 0.9])
    weights = bias_weights(spreads, STEP)
    at = STEP * (np.arange(weights.shape[1]) - weights.shape[1] // 2)
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(spreads)))
    assert weights @ at == pytest.approx(np.zeros(len(spreads)), abs=1e-12)
    assert weights @ at**2 == pytest.approx(spreads**2, rel=3e-3, abs=1e-12)
    assert (weights >= 0).all()


def test_one_unsound_source_makes_nothing_impossible():
    """A world that can't show what is said keeps e B, as its source may be unsound."""
    rates = np.array([1e-6, 9.0])
    ledger = toy(rates, {"one": COUNTS["one"]}, outlet=0.0, source=0.0)
    background = np.mean(stats.poisson.pmf(9, rates))
    expected = (1 - DOUBT) * stats.poisson.pmf(9, rates) + DOUBT * background
    assert np.exp(ledger.log_likelihood()) == pytest.approx(expected)
    assert math.exp(ledger.background("one")) == pytest.approx(background)
    certain = toy(rates, {"one": ("first", "paper", 500.0)}, outlet=0.0, source=0.0, doubt=0.0)
    assert (certain.log_likelihood() < -1_000).all()


def test_an_upstream_is_sound_or_unsound_for_all_its_claims():
    """Two claims of one source: (1 - e) P1 P2 + e B1 B2; of two sources the product of two such sums."""
    rates = np.array([4.0, 9.0, 20.0])
    said = {"one": ("first", "paper", 9.0), "two": ("first", "paper", 14.0)}
    chance = {count: stats.poisson.pmf(count, rates) for count in (9, 14)}
    base = {count: chance[count].mean() for count in chance}
    together = (1 - DOUBT) * chance[9] * chance[14] + DOUBT * base[9] * base[14]
    ledger = toy(rates, said, outlet=0.0, source=0.0)
    assert np.exp(ledger.log_likelihood()) == pytest.approx(together)
    apart = toy(rates, said | {"two": ("second", "paper", 14.0)}, outlet=0.0, source=0.0)
    product = math.prod((1 - DOUBT) * chance[count] + DOUBT * base[count] for count in chance)
    assert np.exp(apart.log_likelihood()) == pytest.approx(product)


def test_an_outlets_bias_ties_its_sources_together():
    """With a wide bias of the outlet, two high counts of one outlet raise the rate less than those of two outlets."""
    rates = drawn_rates(4_000)
    said = {"one": ("first", "paper", 30.0), "two": ("second", "paper", 30.0)}
    one = importance_weights(toy(rates, said, outlet=0.8).log_likelihood()).mean(rates)
    said["two"] = ("second", "radio", 30.0)
    two = importance_weights(toy(rates, said, outlet=0.8).log_likelihood()).mean(rates)
    assert one < two - 1


def test_outlets_that_share_an_upstream_are_integrated_together():
    """One source told two outlets: beside a sum over a fine grid of the three biases."""
    rates = np.array([6.0, 12.0, 24.0])
    ledger = toy(rates, {"one": ("first", "paper", 9.0), "two": ("first", "radio", 14.0)})
    at = np.linspace(-5, 5, 61)
    mass = stats.norm.pdf(at) / stats.norm.pdf(at).sum()
    expected = []
    base = math.prod(stats.poisson.pmf(count, rates).mean() for count in (9, 14))
    for rate in rates:
        per_source = np.zeros((61, 61))
        for source, weight in zip(at, mass, strict=True):
            paper = stats.poisson.pmf(9, rate * np.exp(0.2 * at + 0.3 * source))
            radio = stats.poisson.pmf(14, rate * np.exp(0.2 * at + 0.3 * source))
            per_source += weight * np.outer(paper, radio)
        expected.append(mass @ ((1 - DOUBT) * per_source + DOUBT * base) @ mass)
    assert np.exp(ledger.log_likelihood()) == pytest.approx(expected, rel=2e-3)


def test_groups_share_neither_outlet_nor_upstream():
    x = np.ones(1)
    who = {"a": ("u", "paper"), "b": ("v", "radio"), "c": ("u", "radio"), "d": ("w", "wire")}
    claims = {name: ClaimLikelihood(voice(name, *each), x) for name, each in who.items()}
    assert sorted(sorted(group) for group in linked_groups(claims, who)) == [["a", "b", "c"], ["d"]]
    assert sorted(sorted(group) for group in linked_groups(claims, "abd")) == [["a"], ["b"], ["d"]]


def test_worlds_of_a_proposal_need_the_prior_for_their_background():
    """A bank of which half is drawn around 30 tells the same background once it is weighed back to the prior."""
    rates = np.array([5.0, 30.0, 30.0, 30.0])
    prior = np.array([1.0, 1 / 3, 1 / 3, 1 / 3])
    claim = {"one": ClaimLikelihood(voice("one", "first", "paper"), rates)}
    ledger = LedgerLikelihood(claim, {"one": Report("exact", 9.0, 9.0)}, press(4), prior=prior)
    assert math.exp(ledger.background("one")) == pytest.approx(stats.poisson.pmf(9, [5.0, 30.0]).mean())


def test_a_doubt_of_each_world_is_its_own():
    rates = np.full(2, 12.0)
    ledger = toy(rates, {"one": ("first", "paper", 40.0)}, outlet=0.0, source=0.0)
    ledger.press.doubt["F"][:] = 0.0, 0.9
    certain, doubtful = np.exp(ledger.log_likelihood())
    assert certain == pytest.approx(stats.poisson.pmf(40, 12.0))
    assert doubtful == pytest.approx(stats.poisson.pmf(40, 12.0))  # Both worlds say the same, so the background does.
    assert ledger.press.of_world(1).doubt["F"] == 0.9


def test_of_several_letters_of_an_upstream_each_world_takes_the_one_that_it_doubts_most():
    far = np.array([9.0, 30.0])
    ledger = toy(far, {"one": ("first", "paper", 9.0), "two": ("first", "paper", 14.0)}, outlet=0.0, source=0.0)
    ledger.claims["two"] = ClaimLikelihood(ledger.claims["two"].voice._replace(grade="C"), far)
    ledger.press.doubt["F"][:] = 0.1, 0.6
    ledger.press.doubt["C"][:] = 0.4, 0.2
    chances = {count: stats.poisson.pmf(count, far) for count in (9, 14)}
    base = math.prod(chances[count].mean() for count in chances)
    sound = chances[9] * chances[14]
    doubt = np.array([0.4, 0.6])
    assert np.exp(ledger.log_likelihood()) == pytest.approx((1 - doubt) * sound + doubt * base)
