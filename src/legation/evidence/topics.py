"""A topic of the record: who reported what when, what agrees, what conflicts, and what hangs on one outlet.

Everything here is counted from claims. Reports are articles, origins are where their statements go back to, and the
two are not the same: three articles that retell one interview are one origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.ledger import Event, Ledger
from legation.evidence.mentions import (
    Accord,
    Dispute,
    Mention,
    accords_of,
    bare_unit,
    changes_of,
    disputes_of,
    mention_of,
    standing_words,
    states,
)
from legation.evidence.outlet_weights import Weight, weight_of
from legation.evidence.propositions import PERIOD, SPAN_DAYS
from legation.evidence.vocabulary import FLOW, RATE, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE

MOST_COLUMNS = 9  # of a time axis on a screen
OTHERS = "others"
# How a claim bears on a topic, as exports say it.
SPEAKS, MENTIONS, WORKED_OUT = "speaks of it", "only mentions it", "worked out by the compilers, reported by nobody"
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


class OriginOfClaims(NamedTuple):
    """Where some claims of a topic go back to.

    name     as the record has it
    is_known whether a report says so; else it is a report that names no origin, and stands for its own
    words    what the report says of it; empty where it says nothing more
    outlets  through which its claims came
    claims   ids
    """

    name: str
    is_known: bool
    words: str
    outlets: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """What was said of one measure of the same persons at different times, by time, in one unit and over one span.

    states  `quota of officials`
    span    over what their numbers are given, where some are over something else: `in one day`; else empty
    unit    of all
    """

    states: str
    span: str
    unit: str
    mentions: tuple[Mention, ...]

    @property
    def weightiest(self) -> list[Mention]:
        """The most and the least that was said, and then the others, the best graded first."""
        amounts = [mention for mention in self.mentions if mention.has_number]
        ends = (
            [max(amounts, key=lambda each: _ends(each)[1]), min(amounts, key=lambda each: _ends(each)[0])]
            if amounts
            else []
        )
        ranked = [*ends, *sorted(self.mentions, key=lambda each: each.grade)]
        return list({mention.claim.id: mention for mention in ranked}.values())


class Extent(NamedTuple):
    """The least and the most that was said of one measure of the same persons, over one span and in one unit.

    states  `forced returns of everybody`
    span    over what the numbers are given: `in one day`; may be empty
    amounts how many claims state one
    """

    states: str
    span: str
    unit: str
    least: Mention
    most: Mention
    amounts: int


@dataclass(frozen=True)
class Topic:
    """What the record holds on some words.

    mentions   one for each claim, the most to the point first
    passing    claims that say the word while they state something else; no reports of the topic
    own_standing  id of a claim of the user's -> what it agrees or conflicts with, in a sentence
    derived    what the compilers worked out from other claims; nobody reported it
    columns    the time axis
    events     dated events in these years
    changes    pairs with other values mostly of other times, which are no conflicts
    extents    the least and the most that was said, of the measures with most amounts first
    listed_origins  where the claims go back to: what reports name first, then reports that name none
    """

    words: str
    mentions: tuple[Mention, ...]
    passing: tuple[Mention, ...]
    derived: tuple[Mention, ...]
    columns: tuple[YearSpan, ...]
    events: tuple[Event, ...]
    courses: tuple[Course, ...]
    accords: tuple[Accord, ...]
    disputes: tuple[Dispute, ...]
    changes: tuple[Dispute, ...]
    weight: Weight | None
    own_standing: dict[str, str]
    reports: int
    origins: int
    origins_at_most: int
    handling: str
    listed_origins: tuple[OriginOfClaims, ...] = ()
    extents: tuple[Extent, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All of them, those of the topic first."""
        return tuple(mention.claim for mention in (*self.mentions, *self.passing, *self.derived))

    @property
    def own(self) -> tuple[Mention, ...]:
        """The user's own claims that are not public."""
        return tuple(mention for mention in self.mentions if mention.is_own)

    @property
    def leading(self) -> tuple[Mention, ...]:
        """The claims in the order in which a reader wants them: amounts first, of what the words name, best graded."""
        said = Counter(states(mention.claim) for mention in self.mentions if mention.has_number)

        def place(mention: Mention) -> tuple[bool, bool, int, str, float]:
            if not mention.has_number:
                return True, False, 0, "", 0.0  # in the order in which the words found them
            what = states(mention.claim)
            return False, not _is_named(what, self.words), -said[what], mention.grade, -_ends(mention)[1]

        return tuple(sorted(self.mentions, key=place))

    @property
    def bearings(self) -> dict[str, str]:
        """How each claim bears on the topic, in words, by id."""
        kinds = ((self.mentions, SPEAKS), (self.passing, MENTIONS), (self.derived, WORKED_OUT))
        return {mention.claim.id: words for mentions, words in kinds for mention in mentions}

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
                 "grade": mention.grade, "says": mention.claim.paraphrase,
                 **({"after": mention.after} if mention.after else {})}
                for mention in self.mentions
            ],
            "mention_the_word": [mention.claim.id for mention in self.passing],
            "worked_out": [mention.claim.id for mention in self.derived],
            "reports": self.reports,
            "origins": self.origins,
            "origins_at_most": self.origins_at_most,
            "origins_listed": [
                {"origin": each.name, "known": each.is_known, "said_to_be": each.words, "outlets": list(each.outlets),
                 "claims": list(each.claims)}
                for each in self.listed_origins
            ],
            "outlets": len({mention.outlet for mention in self.mentions}),
            "events": [
                {"id": event.id, "day": event.day.isoformat(), "measure": event.measure} for event in self.events
            ],
            "over_time": [
                {"states": course.states, "span": course.span, "unit": course.unit,
                 "claims": [said.claim.id for said in course.mentions]}
                for course in self.courses
            ],
            "agree": [
                {"claims": [said.claim.id for said in accord.mentions], "origins": accord.origins,
                 "outlets": accord.outlets, "contested": accord.is_contested}
                for accord in self.accords
            ],
            "conflict": [
                {"claims": [said.claim.id for said in dispute.mentions],
                 "sides": [[said.claim.id for said in side] for side in dispute.sides], "because": dispute.because}
                for dispute in self.disputes
            ],
            "changed": [[said.claim.id for said in change.mentions] for change in self.changes],
            "least_and_most": [
                {"states": each.states, "span": each.span, "unit": each.unit, "amounts": each.amounts,
                 "least": each.least.claim.id, "most": each.most.claim.id}
                for each in self.extents
            ],
            **({"yours": self.own_standing} if self.own_standing else {}),
            "hangs_on": self.weight.as_dict() if self.weight else None,
            **({"handling": self.handling} if self.handling else {}),
        }  # fmt: skip


