"""A report that somebody brings, beside the record: what is near it, what is new in it, and what to ask next.

Nothing here is a probability that the report is true. Agreement with earlier reports is no corroboration, unless their
origins are known to be others; who a source is, is never inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from legation.assessment.bearings import Bearing, bearings
from legation.assessment.head_counts import more_than_there_are
from legation.assessment.novelties import claims_of_measures, news, reference
from legation.assessment.questions import UNKNOWN, questions
from legation.assessment.repeats import ONE_PLACE, readings_of, repeat
from legation.base.dates import DateRange, parse_date
from legation.base.number_text import how_many
from legation.evidence.claims import Claim, origin_of
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import short_value, states, value_words
from legation.evidence.propositions import (
    PERSONS_WORDS,
    SPAN_WORDS,
    Proposition,
    Relation,
    Standing,
    middle_day,
    proposition,
    relation,
    speaks_for_itself,
)
from legation.evidence.queries import outlet_of
from legation.evidence.series import rates_by_year
from legation.evidence.vocabulary import RATE, vocabulary

ALL_TIME = parse_date("1950..2030")
NEAREST = 3
MOST_LISTED = 3  # claims in one sentence
QUESTIONS = 4
SAME_DAYS = 3  # one outlet within these days, and the same statement: one report
YES, NO = "yes", "no"
SAME_WORDS = "the same words"


@dataclass(frozen=True)
class Brought:
    """A report as it was read.

    claim          what it says, in the fields of a claim; its id and source are not of the ledger
    outlet         who published it, by name; empty if that isn't known
    origin         where it says that it comes from, as an origin of the ledger; empty if it names none of them
    published      when; None if that isn't known
    hearsay        whether its source heard of it, saw it, or neither is said
    is_of_subject  whether it speaks at all of what the record is about, though it may state no measure of it
    undecided      measures that its words fit alike; then the claim states none
    also           further measures that it may be about or states besides; their claims may be near it
    is_of_deaths   whether its number counts the dead; then the claim has none
    """

    claim: Claim
    outlet: str = ""
    origin: str = ""
    published: DateRange | None = None
    hearsay: str = ""
    is_of_subject: bool = True
    undecided: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    is_of_deaths: bool = False


@dataclass(frozen=True)
class Neighbour:
    """An earlier report near the one brought.

    same_origin  yes, no or can't tell, with the reason in a clause
    same_outlet  whether the report is known to be of its outlet
    differs      in what the two differ, each in a phrase
    standing     what it says of the report brought
    """

    claim: Claim
    outlet: str
    published: str
    same_origin: str
    because: str
    differs: tuple[str, ...]
    standing: Standing
    same_outlet: bool = False


@dataclass(frozen=True)
class Assessment:
    """What the record has to say on a report. Every list is of sentences.

    repeated   claims that say the same
    outlets    of the claims that bear on it, with how many each has, the most first
    now, then  claims of its time and of other times, by what they say of it
    apart      why it can't be set beside other reports; empty if it can
    more       that it speaks of more persons than were ever counted
    retold     the claim whose words it has
    as_either  of each measure that its words fit alike, the claims that would say the same if it is that one
    """

    brought: Brought
    nearest: tuple[Neighbour, ...]
    new: tuple[str, ...]
    beside: tuple[str, ...]
    repeated: tuple[Claim, ...]
    questions: tuple[str, ...]
    outlets: tuple[tuple[str, int], ...]
    now: Bearing
    then: Bearing
    apart: str = ""
    more: tuple[str, ...] = ()
    retold: Claim | None = None
    as_either: tuple[tuple[str, tuple[Claim, ...]], ...] = ()

    @property
    def is_repeat(self) -> bool:
        """Whether a claim says the same of the same time."""
        return bool(self.retold or self.now.same)

    @property
    def is_out_of_reach(self) -> bool:
        """Whether it states nothing that the record is about."""
        brought = self.brought
        return not (brought.claim.measure or brought.undecided or brought.is_of_subject or self.retold)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "nearest": [
                {"id": near.claim.id, "outlet": near.outlet, "published": near.published, "says": near.claim.paraphrase,
                 "same_origin": near.same_origin, "same_outlet": near.same_outlet, "because": near.because,
                 "differs": list(near.differs),
                 "relation": near.standing.relation.value, "reason": near.standing.reason}
                for near in self.nearest
            ],
            "never_said_before": list(self.new),
            "against_the_record": list(self.beside),
            "ask_next": list(self.questions),
            "is_out_of_reach": self.is_out_of_reach,
            "fits_alike": {name: [claim.id for claim in same] for name, same in self.as_either},
            "bearing_claims_by_outlet": dict(self.outlets),
        }  # fmt: skip


def assess_report(
    ledger: Ledger,
    brought: Brought,
    alike: Sequence[Claim],
    worded: Sequence[Claim] = (),
    retold: Claim | None = None,
) -> Assessment:
    """What the record has to say on a report.

    alike   claims that its words find, the most to the point first
    worded  claims that say nearly all of its words, the likest first
    retold  the one of these with the same numbers, times and places; None if there is none
    """
    claim = brought.claim
    said = _unsettled(brought) or proposition(claim, rates_by_year())
    # However large a number is, needs neither a date nor a span to be judged.
    measure = vocabulary().measures.get(claim.measure)
    span = claim.span or ("year" if measure is not None and measure.nature == RATE else "period")
    is_whole = claim.period is not None and not isinstance(said, str)
    undated = replace(claim, period=claim.period or ALL_TIME, span=span)
    sized = said if is_whole else proposition(undated, rates_by_year())
    if not is_whole and isinstance(sized, Proposition):
        sized = replace(sized, days=None)  # Nobody said over how long.
    measures = (claim.measure, *brought.undecided, *brought.also)
    pool = list({other.id: other for other in [*worded, *alike, *claims_of_measures(ledger, measures)]}.values())
    either = readings_of(claim, brought.undecided)
    as_read = {other.id: either.get(other.measure, claim) for other in pool}
    standings = {other.id: _standing(as_read[other.id], other) for other in pool}
    as_either = tuple((name, _same_of(name, pool, standings)) for name in brought.undecided)
    if retold:
        standings[retold.id] = _retelling(retold)

    def rank(other: Claim) -> tuple[bool, bool, float, str]:
        near = _nearness(as_read[other.id], other, standings[other.id], alike, brought.also)
        return other is not retold, other not in worded, -near, other.id

    ranked = sorted(pool, key=rank)
    nearest = tuple(
        _neighbour(ledger, brought, as_read[other.id], other, standings[other.id]) for other in ranked[:NEAREST]
    )
    now, then = bearings(ledger, said, {} if brought.undecided else standings)
    of_measure = {name: standing for name, standing in standings.items() if _is_of(ledger.claims[name], claim)}
    more = tuple(more_than_there_are(ledger, sized))
    return Assessment(
        brought=brought,
        nearest=nearest,
        new=() if retold or brought.undecided or brought.is_of_deaths else tuple(news(ledger, claim, sized)),
        beside=(*_beside(said, of_measure, standings, now, then), *more),
        repeated=now.same,
        questions=tuple(questions(brought, nearest))[:QUESTIONS],
        outlets=_by_outlet(ledger, [*now.all, *then.all]),
        now=now,
        then=then,
        apart=said if isinstance(said, str) else "",
        more=more,
        retold=retold,
        as_either=as_either,
    )


def _same_of(measure: str, claims: Iterable[Claim], standings: Mapping[str, Standing]) -> tuple[Claim, ...]:
    """The claims of a measure that say the same."""
    of_it = (claim for claim in claims if claim.measure == measure)
    return tuple(claim for claim in of_it if standings[claim.id].relation is Relation.SAME)


def _is_of(other: Claim, claim: Claim) -> bool:
    return bool(claim.measure) and other.measure == claim.measure


def _unsettled(brought: Brought) -> str:
    """Why a report can't be set beside others before its fields are looked at; empty if it may be."""
    if brought.is_of_deaths:
        return "no report of deaths is weighed against another"
    return "its words fit more than one measure" if brought.undecided else ""


