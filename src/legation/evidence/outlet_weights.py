"""What hangs on which outlet: the amounts, agreements and conflicts of a topic that would be gone without its reports.

The outlet with most claims need not be the one that matters: every amount of a measure may come from another. So each
measure is asked by itself which outlets it can't do without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from legation.evidence.ledger import Ledger
from legation.evidence.mentions import Accord, Dispute, Mention, accords_of, states

AMOUNTS, AGREEMENT, CONFLICT = "amounts", "agreement", "conflict"


@dataclass(frozen=True)
class Dependence:
    """Something that is known of a topic only through one outlet, or through each of several.

    what     amounts, agreement or conflict
    states   of which measure and persons: `quota of officials`
    outlets  those without any one of which nothing of it is left
    after    of amounts: the last year of which the other outlets state some; None if they state none
    values   what is said of it, by time: `20-50k`, `~30k`
    when     the years that it is about: `2015-2019`
    claims   ids of the claims that it rests on
    """

    what: str
    states: str
    outlets: tuple[str, ...]
    after: int | None
    values: tuple[str, ...]
    when: str
    claims: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "what": self.what, "states": self.states, "outlets": list(self.outlets), "after": self.after,
            "values": list(self.values), "when": self.when, "claims": list(self.claims),
        }  # fmt: skip


@dataclass(frozen=True)
class Weight:
    """What outlets carry of a topic.

    counts       outlet and number of its claims, those with most first
    origins      outlet -> origins of its claims
    dependences  what hangs on an outlet: amounts of the measures said most often first, then agreements and conflicts
    """

    counts: tuple[tuple[str, int], ...]
    origins: dict[str, int]
    dependences: tuple[Dependence, ...]

    @property
    def of(self) -> int:
        """How many claims there are."""
        return sum(number for _, number in self.counts)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        outlets = [
            {"outlet": outlet, "claims": number, "origins": self.origins[outlet]} for outlet, number in self.counts
        ]
        return {"claims": self.of, "outlets": outlets, "hangs": [each.as_dict() for each in self.dependences]}


def weight_of(
    ledger: Ledger, mentions: Sequence[Mention], accords: Sequence[Accord], disputes: Sequence[Dispute]
) -> Weight | None:
    """What each outlet carries; None if there are no claims."""
    if not mentions:
        return None
    counts = Counter(mention.outlet for mention in mentions)
    origins = {
        outlet: len({mention.claim.origin for mention in mentions if mention.outlet == outlet}) for outlet in counts
    }
    return Weight(
        counts=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        origins=origins,
        dependences=(*_amounts(mentions), *_agreements(ledger, accords), *_conflicts(disputes)),
    )


def _amounts(mentions: Sequence[Mention]) -> list[Dependence]:
    """For each measure with amounts the outlets without which none, or none so late, is left."""
    by_measure: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.has_number and mention.claim.measure:
            by_measure.setdefault(states(mention.claim), []).append(mention)
    dependences = []
    for what, said in sorted(by_measure.items(), key=lambda item: (-len(item[1]), item[0])):
        ordered = sorted(said, key=lambda mention: (mention.year, mention.claim.id))
        last = ordered[-1].year
        for outlet in sorted({mention.outlet for mention in said}):
            left = max((mention.year for mention in said if mention.outlet != outlet), default=None)
            if left is None or left < last:
                resting = [each for each in ordered if each.outlet == outlet and (left is None or each.year > left)]
                dependences.append(_dependence(AMOUNTS, what, (outlet,), resting, after=left))
    return dependences


def _agreements(ledger: Ledger, accords: Iterable[Accord]) -> list[Dependence]:
    """The agreements of two origins that would not stand without an outlet."""
    dependences = []
    for accord in accords:
        outlets = sorted({said.outlet for said in accord.mentions})
        needed = [outlet for outlet in outlets if not _stands(ledger, accord, outlet)]
        if needed:
            dependences.append(_dependence(AGREEMENT, states(accord.mentions[0].claim), needed, accord.mentions))
    return dependences


def _stands(ledger: Ledger, accord: Accord, outlet: str) -> bool:
    """Whether two origins say the same even without an outlet."""
    return bool(accords_of(ledger, {said.claim.id for said in accord.mentions if said.outlet != outlet}))


def _conflicts(disputes: Iterable[Dispute]) -> list[Dependence]:
    """Of each contested measure the outlets without which nothing of it would be contested."""
    by_measure: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        by_measure.setdefault(states(dispute.first[0].claim), []).append(dispute)
    dependences = []
    for what, contested in by_measure.items():
        said = {mention.claim.id: mention for dispute in contested for mention in dispute.mentions}
        ordered = sorted(said.values(), key=lambda mention: (mention.year, mention.claim.id))
        outlets = sorted({mention.outlet for mention in ordered})
        needed = [
            outlet
            for outlet in outlets
            if all(any({m.outlet for m in side} == {outlet} for side in each.sides) for each in contested)
        ]
        if needed:
            dependences.append(_dependence(CONFLICT, what, needed, ordered))
    return dependences


def _dependence(
    what: str, stating: str, outlets: Sequence[str], mentions: Sequence[Mention], after: int | None = None
) -> Dependence:
    years = [int(year) for mention in mentions for year in mention.when.split("-")]
    when = str(max(years)) if min(years) == max(years) else f"{min(years)}-{max(years)}"
    values = tuple(dict.fromkeys(mention.short for mention in mentions if mention.short))
    ids = tuple(said.claim.id for said in mentions)
    return Dependence(what, stating, tuple(outlets), after, values, when, ids)
