"""Everything about one claim, from the words to the addresses."""

from __future__ import annotations

from pathlib import Path

from legation.evidence import ledger
from legation.evidence.portrait import portrait
from tests.evidence.helpers import SOURCES, claim, shipped


def of(tmp_path: Path, *claims: str, sources: str = SOURCES, name: str = "one") -> dict[str, object]:
    return portrait(ledger.load(records=shipped(tmp_path, *claims, sources=sources)), name)


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


def test_agreement_inside_one_origin_is_told_from_a_second_origin(tmp_path: Path) -> None:
    others = claim(id='"two"', agrees_with='["one"]') + claim(id='"new"', conflicts_with='["one"]', upstream='"b"')
    parts = of(tmp_path, claim(), others)
    assert parts["agrees with"] == [{"id": "two", "says": "Income fell.", "origin": "the same origin"}]
    assert parts["conflicts with"] == [{"id": "new", "says": "Income fell.", "origin": "another origin"}]
    assert parts["same upstream"] == ["two"]


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
    assert grades["information"].startswith("3, ") and "never used in fitting" in grades["information"]
