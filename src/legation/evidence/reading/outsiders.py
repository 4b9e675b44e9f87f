"""Outsiders: whether a sentence is of people whom the record is not about, such as an embassy of another state.

It goes by the words for whom a sentence is about: a nationality, or a trade that no kind of persons has. A sentence
that names the North, or any persons of the record besides, is never of outsiders.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import WordMark, tail

_NATION = (
    "(?:Chinese|Taiwanese|South Korean|Japanese|Mongolian|Russian|Ukrainian|Belarusian|Kazakh|Uzbek|Indian|Pakistani|"
    "Bangladeshi|Nepali|Nepalese|Thai|Lao|Laotian|Vietnamese|Cambodian|Malaysian|Singaporean|Indonesian|Filipino|Burmese|"
    "Myanmar|Australian|American|US|U\\.S\\.|Canadian|Mexican|Cuban|Venezuelan|Brazilian|Argentine|Chilean|Peruvian|"
    "Colombian|British|Irish|French|German|Italian|Spanish|Portuguese|Polish|Czech|Slovak|Hungarian|Romanian|Bulgarian|"
    "Serbian|Greek|Turkish|Swiss|Austrian|Dutch|Belgian|Danish|Swedish|Norwegian|Finnish|European|Iranian|Iraqi|Syrian|"
    "Israeli|Lebanese|Saudi|Kuwaiti|Qatari|Emirati|Yemeni|Egyptian|Libyan|Algerian|Moroccan|Tunisian|Ethiopian|Kenyan|"
    "Nigerian|Angolan|Ugandan|Tanzanian|Congolese|South African|African)"
)
_PEOPLE = (
    "tourists?|visitors?|students?|pupils?|citizens?|nationals?|officials?|diplomats?|envoys?|ambassadors?|workers?|"
    "employees|staff|personnel|traders?|merchants?|businessmen|business people|soldiers?|farmers?|fishermen|sailors?|"
    "teachers?|journalists?|spies|migrants?|[a-z]+(?:ers|ists|ors|ians)"
)
_STATE_BODIES = "embass(?:y|ies)|consulates?|missions?|legations?|government|ministry|army|navy|parliament|delegation"
_OF_A_STATE = late_pattern(rf"\s(?:of|at|from|in|with)\s(?:the|an?)?\s?{_NATION}\s(?:\w+\s)?(?:{_STATE_BODIES})\b")
# What stands before the people whom a sentence is about: a time or place, and how many.
_OPENING = (
    r"\s*(?:(?:in|by|since|during|on|at|near|last|before|after)\s(?:(?:\w+\s)?(?:19|20)\d\d,?|[^,.;]{1,30},)\s)?"
    r"(?:(?:the|a|an|some|many|most|several|all|two|three|four|five|six|seven|eight|nine|ten|of|hundred|"
    r"thousand|dozens?|\d[\d,]*)\s){0,3}"
)
_OF_A_NATION = late_pattern(rf"\b{_NATION}\s(?:(?!and\b|or\b)[a-z-]+\s)?$")
_NATIONALS = late_pattern(
    rf"(?i:{_OPENING})(?P<people>{_NATION}\s(?:(?!and\b|or\b)[a-z-]+\s){{0,2}}?(?:{_PEOPLE}))\b"
    r"(?!\s(?:said|says|say|told)\b)"
)
_TRADE = late_pattern(
    rf"{_OPENING}"
    r"(?:[a-z]+\s)?(?P<trade>[A-Za-z]+(?:kers|chers|ners|mers|bers|gers|ters|ders|vers|sers|lers|pers|ists|tors|sors|"
    r"ians|smen|wives|dents|pils))\b",
    re.IGNORECASE,
)
_NO_TRADE = frozenset(
    (
        "members", "others", "leaders", "numbers", "papers", "orders", "letters", "matters", "customers",
        "brothers", "sisters", "mothers", "fathers", "teenagers", "strangers", "residents", "quarters",
        "headquarters", "centers", "borders", "dollars", "dinners", "partners", "founders", "holders", "followers",
        "offenders", "returners", "passengers", "prisoners", "powers", "factors", "sectors", "incidents",
        "accidents", "presidents", "newcomers", "rumours", "ledgers", "registers", "computers", "containers",
        "trainers", "organisers", "winters", "summers", "senders", "specialists", "activists", "analysts",
        "observers", "researchers", "reporters", "lawmakers", "speakers", "insiders", "informers", "importers",
        "exporters", "smugglers", "investors", "ministers", "commanders", "inspectors", "operators", "developers",
        "freelancers", "engineers", "administrators", "contractors", "hackers", "employers", "rulers",
        "negotiators", "suppliers", "buyers", "sellers", "users", "writers", "lecturers", "fingers", "posters",
        "banners", "carriers", "tankers", "freighters", "steamers",
    )
)  # fmt: skip
# Words by which a sentence is of the record, whoever else it names.
_OF_THE_NORTH = late_pattern(
    r"\b(?:North Korean?s?|North's|the North|DPRK|NK|Pyongyang|Kim Jong|Koreans?(?<!South Korean)(?<!South Koreans))\b|"
    r"북한|조선|평양|朝鲜|朝鮮|북",
)


def is_of_others(text: str, mark: WordMark) -> bool:
    """Whether persons who are named are of another state: "Cuban diplomats", "officials of the Cuban embassy"."""
    return bool(_OF_A_STATE.match(text, mark.end) or _OF_A_NATION.search(tail(text, mark.start)))


def outsiders_in(
    text: str, known: Iterable[WordMark], persons: Collection[WordMark], foreign: Collection[WordMark]
) -> tuple[int, int] | None:
    """Where a sentence names the outsiders whom it is about; None if it is not known to be about any.

    known    the words of the lexicon in it
    persons  those of them that name persons of the record
    foreign  those that name persons of another state
    """
    if persons or _OF_THE_NORTH.search(text):
        return None
    for mark in sorted(foreign):
        if match := _OF_A_STATE.match(text, mark.end):
            return mark.start, match.end()
    if match := _NATIONALS.match(text):
        return match.span("people")
    match = _TRADE.match(text)
    if match is None or match["trade"].lower() in _NO_TRADE:
        return None
    start, end = match.span("trade")
    return None if any(mark.start < end and start < mark.end for mark in known) else (start, end)
