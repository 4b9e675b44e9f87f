"""What a record may not hold, because it could harm somebody: details that single out, and marks of identity.

Two checks run on every record before it enters. The narrowing test counts kinds of detail in claims about three
persons or fewer: each is harmless alone, four together can point at one person. The scan looks in free text for what
identifies outright. Both work on the words, so both can be fooled; they guard against slips, not against intent.

A text is normalised first: full-width and other digits become ASCII, invisible characters go, and letters that look
like Latin ones are read as these as well. Patterns are lists of alternatives; a test requires a case for each.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MOST_CHARACTERS = 400
FEW_PERSONS = 3
REFUSED_FROM = 4


class Detail(NamedTuple):
    """A kind of narrowing detail in a text, and how to say it more coarsely."""

    name: str
    coarser: str


class Identity(NamedTuple):
    """A mark of identity in free text. `name` says what kind; the text itself is not kept."""

    name: str
    advice: str


CITY = Detail("city or finer", "name the province or region")
DATE = Detail("month or finer", "name the year, or early, mid or late in it")
WORK = Detail("employer, trade or rank", "say official, trader or worker and no more")
FAMILY = Detail("family", "leave the relatives out")
SUM = Detail("exact sum", "say a large sum, or give a range")
ROUTE = Detail("route", "leave the way out")


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
    if persons == 0 or persons > FEW_PERSONS:
        return []
    details = []
    if _holds(CITY, place) or _holds(CITY, text):
        details.append(CITY)
    if precision in ("day", "month") or _holds(DATE, text):
        details.append(DATE)
    details += [kind for kind in (WORK, FAMILY) if _holds(kind, text)]
    if _is_exact_sum(unit, low, high, wording) or _holds(SUM, text):
        details.append(SUM)
    if _holds(ROUTE, text):
        details.append(ROUTE)
    return details


def persons_in(text: str, *, unit: str = "", low: float | None = None) -> int:
    """How many persons a text is about: the smallest number that it gives of any, and 1 where it gives none."""
    counts = [_count(match) for match in _PERSONS.finditer(normalised(text).lower())]
    if low is not None and _PERSON_UNIT.match(unit.lower()):
        counts.append(max(1, int(low)))
    return min(counts, default=1)


def scan(text: str) -> list[Identity]:
    """The marks of identity in a free text."""
    views = _views(text)
    plain = views[0]
    patterns = _identity_patterns()
    if plain.isascii():
        # Nearly every text lacks what all alternatives of a kind have in common, and looking for that is quick.
        words = set(_LETTERS.findall(plain))
        likely = {kind for kind, known in _SIGN_WORDS.items() if not words.isdisjoint(known)}
        likely |= {kind for kind, sign in _SIGNS.items() if sign.search(plain)}
        return [kind for kind, pattern in patterns.items() if kind in likely and pattern.search(plain)]
    return [kind for kind, pattern in patterns.items() if any(map(pattern.search, views))]


def normalised(text: str) -> str:
    """The text with digits of all scripts as ASCII, compatible forms as their usual letters, nothing invisible."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return "".join(map(_plain_character, _INVISIBLE.sub("", text)))


def like_latin(text: str) -> str:
    """The text with accents left out and letters that look like Latin ones replaced by these."""
    letters = unicodedata.normalize("NFD", text).translate(_LOOK_ALIKES)
    return unicodedata.normalize("NFC", "".join(sign for sign in letters if unicodedata.category(sign) != "Mn"))


def _views(text: str) -> tuple[str, ...]:
    """The text as its own script has it and, unless it is ASCII, as it looks to a reader of Latin letters."""
    plain = normalised(text)
    return (plain,) if plain.isascii() else (plain, like_latin(plain))


def _holds(kind: Detail, text: str) -> bool:
    views = _views(text)
    latin = _pattern(DETAILS[kind][0], kind)
    if any(latin.search(view.lower() if kind in _WHATEVER_CASE else view) for view in views):
        return True
    return not text.isascii() and bool(_pattern(DETAILS[kind][1], kind).search(views[0].lower()))


