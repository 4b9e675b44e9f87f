"""Verdicts: how a reported value or a reported change lies within what the model gives.

A verdict says how surprising a report would be if the model and its parameters were right. It is not a probability
that the report is true, and a fit is not corroboration.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

FITS = "fits"
ANYTHING = "fits, but nearly anything would"
EDGE = "at the edge"
OUTSIDE = "outside the model's range"
CANNOT_TELL = "cannot tell"
VERDICTS = (FITS, ANYTHING, EDGE, OUTSIDE, CANNOT_TELL)

# How far, on the log scale, a report of this wording may lie from what it reports (INFERENCE: press, interview).
TOLERANCE = {"exact": 0.15, "about": 0.25, "between": 0.15, "rounded": 0.15, "at_least": 0.15, "at_most": 0.15}
# What a word without a number stands for, as a range of the share or the count.
WORDS = {
    "several": (2.0, 10.0),
    "most": (0.5, 1.0),
    "about_half": (0.4, 0.6),
    "almost_nobody": (0.0, 0.1),
}

WIDE = (
    "It lies inside, but the model's 90 % range is wider than tenfold or than the measure's plausible scale; "
    "or, for a change, 20 to 80 % of worlds show it."
)
LEGEND = (
    (FITS, "The report lies inside the model's central 80 %, or, for a change, at least 80 % of worlds show it."),
    (ANYTHING, WIDE),
    (EDGE, "It lies between the central 80 % and 98 %, or 2 to 20 % of worlds show it."),
    (OUTSIDE, "It lies beyond the central 98 %, or under 2 % of worlds show it: the report or the model is wrong."),
    (CANNOT_TELL, "Nothing in the model measures it, or not at that place and time."),
)  # fmt: skip


class Judged(NamedTuple):
    """A verdict, with the numbers that it rests on.

    low, high  the model's central 90 %, in the observable's unit; nan for a change
    share      of worlds that show the reported change; nan for a value
    """

    verdict: str
    low: float
    high: float
    share: float


def reported_range(wording: str, low: float | None, high: float | None) -> tuple[float, float]:
    """The values that a report of this wording would be true of, its tolerance included; open ends are infinite.

    Raises  KeyError for a wording that reports no value (rose, fell, existence, none).
    """
    if wording in WORDS:
        return WORDS[wording]
    slack = math.exp(TOLERANCE[wording])
    least = -math.inf if wording == "at_most" or low is None else low / slack
    most = math.inf if wording == "at_least" or high is None else high * slack
    return least, most


def judge_value(values: np.ndarray, reported: tuple[float, float], widest: float) -> Judged:
    """Compare a reported range with the model's values.

    values    (worlds,), one per world, finite
    reported  from `reported_range`
    widest    see `Observable.widest`
    """
    q01, q05, q10, q90, q95, q99 = (float(q) for q in np.quantile(values, (0.01, 0.05, 0.1, 0.9, 0.95, 0.99)))
    return Judged(_place(reported, (q10, q90), (q01, q99), too_wide(q05, q95, widest)), q05, q95, math.nan)


def judge_spread(counts: np.ndarray, edges: np.ndarray, reported: tuple[float, float], widest: float) -> Judged:
    """Compare what one person reported with the spread of all persons in all worlds: one interviewee is one draw.

    counts   (bins,) persons
    edges    (bins + 1,) limits of the bins, in the observable's unit
    Returns  "cannot tell" if there are no persons
    """
    if not counts.any():
        return Judged(CANNOT_TELL, math.nan, math.nan, math.nan)
    ladder = np.concatenate([[0], np.cumsum(counts)]) / counts.sum()
    q01, q05, q10, q90, q95, q99 = (float(np.interp(q, ladder, edges)) for q in (0.01, 0.05, 0.1, 0.9, 0.95, 0.99))
    return Judged(_place(reported, (q10, q90), (q01, q99), too_wide(q05, q95, widest)), q05, q95, math.nan)


def judge_change(before: np.ndarray, after: np.ndarray, direction: str) -> Judged:
    """Compare a reported rise or fall with the share of worlds that show it; no change counts half.

    before, after  (worlds,)
    direction      "rose" or "fell"
    """
    difference = after - before if direction == "rose" else before - after
    share = float((np.count_nonzero(difference > 0) + np.count_nonzero(difference == 0) / 2) / len(difference))
    return Judged(_by_share(share), math.nan, math.nan, share)


def judge_existence(counts: np.ndarray) -> Judged:
    """Compare a report that something happened with the share of worlds in which it did.

    counts  (worlds,) of such events in the reported place and time
    """
    share = float(np.count_nonzero(counts > 0) / len(counts))
    return Judged(_by_share(share), math.nan, math.nan, share)


def too_wide(low: float, high: float, widest: float) -> bool:
    """Whether a 90 % range is so wide that nearly anything would fit."""
    if widest > 1:
        return low <= 0 < high or high / max(low, 1e-300) > widest
    return high - low > widest


def _by_share(share: float) -> str:
    return FITS if share >= 0.8 else ANYTHING if share >= 0.2 else EDGE if share >= 0.02 else OUTSIDE


def _place(reported: tuple[float, float], central: tuple[float, float], wide: tuple[float, float], vague: bool) -> str:
    if _meet(reported, central):
        return ANYTHING if vague else FITS
    return EDGE if _meet(reported, wide) else OUTSIDE


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