def _standing(claim: Claim, other: Claim) -> Standing:
    if not speaks_for_itself(other):
        return Standing(Relation.APART, "worked out from others, or withdrawn")
    said, stated = (proposition(each, rates_by_year()) for each in (claim, other))
    standing = relation(said, stated)
    if not claim.place_named:
        standing = repeat(said, stated, standing)
    if claim.place_named and not claim.place and ONE_PLACE in standing.reason:
        reason = standing.reason.replace(ONE_PLACE, f"it names {claim.place_named}, which is no place of the model")
        return Standing(standing.relation, reason)
    return standing


def _retelling(claim: Claim) -> Standing:
    """What a claim says of a report that has its words."""
    if claim.status in ("retracted", "superseded"):
        return Standing(Relation.APART, f"the same words, but that report was {claim.status}")
    return Standing(Relation.SAME, SAME_WORDS)


# How near a claim is, by what it says of what a report says.
POINTS = {Relation.SAME: 3.0, Relation.CONFLICT: 2.0, Relation.FITS: 2.0, Relation.CHANGED: 1.0}


def _nearness(
    claim: Claim, other: Claim, standing: Standing, alike: Sequence[Claim], also: Sequence[str] = ()
) -> float:
    points = 3.0 / (1 + alike.index(other)) if other in alike else 0.0
    if claim.measure and other.measure == claim.measure:
        points += 4.0
        points += 2.0 if other.whose == claim.whose else 0.0
        points += POINTS.get(standing.relation, 0.0)
        points += 1.0 if short_value(claim) and short_value(claim) == short_value(other) else 0.0
    elif other.measure in also:
        points += 1.0 + (1.0 if other.whose == claim.whose else 0.0)
    points += 1.0 if set(claim.places) & set(other.places) else 0.0
    if claim.period and other.period:
        years = abs((middle_day(claim.period) - middle_day(other.period)).days) / 365.25
        points += 1.5 / (1 + years)
    return points


