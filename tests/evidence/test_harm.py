"""The two guards against harm: whom they cover, and that nothing disguised gets past. Words are in their own tests."""

from __future__ import annotations

import re

import pytest

from legation.evidence import harm
from legation.evidence.csv_tables import RECORDS
from tests.evidence.helpers import BARE, details, marks


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


@pytest.mark.parametrize(
    ("said", "is_described"),
    [
        ("A deputy head of a trading company in Dandong, aged 52, fled in May 2023.", True),
        ("A man in his 50s fled, officials said.", True),
        ("The branch chief fled.", True),
        ("A 52-year-old fled.", True),
        ("Two officials fled from Dandong in May 2023.", True),
        ("Fled from Dandong in May 2023.", True),
        ("An official fled in 2023.", False),
        ("In 2019 five trade officials fled from Dandong.", False),
        ("Traders in Dandong fled in May 2023.", False),
        ("According to one trader in Dandong, officials fled in May 2023.", False),
        ("A trader in Dandong said in May 2023 that officials had fled.", False),
        ("Every trader in Dandong fled in May 2023.", False),
    ],
)
def test_a_report_that_describes_few_persons_is_told_from_one_of_many(said: str, is_described: bool) -> None:
    assert harm.describes_few(said, is_of_events=True) is is_described


def test_a_report_of_nobody_in_particular_describes_nobody() -> None:
    assert not harm.describes_few("The yearly quota in Dandong was 30,000 dollars in May 2019.")
    assert not harm.narrowing_report("The levy for a trade official in China was 30,000 dollars in May 2019.")


def test_how_many_persons_a_claim_gives_goes_before_its_words() -> None:
    said = "A trader in Dandong fled in May 2023."
    assert harm.describes_few(said, persons=1) and not harm.describes_few(said, persons=40)
    assert not harm.describes_few(said, persons=0)


def test_a_report_of_few_persons_is_narrowed_as_a_claim_is() -> None:
    said = "A trader in Dandong fled by train in May 2023 with his wife."
    assert len(harm.narrowing_report(said)) == 5
    assert harm.narrowing_report(said.replace("A trader", "Forty traders")) == []


@pytest.mark.parametrize(
    "said",
    [
        "김철수 fled from Dandong in 2023.", "In 2023 강철민 and two others fled.", "조성길, 44, left.",
        "이영호가 탈북했다.", "리영희는 갔다.", "최은희의 남편", "한성렬이 소환됐다.", "황보철수는",
        "남궁민 was caught", "김철 fled", "박철이가", "김하나",
    ],
)  # fmt: skip
def test_a_name_in_hangul_is_found_without_a_title(said: str) -> None:
    assert "a name of a person" in marks(said)


def test_no_korean_word_of_the_record_is_taken_for_a_name() -> None:
    read = (path.read_text(encoding="utf-8") for path in RECORDS.rglob("*") if path.suffix in (".toml", ".csv"))
    words = sorted({word for text in read for word in re.findall("[가-힣]{2,}", text)})
    assert "충성자금" in words and len(words) > 300
    ways = ("{}", "{}이", "{}가", "{}은 많다", "{}의 돈", "{} was asked", "{}, 52, left", "the term ({}) is used")
    assert [way.format(word) for word in words for way in ways if marks(way.format(word))] == []


@pytest.mark.parametrize(
    "said",
    [
        "김정은이 말했다", "김정일 died", "주민들이", "최근 주민은 임금을", "박사가 왔다", "김치를 먹었다",
        "박물관이", "최고인민회의가", "조선인이 왔다", "이산가족은", "정부는 무역일꾼을", "전화는", "황해도의",
        "이동이", "고위급이", "정치국은", "장마당이", "한국은", "민주주의를", "지난해 수출이", "현지 주민이",
        "강제로 북송", "지금은", "인민을", "남성이", "신문이", "안전부가", "조사는", "홍수는", "차량이",
        "배급이", "하루는", "오전은", "강원도는", "조국이", "정권은", "우표는", "서기는",
    ],
)  # fmt: skip
def test_a_common_korean_word_is_no_name(said: str) -> None:
    assert marks(said) == []


def test_each_detail_says_how_to_be_coarser() -> None:
    text = "An ore trader left Dandong in March 2019 with his wife and USD 130,000 through Laos."
    found = harm.narrowing_details(**(BARE | {"text": text}))  # type: ignore[arg-type]
    assert all(detail.coarser for detail in found)


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
        ("the workers of a firm", 1), ("70 percent of the officials would leave", 1000),
        ("Half of all trade workers owe money", 1000), ("Two thirds of managers", 1000), ("45% of officials", 1000),
        ("half of his family", 1), ("70 percent of an official's pay", 1), ("half of what his workers earn", 1),
        ("One third of the families", 1000), ("Officials of one firm left.", 1),
    ],
)  # fmt: skip
def test_how_many_persons_a_text_is_about(text: str, persons: int) -> None:
    assert harm.persons_in(text) == persons


