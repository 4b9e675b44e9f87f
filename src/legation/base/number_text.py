"""Numbers in words: two significant digits, thousands apart, the unit where people put it; counts with their nouns."""

from __future__ import annotations

from math import floor, log10


def two_digits(value: float) -> float:
    """A number rounded to two significant digits."""
    return significant(value, 2)


def significant(value: float, digits: int) -> float:
    """A number rounded to so many significant digits."""
    if value == 0:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))


def magnitude(value: float, unit: str) -> str:
    """A value with the sign of its currency, if it has one: `USD 12,000`, `4.2`."""
    rounded = two_digits(value)
    text = f"{rounded:,.0f}" if abs(rounded) >= 10 or rounded == 0 else f"{rounded:,.2g}"
    currency = unit.split(" ")[0]
    if currency in ("USD", "RMB"):
        return f"{currency} {text}"
    if unit.startswith("share"):
        return f"{100 * value:.0f} %" if value >= 0.1 or value == 0 else f"{100 * value:.2g} %"
    return text


def how_many(number: int, noun: str) -> str:
    """A count with its noun: `1 origin`, `2 origins`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
