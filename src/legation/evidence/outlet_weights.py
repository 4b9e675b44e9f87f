"""What one outlet carries of a topic: which agreements, conflicts and amounts would be gone without its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from legation.evidence.ledger import Ledger
from legation.evidence.mentions import Accord, Dispute, Mention, accords_of, states


@dataclass(frozen=True)
class Conclusion:
    """What claims agree on or contradict one another in, by its content.

    states  `quota of officials`
    values  what they say of it, by time: `20-50k`, `~30k`
    when    the years that they are about: `2015-2019`
    """

    states: str
    values: tuple[str, ...]
    when: str
    claims: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"states": self.states, "values": list(self.values), "when": self.when, "claims": list(self.claims)}


class LastAmount(NamedTuple):
    """The last year of which claims state an amount of a measure.

    states   `quota of officials`
    left     without an outlet; None if no amount is left
    """

    states: str
    left: int | None
    year: int


@dataclass(frozen=True)
class Weight:
    """What an outlet carries of a topic, and what is left without it.

    claims, of        its claims, and all
    origins_left      origins of the others
    accords, disputes how many agreements of two origins, and how many conflicts, there are with it
    no_accord         the agreements that don't stand without it
    no_dispute        what is contested by its claims, or against them, and then no longer; by measure
    last_number_left  the last year of which the others state a number; None if they state none
    last_number       the same with it
    amounts           the measures of which no amounts so late would be known; those that most are stated of first
    """

    outlet: str
    claims: int
    of: int
    origins_left: int
    accords: int
    disputes: int
    no_accord: tuple[Conclusion, ...]
    no_dispute: tuple[Conclusion, ...]
    last_number_left: int | None
    last_number: int | None
    amounts: tuple[LastAmount, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "outlet": self.outlet, "claims": self.claims, "of": self.of, "origins_left": self.origins_left,
            "agreements": self.accords, "conflicts": self.disputes,
            "no_longer_agreed": [conclusion.as_dict() for conclusion in self.no_accord],
            "no_longer_contested": [conclusion.as_dict() for conclusion in self.no_dispute],
            "last_number_left": self.last_number_left, "last_number": self.last_number,
            "amounts": [amount._asdict() for amount in self.amounts],
        }  # fmt: skip


def weight_of(
    ledger: Ledger, mentions: Sequence[Mention], accords: Sequence[Accord], disputes: Sequence[Dispute]
) -> Weight | None:
    """What the outlet with most claims carries; of two with as many, the one first in the alphabet."""
    if not mentions:
        return None
    counts = Counter(mention.outlet for mention in mentions)
    outlet, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
    others = [mention for mention in mentions if mention.outlet != outlet]
    return Weight(
        outlet=outlet,
        claims=number,
        of=len(mentions),
        origins_left=len({mention.claim.origin for mention in others}),
        accords=len(accords),
        disputes=len(disputes),
        no_accord=tuple(_conclusion(accord.mentions) for accord in accords if not _stands(ledger, accord, outlet)),
        no_dispute=_by_measure(
            dispute for dispute in disputes if outlet in (dispute.first.outlet, dispute.second.outlet)
        ),
        last_number_left=_last_number(others),
        last_number=_last_number(mentions),
        amounts=_amounts(mentions, others),
    )


def _stands(ledger: Ledger, accord: Accord, outlet: str) -> bool:
    """Whether two origins say the same even without an outlet."""
    return bool(accords_of(ledger, {said.claim.id for said in accord.mentions if said.outlet != outlet}))


def _by_measure(disputes: Iterable[Dispute]) -> tuple[Conclusion, ...]:
    """What is contested: of each measure and its persons, all that claims say against one another."""
    sides: dict[str, dict[str, Mention]] = {}
    for dispute in disputes:
        for said in (dispute.first, dispute.second):
            sides.setdefault(states(dispute.first.claim), {})[said.claim.id] = said
    ordered = [sorted(said.values(), key=lambda mention: (mention.year, mention.claim.id)) for said in sides.values()]
    return tuple(_conclusion(said, what) for what, said in zip(sides, ordered, strict=True))


def _conclusion(mentions: Sequence[Mention], what: str = "") -> Conclusion:
    """What some claims come to. `what` they state; that of the first where it isn't given."""
    years = [int(year) for mention in mentions for year in mention.when.split("-")]
    when = str(max(years)) if min(years) == max(years) else f"{min(years)}-{max(years)}"
    values = tuple(dict.fromkeys(mention.short for mention in mentions if mention.short))
    return Conclusion(what or states(mentions[0].claim), values, when, tuple(said.claim.id for said in mentions))


def _amounts(mentions: Sequence[Mention], others: Sequence[Mention]) -> tuple[LastAmount, ...]:
    """The measures of which the others state no amount so late, or none at all."""
    by_measure: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.has_number and mention.claim.measure:
            by_measure.setdefault(states(mention.claim), []).append(mention)
    left = {id(mention) for mention in others}
    amounts = [
        LastAmount(what, _last_number(mention for mention in said if id(mention) in left), _last_number(said) or 0)
        for what, said in by_measure.items()
    ]
    lost = [amount for amount in amounts if amount.left is None or amount.left < amount.year]
    return tuple(sorted(lost, key=lambda amount: (-len(by_measure[amount.states]), amount.states)))


def _last_number(mentions: Iterable[Mention]) -> int | None:
    return max((mention.year for mention in mentions if mention.has_number), default=None)
