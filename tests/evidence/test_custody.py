"""Files and sources: a recorded hash decides, then the address inside an archive, then the file's name."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from legation.evidence.captures import Capture, Page, comparable
from legation.evidence.custody import (
    DIFFERS,
    KEPT,
    LOST,
    NO_FILE,
    OFFERED,
    SEVERAL,
    CustodyReport,
    as_csv,
    as_toml,
    match_captures,
)
from legation.evidence.ledger import load_ledger
from legation.evidence.sources import Custody, Source
from tests.evidence.helpers import SOURCES, claim, shipped

A, B = "aa" * 32, "bb" * 32
ADDRESS = "https://example.org/story"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return load_ledger(records=shipped(tmp_path / "records", claim(), sources=SOURCES)).sources["story"]


def capture(name: str, sha256: str = A, *addresses: str) -> Capture:
    pages = {comparable(address): Page(address, "2026-01-31") for address in addresses}
    return Capture(name, 1, sha256, pages)


def state(source: Source, *files: Capture) -> str:
    (row,) = match_captures([source], files).sources
    return row.state


def test_a_recorded_hash_decides_whatever_the_file_is_called(source: Source) -> None:
    kept = replace(source, sha256=A)
    assert state(kept, capture("holiday.jpg")) == KEPT
    assert state(kept, capture("story.pdf", B), capture("holiday.jpg")) == KEPT
    assert state(kept, capture("story.pdf", B)) == DIFFERS
    assert state(kept, capture("holiday.jpg", B)) == LOST


def test_without_a_hash_a_file_is_offered_by_its_address_or_its_name(source: Source) -> None:
    assert state(source) == state(source, capture("holiday.jpg")) == NO_FILE
    by_name = match_captures([source], [capture("2026 Story, printed.pdf")])
    assert by_name.offers == [Custody(source="story", sha256=A)]
    by_address = match_captures([source], [capture("x.wacz", A, "http://www.example.org/story/")])
    assert by_address.offers == [Custody(source="story", sha256=A, captured="2026-01-31")]
    assert by_address.sources[0].matches[0].how == "by its address"


def test_an_archive_outweighs_a_name_and_of_two_alike_none_is_chosen(source: Source) -> None:
    archive, printed = capture("x.wacz", A, ADDRESS), capture("story.pdf", B)
    assert match_captures([source], [printed, archive]).offers[0].sha256 == A
    several = match_captures([source], [printed, capture("story.png", A)])
    assert several.sources[0].state == SEVERAL and several.offers == []
    assert state(source, printed, capture("copy of story.pdf", B)) == OFFERED, "the same bytes twice"


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("rfa-2019-2.pdf", ["rfa-2019-2"]),
        ("rfa-2019.pdf", ["rfa-2019"]),
        ("RFA-2019_page1.png", ["rfa-2019"]),
        ("kept/rfa-2019-2/index.html", ["rfa-2019-2"]),
        ("xrfa-2019.pdf", []),
        ("rfa-20190.pdf", []),
        ("rfa-2019 and rfa-2020.pdf", ["rfa-2019", "rfa-2020"]),
    ],
)
def test_the_longest_id_in_a_name_counts(name: str, ids: list[str]) -> None:
    sources = load_ledger().sources.values()
    report = match_captures(sources, [capture(name)])
    assert sorted(row.source.id for row in report.sources if row.matches) == ids
    assert bool(report.unmatched) == (not ids)


def test_what_is_offered_can_be_read_back_as_toml_and_as_rows() -> None:
    offers = [Custody(source="story", sha256=A, captured="2026-01-31"), Custody(source="other", sha256=B)]
    assert tomllib.loads(as_toml(offers))["custody"] == [
        {"source": "story", "sha256": A, "captured": "2026-01-31"},
        {"source": "other", "sha256": B},
    ]
    assert as_csv(offers).splitlines() == [
        "source_id,sha256,captured,archived",
        f"story,{A},2026-01-31,",
        f"other,{B},,",
    ]


def test_no_files_and_no_sources_are_no_fault() -> None:
    assert match_captures([], []) == CustodyReport([], [])
