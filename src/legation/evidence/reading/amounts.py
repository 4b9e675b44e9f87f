"""Amounts in a sentence: what a number counts, in which unit, how firmly it was said, and over what span.

A range is one amount. Words such as "several" or "almost nobody" are amounts without a number. An amount in a second
currency behind the first, in brackets, is the same amount again and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from legation.evidence.reading.lexicon import Lexicon, Mark, Token
from legation.evidence.reading.number_words import NumberFound, find_numbers
from legation.evidence.reading.spans import Every, frequencies, per_span

MONEY, PERCENT, PERSONS, TIME, OFTEN, BARE, WORD = "money", "percent", "persons", "time", "often", "bare", "word"


@dataclass(frozen=True)
class Amount:
    """How much, or how many, as a text says it.

    kind        money, percent, persons, time, often (so many times in a span), the unit that is counted, or bare
    low, high   in `unit`; None where there is no number, or no such end
    wording     as claims have it
    unit        of the record: USD, percent, persons, years, sessions per week; empty for a bare number
    span        over what span it is given, as the words right behind it say; empty otherwise
    persons     the kind of persons that is counted
    change      "rose" or "fell" if it is by how much something changed
    went        "rose" or "fell" if it is to what something rose or fell
    is_soft     whether it is an amount only beside a measure that it fits: a word, or a mere "every evening"
    start, end  where the number stands, with the words that belong to it
    first       the token with which it begins
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
        if self.kind in _COUNTED and self.span:
            kinds.add(OFTEN)
        if self.kind == MONEY and max(self.low or 0.0, self.high or 0.0) >= _LARGE:
            kinds.add("large")
        return frozenset(kinds)


_LARGE = 5e6  # A sum of this size is no person's.
_COUNTED = ("sessions", "levies", "visits", "reports", "inspections")

_CURRENCY = {
    "$": "USD", "us$": "USD", "u.s.$": "USD", "usd": "USD", "dollar": "USD", "buck": "USD", "달러": "USD",
    "美元": "USD", "rmb": "RMB", "cny": "RMB", "yuan": "RMB", "renminbi": "RMB", "위안": "RMB", "元": "RMB",
    "人民币": "RMB", "¥": "RMB", "krw": "KRW", "won": "KRW", "₩": "KRW", "원": "KRW", "韩元": "KRW", "eur": "EUR",
    "euro": "EUR", "€": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "rouble": "RUB", "ruble": "RUB",
    "yen": "JPY",
}  # fmt: skip
_BEFORE = re.compile(r"(US\$|U\.S\.\$|USD|RMB|CNY|KRW|EUR|GBP|[$€₩¥£])\s?$", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s-]?(?:(?:US|U\.S\.|American|Chinese|South Korean|North Korean|Korean)\s)?"
    r"(dollar|buck|yuan|renminbi|RMB|CNY|won\b|KRW|euro|EUR|USD|GBP|pound|rouble|ruble|yen|달러|위안|원|元|美元|韩元)(?:s\b|\b|(?<=[가-힣一-鿿]))",
    re.IGNORECASE,
)
_OF_PERCENT = re.compile(r"\s?(?:%|percent(?:age points?)?\b|per cent\b|pct\b|퍼센트)", re.IGNORECASE)
_OF_TIME = re.compile(
    r"[\s-]?(?:full |whole |consecutive |straight |more )?(day|week|month|quarter|year|hour)s?\b"
    r"(?![\s-]old)(?! ago)(?! earlier)(?! later)(?! before)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|(?:-|\s)?(?:year|month|week|day)s?[\s-](?:old|ago)\b", re.IGNORECASE)
