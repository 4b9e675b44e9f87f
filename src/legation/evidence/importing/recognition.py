"""Rows that were brought in before: which claim of the folder each of them is, so that none comes twice.

A row without an id is known again by what it says; if its words were mended, by its place in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from typing import Any

from legation.evidence.claims import Claim
from legation.evidence.importing.synonyms import plain_words

_ALIKE = 0.6  # of difflib's measure: a mended text still shares most of its letters with the old one


class EarlierRows:
    """The claims of the user's folder, each of which one row may turn out to be.

    claims  of the folder that the file is for, by id
    places  where earlier files of the same name had them: place -> id
    taken   ids that rows of this file name themselves
    """

    def __init__(self, claims: Mapping[str, Claim], places: Mapping[str, str], taken: Collection[str]) -> None:
        self.claims = {name: claim for name, claim in claims.items() if name not in taken}
        self.places = {place: name for place, name in places.items() if name in claims}
        self.by_text: defaultdict[str, list[str]] = defaultdict(list)
        for name, claim in self.claims.items():
            self.by_text[plain_words(claim.paraphrase)].append(name)
        self.known: set[str] = set(taken)  # ids of claims that some row is

    def recognised(self, rows: list[tuple[str, dict[str, Any]]]) -> list[Claim | None]:
        """For each row, the claim that it is, or None.

        rows  place and fields; those with an id of their own are left alone
        """
        claims: list[Claim | None] = [None] * len(rows)
        open_rows = [at for at, (_, data) in enumerate(rows) if "id" not in data]
        for is_it in (_says_all, _says_text, self._mended):
            for at in [at for at in open_rows if claims[at] is None]:
                place, data = rows[at]
                names = self.by_text.get(plain_words(str(data.get("paraphrase", ""))), [])
                if is_it == self._mended:
                    names = [self.places[place]] if place in self.places else []
                name = next((name for name in names if self._is_free(name) and is_it(self.claims[name], data)), "")
                if name:
                    claims[at] = self.claims[name]
                    self.known.add(name)
        return claims

    @property
    def missing(self) -> list[str]:
        """Ids of claims that came from an earlier file of this name and stand in no row of it now."""
        return [name for name in dict.fromkeys(self.places.values()) if name not in self.known]

    def _is_free(self, name: str) -> bool:
        return name in self.claims and name not in self.known

    def _mended(self, claim: Claim, data: dict[str, Any]) -> bool:
        """Whether most of what a row says is still as in the claim."""
        text = str(data.get("paraphrase", ""))
        return SequenceMatcher(None, claim.paraphrase, text, autojunk=False).ratio() >= _ALIKE


def _says_all(claim: Claim, data: dict[str, Any]) -> bool:
    return claim.source == data.get("source") and str(claim.period or "") == data.get("period", "")


def _says_text(claim: Claim, data: dict[str, Any]) -> bool:
    return True
