"""Likelihood of a ledger: reports of one source or one outlet are not independent, and a source may be unsound.

For each world, with the habits of its press:

    L = product over outlets of the mean over an outlet's bias of
        product over its upstreams of (1 - e) S + e B

    S  the mean over the source's bias of the product of what its claims are likely to say
    B  the product of what any world might have said, each the mean over the bank

A bias is a factor, normal on the logarithm (doubled on logits), with the spread that the world drew for it; the means
over biases are sums over Gauss-Hermite nodes. The doubt e is that of the worst letter among an upstream's claims.
Outlets that share an upstream are integrated together. Synthetic ledgers (`observation/press.py`) are made by the same
steps in reverse.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from legation.inference.likelihoods import ClaimLikelihood, Reported
from legation.observation.press import GRADES, Habits
from legation.observation.sayings import grades_by_upstream

NODES = 5  # of each bias
MOST_LINKED = 4  # outlets that share upstreams: beyond, the grid of their biases has no room in memory


class PressOfWorlds(NamedTuple):
    """The habits of the press in each world; for the fields see `press.Habits`.

    outlet_bias, source_bias  (worlds,)
    doubt                     letter -> (worlds,)
    """

    outlet_bias: np.ndarray
    source_bias: np.ndarray
    doubt: Mapping[str, np.ndarray]

    def of_world(self, position: int) -> Habits:
        """The habits of one world."""
        doubt = {grade: float(values[position]) for grade, values in self.doubt.items()}
        return Habits(float(self.outlet_bias[position]), float(self.source_bias[position]), doubt)


def press_of_worlds(human: Mapping[str, np.ndarray]) -> PressOfWorlds:
    """The habits that worlds drew: full parameter name -> (worlds,) values as people count them."""
    doubt = {grade: human[f"press.doubt_{grade.lower()}"] for grade in GRADES}
    return PressOfWorlds(human["press.outlet_bias"], human["press.source_bias"], doubt)


@dataclass
class LedgerLikelihood:
    """How likely each world of a bank makes a set of reports.

    claims   claim -> its likelihood
    reports  claim -> what was said, for each of the claims
    press    of the same worlds
    prior    (worlds,) weights that make the bank the prior; all alike without
    nodes    for each bias
    """

    claims: Mapping[str, ClaimLikelihood]
    reports: Mapping[str, Reported]
    press: PressOfWorlds
    prior: np.ndarray | None = None
    nodes: int = NODES
    _of_claim: dict[str, np.ndarray] = field(default_factory=dict, repr=False)
    _of_group: dict[frozenset[str], np.ndarray] = field(default_factory=dict, repr=False)

    def log_likelihood(self, without: Collection[str] = ()) -> np.ndarray:
        """The logarithm of how likely each world makes all reports, or all but some, (worlds,)."""
        held = [name for name in self.reports if name not in without]
        total = np.zeros(len(self.press.outlet_bias))
        for group in linked_groups(self.claims, held):
            key = frozenset(group)
            if key not in self._of_group:
                self._of_group[key] = self._group(group)
            total += self._of_group[key]
        return total

    def of_one(self, claim: str) -> np.ndarray:
        """The same for one report by itself, doubt and bias included, (worlds,)."""
        return self.log_likelihood(without=[name for name in self.reports if name != claim])

    def background(self, claim: str) -> float:
        """The logarithm of how likely an unsound source says what was said."""
        return self.claims[claim].log_background(self.reports[claim], self.prior)

    def _group(self, names: Sequence[str]) -> np.ndarray:
        """The same for claims whose outlets are linked by upstreams, and with no other claim's, (worlds,)."""
        voices = {name: self.claims[name].voice for name in names}
        outlets = sorted({voice.outlet for voice in voices.values()})
        assert len(outlets) <= MOST_LINKED, f"{len(outlets)} outlets share upstreams"
        worlds = len(self.press.outlet_bias)
        total: np.ndarray = np.zeros((*(1,) * len(outlets), worlds))
        grades = grades_by_upstream(voices.values())
        for upstream, grade in sorted(grades.items()):
            mine = [name for name in names if voices[name].upstream == upstream]
            axes = [outlets.index(voices[name].outlet) for name in mine]
            doubt = np.asarray(self.press.doubt[grade])
            unsound = sum(self.background(name) for name in mine)
            with np.errstate(divide="ignore"):
                log_doubt, log_trust = np.log(doubt), np.log1p(-doubt)
            total = total + np.logaddexp(log_trust + self._sound(mine, axes, len(outlets)), log_doubt + unsound)
        for _ in outlets:
            total = log_mean(np.broadcast_to(total, (self.nodes, *total.shape[1:])), self._log_weights)
        return total

    def _sound(self, names: Sequence[str], axes: Sequence[int], outlets: int) -> np.ndarray:
        """The mean over the source's bias of what its claims say, by the outlets' biases, (nodes or 1, …, worlds)."""
        said: np.ndarray = np.zeros((self.nodes, *(1,) * outlets, len(self.press.outlet_bias)))
        for name, axis in zip(names, axes, strict=True):
            by_node = np.moveaxis(self._nodes_of(name), 1, 0)  # (source, outlet, worlds)
            shape = [by_node.shape[0], *(1,) * outlets, by_node.shape[2]]
            shape[1 + axis] = by_node.shape[1]
            said = said + by_node.reshape(shape)
        return log_mean(said, self._log_weights)

    def _nodes_of(self, name: str) -> np.ndarray:
        """What one claim says at each node of the outlet's bias and of the source's, (nodes, nodes, worlds)."""
        if name not in self._of_claim:
            claim, report = self.claims[name], self.reports[name]
            if claim.is_biased and report is not None:
                at = hermite(self.nodes)[0]
                logs = [
                    [claim.log_likelihood(report, outlet * self.press.outlet_bias + source * self.press.source_bias)
                     for source in at]
                    for outlet in at
                ]  # fmt: skip
                self._of_claim[name] = np.array(logs)
            else:
                self._of_claim[name] = claim.log_likelihood(report)[None, None, :]
        return self._of_claim[name]

    @property
    def _log_weights(self) -> np.ndarray:
        return np.log(hermite(self.nodes)[1])


def linked_groups(claims: Mapping[str, ClaimLikelihood], names: Iterable[str]) -> list[list[str]]:
    """The names of claims in groups that share neither outlet nor upstream with another group."""
    groups: list[tuple[set[str], list[str]]] = []
    for name in names:
        voice = claims[name].voice
        shared = {f"outlet {voice.outlet}", f"upstream {voice.upstream}"}
        touching = [group for group in groups if group[0] & shared]
        groups = [group for group in groups if not group[0] & shared]
        merged = [each for _, members in touching for each in members]
        groups.append((shared.union(*(keys for keys, _ in touching)), [*merged, name]))
    return [members for _, members in groups]


def log_mean(logs: np.ndarray, log_weights: np.ndarray) -> np.ndarray:
    """The logarithm of a weighted mean over the first axis, from logarithms; minus infinity is a part like any."""
    terms = logs + log_weights.reshape(-1, *(1,) * (logs.ndim - 1))
    most = terms.max(axis=0)
    base = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(base + np.log(np.exp(terms - base).sum(axis=0)))


@cache
def hermite(nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """Gauss-Hermite nodes of a standard normal distribution, and weights that sum to 1."""
    at, weight = np.polynomial.hermite_e.hermegauss(nodes)
    return at, weight / math.sqrt(2 * math.pi)
