"""Silence: what the model says of a report before any of its worlds is looked at, which mostly is why it says nothing.

It asks the vocabulary alone, so that an answer without numbers waits for no library that computes.
"""

from __future__ import annotations

from dataclasses import dataclass

from legation.evidence.claims import Claim
from legation.evidence.vocabulary import vocabulary

# What is never given a number, however it is asked for.
NUMBERLESS = ("deaths_by_suicide", "executions")
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Voice:
    """What the model says, or why it says nothing.

    sentence   for people
    verdict    one of `verdicts.VERDICTS`; "cannot tell" where it is silent
    observable what measures it; empty if nothing does
    low, median, high
               of the model, central 90 %, in the observable's unit; None where there is no number
    share      of worlds that show it, for an event or a change
    worlds     how many had a say
    """

    sentence: str
    verdict: str = CANNOT_TELL
    observable: str = ""
    low: float | None = None
    median: float | None = None
    high: float | None = None
    share: float | None = None
    worlds: int = 0

    @property
    def is_silent(self) -> bool:
        return self.verdict == CANNOT_TELL


def observable_for(claim: Claim) -> str:
    """The observable that measures what a claim states, of its persons and over its span; empty if nothing does."""
    measure = vocabulary().measures.get(claim.measure)
    if measure is None:
        return ""
    return measure.observables.get(f"{claim.whose} {claim.span}", measure.observables.get(claim.whose, ""))


def unheard(claim: Claim) -> Voice | None:
    """Why the model says nothing of a claim, whatever its worlds show; None if it may be asked."""
    name = observable_for(claim)
    if claim.measure in NUMBERLESS:
        return Voice("The model gives deaths no number, and neither may anybody on its word.")
    if not name:
        return Voice("Nothing in the model measures it.")
    if not vocabulary().terms["observable"][name].built:
        return Voice(f"The model doesn't hold it yet (observable {name}).", observable=name)
    return None
