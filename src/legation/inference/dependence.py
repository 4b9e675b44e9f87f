"""Likelihood of a ledger: reports of one source or one outlet are not independent, and a source may be unsound.

For each world, with the habits of its press:

    L = product over outlets of the mean over an outlet's bias of
        product over its upstreams of (1 - e) S + e B

    S  the mean over the source's bias of the product of what its claims are likely to say
    B  the product of what any world might have said, each the mean over the bank

A bias is a factor, normal on the logarithm (doubled on logits), with the spread that the world drew for it. The doubt e
is that of the letter among an upstream's claims that the world doubts most. Outlets that share an upstream are
integrated together. Synthetic ledgers (`observation/press.py`) are made by the same steps in reverse.

Both biases are integrated on one grid of equal steps, so that a claim is worked out once for each sum of two steps and
not for each pair. Wherever the integrand is smooth on the scale of a step the error falls faster than any power of it
(Trefethen and Weideman 2014). Gauss-Hermite nodes would lie far apart for worlds that drew a wide bias, farther than
the tolerance of a report, and five of them give weights that are wrong by half.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from legation.inference.likelihoods import ClaimLikelihood, Reported
from legation.observation.press import GRADES, Habits
from legation.observation.sayings import grades_by_upstream

STEP = 0.15  # on the logarithmic scale: the least tolerance of a wording
REACH = 4.0  # standard deviations of a bias that are integrated to either side
# A spread below this part of a step has its variance at three points; above it, equal steps sum up a normal density.
NARROW = 0.7
BLOCK = 1_000  # worlds at once; those of like biases together, since the widest decides how many steps there are
MOST_LINKED = 3  # outlets that share upstreams: beyond, the grid of their biases has no room in memory


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
    step     of the grid of biases
    """

    claims: Mapping[str, ClaimLikelihood]
    reports: Mapping[str, Reported]
    press: PressOfWorlds
    prior: np.ndarray | None = None
    step: float = STEP
    _of_group: dict[frozenset[str], np.ndarray] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        widest = np.argsort(self.press.outlet_bias + self.press.source_bias, kind="stable")
        count = max(math.ceil(len(widest) / BLOCK), min(4, len(widest)))
        self._blocks = [_Block(self, chosen) for chosen in np.array_split(widest, count)]
        self._backgrounds = {
            name: claim.log_background(self.reports[name], self.prior) for name, claim in self.claims.items()
        }

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
        return self._backgrounds[claim]

    def _group(self, names: Sequence[str]) -> np.ndarray:
        logs = np.empty(len(self.press.outlet_bias))
        for block in self._blocks:
            logs[block.chosen] = block.group(names)
        return logs