@lru_cache
def _pattern(alternatives: tuple[str, ...], kind: Detail) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def _is_exact_sum(unit: str, low: float | None, high: float | None, wording: str) -> bool:
    money = re.search(r"\b(USD|RMB|KRW|EUR|CNY|dollars?|yuan|won)\b", unit)
    return bool(money) and low is not None and low == high and wording != "rounded"


def _count(match: re.Match[str]) -> int:
    """The number that stands before persons; words for many count as a thousand."""
    word = match["count"] or match["counter"]
    digits = word.replace(",", "")
    return int(digits[:9]) if digits.isdecimal() else _NUMBER_WORDS.get(word, 1000)


def _plain_character(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return {"Pd": "-", "Zs": " "}.get(unicodedata.category(sign), sign)


# Format characters (zero-width spaces and joiners, soft hyphens), variation selectors and fillers of Hangul.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LOOK_ALIKES = str.maketrans(
    # Cyrillic, Greek, and Latin letters of other shapes.
    "аеорсухіјѕһԁԛԝмткнвпАВЕКМНОРСТУХІЈЅԌαικνορτυχγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡɑłøđ",
    "aeopcyxijshdqwmtkhbnABEKMHOPCTYXIJSGaikvoptuxynABEZHIKMNOPTYXigalod",
)  # fmt: skip

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_ONES, start=1)},
    **dict.fromkeys(("a", "an", "his", "her", "this", "that", "another", "single", "couple", "both", "pair"), 1),
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_MANY = "dozen|dozens|hundred|hundreds|thousand|thousands|each|every|all|most|many|numerous"
_ONE_PERSON = (
    "official|officer|worker|trader|person|man|woman|resident|defector|refugee|diplomat|driver|interpreter|"
    "accountant|"
    "ambassador|consul|manager|agent|representative|employee|labourer|laborer|cook|waitress|doctor|merchant|broker|"
    "dealer|household|family|student|soldier|cadre|secretary|director|envoy"
)
_SEVERAL_PERSONS = (
    "people|persons|men|women|households|families|staff|personnel|[a-z]+(?:ers|ors|als|ants|ees|ents|ives)"
)
_NO_ADJECTIVE = (  # words after which a number counts something else
    "with|for|to|by|in|on|at|from|and|or|than|that|who|when|as|was|were|is|are|per|percent|times?|days?|weeks?|months?|"
    "years?|hours?|dollars|yuan|won|usd|rmb|firms?|companies|offices?|banks?"
)
_PERSONS = re.compile(
    rf"\b(?!(?:19|20)\d\d\b(?!,))(?P<count>\d[\d,]*|{'|'.join(_NUMBER_WORDS)}|{_MANY})\b(?: of (?:the |its |their )?| )"
    rf"(?:(?!(?:{_NO_ADJECTIVE})\b)[a-z-]+ ){{0,3}}?"
    rf"(?:(?:{_ONE_PERSON})s?\b(?!-)|(?:{_SEVERAL_PERSONS})\b)|"
    r"(?<![\d.,])(?P<counter>\d[\d,]*)\s?(?:여\s?)?(?:명|인|人|名|человек)"
)
_PERSON_UNIT = re.compile(r"(?:persons?|people|officials?|workers?|traders?|households?|families)\b")

_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"


def _any_case(words: str) -> str:
    """Words as alternatives, each capitalised, in capitals and in small letters; quicker than a flag for all."""
    return "|".join(case for word in words.split() for case in (word, word.upper(), word.lower()))