def topic(
    ledger: Ledger,
    claims: Sequence[Claim],
    words: str,
    years: tuple[int, int] | None = None,
    passing: Collection[str] = (),
) -> Topic:
    """What the record holds on a topic.

    claims   those that the words found, the most to the point first
    years    the first and the last of the axis; where nothing is asked, those of the claims
    passing  ids of the claims that only say the words
    """
    reported = [claim for claim in claims if not claim.derived_from]
    derived = tuple(mention_of(ledger, claim) for claim in claims if claim.derived_from)
    beside = tuple(mention_of(ledger, claim) for claim in reported if claim.id in passing)
    claims = [claim for claim in reported if claim.id not in passing]
    # What a person adds comes first: it is what the rest is set beside.
    mentions = tuple(sorted((mention_of(ledger, claim) for claim in claims), key=lambda each: not each.is_own))
    columns = _columns([mention.year for mention in mentions], years)
    shown = (columns[0].first, columns[-1].last) if columns else (0, -1)
    events = tuple(event for event in ledger.timeline.values() if shown[0] <= event.day.year <= shown[1])
    names = {claim.id for claim in claims}
    accords, disputes = accords_of(ledger, names), disputes_of(ledger, names)
    return Topic(
        words=words,
        mentions=mentions,
        passing=beside,
        derived=derived,
        columns=columns,
        events=events,
        courses=_courses(mentions),
        accords=accords,
        disputes=disputes,
        changes=changes_of(ledger, names),
        weight=weight_of(ledger, mentions, accords, disputes),
        own_standing={
            mention.claim.id: standing_words(ledger, mention.claim) for mention in mentions if mention.is_own
        },
        reports=len({claim.source for claim in claims}),
        origins=len(ledger.origins(names)),
        origins_at_most=len(ledger.origins_at_most(names)),
        handling=handling.note([*claims, *(mention.claim for mention in (*beside, *derived))]),
        listed_origins=_listed_origins(ledger, mentions),
        extents=_extents(mentions, words),
    )


def _listed_origins(ledger: Ledger, mentions: Sequence[Mention]) -> tuple[OriginOfClaims, ...]:
    """The origins of claims, those that reports name first, each time those with most claims first."""
    by_origin: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_origin.setdefault(mention.claim.origin, []).append(mention)
    listed = []
    for name, said in by_origin.items():
        known = [each for each in said if not ledger.is_origin_unknown(each.claim)]
        words = ledger.sources[known[0].claim.source].upstream_of_record if known else ""
        listed.append(
            OriginOfClaims(
                name, bool(known), "" if words == name else words, tuple(dict.fromkeys(each.outlet for each in said)),
                tuple(each.claim.id for each in said),
            )
        )  # fmt: skip
    return tuple(sorted(listed, key=lambda each: (not each.is_known, -len(each.claims), each.name)))


