"""Verdicts: three things about a report beside the model, each told apart from the others.

lies     where the report lies in the model's range: inside, at the edge, outside
width    how wide that range is: narrow, wide, or so wide that nearly anything would do
grounds  whether the model could have said otherwise: informative, built in, decided by inputs, or perhaps decided

None is a probability that the report is true: they say how surprising it would be if the model and its parameters were
right. All rest on shares of worlds. A share of few worlds is uncertain, so each verdict says which neighbours more
worlds might turn it into.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from legation.assessment.silence import CANNOT_TELL as CANNOT_TELL
from legation.evidence.wordings.change import Change
from legation.evidence.wordings.form import EVENT, Region
from legation.observation import spreads
from legation.observation.scopes import income_edges_rmb
from legation.observation.targets import Target

INSIDE, EDGE, OUTSIDE = "inside", "at the edge", "outside"
PLACES = (INSIDE, EDGE, OUTSIDE)
NARROW, WIDE, ANYTHING = "narrow", "wide", "nearly anything would do"
INFORMATIVE, BUILT_IN, INPUTS_DECIDE = "informative", "built in", "inputs decide"
MAY_BE_DECIDED = "inputs may decide"

# Of a value, the least share of worlds on either side of the report; of an event or change, of worlds that show it.
VALUE_LIMITS, EVENT_LIMITS = (0.1, 0.01), (0.2, 0.02)
# A 90 % range is narrow if its ends are within this ratio, or, for a share, this difference. Worlds agree on an event
# or change if this part of them has it one way.
NARROW_RATIO, NARROW_SHARE, AGREED = 2.0, 0.2, 0.95
# A share whose range ends below a fifth is judged by ratio, too: no difference of such shares spans the scale. What is
# below a thousandth counts as one, so that "hardly anybody" is not vague because it may be even less.
SMALL_SHARE, NO_SHARE, TENFOLD = 0.2, 0.001, 10.0
# All worlds within this of one another: recorded inputs decide, and no draw does.
DECIDED_WITHIN = 0.02
# What lies beyond this many worlds by more than they span is outside, whatever a share of so few may hide.
WORLDS_TO_REACH = 20
# So many worlds must all show a change before it counts as decided: fewer would do so by chance if one in 50 did not.
WORLDS_TO_DECIDE = 150
SURE = 1.96  # standard errors to either side: 95 %

LIES = (
    (
        INSIDE,
        (
            "The report's range, tolerance included, meets the central 80 % of what the model gives; or, for a change "
            "or an event, at least 20 % of worlds show it."
        ),
    ),
    (EDGE, "It meets the central 98 % and not the central 80 %; or 2 to 20 % of worlds show it."),
    (
        OUTSIDE,
        "It does not meet the central 98 %, or under 2 % of worlds show it: the report or the model is wrong.",
    ),
    (
        CANNOT_TELL,
        (
            "Nothing in the model measures it, or not of those persons, at that place and time; a mechanism that it "
            "speaks of is missing or switched off; most worlds have nothing to measure; or too few were run to tell "
            "the three apart."
        ),
    ),
)
WIDTHS = (
    (
        NARROW,
        (
            "The ends of the central 90 % are within a factor of 2 (of a share: within 20 points); or 95 % of worlds "
            "agree on a change or an event."
        ),
    ),
    (WIDE, "Wider than that."),
    (
        ANYTHING,
        (
            "The central 90 % is wider than tenfold or than the measure's plausible scale (for a share that ends below "
            "20 %, either counts, and less than 0.1 % is taken as that); or 20 to 80 % of worlds show the change or "
            "event."
        ),
    ),
)
GROUNDS = (
    (INFORMATIVE, "Draws and luck move it, so the model could have said otherwise. Only these are counted as tests."),
    (
        BUILT_IN,
        "The scenario rests on this report, or on one that says the same: that the model repeats it shows nothing.",
    ),
    (
        INPUTS_DECIDE,
        (
            "Recorded inputs decide it: the worlds are within 2 % of one another, or all of at least "
            f"{WORLDS_TO_DECIDE} show the change. No assumption is tested."
        ),
    ),
    (
        MAY_BE_DECIDED,
        (
            f"All worlds show the change, and there are fewer than {WORLDS_TO_DECIDE}: only more can tell whether "
            "recorded inputs decide it. It is not counted as a test."
        ),
    ),
)
LEGEND = (*LIES, *WIDTHS, *GROUNDS)

# How a report is turned into something to compare.
READINGS = (
    "A reported number is widened by its tolerance: by a factor of 1.28 for “about”, of 1.16 otherwise.",
    (
        "A change is one by a factor of more than 1.16; less is unchanged. Where a report says by how much, such as "
        "“doubles every year”, that ratio is compared."
    ),
    (
        "An event is sought in any stretch of its length in the years from which news is picked, and is found where at "
        "least as many were concerned as reported; “several” are at least two. A number for the busiest week or month "
        "is found where at least as many are reached in the time reported: nobody compared it with all others."
    ),
    (
        "What a person reports of himself is set beside the spread of all persons, each world counting the same. How "
        "wide the model is on it is then judged by the worlds' medians."
    ),
    "What lies farther from all of at least 20 worlds than these lie apart is outside, without a “may be”.",
    "“May be” names what more worlds might turn it into: the shares of worlds are known to 95 % of their error.",
)

NOBODY = "in most worlds there is nothing to measure"


class Judged(NamedTuple):
    """A verdict, with the numbers that it rests on.

    lies               one of `PLACES`, or CANNOT_TELL
    may_be             others of `PLACES` that the share of all worlds may mean
    width              NARROW, WIDE or ANYTHING; "" where it can't be told
    is_decided         whether recorded inputs decide it, so that no draw moves it
    may_be_decided     whether so many worlds can't tell that
    worlds             how many had a say
    tail               the share that `lies` was judged by
    low, median, high  the model's central 90 %, in the observable's unit; nan for a change or an event
    showing            worlds that show the reported change or event; None for a value
    against            worlds that show the opposite change
    """

    lies: str
    may_be: tuple[str, ...] = ()
    width: str = ""
    is_decided: bool = False
    worlds: int = 0
    tail: float = math.nan
    low: float = math.nan
    median: float = math.nan
    high: float = math.nan
    showing: int | None = None
    against: int = 0
    may_be_decided: bool = False

    @property
    def grounds(self) -> str:
        """Whether draws and luck could have had it otherwise: one of `GROUNDS` but BUILT_IN."""
        return INPUTS_DECIDE if self.is_decided else MAY_BE_DECIDED if self.may_be_decided else INFORMATIVE

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
        return Judged(CANNOT_TELL)
    if target.compared_as.compares == EVENT:
        return judge_existence(values)
    if isinstance(target.wording, Change) and not target.is_ratio:
        return judge_change(values[:, 0], values[:, 1], target.wording)
    assert target.region, target.claim
    if target.observable.kind == "spread":
        assert target.period, target.claim
        edges = income_edges_rmb(rmb_per_usd[target.period.first.year])
        return judge_spread(values, edges, target.region, target.observable.vague_beyond)
    return judge_value(values, target.region, TENFOLD if target.is_ratio else target.observable.vague_beyond)


def judge_value(values: np.ndarray, reported: Region, vague_beyond: float) -> Judged:
    """Compare a reported range with the model's values.

    values        (worlds,), one per world, finite
    reported      the region of the report, in the unit of the values
    vague_beyond  see `Observable.vague_beyond`
    """
    low, median, high = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    count, (least, most) = len(values), reported
    tail = min(np.count_nonzero(values >= least), np.count_nonzero(values <= most)) / count
    lies, may_be = _placed(tail, _errors_of(tail, count), VALUE_LIMITS)
    if count >= WORLDS_TO_REACH and _is_far(values, reported):
        lies, may_be = OUTSIDE, ()
    is_decided = high - low <= DECIDED_WITHIN * max(abs(high), abs(low), 1e-9)
    return Judged(lies, may_be, width_of(low, high, vague_beyond), is_decided, count, tail, low, median, high)


def _is_far(values: np.ndarray, reported: Region) -> bool:
    """Whether a report lies farther from all worlds than these reach: no number of worlds would come near it."""
    least, most = float(values.min()), float(values.max())
    return max(reported[0] - most, least - reported[1]) > most - least > 0


def judge_spread(counts: np.ndarray, edges: np.ndarray, reported: Region, vague_beyond: float) -> Judged:
    """Compare what one person reported with the spread of all persons in all worlds: one interviewee is one draw.

    counts   (worlds, bins) persons; each world counts the same, and one without persons has no say
    edges    (bins + 1,) limits of the bins, in the observable's unit
    Returns  "cannot tell" if there are no persons
    """
    counts = counts[counts.any(axis=1)]
    if not len(counts):
        return Judged(CANNOT_TELL)
    by_world = spreads.weighed(counts)
    low, median, high = spreads.quantiles(by_world.sum(axis=0), edges, (0.05, 0.5, 0.95))
    # Persons differ in every world, so the model is vague only if its worlds differ.
    medians = [spreads.quantiles(persons, edges, (0.5,))[0] for persons in by_world]
    lowest, highest = (float(q) for q in np.quantile(medians, (0.05, 0.95)))
    least, most = reported
    sides = [np.array([spreads.share_between(persons, edges, *ends) for persons in by_world])
             for ends in ((least, math.inf), (0.0, most))]  # fmt: skip
    by_side = min(sides, key=lambda shares: float(shares.mean()))
    tail = float(by_side.mean())
    # Persons of one world share its draw, so the error is that of worlds.
    error = SURE * float(by_side.std(ddof=1)) / math.sqrt(len(counts)) if len(counts) > 1 else 1.0
    lies, may_be = _placed(tail, (tail - error, tail + error), VALUE_LIMITS)
    return Judged(lies, may_be, width_of(lowest, highest, vague_beyond), False, len(counts), tail, low, median, high)


def judge_change(before: np.ndarray, after: np.ndarray, wording: Change) -> Judged:
    """Compare a reported rise or fall with the share of worlds that show it.

    before, after  (worlds,), none negative
    """
    return _by_worlds(len(before), *wording.count(before, after), is_change=True)


def judge_existence(happened: np.ndarray) -> Judged:
    """Compare a report that something happened with the share of worlds in which it did.

    happened  (worlds,) of truth
    """
    return _by_worlds(len(happened), int(np.count_nonzero(happened)), 0, is_change=False)


def width_of(low: float, high: float, vague_beyond: float) -> str:
    """How wide a 90 % range is: NARROW, WIDE or ANYTHING."""
    if vague_beyond > 1:
        ratio = math.inf if low <= 0 < high else high / max(low, 1e-300) if high > 0 else abs(low / (high or 1.0))
        return ANYTHING if ratio > vague_beyond else WIDE if ratio > NARROW_RATIO else NARROW
    is_small = high < SMALL_SHARE
    if high - low > vague_beyond or (is_small and high / max(low, NO_SHARE) > TENFOLD):
        return ANYTHING
    is_near = high / max(low, NO_SHARE) <= NARROW_RATIO if is_small else high - low <= NARROW_SHARE
    return NARROW if is_near else WIDE


def _with_something_to_measure(values: np.ndarray) -> np.ndarray:
    """Only the worlds in which everything can be measured; none at all if that is not most of them."""
    if values.dtype != float:
        return values
    gone = np.isnan(values).any(axis=tuple(range(1, values.ndim)))
    return values[~gone] if 2 * np.count_nonzero(gone) < len(gone) else values[:0]


def _by_worlds(worlds: int, showing: int, against: int, *, is_change: bool) -> Judged:
    share = showing / worlds
    lies, may_be = _placed(share, _errors_of(share, worlds), EVENT_LIMITS)
    agreed = max(share, 1 - share)
    width = NARROW if agreed >= AGREED else WIDE if agreed >= 1 - EVENT_LIMITS[0] else ANYTHING
    agree = is_change and worlds in (showing, against)
    is_decided = agree and worlds >= WORLDS_TO_DECIDE
    return Judged(lies, may_be, width, is_decided, worlds, share, showing=showing, against=against,
                  may_be_decided=agree and not is_decided)  # fmt: skip


def too_few_to_decide(worlds: int) -> str:
    """Why nobody can tell yet whether inputs decide a change."""
    return (
        f"All {worlds} worlds have the change one way; {WORLDS_TO_DECIDE} are needed to tell whether recorded inputs "
        "decide it"
    )


def _errors_of(share: float, worlds: int) -> Region:
    """Between which shares of all worlds the truth lies, if so many have it: Wilson's interval, 95 %."""
    squared = SURE**2
    middle = (share + squared / (2 * worlds)) / (1 + squared / worlds)
    half = SURE / (1 + squared / worlds) * math.sqrt(share * (1 - share) / worlds + squared / (4 * worlds**2))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _placed(share: float, ends: Region, limits: tuple[float, float]) -> tuple[str, tuple[str, ...]]:
    """Where a report lies by a share of worlds, and where it may lie as that share is uncertain."""
    least, most = (_place(end, limits) for end in ends)
    if (least, most) == (OUTSIDE, INSIDE):
        return CANNOT_TELL, PLACES
    lies = _place(share, limits)
    return lies, tuple(place for place in PLACES if place in (least, most) and place != lies)


def _place(share: float, limits: tuple[float, float]) -> str:
    central, wide = limits
    return INSIDE if share >= central else EDGE if share >= wide else OUTSIDE
