"""Numbers of claims in the cells of a spreadsheet: ranges, how firmly they are said, and what a unit or format adds.

`base/number_reader` reads each number; a fault repeats its advice. Where a text has two readings it is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from legation.base.number_reader import EXPECTED, LONGEST, Number, Unreadable, read_text
from legation.evidence.importing.synonyms import code_of
from legation.evidence.importing.units import unit_of

_RANGE = re.compile(r"(.*?\d\S*)\s*(?:-|–|—|~|〜|\bto\b|\.\.)\s*(\S*\d.*)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TURNED = re.compile(
    rf"(?:\d{{1,2}}[ -]{_MONTH}|{_MONTH}[ -]\d{{1,4}}|\d{{1,2}}월 ?\d{{1,2}}일)(?:[ -]\d{{2,4}})?|"
    r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}",
    re.IGNORECASE,
)
# 3,5 and 3,5000 but not 1,00,000; 0,250; 1.050,25 and 1.050.000; 30.000.
_NO_THOUSANDS = re.compile(
    r"\d,(?:\d{1,2}|\d{4,})(?![\d,])|(?<!\d)0,\d|\d\.\d{3}[.,]|(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.])"
)
# Words and signs about a number: in front of it, or behind it.
_FIRMLY_BEFORE = re.compile(r"([^\d$€₩¥+-]+?)\s*([$€₩¥+-]?\s?\.?\d.*)")
_FIRMLY_BEHIND = re.compile(r"(.*\d\S*?)\s*(\+|or more|and more|or less|or fewer|이상|이하|以上|以下)")
_FIRMLY = {
    **dict.fromkeys((">", ">=", "≥", "+", "or more", "and more", "이상", "以上"), "at_least"),
    **dict.fromkeys(("<", "<=", "≤", "or less", "or fewer", "이하", "以下"), "at_most"),
    "~": "about", "some": "about", "from": "at_least",
}  # fmt: skip
_OF_NUMBERS = ("exact", "about", "at_least", "at_most")
_ALONE = ("several", "most", "about_half", "almost_nobody")
_COUNTED = re.compile(r"([^\d]?\s?\d[\d.,' \-–~]*?)\s*([^\d.,'\s\-–~][^\d]*)")
_SIGN = re.compile(r"[$€₩¥%원元]")
# The parts of a number format: quoted or escaped text, padding, a currency, other brackets, percent, anything else.
_FORMAT = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([$€₩¥£원元])|(.)', re.DOTALL)
_IN_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")


class CellNumber(NamedTuple):
    """What a cell means as a number.

    low      the number; None where a word such as several stands for it
    high     the upper end, where the cell holds a range
    said     how it was read, where it isn't a plain number; empty otherwise
    wording  how firmly it is said, where the cell says so
    unit     what the cell says that it counts, where the row says nothing
    """

    low: float | None
    high: float | None = None
    said: str = ""
    wording: str = ""
    unit: str = ""

    @property
    def plain(self) -> str:
        """The number or range alone, without a word of the cell."""
        return " to ".join(f"{end:.12g}" for end in (self.low, self.high) if end is not None)


def parse_amount(text: str, *, unit: str, commas: bool = False) -> CellNumber | Unreadable:
    """Read the number or range in a text, with the words and signs about it.

    unit    of the row: a unit, or a sign of currency or percent, must agree with it; empty if the row has none
    commas  whether 30,000 is thirty thousand, as no number of the column has a decimal comma; see `has_decimal_comma`
    """
    if _TURNED.fullmatch(text[: LONGEST + 1]):
        return Unreadable("", EXPECTED, turned())
    if len(text) > 2 * LONGEST:  # Nothing below would be quick on a long text, or useful.
        return read_text(text, unit=unit, commas=commas)  # type: ignore[return-value]
    wording, number = _firmly(text)
    if not number:
        return CellNumber(None, said="read as a word for a number", wording=wording)
    number, own_unit = _counted(number, unit)
    if own_unit and unit and not unit.lower().startswith(own_unit.lower()):
        return Unreadable("", EXPECTED, "Write the number alone, and what it counts in unit.")
    read = _read(number, unit or own_unit, commas)
    if isinstance(read, Unreadable):
        return read
    own_unit = "" if unit else own_unit
    said = f"read as {read.plain} {own_unit}" if own_unit else read.said
    said += f"{'; ' if said else ''}wording {wording}" if wording else ""
    return read._replace(said=said, wording=wording, unit=own_unit)


def _read(text: str, unit: str, commas: bool) -> CellNumber | Unreadable:
    """Read a number or a range that nothing else stands beside."""
    read = read_text(text, unit=unit, commas=commas)
    if isinstance(read, Number):
        return _percent(float(read.value), unit, "%" in text) or CellNumber(float(read.value), None, read.said)
    if ends := _RANGE.fullmatch(text):
        low, high = (read_text(end, unit=unit, commas=commas) for end in (ends[1], ends[2]))
        if isinstance(low, Number) and isinstance(high, Number):
            asked = _percent(float(high.value), unit, "%" in text)
            said = f"read as {low.value:g} to {high.value:g}"
            return asked or CellNumber(float(low.value), float(high.value), said)
        if unclear := [end for end in (low, high) if isinstance(end, Unreadable) and "can be read as" in end.advice]:
            return unclear[0]
    return read


def has_decimal_comma(text: str) -> bool:
    """Whether a text has a number whose comma can't separate thousands, or whose point may do so instead.

    Beside one of these, 30,000 in the same column may be thirty: 3,5 and 1.050,25 and 0,250 and 30.000.
    """
    return bool(_NO_THOUSANDS.search(text))


def _firmly(text: str) -> tuple[str, str]:
    """The wording that words about a number mean, and the text without them; all of it where there are none."""
    if (alone := code_of("wording", text)) in _ALONE:
        return alone, ""
    for pattern, words, number in ((_FIRMLY_BEFORE, 1, 2), (_FIRMLY_BEHIND, 2, 1)):
        if parts := pattern.fullmatch(text):
            named = parts[words].strip().lower().rstrip(".")
            wording = _FIRMLY.get(named) or code_of("wording", named)
            if wording in _OF_NUMBERS:
                return wording, parts[number]
    return "", text


def _counted(text: str, unit: str) -> tuple[str, str]:
    """The number without the unit behind it, and that unit; or the unit that its sign means, where the row has none."""
    if (parts := _COUNTED.fullmatch(text)) and (counted := unit_of(parts[2])) and not _SIGN.search(parts[2]):
        return parts[1], counted
    sign = _SIGN.search(text)
    return text, code_of("unit", sign[0]) if sign and not unit else ""


def _percent(value: float, unit: str, has_sign: bool) -> Unreadable | None:
    """The refusal of a number below 1 that could be a share or percent."""
    if has_sign or not unit.lower().startswith("percent") or not 0 < abs(value) < 1:
        return None
    advice = f"It can be read as {value:g} % or {100 * value:.12g} %: write the one meant, with the sign."
    return Unreadable("", EXPECTED, advice)


def formatted(value: float, style: str, *, unit: str) -> CellNumber | Unreadable:
    """Read a number as its cell shows it. What the format adds must agree with the unit of the row.

    style  the number format, such as `0.0%`, `0"%"` or `[$€-407] #,##0`
    unit   of the row; where it has none, what the format adds is the unit
    """
    parts = list(_FORMAT.finditer(style)) if style not in ("", "General", "@") else []
    digits = "".join(part[5] or "" for part in parts)
    added = "".join(part[1] or part[2] or part[3] or part[4] or " " for part in parts)
    added = " ".join(dict.fromkeys(re.split(r"[\s()+,.;:'/-]+", added))).strip()
    if _IN_THOUSANDS.search(digits):
        return Unreadable("", EXPECTED, "The format of the cell leaves thousands out: show all digits.")
    percent = "%" in digits or "%" in added
    own_unit = "" if unit else "percent" if percent else unit_of(added) if added else ""
    if percent and not own_unit and not unit.lower().startswith("percent"):
        return Unreadable("", EXPECTED, 'It is shown as a percentage. Write the number alone, and "percent" in unit.')
    if "%" in digits:
        scaled = float(f"{value * 100:.12g}")
        return CellNumber(scaled, None, f"is shown as {scaled:g} %; read as {scaled:g}", unit=own_unit)
    if asked := _percent(value, unit, percent):
        return asked
    if not added or added.lower() in unit.lower() or own_unit:
        return CellNumber(value, None, f"unit {own_unit}, as the cell shows it" if own_unit else "", unit=own_unit)
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
