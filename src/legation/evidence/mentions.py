"""Claims as a topic shows them: in a few characters each, and which of them say the same or can't both be true."""

from __future__ import annotations

from collections.abc import Iterable
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
from legation.evidence.wordings.form import CHANGE, NOT_STATED

MOST_NAMED = 3  # claims that a sentence names


@dataclass(frozen=True)
class Mention:
    """One claim on the axis.

    year     the last of what it is about, or of publication if it names no time
    when     the years that it is about: `2019`, `1990-2023`
    short    its number or direction in a few characters; empty if it has none
    grade    such as F/B-3
    after    who said it first, where the outlet retells another's report; empty where it doesn't
    """

    claim: Claim
    outlet: str
    year: int
    when: str
    short: str
    grade: str
    after: str = ""

    @property
    def teller(self) -> str:
        """The outlet, and where it has the report from: `NK News after Human Rights Watch`."""
        return f"{self.outlet} after {self.after}" if self.after else self.outlet

    @property
    def is_own(self) -> bool:
        """Whether it is a claim of the user's that is not public."""
        return not handling.is_public(self.claim.handling)

    @property
    def has_number(self) -> bool:
        """Whether it states an amount of its measure. How much a measure changed is none, nor a sum that says whom."""
        claim = self.claim
        if claim.low is None and claim.high is None:
            return False
        return WORDINGS[claim.wording].compares != CHANGE and not _is_practice(claim)

    @property
    def marks(self) -> str:
        """What a chart may write beside a mark: an amount, or how much it changed; empty for what is only said."""
        is_change = WORDINGS[self.claim.wording].compares == CHANGE
        return self.short if self.has_number or is_change else ""


@dataclass(frozen=True)
class Accord:
    """Claims that say the same, each at least with one of the others, by time.

    is_contested  whether others say otherwise, so that it is one side of a conflict
    """

    mentions: tuple[Mention, ...]
    origins: int
    outlets: int
    is_contested: bool = False


@dataclass(frozen=True)
class Dispute:
    """Two sides that can't both be true, and why, in a clause. Claims of one side say the same."""

    first: tuple[Mention, ...]
    second: tuple[Mention, ...]
    because: str

    @property
    def sides(self) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        return self.first, self.second

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.first + self.second


def mention_of(ledger: Ledger, claim: Claim) -> Mention:
    """A claim of a ledger as a topic shows it."""
    period = period_of(ledger, claim)
    first, last = period.first.year, period.last.year
    when = str(last) if first == last else f"{first}-{last}"
    grade = ledger.grade(claim.id)
    return Mention(
        claim, outlet_of(ledger, claim), last, when, short_value(claim), grade, _first_told_by(ledger, claim)
    )


def _first_told_by(ledger: Ledger, claim: Claim) -> str:
    """Who said first what an outlet retells: a body of the ledger that it names, and whose report that retells."""
    outlet = outlet_of(ledger, claim)
    names = {each.name for each in ledger.outlets.values()}
    speaker = claim.said_by.partition(",")[0].strip()
    chain = [speaker] if speaker in names else []
    if claim.upstream in ledger.sources:
        first = ledger.sources[claim.upstream]
        chain.append(ledger.outlets[first.outlet].name)
    return ", after ".join(name for name in dict.fromkeys(chain) if name != outlet)


def short_value(claim: Claim) -> str:
    """What a claim states, in a few characters: `20-50k`, `≥ 3k`, `~ 30 %`, `↑`, `several`, `no`."""
    wording = WORDINGS[claim.wording]
    if wording.compares == CHANGE:
        return _change_text(claim, getattr(wording, "sign", 0))
    if _is_practice(claim):
        return "no" if claim.denies else "yes"
    if claim.denies:
        return "denied"
    if claim.low is None and claim.high is None:
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
    unit = "" if unit == NOT_STATED else unit
    amount = f"{number} {unit}".strip()
    return {"at_least": f"{amount} or more", "at_most": f"up to {amount}", "about": f"about {amount}"}.get(
        claim.wording, amount
    )


def _is_practice(claim: Claim) -> bool:
    measure = vocabulary().measures.get(claim.measure)
    return measure is not None and measure.nature == PRACTICE


def _change_text(claim: Claim, sign: int) -> str:
    """A rise or fall, with how much if the claim says it: `↑`, `↑ ×2 a year`, `↓ 40%`."""
    arrow = "↑" if sign > 0 else "↓"
    unit = claim.unit.split()
    if not unit or unit[0] != "percent" or (claim.low is None and claim.high is None):
        return arrow
    span = " a year" if claim.unit.endswith("per year") else ""
    if claim.low == claim.high and claim.low is not None and claim.low >= 100 and claim.low % 100 == 0 and sign > 0:
        return f"{arrow} ×{1 + claim.low / 100:.0f}{span}"
    ends = [end for end in (claim.low, claim.high) if end is not None]
    mark = "≥" if claim.high is None else ""
    return f"{arrow} {mark}{_range_text(ends)}%{span}"


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
    accords = []
    for group in _alike(ledger, names):
        origins = ledger.origins(group)
        if len(origins) > 1:
            said = _mentions(ledger, group)
            is_contested = any(_contradicting(ledger, name) for name in group)
            accords.append(Accord(said, len(origins), len({mention.outlet for mention in said}), is_contested))
    return tuple(sorted(accords, key=lambda accord: (-accord.origins, accord.mentions[0].claim.id)))


