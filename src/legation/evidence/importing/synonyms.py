"""What users call things: headings that mean a column of ours, and words that mean a code.

Both stand in `records/headings.toml`, so that whoever adds a language needs no Python.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from legation.base import toml
from legation.base.characters import like_latin, normalised
from legation.evidence.csv_tables import RECORDS
from legation.evidence.importing.columns import WORDS

_PARTS = re.compile(r"[^\W_]+|[$€₩¥%]")


class Meaning(NamedTuple):
    """What a heading means: a column of ours, and how near the heading is to it, 0 for the column's own name."""

    column: str
    rank: int


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> str:
    """A text as it is compared with others: without capitals, accents and punctuation."""
    return " ".join(_PARTS.findall(like_latin(normalised(text)).lower()))


@cache
def headings() -> dict[str, Meaning]:
    """Every heading of other people's that is known, in plain words."""
    listed = _file()["heading"]
    return {
        plain_words(text): Meaning(column, rank)
        for column, texts in listed.items()
        for rank, text in enumerate(texts, start=1)
    }


def code_of(column: str, text: str) -> str:
    """The code of a coded column that a text means, in whatever words; empty if it means none."""
    return _codes(column).get(plain_words(text), "")


def is_code(column: str, text: str) -> bool:
    """Whether a text is a code as the record writes it, but for capitals and what joins its parts."""
    return plain_words(text) in _own_codes(column)


@cache
def _own_codes(column: str) -> frozenset[str]:
    return frozenset(map(plain_words, WORDS[column]))


@cache
def _codes(column: str) -> dict[str, str]:
    meant = _file()["means"].get(column, {})
    synonyms = {plain_words(text): code for code, texts in meant.items() for text in texts}
    return synonyms | {plain_words(code): code for code in (*meant, *WORDS.get(column, ()))}


@cache
def total_words() -> frozenset[str]:
    """The words by which a row says that it sums up others."""
    return frozenset(map(plain_words, _file()["total"]["words"]))


@cache
def _file() -> dict[str, Any]:
    return toml.read_toml(RECORDS / "headings.toml").data