_NO_AMOUNT_BEFORE = re.compile(
    r"\b(?:resolution|article|office|bureau|room|chapter|no\.?|number|unit|section|page|phase|line|group|aged|age|"
    r"flight|route|building|no one|figure|table)\s?#?$",
    re.IGNORECASE,
)
_BYSTANDERS = re.compile(
    r"\b(?:in front of|attended by|witnessed by|watched by|in the presence of)\s(?:some |about |around )?$",
    re.IGNORECASE,
)
_NO_ONE = re.compile(
    r"(?:\s(?:of\b(?! (?:the )?(?:\w+ ){0,2}\w+ (?:in|out))|another\b|day\b(?! )|such\b)|-(?:off|time|sided|party|way|man)\b|'s)",
    re.IGNORECASE,
)

# How firmly it was said, by the words before or behind.
_HEDGES_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (wording, re.compile(rf"(?<![\w-])(?:{words})\s?(?:the |a |an |its |their |of )?$", re.IGNORECASE))
    for wording, words in (
        ("at_most", r"no more than|not more than|at most|up to|as many as|as much as|less than|fewer than|under|below|"
                    r"a maximum of|at the most|not even|most of all|just under"),
        ("at_least", r"no fewer than|no less than|not less than|at least|more than|over|above|upwards of|in excess of|"
                     r"exceed(?:s|ed|ing)?|a minimum of|well over|just over|north of|greater than|surpass(?:es|ed|ing)?|min\."),
        ("about", r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|an estimated|estimated at|"
                  r"estimated|in the region of|circa|c\.|ca\.|~|perhaps|maybe|probably|or so|reportedly|some of the|≈|약|대략|大约|约"),
        ("exact", r"only|just|exactly|precisely|a total of|all|merely|another|further"),
    )
)  # fmt: skip
_HEDGES_BEHIND: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(r"\s?\+(?!\d)|\s?(?:or more|and more|and above|or higher|이상|以上)\b|[- ]plus\b", re.IGNORECASE),
    ),
    ("at_most", re.compile(r"\s?(?:or less|or fewer|or lower|at (?:the )?most|이하|以下)\b", re.IGNORECASE)),
    ("about", re.compile(r"\s?(?:or so|odd\b|or thereabouts|-odd|여\s?명|左右)", re.IGNORECASE)),
)
_JOIN = re.compile(
    r"\s?(?:–|—|-|−|~|to|or|or even|or perhaps|and)\s?(?:(?:US\$|U\.S\.\$|USD|RMB|CNY|KRW|EUR|[$€₩¥£])\s?|as (?:many|much|high) as |up to |even |about |around )?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:between|from)\s(?:(?:about|around|some|roughly)\s)?(?:US\$|USD|RMB|CNY|KRW|EUR|[$€₩¥£])?\s?$", re.IGNORECASE
)

_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (wording, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for wording, words in (
        ("almost_nobody", r"almost (?:nobody|no one|none|no)|hardly (?:any(?:body|one)?|a)|scarcely any(?:body|one)?|"
                          r"virtually (?:nobody|no one|none|no)|next to nobody|very few|only a few|only a handful|only few|거의 없"),
        ("most", r"most(?! (?:of all|recent|recently|likely|important|difficult|dangerous|probably|notably|serious))|"
                 r"the (?:vast |great |large )?majority|a majority|almost all|nearly all|almost every\w*|nearly every\w*|대부분|大多数"),
        ("several", r"several|a few|a handful|a number of|a couple|quite a few|여러"),
        ("existence", r"some(?! \d)(?! (?:time|of the|hundred|thousand|dozen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten)\b)|"
                      r"many|numerous|some of the|a lot of|일부|一些"),
    )
)  # fmt: skip
_BY = re.compile(r"\bby\s(?:[\w.,$]+\s){0,3}?$", re.IGNORECASE)
_MONTHLY_SHARE = 6  # tokens between an amount and the word that says that it is by how much something changed


