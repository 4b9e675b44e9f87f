"""Sayings: the manner in which one claim was said, as a distribution over what could have been said in that manner.

A wording knows how a number is said of a measure. A saying adds what is the claim's own: the unit, the scale on which
reports of the measure err, whether a bias of its source shifts it, and that one interviewee is one draw of a spread.
The likelihood of a ledger and the making of a synthetic one take the same sayings, so they can't disagree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.wordings.bound import AT_LEAST
from legation.evidence.wordings.form import CHANGE, EVENT, Report, Wording
from legation.evidence.wordings.range import Range
from legation.evidence.wordings.rounded import Rounded
from legation.evidence.wordings.scales import AMOUNT, COUNT, SHARE, Scale
from legation.evidence.wordings.value import Value
from legation.evidence.wordings.word import Several
from legation.observation.scopes import SPREAD, income_edges_rmb
from legation.observation.targets import COUNTED, Target

SEVERAL_IS_SURE = 5.0  # Of five, nobody leaves "several" unsaid.
# Points in each bin of a spread: a bin is half an octave wide, and reports err by a quarter of the logarithm.
_POINTS = 4


@dataclass(frozen=True)
class Saying:
    """How one claim is said.

    claim      its id
    wording    by whose rule it is said; of an event that was sought, whether at least as many are said
    asked      what the claim says, in the unit of the measure (of shares, out of 1)
    scale      on which reports of the measure err
    is_biased  whether a bias of its source or outlet shifts it
    most       the measure counts as no more than this
    edges      (bins + 1,) limits of the bins of a spread, in the unit of the report; None for one value
    """

    claim: str
    wording: Wording
    asked: Report
    scale: Scale
    is_biased: bool
    most: float = math.inf
    edges: tuple[float, ...] | None = None

    def able(self, x: np.ndarray) -> np.ndarray:
        """In which worlds there is something to measure, (worlds,); in the others a sound source says nothing."""
        if self.edges is not None:
            return np.asarray(x.sum(axis=1) > 0)
        return np.asarray(np.isfinite(x).reshape(len(x), -1).all(axis=1))

    def log_likelihood(self, report: Report, x: np.ndarray, shift: np.ndarray | float = 0.0) -> np.ndarray:
        """The logarithm of how likely a sound source makes this report in each world, (worlds,).

        x      as `press.measures` gives it: (worlds,), (worlds, 2) for a change, (worlds, bins) for a spread; only
               worlds that are `able`
        shift  (worlds,) the logarithm of the factor by which source and outlet err; twice as much on logits
        """
        if self.edges is not None:
            return self._over_persons(report, x, shift)
        return self.wording.log_likelihood(report, self._shifted(x, shift), self.scale)

    def simulate(self, x: np.ndarray, rng: np.random.Generator, shift: float = 0.0) -> Report:
        """What a sound source says if the measure is x, one world's: () or (2,), or (bins,) for a spread."""
        at = np.asarray(x, dtype=np.float64)
        if self.edges is not None:
            row = int(rng.choice(len(at), p=at / at.sum()))
            at = np.asarray(self.edges[row] + rng.random() * (self.edges[row + 1] - self.edges[row]))
        return self.wording.simulate(self.asked, self._shifted(at, shift), self.scale, rng)

    def _shifted(self, x: np.ndarray, shift: np.ndarray | float) -> np.ndarray:
        if self.is_biased:
            x = np.clip(self.scale.value(self.scale.place(x) + shift * self.scale.times), 0.0, self.scale.most)
        return np.minimum(x, self.most)

    def _over_persons(self, report: Report, counts: np.ndarray, shift: np.ndarray | float) -> np.ndarray:
        """One interviewee is one draw: the mean over persons, each evenly spread inside a bin."""
        points, weights = self._persons
        shifts = np.unique(shift)
        if len(shifts) == 1:  # The same in all worlds: worked out once.
            said = np.exp(self.wording.log_likelihood(report, self._shifted(points, shifts), self.scale))
            each = np.broadcast_to(said, (len(counts), len(points)))
        else:
            apart = self._shifted(points[None, :], np.asarray(shift)[:, None])
            each = np.exp(self.wording.log_likelihood(report, apart.ravel(), self.scale)).reshape(apart.shape)
        by_bin = (each * weights).reshape(len(counts), counts.shape[1], _POINTS).sum(axis=2)
        persons = counts / counts.sum(axis=1, keepdims=True)
        with np.errstate(divide="ignore"):
            return np.asarray(np.log((persons * by_bin).sum(axis=1)))

    @cached_property
    def _persons(self) -> tuple[np.ndarray, np.ndarray]:
        """Values inside each bin, and their weights, which sum to 1 over a bin, (bins * points,)."""
        at, weight = np.polynomial.legendre.leggauss(_POINTS)
        edges = np.asarray(self.edges)
        points = edges[:-1, None] + (at + 1) / 2 * np.diff(edges)[:, None]
        return points.ravel(), np.broadcast_to(weight / 2, points.shape).ravel()


