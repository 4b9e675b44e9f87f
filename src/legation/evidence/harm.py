"""What a record may not hold, because it could harm somebody: details that single out, and marks of identity.

Two checks, run on every claim before it enters. The narrowing test counts kinds of detail in claims about three
persons or fewer: each is harmless alone, four together can point at one person. The scan looks in free text for what
identifies outright. Both work on the words, so both can be fooled; they guard against slips, not against intent.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_CHARACTERS = 400
FEW_PERSONS = 3
REFUSED_FROM = 4


class Detail(NamedTuple):
    """A kind of narrowing detail that was found, and how to say it more coarsely."""

    name: str
    coarser: str


class Identity(NamedTuple):
    """A mark of identity that was found in free text. `name` says what kind; the text itself is not kept."""

    name: str
    advice: str


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

    persons    how many the claim is about, None if it is not about particular persons
    place      as the report names it
    precision  of the period: day and month narrow, longer does not
    """
    if persons is None or persons > FEW_PERSONS:
        return []
    details = []
    if _CITY.search(place) or _CITY.search(text):
        details.append(Detail("city or finer", "name the province or region"))
    if precision in ("day", "month") or _DAY_OR_MONTH.search(text):
        details.append(Detail("month or finer", "name the year, or early, mid or late in it"))
    if _WORK.search(text):
        details.append(Detail("employer, trade or rank", "say official, trader or worker and no more"))
    if _FAMILY.search(text):
        details.append(Detail("family", "leave the relatives out"))
    if _is_exact_sum(unit, low, high, wording) or _SUM.search(text):
        details.append(Detail("exact sum", "say a large sum, or give a range"))
    if _ROUTE.search(text):
        details.append(Detail("route", "leave the way out"))
    return details


def scan(text: str, most: int | None = MOST_CHARACTERS) -> list[Identity]:
    """The marks of identity in a free text, and one entry if it is longer than `most` characters."""
    found = [Identity(name, advice) for name, pattern, advice in _IDENTITIES if pattern.search(text)]
    if most is not None and len(text) > most:
        found.append(Identity(f"{len(text)} characters", f"At most {most}: say it shorter."))
    return found


def _is_exact_sum(unit: str, low: float | None, high: float | None, wording: str) -> bool:
    money = re.search(r"\b(USD|RMB|KRW|EUR|CNY|dollars?|yuan|won)\b", unit)
    return bool(money) and low is not None and low == high and wording != "rounded"


# Cities and towns of the record; a province, a region or a country is coarse enough.
_CITY = re.compile(
    r"\b(Dandong|Shenyang|Yanji|Beijing|Dalian|Ningbo|Shanghai|Guangzhou|Shenzhen|Helong|Hunchun|Tumen|Changchun|"
    r"Harbin|Sinuiju|Pyongyang|Hyesan|Rason|Vladivostok|Moscow|Vientiane|Kuala Lumpur|Bangkok|Hanoi|Phnom Penh|"
    r"city of|district|consulate|embassy in|street|hotel|village)\b",
    re.IGNORECASE,
)
_MONTHS = r"January|February|March|April|June|July|August|September|October|November|December"
_DAY_OR_MONTH = re.compile(
    rf"\b({_MONTHS})\b|\b(?:in|of|since|until|by|early|late|mid|last) May\b|\bMay (?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_WORK = re.compile(
    r"\b(traders?|dealers?|interpreters?|drivers?|doctors?|accountants?|cooks?|waitress(?:es)?|restaurant staff|"
    r"general|lieutenant|colonel|major|captain|minister|ambassador|consul|counsellor|secretary|diplomats?|"
    r"manager of|director|chairman|security agents?|state-security|security officers?|"
    r"trade officers?|trade representatives?|office of|bureau|company|corporation|agency|ministry|bank)\b",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(wife|wives|husband|spouses?|sons?|daughters?|child|children|mother|father|parents?|brothers?|sisters?|"
    r"relatives?|famil(?:y|ies)|nephews?|nieces?|cousins?|uncles?|aunts?)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:\b(?:USD|RMB|KRW|EUR|CNY)|[$€₩¥])\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:dollars|yuan|won|euros|USD|RMB|KRW|EUR|CNY)\b",
    re.IGNORECASE,
)
_ROUTE = re.compile(
    r"\b(?:via|by way of|through|across|crossed|over) (?:the )?(?:[A-Z][a-z]+|border|river|mountains?|strait|sea)|"
    r"\b(?:by|on a|on the) (?:train|boat|ship|car|bus|plane|truck|ferry)\b|\broute\b"
)

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|General|Gen|Lieutenant|Lt|Colonel|Col|Major|Captain|Minister|"
    r"Ambassador|Consul|Counsellor|Secretary|President|Chairman|Director|Manager|Comrade|Deputy|Agent|Officer)"
)
# Words that follow a title without being a name: bodies, offices, places and the beginning of a sentence.
_NOT_A_NAME = (
    r"(?:Administration|Assembly|Bureau|Committee|Council|Department|Directorate|Director|General|Staff|"
    r"Office|Officer|Secretary|Minister|Ministry|Manager|Security|Party|Political|Department|Trade|State|"
    r"Foreign|Consul|Consulate|Generals?|Commissioner|"
    r"Chief|Chairman|Ambassador|Counsellor|In|On|At|And|The|He|She|They|It|North|South|Korea|China|"
    r"DPRK|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Mondays?|Saturdays?|Sundays?)"
)
_HANGUL_TITLE = (
    r"(?:대사|총영사|영사|참사관|참사|서기관|부장|국장|과장|지배인|사장|대장|중장|상장|소장|"
    r"위원장|비서|동지|대표|선생|씨)"
)
_HANGUL_SURNAME = (
    r"(?:김|이|리|박|최|정|강|조|윤|장|임|림|한|오|서|신|권|황|안|송|류|유|전|홍|고|문|양|손|배|백|"
    r"허|노|로|남|심|하|곽|차|주|우|구|라|나|민|진|지|현)"
)
_HANGUL_PARTICLE = r"(?:님|가|이|는|은|를|을|의|와|과|도|에게|께서)?"

