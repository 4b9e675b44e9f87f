"""What a record may not hold, because it could harm somebody: details that single out, and marks of identity.

Two checks run on every record before it enters. The narrowing test counts kinds of detail in claims about three
persons or fewer: each is harmless alone, four together can point at one person. The scan looks in free text for what
identifies outright. Both work on the words, so both can be fooled; they guard against slips, not against intent.

A text is normalised first: full-width and other digits become ASCII, invisible characters go, and letters that look
like Latin ones are read as these as well. The patterns stand in `details` and `identities`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from legation.base.characters import like_latin, normalised
from legation.evidence.details import (
    CITY,
    DATE,
    DETAILS,
    ENDANGERS,
    HOLDER,
    MANY_PERSONS,
    NORM_OF_A_KIND,
    NORM_WORDS,
    NUMBER_WORDS,
    ONE_PERSON_MARKS,
    PERSON_UNIT,
    PERSONS,
    SOMEBODY,
    SPEAKERS,
    SUM,
    WHATEVER_CASE,
    Detail,
)
from legation.evidence.identities import IDENTITIES, LETTERS, SIGN_WORDS, SIGNS, Identity, identity_pattern

MOST_CHARACTERS = 400
FEWPERSONS = 3
REFUSED_FROM = 4
DESCRIBED_FROM = 2  # kinds of detail with which a report about few persons describes them
REMEMBERED = 60_000  # texts whose answer is kept: what is brought in is read again from the folder, and fields repeat


def narrowing_details(
    *,
    persons: int | None,
    place: str,
    precision: str,
    text: str,
    unit: str,
    low: float | None,
    high: float | None,
    wording: str,
) -> list[Detail]:
    """The kinds of narrowing detail in a claim about three persons or fewer; none for claims about more.

    persons    how many the claim is about, 0 for nobody in particular; None leaves it to what the text says, and
               where the text doesn't say, the claim counts as one about a single person
    place      as the report names it
    precision  of the period: day and month narrow, longer does not
    """
    if persons is None:
        persons = persons_in(text, unit=unit, low=low)
        # What is asked of a kind of person in one town may be asked of one person there.
        persons = 1 if persons == 0 and CITY in _kinds_in(place) else persons
    if persons == 0 or persons > FEWPERSONS:
        return []
    kinds = set(_kinds_in(text))
    kinds |= {CITY} if CITY in _kinds_in(place) else set()
    kinds |= {DATE} if precision in ("day", "month") else set()
    kinds |= {SUM} if _is_exact_sum(unit, low, high, wording) else set()
    return [kind for kind in DETAILS if kind in kinds]


def persons_in(text: str, *, unit: str = "", low: float | None = None) -> int:
    """How many persons a text is about: the smallest number that it gives of any, and 1 where it gives none.

    It is about nobody in particular, so 0, if it gives what is asked of a kind of person and speaks of no other.
    """
    if not PERSON_UNIT.match(unit.lower()) and _is_of_a_kind(text):
        return 0
    counts = list(_counts_in(text))
    if low is not None and PERSON_UNIT.match(unit.lower()):
        counts.append(max(1, int(low)))
    return min(counts, default=1)


def describes_few(text: str, *, persons: int | None = None, is_of_events: bool = False) -> bool:
    """Whether a report describes one to three persons, so that nothing may be worked out about them.

    It does if it is about so few and holds a mark of one person, such as an age, or two kinds of narrowing detail.

    persons       how many it is about, if that is known
    is_of_events  whether it tells what befell persons, and so is about somebody even where it names nobody
    """
    if not _is_about_few(text, persons, is_of_events):
        return False
    return bool(ONE_PERSON_MARKS.search(normalised(text).lower())) or len(_kinds_in(text)) >= DESCRIBED_FROM


def narrowing_report(text: str, *, is_of_events: bool = False) -> list[Detail]:
    """The kinds of narrowing detail in a report that somebody brings, if it is about three persons or fewer.

    A report is only answered and never kept, so one about persons who are named in the plural and not counted is about
    many, where a claim that is to be stored counts as one about a single person; and who is only quoted isn't counted.
    """
    if not _is_about_few(text, None, is_of_events):
        return []
    return [kind for kind in DETAILS if kind in _kinds_in(text)]


def could_be_looked_for(text: str) -> bool:
    """Whether a report says of one holder of an office in one place what would let them be found or held.

    That is where somebody hides, or what somebody may be about to do. An office in a town has one holder or a few, so
    neither a name nor four kinds of detail are needed.
    """
    said = normalised(text).lower()
    return bool(HOLDER.search(said) and ENDANGERS.search(said))


def _is_about_few(text: str, persons: int | None, is_of_events: bool) -> bool:
    if persons is not None:
        return 0 < persons <= FEWPERSONS
    said = SPEAKERS.sub(" ", normalised(text).lower())
    if _is_of_a_kind(said):
        return False
    # In "said that officials fled" the "that" counts nobody.
    counts = [
        _count(match) for match in PERSONS.finditer(said) if not (match["count"] == "that" and match[0][-1] == "s")
    ]
    if any(0 < count <= FEWPERSONS for count in counts) or ONE_PERSON_MARKS.search(said):
        return True
    return is_of_events and not counts and not MANY_PERSONS.search(said)


def _is_of_a_kind(text: str) -> bool:
    """Whether a text gives what is asked of a kind of person, and nothing at all that could single one out.

    What isn't known to be harmless counts as harmful: a name that no list holds may be that of a town or a firm.
    """
    plain = normalised(text).lower()
    rest = NORM_OF_A_KIND.sub(" ", plain)
    if rest == plain or not plain.isascii() or SOMEBODY.search(rest):
        return False
    words = re.findall(r"[a-z][a-z'-]*", rest)
    return all(word in NORM_WORDS for word in words) and _kinds_in(rest) <= {DATE, SUM}


@lru_cache(REMEMBERED)
def _counts_in(text: str) -> tuple[int, ...]:
    """The numbers that a text gives of persons."""
    return tuple(_count(match) for match in PERSONS.finditer(normalised(text).lower()))


def scan(text: str) -> list[Identity]:
    """The marks of identity in a free text."""
    return list(_marks_in(text))


@lru_cache(REMEMBERED)
def _marks_in(text: str) -> tuple[Identity, ...]:
    views = _views(text)
    plain = views[0]
    if plain.isascii():
        # Nearly every text lacks what all alternatives of a kind have in common, and looking for that is quick.
        words = set(LETTERS.findall(plain))
        likely = {kind for kind, known in SIGN_WORDS.items() if not words.isdisjoint(known)}
        likely |= {kind for kind, sign in SIGNS.items() if sign.search(plain)}
        return tuple(kind for kind in IDENTITIES if kind in likely and identity_pattern(kind).search(plain))
    return tuple(kind for kind in IDENTITIES if any(map(identity_pattern(kind).search, views)))


def _views(text: str) -> tuple[str, ...]:
    """The text as its own script has it and, unless it is ASCII, as it looks to a reader of Latin letters."""
    plain = normalised(text)
    return (plain,) if plain.isascii() else (plain, like_latin(plain))


@lru_cache(REMEMBERED)
def _kinds_in(text: str) -> frozenset[Detail]:
    """The kinds of detail that stand in a text."""
    views = _views(text)
    low_views = [view.lower() for view in views]
    latin = {
        kind
        for kind, (alternatives, _) in DETAILS.items()
        if any(map(_pattern(alternatives, kind).search, low_views if kind in WHATEVER_CASE else views))
    }
    if text.isascii():
        return frozenset(latin)
    return frozenset(
        latin | {kind for kind, (_, foreign) in DETAILS.items() if _pattern(foreign, kind).search(low_views[0])}
    )


@lru_cache
def _pattern(alternatives: tuple[str, ...], kind: Detail) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def _is_exact_sum(unit: str, low: float | None, high: float | None, wording: str) -> bool:
    money = re.search(r"\b(USD|RMB|KRW|EUR|CNY|dollars?|yuan|won)\b", unit)
    return bool(money) and low is not None and low == high and wording != "rounded"


def _count(match: re.Match[str]) -> int:
    """The number that stands before persons; words for many count as a thousand."""
    word = match["count"] or match["counter"] or match["part"]
    digits = word.replace(",", "")
    return int(digits[:9]) if digits.isdecimal() else NUMBER_WORDS.get(word, 1000)
