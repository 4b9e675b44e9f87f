"""Reading one sentence: `read_sentence` finds what it states, and the words in it that say so.

A sentence may state several things: an amount each, a change, a practice. The one for which most speaks is the reading;
the rest are its `others`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.base.characters import visible
from legation.base.dates import DateRange
from legation.base.places import PLACES
from legation.evidence import harm
from legation.evidence.reading.amounts import (
    BARE,
    MONEY,
    OFTEN,
    PERCENT,
    TIME,
    WORD,
    Amount,
    find_amounts,
    listed_places,
)
from legation.evidence.reading.lexicon import Lexicon, Mark, Token, lexicon, plain, tokens
from legation.evidence.reading.places import Place, find_places, main_place
from legation.evidence.reading.readings import Candidate, Part, Reading
from legation.evidence.reading.scoring import ENOUGH, Score, directions, measure_scores, mechanism_scores
from legation.evidence.reading.speakers import Speaker, find_speaker
from legation.evidence.reading.times import AFTER, BEFORE, SINCE, THAN, Time, find_times
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, SHARE, SIZE, STOCK, Measure, vocabulary

MOST = 4000  # characters: a longer text is an article, and only its beginning is read as a sentence
_MOST_CANDIDATES = 3
_CANDIDATE_FROM = 0.6  # of the score of the likeliest
_STATED_FROM = 3.0
_TOPIC_FROM = 1.5  # A mechanism with less gives no topic.


@dataclass(frozen=True)
class Analysis:
    """What was found in a sentence before anything is decided."""

    text: str
    tokens: list[Token]
    marks: dict[str, list[Mark]]
    times: list[Time]
    places: list[Place]
    amounts: list[Amount]
    speaker: Speaker


def read_sentence(text: str, published: date | None = None) -> Reading:
    """What a sentence says. Whatever the text is, there is a reading: it says what it lacks.

    published  the day from which "last month" is counted
    """
    words = lexicon()
    analysis = analyse(str(text)[:MOST], published, words)
    statements = [_reading(analysis, amount, words) for amount in (*analysis.amounts, None)]
    statements += [_reading(analysis, None, words, measure) for measure in _stated(analysis, words)]
    statements = _distinct(statements)
    best, *others = statements
    refused = tuple((mark.name, mark.advice) for mark in harm.scan(analysis.text))
    return replace(best, others=tuple(others), refused=refused)


def analyse(text: str, published: date | None, words: Lexicon) -> Analysis:
    """Everything that a sentence names: words of the lexicon, dates, places, amounts and who speaks."""
    text = plain(visible(text))
    of_text = tokens(text)
    marks = words.words.find(text, of_text)
    speaker = find_speaker(text, of_text, words)
    times = find_times(text, of_text, words, published)
    if speaker.published_at:
        times = [time for time in times if (time.start, time.end) != speaker.published_at]
    dated = [(time.start, time.end) for time in times] + ([speaker.published_at] if speaker.published_at else [])
    events = [(mark.start, mark.end) for of_event in words.events.find(text, of_text).values() for mark in of_event]
    places = find_places(text, of_text, words, [*speaker.outlets, *events])
    amounts = find_amounts(text, of_text, words, marks, dated)
    amounts += listed_places(
        text,
        [
            (place.area, place.start, place.end)
            for place in places
            if place.area in PLACES and not _REGION.search(place.named)
        ],
        of_text,
    )
    return Analysis(text, of_text, marks, times, places, amounts, speaker)


_REGION = re.compile(r"\b(?:china|asia|korea|province)\b", re.IGNORECASE)


def _distinct(statements: Sequence[Reading]) -> list[Reading]:
    """The statements, the weightiest first, without those that say no more than another."""
    # Between statements for which equally much speaks, one with a number says more, and the first comes first.
    ordered = sorted(statements, key=lambda reading: -(reading.score + (1.0 if reading.amount else 0.0)))
    kept: list[Reading] = []
    for reading in ordered:
        if kept and reading.measure is None:
            continue
        measure = reading.measure.value if reading.measure else ""
        if reading.amount is None and any(each.measure and each.measure.value == measure for each in kept):
            continue
        if (
            reading.amount
            and reading.amount.value.is_soft
            and any(each.measure and each.measure.value == measure and each.amount for each in kept)
        ):
            continue
        kept.append(reading)
    return kept


def _stated(analysis: Analysis, words: Lexicon) -> list[str]:
    """The measures for which so much speaks that a sentence states something of each, whatever else it states."""
    scores = measure_scores(words, analysis.marks, None, changes=False)
    kept: list[Score] = []
    for score in scores:  # What rests on the same words is the same statement.
        if score.value >= _STATED_FROM and not any(set(score.marks) & set(each.marks) for each in kept):
            kept.append(score)
    return [score.name for score in kept[:_MOST_CANDIDATES]]


def _reading(analysis: Analysis, amount: Amount | None, words: Lexicon, of_measure: str = "") -> Reading:
    """The statement that an amount belongs to; without one, what the sentence says as a whole.

    of_measure  the measure that the statement is of, where that is settled
    """
    marks = analysis.marks
    said = _change_said(analysis)
    scores = measure_scores(words, marks, amount, changes=bool(said))
    likely = [score for score in scores if score.value >= ENOUGH and of_measure in ("", score.name)]
    best = likely[0] if likely else None
    measure = vocabulary().measures[best.name] if best else None
    mechanisms = mechanism_scores(words, marks)
    mechanism = mechanisms[0] if mechanisms and mechanisms[0].value >= _TOPIC_FROM else None
    if amount and amount.is_soft and measure is None:
        amount = None
    near = amount.start if amount else best.marks[0].start if best and best.marks else None
    change = _change(analysis, amount, best, words, said)
    wording, amount_part = _wording(analysis, amount, measure, change, best)
    place, named = main_place(analysis.text, analysis.places, near)
    period, compared = _periods(analysis, near)
    whose = _whose(analysis, amount, measure, near)
    reading = Reading(
        text=analysis.text,
        measure=_measure_part(best),
        topic=measure.topic if measure else vocabulary().terms["mechanism"][mechanism.name].topic if mechanism else "",
        mechanism=mechanism.name if mechanism else "",
        wording=wording,
        amount=amount_part,
        change=change,
        whose=whose,
        denies=_denies(analysis, measure, best),
        place=Part(place.area, place.start, place.end) if place else None,
        named=Part(named.named, named.start, named.end) if named and not place else
        Part(place.named, place.start, place.end) if place and place.named.lower() != place.area.lower() else None,
        period=period,
        compared=compared,
        span=_span(analysis, amount_part, measure, period, wording.value),
        outlet=analysis.speaker.outlet,
        published=analysis.speaker.published,
        knowledge=analysis.speaker.knowledge,
        score=best.value if best else min(mechanism.value, ENOUGH) / 2 if mechanism else 0.0,
        candidates=_candidates(likely),
        undated=tuple(Part(analysis.text[time.start:time.end], time.start, time.end) for time in analysis.times if time.period is None),
    )  # fmt: skip
    return replace(reading, missing=tuple(missing(reading)))


def _measure_part(best: Score | None) -> Part[str] | None:
    if best is None:
        return None
    if not best.marks:
        return Part(best.name)
    return Part(best.name, min(mark.start for mark in best.marks), max(mark.end for mark in best.marks))


def _candidates(likely: Sequence[Score]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(score.name, round(score.value, 2))
        for score in likely[1 : 1 + _MOST_CANDIDATES]
        if score.value >= _CANDIDATE_FROM * likely[0].value
    )


# Change -------------------------------------------------------------------------------------------------------------

_NEAR_CHANGE = 9  # tokens between a word for a change and what changed


def _change_said(analysis: Analysis) -> list[tuple[str, Mark]]:
    """The words of a sentence that say that something rose or fell, in order."""
    words = [(name, mark) for name in ("rose", "fell") for mark in analysis.marks.get(name, ())]
    words += [("rose", mark) for name in ("doubled", "tripled") for mark in analysis.marks.get(name, ())]
    return sorted(words, key=lambda word: word[1].start)


def _change(
    analysis: Analysis, amount: Amount | None, best: Score | None, words: Lexicon, said: list[tuple[str, Mark]]
) -> Part[str] | None:
    """Which way what is measured went, as far as the sentence says so near the words for the measure."""
    if best and (direction := directions(words, best.name, analysis.marks)):
        first, last = best.marks[0].start, max(mark.end for mark in best.marks)
        return Part(direction, first, last)
    if amount and (amount.change or amount.went):
        return Part(amount.change or amount.went, amount.start, amount.end)
    if not best or not best.marks:
        return None
    for direction, mark in said:
        gap = min(
            (abs(mark.first - each.last + 1) if each.last <= mark.first else abs(each.first - mark.last + 1))
            for each in best.marks
        )
        if gap <= _NEAR_CHANGE:
            return Part(direction, mark.start, mark.end)
    return None


# How it is said -----------------------------------------------------------------------------------------------------

_GROWTH = {"doubled": 100.0, "tripled": 200.0}


def _wording(
    analysis: Analysis, amount: Amount | None, measure: Measure | None, change: Part[str] | None, best: Score | None
) -> tuple[Part[str], Part[Amount] | None]:
    """The wording of a statement, and its amount."""
    if amount:
        part = Part(amount, amount.start, amount.end)
        is_growth = amount.kind == PERCENT and amount.change and measure and measure.unit != "percent"
        if is_growth:
            return Part(amount.change, amount.start, amount.end), part
        if amount.low is None and amount.high is None:
            return Part(amount.wording, amount.start, amount.end), (None if amount.kind == WORD else part)
        return Part(amount.wording, amount.start, amount.end), part
    if change and measure and measure.nature != PRACTICE:
        for name, growth in _GROWTH.items():
            for mark in analysis.marks.get(name, ())[:1]:
                grown = Amount(PERCENT, growth, growth, "exact", "percent", mark.start, mark.end, change="rose")
                return Part(change.value, change.start, change.end), Part(grown, mark.start, mark.end)
        return change, None
    if measure and measure.nature in (FLOW, STOCK) and measure.unit == "persons" and best and best.marks:
        return Part("existence", best.marks[0].start, best.marks[-1].end), None
    return Part("none"), None


# Whose --------------------------------------------------------------------------------------------------------------

_KINDS = ("officials", "managers_and_minders", "workers", "residents_who_cross", "everybody")
# Officials of these are none of those whom the record is about.
_OTHERS = re.compile(
    r"\b(?:South Korean?|Chinese|China's|American|US|U\.S\.|UN|Russian|Japanese|Malaysian|government|intelligence|customs|"
    r"immigration|NIS|Seoul|Beijing|public security|law enforcement|police|border|embassy|ministry)\s(?:\w+\s)?$",
    re.IGNORECASE,
)


def _whose(analysis: Analysis, amount: Amount | None, measure: Measure | None, near: int | None) -> Part[str] | None:
    """The kind of persons that a statement is about: whom its number counts, or who is named nearest before."""
    if measure and not measure.of_persons:
        return None
    marks = [(kind, mark) for kind in _KINDS for mark in analysis.marks.get(f"@{kind}", ())]
    marks = [(kind, mark) for kind, mark in marks if not _OTHERS.search(analysis.text[: mark.start])]
    marks = _heads(marks)
    if amount and amount.persons:
        inside = [
            mark for kind, mark in marks if kind == amount.persons and amount.start <= mark.start < amount.end + 40
        ]
        return (
            Part(amount.persons, inside[0].start, inside[0].end)
            if inside
            else Part(amount.persons, amount.start, amount.end)
        )
    if measure and measure.topic == "Control":
        # Who controls is not who is controlled.
        others = [each for each in marks if each[0] != "managers_and_minders"]
        marks = others or marks
    counted = [(each.start, each.end) for each in analysis.amounts if each is not amount and each.persons]
    marks = [each for each in marks if not any(start <= each[1].start < end for start, end in counted)] or marks
    named = [each for each in marks if each[0] != "everybody"] or marks
    if not named:
        return None
    place = near if near is not None else 0
    before = [each for each in named if each[1].start <= place]
    kind, mark = (
        max(before, key=lambda each: each[1].start) if before and amount else min(named, key=lambda each: each[1].start)
    )
    return Part(kind, mark.start, mark.end)


def _heads(marks: list[tuple[str, Mark]]) -> list[tuple[str, Mark]]:
    """Without words that are part of a longer name: "security agents" are no "agents" besides."""
    return [
        (kind, mark)
        for kind, mark in marks
        if not any(
            each.start <= mark.start and mark.end <= each.end and (each.end - each.start) > (mark.end - mark.start)
            for _, each in marks
        )
    ]


# Denial -------------------------------------------------------------------------------------------------------------

_NEGATIVE_GROUPS = ("negation", "no_longer", "refuse", "bound", "hard")
_NEAR_NEGATION = 4  # tokens


def _denies(analysis: Analysis, measure: Measure | None, best: Score | None) -> Part[bool]:
    """Whether a statement denies a practice: by a rule for that, or by a "not" that no rule of the practice needs."""
    if measure is None or measure.nature != PRACTICE or best is None:
        return Part(False)
    if best.denies:
        return Part(True, min(mark.start for mark in best.marks), max(mark.end for mark in best.marks))
    negative = {mark for name in _NEGATIVE_GROUPS for mark in analysis.marks.get(name, ())}
    if any(mark in negative for mark in best.marks):
        return Part(False)
    for mark in analysis.marks.get("negation", ()):
        if any(each.start <= mark.start and mark.end <= each.end for each in best.marks):
            continue  # In "cannot meet their quota" the "not" belongs to the practice.
        ahead = [each.first - mark.last for each in best.marks if each.first >= mark.last]
        if ahead and min(ahead) <= _NEAR_NEGATION:
            return Part(True, mark.start, mark.end)
    return Part(False)


# Time ---------------------------------------------------------------------------------------------------------------


def _periods(analysis: Analysis, near: int | None) -> tuple[Part[DateRange] | None, Part[DateRange] | None]:
    """When a statement holds, and the time that it is compared with."""
    known = [time for time in analysis.times if time.period]
    compared = next((time for time in known if time.relation in (BEFORE, THAN)), None)
    holding = [time for time in known if time is not compared]

    def far(time: Time) -> float:
        gap = 0 if near is None else abs(time.start - near)
        is_of_report = bool(_SAID.search(analysis.text[: time.start]))
        is_fine = time.period is not None and time.period.precision == "day"
        return gap + 40 * time.is_vague + 30 * (time.relation == AFTER) + 1000 * is_of_report - 20 * is_fine

    best = min(holding, key=far) if holding else None
    return _period_part(best), _period_part(compared)


def _period_part(time: Time | None) -> Part[DateRange] | None:
    return Part(time.period, time.start, time.end) if time and time.period else None


# A day behind these words is that of a report.
_SAID = re.compile(
    r"\b(?:said|told [\w ]{2,25}|reported|says|according to [^,.;]{2,60}|(?:interview|conversation|call) with [\w ]{2,25})\s(?:on\s)?$",
    re.IGNORECASE,
)
_SPAN_OF_PRECISION = {"day": "day", "month": "month", "year": "year"}
_OVER = re.compile(
    r"\b(?:in|within|over|during)\s(?:a|one|a single|the same|the)\s(?P<unit>day|week|month|quarter|year)\b",
    re.IGNORECASE,
)


def _span(
    analysis: Analysis,
    amount: Part[Amount] | None,
    measure: Measure | None,
    period: Part[DateRange] | None,
    wording: str,
) -> Part[str] | None:
    """Over what span the number is given: as said, or as follows from the kind of measure and its period."""
    if amount and amount.value.span:
        return Part(amount.value.span, amount.start, amount.end)
    if measure is None or measure.nature == PRACTICE or wording in ("rose", "fell"):
        return None
    if measure.nature == FLOW and (amount or wording == "existence"):
        if match := _OVER.search(analysis.text):
            return Part(match["unit"].lower(), match.start(), match.end())
        if period is None:
            return None
        days = (period.value.last - period.value.first).days + 1
        return Part("week" if days == 7 else _SPAN_OF_PRECISION.get(period.value.precision, "period"))
    if measure.nature == RATE and amount:
        every = next((each for each in analysis.amounts if each.kind == OFTEN and each.is_soft), None)
        return Part(every.span, every.start, every.end) if every else None
    if measure.nature in (STOCK, SHARE) and amount:
        return Part("any_time")
    return Part("occasion") if measure.nature == SIZE and amount else None


# What is missing ----------------------------------------------------------------------------------------------------


def missing(reading: Reading) -> Iterator[str]:
    """What a claim would need to be compared, and the reading lacks, each in a phrase."""
    measure = vocabulary().measures.get(reading.measure.value) if reading.measure else None
    if not reading.text.strip():
        yield "any text"
        return
    if measure is None:
        yield "what is stated: no measure fits its words"
    wording = reading.wording.value
    is_change = wording in ("rose", "fell")
    if measure and measure.nature != PRACTICE and not reading.amount and wording in ("none",):
        yield "a number"
    if measure and measure.of_persons and not reading.whose:
        yield "whose it is"
    if measure and measure.nature in (RATE, FLOW) and reading.low is not None and not is_change and not reading.span:
        yield "over what span"
    if not reading.period:
        yield "when"
    if reading.undated:
        yield "the day of publication, from which its dates are counted"
    if not reading.place and not reading.named:
        yield "where"
    if is_change and not reading.compared:
        yield "since when, or against what"
    if not reading.knowledge:
        yield "who says so, and how they know"