_IDENTITIES = (
    (
        "a name after a title",
        re.compile(rf"\b{_TITLE}\.? (?!{_NOT_A_NAME}\b)[A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)?\b"),
        "Give the function, not the person.",
    ),
    (
        "a name after a title, in Hangul",
        re.compile(
            rf"(?<![가-힣]){_HANGUL_SURNAME}[가-힣]{{1,2}}\s?{_HANGUL_TITLE}{_HANGUL_PARTICLE}(?![가-힣])|"
            rf"(?<![가-힣]){_HANGUL_TITLE}\s{_HANGUL_SURNAME}[가-힣]{{1,2}}(?![가-힣])"
        ),
        "Give the function, not the person.",
    ),
    (
        "a telephone number",
        re.compile(
            r"(?<![\w,.])(?:\+\d{1,3}[\s().-]*(?:\d[\s().-]*){7,11}\d|0\d{1,3}[\s.-]\d{3,4}[\s.-]\d{4}|1[3-9]\d{9}|"
            r"\(\d{2,4}\)\s?\d{3,4}[\s.-]\d{4})(?![\w,])"
        ),
        "Leave it out.",
    ),
    (
        "a passport number",
        re.compile(r"\b[A-Z]{1,2}\d{7,9}\b|(?:\b[Pp]assport|여권)\W*(?:[Nn]o|[Nn]umber|번호)?\W{0,3}\d{6,9}\b"),
        "Leave it out.",
    ),
    (
        "an account number",
        re.compile(
            r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b|\b(?:\d{4}[ -]){3}\d{4}\b|(?<![\d,.])\d{12,19}(?![\d,.])|"
            r"(?:\b[Aa]ccount|\b[Ww]allet|계좌)\W*(?:[Nn]o|[Nn]umber|번호)?\W{0,3}[\d-]{6,}\b|\b(?:bc1|0x)[0-9a-zA-Z]{20,}\b"
        ),
        "Leave it out.",
    ),
    (
        "coordinates",
        re.compile(
            r"-?\b\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}|\d{1,3}\s?°\s?\d{1,2}\s?[′']|"
            r"\b[NS]\s?\d{1,2}\.\d{2,}\D{1,4}[EW]\s?\d{1,3}\.\d{2,}"
        ),
        "Name the region.",
    ),
    (
        "a handle or address of a person",
        re.compile(
            r"(?<![\w@])@\w{3,}|(?<=\w)@[\w-]+\.[a-z]{2,}\b|\bt\.me/\w+|"
            r"(?i:\b(?:wechat|telegram|kakao(?:talk)?|qq|signal|whatsapp|weixin)\s?(?:id|account|handle|name)?\s?[:=]\s?)\w+"
        ),
        "Leave it out.",
    ),
)
