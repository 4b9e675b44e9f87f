"""Grounds: whether the model holds what a claim speaks of, and whether the claim itself went into the model.

A report about something that the model leaves out can't be held against it. One that made a number of the model, or
that says the same as one that did, can't test it: what the model gives beside it is built in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.evidence.claims import Claim

if TYPE_CHECKING:  # What is built in is known without the library that computes observables.
    from legation.observation.targets import Refusal

PRESS = "press"  # how reports come about: the comparison itself stands for it


@dataclass(frozen=True)
class Grounds:
    """What a scenario has to compare with.

    held  mechanisms of the installed week
    off   those of them that are switched off
    uses  observable -> record -> what of the scenario rests on it, of what drives the observable
    """

    held: frozenset[str]
    off: frozenset[str]
    uses: dict[str, dict[str, list[str]]]

    @property
    def on(self) -> frozenset[str]:
        """The mechanisms that run."""
        return self.held - self.off

    def refusal(self, claim: Claim) -> Refusal | None:
        """Why a claim may not be compared, if the model lacks what it speaks of."""
        from legation.observation.targets import Refusal

        lacks = self._lacks(claim)
        return Refusal(lacks, waits=True) if lacks else None

    def built_in(self, claim: Claim, same: Iterable[Claim] = ()) -> str:
        """Why the model could not have said otherwise, because it was made with a report; empty if it was not.

        same  claims of the ledger that say the same: what made the model repeat them makes it repeat this one
        """
        name = str(claim.observable)
        if name not in self.uses:
            return ""
        if reason := self._built_in(claim, name):
            return reason
        for repeated in same:
            if reason := self._built_in(repeated, name):
                return f"{repeated.id} says the same, and {reason}"
        return ""

    def _lacks(self, claim: Claim) -> str:
        """What the model does not hold, or not now, of what the claim speaks of; empty if it holds all."""
        from legation.observation.observables.catalogue import BY_NAME
        from legation.observation.scopes import FOUNDING

        observable = BY_NAME.get(str(claim.observable))
        spoken_of = [name for name in claim.represented_by.mechanism if name != PRESS]
        if observable and observable.needs != FOUNDING:
            spoken_of.append(observable.needs)
        wanted = list(dict.fromkeys(spoken_of))
        missing = [name for name in wanted if name not in self.held]
        off = [name for name in wanted if name in self.off]
        parts = [f"the model does not hold {', '.join(missing)} yet"] if missing else []
        if off:
            parts.append(f"the mechanism{'s' if len(off) > 1 else ''} {', '.join(off)} "
                         f"{'are' if len(off) > 1 else 'is'} switched off")  # fmt: skip
        return "; ".join(parts)

    def _built_in(self, claim: Claim, observable: str) -> str:
        """Where the claim went into the model that it would be compared with; empty if it did not."""
        uses = self.uses[observable].get(claim.id, [])
        if uses:
            more = f" and {len(uses) - 1} more" if len(uses) > 1 else ""
            return f"the scenario itself rests on this report ({uses[0]}{more})"
        if claim.role in ("prior", "input"):
            return f"its role is {claim.role}: it is there to make the model, not to test it"
        return ""