@pytest.mark.parametrize("text", ["Officials left.", "Some officials left.", "Traders there were told to go."])
def test_a_plural_without_a_number_may_be_one_person_in_disguise(text: str) -> None:
    """Taking it for many would let a sentence about one person pass as soon as it is put in the plural."""
    assert harm.persons_in(text) == 1


def test_a_number_of_persons_in_low_counts_and_other_units_do_not() -> None:
    assert harm.persons_in("Some left.", unit="persons", low=40.0) == 40
    assert harm.persons_in("Some left.", unit="officials a year", low=2.5) == 2
    assert harm.persons_in("Some left.", unit="USD", low=40.0) == 1
    assert harm.persons_in("Two officials of them left.", unit="persons", low=40.0) == 2


def test_where_nothing_says_how_many_a_claim_is_about_one_person() -> None:
    text = "An ore trader left Dandong in March 2019 with his wife."
    assert len(details(text=text, persons=None)) == 4
    assert details(text="Each of 200 workers in Dandong paid the company RMB 300 in March.", persons=None) == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Yearly target for a trader raised to 40,000 dollars", 0),
        ("The quota per trade official rose in January 2024", 0),
        # Somebody besides, somebody's town or family, and what one person gets may single out a person.
        ("Target for a trader raised after she complained", 1),
        ("An official said that the quota per trader rose", 1),
        ("Target for a trader of the Dandong company raised", 1),
        ("Levy for a trader and the son", 1),
        ("The salary of an interpreter was USD 3,040", 1),
        ("Target for the trader raised", 1),
        ("Yearly target per official stood at 30,000 dollars", 0),
        ("The trader in Dandong must meet a target of 40,000 dollars in March 2021", 1),
        ("One trader has a target of 40,000 dollars", 1),
        ("The trader from our group has a target of 40,000 dollars", 1),
        ("Target for a trader from our group raised to 40,000 dollars", 1),
        ("Target for a trader in our office raised to 40,000 dollars", 1),
        ("Target for a trader in Wonsan raised to 40,000 dollars", 1),  # a town that no list has
        ("target for a trader in wonsan raised to 40,000 dollars", 1),
        ("Target for a trader of Rungrado raised to 40,000 dollars", 1),  # a firm that says nothing of being one
        ("Target for a trader with a limp raised", 1),
        ("Target for a trader aged 52 raised", 1),
        ("Target for a trader, the eldest, raised", 1),
        ("Target for a trader at pier 4 raised", 1),
        ("Target for a trader whose wife fled raised", 1),
        ("Target for a trader I know raised", 1),
        ("Target for a trader-cum-driver raised", 1),
        ("Target for a trader's deputy raised", 1),
        ("Target for an ambassador raised", 1),  # a place has one
        ("Levy from a consul raised in January 2024", 1),
        ("Target for a trader raised to 40,000 dollars. Kim pays", 1),
    ],
)
def test_what_is_asked_of_a_kind_of_person_is_about_nobody_in_particular(text: str, persons: int) -> None:
    assert harm.persons_in(text) == persons


def test_a_norm_of_one_town_may_be_one_persons():
    norm = {"text": "Target for a trader raised to 40,000 dollars in March 2021", "unit": "USD per year",
            "low": 40_000.0, "high": 40_000.0, "wording": "exact", "precision": "month"}  # fmt: skip
    assert harm.narrowing_details(persons=None, place="China", **norm) == []
    assert len(harm.narrowing_details(persons=None, place="Dandong", **norm)) == harm.REFUSED_FROM


@pytest.mark.parametrize(
    "text",
    [
        "The consul in Dandong is most likely to defect.",
        "An accountant at the office in Hanoi has been hiding in a flat since June 2021.",
        "The second secretary in Vientiane plans to flee.",
        "His driver in Yanji is staying at a hotel.",
    ],
)
def test_where_one_holder_of_an_office_is_or_what_they_may_do_could_help_to_look_for_them(text):
    assert harm.could_be_looked_for(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador to Laos was recalled in June 2023.",
        "Officials in Dandong plan to flee if they are recalled.",
        "A trader in Dandong said that quotas had risen.",
        "Workers in Hunchun are staying in a dormitory.",
    ],
)
def test_what_befell_somebody_or_holds_of_many_points_at_nobody(text):
    assert not harm.could_be_looked_for(text)
