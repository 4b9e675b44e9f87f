"""Dates in a sentence: days, months, seasons, parts of years, and words such as "last month".

What depends on the day of publication and lacks it is found all the same and has no period, so that a reader can be
told what is missing. Dates of events ("after the Hanoi summit") come from the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from legation.base.dates import DateRange, parse_date
from legation.base.patterns import late_pattern
from legation.evidence.reading.date_forms import FORMS, VAGUE, YEAR, FormMatch
from legation.evidence.reading.lexicon import Lexicon, Token, lowered, tail
from legation.evidence.reading.periods import period_between

SINCE, UNTIL, BEFORE, AFTER, THAN, DUE, AT = "since", "until", "before", "after", "than", "due", "at"


@dataclass(frozen=True)
class Time:
    """A date that a text names.

    period      None if it can't be worked out without a day of publication
    relation    since, until, before, after, than or due, by the word in front; else at
    is_vague    whether it is a word such as "recently"
    is_ahead    whether it was worked out or is due, and lies behind the day of publication: nothing happened yet
    """

    period: DateRange | None
    start: int
    end: int
    relation: str = AT
    is_vague: bool = False
    is_ahead: bool = False


def find_times(text: str, of_text: list[Token], lexicon: Lexicon, published: date | None) -> list[Time]:
    """Every date of a plain text, in order. published is the day from which "last month" is counted."""
    events = lexicon.events.find(text, of_text)
    times = [Time(parse_date(period), mark.start, mark.end) for period, marks in events.items() for mark in marks]
    times = [time for time in times if _is_dated_by(text, time)]
    times = _dates(text, published, times)
    return list(_with_relations(text, _ranges(text, times), published))


def _is_dated_by(text: str, event: Time) -> bool:
    return bool(_DATES_BY.search(tail(text, event.start)) or _DATES_BY.match(text[event.start : event.end]))


# An event dates something only behind such a word: "after the Hanoi summit", but not "the Hanoi summit failed".
_WORDS_BEFORE = "after|since|following|before|until|during|amid|the wake of|in response to|at"
_DATES_BY = late_pattern(
    rf"\b(?:{_WORDS_BEFORE})\s(?:the\s)?(?:[\w-]+\s){{0,4}}$|^(?:{_WORDS_BEFORE})\s", re.IGNORECASE
)


def _dates(text: str, published: date | None, times: list[Time]) -> list[Time]:
    """These dates and those that the patterns find beside them, in order."""
    lower = lowered(text)
    for pattern, read in FORMS:
        for match in pattern.finditer(lower):
            if any(time.start < match.end() and match.start() < time.end for time in times):
                continue
            try:
                result = read(FormMatch(match), published)
            except ValueError:
                continue  # 31 June, or a year that the record does not reach: no date.
            times.append(Time(result, match.start(), match.end(), is_vague=read in VAGUE))
    return sorted(times, key=lambda time: time.start)


_TO = late_pattern(r"\s?(?:to|until|till|through|and|–|-|—)\s?(?:(?:in|the|early|late)\s)?", re.IGNORECASE)
_YEAR_IN = late_pattern(YEAR)
_DASH = late_pattern(r"\s?[–—-]\s?|\s(?:until|till|through|to)\s(?:the\s)?", re.IGNORECASE)
_FROM = late_pattern(r"\b(?:from|between|since)\s(?:(?:in|the)\s)?$", re.IGNORECASE)


def _ranges(text: str, times: list[Time]) -> list[Time]:
    """Dates of which the second ends what the first begins become one."""
    result: list[Time] = []
    for time in times:
        joined = _joined(text, result[-1], time) if result else None
        if joined:
            result[-1] = joined
        else:
            result.append(time)
    return result


def _joined(text: str, first: Time, second: Time) -> Time | None:
    """Two dates as one, from the first to the second; None if they don't belong together."""
    between = text[first.end : second.start]
    opening = _FROM.search(tail(text, first.start))
    if not second.period or not _TO.fullmatch(between) or not (opening or _DASH.fullmatch(between)):
        return None
    if not _YEAR_IN.search(text, first.start, first.end):
        # In "late April to May 2024" the year stands once.
        again = _dates(text[first.start : first.end], second.period.last, [])
        first = replace(first, period=again[0].period if again else None)
    if not first.period or first.period.first > second.period.first:
        return None
    start = first.start - len(opening[0]) if opening else first.start
    return Time(period_between(first.period.first, second.period.last), start, second.end)


_RELATIONS = tuple(
    (relation, late_pattern(rf"\b(?:{words})\s(?:(?:the|in|of|about|around)\s){{0,2}}$", re.IGNORECASE))
    for relation, words in (
        (THAN, "than(?: in)?|compared (?:with|to)|against|versus|up from"),
        (SINCE, "since|ever since|starting|beginning|from"),
        (UNTIL, "until|till|up to"),
        (DUE, "by|due|no later than|not later than|before the end of|before the start of|deadline of|within"),
        (BEFORE, "before|prior to|ahead of|pre-|earlier than"),
        (AFTER, "after|following|the wake of|in the aftermath of"),
    )
)


def _with_relations(text: str, times: list[Time], published: date | None) -> Iterator[Time]:
    for time in times:
        before = tail(text, time.start)
        relation, start = AT, time.start
        for name, pattern in _RELATIONS:
            if match := pattern.search(before):
                relation, start = name, time.start - len(match[0])
                break
        period = time.period
        if period and relation in (SINCE, AFTER) and published and published > period.last:
            first = period.first if relation == SINCE else period.last
            period = period_between(first, published)
        # Which year a text states is its own affair; what was worked out from the publication can't lie behind it.
        is_worked_out = relation == DUE or not _YEAR_IN.search(text, time.start, time.end)
        is_ahead = bool(period and published and period.first > published and is_worked_out)
        yield Time(period, start, time.end, relation, time.is_vague, is_ahead)