def find_amounts(
    text: str,
    of_text: Sequence[Token],
    lexicon: Lexicon,
    marks: dict[str, list[Mark]],
    taken: Iterable[tuple[int, int]],
) -> list[Amount]:
    """Every amount of a plain text, in order.

    marks  of the words of the lexicon in it
    taken  where dates stand
    """
    units = lexicon.units.find(text, list(of_text))
    often = list(frequencies(text))
    taken = [*taken, *((every.start, every.end) for every in often)]
    numbers = find_numbers(text, taken)
    amounts: list[Amount] = [_of_frequency(every) for every in often]
    at = 0
    while at < len(numbers):
        number, others = numbers[at], numbers[at + 1 :]
        went, is_before = _went(text, number, others, marks)
        if is_before:
            at, number, others = at + 1, others[0], others[1:]
        joined, used = _joined(text, number, others)
        amount = _amount(text, joined, used and numbers[at + used].start, of_text, marks, units)
        at += 1 + used
        if amount:
            amounts.append(replace(amount, went=went))
    amounts += _word_amounts(text, of_text, marks, units, [(amount.start, amount.end) for amount in amounts], taken)
    amounts = _with_tokens(sorted(amounts, key=lambda amount: amount.start), of_text)
    return list(_changes(text, _shared_units(text, _without_repeats(text, amounts), marks, units), marks))


def listed_places(text: str, places: Sequence[tuple[str, int, int]], of_text: Sequence[Token]) -> list[Amount]:
    """Three places or more in a row, as a count of cities; at least so many behind "including".

    places  each with its area, and where it stands
    """
    row: list[tuple[str, int, int]] = []
    rows = []
    for place in places:
        if row and not _IN_ROW.fullmatch(text[row[-1][2] : place[1]]):
            rows.append(row)
            row = []
        row.append(place)
    amounts = []
    for row in (*rows, row):
        if len(row) >= 3:
            wording = "at_least" if _INCLUDING.search(text[: row[0][1]]) else "exact"
            count = float(len(row))
            high = None if wording == "at_least" else count
            amounts.append(Amount("cities", count, high, wording, "cities", row[0][1], row[-1][2], is_soft=True))
    return _with_tokens(amounts, of_text)


_IN_ROW = re.compile(r"[\s,]*(?:and|or|as well as)?\s*(?:the\s)?(?:capital\s|city of\s|in\s)?", re.IGNORECASE)
_INCLUDING = re.compile(r"\b(?:including|such as|like|among them)\s(?:the\s)?(?:capital\s)?$", re.IGNORECASE)


_FROM = re.compile(r"\bfrom\s(?:about |around |some |a |an |USD |RMB |[$€₩¥£])*$", re.IGNORECASE)
_TO_NUMBER = re.compile(
    r"\s(?:\w+\s)?to\s(?:about |around |some |only |just |USD |RMB |[$€₩¥£]|at least |up to |more than |less than )*",
    re.IGNORECASE,
)
_NEAR_FROM = 40  # characters between a word for a change and its "from"


def _went(
    text: str, number: NumberFound, others: Sequence[NumberFound], marks: dict[str, list[Mark]]
) -> tuple[str, bool]:
    """Which way something went to a number, or, if that is True, from this number to the next; empty if it did not."""
    for name in ("rose", "fell"):
        if any(_TO_NUMBER.fullmatch(text[mark.end : number.start]) for mark in marks.get(name, ())):
            return name, False
    opening = _FROM.search(text[: number.start])
    if not opening or not others:
        return "", False
    between = text[number.end : others[0].start]
    if not re.fullmatch(r"[^.;,]{0,25}?\bto\s(?:about |around |some |only |just |USD |RMB |[$€₩¥£]|up to )*", between):
        return "", False
    for name in ("rose", "fell"):
        if any(0 <= opening.start() - mark.end <= _NEAR_FROM for mark in marks.get(name, ())):
            return ("rose" if others[0].high > number.low else "fell"), True
    return "", False