def _columns(years: list[int], asked: tuple[int, int] | None) -> tuple[YearSpan, ...]:
    """The years from the first to the last, gathered so that they fit on a screen."""
    if not years and not asked:
        return ()
    first, last = asked or (min(years), max(years))
    each = -(-(last - first + 1) // MOST_COLUMNS)
    return tuple(YearSpan(start, min(start + each - 1, last)) for start in range(first, last + 1, each))


def _courses(mentions: Sequence[Mention]) -> tuple[Course, ...]:
    """The measures of which numbers were said at two times or more; those said most often first.

    A count of one day, one of five years and one a year are no course, nor are amounts in two units.
    """
    kinds: dict[str, dict[tuple[str, str], list[Mention]]] = {}
    for mention in mentions:
        is_change = WORDINGS[mention.claim.wording].compares == CHANGE
        if mention.claim.measure and (mention.has_number or is_change):
            key = ("", "") if is_change else (_span_of(mention.claim), bare_unit(mention.claim))
            kinds.setdefault(states(mention.claim), {}).setdefault(key, []).append(mention)
    courses = []
    for what, by_kind in kinds.items():
        # How much something changed belongs beside the amounts said most often.
        changes = by_kind.pop(("", ""), [])
        most = max(by_kind, key=lambda key: len(by_kind[key]), default=None)
        spans = {span for span, _ in by_kind}
        for (span, unit), said in by_kind.items():
            ordered = tuple(
                sorted(
                    [*said, *(changes if (span, unit) == most else ())],
                    key=lambda mention: (mention.year, mention.claim.id),
                )
            )
            if len({mention.year for mention in ordered}) > 1:
                courses.append(Course(what, span if len(spans) > 1 else "", unit, ordered))
    return tuple(sorted(courses, key=lambda course: (-len(course.mentions), course.states, course.span, course.unit)))


def _is_named(what: str, words: str) -> bool:
    """Whether the words of a topic name a measure: `quotas`, `quota of officials`."""
    return any(word.rstrip("s") in what for word in words.lower().split() if len(word.rstrip("s")) > 2)


def _extents(mentions: Sequence[Mention], words: str) -> tuple[Extent, ...]:
    """The least and the most of each measure of which two amounts or more were said over one span and in one unit.

    What the words name comes first, and then what most amounts were said of; of a measure, the span of the largest.
    """
    kinds: dict[str, dict[tuple[str, str], list[Mention]]] = {}
    for mention in mentions:
        if mention.claim.measure and mention.has_number:
            span, unit = _span_of(mention.claim), bare_unit(mention.claim)
            # Of what is counted over a span, "USD per year" and "USD per person per year" are one unit.
            key = (span, unit.partition(" per ")[0] if span else unit)
            kinds.setdefault(states(mention.claim), {}).setdefault(key, []).append(mention)
    extents = []
    ranked = sorted(
        kinds.items(),
        key=lambda item: (not _is_named(item[0], words), -sum(map(len, item[1].values())), item[0]),
    )
    for what, by_kind in ranked:
        for (span, unit), said in sorted(
            by_kind.items(), key=lambda item: (-max(_ends(each)[1] for each in item[1]), item[0])
        ):
            if len(said) > 1:
                least = min(said, key=lambda mention: (_ends(mention)[0], mention.grade, mention.claim.id))
                most = max(said, key=lambda mention: (_ends(mention)[1], mention.claim.id))
                extents.append(Extent(what, span, unit, least, most, len(said)))
    return tuple(extents)


def _ends(mention: Mention) -> tuple[float, float]:
    """The lower and the upper end of an amount; where one is open, the other."""
    low, high = mention.claim.low, mention.claim.high
    known = [end for end in (low, high) if end is not None]
    return min(known), max(known)


def _span_of(claim: Claim) -> str:
    """Over what a number is given, in words that stand after a measure."""
    measure = vocabulary().measures.get(claim.measure)
    if measure is None or measure.nature not in (FLOW, RATE):
        return ""
    if claim.span != PERIOD:
        return {"any_time": "at one time", "occasion": "on one occasion"}.get(claim.span, f"in one {claim.span}")
    days = (claim.period.last - claim.period.first).days + 1 if claim.period else 0
    return "over several years" if days > 1.5 * SPAN_DAYS["year"] else "over weeks or months"
