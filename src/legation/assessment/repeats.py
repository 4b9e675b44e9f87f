"""Repeats: claims that say of the same persons and time the very number that a report gives, in whatever words.

The record sets two claims beside each other only if both name a place or neither does, and takes two lower bounds for
too open to say the same. An editor asks something narrower: was this number, of these persons, at this time, reported
before? So here a place that one of the two leaves out parts them no more than a bound that both give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isclose

from legation.evidence.claims import Claim
from legation.evidence.propositions import Proposition, Relation, Standing
from legation.evidence.vocabulary import SIZE, vocabulary

ONE_PLACE = "one names a place, the other none"  # a reason of `propositions`
SAME_NUMBER = "the number, the persons and the time are the same"


def readings_of(claim: Claim, measures: Sequence[str]) -> dict[str, Claim]:
    """A report as it would read with each of the measures that its words fit alike, by measure."""
    spans = {name: "occasion" if vocabulary().measures[name].nature == SIZE else claim.span for name in measures}
    return {name: replace(claim, measure=name, span=spans[name]) for name in measures}


def repeat(said: Proposition | str, other: Proposition | str, standing: Standing) -> Standing:
    """What a claim says of a report, where it gives the very number: that it says the same; else as it was.

    said, other  the report and the claim
    standing     of the claim, as claims of the record are set beside one another
    """
    if isinstance(said, str) or isinstance(other, str) or said.region is None or other.region is None:
        return standing
    is_without_place = standing.relation is Relation.APART and standing.reason == ONE_PLACE
    if not (is_without_place or standing.relation is Relation.FITS):
        return standing
    ends = zip(said.region, other.region, strict=True)
    is_same = (said.days is None) == (other.days is None) and all(isclose(first, second) for first, second in ends)
    if not is_same or (said.days and other.days and not isclose(said.days, other.days, rel_tol=0.12)):
        return standing
    if is_without_place:
        return Standing(Relation.SAME, f"{SAME_NUMBER}, and only one of the two names a place")
    # What is given of a part and of the whole alike is one number told twice only if it is said of the same place.
    return Standing(Relation.SAME, SAME_NUMBER) if said.places == other.places else standing
