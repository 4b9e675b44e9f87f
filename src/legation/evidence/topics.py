"""A topic of the record: who reported what when, what agrees, what conflicts, and what hangs on one outlet.

Everything here is counted from claims. Reports are articles, origins are where their statements go back to, and the
two are not the same: three articles that retell one interview are one origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.ledger import Event, Ledger
from legation.evidence.mentions import Accord, Dispute, Mention, accords_of, disputes_of, mention_of, states
from legation.evidence.outlet_weights import Weight, weight_of

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
class Course:
    """What was said of one measure of the same persons at different times, by time.

    states  `quota of officials`
    unit    of the first
    """

    states: str
    unit: str
    mentions: tuple[Mention, ...]


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
    mentions = tuple(mention_of(ledger, claim) for claim in claims)
    columns = _columns([mention.year for mention in mentions], years)
    shown = (columns[0].first, columns[-1].last) if columns else (0, -1)
    events = tuple(event for event in ledger.timeline.values() if shown[0] <= event.day.year <= shown[1])
    names = {claim.id for claim in claims}
    accords, disputes = accords_of(ledger, names), disputes_of(ledger, names)
    return Topic(
        words=words,
        mentions=mentions,
        columns=columns,
        events=events,
        courses=_courses(mentions),
        accords=accords,
        disputes=disputes,
        weight=weight_of(ledger, mentions, accords, disputes),
        reports=len({claim.source for claim in claims}),
        origins=len(ledger.origins(names)),
        handling=handling.note(claims),
    )


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
