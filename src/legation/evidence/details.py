"""What narrows a claim down to a person: kinds of detail, and how many persons a text speaks of, as patterns.

A kind of detail is two lists of alternatives, for Latin letters and for other scripts. A test requires a case for each
alternative, so that none can be lost unseen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from legation.base.patterns import late_pattern
from legation.evidence.identities import any_case


class Detail(NamedTuple):
    """A kind of narrowing detail in a text, and how to say it more coarsely."""

    name: str
    coarser: str


CITY = Detail("city or finer", "name the province or region")
DATE = Detail("month or finer", "name the year, or early, mid or late in it")
WORK = Detail("employer, trade or rank", "say official, trader or worker and no more")
FAMILY = Detail("family", "leave the relatives out")
SUM = Detail("exact sum", "say a large sum, or give a range")
ROUTE = Detail("route", "leave the route out")

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER_WORDS = {
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
# A part of a kind of people is many; a part of somebody's family, or of one official's pay, is not.
_PARTS = "half|majority|percent|per cent|(?:one|two|three)[- ](?:thirds?|quarters?|fifths?)|scores|tens|waves|crowds"
PERSONS = late_pattern(
    rf"(?P<part>(?<!\w)(?:{_PARTS})|%) of (?:all )?(?:(?:the|its|these|those) )?"
    rf"(?:(?!(?:{_NO_ADJECTIVE}|what|his|her|their|an?|one|this)\b)[a-z-]+ ){{0,2}}?"
    rf"(?:(?:{_ONE_PERSON})s|{_SEVERAL_PERSONS})\b(?!')|"
    rf"\b(?!(?:19|20)\d\d\b(?!,))(?P<count>\d[\d,]*|{'|'.join(NUMBER_WORDS)}|{_MANY})\b(?: of (?:the |its |their )?| )"
    rf"(?:(?!(?:{_NO_ADJECTIVE})\b)[a-z-]+ ){{0,3}}?"
    rf"(?:(?:{_ONE_PERSON})s?\b(?!-)|(?:{_SEVERAL_PERSONS})\b)|"
    r"(?<![\d.,])(?P<counter>\d[\d,]*)\s?(?:여\s?)?(?:명|인|人|名|человек)"
)
# What is asked of a person of a kind: "target for a trader", "quota per official". Nobody in particular is meant,
# whatever the sum, unless the text says more than that. A wage or a fee may be one person's, and so may what is asked
# of an ambassador, of whom a place has one.
_NORM = "targets?|quotas?|lev(?:y|ies)|assignments?"
_OF_MANY = "official|officer|worker|trader|person|resident|representative|employee|labourer|laborer|merchant|household"
NORM_OF_A_KIND = late_pattern(
    rf"\b(?:{_NORM}) (?:(?:for|per|from) (?:an?|each|every)|per) (?:trade )?(?:{_OF_MANY})\b(?!'|-)"
)
# All that such a text may hold besides. A name of a town, a firm or a group that no list knows is no word of these,
# so that a norm beside it counts as said of one person.
NORM_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a about above abroad again almost also amounted an and annual annually are around as at be became been "
        "before beginning below between billion but by came cash cny cut dollar dollars double doubled down during "
        "each early end eur euros every exceeded exports fell first fixed for foreign from had half halved has "
        "have higher imports in increased is it its krw last late least less lower lowered mid million month "
        "monthly months more most nearly new next not now of old on one-off only or over overseas paid pay payable "
        "per percent quarter quarterly raised reached reduced remained reported reportedly rises rmb roughly rose "
        "said same second set since some special stands state still stood than that the then there third this "
        "thousand to total trebled tripled twice twofold under unchanged until up us usd was week weekly went were "
        "will won year yearly years yuan january february march april may june july august september october "
        "november december china korea north overall ",
    )
)
SOMEBODY = late_pattern(
    rf"\b(?:he|she|his|her|him|hers|who|whose|named|called|(?:{_ONE_PERSON})s?|{_SEVERAL_PERSONS})\b"
)
MANY_PERSONS = late_pattern(rf"\b(?:(?:{_ONE_PERSON})s|{_SEVERAL_PERSONS})\b(?!')")
# What is said of one person only: an age, or a post of which an office has one.
ONE_PERSON_MARKS = late_pattern(
    r"\b(?:aged (?:about |around )?\d\d|\d\d[- ]years?[- ]old|(?:in (?:his|her)|a man in his|a woman in her) "
    r"(?:early |mid-?|late )?[2-7]0s|(?:an?|the|whose|one|deputy|former) (?:deputy |vice |branch |section |department |"
    r"office )*(?:head|chief|boss|director|president|chairman))\b|, \d\d,|\d\d(?:세|살)"
)
# The holder of an office in a place, and what nobody may learn of one: where they hide, what they may be about to do.
_OFFICES = (
    "consul(?:[ -]general)?|attach[eé]|ambassador|counsellor|(?:first |second |third )?secretary|diplomat|envoy|"
    "minister|manager|director|representative|accountant|interpreter|doctor|cook|driver|trader|official|officer|head|"
    "chief|waitress|worker"
)
HOLDER = late_pattern(
    rf"\b(?:the|an?|one|his|her) (?:(?!of\b|in\b)[a-z-]+ ){{0,3}}?(?:{_OFFICES})\b(?!s)[^.;]{{0,40}}?"
    r"\b(?:in|at|to|of|from) (?!the\b|all\b|every)\w"
)
ENDANGERS = late_pattern(
    r"\b(?:(?:is|are|was|been|keeps?|went into|in) hiding|hides|holed up|whereabouts|is (?:now )?(?:staying|sheltering|"
    r"living) (?:in|at|with) (?:an?|the|his|her) (?:hotel|flat|apartment|house|safe|church|hostel|friend|relative)|"
    r"(?:most|more|very) likely to|likeliest to|(?:about|planning|preparing|plans|intends|wants|hopes|ready) to "
    r"(?:flee|defect|escape|leave his|leave her|run|desert)|will (?:soon )?(?:flee|defect|escape|desert)|"
    r"next to (?:flee|defect|escape))\b"
)
# Who only tells something: "a trader in Dandong said", "according to one official".
SPEAKERS = late_pattern(
    rf"\b(?:according to|told by|citing|quoting) (?:an?|one|two|three|another) [^,.;]*|"
    rf"\b(?:an?|one|two|three|another|the) (?:[a-z-]+ ){{0,3}}(?:(?:{_ONE_PERSON}|source|informant)s?)\b[^,.;]*? "
    r"(?:said|says|told|reported|reports|explained|added)\b"
)
PERSON_UNIT = late_pattern(r"(?:persons?|people|officials?|workers?|traders?|households?|families)\b")

_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"

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
            rf"\b(?:{any_case('January February April June July August September October November December')})\b",
            r"\bMarch\b|\bMARCH\b|\bmarch (?:19|20)\d\d\b",
            r"\b(?:in|of|since|until|by|early|late|mid|last|from) (?:May|MAY)\b",
            r"\b(?:May|MAY|may) (?:\d{1,2},? )?(?:19|20)\d\d\b",
            rf"\b(?:{any_case(_SHORT_MONTHS)})\.? ?(?:-\d\d|-?(?:'|19|20)\d\d)\b",
            rf"\b\d{{1,2}}\.? ?(?:{any_case(_SHORT_MONTHS)})\b",
            r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])\b(?![.]\d{3})",
            r"\b(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:19|20)?\d\d\b",
            rf"\b(?:{any_case('Monday Tuesday Wednesday Thursday Friday Saturday Sunday')})s?\b",
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
WHATEVER_CASE = (CITY, WORK, FAMILY, SUM)
