"""Reading one sentence: `read_sentence` finds what it states, and the words in it that say so.

A sentence may state several things: an amount each, a change, a practice. The one for which most speaks is the reading;
the rest are its `others`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legation.evidence import harm
from legation.evidence.reading.amounts import Amount
from legation.evidence.reading.analysis import Analysis, analyse
from legation.evidence.reading.counted import BARE, PERSONS
from legation.evidence.reading.deaths import OF_DEATHS, deaths_in, without_the_living
from legation.evidence.reading.lexicon import lexicon
from legation.evidence.reading.outsiders import outsiders_in
from legation.evidence.reading.places import Place, main_place
from legation.evidence.reading.readings import Candidate, Reading, ReadPart
from legation.evidence.reading.scores import ENOUGH, Score
from legation.evidence.reading.statements import (
    change_of,
    denial_of,
    missing,
    periods_of,
    persons_named,
    span_of,
    whose_is,
    wording_of,
)
from legation.evidence.vocabulary import WHOSE, vocabulary

MOST = 4000  # characters: a longer text is an article, and only its beginning is read as a sentence
_MOST_CANDIDATES = 3
_CANDIDATE_FROM = 0.6  # of the score of the likeliest
_STATED_FROM = 3.0
_ALIKE_WITHIN = 0.3  # Alternatives whose scores are no farther apart are not told apart.
_TOPIC_FROM = 1.5  # A mechanism with less gives no topic.
_NUMBER_SAYS_MORE = 1.0


def read_sentence(text: str, published: date | None = None) -> Reading:
    """What a sentence says. Whatever the text is, there is a reading: it says what it lacks.

    published  the day from which "last month" is counted
    """
    analysis = analyse(str(text)[:MOST], published, lexicon())
    statements = [_statement(analysis, amount) for amount in (*analysis.amounts, None)]
    statements += [_statement(analysis, None, measure) for measure in _stated(analysis)]
    best, *others = _distinct(statements)
    outsiders = _outsiders(analysis, best)
    refused = tuple((mark.name, mark.advice) for mark in harm.scan(analysis.text))
    return replace(best, others=tuple(others), outsiders=outsiders, refused=refused)


def _outsiders(analysis: Analysis, best: Reading) -> ReadPart[str] | None:
    """The people whom a sentence is about, if the record is not about them; none where it is about no persons."""
    measure = vocabulary().measures.get(best.measure.value) if best.measure else None
    if measure is not None and not measure.of_persons:
        return None
    named = {mark for kind in WHOSE for mark in analysis.marks.get(f"@{kind}", ())}
    foreign = named - {mark for _, mark in persons_named(analysis)}
    known = [mark for of_group in analysis.marks.values() for mark in of_group]
    place = outsiders_in(analysis.text, known, [mark for mark in named if mark not in foreign], foreign)
    return ReadPart(analysis.text[place[0] : place[1]], *place) if place else None


def _distinct(statements: Sequence[Reading]) -> list[Reading]:
    """The statements, the weightiest first, without those that say no more than another."""

    def weight(reading: Reading) -> float:
        return reading.score + _NUMBER_SAYS_MORE * bool(reading.amount)

    kept: list[Reading] = []
    for reading in sorted(statements, key=weight, reverse=True):
        if kept and reading.measure is None:
            continue
        same = [
            each for each in kept if reading.measure and each.measure and each.measure.value == reading.measure.value
        ]
        is_soft = reading.amount is not None and reading.amount.value.is_soft
        if (same and reading.amount is None) or (is_soft and any(each.amount for each in same)):
            continue
        kept.append(reading)
    return kept


def _stated(analysis: Analysis) -> list[str]:
    """The measures for which so much speaks that a sentence states something of each, whatever else it states."""
    kept: list[Score] = []
    scores = analysis.weighing.measures(None, changes=False)
    for score in without_the_living(scores) if deaths_in(analysis) else scores:
        # What rests on the same words is the same statement.
        if score.value >= _STATED_FROM and not any(set(score.marks) & set(each.marks) for each in kept):
            kept.append(score)
    return [score.name for score in kept[:_MOST_CANDIDATES]]


def _statement(analysis: Analysis, amount: Amount | None, of_measure: str = "") -> Reading:
    """The statement that an amount belongs to; without one, what the sentence says as a whole.

    of_measure  the measure that the statement is of, where that is settled
    """
    scores = analysis.weighing.measures(amount, changes=bool(analysis.changes)) if amount else analysis.plain
    deaths = deaths_in(analysis)
    scores = without_the_living(scores) if deaths else scores
    likely = [score for score in scores if score.value >= ENOUGH and of_measure in ("", score.name)]
    best = likely[0] if likely else None
    measure = vocabulary().measures[best.name] if best else None
    mechanism = analysis.mechanism if analysis.mechanism and analysis.mechanism.value >= _TOPIC_FROM else None
    deaths = deaths if measure is None or measure.name in OF_DEATHS else None
    if amount and measure is None and (amount.is_soft or (deaths and amount.kind in (PERSONS, BARE))):
        amount = None
    near = amount.start if amount else best.marks[0].start if best and best.marks else None
    change = change_of(analysis, amount, best)
    wording, said = wording_of(analysis, amount, measure, change, best)
    place, named = main_place(analysis.text, analysis.places, _extent(amount, best))
    period, compared = periods_of(analysis, near)
    topic = mechanism and vocabulary().terms["mechanism"][mechanism.name].topic
    reading = Reading(
        text=analysis.text,
        measure=_measure_part(best),
        topic=measure.topic if measure else topic or "",
        mechanism=mechanism.name if mechanism else "",
        wording=wording,
        amount=said,
        change=change,
        whose=whose_is(analysis, amount, measure, near),
        denies=denial_of(analysis, measure, best),
        place=ReadPart(place.area, place.start, place.end) if place else None,
        named=_named(place, named),
        period=period,
        compared=compared,
        span=span_of(analysis, said, measure, period, wording.value),
        outlet=analysis.speaker.outlet,
        published=analysis.speaker.published,
        knowledge=analysis.speaker.knowledge,
        score=best.value if best else min(mechanism.value, ENOUGH) / 2 if mechanism else 0.0,
        candidates=_candidates(likely),
        undecided=_undecided(likely),
        deaths=deaths,
        numbers=tuple(ReadPart(each, each.start, each.end) for each in analysis.amounts if not each.is_soft),
        undated=tuple(
            ReadPart(analysis.text[time.start : time.end], time.start, time.end)
            for time in analysis.times
            if time.period is None
        ),
    )
    return replace(reading, missing=tuple(missing(reading)))


def _extent(amount: Amount | None, best: Score | None) -> tuple[int, int] | None:
    """Where a statement stands: its amount, or the first of its words."""
    if amount:
        return amount.start, amount.end
    return (best.marks[0].start, best.marks[0].end) if best and best.marks else None


def _measure_part(best: Score | None) -> ReadPart[str] | None:
    if best is None or not best.marks:
        return ReadPart(best.name) if best else None
    return ReadPart(best.name, min(mark.start for mark in best.marks), max(mark.end for mark in best.marks))


def _named(place: Place | None, elsewhere: Place | None) -> ReadPart[str] | None:
    """The place as the text names it, if that is not the name of the area."""
    shown = place or elsewhere
    if shown is None or shown.named.lower() == shown.area.lower():
        return None
    return ReadPart(shown.named, shown.start, shown.end)


def _candidates(likely: Sequence[Score]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(score.name, round(score.value, 2))
        for score in likely[1 : 1 + _MOST_CANDIDATES]
        if score.value >= _CANDIDATE_FROM * likely[0].value
    )


def _undecided(likely: Sequence[Score]) -> tuple[str, ...]:
    """The measures that the words of a text fit alike, the likeliest first; none where they tell which is meant."""
    if not likely:
        return ()
    near = [score.name for score in likely if score.value >= likely[0].value - _ALIKE_WITHIN]
    of_kind = next((names for names in lexicon().alternatives if likely[0].name in names), ())
    kept = tuple(name for name in near if name in of_kind)
    return kept if len(kept) > 1 else ()
