"""Numbers as people write them in spreadsheets: decimal commas, separators, currency signs, ranges.

What can be read one way only is read, and said. What can be read two ways is refused with both readings.
"""

from __future__ import annotations

import re
from typing import NamedTuple

EXPECTED = "a number such as 3000 or 0.5"

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_RANGE = re.compile(r"(.*?\d\S*)\s*(?:-|–|—|~|〜|\bto\b|\.\.)\s*(\S*\d.*)")
# Signs and codes of currencies, and the words of a unit that agree with them.
_CURRENCIES = {
    "$": ("USD", "dollar"), "US$": ("USD", "dollar"), "USD": ("USD", "dollar"), "€": ("EUR", "euro"),
    "EUR": ("EUR", "euro"), "₩": ("KRW", "won"), "원": ("KRW", "won"), "KRW": ("KRW", "won"),
    "¥": ("RMB", "CNY", "yuan"), "元": ("RMB", "CNY", "yuan"), "RMB": ("RMB", "CNY", "yuan"),
    "CNY": ("RMB", "CNY", "yuan"),
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_MONEY = re.compile(rf"(?:({_SIGN})\s*)?(.*?)(?:\s*({_SIGN}))?", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TURNED = re.compile(
    rf"(?:\d{{1,2}}[ -]{_MONTH}|{_MONTH}[ -]\d{{1,4}}|\d{{1,2}}월 ?\d{{1,2}}일)(?:[ -]\d{{2,4}})?", re.I
)
_DAY_LIKE = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}")
_HOW_MANY = (
    (re.compile(r"(?:>=?|over|more than|at least|from)\s*\S+|.*\+", re.I), "Write the number alone; wording at_least."),
    (re.compile(r"(?:<=?|under|less than|at most|up to)\s*\S+", re.I), "Write the number alone; wording at_most."),
    (
        re.compile(r"(?:about|around|approx\.?|circa|ca\.?|c\.|~|some|약)\s*\S+", re.I),
        "Write the number alone; wording about.",
    ),
    (re.compile(r"several|most|half|nobody|few|many", re.I), "Leave it empty: wording says such things; see Codes."),
    (re.compile(r".*\d\s*(?:k|m|bn|thousand|million|billion|만|억|천)\.?", re.I), "Write all digits, such as 30000."),
)


class Read(NamedTuple):
    """What a text means as a number.

    high  the upper end, where the text is a range
    said  how it was read, where it isn't a plain number; empty otherwise
    """

    low: float
    high: float | None
    said: str


def parse(text: str, *, unit: str, commas: bool) -> Read:
    """The number or range in a text.

    unit    of the row: a currency sign must agree with it, and a percent sign
    commas  whether the file may use decimal commas throughout, so that 3.500 could be 3500
    Raises  ValueError with one sentence of advice
    """
    if _PLAIN.fullmatch(text) and not (commas and _looks_grouped(text, ".")):
        return Read(_finite(text), None, "")
    if _TURNED.fullmatch(text) or _DAY_LIKE.fullmatch(text):
        raise ValueError(turned())
    body, said = _without_signs(text, unit)
    if (found := _RANGE.fullmatch(body)) and not _PLAIN.fullmatch(body):
        low, high = _one(_bare(found[1], unit), commas), _one(_bare(found[2], unit), commas)
        return Read(low, high, "; ".join([*said, f"read as {low:g} to {high:g}"]))
    value = _one(body, commas)
    return Read(value, None, "; ".join([*said, f"read as {value:.12g}"]))


def turned(reading: str = "") -> str:
    """Advice for a number that a spreadsheet has turned into a date. `reading` is what was probably typed."""
    typed = f" If {reading} was typed, give the ends in low and high." if reading else ""
    return f"The spreadsheet turned a range into a date.{typed} Format the column as text."


def _one(text: str, commas: bool) -> float:
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    if re.fullmatch(r"[+-]?\d{1,3}(?: \d{3})+", plain):
        plain = plain.replace(" ", "")
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[+-]?\d{1,3}(?:,\d{3})+\.\d+", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _looks_grouped(plain, ",") or (commas and _looks_grouped(plain, ".")):
        mark = "," if "," in plain else "."
        raise ValueError(
            f"It can be read as {plain.replace(mark, '')} or {plain.replace(mark, '.')}: write the one meant."
        )
    elif re.fullmatch(r"[+-]?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    if _PLAIN.fullmatch(plain):
        return _finite(plain)
    for pattern, advice in _HOW_MANY:
        if pattern.fullmatch(text):
            raise ValueError(advice)
    raise ValueError("Write digits only, with a point before decimals.")


def _looks_grouped(text: str, mark: str) -> bool:
    """Three digits behind one mark: thousands to some, decimals to others. After a 0 it must be decimals."""
    return bool(re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}{re.escape(mark)}\d{{3}}", text))


def _without_signs(text: str, unit: str) -> tuple[str, list[str]]:
    """The text without percent and currency signs, which must agree with the unit; and how it was read."""
    if text.endswith(("%", "％")):
        if not unit.lower().startswith("percent"):
            raise ValueError('Write the number alone, and "percent" in unit.')
        return text[:-1].strip(), ["percent sign left out"]
    found = _MONEY.fullmatch(text)
    sign = found and (found[1] or found[3])
    if not found or not sign or not re.search(r"\d", found[2]):
        return text, []
    units = _CURRENCIES[sign.upper()]
    if not any(re.search(rf"\b{word}", unit, re.IGNORECASE) for word in units):
        raise ValueError(f"Write the number alone, and the currency in unit, such as {units[0]}.")
    return found[2].strip(), [f"{sign} left out, as the unit says it"]


def _bare(text: str, unit: str) -> str:
    """One end of a range without its own sign."""
    return _without_signs(text.strip(), unit)[0]


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("Write a number that means something.")
    return value
