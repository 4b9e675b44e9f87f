"""A toy whose posterior is known: Poisson counts of one lognormal rate, told by two sources of two outlets."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from legation.evidence.wordings.form import Report, Wording
from legation.evidence.wordings.scales import COUNT
from legation.inference.dependence import LedgerLikelihood, PressOfWorlds
from legation.inference.likelihoods import ClaimLikelihood
from legation.observation.sayings import Saying, SourcedSaying

MEDIAN, SIGMA = 12.0, 0.6
OUTLET_BIAS, SOURCE_BIAS, DOUBT = 0.2, 0.3, 0.25
# claim -> source, outlet, count
COUNTS = {"one": ("first", "paper", 9.0), "two": ("first", "paper", 14.0), "three": ("second", "radio", 21.0)}


@dataclass(frozen=True)
class PoissonCount(Wording):
    """A count that is Poisson around the measure, so that a textbook knows its chances."""

    def region(self, low, high, *, tolerance):
        return None

    def log_likelihood(self, report, x, scale):
        return stats.poisson.logpmf(report.low, np.maximum(x, 1e-9))

    def simulate(self, report, x, scale, rng):
        count = float(rng.poisson(float(x)))
        return report._replace(low=count, high=count)


POISSON = PoissonCount("exact", "a Poisson count")


def voice(name, source, outlet, grade="F"):
    saying = Saying(name, POISSON, Report("exact", 1.0, 1.0), COUNT, is_biased=True)
    return SourcedSaying(saying, source, source, outlet, grade)


def press(worlds, outlet=OUTLET_BIAS, source=SOURCE_BIAS, doubt=DOUBT):
    return PressOfWorlds(
        np.full(worlds, outlet), np.full(worlds, source), {letter: np.full(worlds, doubt) for letter in "ABCDEF"}
    )


def toy(rates, counts=None, **habits):
    """The likelihood of the toy's reports in worlds of these rates."""
    counts = counts or COUNTS
    claims = {name: ClaimLikelihood(voice(name, *who), rates) for name, (*who, _) in counts.items()}
    reports = {name: Report("exact", count, count) for name, (*_, count) in counts.items()}
    return LedgerLikelihood(claims, reports, press(len(rates), **habits))


def drawn_rates(worlds, seed=1):
    return MEDIAN * np.exp(SIGMA * np.random.default_rng(seed).standard_normal(worlds))


def known_posterior(without=(), counts=None):
    """Rates, their posterior shares, and the log evidence, by plain sums over fine grids and no code of ours."""
    counts = {name: said for name, said in (counts or COUNTS).items() if name not in without}
    z = np.linspace(-5, 5, 401)
    rates, prior = MEDIAN * np.exp(SIGMA * z), stats.norm.pdf(z)
    prior /= prior.sum()
    bias = np.linspace(-5, 5, 61)
    mass = stats.norm.pdf(bias)
    mass /= mass.sum()
    likelihood = np.ones(len(rates))
    for outlet in {said[1] for said in counts.values()}:
        by_outlet = np.ones((len(rates), len(bias)))
        for source in {said[0] for said in counts.values() if said[1] == outlet}:
            mine = [said[2] for said in counts.values() if said[:2] == (source, outlet)]
            shifts = OUTLET_BIAS * bias[:, None] + SOURCE_BIAS * bias[None, :]
            at = rates[:, None, None] * np.exp(shifts)
            sound = (math.prod(stats.poisson.pmf(count, at) for count in mine) * mass).sum(axis=2)
            unsound = math.prod(float((prior * stats.poisson.pmf(count, rates)).sum()) for count in mine)
            by_outlet *= (1 - DOUBT) * sound + DOUBT * unsound
        likelihood *= (by_outlet * mass).sum(axis=1)
    evidence = float((prior * likelihood).sum())
    return rates, prior * likelihood / evidence, math.log(evidence)