# Each kind of detail: alternatives in Latin script, tried on lower-case text unless case says something, and in
# other scripts, where words have no edges and endings are many.
DETAILS: dict[Detail, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # Cities and towns of the record; a province, a region or a country is coarse enough.
    CITY: (
        tuple(
            rf"\b{word}\b"
            for word in (
                "dandong", "shenyang", "yanji", "beijing", "dalian", "ningbo", "shanghai", "guangzhou", "shenzhen",
                "helong", "hunchun", "tumen", "changchun", "harbin", "sinuiju", "pyongyang", "hyesan", "rason",
                "vladivostok", "moscow", "vientiane", "kuala lumpur", "bangkok", "hanoi", "phnom penh", "city of",
                "district", "consulate", "embassy in", "street", "hotel", "village", "tianjin", "qingdao", "tonghua",
                "donggang", "longjing", "mudanjiang", "quanhe", "khabarovsk", "rajin", "musan", "hoeryong",
                "chongjin",
                "seoul", "apartment", "neighbou?rhood",
            )
        ),
        (
            "단둥", "단동", "선양", "심양", "연길", "옌지", "베이징", "북경", "대련", "다롄", "닝보", "상하이",
            "광저우", "훈춘",
            "투먼", "도문", "장춘", "창춘", "하얼빈", "신의주", "평양", "혜산", "라선", "나선",
            "블라디보스토크", "모스크바",
            "방콕", "하노이", "영사관", "호텔", "丹东", "丹東", "沈阳", "瀋陽", "延吉", "北京", "大连", "大連",
            "宁波", "上海",
            "广州", "和龙", "珲春", "图们", "长春", "哈尔滨", "新义州", "平壤", "惠山", "罗先", "海参崴",
            "莫斯科", "万象",
            "曼谷", "河内", "领事馆", "酒店", "宾馆", "даньдун", "шэньян", "яньцзи", "пекин", "далян", "шанха",
            "хуньчун",
            "харбин", "синыйджу", "пхеньян", "владивосток", "москв", "вьентьян", "бангкок", "ханой", "консульств",
            "гостиниц", "деревн",
        ),
    ),
    DATE: (
        (
            rf"\b(?:{_any_case('January February April June July August September October November December')})\b",
            r"\bMarch\b|\bMARCH\b|\bmarch (?:19|20)\d\d\b",
            r"\b(?:in|of|since|until|by|early|late|mid|last|from) (?:May|MAY)\b",
            r"\b(?:May|MAY|may) (?:\d{1,2},? )?(?:19|20)\d\d\b",
            rf"\b(?:{_any_case(_SHORT_MONTHS)})\.? ?(?:-\d\d|-?(?:'|19|20)\d\d)\b",
            rf"\b\d{{1,2}}\.? ?(?:{_any_case(_SHORT_MONTHS)})\b",
            r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])\b(?![.]\d{3})",
            r"\b(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:19|20)?\d\d\b",
            rf"\b(?:{_any_case('Monday Tuesday Wednesday Thursday Friday Saturday Sunday')})s?\b",
        ),
        (
            r"\d\s?월", r"[월화수목금토일]요일", r"\d\s?月", r"[一二三四五六七八九十]月", r"星期[一二三四五六日天]",
            r"(?<!\w)周[一二三四五六日]", "январ", "феврал", "март", "апрел", r"\bмая\b", "июн", "июл",
            "август", "сентябр",
            "октябр", "ноябр", "декабр", "понедельник", "вторник", "четверг", "пятниц", "суббот", "воскресен",
        ),
    ),
    WORK: (
        tuple(
            rf"\b{word}\b"
            for word in (
                "traders?", "dealers?", "interpreters?", "translators?", "drivers?", "doctors?",
                "accountants?", "cooks?",
                "chefs?", "nurses?", "engineers?", "waitress(?:es)?", "restaurant staff", "general", "lieutenant",
                "colonel", "major", "captain", "minister", "ambassador", "attach[eé]", "consul", "counsellor",
                "secretary", "diplomats?", "manager", "director", "chairman", "security agents?", "state-security",
                "security officers?", "trade officers?", "trade representatives?", "office of", "bureau", "company",
                "corporation", "agency", "ministry", "bank", "factory",
            )
        ),
        (
            "무역상", "상인", "통역", "운전기사", "운전사", "의사", "회계", "요리사", "종업원", "대사", "영사",
            "참사", "지배인",
            "사장", "보위원", "보위부", "무역일군", "무역대표", "은행", "회사", "국장", "부장", "소장", "대좌",
            "商人", "贸易商",
            "翻译", "司机", "医生", "会计", "厨师", "服务员", "大使", "领事", "参赞", "经理", "董事长", "公司",
            "银行", "局长",
            "部长", "上校", "торгов", "переводчи", "водител", "врач", "бухгалтер", "повар", "официант", "генерал",
            "полковник", "майор", "капитан", "министр", "посол", "консул", "советник", "секретар", "дипломат",
            "директор",
            "менеджер", "компани", "банк",
        ),
    ),
    FAMILY: (
        tuple(
            rf"\b{word}\b"
            for word in (
                "wife", "wives", "husbands?", "spouses?", "sons?", "daughters?", "child", "children",
                "(?:grand)?mother", "(?:grand)?father", "(?:grand)?parents?", "brothers?", "sisters?", "siblings?",
                "relatives?", "famil(?:y|ies)", "nephews?", "nieces?", "cousins?", "uncles?", "aunts?", "fianc[eé]e?",
                "in-laws",
            )
        ),
        (
            "아내", "부인", "남편", "아들", "딸", "자녀", "어머니", "아버지", "부모", "형제", "자매", "가족",
            "친척", "조카",
            "삼촌", "妻", "丈夫", "儿子", "女儿", "孩子", "母亲", "父亲", "父母", "兄弟", "姐妹", "家人",
            "家属", "亲戚",
            r"\bжен[аыуой]{1,2}\b", "супруг", r"\bмуж(?:а|ем|у)?\b", r"\bсын", r"\bдоч", (r"\bдет(?:и|ей|"
            r"ьми)\b"), r"\bмать\b",
            r"\bот(?:ец|ца|цом)\b", "родител", r"\bбрат", "сестр", "родствен", r"\bсемь",
        ),
    ),
    SUM: (
        (
            r"(?:\b(?:usd|rmb|krw|eur|cny)|us\$|[$€₩¥£])\s?\d[\d,.]*",
            (r"\b\d[\d,.]*\s?(?:k|m|thousand|million|billion)?\s?(?:us )?(?:dollars|yuan|won|euros|usd|rmb|krw|"
            r"eur|cny|[$€₩¥£])"),
            r"\b(?:hundred|thousand|million) (?:us )?(?:dollars|yuan|won|euros)\b",
        ),
        (
            r"\d\s?[만억천]?\s?(?:달러|위안|원\b|유로)", r"[\d万亿千百]\s?(?:美元|人民币|元|韩元|欧元)",
            r"\d\s?(?:тыс\w*\.?|млн)?\s?(?:доллар|юан|вон\b|евро|руб)",
        ),
    ),
    ROUTE: (
        (
            (r"\b(?:via|by way of|through|across|crossed|over) (?:the )?"
            r"(?:[A-Z][A-Za-z]+|border|river|mountains?|strait|sea|Yalu|Tumen)"),
            r"\b(?:by|on a|on the) (?:train|boat|ship|car|bus|plane|truck|ferry|taxi|foot)\b",
            r"\broute\b",
        ),
        (
            "경유", r"(?:강|국경|산|바다|두만강|압록강)[을를]?\s?(?:건너|건넜|넘어|넘었)", (r"(?:기차|열차|버스|"
            "배|차|비행기)(?:로|를 타)"),
            "经由", "途经", "越境", "过江", "渡江", "偷渡", r"[乘坐](?:火车|船|车|飞机|巴士)", r"\bчерез ",
            "поезд", "на лодке",
            "автобус", "пересек",
        ),
    ),
}  # fmt: skip
_WHATEVER_CASE = (CITY, WORK, FAMILY, SUM)

