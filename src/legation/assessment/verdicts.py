"""Verdicts: how a reported value, change or event lies within the range of the model.

A verdict says how surprising a report would be if the model and its parameters were right. It is not a probability
that the report is true, and a fit is not corroboration.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from legation.assessment.silence import CANNOT_TELL as CANNOT_TELL
from legation.evidence.wordings.change import Change
from legation.evidence.wordings.form import EVENT
from legation.observation import spreads
from legation.observation.scopes import income_edges_rmb
from legation.observation.targets import Target

FITS = "fits"
UNINFORMATIVE = "fits, but nearly anything would"
BORDERLINE = "at the edge"
OUTSIDE = "outside the model's range"
VERDICTS = (FITS, UNINFORMATIVE, BORDERLINE, OUTSIDE, CANNOT_TELL)

# A share whose range ends below a fifth is judged by ratio, too: no difference of such shares spans the scale. What is
# below a thousandth counts as one, so that "hardly anybody" is not vague because it may be even less.
SMALL_SHARE, NO_SHARE, TENFOLD = 0.2, 0.001, 10.0
# If 2 % of all worlds showed it, fewer than 5 in 100 ensembles of this size would hold none (0.98**150 < 0.05).
WORLDS_TO_EXCLUDE = 150

_FITS = (
    "The report's range, tolerance included, meets the central 80 % of what the model gives; or, for a change or an "
    "event, at least 80 % of worlds show it."
)
_ANYTHING = (
    "It meets the central 80 %, but the worlds' 90 % range is wider than tenfold or than the measure's plausible "
    "scale (for a share that ends below 20 %, either counts, and less than 0.1 % is taken as that); or, for a change "
    "or an event, 20 to 80 % of worlds show it, which is no fit."
)
_EDGE = (
    "It meets the central 98 % and not the central 80 %; or 2 to 20 % of worlds show it. Also what would be outside, "
    f"where fewer than {WORLDS_TO_EXCLUDE} worlds were run."
)
_OUTSIDE = (
    "It does not meet the central 98 %, or under 2 % of worlds show it: the report or the model is wrong. This needs "
    f"at least {WORLDS_TO_EXCLUDE} worlds: in fewer, what 2 % of all worlds show may well be missing by chance."
)
_CANNOT_TELL = (
    "Nothing in the model measures it, or not at that place and time; a mechanism that it speaks of is missing or "
    "switched off; or the scenario itself rests on the report."
)
LEGEND = (
    (FITS, _FITS),
    (UNINFORMATIVE, _ANYTHING),
    (BORDERLINE, _EDGE),
    (OUTSIDE, _OUTSIDE),
    (CANNOT_TELL, _CANNOT_TELL),
)

_EVENTS = (
    "An event is sought in any stretch of its length in the years from which news is picked, and is found where at "
    "least as many were concerned as reported; “several” are at least two. A number for the busiest week or month is "
    "found where at least as many are reached in the time reported: nobody compared it with all others."
)
_PERSONS = (
    "What a person reports of himself is set beside the spread of all persons, each world counting the same. Whether "
    "nearly anything would fit is then judged by the worlds' medians."
)
# How a report is turned into something to compare.
READINGS = (
    "A reported number is widened by its tolerance: by a factor of 1.28 for “about”, of 1.16 otherwise.",
    "A change is one by a factor of more than 1.16; less is unchanged.",
    _EVENTS,
    _PERSONS,
)


NOBODY = "in most worlds there is nothing to measure"


class Judged(NamedTuple):
    """A verdict, with the numbers that it rests on.

    worlds     how many had a say
    low, high  the model's central 90 %, in the observable's unit; nan for a change or an event
    showing    worlds that show the reported change or event; None for a value
    against    worlds that show the opposite change
    none       whether no world at all reaches or shows what is reported
    is_short   whether it would be OUTSIDE if there were worlds enough to say so
    """

    verdict: str
    worlds: int
    low: float = math.nan
    high: float = math.nan
    showing: int | None = None
    against: int = 0
    none: bool = False
    is_short: bool = False

    @property
    def share(self) -> float | None:
        """Of worlds that show the reported change or event; None for a value."""
        return None if self.showing is None else self.showing / self.worlds


def judge(target: Target, values: np.ndarray, rmb_per_usd: Mapping[int, float]) -> Judged:
    """Compare a target with what the worlds have to set beside it.

    values       from `Target.predict`, of all worlds
    rmb_per_usd  year -> rate, for a spread of incomes
    Returns      "cannot tell" if most worlds have nothing to measure
    """
    values = _with_something_to_measure(values)
    if not len(values):
        return Judged(CANNOT_TELL, 0)
    if target.compared_as.compares == EVENT:
        return judge_existence(values)
    if isinstance(target.wording, Change):
        return judge_change(values[:, 0], values[:, 1], target.wording)
    assert target.region and target.period, target.claim
    if target.observable.kind == "spread":
        edges = income_edges_rmb(rmb_per_usd[target.period.first.year])
        return judge_spread(values, edges, target.region, target.observable.vague_beyond)
    return judge_value(values, target.region, target.observable.vague_beyond)


def judge_value(values: np.ndarray, reported: tuple[float, float], vague_beyond: float) -> Judged:
    """Compare a reported range with the model's values.

    values        (worlds,), one per world, finite
    reported      the region of the report, in the unit of the values
    vague_beyond  see `Observable.vague_beyond`
    """
    q01, q05, q10, q90, q95, q99 = (float(q) for q in np.quantile(values, (0.01, 0.05, 0.1, 0.9, 0.95, 0.99)))
    verdict = _place(reported, (q10, q90), (q01, q99), too_wide(q05, q95, vague_beyond))
    none = not _meet(reported, (float(values.min()), float(values.max())))
    return _established(Judged(verdict, len(values), q05, q95, none=none))


def judge_spread(counts: np.ndarray, edges: np.ndarray, reported: tuple[float, float], vague_beyond: float) -> Judged:
    """Compare what one person reported with the spread of all persons in all worlds: one interviewee is one draw.

    counts   (worlds, bins) persons; each world counts the same, and one without persons has no say
    edges    (bins + 1,) limits of the bins, in the observable's unit
    Returns  "cannot tell" if there are no persons
    """
    counts = counts[counts.any(axis=1)]
    if not len(counts):
        return Judged(CANNOT_TELL, 0)
    weights = spreads.weighed(counts).sum(axis=0)
    q01, q05, q10, q90, q95, q99 = spreads.quantiles(weights, edges, (0.01, 0.05, 0.1, 0.9, 0.95, 0.99))
    # Persons differ in every world, so the model is vague only if its worlds differ.
    medians = [spreads.quantiles(persons, edges, (0.5,))[0] for persons in counts]
    lowest, highest = (float(q) for q in np.quantile(medians, (0.05, 0.95)))
    verdict = _place(reported, (q10, q90), (q01, q99), too_wide(lowest, highest, vague_beyond))
    filled = np.flatnonzero(weights)
    none = not _meet(reported, (float(edges[filled[0]]), float(edges[filled[-1] + 1])))
    return _established(Judged(verdict, len(counts), q05, q95, none=none))


def judge_change(before: np.ndarray, after: np.ndarray, wording: Change) -> Judged:
    """Compare a reported rise or fall with the share of worlds that show it.

    before, after  (worlds,), none negative
    """
    return _by_worlds(len(before), *wording.count(before, after))


def judge_existence(happened: np.ndarray) -> Judged:
    """Compare a report that something happened with the share of worlds in which it did.

    happened  (worlds,) of truth
    """
    return _by_worlds(len(happened), int(np.count_nonzero(happened)), 0)


def too_wide(low: float, high: float, vague_beyond: float) -> bool:
    """Whether a 90 % range is so wide that nearly anything would fit."""
    if vague_beyond > 1:
        return low <= 0 < high or high / max(low, 1e-300) > vague_beyond
    is_small = high < SMALL_SHARE
    return high - low > vague_beyond or (is_small and high / max(low, NO_SHARE) > TENFOLD)


def _with_something_to_measure(values: np.ndarray) -> np.ndarray:
    """Only the worlds in which everything can be measured; none at all if that is not most of them."""
    if values.dtype != float:
        return values
    gone = np.isnan(values).any(axis=tuple(range(1, values.ndim)))
    return values[~gone] if 2 * np.count_nonzero(gone) < len(gone) else values[:0]


def _by_worlds(worlds: int, showing: int, against: int) -> Judged:
    share = showing / worlds
    verdict = FITS if share >= 0.8 else UNINFORMATIVE if share >= 0.2 else BORDERLINE if share >= 0.02 else OUTSIDE
    return _established(Judged(verdict, worlds, showing=showing, against=against, none=not showing))


def _established(judged: Judged) -> Judged:
    """The same, but nothing is outside unless there are worlds enough to say so."""
    if judged.verdict == OUTSIDE and judged.worlds < WORLDS_TO_EXCLUDE:
        return judged._replace(verdict=BORDERLINE, is_short=True)
    return judged


def _place(reported: tuple[float, float], central: tuple[float, float], wide: tuple[float, float], vague: bool) -> str:
    if _meet(reported, central):
        return UNINFORMATIVE if vague else FITS
    return BORDERLINE if _meet(reported, wide) else OUTSIDE


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
