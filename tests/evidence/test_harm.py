"""The two guards against harm, each rule tried on what it must find and on what only looks like it."""

from __future__ import annotations

import re

import pytest

from legation.evidence import harm

BARE = {
    "persons": 1,
    "place": "",
    "precision": "year",
    "text": "",
    "unit": "",
    "low": None,
    "high": None,
    "wording": "none",
}


def details(**changes: object) -> list[str]:
    return [detail.name for detail in harm.narrowing_details(**(BARE | changes))]  # type: ignore[arg-type]


def marks(text: str) -> list[str]:
    return [mark.name for mark in harm.scan(text)]


# Each kind of narrowing detail: texts that hold it, and texts that nearly do.
NARROWING = {
    "city or finer": (
        [
            "in Dandong",
            "at Yanji station",
            "a Shenyang office",
            "left Ningbo",
            "near Vladivostok",
            "in Kuala Lumpur",
            "the city of Tonghua",
            "a hotel by the river",
            "the consulate there",
            "a village",
            "in Helong",
        ],
        [
            "in Liaoning",
            "in the north-east",
            "in China",
            "in Jilin Province",
            "near the border",
            "in South-East Asia",
            "abroad",
            "in the south-west",
            "overseas",
            "in the region",
            "in the capital",
        ],
    ),
    "month or finer": (
        [
            "in March 2019",
            "on a Monday",
            "in early June",
            "since August",
            "2019-04",
            "in May",
            "by May 2019",
            "last December",
            "on Friday",
            "from 2019-10 on",
            "late October",
        ],
        [
            "in 2019",
            "early in the year",
            "in spring",
            "he may leave",
            "maybe later",
            "for three months",
            "monthly",
            "a weekday",
            "may 19 persons know",
            "in the winter",
            "marching orders",
        ],
    ),
    "employer, trade or rank": (
        [
            "an ore trader",
            "an interpreter",
            "a driver",
            "an accountant",
            "the ambassador",
            "a security agent",
            "a trade officer",
            "of a company",
            "the bureau",
            "a colonel",
            "a diplomat",
        ],
        [
            "an official",
            "a worker",
            "someone posted abroad",
            "a person",
            "one of the posted",
            "a resident",
            "a man",
            "the speaker",
            "trading was hard",
            "a majority",
            "in general use elsewhere".replace("general", "common"),
        ],
    ),
    "family": (
        [
            "his wife",
            "two children",
            "with relatives",
            "her father",
            "a brother",
            "the family",
            "a cousin",
            "both parents",
            "a daughter",
            "an uncle",
            "the spouse",
        ],
        [
            "a familiar story",
            "a person",
            "someone close",
            "others close by",
            "the household goods",
            "parenthesis",
            "relatively rich",
            "the motherland",
            "a person of the same name",
            "colleagues",
            "friends",
        ],
    ),
    "exact sum": (
        [
            "took USD 130,000",
            "paid 2,000 yuan",
            "$5,000",
            "RMB 10,000",
            "about 300 dollars",
            "500 won",
            "€70",
            "USD 1788",
            "owed 12,000 RMB",
            "KRW 500,000",
            "gave 40 euros",
        ],
        [
            "a large sum",
            "a million",
            "half of the pay",
            "20 percent",
            "ten persons",
            "in 2019",
            "a share of income",
            "three months' pay",
            "many dollars",
            "the won rate",
            "some yuan",
        ],
    ),
    "route": (
        [
            "through Russia",
            "via Laos",
            "across the river",
            "by train",
            "on a boat",
            "crossed the border",
            "by way of Thailand",
            "over the mountains",
            "the route south",
            "by car",
            "through the mountains",
        ],
        [
            "through hard times",
            "by chance",
            "on a visit",
            "across all years",
            "over a year",
            "through a friend",
            "by an official",
            "by training others",
            "on a busy day",
            "via someone",
            "by carelessness",
        ],
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (found, _) in NARROWING.items() for text in found])
def test_a_narrowing_detail_is_found(kind: str, text: str) -> None:
    assert kind in details(text=text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, near) in NARROWING.items() for text in near])
def test_what_only_looks_like_a_detail_is_left_alone(kind: str, text: str) -> None:
    assert kind not in details(text=text)


