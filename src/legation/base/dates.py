"""Dates as records give them: a day, a month, a year, part of a year, or from one to another.

A date that can be read two ways is refused with both readings. Nothing is guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

ACCEPTED = "a date such as 2019, 2019-04, 2019-04-04, 2019-03..2019-05 or early 2019"

# A third of a year each, because reports that say "early" rarely mean a quarter.
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_SLASHED = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class DateRange(NamedTuple):
    """Whole days from `first` to `last`, both included.

    precision  how finely the record dates it: day, month, part of year, year, or range
    written    as the record has it; reading it again gives the same period
    """

    first: date
    last: date
    precision: str
    written: str

    def __str__(self) -> str:
        return self.written


def parse_date(text: str) -> DateRange:
    """The period that `text` means. Raises ValueError with one sentence of advice."""
    text = text.strip()
    if ".." in text:
        return _range(text)
    if match := re.fullmatch(r"(early|mid|late)[ -](\d{4})", text):
        first, last = _PARTS[match[1]]
        year = _year(match[2])
        return DateRange(date(year, first, 1), _month_end(year, last), "part of year", text)
    if match := _ISO.fullmatch(text):
        return _iso(match, text)
    if match := _SLASHED.fullmatch(text):
        raise ValueError(_two_readings(int(match[1]), int(match[2]), int(match[3])))
    raise ValueError("Write the year first, then month and day, with hyphens.")


def _range(text: str) -> DateRange:
    left, _, right = text.partition("..")
    start, end = parse_date(left), parse_date(right)
    if end.last < start.first:
        raise ValueError(f"It ends before it begins: did you mean {right.strip()}..{left.strip()}?")
    return DateRange(start.first, end.last, "range", text)


def _iso(match: re.Match[str], text: str) -> DateRange:
    year = _year(match[1])
    if match[2] is None:
        return DateRange(date(year, 1, 1), date(year, 12, 31), "year", text)
    month = int(match[2])
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}.")
    if match[3] is None:
        return DateRange(date(year, month, 1), _month_end(year, month), "month", text)
    day = int(match[3])
    if not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"{year}-{month:02d} has no day {day}.")
    return DateRange(date(year, month, day), date(year, month, day), "day", text)


def _year(text: str) -> int:
    year = int(text)
    if not 1950 <= year <= 2030:
        raise ValueError("The record runs from 1950 to 2030.")
    return year


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _two_readings(first: int, second: int, year: int) -> str:
    readings = []
    for month, day in ((second, first), (first, second)):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            reading = f"{year}-{month:02d}-{day:02d}"
            if reading not in readings:
                readings.append(reading)
    if not readings:
        return "No reading of it is a day of the calendar. Write the year first, such as 2019-04-04."
    if len(readings) == 1:
        return f"Write {readings[0]}."
    return f"It can be read as {readings[0]} (day first) or {readings[1]} (month first): write the one meant."
