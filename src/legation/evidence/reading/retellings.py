"""Retellings: a text that says what a claim says, in nearly the same words, and the fields that it shares with it.

A person has coded the claim, and nobody the text. So where both name the same numbers, times, places and persons, and
neither denies what the other says, the text is read as the claim was coded. Only what both say is taken over: a place
or time that the claim has from elsewhere is not in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from legation.evidence.claims import Claim
from legation.evidence.reading.analysis import Analysis, analyse
from legation.evidence.reading.lexicon import lexicon
from legation.evidence.vocabulary import WHOSE

# Fields of a claim that its words state, whatever else they name.
_STATED = ("kind", "measure", "whose", "span", "denies", "wording", "low", "high", "unit")


def retelling_differences(text: str, claim: Claim, published: date | None = None) -> tuple[str, ...]:
    """In what a text differs from the words of a claim: numbers, times, places, persons, direction, denial.

    published  the day from which "last month" is counted, in both
    """
    first, second = (dict(_named(analyse(words, published, lexicon()))) for words in (text, claim.paraphrase))
    return tuple(name for name in first if first[name] != second[name])


def shared_fields(text: str, claim: Claim, published: date | None = None) -> dict[str, Any]:
    """The fields of a claim that a text which retells it states, too."""
    analysis = analyse(text, published, lexicon())
    names = [*_STATED]
    if analysis.places:
        names += ["place", "place_named"]
    if analysis.times:
        names += ["period", "windows"]
    return {name: getattr(claim, name) for name in names}


def _named(analysis: Analysis) -> Iterator[tuple[str, object]]:
    """What a text names, by kind, in whatever order."""
    numbers = [amount for amount in analysis.amounts if not amount.is_soft]
    yield "numbers", {(amount.low, amount.high, amount.unit, amount.wording) for amount in numbers}
    yield "times", {str(time.period) for time in analysis.times if time.period}
    yield "places", {place.area or place.named.lower() for place in analysis.places}
    yield "persons", {kind for kind in WHOSE if f"@{kind}" in analysis.marks}
    yield "direction", {direction for direction, _ in analysis.changes}
    yield "denial", "negation" in analysis.marks
