"""Claims as a topic shows them: in a few characters each, and which of them say the same or can't both be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legation.base.dates import DateRange
from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.propositions import PERSONS_WORDS, Relation
from legation.evidence.queries import outlet_of
from legation.evidence.vocabulary import PRACTICE, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE


@dataclass(frozen=True)
class Mention:
    """One claim on the axis.

    year     the last of what it is about, or of publication if it names no time
    when     the years that it is about: `2019`, `1990-2023`
    short    its number or direction in a few characters; empty if it has none
    grade    such as F/B-3
    """

    claim: Claim
    outlet: str
    year: int
    when: str
    short: str
    grade: str

    @property
    def is_own(self) -> bool:
        """Whether it is a claim of the user's that is not public."""
        return not handling.is_public(self.claim.handling)

    @property
    def has_number(self) -> bool:
        return self.claim.low is not None or self.claim.high is not None


@dataclass(frozen=True)
class Accord:
    """Claims that say the same, each at least with one of the others, by time."""

    mentions: tuple[Mention, ...]
    origins: int
    outlets: int


@dataclass(frozen=True)
class Dispute:
    """Two claims that can't both be true, and why, in a clause."""

    first: Mention
    second: Mention
    because: str


def mention_of(ledger: Ledger, claim: Claim) -> Mention:
    """A claim of a ledger as a topic shows it."""
    period = period_of(ledger, claim)
    first, last = period.first.year, period.last.year
    when = str(last) if first == last else f"{first}-{last}"
    return Mention(claim, outlet_of(ledger, claim), last, when, short_value(claim), ledger.grade(claim.id))


def short_value(claim: Claim) -> str:
    """What a claim states, in a few characters: `20-50k`, `≥ 3k`, `~ 30 %`, `↑`, `several`, `no`."""
    wording = WORDINGS[claim.wording]
    if wording.compares == CHANGE:
        return "↑" if getattr(wording, "sign", 0) > 0 else "↓"
    if claim.low is None and claim.high is None:
        measure = vocabulary().measures.get(claim.measure)
        if measure and measure.nature == PRACTICE:
            return "no" if claim.denies else "yes"
        return {"none": "", "existence": "some", "about_half": "half", "almost_nobody": "hardly"}.get(
            claim.wording, claim.wording
        )
    ends = [end for end in (claim.low, claim.high) if end is not None]
    unit = claim.unit.replace(",", " ").split()
    factor = {"thousand": 1e3, "million": 1e6, "billion": 1e9}.get(unit[1] if len(unit) > 1 else "", 1.0)
    mark = {"at_least": "≥", "at_most": "≤", "about": "~"}.get(claim.wording, "")
    if claim.wording == "at_least":
        ends = ends[:1]
    if claim.wording == "at_most":
        ends = ends[-1:]
    percent = "%" if unit and unit[0] == "percent" else ""
    return mark + _range_text([end * factor for end in ends]) + percent


def value_words(claim: Claim) -> str:
    """What a claim states, in plain words with its unit: `3,000 USD or more`, `about 30 % of officials`, `it rose`.

    Empty if it states neither a number nor a direction, nor a practice.
    """
    wording = WORDINGS[claim.wording]
    if wording.compares == CHANGE:
        return "it rose" if getattr(wording, "sign", 0) > 0 else "it fell"
    ends = [end for end in dict.fromkeys((claim.low, claim.high)) if end is not None]
    if not ends:
        short = short_value(claim)
        return {"yes": "it is so", "no": "it is not so", "some": "some, without a number"}.get(short, short)
    if claim.wording in ("at_least", "at_most"):
        ends = ends[:1] if claim.wording == "at_least" else ends[-1:]
    number = " to ".join(f"{end:,.10g}" for end in ends)
    unit = claim.unit.partition(" per ")[0].replace("percent", "%", 1)  # For how long is said by its span.
    amount = f"{number} {unit}".strip()
    return {"at_least": f"{amount} or more", "at_most": f"up to {amount}", "about": f"about {amount}"}.get(
        claim.wording, amount
    )


def _range_text(ends: list[float]) -> str:
    texts = [_number_text(end) for end in dict.fromkeys(ends)]
    if len(texts) == 2 and texts[0][-1:] == texts[1][-1:] and texts[0][-1:].isalpha():
        texts[0] = texts[0][:-1]  # 20-50k
    return "-".join(texts) if not any(end < 0 for end in ends) else " to ".join(texts)


def _number_text(value: float) -> str:
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def period_of(ledger: Ledger, claim: Claim) -> DateRange:
    """What a claim is about: its time, or the later of two windows; the day of publication where it names none."""
    when = claim.windows.after if claim.windows and not claim.period else claim.period
    return when or ledger.sources[claim.source].published


def accords_of(ledger: Ledger, names: set[str]) -> tuple[Accord, ...]:
    """Groups of claims that say the same, of at least two origins; most origins first."""
    left, groups = set(names), []
    for name in sorted(names):
        if name not in left:
            continue
        group, waiting = set(), [name]
        while waiting:
            at = waiting.pop()
            group.add(at)
            waiting += [other for other in ledger.agreements(at) if other in left and other not in group]
        left -= group
        origins = ledger.origins(group)
        if len(origins) > 1:
            claims = sorted((ledger.claims[at] for at in group), key=lambda claim: _when(ledger, claim))
            said = tuple(mention_of(ledger, claim) for claim in claims)
            groups.append(Accord(said, len(origins), len({mention.outlet for mention in said})))
    return tuple(sorted(groups, key=lambda accord: (-accord.origins, accord.mentions[0].claim.id)))


def disputes_of(ledger: Ledger, names: set[str]) -> tuple[Dispute, ...]:
    """Pairs that can't both be true, of two speakers, in one article or in two."""
    pairs = []
    for name in sorted(names):
        for other, standing in ledger.relations.get(name, {}).items():
            first, second = ledger.claims[name], ledger.claims[other]
            is_new = other not in names or name < other
            if standing.relation is Relation.CONFLICT and is_new and first.upstream != second.upstream:
                pairs.append(Dispute(mention_of(ledger, first), mention_of(ledger, second), standing.reason))
    return tuple(pairs)


def _when(ledger: Ledger, claim: Claim) -> tuple[date, str]:
    period = claim.period or ledger.sources[claim.source].published
    return period.first, claim.id


def states(claim: Claim) -> str:
    """What a claim states, of whom: `quota of officials`; empty if it states no measure."""
    if not claim.measure:
        return ""
    words = claim.measure.replace("_", " ")
    return f"{words} of {PERSONS_WORDS[claim.whose]}" if claim.whose else words