def disputes_of(ledger: Ledger, names: set[str]) -> tuple[Dispute, ...]:
    """Sides that can't both be true, of two speakers, in one article or in two.

    Claims that say the same and are contradicted by the same are one side, so that one denial of one story is one
    conflict, however often the story was told.
    """
    against = {name: set(_contradicting(ledger, name)) for name in names}
    for name in list(against):
        for rival in against[name]:
            against.setdefault(rival, set()).add(name)
    side_of: dict[str, frozenset[str]] = {}
    for group in _alike(ledger, set(against)):
        by_rivals: dict[frozenset[str], set[str]] = {}
        for name in group:
            by_rivals.setdefault(frozenset(against[name]), set()).add(name)
        side_of |= {name: frozenset(side) for side in by_rivals.values() for name in side}
    disputes: dict[frozenset[frozenset[str]], Dispute] = {}
    for name in sorted(names):
        for rival in sorted(against[name]):
            sides = frozenset((side_of[name], side_of[rival]))
            if sides not in disputes:
                because = ledger.relations[name][rival].reason
                first, second = _mentions(ledger, side_of[name]), _mentions(ledger, side_of[rival])
                disputes[sides] = Dispute(first, second, because)
    return tuple(disputes.values())


def changes_of(ledger: Ledger, names: set[str]) -> tuple[Dispute, ...]:
    """Pairs of claims with other values mostly of other times, the earlier first: no conflicts."""
    pairs = sorted({tuple(sorted((name, other))) for name in names for other in ledger.changed_from(name)})
    changes = []
    for name, other in pairs:
        first, second = _mentions(ledger, (name, other))
        changes.append(Dispute((first,), (second,), ledger.relations[name][other].reason))
    return tuple(changes)


def _alike(ledger: Ledger, names: set[str]) -> list[set[str]]:
    """The claims in groups: each says the same as one other of its group at least; a group may be one claim."""
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
        groups.append(group)
    return groups


def _contradicting(ledger: Ledger, name: str) -> list[str]:
    """The claims that can't be true with one, of other speakers."""
    of_claim = ledger.relations.get(name, {})
    upstream = ledger.claims[name].upstream
    return [
        other
        for other, standing in of_claim.items()
        if standing.relation is Relation.CONFLICT and ledger.claims[other].upstream != upstream
    ]


def _mentions(ledger: Ledger, names: Iterable[str]) -> tuple[Mention, ...]:
    claims = sorted((ledger.claims[name] for name in names), key=lambda claim: _when(ledger, claim))
    return tuple(mention_of(ledger, claim) for claim in claims)


def standing_words(ledger: Ledger, claim: Claim) -> str:
    """What a claim can be set beside, and what that says of it, in a sentence; or why it can be set beside nothing."""

    def named(names: Iterable[str]) -> str:
        listed = list(names)
        said = [f"{name} ({outlet_of(ledger, ledger.claims[name])})" for name in listed[:MOST_NAMED]]
        more = [f"{len(listed) - MOST_NAMED} more"] if len(listed) > MOST_NAMED else []
        return ", ".join(said + more)

    kinds = (
        ("Agrees with", ledger.agreements(claim.id)),
        ("Conflicts with", _contradicting(ledger, claim.id)),
        ("Fits with", ledger.fitting(claim.id)),
        ("Differs, mostly of another time, from", ledger.changed_from(claim.id)),
    )
    parts = [f"{words} {named(names)}" for words, names in kinds if names]
    if parts:
        return "; ".join([parts[0], *(part[0].lower() + part[1:] for part in parts[1:])]) + "."
    if alone := ledger.information(claim.id).alone:
        return f"Can't be set beside others: {alone}."
    return f"Nothing in the record states {states(claim)} for its place and time."


def by_grade(ledger: Ledger, claim: Claim) -> tuple[str, str, int, str]:
    """What puts claims in order, the best graded first: source, outlet, information, and then the id."""
    source, outlet, digit = ledger.grade(claim.id).replace("/", "-").split("-")
    return source, outlet, int(digit), claim.id


def _when(ledger: Ledger, claim: Claim) -> tuple[date, str]:
    period = claim.period or ledger.sources[claim.source].published
    return period.first, claim.id


def states(claim: Claim) -> str:
    """What a claim states, of whom: `quota of officials`; empty if it states no measure."""
    if not claim.measure:
        return ""
    measure = vocabulary().measures.get(claim.measure)
    words = measure.reader_name if measure else claim.measure.replace("_", " ")
    return f"{words} of {PERSONS_WORDS[claim.whose]}" if claim.whose else words


def bare_unit(claim: Claim) -> str:
    """The unit of a claim without what is said of it in brackets."""
    return claim.unit.partition(" (")[0]
