"""A person's own findings beside the record: what says the same of each, what contradicts it, what is near it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from legation.assessment.reports import Brought, assess_report
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.likeness import alike
from legation.evidence.mentions import Mention, mention_of, standing_words, value_words

AGREES, OTHERWISE, FITS, CHANGED, NEAR = (
    "Says the same", "Contradicts it", "Fits with it", "Says something else, mostly of another time", "Near it",
)  # fmt: skip
KINDS = (AGREES, OTHERWISE, FITS, CHANGED, NEAR)


@dataclass(frozen=True)
class Beside:
    """A claim beside a finding.

    kind     one of `KINDS`
    because  why it is of that kind, or in what the two differ, in a clause
    is_own   whether it is a finding of the same person's
    """

    kind: str
    mention: Mention
    because: str
    is_own: bool


@dataclass(frozen=True)
class OwnFinding:
    """A finding of the user's, with all that is said of the same.

    standing  what it can be set beside, in a sentence
    model     what the model says, or why it says nothing, in a sentence
    """

    mention: Mention
    standing: str
    beside: tuple[Beside, ...]
    model: str = ""

    @property
    def claim(self) -> Claim:
        """The finding itself."""
        return self.mention.claim

    @property
    def repeated(self) -> list[Claim]:
        """The claims of the record that say the same."""
        return [each.mention.claim for each in self.beside if each.kind == AGREES and not each.is_own]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "id": self.claim.id, "says": self.claim.paraphrase, "grade": self.mention.grade,
            "standing": self.standing, "model": self.model,
            "beside": [
                {"kind": each.kind, "id": each.mention.claim.id, "says": each.mention.claim.paraphrase,
                 "outlet": each.mention.outlet, "grade": each.mention.grade, "because": each.because,
                 "yours": each.is_own}
                for each in self.beside
            ],
        }  # fmt: skip


def beside_the_record(ledger: Ledger, record: Ledger, names: Iterable[str]) -> list[OwnFinding]:
    """Findings of these ids, in order, with what is said of the same; the model is not asked here.

    ledger  the record with the findings in it
    record  the record without them
    """
    return [_finding(ledger, record, ledger.claims[name]) for name in names]


def _finding(ledger: Ledger, record: Ledger, claim: Claim) -> OwnFinding:
    own = ledger.claims.keys() - record.claims.keys()
    listed: dict[str, Beside] = {}

    def add(kind: str, name: str, because: str) -> None:
        listed.setdefault(name, Beside(kind, mention_of(ledger, ledger.claims[name]), because, name in own))

    for kind, names in (
        (AGREES, ledger.agreements(claim.id)),
        (OTHERWISE, ledger.conflicts_of(claim.id)),
        (FITS, ledger.fitting(claim.id)),
        (CHANGED, ledger.changed_from(claim.id)),
    ):
        for name in names:
            add(kind, name, ledger.relations[claim.id][name].reason)
    source = ledger.sources[claim.source]
    brought = Brought(claim, ledger.outlets[source.outlet].name, claim.upstream, source.published)
    for near in assess_report(record, brought, alike(record, claim.paraphrase)).nearest:
        add(NEAR, near.claim.id, _difference(near.differs, near.claim))
    return OwnFinding(mention_of(ledger, claim), standing_words(ledger, claim), tuple(listed.values()))


def _difference(differs: Iterable[str], claim: Claim) -> str:
    """In what a claim near a finding differs from it; else what it states."""
    words = "; ".join(differs)
    return f"it differs: {words}" if words else value_words(claim)
