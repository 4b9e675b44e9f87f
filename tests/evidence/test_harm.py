"""The two guards against harm, each rule tried on what it must find and on what only looks like it."""

from __future__ import annotations

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


@pytest.mark.parametrize("persons", [None, 4, 200])
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


@pytest.mark.parametrize(("length", "refused"), [(0, False), (399, False), (400, False), (401, True), (4000, True)])
def test_free_text_has_at_most_400_characters(length: int, refused: bool) -> None:
    assert bool(marks("x" * length)) is refused