def _joined(text: str, number: NumberFound, others: Sequence[NumberFound]) -> tuple[NumberFound, int]:
    """A number together with the next, if both are the ends of a range; and how many that used up."""
    if not others or number.is_vague or others[0].is_vague:
        return number, 0
    second = others[0]
    between = text[number.end : second.start]
    # In "USD 20 to USD 50" and "2% to 3%" the unit stands twice.
    between = re.sub(r"^\s?(?:%|percent|per cent)(?=\s?(?:-|–|to|or|and)\b|\s?[-–])", "", between, flags=re.IGNORECASE)
    join = _JOIN.fullmatch(between)
    if not join or number.is_part != second.is_part:
        return number, 0
    if "and" in join[0] and not _BETWEEN.search(text[: number.start]):
        return number, 0
    factor = second.multiplied if number.multiplied == 1.0 and number.low < 1000 else 1.0
    low, high = number.low * factor, second.high
    if low > high and number.low <= high:
        low = number.low
    if low >= high:
        return number, 0
    return NumberFound(number.start, second.end, low, high, number.is_part), 1


def _amount(
    text: str, number: NumberFound, _second: int, of_text: Sequence[Token], marks: dict[str, list[Mark]],
    units: dict[str, list[Mark]],
) -> Amount | None:  # fmt: skip
    """What a number, or a range, is an amount of; None if it is none, such as a day's or an article's number."""
    start, end = number.start, number.end
    word = text[start:end].lower()
    if _ORDINAL.match(text, end) or _NO_AMOUNT_BEFORE.search(text[:start]) or _BYSTANDERS.search(text[:start]):
        return None
    if word == "one" and (_NO_ONE.match(text, end) or re.search(r"\bno\s$", text[:start], re.IGNORECASE)):
        return None
    kind, unit, persons, tail = BARE, "", "", end
    before = _BEFORE.search(text[:start])
    if before:
        kind, unit, start = MONEY, _CURRENCY[before[1].lower()], before.start()
    elif match := _AFTER.match(text, end):
        kind, unit, tail = MONEY, _CURRENCY[match[1].lower()], match.end()
    elif number.is_part:
        kind, unit = PERCENT, "percent"
    elif match := _OF_PERCENT.match(text, end):
        kind, unit, tail = PERCENT, "percent", match.end()
    elif match := _OF_TIME.match(text, end):
        kind, unit, tail = TIME, f"{match[1].lower()}s", match.end()
    else:
        kind, unit, persons, tail = _counted(end, of_text, marks, units)
    if kind == PERCENT:
        persons = _counted(tail, of_text, marks, {})[2]
    wording, start, tail = _hedged(text, number, start, tail, end)
    low, high = _ends(number, wording)
    span, tail = per_span(text, tail)
    if kind == TIME and not span and re.match(r"s?\s(?:old|ago)\b", text[tail:]):
        return None
    return Amount(kind, low, high, wording, unit, start, tail, span=span, persons=persons)


def _hedged(text: str, number: NumberFound, start: int, tail: int, end: int) -> tuple[str, int, int]:
    """How firmly a number was said, and where it begins and ends with the words that say so."""
    for wording, pattern in _HEDGES_BEHIND:
        for place in (tail, end):
            if match := pattern.match(text, place):
                return wording, start, max(tail, match.end())
    for wording, pattern in _HEDGES_BEFORE:
        if match := pattern.search(text[:start]):
            if number.low != number.high and wording in ("about", "exact"):
                return "between", match.start(), tail
            if number.is_vague and wording == "about":
                return "between", match.start(), tail
            if number.is_part and number.low == 50 and wording == "about":
                return "about_half", match.start(), tail
            return wording, match.start(), tail
    if number.low != number.high:
        opening = _BETWEEN.search(text[:start])
        return "between", opening.start() if opening else start, tail
    if number.is_part:
        return ("about_half" if number.low == 50 else "about"), start, tail
    return "exact", start, tail


def _ends(number: NumberFound, wording: str) -> tuple[float | None, float | None]:
    if wording == "at_least":
        return number.low, None
    if wording == "at_most":
        return None, number.high
    return number.low, number.high


