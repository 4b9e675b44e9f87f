"""Months as tables of numbers label them: 2019-01, 201901, 2019.01, Jan 2019, 1월, and what only sums up months."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from legation.base.characters import normalised
from legation.base.dates import DateRange, read_date_words
from legation.base.number_reader import Unreadable
from legation.evidence.importing.synonyms import plain_words, total_words

EXPECTED = "a month such as 2019-01, 201901, Jan 2019 or 2019/1"
SUM = "a sum of months"
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)? ?(?:년|年)?")
_JOINED = re.compile(r"((?:19|20)\d\d) ?[-./m]? ?(\d{1,2})\.?(?: ?월| ?月)?")
_SHORT_POINT = re.compile(r"((?:19|20)\d\d)\.1")
_SHORT_YEAR = re.compile(r"([a-z]{3,9})\.?[- ']{1,2}(\d\d)")
_SPAN = re.compile(r"\d{1,2}(?:월|月)? ?[-~] ?\d{1,2}(?:월|月)?|(?:[1-4](?:/4)?)? ?분기|누계|累计|ytd|.*\bto date")
_YEARS = (1950, 2030)  # of which tables of months may speak


def labelled_year(text: str) -> int | None:
    """The year that a heading or label is, such as 2019 or 2019년; None if it is none."""
    match = _YEAR.fullmatch(normalised(text).strip())
    return int(match[1]) if match and _YEARS[0] <= int(match[1]) <= _YEARS[1] else None


@lru_cache(maxsize=2000)
def month_number(text: str) -> int | str | None:
    """The month from 1 to 12 that a label without a year is; `SUM` if it sums up months; None if it is neither."""
    plain = " ".join(normalised(text).lower().split()).strip(" .")
    if not plain or len(plain) > 30:
        return None
    if plain_words(plain) in total_words() or _SPAN.fullmatch(plain):
        return SUM
    if labelled_year(plain) or (plain.isdecimal() and len(plain) > 2):
        return None
    read = read_date_words(f"2019 {plain}")
    if not isinstance(read, DateRange):
        return None
    # What is no month but reads as a part of the year is a sum: a quarter, a half, January to March.
    return (
        read.first.month if read.precision == "month" else SUM if read.precision in ("range", "part of year") else None
    )


@lru_cache(maxsize=5000)
def month_in(text: str) -> date | str | Unreadable:
    """The first day of the month that a text names, `SUM` if it names a longer time, or why it is neither."""
    plain = " ".join(normalised(text).lower().split()).strip()
    if (match := _JOINED.fullmatch(plain)) and _YEARS[0] <= int(match[1]) <= _YEARS[1]:
        if not 1 <= int(match[2]) <= 12:
            return Unreadable(f'"{plain}"', EXPECTED, f"There is no month {int(match[2])}.")
        return date(int(match[1]), int(match[2]), 1)
    if (match := _SHORT_YEAR.fullmatch(plain)) and (month := month_number(match[1])) and isinstance(month, int):
        year = int(match[2])
        return date(year + (2000 if year <= _YEARS[1] - 2000 else 1900), month, 1)
    read = read_date_words(text)
    if not isinstance(read, DateRange):
        is_total = plain_words(plain) in total_words()
        return (
            SUM if is_total else Unreadable(read.found, EXPECTED, read.advice if "can be read" in read.advice else "")
        )
    return read.first.replace(day=1) if read.precision in ("month", "day") else SUM


def has_lost_a_zero(text: str) -> bool:
    """Whether a text is a year, a point and a 1, which a spreadsheet may have made of October, 2019.10."""
    return _SHORT_POINT.fullmatch(text.strip()) is not None
