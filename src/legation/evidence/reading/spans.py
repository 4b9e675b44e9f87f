"""Spans: over what time a number is given, and how often something is done.

"Once every two days" is 3.5 times a week: what is done less often than once in a span is turned into the next longer
one, so that every frequency is a number of times in a day, week, month or year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from legation.base.patterns import late_pattern
from legation.evidence.reading.number_words import find_numbers

DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}
_LONGER = {"day": "week", "week": "month", "month": "year", "quarter": "year", "year": "year"}
_TIMES_IN = {
    ("day", "week"): 7.0, ("week", "month"): 365.25 / 12 / 7, ("month", "year"): 12.0, ("quarter", "year"): 4.0,
    ("year", "year"): 1.0,
}  # fmt: skip


class Every(NamedTuple):
    """How often: so many times in a span. `is_soft` if the text gives the span and no count, as in "every evening"."""

    low: float
    high: float
    span: str
    start: int
    end: int
    wording: str = ""
    is_soft: bool = False


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = rf"(?:day|night|evening|morning|week|month|quarter|year|half-year|{_WEEKDAY}|weekend)"
_SPAN_OF = {
    "night": "day", "evening": "day", "morning": "day", "weekend": "week", "daily": "day", "weekly": "week",
    "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year",
    "annum": "year", "half-year": "year",
}  # fmt: skip
_DIGITS = r"two|three|four|five|six|seven|eight|nine|ten"
_NUMBER = rf"(?:a|one|{_DIGITS}|twelve|other|second|few|\d+)"
_COUNT = (
    rf"(?:once or twice|twice or three times|once|twice|thrice|(?:one|{_DIGITS}|several|\d+)"
    rf"(?:\s?(?:-|–|to|or)\s?(?:{_DIGITS}|twice|\d+))?\stimes)"
)
_OFTEN = late_pattern(
    r"(?:(?P<hedge>at least|more than|at most|up to|no more than|about|around|some|roughly|almost)\s)?"
    rf"\b(?P<count>{_COUNT})\s(?:(?:a|an|per|each|in a|in each|during each)\s(?P<unit>{_UNIT})\b|"
    rf"(?:in |once )?every\s(?:(?P<n>{_NUMBER})\s)?(?P<unit2>{_UNIT})s?\b|"
    rf"in\s(?P<n3>{_NUMBER})\s(?P<unit3>{_UNIT})s\b|(?P<adverb>daily|weekly|monthly|yearly|annually))",
    re.IGNORECASE,
)
_EVERY = late_pattern(
    rf"\b(?:every|each)\s(?:(?P<n>{_NUMBER})\s)?(?P<unit>{_UNIT})s?\b(?!\s(?:of|since|spent|abroad|that))|"
    r"\b(?P<adverb>daily|weekly|fortnightly|monthly|quarterly|yearly|annually|annual)\b(?!\s(?:paper|newspaper|NK))",
    re.IGNORECASE,
)
_SPANS = r"(?P<unit>day|week|month|quarter|year|annum)"
_PER = late_pattern(
    r"\s?(?:(?:[\w'-]+\s){0,4}?)(?:per|each|every|a|an|/|in a single|in one|in a|within a|within one)\s?"
    rf"{_SPANS}\b(?!\s(?:ago|earlier|later|before|or\b|and a half|after)|-)",
    re.IGNORECASE,
)
_ADVERB = late_pattern(
    r"\s?(?:(?:[\w'-]+\s){0,3}?)(?P<unit>daily|weekly|monthly|quarterly|yearly|annually)\b", re.IGNORECASE
)
_STOPS = late_pattern(
    r"\b(?:and|but|while|who|which|that|were|was|is|are|for|after|before|since|from|of|in (?!a|one))\b", re.IGNORECASE
)


def per_span(text: str, end: int) -> tuple[str, int]:
    """The span that stands right behind an amount, such as "a year", and where it ends; empty if there is none."""
    for pattern in (_PER, _ADVERB):
        if (match := pattern.match(text, end)) and not _STOPS.search(text[end : match.start("unit")]):
            return _span(match["unit"]), match.end()
    return "", end


def frequencies(text: str) -> Iterator[Every]:
    """How often something is done, everywhere in a plain text, in order."""
    used: list[tuple[int, int]] = []
    for match in _OFTEN.finditer(text):
        unit = match["unit"] or match["unit2"] or match["unit3"] or match["adverb"]
        low, high = _counts(match["count"])
        times, span = _in_span(_steps(match["n"] or match["n3"]), _span(unit))
        wording = _wording(match["hedge"])
        used.append(match.span())
        yield Every(low * times, high * times, span, match.start(), match.end(), wording)
    for match in _EVERY.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in used):
            continue
        unit = match["unit"] or match["adverb"]
        steps = 2.0 if unit.lower() == "fortnightly" else _steps(match["n"])
        times, span = _in_span(steps, "week" if unit.lower() == "fortnightly" else _span(unit))
        yield Every(times, times, span, match.start(), match.end(), "", steps == 1.0)


def _span(word: str) -> str:
    word = word.lower()
    if word.endswith("day") and word != "day":
        return "week"
    return _SPAN_OF.get(word, word)


def _steps(word: str | None) -> float:
    if not word or word.lower() in ("a", "one"):
        return 1.0
    if word.lower() in ("other", "second"):
        return 2.0
    if word.lower() == "few":
        return 3.0
    numbers = find_numbers(word.lower())
    return numbers[0].low if numbers and numbers[0].low >= 1 else 1.0


def _in_span(steps: float, span: str) -> tuple[float, str]:
    """How many times in a span something is done that is done once in so many."""
    if steps == 1.0:
        return 1.0, span
    longer = _LONGER[span]
    while _TIMES_IN[span, longer] / steps < 1.0 and longer != _LONGER[longer]:
        span, steps, longer = longer, steps / _TIMES_IN[span, longer], _LONGER[longer]
    return round(_TIMES_IN[span, longer] / steps, 4), longer


def _counts(text: str) -> tuple[float, float]:
    text = text.lower().replace("once", "one").replace("twice", "two").replace("thrice", "three")
    if "several" in text:
        return 2.0, 10.0
    values = [number.low for number in find_numbers(text)]
    return (min(values), max(values)) if values else (1.0, 1.0)


def _wording(hedge: str | None) -> str:
    return {
        None: "", "at least": "at_least", "more than": "at_least", "at most": "at_most", "up to": "at_most",
        "no more than": "at_most",
    }.get(hedge.lower() if hedge else None, "about")  # fmt: skip
