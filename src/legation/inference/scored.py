"""Scored claims: those that inference may use, each with what worlds have to set beside it and who said it.

Claims with the role `check` are measured with the others, so that a fit can be held against them afterwards; nothing
that weighs worlds ever takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from legation.base.dates import DateRange
from legation.base.digest import digest
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.observation.press import measures
from legation.observation.sayings import SourcedSaying, sourced_saying
from legation.observation.scopes import History
from legation.observation.targets import Refusal, Target, target
from legation.scenario import Scenario

FIT, CHECK = "fit", "check"


@dataclass(frozen=True)
class ScoredClaims:
    """The scored claims of a ledger that the worlds of one scenario can speak to.

    ledger   it holds them, and their sources
    targets  claim -> its target
    voices   claim -> how it is said, and by whom
    refused  scored claim -> why no world can speak to it, in a clause
    """

    ledger: Ledger
    targets: dict[str, Target]
    voices: dict[str, SourcedSaying]
    refused: dict[str, str]

    def with_role(self, role: str) -> list[str]:
        """The ids of those with a role, by name."""
        return sorted(name for name in self.targets if self.ledger.claims[name].role == role)

    def measured(self, history: History) -> dict[str, np.ndarray]:
        """Claim -> what each finished world has to set beside it; see `press.measures`."""
        return {
            name: np.asarray(measures(self._claim(name), each, history, published=self._published(name)).values)
            for name, each in self.targets.items()
        }

    def digest(self) -> str:
        """Sixteen hexadecimal digits for all that decides what is measured; words and grades decide nothing."""
        return digest(self._measured_as(name).encode() for name in sorted(self.targets))

    def _measured_as(self, name: str) -> str:
        each, claim, published = self.targets[name], self._claim(name), self._published(name)
        windows = claim.windows and (str(claim.windows.before), str(claim.windows.after))
        return repr((name, each.observable.name, each.scopes, each.sought_in, each.is_ratio, each.wording.compares,
                     each.factor, claim.unit, windows, str(published)))  # fmt: skip

    def _claim(self, name: str) -> Claim:
        return self.ledger.claims[name]

    def _published(self, name: str) -> DateRange:
        return self.ledger.sources[self._claim(name).source].published


def scored_claims(
    ledger: Ledger,
    scenario: Scenario,
    rmb_per_usd: Mapping[int, float],
    *,
    refuse: Callable[[Claim], str] = lambda claim: "",
    claims: Iterable[Claim] | None = None,
) -> ScoredClaims:
    """The scored claims of a ledger in the worlds of a scenario. Withdrawn ones are none.

    rmb_per_usd  year -> rate
    refuse       why a claim may not be used although it could be measured, or nothing
    """
    targets, voices, refused = {}, {}, {}
    for claim in ledger.claims.values() if claims is None else claims:
        if not claim.is_scored or claim.status_on(ledger.as_of) in ("retracted", "superseded"):
            continue
        each = target(claim, scenario)
        if reason := each.reason if isinstance(each, Refusal) else refuse(claim):
            refused[claim.id] = reason
        else:
            assert isinstance(each, Target)
            targets[claim.id] = each
            voices[claim.id] = sourced_saying(ledger, claim, each, rmb_per_usd)
    return ScoredClaims(ledger, targets, voices, refused)