def saying_of(claim: Claim, target: Target, rmb_per_usd: Mapping[int, float]) -> Saying:
    """How a claim is said of its target.

    rmb_per_usd  year -> rate, for measures in RMB
    """
    scale = scale_of(target)
    factor = (target.factor or 1.0) if scale is SHARE else 1.0
    asked = target.wording.report(claim.low, claim.high, factor)
    if scale is COUNT and asked.low is not None and asked.low != asked.high:
        scale = AMOUNT  # A range of counts is no count.
    wording = target.wording
    if target.is_sought and isinstance(wording, Value | Range | Rounded):
        # Who reports one stretch did not compare it with all others, so the busiest may have been busier.
        wording, asked = replace(AT_LEAST, tolerance=wording.tolerance), AT_LEAST.report(asked.low, None)
    return Saying(
        claim=claim.id,
        wording=wording,
        asked=asked,
        scale=scale,
        is_biased=wording.compares not in (CHANGE, EVENT),
        most=SEVERAL_IS_SURE if target.is_sought and isinstance(wording, Several) else math.inf,
        edges=_edges(target, rmb_per_usd) if target.observable.kind == SPREAD else None,
    )


class SourcedSaying(NamedTuple):
    """A saying, and who said it.

    upstream  who knew it: what the claims of one upstream say is sound or unsound together, and errs by one factor
    origin    what counts as one where independent origins are counted; see `claims.origin_of`
    outlet    its id; what an outlet publishes errs by another factor
    grade     the letter of the source
    """

    saying: Saying
    upstream: str
    origin: str
    outlet: str
    grade: str


def sourced_saying(ledger: Ledger, claim: Claim, target: Target, rmb_per_usd: Mapping[int, float]) -> SourcedSaying:
    """A claim's saying with its source."""
    outlet = ledger.sources[claim.source].outlet
    return SourcedSaying(
        saying_of(claim, target, rmb_per_usd), claim.upstream, claim.origin, outlet, claim.source_grade
    )


def grades_by_upstream(voices: Iterable[SourcedSaying]) -> dict[str, tuple[str, ...]]:
    """Upstream -> its letters. Mostly it is one; of several the one that is doubted most counts.

    Letters do not say which: an F is a source that nobody can judge, an E one that is known to err.
    """
    grades: dict[str, set[str]] = {}
    for voice in voices:
        grades.setdefault(voice.upstream, set()).add(voice.grade)
    return {upstream: tuple(sorted(letters)) for upstream, letters in grades.items()}


def scale_of(target: Target) -> Scale:
    """The scale on which reports of a target err: persons counted outright, shares, and all other amounts."""
    if target.observable.unit.startswith("share") and not target.is_ratio:
        return SHARE
    is_count = target.observable.unit.split(" ")[0] in COUNTED and not target.is_ratio
    return COUNT if is_count else AMOUNT


def unit_of_reports(target: Target) -> float:
    """What divides a measure to give the unit in which its reports are made: a claim's own, but for shares."""
    return 1.0 if target.factor is None or scale_of(target) is SHARE else target.factor


def _edges(target: Target, rmb_per_usd: Mapping[int, float]) -> tuple[float, ...]:
    """The limits of the bins in the unit of the report, at the rate of the year that it speaks of."""
    assert target.period is not None, target.claim
    edges = income_edges_rmb(rmb_per_usd[target.period.first.year]) / unit_of_reports(target)
    return tuple(edges.tolist())
