"""Senses: words that a sentence has in another sense than the one for which a group lists them.

In "officials of a trading company" the company says whose the officials are, and is not what the sentence is about. In
"hand over 500 dollars" nobody is handed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import Token, WordMark, WordMarks

_EMPLOYERS = ("firm",)
_OF_AN_EMPLOYER = late_pattern(
    r"\s(?:of|at|from|with|working (?:for|at)|employed (?:by|at)|posted (?:by|from))\s"
    r"(?:(?!(?:that|who|which|and|said|says|were|was|are|is|had|have|has)\b)[\w'-]+\s){0,5}",
    re.IGNORECASE,
)
_HANDED = ("hands_over", "handed_over", "forced_return")  # groups of words that hand over persons
_HANDS = late_pattern(r"\b(?:hand|turn|transfer)", re.IGNORECASE)
_MONEY = ("funds", "levy", "quota", "dues")
_SUM = late_pattern(
    r"\s(?:[\w,.'-]+\s){0,4}?(?:[$€₩¥£]|US\$|USD\b|RMB\b|dollars?\b|yuan\b|won\b|euros?\b|sums?\b)", re.IGNORECASE
)
_BEHIND, _BEFORE = 4, 5  # tokens from the words for handing over to the money


def in_their_sense(text: str, of_text: Sequence[Token], marks: WordMarks) -> dict[str, list[WordMark]]:
    """The words of the lexicon in a text, without those that it has in another sense."""
    persons = [mark for name, of_group in marks.items() if name[0] == "@" for mark in of_group]
    money = [mark for name in _MONEY for mark in marks.get(name, ())]

    def is_employer(mark: WordMark) -> bool:
        return any(each.end <= mark.start and _OF_AN_EMPLOYER.fullmatch(text, each.end, mark.start) for each in persons)

    def is_of_money(mark: WordMark) -> bool:
        if not _HANDS.search(text[mark.start : mark.end]):
            return False
        near = any(0 <= each.first - mark.last <= _BEHIND or 0 <= mark.first - each.last <= _BEFORE for each in money)
        return near or bool(_SUM.match(text, mark.end))

    kept = {}
    for name, of_group in marks.items():
        lacks = is_employer if name in _EMPLOYERS else is_of_money if name in _HANDED else None
        left = [mark for mark in of_group if not lacks(mark)] if lacks else list(of_group)
        if left:
            kept[name] = left
    return kept