def test_every_kind_is_tried_ten_times_both_ways() -> None:
    assert all(len(set(found)) >= 10 and len(set(near)) >= 10 for found, near in NARROWING.values())


def test_place_period_and_amount_count_as_details_too() -> None:
    assert details(place="Dandong") == ["city or finer"]
    assert details(precision="month") == details(precision="day") == ["month or finer"]
    assert details(precision="range") == []
    assert details(unit="USD taken", low=130000.0, high=130000.0, wording="exact") == ["exact sum"]
    assert details(unit="USD taken", low=100000.0, high=200000.0, wording="between") == []
    assert details(unit="persons", low=3.0, high=3.0, wording="exact") == []


@pytest.mark.parametrize("persons", [0, 4, 200])
def test_claims_about_more_than_three_persons_are_not_narrowed(persons: int | None) -> None:
    text = "An ore trader left Dandong in March 2019 with his wife and USD 130,000 through Laos."
    assert details(text=text, persons=persons) == []
    assert len(details(text=text, persons=3)) == 6


def test_each_detail_says_how_to_be_coarser() -> None:
    text = "An ore trader left Dandong in March 2019 with his wife and USD 130,000 through Laos."
    found = harm.narrowing_details(**(BARE | {"text": text}))  # type: ignore[arg-type]
    assert all(detail.coarser for detail in found)


IDENTITIES = {
    "a name after a title": (
        [
            "Mr Smith left",
            "Dr. Jane Doe said",
            "General Kang fled",
            "Ambassador Ri",
            "met Director Pak",
            "Consul Choe-il",
            "Comrade Han spoke",
            "Colonel O'Neil".replace("O'Neil", "Oneil"),
            "Ms Lee",
            "Captain Jo",
            "Secretary Hwang",
        ],
        [
            "the general was",
            "General Administration of Customs",
            "the Ambassador said",
            "Minister of Trade",
            "Secretary General",
            "Director General",
            "Deputy Minister",
            "Officer in charge",
            "the consul in Dandong",
            "Chairman of the committee",
            "General Staff",
        ],
    ),
    "a name after a title, in Hangul": (
        [
            "김철수 대사",
            "박영희 영사가",
            "이민호 지배인",
            "최성일 부장",
            "정만호 참사",
            "강영철 대표는",
            "조선희 과장",
            "윤성식 서기관",
            "한명수 위원장",
            "오진우 동지",
            "대사 김철수",
        ],
        [
            "대사관",
            "무역대표부",
            "영사관 직원",
            "지배인들이",
            "당 위원장",
            "무역일군",
            "충성자금",
            "와크",
            "국가보위성",
            "부장급 간부",
            "주중 북한 대사관",
        ],
    ),
    "a telephone number": (
        [
            "+86 139 1234 5678",
            "+82-10-1234-5678",
            "010-1234-5678",
            "13912345678",
            "(0415) 212-3456",
            "024-8652-3456",
            "+850 2 381 4471",
            "+8613912345678",
            "02-123-4567",
            "+7 423 222 53 10",
            "0415 212 3456",
        ],
        [
            "2019-04-04",
            "USD 1,000,000",
            "2013-2016",
            "700,000 to 1,000,000",
            "1,897.5",
            "90 to 95",
            "20,000 workers",
            "1998-2022",
            "0.3-0.5 days",
            "rose by 119 in 2015",
            "13,399 workers and 15,170",
        ],
    ),
    "a passport number": (
        [
            "PS836410123",
            "M12345678",
            "passport no 123456789",
            "여권 번호 472310123",
            "passport: 836410123",
            "AB1234567",
            "PD123456789",
            "passport 12345678",
            "여권 836410123",
            "G1234567",
        ],
        [
            "passport holders",
            "S/RES/2375",
            "held 300 passports",
            "tl-32",
            "in 2017",
            "UN1718",
            "R40684",
            "passports of 50 persons",
            "pf-g-15",
            "a passport office in 2019",
        ],
    ),
    "an account number": (
        [
            "6222 0212 3456 7890",
            "6222021234567890",
            "account no 123456789",
            "DE89 3704 0044 0532 0130 00",
            "계좌 110-123-456789",
            "account: 00123456",
            "wallet 1234567",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "622202123456789012",
            "Account 1100123456",
        ],
        [
            "an account in 2019",
            "account of 2019-04",
            "USD 1,000,000,000",
            "bank accounts",
            "account for 30 percent",
            "1,897,000,000",
            "S/RES/2397",
            "accounts 2016-17",
            "two accounts",
            "no account since 2017",
        ],
    ),
    "coordinates": (
        [
            "40.1234, 124.3951",
            "40.12345,124.39512",
            "40°07′",
            "N 40.12 E 124.39",
            "40.1290 N, 124.3940 E",
            "-12.3456; 45.6789",
            "41° 48'",
            "39.0392/125.7625",
            "N40.129, E124.394",
            "40.1234 124.3951",
        ],
        [
            "2,789.02 and 539.06",
            "12.5 and 13.75",
            "37.1, 243.6",
            "0.148m",
            "1.27, of which 0.14",
            "20.4 percent",
            "2.5; 3.5",
            "40 degrees",
            "15,170",
            "-9.1 and -8.2",
        ],
    ),
    "a handle or address of a person": (
        [
            "@seoul_man",
            "write to kim@example.org",
            "t.me/somebody",
            "WeChat ID: dandong88",
            "telegram: abc",
            "KakaoTalk id = me",
            "first.last@mail.co",
            "QQ: 12345",
            "Signal: mike",
            "whatsapp: x1",
        ],
        [
            "WeChat chats",
            "a signal to others",
            "telegram messages",
            "rate @ 2 percent",
            "at home",
            "by WeChat",
            "the QQ service",
            "mail from home",
            "an e-mail was sent",
            "signal to noise: none".replace(": none", ""),
        ],
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (found, _) in IDENTITIES.items() for text in found])
def test_a_mark_of_identity_is_found(kind: str, text: str) -> None:
    assert kind in marks(text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, near) in IDENTITIES.items() for text in near])
