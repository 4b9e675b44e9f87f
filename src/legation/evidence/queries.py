"""Finding claims in the ledger, and what is shown of each in one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legation.base.faults import EvidenceError, Fault, Faults, nearest, shown
from legation.base.places import AREAS
from legation.evidence.claims import Claim, Represents, words_of
from legation.evidence.ledger import Ledger
from legation.evidence.vocabulary import vocabulary

# The kinds of things that can stand for a claim, what is compared first.
KINDS = ("observable", "mechanism", "parameter", "input")


def select(
    ledger: Ledger,
    words: str = "",
    *,
    role: str = "",
    topic: str = "",
    place: str = "",
    outlet: str = "",
    status: str = "",
) -> list[Claim]:
    """The claims for which everything given holds, in the ledger's order; nothing given, all of them.

    words   each must occur in the claim
    place   an area of the model; claims that speak of places inside it
    outlet  id or name
    Raises  EvidenceError with each word that is not known, and the nearest ones
    """
    faults = Faults()
    role = _known("role", role, words_of("role"), faults)
    status = _known("status", status, words_of("status"), faults)
    topic = _known("topic", topic, vocabulary().topics, faults)
    place = _known("place", place, AREAS, faults)
    outlet = _known("outlet", outlet, _outlet_names(ledger), faults)
    if faults:
        raise EvidenceError(faults)
    inside = set(AREAS.get(place, ()))
    return [
        claim
        for claim in ledger.search(words)
        if (not role or claim.role == role)
        and (not status or claim.status_on(ledger.as_of) == status)
        and (not topic or topic in topics(claim))
        and (not place or (claim.places and inside.issuperset(claim.places)))
        and (not outlet or outlet in _names_of_outlet(ledger, claim))
    ]


def line(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    """One claim as a row of a list: plain data, by column."""
    return {
        "id": claim.id,
        "grade": ledger.grade(claim.id),
        "published": str(ledger.sources[claim.source].published),
        "paraphrase": claim.paraphrase,
        "role": claim.role,
        "represented_by": represented_by(claim.represented_by),
        "status": claim.status_on(ledger.as_of),
        "handling": claim.handling,
    }


def represented_by(represents: Represents) -> list[str]:
    """What stands for a claim, each with its kind: `observable flights`."""
    return [f"{kind} {name}" for kind in KINDS for name in getattr(represents, kind)]


def topics(claim: Claim) -> tuple[str, ...]:
    """The topics of all that stands for a claim, each once; none where nothing does."""
    terms = [(kind, name) for kind in KINDS for name in getattr(claim.represented_by, kind)]
    return tuple(dict.fromkeys(vocabulary().topic_of(kind, name) for kind, name in terms))


def outlet_of(ledger: Ledger, claim: Claim) -> str:
    """The name of the outlet that published a claim."""
    return ledger.outlets[ledger.sources[claim.source].outlet].name


def _names_of_outlet(ledger: Ledger, claim: Claim) -> tuple[str, str]:
    outlet = ledger.outlets[ledger.sources[claim.source].outlet]
    return outlet.id, outlet.name


def _outlet_names(ledger: Ledger) -> list[str]:
    return [name for outlet in ledger.outlets.values() for name in (outlet.id, outlet.name)]


def _known(option: str, given: str, names: Iterable[str], faults: Faults) -> str:
    """The known name that was meant, whatever its capitals; a fault if there is none."""
    if not given:
        return ""
    known = list(dict.fromkeys(names))
    for name in known:
        if name.lower() == given.strip().lower():
            return name
    few = "one of " + ", ".join(known) if len(known) <= 20 else f"an {option} of the ledger, by id or name"
    faults.append(Fault(f"--{option}", shown(given), few, nearest(given, known)))
    return ""