_TITLE = (
    "(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|General|Gen|Lieutenant|Lt|Colonel|Col|Major|Captain|Capt|Minister|"
    "Ambassador|"
    "Consul|Counsellor|Secretary|President|Chairman|Director|Manager|Comrade|Deputy|Agent|Officer|Attach[eé]|"
    "MR|MRS|MS|DR|GENERAL|COLONEL|MAJOR|CAPTAIN|MINISTER|AMBASSADOR|CONSUL|SECRETARY|DIRECTOR|MANAGER|COMRADE)"
)
# Words that follow a title without being a name: bodies, offices, places and the beginning of a sentence.
_NOT_A_NAME = (
    "(?:Administration|Affairs|Assembly|Bureau|Committee|Council|Department|Directorate|Director|General|Staff|"
    "Office|"
    "Officers?|Secretary|Minister|Ministry|Managers?|Security|Party|Political|Trade|Trading|State|Foreign|Consul|"
    "Consulate|Generals?|Commissioner|Chief|Chairman|Ambassador|Counsellor|Counselor|Corps|Corporation|Company|Bank|"
    "Federation|Association|Union|Logistics|Reconnaissance|Intelligence|People|Economic|Commercial|Defen[cs]e|"
    "In|On|At|And|Of|For|The|He|She|They|It|North|South|East|West|Korean?|Chinese|China|Russian?|Russia|"
    "Japan(?:ese)?|"
    "American|Asian|European|United|UN|US|DPRK|ROK|PRC|WPK|NIS|COVID|"
    "January|February|March|April|May|June|July|August|September|October|November|December|Mondays?|Saturdays?|"
    "Sundays?)"
)
_GIVEN = (  # syllables of Korean given names, as they are romanised
    "(?:ae|bae|bok|bom|bong|bum|byong|chae|chan|chang|choe|chol|chon|chong|chul|chun|dae|dok|dong|eun|gi|gil|"
    "guk|gun|gwan|"
    "gwang|gyong|ha|hak|han|hee|ho|hoon|hong|hui|hun|hwa|hwan|hye|hyok|hyon|hyong|hyun|hyuk|il|im|in|ja|jae|ji|"
    "jin|jong|"
    "joo|joon|ju|jun|jung|ki|kil|kuk|kun|kwan|kwang|kwon|kyong|kyu|kyung|mi|min|mok|mu|mun|myong|myung|nam|nyo|"
    "ok|pae|pok|"
    "pom|pyong|ran|rim|rok|rye|ryol|ryon|ryong|sam|sang|se|seok|seong|seung|si|sik|sin|so|sok|son|song|soo|su|"
    "suk|sun|"
    "sung|tae|taek|thae|tok|u|ui|uk|un|ung|won|woo|ye|yol|yon|yong|yop|young|yu|yun)"
)
_FAMILY_NAME = (
    "(?:Kim|Pak|Park|Ri|Lee|Yi|Rhee|Choe|Choi|Jong|Chong|Jung|Kang|Jo|Cho|Yun|Yoon|Jang|Rim|Lim|Im|Han|O|Oh|So|"
    "Seo|Sin|"
    "Shin|Kwon|Hwang|An|Ahn|Song|Ryu|Jon|Jeon|Hong|Ko|Mun|Moon|Yang|Son|Pae|Paek|Baek|Ho|Heo|Ro|Roh|Nam|Sim|Ha|"
    "Kwak|Cha|"
    "Ju|Chu|U|Ku|Na|Min|Jin|Ji|Hyon|Om|Won|Pang|Kye|Thae|Ham)"
)
_SURE_NAME = (
    "(?:Kim|Pak|Ri|Choe|Choi|Kwon|Hwang|Ryu|Paek|Kang|Jang|Yun|KIM|PAK|RI|CHOE|CHOI|KWON|HWANG|RYU|PAEK|KANG|JANG|YUN)"
)
# Leaders and the universities, counties and cities called after their family: periods and places, no private persons.
_NOT_LEADERS = r"(?!(?i:Kim (?:Jong[- ]?(?:un|il|suk)|Il[- ]?sung|Chaek|Hyong[- ]?jik))\b)"
_CHINESE_NAME = (
    "(?:Wang|Zhang|Liu|Chen|Zhao|Huang|Zhou|Wu|Xu|Zhu|Guo|Luo|Liang|Zheng|Xie|Deng|Feng|Cao|Peng|Zeng|Cai|Ma|Li|"
    "WANG|ZHANG|LIU|CHEN|ZHAO|HUANG|ZHOU|WU|XU|ZHU|GUO|LUO|LIANG|ZHENG|XIE|DENG|FENG|CAO|PENG|ZENG|CAI|MA|LI)"
)
_PINYIN = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iong|iang|uang|ian|iao|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|"
    "ia|ie|iu|in|"
    "ua|uo|ui|un|a|o|e|i|u))"
)
_CORPORATE = (
    r"(?![^.;]{0,60}\b(?:Corporation|Company|Co|Ltd|Bank|Trading|Office|Bureau|Group|Department|Ministry|Fund)\b)"
)