def test_what_only_looks_like_a_mark_is_left_alone(kind: str, text: str) -> None:
    assert kind not in marks(text)


def test_every_mark_is_tried_ten_times_both_ways() -> None:
    assert all(len(set(found)) >= 10 and len(set(near)) >= 10 for found, near in IDENTITIES.values())


# A case for each word of the lists, and for each way in which a mark of identity is written.
MORE_NARROWING = {
    "city or finer": (
        "dandong; SHENYANG; Yanji; Beijing; Dalian; Ningbo; Shanghai; Guangzhou; Shenzhen; Helong; Hunchun; "
        "Tumen; Changchun; "
        "Harbin; Sinuiju; Pyongyang; Hyesan; Rason; Vladivostok; Moscow; Vientiane; Kuala Lumpur; Bangkok; Hanoi; "
        "Phnom Penh; the city of X; Zhenxing District; the consulate; the embassy in X; a street; a hotel; "
        "the village; "
        "Tianjin; Qingdao; Tonghua; Donggang; Longjing; Mudanjiang; Quanhe; Khabarovsk; Rajin; Musan; Hoeryong; "
        "Chongjin; "
        "Seoul; an apartment; a neighbourhood; "
        "단둥에서; 단동; 선양; 심양; 연길; 옌지; 베이징; 북경; 대련; 다롄; 닝보; 상하이; 광저우; 훈춘; 투먼; "
        "도문; 장춘; 창춘; 하얼빈; 신의주; "
        "평양; 혜산; 라선; 나선; 블라디보스토크; 모스크바; 방콕; 하노이; 총영사관; 호텔; 丹东; 丹東; 沈阳; "
        "瀋陽; 延吉; 北京; 大连; 大連; 宁波; 上海; "
        "广州; 和龙; 珲春; 图们; 长春; 哈尔滨; 新义州; 平壤; 惠山; 罗先; 海参崴; 莫斯科; 万象; 曼谷; 河内; "
        "领事馆; 酒店; 宾馆; в Даньдуне; "
        "Шэньян; Яньцзи; в Пекине; Далянь; Шанхай; Хуньчунь; Харбин; Синыйджу; Пхеньян; Владивосток; в Москве; "
        "Вьентьян; "
        "Бангкок; Ханой; консульство; гостиница; деревня"
    ),
    "month or finer": (
        "January; in FEBRUARY; april; June; July; August; September; october; November; December; March; "
        "in MARCH; march 2019; "
        "since May; May 2019; May 5, 2019; may 2019; Oct 2023; Apr-19; 5 Jan; 12. sep; 2019-04; 2019/4; "
        "2019.04; 2019-04-30; "
        "12/03/2019; 3.4.19; on Monday; TUESDAY; wednesdays; Thursday; Friday; Saturday; Sundays; "
        "3월; 12 월; 월요일; 3月; 三月; 星期一; 周五; в январе; феврале; в марте; апрель; 5 мая; июнь; июля; "
        "августа; сентябрь; "
        "октября; ноябрь; декабря; понедельник; вторник; четверг; пятница; суббота; воскресенье"
    ),
    "employer, trade or rank": (
        "a trader; a dealer; an interpreter; a translator; a driver; a doctor; an accountant; a cook; a chef; "
        "a nurse; an engineer; "
        "a waitress; restaurant staff; a general; a lieutenant; a colonel; a major; a captain; a minister; "
        "an ambassador; "
        "an attaché; a consul; a counsellor; a secretary; a diplomat; a manager; a director; the chairman; "
        "a security agent; "
        "state-security; a security officer; a trade officer; a trade representative; the office of X; "
        "a bureau; a company; "
        "a corporation; an agency; a ministry; a bank; a factory; "
        "무역상; 상인; 통역; 운전기사; 운전사; 의사; 회계; 요리사; 종업원; 대사; 영사; 참사; 지배인; 사장; "
        "보위원; 보위부; 무역일군; 무역대표; 은행; "
        "회사; 국장; 부장; 소장; 대좌; 商人; 贸易商; 翻译; 司机; 医生; 会计; 厨师; 服务员; 大使; 领事; 参赞; "
        "经理; 董事长; 公司; 银行; 局长; 部长; "
        "上校; торговец; переводчик; водитель; врач; бухгалтер; повар; официант; генерал; полковник; майор; капитан; "
        "министр; посол; консул; советник; секретарь; дипломат; директор; менеджер; компания; банк"
    ),
    "family": (
        "his wife; wives; a husband; the spouse; his son; a daughter; a child; children; her mother; "
        "a grandmother; the father; "
        "parents; a brother; sisters; siblings; a relative; the family; families; a nephew; a niece; a cousin; "
        "an uncle; an aunt; "
        "his fiancée; his in-laws; "
        "아내; 부인; 남편; 아들; 딸; 자녀; 어머니; 아버지; 부모; 형제; 자매; 가족; 친척; 조카; 삼촌; 妻子; "
        "丈夫; 儿子; 女儿; 孩子; 母亲; 父亲; "
        "父母; 兄弟; 姐妹; 家人; 家属; 亲戚; женой; супруга; муж; сын; дочь; дети; мать; отец; родители; брат; "
        "сестра; "
        "родственник; семья"
    ),
    "exact sum": (
        "USD 5; rmb 10,000; US$300; $5,000; £70; 300 dollars; 130k USD; 20 thousand yuan; 40€; "
        "a hundred thousand dollars; "
        "3만 위안; 500 달러; 5万元; 三千美元; 300 долларов; 5 тыс. юаней; 2 млн вон"
    ),
    "route": (
        "through Russia; via LAOS; across the river; over the sea; by train; on a boat; on the bus; "
        "on foot by car; by foot; "
        "the route south; 라오스를 경유; 강을 건너; 국경을 넘어; 기차로; 배를 타고; 经由老挝; 途经; 越境; 过江; "
        "渡江; 偷渡; 坐火车; через Лаос; поезд; "
        "на лодке; автобус; пересек границу"
    ),
}
NEARLY_NARROWING = {
    "city or finer": "a streetwise man; villagers' rights; in the province; 도시; 城市; 지방; 外国; город",
    "month or finer": "in 2019; 3개월 동안; 三个月; 2019년; 2019年; месяц; he may go; march past; 1.125; 3,000; "
    "sundry; octopus; 2019-20; decent",
    "employer, trade or rank": "an official; a worker; banking on it; in secret; 사람; 노동자; 工人; человек; "
    "managed to; mayor; directed",
    "family": "familiar; 사람; 人; человек; sonar; childish; мужество; motherland",
    "exact sum": "5 persons; 20 percent; 3만 명; 五人; 5 человек; 2019; won the vote; many dollars",
    "route": "all the way; 사람을 통해; 通过朋友; by and by; on business; training",
}


