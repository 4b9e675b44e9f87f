"""The model's voice on a report that somebody brings: heard only where it says something of its own.

It is silent where nothing in the model measures what is reported, where the scenario rests on reports of the very same
thing, where recorded inputs decide the answer, and where nearly anything would do. Each silence has its reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from legation.assessment import verdicts
from legation.assessment.kept_grounds import KeptGrounds
from legation.assessment.kept_worlds import KeptWorlds
from legation.assessment.silence import CANNOT_TELL, Voice, as_asked, foregone, observable_for, unheard
from legation.base.number_text import magnitude
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.observation.targets import Refusal, Target, target_in_weeks

EITHER = "which of them is off, the model can't tell"  # A poor fit is not a denial.
WHERE = {
    verdicts.INSIDE: "the report lies inside that",
    verdicts.EDGE: "the report lies at the edge of that",
    verdicts.OUTSIDE: f"the report lies outside that, and {EITHER}",
}


def hear(claim: Claim, repeated: Iterable[Claim], ledger: Ledger, kept: KeptWorlds) -> Voice:
    """What the model says of a claim.

    claim     need not be of the ledger
    repeated  claims of the ledger that say the same
    kept      worlds to measure it in
    """
    asked = target_of(claim, repeated, ledger, kept)
    return asked if isinstance(asked, Voice) else _answer(asked, asked.predict(kept.history), kept)


def target_of(
    claim: Claim, repeated: Iterable[Claim], ledger: Ledger, kept: KeptGrounds | KeptWorlds
) -> Target | Voice:
    """What is to be measured in the worlds, or why they need not be asked."""
    if silence := unheard(claim) or foregone(claim, repeated, ledger, kept.grounds):
        return silence
    name, pointed = observable_for(claim), as_asked(claim)
    if refusal := kept.grounds.refusal(pointed):
        return Voice(f"The model can't be asked: {refusal.reason}.", observable=name)
    target = target_in_weeks(pointed, kept.weeks)
    if isinstance(target, Refusal):
        reason = target.reason
        if claim.place_named and not claim.place:
            reason = f"it names {claim.place_named} only, which is no place of the model"
        return Voice(f"The model can't be asked: {reason}.", observable=name)
    return target


def _answer(target: Target, values: np.ndarray, kept: KeptWorlds) -> Voice:
    judged = verdicts.judge(target, values, kept.rmb_per_usd)
    name = target.observable.name
    if judged.lies == CANNOT_TELL:
        return Voice(f"The model can't be asked: {verdicts.NOBODY}", observable=name)
    return _of_value(target, judged) if judged.showing is None else _of_happening(target, judged)


def _of_value(target: Target, judged: verdicts.Judged) -> Voice:
    name, unit = target.observable.name, "times" if target.is_ratio else target.observable.unit
    low, median, high = judged.low, judged.median, judged.high
    if judged.is_decided:
        sentence = f"In the model it is {magnitude(high, unit)} in every world: recorded inputs decide it, no draw."
        return Voice(sentence, CANNOT_TELL, name, worlds=judged.worlds)
    spread = (
        f"{magnitude(median, unit)} in the middle, {magnitude(low, unit)} to {magnitude(high, unit)} in 90 % of "
        f"{judged.worlds} worlds"
    )
    if judged.lies == verdicts.INSIDE and judged.width == verdicts.ANYTHING:
        sentence = f"In the model nearly anything would do: {spread}."
        return Voice(sentence, CANNOT_TELL, name, low, median, high, worlds=judged.worlds)
    where = WHERE[judged.lies] + (
        f" (with more worlds it may be {' or '.join(judged.may_be)})" if judged.may_be else ""
    )
    sentence = f"In the model: {spread}; {where}. What is measured: {target.observable.sentence}"
    return Voice(sentence, judged.lies, name, low, median, high, worlds=judged.worlds)


def _of_happening(target: Target, judged: verdicts.Judged) -> Voice:
    name, share = target.observable.name, judged.share or 0.0
    if judged.is_decided:
        does = "shows" if judged.showing else "shows the opposite of"
        sentence = f"Every world of the model {does} this change: recorded inputs decide it, no draw."
        return Voice(sentence, CANNOT_TELL, name, share=share, worlds=judged.worlds)
    if judged.may_be_decided:
        return Voice(f"{verdicts.too_few_to_decide(judged.worlds)}.", CANNOT_TELL, name, share=share)
    shown = f"In the model it happens in {_percent(share)} of {judged.worlds} worlds"
    if judged.lies == verdicts.INSIDE and judged.width == verdicts.ANYTHING:
        return Voice(f"{shown}, which tells nothing either way.", CANNOT_TELL, name, share=share)
    weighed = {
        verdicts.INSIDE: "so the model expects it",
        verdicts.EDGE: "so it would be unusual there",
        verdicts.OUTSIDE: f"so the two don't go together, and {EITHER}",
    }[judged.lies]
    search = f" {target.search}" if target.search else ""
    return Voice(f"{shown}, {weighed}.{search}", judged.lies, name, share=share, worlds=judged.worlds)


def _percent(share: float) -> str:
    """A share in words; never 0 or 100, which no number of worlds can show."""
    if share < 0.01:
        return "less than 1 %"
    return "more than 99 %" if share > 0.99 else f"{math.floor(100 * share + 0.5)} %"