_HANGUL_TITLE = (
    "(?:대사|총영사|영사|참사관|참사|서기관|부장|국장|과장|지배인|사장|대장|중장|상장|소장|위원장|비서|동지|"
    "대표|선생|씨)"
)
_HANGUL_TITLE_FIRST = (
    "(?:대사|총영사|영사|참사관|참사|서기관|부장|국장|과장|지배인|사장|대장|중장|상장|소장|위원장|비서|동지|"
    "대표|무역일군|"
    "일군|통역|무역상|상인|주재원|기사)"
)
_HANGUL_SURNAME = (
    "(?:김|이|리|박|최|정|강|조|윤|장|임|림|한|오|서|신|권|황|안|송|류|유|전|홍|고|문|양|손|배|백|허|노|로|남|"
    "심|하|곽|차|주|우|"
    "구|라|나|민|진|지|현)"
)
_HANGUL_GIVEN = (  # syllables of given names that are no particles and seldom begin other words
    "[강건경관광국권규균근금길남녀덕란련룡률림만명모문미민범병보복봉빈삼상석선설섭성세송수숙순숭승식신실심아안애양연열영예옥"
    "완용우욱운웅원윤율익인일임재정제조종주준중진찬창채천철초춘태택필학해향혁현형혜호홍화환효훈휘희]"
)
_PARTICLE = "(?:님|가|이|는|은|를|을|의|와|과|도|에게|께서|라는|이라는)?"
_HANZI_NAME = "[王李张刘陈杨赵吴徐孙朱胡郭林郑梁金朴崔韩]"

