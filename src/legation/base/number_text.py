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


MULTIPLES = ((1e9, "billion"), (1e6, "million"))


def magnitude(value: float, unit: str) -> str:
    """A value in two digits, with the sign of its currency, if it has one: `USD 12,000`, `4.2`, `USD 1.2 billion`."""
    sign, text, behind = _parts(value, unit)
    return f"{sign}{text}{behind}"


def interval(low: float, middle: float, high: float, unit: str) -> str:
    """The middle with the ends in brackets: `USD 230 million (100-420)`, `3.6 % (0.42-16)`, `8 (2-20)`."""
    sign, text, behind = _parts(middle, unit)
    ends = [_parts(end, unit) for end in (low, high)]
    if ends[0] == ends[1]:
        return f"{sign}{text}{behind}"
    # What all three share is said once. Ends of another multiple say their own.
    dash = "–" if low >= 0 else " to "
    if all(end[2] == behind for end in ends):
        return f"{sign}{text}{behind} ({ends[0][1]}{dash}{ends[1][1]})"
    return f"{sign}{text}{behind} ({ends[0][1]}{ends[0][2]}{dash}{ends[1][1]}{ends[1][2]})"


def _parts(value: float, unit: str) -> tuple[str, str, str]:
    """What stands before the digits, the digits, and what stands behind them."""
    if unit.startswith("share"):
        return "", f"{100 * value:.0f}" if value >= 0.1 or value == 0 else f"{100 * value:.2g}", " %"
    rounded = two_digits(value)
    size, name = next(((size, f" {name}") for size, name in MULTIPLES if abs(rounded) >= size), (1.0, ""))
    rounded /= size
    text = f"{rounded:,.0f}" if abs(rounded) >= 10 or rounded == 0 else f"{rounded:,.2g}"
    currency = unit.split(" ")[0]
    return f"{currency} " if currency in ("USD", "RMB") else "", text, name


def how_many(number: int, noun: str) -> str:
    """A count with its noun: `1 origin`, `2,000 origins`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