def _neighbour(ledger: Ledger, brought: Brought, claim: Claim, other: Claim, standing: Standing) -> Neighbour:
    outlet = outlet_of(ledger, other)
    published = ledger.sources[other.source].published
    same_origin, because = _same_origin(brought, other, outlet, published, standing)
    differs = tuple(_differences(claim, other))
    same_outlet = bool(brought.outlet) and brought.outlet == outlet
    return Neighbour(
        other, outlet, ledger.sources[other.source].date_words, same_origin, because, differs, standing, same_outlet
    )


def _same_origin(
    brought: Brought, other: Claim, outlet: str, published: DateRange, standing: Standing
) -> tuple[str, str]:
    """Whether two reports go back to one origin, as far as public attribution tells, and why."""
    if brought.origin and brought.origin == other.upstream:
        return YES, f"both name {brought.origin}"
    if brought.outlet and brought.outlet == outlet and brought.published:
        days = abs((brought.published.first - published.first).days)
        if days <= SAME_DAYS and standing.relation is Relation.SAME:
            return YES, "one outlet, the same days, the same statement"
    if brought.origin and origin_of(brought.origin) == other.origin:
        return UNKNOWN, f"both are voices of one article, {other.origin}"
    if brought.origin and other.upstream != other.source:
        return NO, f"the one names {brought.origin}, the other goes back to {other.upstream}"
    if brought.outlet == outlet:
        return UNKNOWN, "the outlet is the same, and the origin isn't named"
    if not brought.origin and not brought.outlet:
        return UNKNOWN, "the report names neither outlet nor origin"
    return UNKNOWN, "its origin is not named" if not brought.origin else "the origin of the other is not known"


