"""Units of money as tables state them: a currency and a multiple, such as USD thousand or 단위: 천달러."""

from __future__ import annotations

import re
from typing import NamedTuple

from legation.base.characters import normalised
from legation.base.faults import shown
from legation.base.number_reader import Number, Unreadable, read_text

EXPECTED = 'USD or RMB with a multiple, such as "USD", "USD thousand", "USD 10,000", "USD million" or "RMB million"'
USD, RMB = "USD", "RMB"
_CURRENCIES = {
    USD: "us dollars|us dollar|us $|us$|usd|dollars|dollar|$|미국달러|미달러|달러|불|美元|美圆",
    RMB: "renminbi|yuan|rmb|cny|元人民币|人民币元|人民币|위안화|위안|元",
}
_OTHERS = "eur|euros|euro|krw|won|jpy|yen|gbp|rub|원|엔|€|₩|£|円"
_MULTIPLES = {
    1: "", 10**3: "thousands|thousand|천|千|1000|'000|000s|000|k",
    10**4: "만|万|萬|ten thousand|wan", 10**5: "십만|hundred thousand|十万",
    10**6: "millions|million|mln|mn|mio|백만|百万|百萬", 10**7: "천만|千万|千萬|ten million",
    10**8: "억|亿|億|hundred million|yi", 10**9: "billions|billion|bln|bn|십억|十亿|十億",
}  # fmt: skip
_WORDS = {1: "", 10**3: "thousand", 10**6: "million", 10**9: "billion"}
_LABEL = re.compile(r"\b(?:units?|in|amounts? in|values? in)\b\s*[:=]?|(?:단위|单位|單位)\s*[:=]?")


class MoneyUnit(NamedTuple):
    """A currency, USD or RMB, and how many of it a 1 in the table means."""

    currency: str
    multiple: int

    def __str__(self) -> str:
        word = _WORDS.get(self.multiple, f"{self.multiple:,}")
        return f"{self.currency} {word}".rstrip()


def _longest_first(words: str) -> list[str]:
    return sorted(words.split("|"), key=len, reverse=True)


def _pattern(words: str) -> str:
    """Any of these words, of which those of Latin letters stand alone."""
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() and word[-1].isalpha() else re.escape(word)
        for word in _longest_first(words)
    )


_CURRENCY = {name: re.compile(_pattern(words)) for name, words in _CURRENCIES.items()}
_OTHER = re.compile(_pattern(_OTHERS))
_WORD_OF = {word: multiple for multiple, words in _MULTIPLES.items() for word in words.split("|")}


def read_money_unit(text: str) -> MoneyUnit | Unreadable:
    """The unit that a text states and nothing else, with or without the word unit in front of it."""
    unit = _unit_in(text)
    return unit if unit else Unreadable(shown(text), EXPECTED)


def money_unit_in_words(text: str) -> MoneyUnit | None:
    """The unit that a line or heading states: all of it, what stands in brackets, or what follows the word unit."""
    parts = re.findall(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]", text)
    parts += [text[label.start() :] for label in re.finditer(_LABEL, normalised(text).lower())]
    for part in [text, *parts]:
        if unit := _unit_in(part):
            return unit
    return None


def _unit_in(text: str) -> MoneyUnit | None:
    """The unit, if the text holds one currency, at most one multiple, and nothing else."""
    plain = _LABEL.sub(" ", " ".join(normalised(text).lower().split()))
    if _OTHER.search(plain):
        return None
    for currency, pattern in _CURRENCY.items():
        if match := pattern.search(plain):
            rest = f"{plain[: match.start()]} {plain[match.end() :]}"
            rest = " ".join(rest.replace("of ", " ").strip(" ()[]:.,;/%").split())
            multiple = _multiple(rest)
            return MoneyUnit(currency, multiple) if multiple else None
    return None


def _multiple(text: str) -> int | None:
    """The multiple that a word or a power of ten stands for; None if the text is neither."""
    if text in _WORD_OF:
        return _WORD_OF[text]
    number = read_text(text, decimal=".")
    if not isinstance(number, Number) or not isinstance(number.value, int):
        return None
    return number.value if re.fullmatch("10{0,9}", str(number.value)) else None
