"""What the claims of a ledger say of one another, worked out from their propositions when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from legation.evidence.claims import Claim
from legation.evidence.propositions import (
    Proposition,
    Relation,
    Standing,
    overlap,
    proposition,
    relation,
    speaks_for_itself,
)
from legation.evidence.series import YearRates


class Relations(Mapping[str, dict[str, Standing]]):
    """What claims say of one another: id -> id -> relation, both ways, each worked out when it is first asked for.

    Pairs that can't be set beside one another are left out, and so are claims derived from others: they say nothing of
    their own. Thousands of claims about one measure make millions of pairs, and few are ever looked at.
    """

    def __init__(self, claims: Iterable[Claim], rates: Mapping[int, YearRates]):
        self._said: dict[str, Proposition] = {}
        self._of_measure: dict[str, list[str]] = {}
        self._known: dict[str, dict[str, Standing]] = {}
        for claim in claims:
            if not speaks_for_itself(claim):
                continue
            said = proposition(claim, rates)
            if isinstance(said, Proposition):
                self._said[claim.id] = said
                self._of_measure.setdefault(said.measure.name, []).append(claim.id)

    def __getitem__(self, name: str) -> dict[str, Standing]:
        if name not in self._said:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._worked_out(name)
        if not self._known[name]:
            raise KeyError(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._said if self.get(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _worked_out(self, name: str) -> dict[str, Standing]:
        said = self._said[name]
        standings: dict[str, Standing] = {}
        for other in self._of_measure[said.measure.name]:
            other_said = self._said[other]
            if other == name or not overlap(said.period, other_said.period):
                continue
            known = self._known.get(other)
            standing = relation(said, other_said) if known is None else known.get(name)
            if standing and standing.relation is not Relation.APART:
                standings[other] = standing
        return standings
