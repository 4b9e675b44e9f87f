"""What can't be estimated from the record: a list of its own, with the reasons and the claims that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.arguments import collect_faults, open_ledger, selection_of
from legation.evidence import handling
from legation.evidence.exporting.citations import claim_citation
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import by_grade
from legation.evidence.selection import mentioned_in_passing, select

if TYPE_CHECKING:
    from legation.report.unseen import Unseen

# What people type who ask what can't be estimated. What is left of their words is what they ask it of.
ASKED_FOR = re.compile(
    r"\b(?:what )?(?:(?:is|are) )?(?:not|cannot be|can not be|can['’]t be|never)[ -]+estima(?:ble|ted)\b|"
    r"\b(?:unestimable|inestimable)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class UnseenList:
    """What can't be estimated from the record.

    words     of what; empty for everything
    entries   those that claims speak of most first; with words, only those of which a claim with these words speaks
    handling  a note, if claims that are not public are among them
    citations  id of each claim of them -> the line that cites it
    cite      what to cite for the sentences themselves: the program, its version, and the month of the ledger
    """

    words: str
    entries: list[Unseen]
    handling: str
    citations: dict[str, str]
    cite: str

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, with ids in place of claims."""
        return {
            "words": self.words,
            "not_estimable": [
                {
                    "quantity": each.quantity,
                    "sentence": each.sentence,
                    "claims": [claim.id for claim in each.claims],
                    "to_cite": [self.citations[claim.id] for claim in each.claims],
                }
                for each in self.entries
            ],
            "to_cite": self.cite,
            **({"handling": self.handling} if self.handling else {}),
        }


def unseen(words: str = "", *, as_of: date | str | None = None, folders: Iterable[Path | str] = ()) -> UnseenList:
    """What can't be estimated from the record, and why.

    words   only that of which claims with these words speak, as `about` finds them
    Raises  EvidenceError
    """
    from legation.report.unseen import never_answered, unseen_of

    (ledger, *_), selection = collect_faults(lambda: open_ledger(as_of, folders), lambda: selection_of(words, {}))
    if not words.strip():
        entries = unseen_of(ledger.claims.values())
    else:
        selected = select(ledger, selection)
        passing = mentioned_in_passing(ledger, selected)
        entries = [each for each in unseen_of(claim for claim in selected.claims if claim.id not in passing)
                   if each.claims]  # fmt: skip
        entries = [*never_answered(words), *entries]
    entries = [each._replace(claims=tuple(sorted(each.claims, key=lambda claim: by_grade(ledger, claim))))
               for each in entries]  # fmt: skip
    claims = {claim.id: claim for each in entries for claim in each.claims}
    citations = {name: claim_citation(ledger, claim) for name, claim in claims.items()}
    return UnseenList(words.strip(), entries, handling.note(claims.values()), citations, program_citation(ledger))


def program_citation(ledger: Ledger) -> str:
    """The program, its version, and the month of the ledger: `Legation 0.1.0, ledger to January 2026`."""
    from importlib.metadata import version

    public = ledger.public()
    month = max(public.sources[claim.source].published.first for claim in public.claims.values()).strftime("%B %Y")
    return f"Legation {version('legation')}, ledger to {month}"


def asked_of(words: str) -> str | None:
    """Of what somebody asks what can't be estimated, empty for everything; None if these words ask something else."""
    if not ASKED_FOR.search(words):
        return None
    return " ".join(ASKED_FOR.sub(" ", words).split())