NAME = Identity("a name of a person", "Give the function, not the person.")
TITLED = Identity("a name after a title", "Give the function, not the person.")
HANGUL = Identity("a name after a title, in Hangul", "Give the function, not the person.")
BIRTH = Identity("a date of birth", "Leave it out, or say the decade.")
TELEPHONE = Identity("a telephone number", "Leave it out.")
PASSPORT = Identity("a passport number", "Leave it out.")
ACCOUNT = Identity("an account number", "Leave it out.")
COORDINATES = Identity("coordinates", "Name the region.")
HANDLE = Identity("a handle or address of a person", "Leave it out.")

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[ .,/-]+)?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ ,]"
IDENTITIES: dict[Identity, tuple[str, ...]] = {
    TITLED: (
        rf"\b{_TITLE}\.? (?!{_NOT_A_NAME}\b)[A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)?\b",
        rf"\b{_TITLE}\.? (?!{_NOT_A_NAME.upper()}\b){_FAMILY_NAME.upper()}\b",
    ),
    NAME: (
        (rf"\b{_NOT_LEADERS}(?:{_FAMILY_NAME}|{_FAMILY_NAME.upper()}|"
        rf"{_SURE_NAME.lower()}),? (?i:{_GIVEN}[- ]{_GIVEN})\b"
        r"(?! (?i:province|county|river|dynasty|street))"),
        rf"\b{_NOT_LEADERS}{_SURE_NAME},? (?=[A-Z])(?i:{_GIVEN}{{1,2}})\b(?! (?i:province|county|river))",
        rf"\b(?i:{_GIVEN})-(?i:{_GIVEN}) {_SURE_NAME}\b",
        rf"\b{_CHINESE_NAME},? (?=[A-Z])(?i:{_PINYIN}{{1,2}})\b(?! (?i:province|county|river|dynasty|street|road))",
        (rf"\b(?i:a\. ?k\. ?a\.?|aka|alias|also known as)[ :,]+[\"'“‘]?(?!(?:the|"
        rf"The)\b){_CORPORATE}[A-Z][A-Za-z]*[a-z]"),
        r"\b(?i:nicknamed|surnamed|family name|by the name of|(?:his|her|whose|their) name (?:is|was)) [\"'“‘]?[A-Z]",
        r"\b(?i:man|woman|trader|official|person|worker|diplomat|manager|broker|agent|driver) (?:named|called) [A-Z]",
        rf"이름은 {_HANGUL_SURNAME}[가-힣]{{2}}",
        rf"(?<![가-힣]){_HANGUL_SURNAME}{_HANGUL_GIVEN}{{2}}\s?\(\d\d(?:세|살)?\)",
        rf"{_HANZI_NAME}[一-鿿]{{0,2}}(?:先生|女士|小姐|主任|大使|领事|参赞|书记|同志|部长|局长|处长|总经理)",
        r"\b(?:Ким|Ли|Пак|Цой|Чой|Чхве|Хан|Юн|Кан|Чан|Хван) (?!(?:Чен|Чон)[- ]?(?:Ын|Ир|ын|ир)|Ир Сен)[А-ЯЁ][а-яё]+",
        r"\b(?:г-н|г-жа|господин|госпожа|товарищ) [А-ЯЁ][а-яё]+",
    ),
    HANGUL: (
        rf"(?<![가-힣]){_HANGUL_SURNAME}[가-힣]{{1,2}}\s?{_HANGUL_TITLE}{_PARTICLE}(?![가-힣])",
        rf"(?<![가-힣]){_HANGUL_TITLE_FIRST}\s(?!이상){_HANGUL_SURNAME}{_HANGUL_GIVEN}{{1,2}}{_PARTICLE}(?![가-힣])",
    ),
    BIRTH: (
        (r"\b(?i:dob|d\.o\.b\.?|date of birth|birth ?date|birthday|birthdate)\b\W{0,3}(?:is |was |"
        r"on )?\w{0,9}\W{0,3}\d"),
        rf"\b(?i:born)(?: on| in)? (?:the )?{_DAY}",
        r"\b(?i:born)(?: on| in)? (?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+",
        r"\b(?i:born)(?: on| in)? \d{1,4}[-/.]\d{1,2}",
        r"생년월일\D{0,4}\d", r"\d{2,4}[년.]\s?\d{1,2}[월.]\s?(?:\d{1,2}일?)?\s?(?:출)?생\b",
        r"出生(?:日期|于|年月)?\D{0,3}\d", r"\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:出)?生",
        r"\bродил(?:ся|ась) \d{1,2}[ .]", r"\bдата рождения\W{0,3}\d",
    ),
    TELEPHONE: (
        r"(?<![\w,.])\+\d{1,3}[\s().-]*(?:\d[\s().-]*){7,11}\d(?![\w,])",
        r"(?<![\w,.])0\d{1,3}[\s.-]\d{3,4}[\s.-]\d{4}(?![\w,])",
        r"(?<![\w,.])1[3-9]\d{9}(?![\w,])",
        r"(?<![\w,.])\(\d{2,4}\)\s?\d{3,4}[\s.-]\d{4}(?![\w,])",
        r"(?<![\w,.])(?:86[ -]?)?1[3-9]\d[ .-]\d{4}[ .-]\d{4}(?![\w,])",
        r"(?<![\w,.])1[3-9]\d[ .-]\d{3}[ .-]\d{5}(?![\w,])|(?<![\w,.])191[ .-]\d{3}[ .-]\d{4}(?![\w,])",
        r"(?<![\w,.])(?:\d[ .-]){9,}\d(?![\w,])",
        r"[〇零一二三四五六七八九]{7,}",
        r"\b(?i:phone|tel|mobile|cell)\b\.?(?i: no| number)?\W{0,3}\d[\d -]{5,}",
        r"(?:전화|휴대폰|핸드폰|电话|手机|телефон)\D{0,5}\d[\d -]{5,}",
    ),
    PASSPORT: (
        r"\b[A-Z]{1,2}[ -]?\d{7,9}\b",
        r"(?:\b(?i:passport)|여권|护照|паспорт)\W*(?:(?i:no|number)|번호|号码?|№)?\W{0,3}\d{6,9}(?!\d)",
        r"(?<![\d.,$€₩¥£-])(?<!USD )(?<!RMB )(?<!KRW )\d{9}(?![\d,]|\.\d| ?(?:USD|RMB|KRW|dollars|yuan|won|tons?))",
        r"(?<!\d)\d{6}-[1-8]\d{6}(?!\d)",
        r"(?<!\d)\d{6}[ -]?(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d[ -]?\d{3}[\dXx]\b",
    ),
    ACCOUNT: (
        r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b",
        r"\b(?:\d{4}[ -]){3}\d{4}\b",
        r"(?<![\d,.])\d{12,19}(?![\d,.])",
        r"(?:\b[Aa]ccount|\b[Ww]allet|계좌|账号|账户|帐号)\W*(?:[Nn]o|[Nn]umber|번호)?\W{0,3}[\d-]{6,}\b",
        r"\b(?:bc1|0x)[0-9a-zA-Z]{20,}\b",
    ),
    COORDINATES: (
        r"-?\b\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}",
        r"\d{1,3}\s?°\s?\d{1,2}\s?[′'’]",
        r"\b[NS]\s?\d{1,2}\.\d{2,}\D{1,4}[EW]\s?\d{1,3}\.\d{2,}",
        r"\b\d{1,2}\.\d{1,} ?°? ?[NS]\b\W{1,3}\d{1,3}\.\d{1,} ?°? ?[EW]\b",
        # Degrees to two places name a village. East of 90 there are three digits, so a list of figures seldom looks so.
        r"(?<![\d.,])[1-6]?\d\.\d\d ?[,;/] ?1[0-4]\d\.\d\d(?![\d.,]*\d| ?(?:percent|%|million))",
        r"\b(?i:lat(?:itude)?)\b\W{0,3}-?\d{1,2}\.\d",
        r"(?:북위|동경|北纬|东经|широта|долгота)\D{0,3}\d",
    ),
    HANDLE: (
        r"(?<![\w@])@\w{3,}",
        r"(?<=\w)@[\w-]+\.[a-z]{2,}\b",
        r"\bt\.me/\w+",
        (r"(?i:\b(?:wechat|telegram|kakao(?:talk)?|qq|signal|whatsapp|weixin|wx)\s?(?:id|account|handle|"
        r"name)?\s?[:=]\s?)\w+"),
        r"(?i:\b(?:wechat|telegram|kakao(?:talk)?|qq|weixin) id )\w+",
        r"(?:微信号?|카카오톡|카톡|위챗|텔레그램)\s?(?:아이디|ID)?\s?[:：=]\s?\w+",
    ),
}  # fmt: skip


