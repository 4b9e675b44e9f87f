"""How firmly a number was said: about, at least, at most, between; and words in place of a number, such as several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import tail
from legation.evidence.reading.number_words import NumberFound

HALF = 50.0  # percent

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (wording, late_pattern(rf"(?<![\w-])(?:{words})\s?(?:the |a |an |its |their |of )?$", re.IGNORECASE))
    for wording, words in (
        (
            "at_most",
            (
                "no more than|not more than|at most|up to|as many as|as much as|(?<!no )(?<!not )less than|"
                "(?<!no )(?<!not )fewer than|under|below|"
                "a maximum of|at the most|not even|most of all|just under"
            ),
        ),
        (
            "at_least",
            (
                "no fewer than|no less than|not less than|at least|more than|over|above|upwards of|in excess of|"
                "exceed(?:s|ed|ing)?|a minimum of|well over|just over|north of|greater than|surpass(?:es|ed|ing)?|"
                r"min\."
            ),
        ),
        (
            "about",
            (
                r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|an estimated|estimated at|"
                r"estimated|in the region of|circa|c\.|ca\.|~|perhaps|maybe|probably|or so|reportedly|some of the|"
                "≈|약|대략|大约|约"
            ),
        ),
        ("exact", "only|just|exactly|precisely|a total of|all|merely|another|further"),
    )
)
_BEHIND: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (wording, late_pattern(words, re.IGNORECASE))
    for wording, words in (
        ("at_least", r"\s?\+(?!\d)|\s?(?:or more|and more|and above|or higher|이상|以上)\b|[- ]plus\b"),
        ("at_most", r"\s?(?:or less|or fewer|or lower|at (?:the )?most|이하|以下)\b"),
        ("about", r"\s?(?:or so|odd\b|or thereabouts|-odd|여\s?명|左右)"),
    )
)
_BETWEEN = late_pattern(
    r"\b(?:between|from)\s(?:(?:about|around|some|roughly)\s)?(?:US\$|USD|RMB|CNY|KRW|EUR|[$€₩¥£])?\s?$", re.IGNORECASE
)
_NO_SUCH = "time|of the|hundred|thousand|dozen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten"
_NO_SHARE = "of all|recent|recently|likely|important|difficult|dangerous|probably|notably|serious"
_IN_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (wording, late_pattern(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for wording, words in (
        (
            "almost_nobody",
            (
                "almost (?:nobody|no one|none|no)|hardly (?:any(?:body|one)?|a)|scarcely any(?:body|one)?|"
                "virtually (?:nobody|no one|none|no)|next to nobody|very few|only a few|only a handful|only few|거의 없"
            ),
        ),
        (
            "most",
            (
                rf"most(?! (?:{_NO_SHARE}))|the (?:vast |great |large )?majority|a majority|almost all|nearly all|"
                r"almost every\w*|nearly every\w*|대부분|大多数"
            ),
        ),
        ("several", "several|a few|a handful|a number of|a couple|quite a few|여러"),
        ("existence", rf"some(?! \d)(?! (?:{_NO_SUCH})\b)|many|numerous|some of the|a lot of|일부|一些"),
    )
)
SHARES = ("almost_nobody", "most")  # words for a share of those concerned


# What an "over" belongs to that is no bound: "hand over 500 dollars".
_VERB_OVER = late_pattern(
    r"\b(?:hand|turn|carry|carr|take|took|taken|bring|brought|give|gave|given|pass|sign|send|sent)"
    r"(?:s|es|ed|ing|ied|ies)?\s(?:it |them |all |this )?$",
    re.IGNORECASE,
)


def opens_range(text: str, start: int) -> re.Match[str] | None:
    """The "between" or "from" in front of a number, in the text before it."""
    return _BETWEEN.search(tail(text, start))


def hedged(text: str, number: NumberFound, start: int, end: int) -> tuple[str, int, int]:
    """The wording of a number, and where it begins and ends with the words that say so.

    start, end  of the number with its unit
    """
    for wording, pattern in _BEHIND:
        for place in (end, number.end):
            if match := pattern.match(text, place):
                return wording, start, max(end, match.end())
    before = tail(text, start)
    for wording, pattern in _BEFORE:
        if (match := pattern.search(before)) and not _is_of_a_verb(match, before):
            return _of_range(number, wording), start - len(match[0]), end
    if number.low != number.high:
        opening = _BETWEEN.search(before)
        return "between", start - len(opening[0]) if opening else start, end
    return _of_range(number, "about" if number.is_part else "exact"), start, end


def _is_of_a_verb(match: re.Match[str], before: str) -> bool:
    return match[0].lower().startswith("over") and bool(_VERB_OVER.search(before[: match.start()]))


def _of_range(number: NumberFound, wording: str) -> str:
    """The wording of a number to which a word was added: "about 20 to 30" is a range."""
    if wording in ("about", "exact") and number.low != number.high:
        return "between"
    return "about_half" if wording == "about" and number.is_part and number.low == HALF else wording


def ends_of(number: NumberFound, wording: str) -> tuple[float | None, float | None]:
    """The ends that a wording keeps."""
    return None if wording == "at_most" else number.low, None if wording == "at_least" else number.high


def words_for_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Words in place of a number: the wording, and where each stands."""
    for wording, pattern in _IN_WORDS:
        for match in pattern.finditer(text):
            yield wording, match.start(), match.end()
