"""Questions to the ledger: every filter must hold, unknown words are refused, and one claim in full."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger
from legation.evidence.ledger import Ledger
from legation.evidence.queries import claim_line, outlet_of, portrait, select
from tests.evidence.helpers import SOURCES, claim, shipped


@pytest.fixture
def three(tmp_path: Path) -> Ledger:
    one = claim(place='"Dandong"', represented_by='{ observable = ["flights"], mechanism = ["trade"] }')
    two = claim(id='"two"', place='"China"', role='"structure"', represented_by='{ mechanism = ["flight"] }')
    old = claim(id='"old"', status='"disputed"', status_date='"2020"', paraphrase='"Income rose."')
    return ledger.load_ledger(records=shipped(tmp_path, one, two, old))


def ids(found: Ledger, words: str = "", **filters: str) -> list[str]:
    return [claim.id for claim in select(found, words, **filters)]


def test_without_words_and_filters_all_are_found(three: Ledger) -> None:
    assert ids(three) == ["one", "two", "old"]


def test_each_filter_narrows(three: Ledger) -> None:
    assert ids(three, "income rose") == ["old"]
    assert ids(three, role="structure") == ["two"]
    assert ids(three, status="disputed") == ["old"]
    assert ids(three, topic="money") == ["one"]
    assert ids(three, topic="People") == ["one", "two"]
    assert ids(three, outlet="A PAPER") == ids(three, outlet="paper") == ["one", "two", "old"]
    assert ids(three, topic="People", role="context") == ["one"]


def test_a_place_finds_claims_inside_it_and_no_wider_ones(three: Ledger) -> None:
    assert ids(three, place="Liaoning") == ["one"]
    assert ids(three, place="China") == ["one", "two"]


def test_the_status_is_the_one_known_on_the_day(tmp_path: Path) -> None:
    old = claim(status='"disputed"', status_date='"2020"')
    found = ledger.load_ledger(records=shipped(tmp_path, old), as_of=date(2019, 12, 31))
    assert ids(found, status="active") == ["one"]


def test_unknown_words_of_filters_are_refused_together(three: Ledger) -> None:
    with pytest.raises(EvidenceError) as refused:
        select(three, role="fits", topic="moneys", place="Dandon", outlet="papers", status="activ")
    assert [fault.field for fault in refused.value.faults] == ["--role", "--status", "--topic", "--place", "--outlet"]
    assert all(fault.advice for fault in refused.value.faults)


def test_a_line_says_what_a_list_shows(three: Ledger) -> None:
    assert claim_line(three, three.claim("one")) == {
        "id": "one", "grade": "F/B-6", "published": "2019-05-06..2019-05-31", "paraphrase": "Income fell.",
        "role": "context", "represented_by": ["observable flights", "mechanism trade"], "status": "active",
        "handling": "public",
    }  # fmt: skip
    assert outlet_of(three, three.claim("one")) == "A Paper"


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