# What every alternative of a kind has in common where a text is ASCII: a pattern, or one of some words.
_LONG_NUMBER = re.compile(r"\d(?:[\s().-]*\d){5}|0x|bc1")
_SIGNS: dict[Identity, re.Pattern[str]] = {
    TELEPHONE: _LONG_NUMBER,
    PASSPORT: _LONG_NUMBER,
    ACCOUNT: _LONG_NUMBER,
    COORDINATES: re.compile(r"\d\.\d"),
    HANDLE: re.compile("@"),
}
_LETTERS = re.compile("[A-Za-z]+")
_SIGN_WORDS: dict[Identity, frozenset[str]] = {
    TITLED: frozenset({*_LETTERS.findall(_TITLE), "Attache"}),
    NAME: frozenset(
        (
            *_LETTERS.findall(f"{_FAMILY_NAME}{_FAMILY_NAME.upper()}{_SURE_NAME.lower()}{_CHINESE_NAME}"),
            *_any_case("K Aka Alias Also Nicknamed Surnamed Family Name Named Called").split("|"),
        )
    ),
    HANDLE: frozenset(
        {
            *_any_case("Wechat Telegram Kakao Kakaotalk Weixin Signal Whatsapp Qq Wx Me").split("|"),
            "WeChat",
            "WhatsApp",
            "KakaoTalk",
        }
    ),
    BIRTH: frozenset(_any_case("Born Birth Birthday Birthdate Dob D").split("|")),
}


@lru_cache
def _identity_patterns() -> dict[Identity, re.Pattern[str]]:
    return {kind: re.compile("|".join(f"(?:{way})" for way in ways)) for kind, ways in IDENTITIES.items()}