def cases(texts: str) -> list[str]:
    return [text for text in texts.split("; ") if text]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in MORE_NARROWING.items() for text in cases(texts)]
)
def test_each_word_for_a_detail_is_found(kind: str, text: str) -> None:
    assert kind in details(text=text)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, near in NEARLY_NARROWING.items() for text in cases(near)]
)
def test_a_word_that_only_resembles_one_is_left_alone(kind: str, text: str) -> None:
    assert kind not in details(text=text)


MORE_IDENTITIES = {
    "a name after a title": (
        ["MR KIM left", "General PAK", "Attaché Jong"],
        [
            "Rungrado General Trading Corporation",
            "Major Chinese cities",
            "Major General",
            "Officer Corps",
            "Consul General",
            "Minister Counsellor",
            "General Federation of Unions",
            "Reconnaissance General Bureau",
            "Agent of change",
            "MINISTRY OF TRADE",
            "President of the bank",
            "Captains of trade",
        ],
    ),
    "a name of a person": (
        [
            "KIM CHOL SU",
            "KIM Chol-su",
            "Kim Cholsu",
            "kim chol su",
            "Pak Yong Nam",
            "RI Kwang-ho",
            "An Kwang-il",
            "So In Su",
            "Kim, Chol-su",
            "Ri Chol fled",
            "CHOE Il",
            "HWANG Jin",
            "Chol-su Kim",
            "Yong Nam, i.e. Yong-nam Pak",
            "WANG Lei",
            "Zhang Xiaoming",
            "LI Wei",
            "Chen Jun",
            "a.k.a. Brother Tiger",
            "aka Chol",
            "alias Tanaka",
            "A.K.A. Dragon",
            "also known as Lucky",
            "nicknamed Tiger",
            "surnamed Ri",
            "by the name of Han",
            "his name is Song",
            "a trader named Om",
            "a man called Tae",
            "이름은 김철수",
            "김철수(45)",
            "박영희 (38세)",
            "王伟先生",
            "张主任",
            "金大使",
            "Ким Чхоль",
            "Пак Ён",
            "г-н Ли",
            "господин Хан",
        ],
        [
            "Kim Jong Un ruled",
            "since Kim Jong-un",
            "under Kim Jong Il",
            "Kim Il Sung University",
            "Kim Chaek University",
            "a.k.a. the Loyalty Fund",
            "Green Pine, a.k.a. Natural Resources Development Corporation",
            "NORTH KOREA",
            "NEW YORK",
            "Han River",
            "An official said",
            "So he left",
            "In Song dynasty",
            "Yang Province",
            "UN SECURITY COUNCIL",
            "Li Province",
            "Son of a worker",
            "a firm called om",
            "Ма",
            "Ким Чен Ын",
            "总经理",
            "高级经理",
            "王朝",
            "the name of it",
            "Ma and others",
            "Min of ten",
            "Ho Chi",
            "Lee way",
        ],
    ),
    "a name after a title, in Hangul": (
        [
            "대사 김철수가",
            "무역일군 김철수",
            "지배인 박영희는",
            "통역 최성일",
            "대표 정만호를",
            "비서 조선희와",
            "간부 김철수 씨",
            "기사 오진우",
        ],
        [
            "간부 이동",
            "대표 이사",
            "간부 이동을",
            "일군 조사",
            "대사 회의",
            "무역일군 가족",
            "부장 정도",
            "과장 이상",
            "대표 선발",
        ],
    ),
    "a date of birth": (
        [
            "DOB 1970",
            "d.o.b.: 12.3.1970",
            "Date of birth: 1970-03-12",
            "birth date 12 March 1970",
            "his birthday is 5 May",
            "born 12 March 1970",
            "born on 3rd of April",
            "born in March 1970",
            "Born on Jan 5, 1981",
            "born on 1970-03-12",
            "born 12.3.1970",
            "생년월일 1970.3.12",
            "생년월일: 70년",
            "1970년 3월 12일생",
            "70.3.12생",
            "出生日期 1970",
            "1970年3月生",
            "1970年3月12日出生",
            "出生于1970年",
            "родился 12 марта 1970",
            "родилась 5.3.1981",
            "дата рождения: 12.03.1970",
        ],
        [
            "born in the 1970s",
            "children born abroad",
            "born after the famine",
            "a birthday gift",
            "born of need",
            "the birth of a bank",
            "newborn 3",
            "costs born by 12 firms",
            "생일",
            "出生率",
            "студент",
            "born to officials",
            "a stillborn plan of 2019",
        ],
    ),
    "a telephone number": (
        [
            "138 1234 5678",
            "138-1234-5678",
            "86 138 1234 5678",
            "１３８１２３４５６７８",
            "138.1234.5678",
            "138 123 45678",
            "191 260 1234",
            "1 3 8 1 2 3 4 5 6 7 8",
            "一三八一二三四五六七八",
            "tel. 123456",
            "mobile: 55 66 77",
            "phone number 381 4471",
            "전화 381-4471",
            "手机：55667788",
            "телефон 223344",
            "１３８ １２３４ ５６７８",
            "+86 １３９ 1234 5678",
        ],
        [
            "2019 2020 2021",
            "二〇一九年",
            "1 2 3",
            "1,381,234,567",
            "in 138 cases",
            "138 of 1234",
            "tel quel",
            "1998-2022 and 2019",
            "一二三",
        ],
    ),
    "a passport number": (
        [
            "PS 836410123",
            "PS-836410123",
            "472310123",
            "no. 927234267",
            "４７２３１０１２３",
            "护照 472310",
            "паспорт № 4723101",
            "800101-1234567",
            "210603198001011234",
            "21060319800101123X",
            "210603 19800101 1234",
            "passport 123456",
        ],
        [
            "USD 472310123",
            "472,310,123",
            "472310123 won",
            "$472310123",
            "472310123.5",
            "1718",
            "20190404",
            "in 2019-2020",
            "no 12345678",
        ],
    ),
    "an account number": (
        [
            "GB29 NWBK 6016 1331 9268 19",
            "账号 123456789",
            "wallet no 9988776655",
            "6222-0212-3456-7890",
            "bc1qar0srrr7xfkvy5l643lydnw9re59",
        ],
        ["accounts of 20 persons", "0x12", "account 12", "2019 2020 2021", "账户", "20,000,000"],
    ),
    "coordinates": (
        [
            "40.12, 124.38",
            "(40.12; 124.38)",
            "at 42.89/129.51",
            "40.1 N, 124.4 E",
            "lat 40.1",
            "latitude: 40.12",
            "북위 40",
            "동경 124도",
            "北纬40.12",
            "东经 124",
            "широта 40",
            "４０．１２，　１２４．３８",
            "40°07'",
        ],
        [
            "12.50, 13.75",
            "40.12 and 124.38",
            "40.12, 124.38 percent",
            "91.20, 15.30",
            "latitude in pricing",
            "1.25, 1.75",
            "3.14; 99.99",
        ],
    ),
    "a handle or address of a person": (
        [
            "WeChat id dandong88",
            "wx: abc",
            "微信号：dan88",
            "카톡 아이디: mike",
            "텔레그램: x1",
            "weixin account = tiger",
            "＠seoul_man",
        ],
        ["wx of trade", "微信", "텔레그램 대화", "signal:", "by WeChat in 2019", "tme/"],
    ),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, (right, _) in MORE_IDENTITIES.items() for text in right]
)
def test_each_way_of_writing_a_mark_is_found(kind: str, text: str) -> None:
    assert kind in marks(text)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, (_, near) in MORE_IDENTITIES.items() for text in near]
)
def test_a_text_that_only_resembles_a_mark_is_left_alone(kind: str, text: str) -> None:
    assert kind not in marks(text)


