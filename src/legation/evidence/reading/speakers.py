"""Who says what a sentence says: the outlet and the day on which it reported, and how the speaker knows.

Nobody is identified: a speaker is a kind of knowledge, such as "source" or "document".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legation.base.dates import DateRange
from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import Lexicon, Token
from legation.evidence.reading.readings import ReadPart
from legation.evidence.reading.times import Time

_REPORTED = late_pattern(
    r"\s?(?:has\s|have\s|had\s)?(?:reported|reports|said|says|wrote|quoted|published|cited|claimed|noted)\b[^.;,]{0,30}?\s?(?:on|in)?\s?$",
    re.IGNORECASE,
)
_BY_LINE = late_pattern(r"^\s?[,(]\s?$")


@dataclass(frozen=True)
class Speaker:
    """Who speaks.

    outlets       where any outlet is named
    published_at  where the day of its report stands
    """

    outlet: ReadPart[str] | None = None
    published: ReadPart[DateRange] | None = None
    knowledge: ReadPart[str] | None = None
    outlets: tuple[tuple[int, int], ...] = ()
    published_at: tuple[int, int] | None = None


def find_speaker(text: str, of_text: list[Token], lexicon: Lexicon, times: Sequence[Time]) -> Speaker:
    """The outlet that a plain text names as its source, the day of its report, and how the speaker knows."""
    matches = list(lexicon.outlets.finditer(text))
    outlet = published = published_at = None
    for match in matches:
        part = ReadPart(lexicon.outlet_ids[match[0]], match.start(), match.end())
        outlet = outlet or part
        for time in times:
            gap = text[match.end() : time.start]
            if time.period and time.start >= match.end() and (_REPORTED.fullmatch(gap) or _BY_LINE.match(gap)):
                outlet, published, published_at = (
                    part,
                    ReadPart(time.period, time.start, time.end),
                    (time.start, time.end),
                )
                break
        if published:
            break
    marks = lexicon.knowledge.find(text, of_text)
    kind = next((name for name in KNOWLEDGE if name in marks), None)
    knowledge = ReadPart(kind, marks[kind][0].start, marks[kind][0].end) if kind else None
    return Speaker(outlet, published, knowledge, tuple(match.span() for match in matches), published_at)


# How a speaker may know, the surest first: the first kind that a text has words for counts.
KNOWLEDGE = ("document", "official", "heard", "source", "first_hand")
