"""Which rows of a table some words ask for, and what to type where they ask for none."""

from __future__ import annotations

import re

_EITHER = re.compile(r"\s*[,;]\s*|\s+or\s+", re.IGNORECASE)


def asks_for(words: str, *texts: str) -> bool:
    """Whether texts hold all of some words together; of words joined by a comma or "or", those of one part."""
    held = " ".join(texts).lower().replace("_", " ")
    parts = [part.lower().replace("_", " ").split() for part in _EITHER.split(words.strip(" ,;"))]
    return any(all(word in held for word in part) for part in parts)


def meaning_of(words: str) -> str:
    """How words were understood that found nothing, and what to type instead."""
    several = words.split()
    if len(several) < 2 or _EITHER.search(words):
        return "Nothing holds it. Names to choose from: legation list observables"
    either = ", ".join(several)
    return f'Nothing holds all of these words; what holds any of them: --only "{either}"'
