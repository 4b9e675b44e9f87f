"""What a number counts: money, a share, a length of time, persons, or things by the noun behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import Token, WordMark, WordMarks, tail
from legation.evidence.reading.number_words import NumberFound

MONEY, PERCENT, PERSONS, TIME, OFTEN, BARE = "money", "percent", "persons", "time", "often", "bare"

SIGNS = r"US\$|U\.S\.\s?\$|USD|RMB|CNY|KRW|EUR|GBP|[$€₩¥£]"  # in front of a sum
_CURRENCY = {
    "$": "USD", "us$": "USD", "u.s.$": "USD", "usd": "USD", "dollar": "USD", "buck": "USD", "달러": "USD",
    "美元": "USD", "rmb": "RMB", "cny": "RMB", "yuan": "RMB", "renminbi": "RMB", "위안": "RMB", "元": "RMB",
    "人民币": "RMB", "¥": "RMB", "krw": "KRW", "won": "KRW", "₩": "KRW", "원": "KRW", "韩元": "KRW", "eur": "EUR",
    "euro": "EUR", "€": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "rouble": "RUB", "ruble": "RUB",
    "yen": "JPY",
}  # fmt: skip
_BEFORE = late_pattern(rf"({SIGNS})\s?$", re.IGNORECASE)
_AFTER = late_pattern(
    r"[\s-]?(?:(?:US|U\.S\.|American|Chinese|South Korean|North Korean|Korean)\s)?"
    r"(dollar|buck|yuan|renminbi|RMB|CNY|won\b|KRW|euro|EUR|USD|GBP|pound|rouble|ruble|yen|달러|위안|원|元|美元|韩元)"
    r"(?:s\b|\b|(?<=[러안원元]))",
    re.IGNORECASE,
)
_OF_PERCENT = late_pattern(r"\s?(?:%|percent(?:age points?)?\b|per cent\b|pct\b|퍼센트)", re.IGNORECASE)
_OF_TIME = late_pattern(
    r"[\s-]?(?:full |whole |consecutive |straight |more )?(day|week|month|quarter|year|hour)s?\b"
    r"(?![\s-]old)(?! (?:ago|earlier|later|before)\b)",
    re.IGNORECASE,
)


class Counted(NamedTuple):
    """What a number counts.

    kind        money, percent, persons, time, often, a unit of the lexicon, or bare
    unit        of the record; empty for a bare number
    persons     the kind of persons; empty for others
    start, end  of the number with its unit
    """

    kind: str
    unit: str
    persons: str
    start: int
    end: int


@dataclass
class Sight:
    """A sentence as far as amounts need it: its text and tokens, the words of the lexicon, and what can be counted."""

    text: str
    tokens: Sequence[Token]
    marks: WordMarks
    units: WordMarks

    @cached_property
    def nouns(self) -> list[tuple[str, WordMark]]:
        """Everything that can be counted: kinds of persons, with @ before them, and units."""
        persons = [(name, mark) for name, of_group in self.marks.items() if name[0] == "@" for mark in of_group]
        return persons + [(name, mark) for name, of_group in self.units.items() for mark in of_group]


def counted_by(sight: Sight, number: NumberFound) -> Counted:
    """What a number counts, by its currency, its sign, or the nouns behind it."""
    text, start, end = sight.text, number.start, number.end
    if match := _BEFORE.search(tail(text, start)):
        return Counted(MONEY, _CURRENCY[match[1].lower().replace(" ", "")], "", start - len(match[0]), end)
    if match := _AFTER.match(text, end):
        return Counted(MONEY, _CURRENCY[match[1].lower()], "", start, match.end())
    if number.is_part or (match := _OF_PERCENT.match(text, end)):
        end = match.end() if match else end
        return Counted(PERCENT, "percent", noun_behind(sight, end).persons, start, end)
    if match := _OF_TIME.match(text, end):
        return Counted(TIME, f"{match[1].lower()}s", "", start, match.end())
    return noun_behind(sight, end)._replace(start=start)


# Words behind a number after which something else begins.
_STOP = frozenset(
    (
        "who", "whom", "which", "that", "were", "was", "is", "are", "be", "been", "being", "has", "have", "had", "in",
        "on", "at", "by", "for", "to", "from", "with", "as", "after", "before", "and", "or", "but", "while", "when",
        "whose", "among", "until", "since", "than", "if", "because", "said", "say", "says",
    )
)  # fmt: skip
_JOINING = ("'s", "'", "(", ")")
_WITHIN = 9  # tokens from a number to what it counts


def noun_behind(sight: Sight, end: int) -> Counted:
    """What the nouns behind a place count; bare if there are none. Of nouns in a row the last is the head."""
    first = bisect_left(sight.tokens, end, key=lambda token: token.start)
    nouns = [(name, mark) for name, mark in sight.nouns if first <= mark.first <= first + _WITHIN]
    starts = {mark.first for _, mark in nouns}
    last = first
    while last < len(sight.tokens) and last - first < _WITHIN:
        word = sight.tokens[last].word
        # In "30 security and trade officials" the noun stands behind both.
        goes_on = word in ("and", "or") and not any(first <= start < last for start in starts)
        if (word in _STOP or not (word[0].isalnum() or word in _JOINING)) and not goes_on:
            break
        last += 1
    behind = [(name, mark) for name, mark in nouns if first <= mark.first and mark.last <= last]
    if not behind:
        return Counted(BARE, "", "", end, end)
    name, mark = max(behind, key=_headship)
    if name[0] == "@":
        return Counted(PERSONS, "persons", name[1:], end, mark.end)
    return Counted(name, name, "", end, mark.end)


def _headship(noun: tuple[str, WordMark]) -> tuple[int, bool, bool, int]:
    """How much a noun is the head: any kind of persons says more than `everybody`, and that more than a unit."""
    name, mark = noun
    return mark.last, name[0] == "@", name != "@everybody", mark.last - mark.first
