"""Units of numbers as people write them: US$, yuan a month, people, times a week; and as the record writes them."""

from __future__ import annotations

import re

from legation.evidence.importing.synonyms import code_of, plain_words
from legation.evidence.propositions import SPAN_DAYS
from legation.evidence.vocabulary import vocabulary

TIMES = "times"  # counts whatever a measure counts
_SPAN = re.compile(
    r"(?:\bper\b|\ba\b|\bevery\b|\beach\b|/)\s*(?P<span>day|week|month|quarter|year|yr)\b", re.IGNORECASE
)


def unit_of(text: str, measure: str = "") -> str:
    """A unit as the record writes it; empty if no word of it is known.

    measure  the name of what is measured: "times" then counts what it counts
    """
    text = " ".join(text.split())
    words = plain_words(text).split()
    for size in range(len(words), 0, -1):
        code = code_of("unit", " ".join(words[:size]))
        span = code_of("span", " ".join(words[size:]))
        if code and (not words[size:] or span in SPAN_DAYS):
            counted = vocabulary().measures.get(measure)
            unit = counted.unit if code == TIMES and counted and counted.unit else code
            return f"{unit} per {span}" if words[size:] else unit
        if code:  # What follows is more than a span, and kept as it is.
            first, _, rest = text.partition(" ")
            return text if plain_words(first) == code.lower() else f"{code} {rest}" if size == 1 else ""
    return ""


def span_in(unit: str) -> str:
    """The span that a unit names at its end or before more words, such as month in RMB per month; empty if none."""
    named = _SPAN.search(unit)
    return "year" if named and named["span"].lower() == "yr" else named["span"].lower() if named else ""
