"""Numbers of claims in the cells of a spreadsheet: ranges, words about how many, and what a cell's format adds.

`base/number_reader` reads each number; a fault repeats its advice. Where a text has two readings it is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from legation.base.number_reader import EXPECTED, LONGEST, Number, Unreadable, read_text

_RANGE = re.compile(r"(.*?\d\S*)\s*(?:-|–|—|~|〜|\bto\b|\.\.)\s*(\S*\d.*)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TURNED = re.compile(
    rf"(?:\d{{1,2}}[ -]{_MONTH}|{_MONTH}[ -]\d{{1,4}}|\d{{1,2}}월 ?\d{{1,2}}일)(?:[ -]\d{{2,4}})?|"
    r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}",
    re.IGNORECASE,
)
_HOW_MANY = {
    r"(?:>=?|over|more than|at least|from)\s*\S+|.*\+": "Write the number alone; wording at_least.",
    r"(?:<=?|under|less than|at most|up to)\s*\S+": "Write the number alone; wording at_most.",
    r"(?:about|around|approx\.?|circa|ca\.?|c\.|~|some|약)\s*\S+": "Write the number alone; Codes has its wording.",
    r"several|most|half|nobody|few|many": "Leave it empty: wording says such things; see Codes.",
}
# The parts of a number format: quoted or escaped text, padding, a currency, other brackets, percent, anything else.
_FORMAT = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([$€₩¥£원元])|(.)', re.DOTALL)
_IN_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")


class CellNumber(NamedTuple):
    """What a cell means as a number.

    high  the upper end, where the cell holds a range
    said  how it was read, where it isn't a plain number; empty otherwise
    """

    low: float
    high: float | None = None
    said: str = ""


def parse_amount(text: str, *, unit: str) -> CellNumber | Unreadable:
    """Read the number or range in a text. A sign of currency or percent must agree with the unit of the row."""
    if _TURNED.fullmatch(text[: LONGEST + 1]):
        return Unreadable("", EXPECTED, turned())
    read = read_text(text, unit=unit)
    if isinstance(read, Number):
        return CellNumber(float(read.value), None, read.said)
    if len(text) > 2 * LONGEST:  # Nothing below would be quick on a long text, or useful.
        return read
    if ends := _RANGE.fullmatch(text):
        low, high = read_text(ends[1], unit=unit), read_text(ends[2], unit=unit)
        if isinstance(low, Number) and isinstance(high, Number):
            return CellNumber(float(low.value), float(high.value), f"read as {low.value:g} to {high.value:g}")
        if unclear := [end for end in (low, high) if isinstance(end, Unreadable) and "can be read as" in end.advice]:
            return unclear[0]
    for pattern, advice in _HOW_MANY.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return Unreadable(read.found, EXPECTED, advice)
    return read


def formatted(value: float, style: str, *, unit: str) -> CellNumber | Unreadable:
    """Read a number as its cell shows it. What the format adds must agree with the unit of the row.

    style  the number format, such as `0.0%`, `0"%"` or `[$€-407] #,##0`
    """
    parts = list(_FORMAT.finditer(style)) if style not in ("", "General", "@") else []
    digits = "".join(part[5] or "" for part in parts)
    added = "".join(part[1] or part[2] or part[3] or part[4] or " " for part in parts)
    added = " ".join(dict.fromkeys(re.split(r"[\s()+,.;:'/-]+", added))).strip()
    if _IN_THOUSANDS.search(digits):
        return Unreadable("", EXPECTED, "The format of the cell leaves thousands out: show all digits.")
    percent = "%" in digits or "%" in added
    if percent and not unit.lower().startswith("percent"):
        return Unreadable("", EXPECTED, 'It is shown as a percentage. Write the number alone, and "percent" in unit.')
    if "%" in digits:
        scaled = float(f"{value * 100:.12g}")
        return CellNumber(scaled, None, f"is shown as {scaled:g} %; read as {scaled:g}")
    if not added or added.lower() in unit.lower():
        return CellNumber(value)
    read = [read_text(text, unit=unit) for text in (f"1{added}", f"{added}1")]
    refused = [each.advice for each in read if isinstance(each, Unreadable)]
    if len(refused) < len(read):
        return CellNumber(value)
    of_currency = [advice for advice in refused if advice.endswith("as its unit.")]
    advice = "The format of the cell adds words: write the number alone, and its unit in unit."
    return Unreadable("", EXPECTED, of_currency[0] if of_currency else advice)


def turned(reading: str = "") -> str:
    """Advice for a number that a spreadsheet has turned into a date. `reading` is what was probably typed."""
    typed = f" If {reading} was typed, give the ends in low and high." if reading else ""
    return f"The spreadsheet turned a range into a date.{typed} Format the column as text."