# Words behind a number after which something else begins.
_STOP = frozenset(
    "who whom which that were was is are be been being has have had in on at by for to from with as after before and "
    "or but while when whose until since than if because said say says".split()
)
_SKIPPED = frozenset("of the its their his her our these those such".split())
_WITHIN = 9  # tokens from a number to what it counts


def _counted(
    end: int, of_text: Sequence[Token], marks: dict[str, list[Mark]], units: dict[str, list[Mark]]
) -> tuple[str, str, str, int]:
    """What a number counts, by the nouns behind it: kind, unit, kind of persons, and where the noun ends."""
    first = next((at for at, token in enumerate(of_text) if token.start >= end), len(of_text))
    last = first
    starts = {mark.first for group in (marks, units) for name, of_group in group.items() for mark in of_group
              if name in units or name[0] == "@"}  # fmt: skip
    while last < len(of_text) and last - first < _WITHIN:
        word = of_text[last].word
        if word in _STOP or not (word[0].isalnum() or word in ("'s", "'", "(", ")")):
            # In "30 security and trade officials" the noun stands behind both.
            if word not in ("and", "or") or any(first <= start < last for start in starts):
                break
        last += 1
    nouns = [(name, mark) for group in (marks, units) for name, of_group in group.items() for mark in of_group
             if (name in units or name[0] == "@") and first <= mark.first and mark.last <= last]  # fmt: skip
    if not nouns:
        return BARE, "", "", end
    name, mark = max(nouns, key=_headship)
    if name[0] == "@":
        return PERSONS, "persons", name[1:], mark.end
    return name, name, "", mark.end


def _headship(noun: tuple[str, Mark]) -> tuple[int, int, bool, int]:
    """Of nouns in a row the last is the head; any kind of persons says more than `everybody`, and that more than a unit."""
    name, mark = noun
    return mark.last, 1 if name[0] == "@" else 0, name != "@everybody", mark.last - mark.first


def _of_frequency(every: Every) -> Amount:
    wording = every.wording or ("exact" if every.low == every.high else "between")
    low = None if wording == "at_most" else every.low
    high = None if wording == "at_least" else every.high
    return Amount(
        OFTEN, low, high, wording, f"times per {every.span}", every.start, every.end, span=every.span,
        is_soft=every.is_soft,
    )  # fmt: skip


def _word_amounts(
    text: str, of_text: Sequence[Token], marks: dict[str, list[Mark]], units: dict[str, list[Mark]],
    used: list[tuple[int, int]], taken: Iterable[tuple[int, int]],
) -> Iterator[Amount]:  # fmt: skip
    """Amounts that are said in a word, if it stands before persons or something that is counted."""
    spent = [*used, *taken]
    for wording, pattern in _WORDS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in spent):
                continue
            kind, unit, persons, end = _counted(match.end(), of_text, marks, units)
            if kind == BARE and wording not in ("almost_nobody",):
                continue
            if kind in (BARE,):
                end = match.end()
            spent.append(match.span())
            shares = wording in ("almost_nobody", "most")
            yield Amount(
                PERCENT if shares else kind, None, None, wording, "percent" if shares else unit, match.start(), end,
                persons=persons, is_soft=True,
            )  # fmt: skip


def _with_tokens(amounts: list[Amount], of_text: Sequence[Token]) -> list[Amount]:
    def token_at(place: int) -> int:
        return next((at for at, token in enumerate(of_text) if token.end > place), len(of_text))

    return [replace(amount, first=token_at(amount.start)) for amount in amounts]