def test_no_alternative_of_a_detail_can_go_without_a_case_failing() -> None:
    """Each alternative is the only one of its kind that finds some case."""
    idle = []
    for kind, groups in harm.DETAILS.items():
        texts = [*NARROWING[kind.name][0], *cases(MORE_NARROWING[kind.name])]
        views = [view for text in texts for view in ((harm.normalised(text), harm.normalised(text).lower()))]
        ways = [re.compile(way) for group in groups for way in group]
        needed = {found[0] for view in views if len(found := [way for way in ways if way.search(view)]) == 1}
        idle += [f"{kind.name}: {way.pattern}" for way in ways if way not in needed]
    assert idle == []


def test_no_alternative_of_a_mark_can_go_without_a_case_failing() -> None:
    idle = []
    for kind, group in harm.IDENTITIES.items():
        texts = [*IDENTITIES.get(kind.name, ([],))[0], *MORE_IDENTITIES[kind.name][0]]
        ways = [re.compile(way) for way in group]
        views = [harm.normalised(text) for text in texts]
        needed = {found[0] for view in views if len(found := [way for way in ways if way.search(view)]) == 1}
        idle += [f"{kind.name}: {way.pattern}" for way in ways if way not in needed]
    assert idle == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in D\u200bandong", "city or finer"), ("in D\u00adandong", "city or finer"), ("in Ｄａｎｄｏｎｇ",
        "city or finer"),
        ("in Dаndоng", "city or finer"), ("in Dāndōng", "city or finer"), ("in Ηyesan", "city or finer"),
        ("his w\u2060ife", "family"), ("his wіfe", "family"), ("단\u200b둥", "city or finer"), ("a cоlonel",
        "employer, trade or rank"),
        ("RMB １０,０００", "exact sum"), ("USD ٣٠٠٠", "exact sum"), ("in Мarch 2019", "month or finer"),
        ("by trаin", "route"),
        ("in\u00a0Pyongyang", "city or finer"), ("in Kuala\u3000Lumpur", "city or finer"), ("단\u3164둥",
        "city or finer"),
    ],
)  # fmt: skip
def test_a_disguised_detail_is_found(text: str, kind: str) -> None:
    assert kind in details(text=text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gеneral Kang", "a name after a title"), ("Mr\u200b Smith", "a name after a title"), ("КIM Chol Su",
        "a name of a person"),
        ("Kim \u200bChol-su", "a name of a person"), ("김\u200b철수 대사", "a name after a title, in Hangul"),
        ("１３９１２３４５６７８", "a telephone number"), ("ＰＳ８３６４１０１２３", "a passport number"),
        ("４０．１２３４，１２４．３９５１", "coordinates"),
        ("passport nо 123456789", "a passport number"), ("+86–139–1234–5678", "a telephone number"),
    ],
)  # fmt: skip
def test_a_disguised_mark_is_found(text: str, kind: str) -> None:
    assert kind in marks(text)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("An official left.", 1), ("Two traders left.", 2), ("3 officials fled.", 3),
        ("About 200 workers left.", 200), ("Forty people returned.", 40),
        ("Dozens of officials were recalled.", 1000), ("Each trade worker gave 12,000.", 1000),
        ("Most of the officials pay.", 1000),
        ("Ten officials left, one official with his wife.", 1), ("Some left.", 1), ("Officials left.", 1),
        ("Income fell.", 1),
        ("간부 200명이 떠났다", 200), ("20人被捕", 20), ("Two thousand and one nights", 1),
        ("1,200 households", 1200),
        ("9999999999999 persons", 999999999), ("twenty diplomats", 20), ("A couple of traders", 1),
        ("the workers of a firm", 1),
    ],
)  # fmt: skip
def test_how_many_persons_a_text_is_about(text: str, persons: int) -> None:
    assert harm.persons_in(text) == persons


def test_a_number_of_persons_in_low_counts_and_other_units_do_not() -> None:
    assert harm.persons_in("Some left.", unit="persons", low=40.0) == 40
    assert harm.persons_in("Some left.", unit="officials a year", low=2.5) == 2
    assert harm.persons_in("Some left.", unit="USD", low=40.0) == 1
    assert harm.persons_in("Two officials of them left.", unit="persons", low=40.0) == 2


def test_where_nothing_says_how_many_a_claim_is_about_one_person() -> None:
    text = "An ore trader left Dandong in March 2019 with his wife."
    assert len(details(text=text, persons=None)) == 4
    assert details(text="Each of 200 workers in Dandong paid the company RMB 300 in March.", persons=None) == []
