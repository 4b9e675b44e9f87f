"""Claims as people see them: in a line of a list, by topic, and one in full."""

from __future__ import annotations

from pathlib import Path

from legation.evidence import ledger
from legation.evidence.queries import OTHER_TOPIC, claim_line, outlet_of, portrait, topics_of_claim
from legation.evidence.vocabulary import vocabulary
from tests.evidence.helpers import SOURCES, claim, shipped


def test_a_line_says_what_a_list_shows(tmp_path: Path) -> None:
    represents = '{ observable = ["flights"], mechanism = ["trade"] }'
    read = ledger.load_ledger(records=shipped(tmp_path, claim(represented_by=represents, period='"2019"')))
    assert claim_line(read, read.claim("one")) == {
        "id": "one", "grade": "F/B-6", "outlet": "A Paper", "published": "2019-05-06..2019-05-31", "about": "2019",
        "paraphrase": "Income fell.", "role": "context", "represented_by": ["observable flights", "mechanism trade"],
        "status": "active", "handling": "public",
    }  # fmt: skip
    assert outlet_of(read, read.claim("one")) == "A Paper"


def test_a_claim_has_the_topics_of_what_it_states_and_of_what_represents_it(tmp_path: Path) -> None:
    stated = claim(measure='"quota"', whose='"officials"', represented_by='{ mechanism = ["flight"] }')
    neither = claim(id='"two"')
    read = ledger.load_ledger(records=shipped(tmp_path, stated, neither))
    assert topics_of_claim(read.claim("one")) == ("Money", "People")
    assert topics_of_claim(read.claim("two")) == (OTHER_TOPIC,)


def test_every_shipped_claim_has_a_topic() -> None:
    claims = ledger.load_ledger().claims
    topics = {*vocabulary().topics, OTHER_TOPIC}
    assert all(set(topics_of_claim(claim)) <= topics for claim in claims.values())
    other = [claim for claim in claims.values() if topics_of_claim(claim) == (OTHER_TOPIC,)]
    assert len(other) < len(claims) / 50 and not any(claim.measure for claim in other)
    assert all("People" in topics_of_claim(claims[f"pf-i-{number:02d}"]) for number in range(1, 9))


def of(tmp_path: Path, *claims: str, sources: str = SOURCES, name: str = "one") -> dict[str, object]:
    return portrait(ledger.load_ledger(records=shipped(tmp_path, *claims, sources=sources)), name)


def test_headings_without_content_are_left_out(tmp_path: Path) -> None:
    parts = of(tmp_path, claim())
    assert parts["says"] == "Income fell." and parts["status"] == "active"
    assert not {"value", "when", "key term", "agrees with", "persons"} & parts.keys()


def test_the_address_of_a_copy_is_text_and_never_a_link(tmp_path: Path) -> None:
    source = of(tmp_path, claim())["source"]
    assert isinstance(source, dict)
    assert "link" not in source and source["seen"].startswith("https://example.org/story (a copy")


def test_the_address_of_an_original_is_a_link(tmp_path: Path) -> None:
    source = of(tmp_path, claim(), sources=SOURCES.replace('"copy"', '"original"'))["source"]
    assert isinstance(source, dict)
    assert source["link"] == "https://example.org/story" and "seen" not in source


SAYS_QUOTA = {
    "wording": '"exact"', "low": "30000", "high": "30000", "unit": '"USD per year"', "measure": '"quota"',
    "whose": '"officials"', "span": '"year"', "place": '"China"', "period": '"2019"',
}  # fmt: skip


def test_agreement_inside_one_origin_is_told_from_a_second_origin(tmp_path: Path) -> None:
    others = claim(**SAYS_QUOTA | {"id": '"two"'})
    others += claim(**SAYS_QUOTA | {"id": '"new"', "low": "90000", "high": "90000", "upstream": '"b"'})
    others += claim(id='"beside"', related='["one"]', upstream='"b"')
    parts = of(tmp_path, claim(**SAYS_QUOTA), others)
    alike, none_in_both = {"because": "the numbers are alike"}, {"because": "no number is within both"}
    of_same, of_another = ({"says": "Income fell.", "origin": f"{origin} origin"} for origin in ("the same", "another"))
    assert parts["says the same"] == [{"id": "two"} | of_same | alike]
    assert parts["says otherwise"] == [{"id": "new"} | of_another | none_in_both]
    assert parts["related"] == [{"id": "beside"} | of_another]
    assert parts["standing"] == "contested: one origin, one says otherwise"
    assert parts["same upstream"] == ["two"]
    assert parts["states"] == "quota, of officials, over a year. What one person is told to pay the state."


def test_another_voice_of_the_same_article_is_told_from_another_origin(tmp_path: Path) -> None:
    other = claim(**SAYS_QUOTA | {"id": '"two"', "upstream": '"story:b"'})
    parts = of(tmp_path, claim(**SAYS_QUOTA | {"upstream": '"story:a"'}), other)
    assert parts["says the same"][0]["origin"] == "another voice of the same article"
    assert parts["standing"] == "one origin"


def test_a_status_is_told_with_its_date_and_successor(tmp_path: Path) -> None:
    old = claim(status='"superseded"', status_date='"2020-06"', replaced_by='"two"')
    new = claim(id='"two"')
    assert of(tmp_path / "a", old, new)["status"] == "superseded since 2020-06, active before; replaced by two"
    assert of(tmp_path / "b", old, new, name="two")["replaces"] == ["one"]


def test_a_value_is_said_with_its_side_and_unit(tmp_path: Path) -> None:
    number = claim(wording='"at_least"', low="30000", unit='"USD per year"')
    assert of(tmp_path / "a", number)["value"] == "at least 30,000 USD per year"
    number = claim(wording='"between"', low="3", high="6", unit='"years"')
    assert of(tmp_path / "b", number)["value"] == "3 to 6 years"


def test_all_grades_come_with_their_reasons(tmp_path: Path) -> None:
    grades = of(tmp_path, claim())["grades"]
    assert isinstance(grades, dict)
    assert grades["source"].startswith("F, anonymous") and grades["outlet"] == "B, A Paper. For tests. (2026-01-01)"
    assert grades["information"].startswith("6, ") and "never used in fitting" in grades["information"]
