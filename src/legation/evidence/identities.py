"""What identifies a person outright, as patterns: names, numbers, dates of birth, coordinates, addresses.

Each kind is a list of alternatives. A test requires a case for each, so that none can be lost unseen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from legation.base.patterns import late_pattern


class Identity(NamedTuple):
    """A mark of identity in free text. `name` says what kind; the text itself is not kept."""

    name: str
    advice: str


def any_case(words: str) -> str:
    """Words as alternatives, each capitalised, in capitals and in small letters; quicker than a flag for all."""
    return "|".join(case for word in words.split() for case in (word, word.upper(), word.lower()))


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
# Names in Hangul without a title. Hardly another word begins with 김 or 박 than those left out here, so that any two
# syllables behind it are a name; other family names begin many words, so that both syllables must be of given names,
# what stands behind must be an ending or the verb of an English sentence, and words of such syllables are left out.
_HANGUL_LEADERS = "김일성|김정일|김정은|김정숙|김형직|김책"
_HANGUL_SURE_NAME = (
    rf"(?:(?!{_HANGUL_LEADERS}|김[치밥포장해매칫]|박[사물람탈수해차스자두격쥐])[김박][가-힣]{{2}}|"
    "(?:남궁|황보|제갈|선우|독고|사공)[가-힣]{1,2})"
)
_HANGUL_ENDING = "(?:님|씨|가|이가|이|는|이는|은|를|을|의|와|과|도|에게|께서|라는|이라는)"
_ENGLISH_BEHIND = r"(?=,? (?:(?:was|were|is|has|had|who|and|left|told|went|of|from)\b|[a-z]+(?:ed|s)\b|\d\d\b))"
_HANGUL_WORDS = (
    "조선인|조선말|주재원|주재관|이주민|한국인|한국산|정보원|현상금|지원금|송금인|고용주|고용인|우상화|양성화|양성원|민주화|정상화|정상인|안정화|전국민|"
    "전산화|임원진|유명인|전문인|전화선|전화기|신문지|지정인|이상형|남한인|주민증|문서화|정예원|안전원|안보성|유해성|중국인|임시원|전시회|이용료|장기화|"
    "지방민|유권|고정화"
)
_HANGUL_OF_MANY = (
    rf"(?!{_HANGUL_WORDS})(?:이|리|최|정|강|조|윤|장|임|림|한|오|서|신|권|황|안|송|류|유|전|홍|고|문|양|손|배|백|허|노|남|심|하|곽|"
    "차|주|우|구|라|나|민|진|지|현|태|방|변|엄)[강건경관광국권규균근기길남덕동련룡률만명무문미민범병보복봉빈상서석선설섭성세송수숙순"
    "승식신아애연열영예옥용우욱운웅원유윤은인일재정종주준중지진찬창천철춘태택필하학해향혁현형혜호홍화환효훈희]"
    "[강건경관광국권규균근길남덕동란련렬룡률만명무문미민범병복봉빈상석선설섭성송수숙순승식신아애연열영예옥용욱운웅원윤인일재정종주준진찬창"
    "천철춘택필학해향혁현형혜호홍화환훈희]"
)
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
        rf"(?<![가-힣]){_HANGUL_SURE_NAME}(?!\s?{_HANGUL_TITLE}){_HANGUL_ENDING}?(?![가-힣])",
        rf"(?<![가-힣]){_HANGUL_OF_MANY}(?:{_HANGUL_ENDING}(?![가-힣])|{_ENGLISH_BEHIND})",
        r"(?<![가-힣])(?!박수|박해|김해)[김박][가-힣](?:씨|님|이가|이는|에게|께서)(?![가-힣])",
        rf"(?<![가-힣])(?!박수|박해|김해|김치|김밥|박사|김책|김포)[김박][가-힣]{_ENGLISH_BEHIND}",
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
_LONG_NUMBER = late_pattern(r"\d(?:[\s().-]*\d){5}|0x|bc1")
SIGNS: dict[Identity, re.Pattern[str]] = {
    TELEPHONE: _LONG_NUMBER,
    PASSPORT: _LONG_NUMBER,
    ACCOUNT: _LONG_NUMBER,
    COORDINATES: late_pattern(r"\d\.\d"),
    HANDLE: late_pattern("@"),
}
LETTERS = late_pattern("[A-Za-z]+")
SIGN_WORDS: dict[Identity, frozenset[str]] = {
    TITLED: frozenset({*LETTERS.findall(_TITLE), "Attache"}),
    NAME: frozenset(
        (
            *LETTERS.findall(f"{_FAMILY_NAME}{_FAMILY_NAME.upper()}{_SURE_NAME.lower()}{_CHINESE_NAME}"),
            *any_case("K Aka Alias Also Nicknamed Surnamed Family Name Named Called").split("|"),
        )
    ),
    HANDLE: frozenset(
        {
            *any_case("Wechat Telegram Kakao Kakaotalk Weixin Signal Whatsapp Qq Wx Me").split("|"),
            "WeChat",
            "WhatsApp",
            "KakaoTalk",
        }
    ),
    BIRTH: frozenset(any_case("Born Birth Birthday Birthdate Dob D").split("|")),
}


@lru_cache
def identity_pattern(kind: Identity) -> re.Pattern[str]:
    """The pattern of one kind, compiled when a text may need it: all of them take longer than most questions."""
    return re.compile("|".join(f"(?:{way})" for way in IDENTITIES[kind]))
