"""Amounts in a sentence: what a number counts, in which unit, how firmly it was said, and over what span.

A range is one amount. Words such as "several" or "almost nobody" are amounts without a number. An amount in a second
currency behind the first, in brackets, is the same amount again and left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from legation.base.patterns import late_pattern
from legation.evidence.reading.counted import (
    BARE,
    MONEY,
    OFTEN,
    PERCENT,
    PERSONS,
    SIGNS,
    Sight,
    counted_by,
    noun_behind,
)
from legation.evidence.reading.hedges import SHARES, ends_of, hedged, opens_range, words_for_numbers
from legation.evidence.reading.lexicon import Lexicon, Token, WordMarks, tail
from legation.evidence.reading.number_words import NumberFound, find_numbers
from legation.evidence.reading.spans import Every, frequencies, per_span

_DONE = ("sessions", "levies", "visits", "reports", "inspections")  # what is done so often in a span
_LARGE = 5e6  # A sum of this size is no person's.
_LEAST_CITIES = 3
_LEAST_SHARED = 10  # A smaller bare number is seldom of the unit of the one before it.
MOST_NUMBERS = 60  # in a sentence; further ones are not read


@dataclass(frozen=True)
class Amount:
    """How much, or how many, as a text says it.

    kind        money, percent, persons, time, often (so many times in a span), the unit that is counted, or bare
    low, high   in `unit`; None where there is no number, or no such end
    wording     as claims have it
    unit        of the record: USD, percent, persons, years, times per week; empty for a bare number
    start, end  where the number stands, with the words that belong to it
    first       the token with which it begins
    span        over what span it is given, as the words right behind it say; empty otherwise
    persons     the kind of persons that is counted
    change      "rose" or "fell" if it is by how much something changed
    went        "rose" or "fell" if it is to what something rose or fell
    is_soft     whether it is an amount only beside a measure that it fits: a word, or a mere "every evening"
    """

    kind: str
    low: float | None
    high: float | None
    wording: str
    unit: str
    start: int
    end: int
    first: int = 0
    span: str = ""
    persons: str = ""
    change: str = ""
    went: str = ""
    is_soft: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """What rules may ask an amount to be."""
        kinds = {self.kind}
        if self.wording == "almost_nobody":
            kinds.add("none_of")
        if self.kind in _DONE and self.span:
            kinds.add(OFTEN)
        if self.kind == MONEY and max(self.low or 0.0, self.high or 0.0) >= _LARGE:
            kinds.add("large")
        return frozenset(kinds)


def find_amounts(
    text: str, of_text: Sequence[Token], lexicon: Lexicon, marks: WordMarks, taken: Iterable[tuple[int, int]]
) -> list[Amount]:
    """Every amount of a plain text, in order.

    marks  of the words of the lexicon in it
    taken  where dates stand
    """
    sight = Sight(text, of_text, marks, lexicon.units.find(text, list(of_text)))
    often = list(frequencies(text))
    taken = [*taken, *((every.start, every.end) for every in often)]
    amounts = [_of_frequency(every) for every in often] + list(
        _of_numbers(sight, find_numbers(text, taken)[:MOST_NUMBERS])
    )
    amounts += _of_words(sight, [*taken, *((amount.start, amount.end) for amount in amounts)])
    amounts = _with_tokens(sorted(amounts, key=lambda amount: amount.start), of_text)
    return list(_changes(sight, _shared_units(sight, _without_repeats(text, amounts))))


def listed_places(text: str, cities: Sequence[tuple[int, int]], of_text: Sequence[Token]) -> list[Amount]:
    """Three cities or more in a row, as a count of cities; at least so many behind "including".

    cities  where each stands
    """
    rows: list[list[tuple[int, int]]] = []
    for city in cities:
        if rows and _IN_ROW.fullmatch(text[rows[-1][-1][1] : city[0]]):
            rows[-1].append(city)
        else:
            rows.append([city])
    amounts = []
    for row in rows:
        if len(row) >= _LEAST_CITIES:
            count, start = float(len(row)), row[0][0]
            wording, high = ("at_least", None) if _INCLUDING.search(tail(text, start)) else ("exact", count)
            amounts.append(Amount("cities", count, high, wording, "cities", start, row[-1][1], is_soft=True))
    return _with_tokens(amounts, of_text)


_IN_ROW = late_pattern(r"[\s,]*(?:and|or|as well as)?\s*(?:the\s)?(?:capital\s|city of\s|in\s)?", re.IGNORECASE)
_INCLUDING = late_pattern(r"\b(?:including|such as|like|among them)\s(?:the\s)?(?:capital\s)?$", re.IGNORECASE)


# Numbers ------------------------------------------------------------------------------------------------------------

_ORDINAL = late_pattern(r"(?:st|nd|rd|th)\b|(?:-|\s)?(?:year|month|week|day)s?[\s-](?:old|ago)\b", re.IGNORECASE)
_NO_AMOUNT_BEFORE = late_pattern(
    r"\b(?:resolution|article|office|bureau|room|chapter|no\.?|number|unit|section|page|phase|line|group|aged|age|"
    r"flight|route|building|no one|figure|table)\s?#?$",
    re.IGNORECASE,
)
_BYSTANDERS = late_pattern(
    r"\b(?:in front of|attended by|witnessed by|watched by|in the presence of)\s(?:some |about |around )?$",
    re.IGNORECASE,
)
# So many provinces or countries say where something is, and no number of persons.
_OF_AREAS = late_pattern(
    r"\s(?:[\w-]+\s){0,3}?(?:provinces?|prefectures?|regions?|countries|continents?|counties|districts)\b",
    re.IGNORECASE,
)
# Those who only tell something are none of those of whom it is told.
_SPEAK_BEFORE = late_pattern(
    r"\b(?:said|say|says|according to|citing|quoting|cited|quoted|told by|confirmed by)\s(?:the\s|some\s|at least\s)?$",
    re.IGNORECASE,
)
_SPEAK_BEHIND = late_pattern(
    r"\s?(?:,?\s?(?:both\s)?(?:familiar with|with (?:direct )?knowledge of|briefed on|who asked not|on condition of)\b|"
    r"(?:in [A-Z]\w+\s)?(?:said|say|told(?! to)|confirmed)\b)",
    re.IGNORECASE,
)
_NO_ONE = late_pattern(
    r"(?:\s(?:of\b(?! (?:the )?(?:\w+ ){0,2}\w+ (?:in|out))|another\b|day\b(?! )|such\b)|"
    r"-(?:off|time|sided|party|way|man)\b|'s)",
    re.IGNORECASE,
)


def _of_numbers(sight: Sight, numbers: Sequence[NumberFound]) -> Iterator[Amount]:
    at = 0
    while at < len(numbers):
        went, is_before = _went(sight, numbers[at:])
        at += is_before
        number, used = _joined(sight.text, numbers[at:])
        at += used
        if amount := _amount(sight, number):
            yield replace(amount, went=went)


_AGE_BEHIND = late_pattern(r"\s?(?:,|\)|\.\s?$|and (?:married|single)\b)", re.IGNORECASE)
_AGE_BEFORE = late_pattern(r"\s?(?:,|\()\s?")
_YOUNGEST, _OLDEST = 16, 99


def _is_age(sight: Sight, number: NumberFound) -> bool:
    """Whether a number stands between commas right behind one person: "a trade representative, 52, was recalled"."""
    if not (_YOUNGEST <= number.low == number.high <= _OLDEST) or not _AGE_BEHIND.match(sight.text, number.end):
        return False
    return any(
        name[0] == "@"
        and not sight.text[mark.start : mark.end].lower().endswith("s")
        and _AGE_BEFORE.fullmatch(sight.text, mark.end, number.start)
        for name, mark in sight.nouns
    )


def _amount(sight: Sight, number: NumberFound) -> Amount | None:
    """What a number, or a range, is an amount of; None if it is none, such as an age or the number of an article."""
    text, start, end = sight.text, number.start, number.end
    before = tail(text, start)
    if _is_age(sight, number):
        return None
    if _ORDINAL.match(text, end) or _NO_AMOUNT_BEFORE.search(before) or _BYSTANDERS.search(before):
        return None
    is_pronoun = _NO_ONE.match(text, end) or before.lower().endswith("no ")
    if text[start:end].lower() == "one" and is_pronoun:
        return None
    kind, unit, persons, start, end = counted_by(sight, number)
    if kind == BARE and _OF_AREAS.match(text, end):
        return None
    if kind == PERSONS and (_SPEAK_BEFORE.search(before) or _SPEAK_BEHIND.match(text, end)):
        return None
    wording, start, end = hedged(text, number, start, end)
    low, high = ends_of(number, wording)
    span, end = per_span(text, end)
    return Amount(kind, low, high, wording, unit, start, end, span=span, persons=persons)


# Ranges, and from one number to another -----------------------------------------------------------------------------

_SIGN = rf"(?:(?:{SIGNS})\s?)?"
_JOIN = late_pattern(
    rf"\s?(?:–|—|-|−|~|to|or|or even|or perhaps|and)\s?"
    rf"(?:{_SIGN}|as (?:many|much|high) as |up to |even |about |around )?",
    re.IGNORECASE,
)
_UNIT_BETWEEN = late_pattern(r"^\s?(?:%|percent|per cent)(?=\s?(?:-|–|to|or|and)\b|\s?[-–])", re.IGNORECASE)
_HEDGES = r"(?:about |around |some |only |just |USD |RMB |[$€₩¥£]|at least |up to |more than |less than )*"
_FROM = late_pattern(r"\bfrom\s(?:about |around |some |a |an |USD |RMB |[$€₩¥£])*$", re.IGNORECASE)
_FROM_TO = late_pattern(rf"[^.;,]{{0,25}}?\bto\s{_HEDGES}", re.IGNORECASE)
_TO_NUMBER = late_pattern(rf"\s(?:\w+\s)?to\s{_HEDGES}", re.IGNORECASE)
_NEAR_FROM = 40  # characters between a word for a change and its "from"


def _went(sight: Sight, numbers: Sequence[NumberFound]) -> tuple[str, bool]:
    """Which way something went to the first number, or, if that is True, from it to the second; empty if it did not."""
    text, number = sight.text, numbers[0]
    for name in ("rose", "fell"):
        if any(_TO_NUMBER.fullmatch(text[mark.end : number.start]) for mark in sight.marks.get(name, ())):
            return name, False
    opening = _FROM.search(tail(text, number.start))
    if not opening or len(numbers) == 1 or not _FROM_TO.fullmatch(text[number.end : numbers[1].start]):
        return "", False
    start = number.start - len(opening[0])
    for name in ("rose", "fell"):
        if any(0 <= start - mark.end <= _NEAR_FROM for mark in sight.marks.get(name, ())):
            return ("rose" if numbers[1].high > number.low else "fell"), True
    return "", False


def _joined(text: str, numbers: Sequence[NumberFound]) -> tuple[NumberFound, int]:
    """The first number, together with the second if both are the ends of a range; and how many that used up."""
    number = numbers[0]
    if len(numbers) == 1 or number.is_vague or numbers[1].is_vague or number.is_part != numbers[1].is_part:
        return number, 1
    second = numbers[1]
    # In "2% to 3%" the unit stands twice.
    join = _JOIN.fullmatch(_UNIT_BETWEEN.sub("", text[number.end : second.start]))
    if not join or ("and" in join[0] and not opens_range(text, number.start)):
        return number, 1
    # In "20 to 50 thousand" the multiple stands once.
    factor = second.multiplied if number.multiplied == 1.0 and number.low < 1000 else 1.0
    low, high = number.low * factor, second.high
    low = number.low if low > high else low
    if low >= high:
        return number, 1
    return NumberFound(number.start, second.end, low, high, number.is_part), 2


# Frequencies and words ----------------------------------------------------------------------------------------------


def _of_frequency(every: Every) -> Amount:
    wording = every.wording or ("exact" if every.low == every.high else "between")
    low = None if wording == "at_most" else every.low
    high = None if wording == "at_least" else every.high
    return Amount(
        OFTEN, low, high, wording, f"times per {every.span}", every.start, every.end, span=every.span,
        is_soft=every.is_soft,
    )  # fmt: skip


def _of_words(sight: Sight, taken: Iterable[tuple[int, int]]) -> Iterator[Amount]:
    """Amounts that are said in a word, if it stands before persons or something that is counted."""
    spent = list(taken)
    for wording, start, end in words_for_numbers(sight.text):
        if any(first < end and start < last for first, last in spent):
            continue
        counted = noun_behind(sight, end)
        if counted.kind == BARE and wording != "almost_nobody":
            continue
        spent.append((start, end))
        kind, unit = (PERCENT, "percent") if wording in SHARES else (counted.kind, counted.unit)
        yield Amount(kind, None, None, wording, unit, start, counted.end, persons=counted.persons, is_soft=True)


# What amounts say of one another ------------------------------------------------------------------------------------

_AGAIN = late_pattern(r"[^()]{0,14}\(\s?(?:or |i\.e\. |that is )?|,? ?or |, ")
_LIST = late_pattern(r"[^.;]{0,45}[,;]?\s?(?:and|or|another|of which|of whom)?[^.;]{0,20}")
_PART_OF = late_pattern(r"\b(?:including|among them|of which|of whom|of them|and another|plus)\s?$", re.IGNORECASE)
_ARE = late_pattern(
    r"[^.;,]{0,70}?(?:\b(?:was|were|is|are|numbered|number|numbers|reached|totalled|totaled|at|to|estimated at|put at)|"
    r":|–)\s?$"
)
_LESS = late_pattern(r"\s?(?:fewer|less|lower|smaller|down|fall|drop|decline)\b", re.IGNORECASE)
_MORE = late_pattern(r"\s?(?:more|higher|larger|greater|bigger|up|above|increase|rise|growth)\b", re.IGNORECASE)
_BY = late_pattern(r"(?:[^.;,]{0,40}\bby|\s(?:about|some|almost|nearly|around|an estimated)?)\s?")
_DOWN = late_pattern(r"\b(?:down|minus|off)\s$|[−-]$")
_UP = late_pattern(r"\b(?:up|plus)\s$|\+$")


def _with_tokens(amounts: list[Amount], of_text: Sequence[Token]) -> list[Amount]:
    def token_at(place: int) -> int:
        return bisect_right(of_text, place, key=lambda token: token.end)

    return [replace(amount, first=token_at(amount.start)) for amount in amounts]


def _without_repeats(text: str, amounts: list[Amount]) -> list[Amount]:
    """Without what is said again in another currency, in brackets right behind."""
    kept: list[Amount] = []
    end = 0
    for amount in amounts:
        is_other = bool(kept) and amount.kind == MONEY == kept[-1].kind and amount.unit != kept[-1].unit
        if is_other and _AGAIN.fullmatch(text[end : amount.start]):
            span = kept[-1].span or amount.span or per_span(text, amount.end + 1)[0]
            kept[-1] = replace(kept[-1], span=span)
        else:
            kept.append(amount)
        end = amount.end
    return kept


def _shared_units(sight: Sight, amounts: list[Amount]) -> list[Amount]:
    """A bare number is of the unit of the amount before it, or counts the persons who are named right before."""
    result: list[Amount] = []
    for amount in amounts:
        if amount.kind == BARE and sight.text[amount.start : amount.end].lower() != "one":
            amount = _with_unit(sight, amount, result)
        result.append(amount)
    return result


def _with_unit(sight: Sight, amount: Amount, before: list[Amount]) -> Amount:
    text = sight.text
    last = next((each for each in reversed(before) if each.kind in (MONEY, PERCENT, PERSONS)), None)
    size = amount.low or amount.high or 0.0
    if last and last.kind != PERSONS and size >= _LEAST_SHARED and (last.kind == MONEY or size <= 100):
        return replace(amount, kind=last.kind, unit=last.unit, span=amount.span or last.span)
    if last and last.kind == PERSONS:
        between = text[last.end : amount.start]
        if _PART_OF.search(between) or _LIST.fullmatch(between):
            return replace(amount, kind=PERSONS, unit="persons", persons=last.persons)
    named = [(mark.end, name[1:] if name[0] == "@" else "") for name, mark in sight.nouns
             if (name[0] == "@" or name == PERSONS) and mark.end <= amount.start]  # fmt: skip
    if named and _ARE.fullmatch(text[max(named)[0] : amount.start]):
        return replace(amount, kind=PERSONS, unit="persons", persons=max(named)[1])
    return amount


def _changes(sight: Sight, amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts, each of percent with whether it is by how much something rose or fell."""
    for amount in amounts:
        is_share = amount.kind == PERCENT and not amount.is_soft
        yield replace(amount, change=_change(sight, amount)) if is_share else amount


def _change(sight: Sight, amount: Amount) -> str:
    text, before = sight.text, tail(sight.text, amount.start)
    if _LESS.match(text, amount.end) or _DOWN.search(before):
        return "fell"
    if _MORE.match(text, amount.end) or _UP.search(before):
        return "rose"
    for name in ("fell", "rose"):
        if any(_BY.fullmatch(text[mark.end : amount.start]) for mark in sight.marks.get(name, ())):
            return name
    return ""
