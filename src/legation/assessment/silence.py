"""Silence: what the model says of a report before any of its worlds is looked at, which mostly is why it says nothing.

Of what stands alone by year and region only, such as flights and captures, it gives no number of a town or a month:
anybody can make up a sentence, so that each is a question. Of a report that describes one person or a few it gives none
however the reading is corrected, as that would be taken for one about them. What a user's folder claims is such a
question by another door, and `comparison` asks here as well.

It asks the vocabulary, and what the scenario was made from, so that an answer without numbers waits neither for worlds
nor for a library that computes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from legation.assessment.grounds import Grounds
from legation.base.dates import DateRange
from legation.base.places import REGIONS
from legation.evidence.claims import Claim, Represents
from legation.evidence.harm import describes_few
from legation.evidence.ledger import Ledger
from legation.evidence.vocabulary import COARSE, NUMBERLESS, vocabulary

CANNOT_TELL = "cannot tell"
FEW = "The report describes one person or a few, and the model gives no number beside such a report."
HOW_TO_ASK = dict(
    zip(
        COARSE,
        (
            f"To hear it, ask of a whole year and of a region ({', '.join(REGIONS)}), of China or of all places.",
            "To hear it, ask of a whole year, and of no place finer than a region.",
        ),
        strict=True,
    )
)
# Roles of claims that a scenario may take a number from.
MAKING = ("prior", "input", "structure")


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
    """The observable that measures what a claim states, of its persons and over its span; empty if nothing does.

    Where a claim states no measure, it is the one that its author names.
    """
    measure = vocabulary().measures.get(claim.measure)
    return measure.observable_of(claim.whose, claim.span) if measure else claim.observable or ""


def as_asked(claim: Claim) -> Claim:
    """A claim of a user's as the model is asked about it, by whatever command: beside what measures its statement."""
    represents = replace(claim.represented_by, observable=[name] if (name := observable_for(claim)) else [])
    return replace(claim, represented_by=represents, role="context")


def unheard(claim: Claim) -> Voice | None:
    """Why the model says nothing of a claim, whatever its worlds show; None if it may be asked."""
    name, measure = observable_for(claim), vocabulary().measures.get(claim.measure)
    if claim.measure in NUMBERLESS:
        return Voice("The model gives deaths no number, and neither may anybody on its word.")
    if measure is not None and measure.observables and _describes_few(claim):
        return Voice(FEW, observable=name)
    if not name:
        return Voice("Nothing in the model measures it.")
    if name in (known := vocabulary().terms["observable"]) and not known[name].built:
        return Voice(f"The model doesn't hold it yet (observable {name}).", observable=name)
    if reason := withheld(claim, name):
        return Voice(reason, observable=name)
    return None


def withheld(claim: Claim, observable: str) -> str:
    """Why the model gives no number beside a claim of a user's, in a sentence or two; empty if it may.

    The place must be made of whole regions and the time of whole calendar years: otherwise the answers to two
    questions, one a month longer than the other, would give that of the month.
    """
    if _describes_few(claim):
        return FEW
    resolution = vocabulary().terms["observable"][observable].resolution
    times = [claim.period, *((claim.windows.before, claim.windows.after) if claim.windows else ())]
    is_finer = bool(claim.places) and not _is_of_regions(claim.places)
    if not resolution or not (is_finer or any(time and not _is_of_years(time) for time in times)):
        return ""
    sentence = vocabulary().terms["observable"][observable].sentence
    return f"Of this the model speaks by {resolution} only ({_inside(sentence)}). {HOW_TO_ASK[resolution]}"


def withheld_of_topic(names: Iterable[str], places: tuple[str, ...], times: Iterable[DateRange]) -> str:
    """Why the model gives no number of what somebody asks about at these places and times; empty if it may.

    names   of the vocabulary, with their kinds: `observable flights`, `measure flights`
    places  of the model
    """
    observables = vocabulary().terms["observable"]
    for kind, _, name in (name.partition(" ") for name in names):
        asked = [name] if kind == "observable" else []
        if kind == "measure" and name in vocabulary().measures:
            asked += vocabulary().measures[name].observables.values()
        for resolution, observable in ((observables[each].resolution, each) for each in asked if each in observables):
            is_finer = (bool(places) and not _is_of_regions(places)) or not all(map(_is_of_years, times))
            if resolution and is_finer:
                sentence = _inside(observables[observable].sentence)
                return f"Of this the model speaks by {resolution} only ({sentence}). {HOW_TO_ASK[resolution]}"
    return ""


def _describes_few(claim: Claim) -> bool:
    return describes_few(claim.paraphrase, persons=claim.persons, is_of_events=is_of_events(claim))


def is_of_events(claim: Claim) -> bool:
    """Whether a claim is of what befalls persons, so that it is about somebody though it names nobody."""
    measure = vocabulary().measures.get(claim.measure)
    return measure is not None and measure.of_persons and measure.unit in ("persons", "deaths")


def _is_of_regions(places: tuple[str, ...]) -> bool:
    named = frozenset(places)
    return named == frozenset().union(*(region for region in map(frozenset, REGIONS.values()) if region <= named))


def _is_of_years(time: DateRange) -> bool:
    first, last = time.first, time.last
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def foregone(claim: Claim, repeated: Iterable[Claim], ledger: Ledger, grounds: Grounds) -> Voice | None:
    """Why the answer of the model would be an echo; None if it would not.

    repeated  claims of the ledger that say the same
    grounds   of the scenario whose worlds would be asked
    """
    name = observable_for(claim)
    reason = echoed(claim, repeated, ledger, grounds)
    return Voice(f"The model has nothing of its own to say: {reason}.", observable=name) if reason else None


def echoed(claim: Claim, repeated: Iterable[Claim], ledger: Ledger, grounds: Grounds) -> str:
    """The same as a clause; empty if the model has something of its own to say."""
    name = observable_for(claim)
    for same in repeated:
        pointed = replace(same, represented_by=Represents(observable=[name]))
        if reason := grounds.built_in(pointed):
            return f"{same.id} says the same, and {reason}"
    direct = [
        record
        for record in grounds.uses.get(name, {})
        if (stated := ledger.claims.get(record)) and _makes_number(stated, claim)
    ]
    if direct:
        return f"its number is made from {_listed(direct)}, which state the same of the same persons"
    return ""


def _makes_number(stated: Claim, claim: Claim) -> bool:
    """Whether a claim that the scenario cites gives the very number that is asked for."""
    is_same = (stated.measure, stated.whose) == (claim.measure, claim.whose)
    return (
        bool(claim.measure)
        and is_same
        and stated.role in MAKING
        and (stated.low is not None or stated.high is not None)
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
