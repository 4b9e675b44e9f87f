"""Whether the number of a claim stands in its words, or was worked out from them: "as much again" became 3,580 USD.

The words of a claim are a paraphrase in English, so that its numbers are in digits or in plain words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from legation.evidence.claims import Claim

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "tn": 1e12, "dozen": 12.0}
_WORDS = {
    "no": 0.0, "none": 0.0, "nobody": 0.0, "a": 1.0, "an": 1.0, "once": 1.0, "every": 1.0, "each": 1.0, "twice": 2.0,
    "both": 2.0, "couple": 2.0, "pair": 2.0, "half": 50.0, "third": 3.0, "quarter": 25.0, "dozen": 12.0,
    "dozens": 24.0, "hundred": 100.0, "hundreds": 200.0, "thousand": 1e3, "thousands": 2e3, "all": 100.0,
    "doubles": 100.0, "doubled": 100.0, "double": 100.0,
    **{word: float(number) for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"), start=1)},
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
NEAR = 0.02  # part of a number by which a rounded one may differ from it


def is_worked_out(claim: Claim) -> bool:
    """Whether a claim states a number of which no end stands in its words."""
    ends = [end for end in (claim.low, claim.high) if end is not None]
    if not ends:
        return False
    stated = _numbers(claim.paraphrase)
    unit = claim.unit.replace(",", " ").split()
    scale = _SCALES.get(unit[1], 1.0) if len(unit) > 1 else 1.0
    # Of what is smaller or fell, the words give how much without the sign.
    return not any(abs(abs(end) * factor - number) <= NEAR * max(number, abs(end) * factor)
                   for end in ends for factor in (1.0, scale) for number in stated)  # fmt: skip


@lru_cache(maxsize=1024)
def _numbers(text: str) -> tuple[float, ...]:
    """The numbers in a text, in digits and in words, with and without the word of size behind them."""
    numbers: list[float] = []
    for mark in _DIGITS.finditer(text):
        value = float(mark[0].replace(",", ""))
        behind = re.match(r"\s?([a-z]+)", text[mark.end() :])
        numbers += [value, *([value * _SCALES[behind[1]]] if behind and behind[1] in _SCALES else [])]
    words = re.findall(r"[a-z]+", text.lower())
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in _WORDS:
            numbers += [_WORDS[word], *([_WORDS[word] * _SCALES[after]] if after in _SCALES else [])]
    return tuple(numbers)
