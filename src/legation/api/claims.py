"""Questions to the record that are answered at once: which claims there are on something, and one in full.

Only what these answers need is imported here, so that a search takes no longer than it must.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults, open_ledger, selection_of
from legation.base.faults import Fault, UserError, shown
from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.grades import SCALES
from legation.evidence.ledger import Ledger
from legation.evidence.queries import claim_line, portrait
from legation.evidence.selection import mentioned_in_passing, select


@dataclass(frozen=True)
class ClaimList:
    """The claims that words find and filters leave, the most to the point first.

    of       how many claims the ledger holds
    read_as  how the words were understood, in a line; empty without words
    advice   where there are no claims, why, in sentences
    """

    ledger: Ledger
    claims: list[Claim]
    of: int
    read_as: str
    advice: tuple[str, ...]

    @property
    def handling(self) -> str:
        """What must stand on it if it holds claims that are not public; empty if it does not."""
        return handling.note(self.claims)

    def rows(self, most: int | None = None) -> list[dict[str, Any]]:
        """The first claims as plain data, one row each; all of them if `most` is None."""
        return [claim_line(self.ledger, claim) for claim in self.claims[:most]]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "claims": self.rows(),
            "of": self.of,
            "read_as": self.read_as,
            "advice": list(self.advice),
            **({"handling": self.handling} if self.handling else {}),
        }


def find_claims(
    words: str = "", *, as_of: date | str | None = None, folders: Iterable[Path | str] = (), **filters: Any
) -> ClaimList:
    """The claims that hold all of the words and pass every filter.

    words    such as "quotas 2015..2022": each is found by its equal terms too, years are what the claims are about
    filters  since, until, published, outlet, origin, place, topic, grade, handling, conflict, role, status, as
             `evidence.selection.Selection` explains them
    Raises   EvidenceError with each word of a filter that is not known, and with every fault of the user's files
    """
    (ledger, *_), selection = collect_faults(
        lambda: open_ledger(as_of, folders), lambda: selection_of(words, filters)
    )  # fmt: skip
    selected = select(ledger, selection)
    # What only says the words while it states something else comes last.
    passing = mentioned_in_passing(ledger, selected) if selected.words.words else frozenset()
    claims = sorted(selected.claims, key=lambda claim: claim.id in passing)
    return ClaimList(ledger, claims, len(ledger.claims), selected.words.as_text(), selected.advice)


def list_claims(
    words: str = "", *, as_of: date | str | None = None, folders: Iterable[Path | str] = (), **filters: Any
) -> dict[str, Any]:
    """What `find_claims` finds, one row each, and of how many they are, as plain data."""
    return find_claims(words, as_of=as_of, folders=folders, **filters).as_dict()


def show_claim(claim: str, *, as_of: date | str | None = None, folders: Iterable[Path | str] = ()) -> dict[str, Any]:
    """Everything about one claim, by heading, last its citation to copy.

    Raises  EvidenceError if the ledger does not hold it
    """
    from legation.evidence.exporting.citations import claim_citation

    ledger, *_ = open_ledger(as_of, folders)
    return portrait(ledger, claim) | {"citation": claim_citation(ledger, ledger.claim(claim))}


def grades_in_words(grade: str = "") -> dict[str, dict[str, str]]:
    """What grades say in words, by what they grade: all of them, or those of one grade such as F/B-3.

    Raises  UserError if that is no grade
    """
    letters = re.fullmatch(r"([A-F])/([A-F])-([1-6])", grade.strip().upper()) if grade else None
    if grade and not letters:
        expected = "a grade such as F/B-3: the source's letter, the outlet's letter, the information's digit"
        raise UserError(Fault("grade", shown(grade), expected))
    asked = dict(zip(SCALES, letters.groups(), strict=True)) if letters else {}
    return {
        what: {str(code): words for code, words in scale.items() if str(code) == asked.get(what, str(code))}
        for what, scale in SCALES.items()
    }
