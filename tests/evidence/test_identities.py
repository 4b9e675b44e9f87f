"""Marks of identity: each way of writing one tried on what it must find and on what only looks like it."""

from __future__ import annotations

import re

import pytest

from legation.base.characters import normalised
from legation.evidence.identities import IDENTITIES as WAYS
from tests.evidence.helpers import marks

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
            "이름은 이쁜이",
            "이영희(45)",
            "김하나",
            "이영호가 탈북했다",
            "박철에게 갔다",
            "김철 fled",
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


def test_no_alternative_of_a_mark_can_go_without_a_case_failing() -> None:
    idle = []
    for kind, group in WAYS.items():
        texts = [*IDENTITIES.get(kind.name, ([],))[0], *MORE_IDENTITIES[kind.name][0]]
        ways = [re.compile(way) for way in group]
        views = [normalised(text) for text in texts]
        needed = {found[0] for view in views if len(found := [way for way in ways if way.search(view)]) == 1}
        idle += [f"{kind.name}: {way.pattern}" for way in ways if way not in needed]
    assert idle == []
