"""One statement of a sentence: whose it is, how it is said, which way it went, whether it is denied, and when.

Each function takes what was found in the sentence and answers with a part of the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.base.dates import DateRange
from legation.base.patterns import late_pattern
from legation.evidence.reading.amounts import Amount
from legation.evidence.reading.analysis import Analysis
from legation.evidence.reading.counted import OFTEN, PERCENT
from legation.evidence.reading.lexicon import WordMark, tail
from legation.evidence.reading.outsiders import is_of_others
from legation.evidence.reading.readings import Reading, ReadPart
from legation.evidence.reading.scores import Score
from legation.evidence.reading.times import AFTER, BEFORE, DUE, THAN, Time
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, SHARE, SIZE, STOCK, WHOSE, Measure, vocabulary

# Change -------------------------------------------------------------------------------------------------------------

_NEAR_CHANGE = 9  # tokens between a word for a change and what changed


def change_of(analysis: Analysis, amount: Amount | None, best: Score | None) -> ReadPart[str] | None:
    """Which way what is measured went, as far as the sentence says so near the words for the measure."""
    if best and (direction := analysis.weighing.direction(best.name)):
        return ReadPart(direction, best.marks[0].start, max(mark.end for mark in best.marks))
    if amount and (amount.change or amount.went):
        return ReadPart(amount.change or amount.went, amount.start, amount.end)
    if not best or not best.marks:
        return None
    for direction, mark in analysis.changes:
        gap = min(
            abs(mark.first - each.last + 1) if each.last <= mark.first else abs(each.first - mark.last + 1)
            for each in best.marks
        )
        if gap <= _NEAR_CHANGE:
            return ReadPart(direction, mark.start, mark.end)
    return None


# How it is said -----------------------------------------------------------------------------------------------------

_GROWTH = {"doubled": 100.0, "tripled": 200.0}


def wording_of(
    analysis: Analysis, amount: Amount | None, measure: Measure | None, change: ReadPart[str] | None, best: Score | None
) -> tuple[ReadPart[str], ReadPart[Amount] | None]:
    """The wording of a statement, and its amount."""
    if amount:
        is_growth = amount.kind == PERCENT and amount.change and measure and measure.unit != "percent"
        wording = amount.change if is_growth else amount.wording
        return ReadPart(wording, amount.start, amount.end), ReadPart(amount, amount.start, amount.end)
    if change and measure and measure.nature != PRACTICE:
        for name, growth in _GROWTH.items():
            for mark in analysis.marks.get(name, ())[:1]:
                grown = Amount(PERCENT, growth, growth, "exact", "percent", mark.start, mark.end, change="rose")
                return change, ReadPart(grown, mark.start, mark.end)
        return change, None
    if measure and measure.nature in (FLOW, STOCK) and measure.unit == "persons" and best and best.marks:
        return ReadPart("existence", best.marks[0].start, best.marks[-1].end), None
    return ReadPart("none"), None


# Whose --------------------------------------------------------------------------------------------------------------

# Officials of these are none of those whom the record is about.
_OTHERS = late_pattern(
    r"\b(?:South Korean?|Chinese|China's|American|US|U\.S\.|UN|Russian|Japanese|Malaysian|government|intelligence|"
    r"customs|immigration|NIS|Seoul|Beijing|public security|law enforcement|police|border|embassy|ministry)"
    r"\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_EVERYBODY, _CONTROLLERS = "everybody", "managers_and_minders"
_OF_CONTROLLERS = ("manager_liability",)
_COUNTED_WITHIN = 40  # characters behind a number


def persons_named(analysis: Analysis) -> list[tuple[str, WordMark]]:
    """The persons of the record that a sentence names, each with their kind; those of other states are left out."""
    marks = _heads([(kind, mark) for kind in WHOSE for mark in analysis.marks.get(f"@{kind}", ())])
    return [
        (kind, mark)
        for kind, mark in marks
        if not _OTHERS.search(tail(analysis.text, mark.start)) and not is_of_others(analysis.text, mark)
    ]


def whose_is(
    analysis: Analysis, amount: Amount | None, measure: Measure | None, near: int | None
) -> ReadPart[str] | None:
    """The kind of persons that a statement is about: whom its number counts, or who is named nearest before.

    near  where the statement stands
    """
    if measure and not measure.of_persons:
        return None
    marks = persons_named(analysis)
    if amount and amount.persons:
        return _counted_persons(amount, marks)
    if measure and measure.topic == "Control" and measure.name not in _OF_CONTROLLERS:
        # Who controls is not who is controlled.
        marks = [each for each in marks if each[0] != _CONTROLLERS]
    counted = [(each.start, each.end) for each in analysis.amounts if each is not amount and each.persons]
    uncounted = [each for each in marks if not any(start <= each[1].start < end for start, end in counted)]
    marks = uncounted or marks
    marks = [each for each in marks if each[0] != _EVERYBODY] or marks
    if not marks:
        return None
    before = [each for each in marks if each[1].start <= (near or 0)]
    kind, mark = max(before, key=_start) if before and amount else min(marks, key=_start)
    return ReadPart(kind, mark.start, mark.end)


def _counted_persons(amount: Amount, marks: list[tuple[str, WordMark]]) -> ReadPart[str]:
    inside = [
        mark
        for kind, mark in marks
        if kind == amount.persons and amount.start <= mark.start < amount.end + _COUNTED_WITHIN
    ]
    place = inside[0] if inside else amount
    return ReadPart(amount.persons, place.start, place.end)


def _start(named: tuple[str, WordMark]) -> int:
    return named[1].start


def _heads(marks: list[tuple[str, WordMark]]) -> list[tuple[str, WordMark]]:
    """Without words that are part of a longer name: "security agents" are no "agents" besides."""
    return [
        (kind, mark)
        for kind, mark in marks
        if not any(
            each.start <= mark.start and mark.end <= each.end and each.end - each.start > mark.end - mark.start
            for _, each in marks
        )
    ]


# Denial -------------------------------------------------------------------------------------------------------------

_NEGATIVE = ("negation", "no_longer", "refuse", "bound", "hard")  # groups of words that hold a "not" themselves
_NEAR_NEGATION = 4  # tokens


def denial_of(analysis: Analysis, measure: Measure | None, best: Score | None) -> ReadPart[bool]:
    """Whether a statement denies a practice: by a rule for that, or by a "not" that no rule of the practice needs."""
    if measure is None or measure.nature != PRACTICE or best is None:
        return ReadPart(False)
    if best.denies:
        return ReadPart(True, min(mark.start for mark in best.marks), max(mark.end for mark in best.marks))
    negative = {mark for name in _NEGATIVE for mark in analysis.marks.get(name, ())}
    if any(mark in negative for mark in best.marks):
        return ReadPart(False)
    for mark in analysis.marks.get("negation", ()):
        if any(each.start <= mark.start and mark.end <= each.end for each in best.marks):
            continue  # In "cannot meet their quota" the "not" belongs to the practice.
        ahead = [each.first - mark.last for each in best.marks if each.first >= mark.last]
        if ahead and min(ahead) <= _NEAR_NEGATION:
            return ReadPart(True, mark.start, mark.end)
    return ReadPart(False)


# Time ---------------------------------------------------------------------------------------------------------------

# A day behind these words is that of a report.
_SAID = late_pattern(
    r"\b(?:said|told [\w ]{2,25}|reported|says|according to [^,.;]{2,60}|"
    r"(?:interview|conversation|call) with [\w ]{2,25})\s(?:on\s)?$",
    re.IGNORECASE,
)
_SPANS = {"day": "day", "month": "month", "year": "year"}  # by the precision of a period
_OVER = late_pattern(
    r"\b(?:in|within|over|during)\s(?:a|one|a single|the same|the)\s(?P<unit>day|week|month|quarter|year)\b",
    re.IGNORECASE,
)


def periods_of(analysis: Analysis, near: int | None) -> tuple[ReadPart[DateRange] | None, ReadPart[DateRange] | None]:
    """When a statement holds, and the time that it is compared with.

    By a day by which something is due nothing need have happened: it dates a statement only where nothing else does,
    and never if it lies behind the day of publication.
    """
    known = [time for time in analysis.times if time.period and not time.is_ahead]
    compared = next((time for time in known if time.relation in (BEFORE, THAN)), None)
    holding = [time for time in known if time is not compared]

    def far(time: Time) -> float:
        gap = 0 if near is None else abs(time.start - near)
        is_of_report = bool(_SAID.search(tail(analysis.text, time.start, 100)))
        is_fine = time.period is not None and time.period.precision == "day"
        return (
            gap
            + 40 * time.is_vague
            + 30 * (time.relation == AFTER)
            + 500 * (time.relation == DUE)
            + 1000 * is_of_report
            - 20 * is_fine
        )

    return _period_part(min(holding, key=far) if holding else None), _period_part(compared)


def _period_part(time: Time | None) -> ReadPart[DateRange] | None:
    return ReadPart(time.period, time.start, time.end) if time and time.period else None


def span_of(
    analysis: Analysis,
    amount: ReadPart[Amount] | None,
    measure: Measure | None,
    period: ReadPart[DateRange] | None,
    wording: str,
) -> ReadPart[str] | None:
    """Over what span the number is given: as said, or as follows from the kind of measure and its period."""
    if amount and amount.value.span:
        return ReadPart(amount.value.span, amount.start, amount.end)
    if measure is None or measure.nature == PRACTICE or wording in ("rose", "fell"):
        return None
    if measure.nature == FLOW and (amount or wording == "existence"):
        if match := _OVER.search(analysis.text):
            return ReadPart(match["unit"].lower(), match.start(), match.end())
        return ReadPart(_span_of_period(period.value)) if period else None
    if measure.nature == RATE and amount:
        every = next((each for each in analysis.amounts if each.kind == OFTEN and each.is_soft), None)
        return ReadPart(every.span, every.start, every.end) if every else None
    if measure.nature in (STOCK, SHARE) and amount:
        return ReadPart("any_time")
    return ReadPart("occasion") if measure.nature == SIZE and amount else None


def _span_of_period(period: DateRange) -> str:
    days = (period.last - period.first).days + 1
    return "week" if days == 7 else _SPANS.get(period.precision, "period")


# What is missing ----------------------------------------------------------------------------------------------------


def missing(reading: Reading) -> Iterator[str]:
    """What a claim would need to be compared, and the reading lacks, each in a phrase."""
    if not reading.text.strip():
        yield "any text"
        return
    measure = vocabulary().measures.get(reading.measure.value) if reading.measure else None
    if measure is None:
        yield "what is stated: no measure fits its words"
    is_change = reading.wording.value in ("rose", "fell")
    if measure and measure.nature != PRACTICE and not reading.amount and reading.wording.value == "none":
        yield "a number"
    if measure and measure.of_persons and not reading.whose:
        yield "whose it is"
    if measure and measure.nature in (RATE, FLOW) and reading.amount and not is_change and not reading.span:
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