class _Block:
    """Some of the worlds of a ledger's likelihood, whose biases are alike.

    chosen  (worlds,) their positions
    """

    def __init__(self, whole: LedgerLikelihood, chosen: np.ndarray):
        self.whole, self.chosen = whole, chosen
        self.outlet_weights = bias_weights(whole.press.outlet_bias[chosen], whole.step)
        self.source_weights = bias_weights(whole.press.source_bias[chosen], whole.step)
        self.said: dict[str, np.ndarray] = {}

    def group(self, names: Sequence[str]) -> np.ndarray:
        """Of claims whose outlets are linked by upstreams, and with no other claim's, (worlds,)."""
        voices = {name: self.whole.claims[name].voice for name in names}
        outlets = sorted({voice.outlet for voice in voices.values()})
        assert len(outlets) <= MOST_LINKED, f"{len(outlets)} outlets share upstreams"
        total: np.ndarray = np.zeros((len(self.chosen), *(1,) * len(outlets)))
        for upstream, grades in sorted(grades_by_upstream(voices.values()).items()):
            mine: list[list[str]] = [
                [name for name in names if (voices[name].upstream, voices[name].outlet) == (upstream, outlet)]
                for outlet in outlets
            ]
            doubts = np.max([self.whole.press.doubt[grade] for grade in grades], axis=0)
            doubt = doubts[self.chosen].reshape(-1, *(1,) * len(outlets))
            unsound = sum(self.whole.background(name) for said in mine for name in said)
            with np.errstate(divide="ignore"):
                log_doubt, log_trust = np.log(doubt), np.log1p(-doubt)
            total = total + np.logaddexp(log_trust + self._sound(mine), log_doubt + unsound)
        for _ in outlets:
            total = _log_mean_last(np.broadcast_to(total, (*total.shape[:-1], self.outlet_weights.shape[1])),
                                   self.outlet_weights)  # fmt: skip
        return total

    def _sound(self, by_outlet: Sequence[Sequence[str]]) -> np.ndarray:
        """The mean over the source's bias of what its claims say, by the outlets' biases, (worlds, steps, …).

        by_outlet  the source's claims in each outlet
        """
        width, outlets = self.outlet_weights.shape[1], len(by_outlet)
        logs = [sum((self._of_claim(name) for name in names), start=np.zeros((1, 1))) for names in by_outlet]
        # Scaled, so that no product of densities is too small for a number: each world by its own best step.
        tops = [np.maximum(log.max(axis=1, keepdims=True), -1e300) for log in logs]
        scaled = [np.exp(log - top) for log, top in zip(logs, tops, strict=True)]
        mean: np.ndarray = np.zeros((len(self.chosen), *(1,) * outlets))
        for step in range(self.source_weights.shape[1]):
            product = self.source_weights[:, step].reshape(-1, *(1,) * outlets)
            for axis, said in enumerate(scaled):
                window = said[:, step : step + width] if said.shape[1] > 1 else said
                product = product * window.reshape(len(window), *(1,) * axis, -1, *(1,) * (outlets - axis - 1))
            mean = mean + product
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(mean) + sum(top.reshape(-1, *(1,) * outlets) for top in tops))

    def _of_claim(self, name: str) -> np.ndarray:
        """What a claim says at each sum of two biases, (worlds, steps), or (worlds, 1) if no bias matters."""
        if name not in self.said:
            claim, report = self.whole.claims[name], self.whole.reports[name]
            part = ClaimLikelihood(claim.voice, claim.x[self.chosen])
            if claim.is_biased and report is not None:
                reach = (self.outlet_weights.shape[1] + self.source_weights.shape[1] - 2) // 2
                shifts = self.whole.step * np.arange(-reach, reach + 1)
                self.said[name] = np.stack([part.log_likelihood(report, shift) for shift in shifts], axis=1)
            else:
                self.said[name] = part.log_likelihood(report)[:, None]
        return self.said[name]


def bias_weights(spreads: np.ndarray, step: float) -> np.ndarray:
    """The chances of a normal bias at multiples of a step around 0, which sum to 1, (worlds, an odd number of steps).

    spreads  (worlds,) standard deviations
    """
    reach = max(math.ceil(REACH * float(spreads.max(initial=0.0)) / step), 1)
    at = step * np.arange(-reach, reach + 1)
    wide = np.exp(-0.5 * (at / np.maximum(spreads, NARROW * step)[:, None]) ** 2)
    wide /= wide.sum(axis=1, keepdims=True)
    aside = 0.5 * (spreads / step) ** 2
    narrow = np.zeros_like(wide)
    narrow[:, reach - 1], narrow[:, reach], narrow[:, reach + 1] = aside, 1 - 2 * aside, aside
    return np.where((spreads < NARROW * step)[:, None], narrow, wide)


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


def _log_mean_last(logs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The logarithm of the mean over the last axis, from logarithms; minus infinity is a part like any.

    logs     (worlds, …, steps)
    weights  (worlds, steps), which sum to 1
    """
    most = logs.max(axis=-1, keepdims=True)
    base = np.where(np.isfinite(most), most, 0.0)
    shape = (len(weights), *(1,) * (logs.ndim - 2), weights.shape[1])
    with np.errstate(divide="ignore"):
        return np.asarray(base[..., 0] + np.log((np.exp(logs - base) * weights.reshape(shape)).sum(axis=-1)))
