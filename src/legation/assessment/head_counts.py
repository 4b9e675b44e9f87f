"""Head-counts: whether a report speaks of more persons than any report ever counted."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from legation.base.number_text import how_many
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import value_words
from legation.evidence.propositions import PERSONS_WORDS, Proposition, proposition, speaks_for_itself
from legation.evidence.series import rates_by_year
from legation.evidence.vocabulary import FLOW, STOCK

COUNTED = "posted"  # the measure of how many there are


def more_than_there_are(ledger: Ledger, said: Proposition | str) -> Iterable[str]:
    """Sentences that say so: of its own place, and of all places together; none where it is no more."""
    if isinstance(said, str) or said.measure.nature not in (FLOW, STOCK) or said.measure.unit != "persons":
        return
    if not said.region or not said.whose or said.measure.name == COUNTED:
        return
    counts = [
        (claim, count)
        for claim in ledger.claims.values()
        if claim.measure == COUNTED and claim.whose == said.whose and speaks_for_itself(claim)
        if isinstance(count := proposition(claim, rates_by_year()), Proposition) and count.region
        if count.region[1] < inf
    ]
    there = [pair for pair in counts if said.places and said.places <= pair[1].places]
    if there and all(said.region[0] > _most(count) for _, count in there):
        claim = max(there, key=lambda pair: max(pair[1].ends))[0]
        yield f"Its number is more than were ever reported to be there at all (in {claim.place}: {_named(claim)})."
    together = _together(counts)
    if together and said.region[0] > sum(_most(count) for _, count in together):
        total = sum(max(count.ends) for _, count in together)
        listed = "; ".join(_named(claim) for claim, _ in together)
        whom = PERSONS_WORDS[said.whose]
        places = f", the largest count of {how_many(len(together), 'place')} together" if len(together) > 1 else ""
        yield f"Its number is more than all {whom} posted abroad by any report ({total:,.0f}{places}: {listed})."


def _together(counts: Iterable[tuple[Claim, Proposition]]) -> list[tuple[Claim, Proposition]]:
    """The largest counts of places that don't overlap. What names no place of the model is one by itself."""
    chosen: list[tuple[Claim, Proposition]] = []
    for claim, count in sorted(counts, key=lambda pair: (-max(pair[1].ends), pair[0].id)):
        if all(_is_elsewhere(claim, count, *other) for other in chosen):
            chosen.append((claim, count))
    return chosen


def _is_elsewhere(claim: Claim, count: Proposition, other: Claim, others: Proposition) -> bool:
    if count.places and others.places:
        return not count.places & others.places
    return bool(count.places) != bool(others.places) or claim.place_named != other.place_named


def _most(count: Proposition) -> float:
    return (count.region or (0.0, inf))[1]


def _named(claim: Claim) -> str:
    when = f" in {claim.period}" if claim.period else ""
    return f"{claim.id}, {value_words(claim)}{when}"
