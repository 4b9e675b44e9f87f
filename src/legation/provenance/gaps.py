"""Gaps: claims that nothing in the installed program represents, and what they wait for.

A claim may name a mechanism or observable that is planned and not built. Until it is built, the claim is a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from legation.engine.week import founding_parameters, the_week
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.queries import KINDS
from legation.observation.observables.catalogue import BY_NAME

Names = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Gaps:
    """The claims that a run can't speak to.

    waiting       what would represent them is named and not built: each with what it waits for
    out_of_scope  nothing is meant to stand for them; the claim gives the reason
    unexplained   nothing represents them, and nobody has said why
    """

    waiting: list[tuple[Claim, tuple[str, ...]]]
    out_of_scope: list[Claim]
    unexplained: list[Claim]


@lru_cache(maxsize=1)
def installed() -> Names:
    """What the installed program has, by kind: the names of its mechanisms, parameters, inputs and observables."""
    week = the_week()
    return {
        "mechanism": frozenset(mechanism.name for mechanism in week.mechanisms),
        "parameter": frozenset(week.parameters | founding_parameters()),
        "input": frozenset(column.name for column in the_week().columns.inputs),
        "observable": frozenset(BY_NAME),
    }


def find_gaps(ledger: Ledger, built: Names | None = None) -> Gaps:
    """Sort out the claims that nothing built represents. A single name that is built is enough to represent a claim."""
    built = built or installed()
    sorted_out = Gaps([], [], [])
    for claim in ledger.claims.values():
        if claim.out_of_scope:
            sorted_out.out_of_scope.append(claim)
        elif claim.is_gap:
            sorted_out.unexplained.append(claim)
        elif waits := waits_for(claim, built):
            sorted_out.waiting.append((claim, waits))
    return sorted_out


def waits_for(claim: Claim, built: Names) -> tuple[str, ...]:
    """What would have to be built before anything represents the claim; nothing if something already does."""
    named = [(kind, name) for kind in KINDS for name in getattr(claim.represented_by, kind)]
    if any(name in built[kind] for kind, name in named):
        return ()
    return tuple(f"{kind} {name}" for kind, name in named)
