"""Weights of worlds: what importance sampling makes of likelihoods, how far it can be trusted, and what it says.

A world that was drawn from the prior counts in proportion to how likely it makes the reports. Worlds of another
proposal count by the ratio of the prior's density to the proposal's, too. Few worlds may end up with most of the
weight. Then every number is that of a few worlds, so three things are said of the weights before anything is made of
them: the effective sample size, the shape k of their tail, and the Monte Carlo error of each number.

    Kong 1992                     effective sample size
    Zhang and Stephens 2009       how the tail's shape is estimated
    Vehtari and others 2024       what that shape says: above 0.7 an estimate can't be trusted, however many worlds
    Owen and Zhou 2000            worlds of several proposals together, weighed by the mixture of all
    Miller and Dunson 2019        likelihoods to a power below 1, in case the model is wrong in small things
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

ESS_LEAST, K_MOST = 200.0, 0.7  # No number is made of weights beyond these.
COARSENED = 0.5  # the power of the coarsened posterior
_TAIL_LEAST = 5  # weights without which a tail has no shape
# Vehtari and others: a prior on k as strong as ten observations of 0.5, for short tails.
_PRIOR_STRENGTH, _PRIOR_SHAPE = 10.0, 0.5


class LogEvidence(NamedTuple):
    """The logarithm of how likely the reports are under the prior as a whole, with its Monte Carlo error."""

    value: float
    error: float


@dataclass(frozen=True)
class Weights:
    """The weights of an ensemble of worlds.

    logs  (worlds,) logarithms, not normalized; minus infinity where a world makes the reports impossible
    """

    logs: np.ndarray

    @cached_property
    def normalized(self) -> np.ndarray:
        """(worlds,) shares that sum to 1; all 0 if every world makes the reports impossible."""
        most = self.logs.max(initial=-math.inf)
        if most == -math.inf:
            return np.zeros(len(self.logs))
        shares = np.exp(self.logs - most)
        return np.asarray(shares / shares.sum())

    @cached_property
    def ess(self) -> float:
        """The effective sample size: as many worlds of equal weight would tell as much. 0 if none is possible."""
        squares = float((self.normalized**2).sum())
        return 1 / squares if squares else 0.0

    @cached_property
    def k(self) -> float:
        """The shape of the weights' tail; `tail_shape`."""
        return tail_shape(self.logs)

    @cached_property
    def log_evidence(self) -> LogEvidence:
        """The logarithm of the mean weight, and the standard error of that."""
        most = self.logs.max(initial=-math.inf)
        if most == -math.inf:
            return LogEvidence(-math.inf, math.nan)
        scaled = np.exp(self.logs - most)
        mean = float(scaled.mean())
        error = float(scaled.std(ddof=1)) / mean / math.sqrt(len(scaled)) if len(scaled) > 1 else math.nan
        return LogEvidence(float(most) + math.log(mean), error)

    @property
    def trouble(self) -> str:
        """Why no number may be made of them, in a clause; empty if one may."""
        if not self.ess:
            return "no world makes these reports possible"
        if self.ess < ESS_LEAST:
            return f"the effective sample size is {self.ess:.0f}, below {ESS_LEAST:.0f}"
        if not self.k <= K_MOST:
            return f"few worlds carry the weight: Pareto k is {self.k:.2f}, above {K_MOST}"
        return ""

    def mean(self, x: np.ndarray) -> float:
        """The weighted mean of what worlds have, (worlds,); those without a number (`nan`) have no say."""
        shares, values = self._with_a_say(x)
        return float(shares @ values)

    def error_of_mean(self, x: np.ndarray) -> float:
        """The Monte Carlo standard error of that mean."""
        shares, values = self._with_a_say(x)
        return float(np.sqrt((shares**2 * (values - shares @ values) ** 2).sum()))

    def quantiles(self, x: np.ndarray, levels: Iterable[float]) -> list[float]:
        """The smallest values that at least these shares of the weight do not exceed; `nan` if no world has one."""
        shares, values = self._with_a_say(x)
        if not len(values):
            return [math.nan for _ in levels]
        order = np.argsort(values, kind="stable")
        below = np.cumsum(shares[order])
        at = np.searchsorted(below, [level * below[-1] for level in levels], side="left")
        return [float(value) for value in values[order][np.minimum(at, len(values) - 1)]]

    def coarsened(self, power: float = COARSENED) -> Weights:
        """Of likelihoods to a power below 1; right only for weights that are likelihoods, of worlds of the prior."""
        return Weights(power * self.logs)

    def _with_a_say(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        held = np.isfinite(x) & (self.normalized > 0)
        shares = self.normalized[held]
        return shares / shares.sum() if len(shares) else shares, np.asarray(x, dtype=np.float64)[held]


def importance_weights(log_likelihood: np.ndarray, log_prior_over_proposal: np.ndarray | None = None) -> Weights:
    """Weights of worlds by how likely they make the reports.

    log_likelihood            (worlds,)
    log_prior_over_proposal   (worlds,), or None for worlds that were drawn from the prior
    """
    logs = np.asarray(log_likelihood, dtype=np.float64)
    assert not np.isnan(logs).any() and (logs < math.inf).all(), "a likelihood that is no number"
    return Weights(logs if log_prior_over_proposal is None else logs + log_prior_over_proposal)


def log_prior_over_mixture(log_ratios: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """The logarithm of prior over proposal for worlds of several proposals together, each weighed by the mixture.

    log_ratios  (proposals, worlds) the logarithm of each proposal's density over the prior's, at all worlds
    counts      how many worlds each proposal gave
    Returns     (worlds,)
    """
    shares = np.asarray(counts, dtype=np.float64) / sum(counts)
    most = log_ratios.max(axis=0)
    return np.asarray(-most - np.log((shares[:, None] * np.exp(log_ratios - most)).sum(axis=0)))


def tail_shape(logs: np.ndarray) -> float:
    """The shape k of a generalized Pareto distribution fitted to the largest weights.

    Below 0.5 the weights have a variance; up to 0.7 their means still settle with practical numbers of worlds. The
    tail holds the largest min(n / 5, 3 √n) weights. Infinite if there are fewer than five of them that differ from
    the next one below.
    """
    weights = np.asarray(logs, dtype=np.float64)
    size = int(min(0.2 * len(weights), 3 * math.sqrt(len(weights))))
    if not size or size >= len(weights) or weights.max() == -math.inf:
        return math.inf
    ordered = np.sort(weights - weights.max())
    cut = max(float(ordered[-size - 1]), math.log(np.finfo(np.float64).tiny))
    tail = ordered[ordered > cut]
    if len(tail) < _TAIL_LEAST:
        return math.inf
    return pareto_shape(np.exp(tail) - math.exp(cut))


def pareto_shape(excesses: np.ndarray) -> float:
    """The shape k of a generalized Pareto distribution, from sorted excesses over its threshold, all above 0.

    Zhang and Stephens: with b = k / sigma the likelihood of k has its greatest value in closed form, so what is left
    is an average over a grid of b, each with its profile likelihood as weight, around a quarter quantile of the data.
    """
    n = len(excesses)
    size = 30 + int(math.sqrt(n))
    quarter = excesses[int(n / 4 + 0.5) - 1]
    b = 1 / excesses[-1] + (1 - np.sqrt(size / (np.arange(1, size + 1) - 0.5))) / (3 * quarter)
    shapes = np.log1p(-b[:, None] * excesses).mean(axis=1)
    profile = n * (np.log(-(b / shapes)) - shapes - 1)
    likely = np.exp(profile - profile.max())
    likely /= likely.sum()
    likely[likely < 10 * np.finfo(np.float64).eps] = 0
    mean_b = float((b * likely / likely.sum()).sum())
    shape = float(np.log1p(-mean_b * excesses).mean())
    return (n * shape + _PRIOR_STRENGTH * _PRIOR_SHAPE) / (n + _PRIOR_STRENGTH)
