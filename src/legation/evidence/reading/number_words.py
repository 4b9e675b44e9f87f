"""Numbers in a running text: in digits, in words, with multiples, as parts of a whole, or as a vague word.

Only the numbers are read here. What they count, and how firmly they were said, is for `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from legation.base.number_reader import LARGEST, Number, read_text
from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import lowered

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_ONES)} | {word: 10 * at for at, word in enumerate(_TENS, start=2)}
_LARGE = {"hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MULTIPLES = _LARGE | {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "만": 1e4, "억": 1e8, "천": 1e3, "万": 1e4,
    "萬": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip
# What a word for many stands for: from twice its unit to the next one.
_VAGUE = {
    "dozens": (24.0, 100.0), "scores": (40.0, 100.0), "hundreds": (200.0, 1e3), "thousands": (2e3, 1e4),
    "millions": (2e6, 1e7),
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip

_WORD = "|".join(sorted((*_SMALL, *_LARGE), key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_MULTIPLE = (
    r"(?:(?:\s|-)?(?:hundred|dozen|thousand|million|billion|trillion|mln|bn|mn)\b|"
    r"[kmb](?![a-z\d])|\s?[만억천万萬亿億])"
)
_COUNT = "(?:a|an|" + "|".join((*_ONES[1:], r"\d+")) + ")"
_PART = "(?:" + "|".join(sorted(set(_PARTS) - {"half"}, key=len, reverse=True)) + ")"
_CODES = "".join(rf"|(?<={code})" for code in ("usd", "rmb", "krw", "cny", "eur"))
_AFTER_PART = "fewer|less|more|smaller|lower|higher|were|was|had|have|has|left|in|since|or|to|below|above"
# For a text in small letters: a flag for all letters takes twice as long to compile. The first alternative that fits at
# a place counts. "A third levy" is an ordinal, so a part needs what shows that it is one.
_NUMBER = late_pattern(
    rf"""
    (?P<part>(?<!first\s)(?<!second\s)(?<!other\s)(?<![\w-])half\b(?!-year|[ ]an?[ ]|[ ]hour|[ ]year)
        |(?<=by\s)(?:an?|one|two|three|four)[ -]{_PART}\b
        |(?<![\w-])(?:an?|one|two|three|four)[ -]{_PART}\b(?=[ ]of\b|[ ]?[,.;:)]|$|[ ](?:{_AFTER_PART})\b))
    |(?P<of>(?<![\w-]){_COUNT}[ ](?:in|out[ ]of)[ ](?:every[ ])?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b
        (?![ ]?(?:years|months|weeks|days|to\b|-)))
    |(?P<vague>\b(?:(?:tens|hundreds|dozens|scores)[ ]of[ ](?:hundreds|thousands|millions)
        |(?:dozens|scores|hundreds|thousands|millions))\b)
    |(?P<several>\b(?:several|a[ ]few|many|a[ ]couple[ ]of)[ ](?:dozen|hundred|thousand|million)\b)
    |(?P<halfof>\bhalf[ ]an?[ ](?:million|dozen|billion)\b)
    |(?:(?<![\w.,]){_CODES})(?<![a-z]-)(?P<digits>{_DIGITS}(?P<multiple>{_MULTIPLE})?)
    |(?P<words>\b(?:an?\s(?=(?:hundred|thousand|million|billion|dozen|couple)\b))?
        (?:{_WORD}|couple)(?:(?:[\s-]|\sand\s)(?:{_WORD}))*\b)
    """,
    re.VERBOSE,
)


class NumberFound(NamedTuple):
    """A number and where it stands.

    low, high   the same for one number; a part of a whole in percent
    is_part     whether it is a part of a whole
    is_vague    whether it is a word for a range, such as dozens
    multiplied  by what a multiple multiplied it, 1 without
    """

    start: int
    end: int
    low: float
    high: float
    is_part: bool = False
    is_vague: bool = False
    multiplied: float = 1.0


def find_numbers(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[NumberFound]:
    """Every number of a plain text, in order.

    taken  places in which no number is looked for, such as dates
    """
    masked = list(text)
    for start, end in taken:
        masked[start:end] = "\x00" * (end - start)
    hidden = lowered("".join(masked))
    return [number for match in _NUMBER.finditer(hidden) if (number := _of_match(match))]


def _of_match(match: re.Match[str]) -> NumberFound | None:
    text, kind = match[0].lower(), match.lastgroup
    kind = "digits" if kind == "multiple" else kind
    start, end = match.span()
    if kind == "digits":
        digits = match["digits"]
        multiple = (match["multiple"] or "").strip(" -").lower()
        bare = digits[: len(digits) - len(match["multiple"] or "")]
        read = read_text(bare.replace(",", ""), points=True)
        factor = _MULTIPLES.get(multiple, 1.0)
        if not isinstance(read, Number) or abs(read.value * factor) > LARGEST:
            return None
        value = float(read.value) * factor
        return NumberFound(start, end, value, value, multiplied=factor)
    if kind == "part":
        *counted, part = re.split(r"[ -]", text)
        share = 100.0 * _count(counted) / _PARTS[part]
        return NumberFound(start, end, share, share, is_part=True) if share <= 100 else None
    if kind == "of":
        words = text.split()
        of = _count(words[-1:])
        share = 100.0 * _count(words[:1]) / of if of else 0.0
        return NumberFound(start, end, share, share, is_part=True) if 0 < share <= 100 else None
    if kind == "vague":
        return NumberFound(start, end, *_vague(text), is_vague=True)
    if kind == "several":
        unit = _LARGE[text.split()[-1]]
        least, most = (2.0, 3.0) if "couple" in text else (2.0, 10.0)
        return NumberFound(start, end, least * unit, most * unit, is_vague=True, multiplied=unit)
    if kind == "halfof":
        value = _LARGE[text.split()[-1]] / 2
        return NumberFound(start, end, value, value, multiplied=2 * value)
    value, factor = _in_words(text)
    return NumberFound(start, end, value, value, multiplied=factor) if value <= LARGEST else None


def _count(words: list[str]) -> float:
    word = words[0] if words else "a"
    return float(word) if word.isdecimal() else 1.0 if word in ("a", "an") else float(_SMALL.get(word, 1))


def _vague(text: str) -> tuple[float, float]:
    first, _, rest = text.partition(" of ")
    if not rest:
        return _VAGUE[first]
    least, most = (20.0, 100.0) if first == "tens" else _VAGUE[first]
    unit = _VAGUE[rest][0] / 2
    return least * unit, most * unit


def _in_words(text: str) -> tuple[float, float]:
    """The value of a number in words, and its largest multiple."""
    total = part = 0.0
    factor = 1.0
    for word in re.split(r"[\s-]+", text):
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "couple":
            part += 2
        elif word in ("hundred", "dozen"):
            part = max(part, 1.0) * _LARGE[word]
            factor = max(factor, _LARGE[word])
        elif word in _LARGE:
            total += max(part, 1.0) * _LARGE[word]
            part = 0.0
            factor = max(factor, _LARGE[word])
    return total + part, factor
