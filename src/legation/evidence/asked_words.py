"""What a search asks for, when somebody types it as a question or says its years in words.

"What do reports say about quotas between 2015 and 2022, and who disagrees?" asks for `quotas 2015..2022`; the answer
tells how many origins there are and who disagrees in any case.
"""

from __future__ import annotations

import re

from legation.base.patterns import late_pattern

_YEAR = r"(?:19[5-9]\d|20[0-3]\d)"
_ASKS = r"(?:what|which|who|whom|how|where|when|why|is|are|was|were|do|does|did|has|have|can|could)"
# Quoted words stand as they are.
_RANGE = late_pattern(
    rf"\b(?:between|from|in the years)\s+({_YEAR})\s*(?:and|to|until|till|through|-|–)\s*({_YEAR})\b|"
    rf"\b({_YEAR})\s+(?:to|until|till|through)\s+({_YEAR})\b",
    re.IGNORECASE,
)
_OPENING = late_pattern(
    rf"^\s*(?:(?:please\s+)?(?:tell|show|give)\s+(?:me|us)\b|{_ASKS}\b)[^,;?]*?"
    r"\b(?:about|on|regarding|concerning|say of|said of|known of)\s+",
    re.IGNORECASE,
)
_HOW_MANY = late_pattern(r"^\s*how\s+(?:many|much|often)\s+", re.IGNORECASE)
_FURTHER = late_pattern(rf"\s*[,;?]\s*(?:and\s+|or\s+)?{_ASKS}\s+.*$", re.IGNORECASE | re.DOTALL)
_END = late_pattern(r"\s*[?？]+\s*$")


def asked_words(text: str) -> str:
    """The words and years that a search asks for; what is no question stays as it is, but for years in words."""
    if '"' in text:
        return text
    subject = _FURTHER.sub("", _END.sub("", text))
    subject = _HOW_MANY.sub("", _OPENING.sub("", subject, count=1), count=1).strip(" ,;?")
    return _RANGE.sub(_written, subject or text)


def _written(match: re.Match[str]) -> str:
    first, last = match[1] or match[3], match[2] or match[4]
    return f"{min(first, last)}..{max(first, last)}"
