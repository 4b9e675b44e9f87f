"""A topic of the record: who reported what when, what agrees, what conflicts, and what hangs on one outlet.

Everything here is counted from claims. Reports are articles, origins are where their statements go back to, and the
two are not the same: three articles that retell one interview are one origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from legation.base.dates import DateRange
from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.ledger import Event, Ledger
from legation.evidence.propositions import PERSONS_WORDS, Relation
from legation.evidence.queries import outlet_of
from legation.evidence.vocabulary import PRACTICE, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE

MOST_COLUMNS = 9  # of a time axis on a screen
OTHERS = "others"
# Kinds of dated events, as one line of the axis shows them.
EVENT_LINES = {
    "sanctions": ("un_sanction", "rok_sanction", "us_enforcement", "un_deadline", "un_monitoring"),
    "banks, firms": ("bank_enforcement", "china_firms", "china_trade"),
    "visas, border": ("china_visa", "border", "repatriation", "dprk_missions"),
    "at home": ("political_shock", "dprk_purge", "dprk_control", "dprk_recall", "dprk_quota", "dprk_rotation"),
}


class YearSpan(NamedTuple):
    """Some years of the axis, both included."""

    first: int
    last: int

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last % 100:02d}"

    def holds(self, year: int) -> bool:
        return self.first <= year <= self.last


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


@dataclass(frozen=True)
class Course:
    """What was said of one measure of the same persons at different times, by time.

    states  `quota of officials`
    unit    of the first
    """

    states: str
    unit: str
    mentions: tuple[Mention, ...]


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


@dataclass(frozen=True)
class Topic:
    """What the record holds on some words.

    mentions   one for each claim, the most to the point first
    columns    the time axis
    events     dated events in these years
    """

    words: str
    mentions: tuple[Mention, ...]
    columns: tuple[YearSpan, ...]
    events: tuple[Event, ...]
    courses: tuple[Course, ...]
    accords: tuple[Accord, ...]
    disputes: tuple[Dispute, ...]
    weight: Weight | None
    reports: int
    origins: int
    handling: str

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(mention.claim for mention in self.mentions)

    def outlets(self, most: int) -> list[tuple[str, list[Mention]]]:
        """The outlets with most claims first, each with its claims; from `most` on they are the others."""
        counts = Counter(mention.outlet for mention in self.mentions)
        ranked = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        named = ranked if len(ranked) <= most else ranked[: most - 1]
        rows = [(name, [mention for mention in self.mentions if mention.outlet == name]) for name in named]
        rest = [mention for mention in self.mentions if mention.outlet not in named]
        return [*rows, (OTHERS, rest)] if rest else rows

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, with ids in place of claims."""
        return {
            "words": self.words,
            "claims": [
                {"id": mention.claim.id, "outlet": mention.outlet, "year": mention.year, "short": mention.short,
                 "grade": mention.grade, "says": mention.claim.paraphrase}
                for mention in self.mentions
            ],
            "reports": self.reports,
            "origins": self.origins,
            "outlets": len({mention.outlet for mention in self.mentions}),
            "events": [
                {"id": event.id, "day": event.day.isoformat(), "measure": event.measure} for event in self.events
            ],
            "over_time": [
                {"states": course.states, "unit": course.unit, "claims": [said.claim.id for said in course.mentions]}
                for course in self.courses
            ],
            "agree": [
                {"claims": [said.claim.id for said in accord.mentions], "origins": accord.origins,
                 "outlets": accord.outlets}
                for accord in self.accords
            ],
            "conflict": [
                {"claims": [dispute.first.claim.id, dispute.second.claim.id], "because": dispute.because}
                for dispute in self.disputes
            ],
            "hangs_on": self.weight.as_dict() if self.weight else None,
            **({"handling": self.handling} if self.handling else {}),
        }  # fmt: skip


def topic(ledger: Ledger, claims: Sequence[Claim], words: str, years: tuple[int, int] | None = None) -> Topic:
    """What the record holds on a topic.

    claims  those that the words found, the most to the point first
    years   the first and the last of the axis; where nothing is asked, those of the claims
    """
    mentions = tuple(_mention(ledger, claim) for claim in claims)
    columns = _columns([mention.year for mention in mentions], years)
    shown = (columns[0].first, columns[-1].last) if columns else (0, -1)
    events = tuple(event for event in ledger.timeline.values() if shown[0] <= event.day.year <= shown[1])
    names = {claim.id for claim in claims}
    accords, disputes = _accords(ledger, names), _disputes(ledger, names)
    return Topic(
        words=words,
        mentions=mentions,
        columns=columns,
        events=events,
        courses=_courses(mentions),
        accords=accords,
        disputes=disputes,
        weight=_weight(ledger, mentions, accords, disputes),
        reports=len({claim.source for claim in claims}),
        origins=len(ledger.origins(names)),
        handling=handling.note(claims),
    )


def _mention(ledger: Ledger, claim: Claim) -> Mention:
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


def _columns(years: list[int], asked: tuple[int, int] | None) -> tuple[YearSpan, ...]:
    """The years from the first to the last, gathered so that they fit on a screen."""
    if not years and not asked:
        return ()
    first, last = asked or (min(years), max(years))
    each = -(-(last - first + 1) // MOST_COLUMNS)
    return tuple(YearSpan(start, min(start + each - 1, last)) for start in range(first, last + 1, each))


def _courses(mentions: Sequence[Mention]) -> tuple[Course, ...]:
    """The measures of which numbers were said at two times or more; those said most often first."""
    by_measure: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.has_number and mention.claim.measure and not mention.claim.derived_from:
            by_measure.setdefault(states(mention.claim), []).append(mention)
    courses = []
    for what, said in sorted(by_measure.items(), key=lambda item: (-len(item[1]), item[0])):
        if len({mention.year for mention in said}) > 1:
            ordered = tuple(sorted(said, key=lambda mention: (mention.year, mention.claim.id)))
            courses.append(Course(what, ordered[0].claim.unit, ordered))
    return tuple(courses)


def _accords(ledger: Ledger, names: set[str]) -> tuple[Accord, ...]:
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
            said = tuple(_mention(ledger, claim) for claim in claims)
            groups.append(Accord(said, len(origins), len({mention.outlet for mention in said})))
    return tuple(sorted(groups, key=lambda accord: (-accord.origins, accord.mentions[0].claim.id)))


def _disputes(ledger: Ledger, names: set[str]) -> tuple[Dispute, ...]:
    """Pairs that can't both be true, of two speakers, in one article or in two."""
    pairs = []
    for name in sorted(names):
        for other, standing in ledger.relations.get(name, {}).items():
            first, second = ledger.claims[name], ledger.claims[other]
            is_new = other not in names or name < other
            if standing.relation is Relation.CONFLICT and is_new and first.upstream != second.upstream:
                pairs.append(Dispute(_mention(ledger, first), _mention(ledger, second), standing.reason))
    return tuple(pairs)


def _when(ledger: Ledger, claim: Claim) -> tuple[date, str]:
    period = claim.period or ledger.sources[claim.source].published
    return period.first, claim.id


def _weight(
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
    return bool(_accords(ledger, {said.claim.id for said in accord.mentions if said.outlet != outlet}))


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


def states(claim: Claim) -> str:
    """What a claim states, of whom: `quota of officials`; empty if it states no measure."""
    if not claim.measure:
        return ""
    words = claim.measure.replace("_", " ")
    return f"{words} of {PERSONS_WORDS[claim.whose]}" if claim.whose else words
