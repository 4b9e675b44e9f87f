"""Periods in the shortest form in which records write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from legation.base.dates import DateRange, parse_date


def period_between(first: date, last: date) -> DateRange:
    """A period in the shortest form in which records write it. Raises ValueError outside the record's years."""
    if first == last:
        return parse_date(first.isoformat())
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return parse_date(f"{first.year}" if first.year == last.year else f"{first.year}..{last.year}")
    for part, (start, end) in {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.items():
        if (first, last) == (date(first.year, start, 1), month_end(first.year, end)):
            return parse_date(f"{part} {first.year}")
    if first.day == 1 and last == month_end(last.year, last.month):
        months = f"{first:%Y-%m}", f"{last:%Y-%m}"
        return parse_date(months[0] if months[0] == months[1] else "..".join(months))
    if first.day == 1 and (first.year, first.month) != (last.year, last.month):
        # In a range each end may be written as coarsely as it is.
        begins = f"{first.year}" if first.month == 1 and first.year < last.year else f"{first:%Y-%m}"
        ends = f"{last:%Y-%m}" if last == month_end(last.year, last.month) else last.isoformat()
        return parse_date(f"{begins}..{ends}")
    return parse_date(f"{first.isoformat()}..{last.isoformat()}")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_between(year: int, first: int, last: int) -> DateRange:
    """From one month of a year to another, by their numbers."""
    return period_between(date(year, first, 1), month_end(year, last))