def _without_repeats(text: str, amounts: list[Amount]) -> list[Amount]:
    """Without what is said again in another currency, in brackets right behind."""
    kept: list[Amount] = []
    end = 0
    for amount in amounts:
        if kept and amount.kind == MONEY == kept[-1].kind and amount.unit != kept[-1].unit:
            between = text[end : amount.start]
            if re.fullmatch(r"[^()]{0,14}\(\s?(?:or |i\.e\. |that is )?|,? ?or |, ", between):
                span = kept[-1].span or amount.span or per_span(text, amount.end + 1)[0]
                kept[-1] = replace(kept[-1], span=span)
                end = amount.end
                continue
        kept.append(amount)
        end = amount.end
    return kept


def _shared_units(
    text: str, amounts: list[Amount], marks: dict[str, list[Mark]], units: dict[str, list[Mark]]
) -> list[Amount]:
    """A bare number is of the unit of the amount before it, or counts the persons who are named right before."""
    result: list[Amount] = []
    for amount in amounts:
        if amount.kind == BARE and text[amount.start : amount.end].lower() != "one":
            amount = _with_unit(text, amount, result, marks, units)
        result.append(amount)
    return result


_LIST = re.compile(r"[^.;]{0,45}[,;]?\s?(?:and|or|another|of which|of whom)?[^.;]{0,20}")
_PART_OF = re.compile(r"\b(?:including|among them|of which|of whom|of them|and another|plus)\s?$", re.IGNORECASE)
_ARE = re.compile(
    r"[^.;,]{0,70}?(?:\b(?:was|were|is|are|numbered|number|numbers|reached|totalled|totaled|at|to|estimated at|put at)|:|–)\s?$"
)


def _with_unit(
    text: str, amount: Amount, before: list[Amount], marks: dict[str, list[Mark]], units: dict[str, list[Mark]]
) -> Amount:
    size = amount.low or amount.high or 0.0
    last = next((each for each in reversed(before) if each.kind in (MONEY, PERCENT, PERSONS)), None)
    if last and last.kind != PERSONS and size >= 10:
        return replace(amount, kind=last.kind, unit=last.unit, span=amount.span or last.span)
    if last and last.kind == PERSONS and _PART_OF.search(text[last.end : amount.start]):
        return replace(amount, kind=PERSONS, unit="persons", persons=last.persons)
    if last and last.kind == PERSONS and _LIST.fullmatch(text[last.end : amount.start]):
        return replace(amount, kind=PERSONS, unit="persons", persons=last.persons)
    named = [(mark.end, name[1:]) for name, of_group in marks.items() if name[0] == "@" for mark in of_group]
    named += [(mark.end, "") for mark in units.get(PERSONS, ())]
    named = [each for each in named if each[0] <= amount.start]
    if named and _ARE.fullmatch(text[max(named)[0] : amount.start]):
        return replace(amount, kind=PERSONS, unit="persons", persons=max(named)[1])
    return amount


def _changes(text: str, amounts: list[Amount], marks: dict[str, list[Mark]]) -> Iterator[Amount]:
    """The amounts, each of percent with whether it is by how much something rose or fell."""
    for amount in amounts:
        if amount.kind != PERCENT or amount.is_soft:
            yield amount
            continue
        behind = re.match(
            r"\s?(?:fewer|less|lower|smaller|down|fall|drop|decline)\b", text[amount.end :], re.IGNORECASE
        )
        ahead = re.match(r"\s?(?:more|higher|up|above|increase|rise|growth)\b", text[amount.end :], re.IGNORECASE)
        change = "fell" if behind else "rose" if ahead else ""
        if not change:
            for name in ("rose", "fell"):
                for mark in marks.get(name, ()):
                    gap = text[mark.end : amount.start]
                    if re.fullmatch(
                        r"(?:[^.;,]{0,40}\bby|\s(?:about|some|almost|nearly|around|an estimated)?)\s?", gap
                    ):
                        change = name
            if re.search(r"\b(?:down|minus|off)\s$|[−-]$", text[: amount.start]):
                change = "fell"
            elif re.search(r"\b(?:up|plus)\s$|\+$", text[: amount.start]):
                change = "rose"
        yield replace(amount, change=change)