def _differences(claim: Claim, other: Claim) -> Iterable[str]:
    if claim.measure != other.measure:
        yield f"it speaks of {states(other) or 'no measure'}"
    elif claim.whose != other.whose:
        yield f"of {PERSONS_WORDS.get(other.whose, 'nobody')}"
    if claim.place != other.place:
        yield _at(other.place) if other.place else "names no place"
    if str(claim.period or "") != str(other.period or ""):
        yield f"in {other.period}" if other.period else "names no time"
    if claim.measure == other.measure:
        if claim.span != other.span and (claim.span or other.span):
            yield counted_over(other.span) if other.span else "doesn't say over how long it is counted"
        if short_value(claim) != short_value(other):
            yield f"says: {value_words(other)}" if value_words(other) else "gives no number"


def _at(area: str) -> str:
    """An area with what stands before it: in China, overseas."""
    return area if area in ("overseas", "worldwide", "outside China", "elsewhere") else f"in {area}"


def counted_over(span: str) -> str:
    """Over what time or how often a number is counted, in plain words."""
    if span == "any_time":
        return "counted at any one time"
    return "counted for one occasion" if span == "occasion" else f"counted over {SPAN_WORDS[span]}"


def _beside(
    said: Proposition | str,
    of_measure: dict[str, Standing],
    standings: dict[str, Standing],
    now: Bearing,
    then: Bearing,
) -> Iterable[str]:
    """What claims of the same proposition say of it, and why others can't be set beside it."""
    for listed, words in (
        (now.same, ("says the same", "say the same")),
        (now.otherwise, ("says otherwise", "say otherwise")),
        (now.including, ("gives a range that would include it", "give ranges that would include it")),
        (now.neutral, ("does not speak against it, nor say the same", "don't speak against it, nor say the same")),
    ):
        if listed:
            origins = origins_of(listed)
            reasons_given = "; ".join(_with_reason(other, standings) for other in listed[:MOST_LISTED])
            if len(listed) > MOST_LISTED:
                reasons_given += f"; and {len(listed) - MOST_LISTED} more"
            yield f"{how_many(origins, 'origin')} {words[origins > 1]}: {reasons_given}."
    if isinstance(said, str):
        yield f"It can't be set beside {'any further' if now.all else 'other'} reports: {said}."
    elif not now.all:
        reasons = Counter(standing.reason for standing in of_measure.values())
        if reasons:
            listed_reasons = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common(3))
            yield f"No report of it can be set beside this one: {listed_reasons}."
        else:
            yield "The record has no report of the same thing."
    for listed, words in (
        (then.same, ("reported much the same", "reported much the same")),
        (then.including, ("gave a range that would include it", "gave ranges that would include it")),
        (then.otherwise, ("reported something else", "reported something else")),
    ):
        if listed and not now.all:
            origins = origins_of(listed)
            named = "; ".join(reference(other) for other in listed[:MOST_LISTED])
            more = f"; and {len(listed) - MOST_LISTED} more" if len(listed) > MOST_LISTED else ""
            yield f"Of other times {how_many(origins, 'origin')} {words[origins > 1]}: {named}{more}."


def origins_of(claims: Iterable[Claim]) -> int:
    """How many origins claims have."""
    return len({claim.origin for claim in claims})


def _by_outlet(ledger: Ledger, bearing: Sequence[Claim]) -> tuple[tuple[str, int], ...]:
    """How many of the claims that bear on a report each outlet has, the most first."""
    counts = Counter(outlet_of(ledger, claim) for claim in bearing)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _with_reason(claim: Claim, standings: dict[str, Standing]) -> str:
    return f"{reference(claim)}, {standings[claim.id].reason}"
