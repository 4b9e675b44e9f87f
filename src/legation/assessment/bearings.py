"""What the record weighs beside a report: which claims say the same, which something else, and which would include it.

Claims of the same time come first. Those from which nothing but the time parts a report are set beside it as if they
were of its time, and kept apart, since what held then need not hold now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.propositions import Proposition, Relation, Standing, proposition, relation
from legation.evidence.series import rates_by_year

OTHER_TIMES = "other times"  # the reason of `propositions` where nothing else parts two claims


@dataclass(frozen=True)
class Bearing:
    """Claims by what they say of a report, at one time.

    same       they say the same
    otherwise  both can't be true
    including  their ranges hold its number, and are too wide to say the same
    neutral    they speak neither for it nor against it
    """

    same: tuple[Claim, ...] = ()
    otherwise: tuple[Claim, ...] = ()
    including: tuple[Claim, ...] = ()
    neutral: tuple[Claim, ...] = ()

    @property
    def all(self) -> tuple[Claim, ...]:
        return (*self.same, *self.otherwise, *self.including, *self.neutral)


def bearings(ledger: Ledger, said: Proposition | str, standings: Mapping[str, Standing]) -> tuple[Bearing, Bearing]:
    """The claims of the same time, and those of other times.

    standings  by id of claim
    """
    now: list[tuple[Claim, Standing, Proposition | str]] = []
    then: list[tuple[Claim, Standing, Proposition | str]] = []
    for name, standing in standings.items():
        claim = ledger.claims[name]
        other = proposition(claim, rates_by_year())
        is_of_other_times = standing.reason == OTHER_TIMES or standing.relation is Relation.CHANGED
        if not is_of_other_times and standing.relation is not Relation.APART:
            now.append((claim, standing, other))
        elif is_of_other_times and isinstance(said, Proposition) and isinstance(other, Proposition):
            then.append((claim, relation(replace(said, period=other.period), other), other))
    return _sorted_by_say(said, now), _sorted_by_say(said, then)


def _sorted_by_say(said: Proposition | str, weighed: list[tuple[Claim, Standing, Proposition | str]]) -> Bearing:
    def of(kind: Relation) -> list[tuple[Claim, Proposition | str]]:
        return [(claim, other) for claim, standing, other in weighed if standing.relation is kind]

    fits = of(Relation.FITS)
    including = [claim for claim, other in fits if includes(other, said)]
    return Bearing(
        same=tuple(claim for claim, _ in of(Relation.SAME)),
        otherwise=tuple(claim for claim, _ in of(Relation.CONFLICT)),
        including=tuple(including),
        neutral=tuple(claim for claim, _ in fits if claim not in including),
    )


def includes(other: Proposition | str, said: Proposition | str) -> bool:
    """Whether the range of a claim holds every number that a report names of the same persons over the same time."""
    if isinstance(other, str) or isinstance(said, str) or other.region is None or not said.ends:
        return False
    same_things = (other.whose, other.days) == (said.whose, said.days)
    return same_things and other.region[0] <= min(said.ends) and max(said.ends) <= other.region[1]
