"""Sources and outlets: what they must say, and which addresses may be linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger
from tests.evidence.helpers import SOURCES, claim, shipped


def load(tmp_path: Path, sources: str) -> ledger.Ledger:
    return ledger.load_ledger(records=shipped(tmp_path / "records", claim(), sources=sources))


def fields(tmp_path: Path, sources: str) -> list[str]:
    with pytest.raises(EvidenceError) as caught:
        load(tmp_path, sources)
    return [fault.field for fault in caught.value.faults if fault.file.endswith("sources.toml")]


def test_the_address_of_a_copy_is_never_linked(tmp_path: Path) -> None:
    assert load(tmp_path, SOURCES).sources["story"].link == ""


def test_an_original_is_linked(tmp_path: Path) -> None:
    source = load(tmp_path, SOURCES.replace('"copy"', '"original"')).sources["story"]
    assert source.link == source.url_seen


def test_a_copy_is_linked_to_its_original_where_that_is_known(tmp_path: Path) -> None:
    sources = SOURCES.replace("url_seen", 'url_original = "https://example.org/first"\nurl_seen')
    assert load(tmp_path, sources).sources["story"].link == "https://example.org/first"


def test_without_a_headline_the_words_say_that_it_is_not_known(tmp_path: Path) -> None:
    assert load(tmp_path / "a", SOURCES).sources["story"].title == "[headline not known]"
    named = SOURCES.replace("url_seen", 'headline = "Income falls"\nurl_seen')
    assert load(tmp_path / "b", named).sources["story"].title == "Income falls"


def test_a_source_is_credited_to_its_first_publisher_and_to_where_it_was_seen(tmp_path: Path) -> None:
    assert load(tmp_path / "a", SOURCES).sources["story"].credit == "A Paper"
    seen = SOURCES.replace('publisher = "A Paper"', 'publisher = "A Blog"')
    assert load(tmp_path / "b", seen).sources["story"].credit == "A Paper, seen at A Blog"


KEPT = '\n[[custody]]\nsource = "story"\nsha256 = "' + "AB" * 32 + '"\ncaptured = "2026-01-31T14:05:00Z"\n'


def test_what_a_user_keeps_of_a_shipped_source_stands_in_the_users_own_folder(tmp_path: Path) -> None:
    records = shipped(tmp_path / "records", claim())
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "sources.toml").write_text("format = 1\n" + KEPT, encoding="utf-8")
    source = ledger.load_ledger(records=records, folders=[mine]).sources["story"]
    assert (source.sha256, source.captured, source.archived) == ("ab" * 32, "2026-01-31T14:05:00Z", "")
    assert ledger.load_ledger(records=records).sources["story"].sha256 == ""
    alone = ledger.load_ledger(records=records).sources["story"]
    assert source.without_custody_missing_in(alone) == alone and source.without_custody_missing_in(source) == source


@pytest.mark.parametrize(
    "captured", ["2026-01-31", "2026-01-31T14:05Z", "2026-01-31T14:05:00.5+09:00", "2026-01-31T14:05:00Z"]
)
def test_a_capture_is_dated_by_day_or_by_a_time_with_its_zone(tmp_path: Path, captured: str) -> None:
    """A time without a zone could be that of two days."""
    kept = KEPT.replace("2026-01-31T14:05:00Z", captured)
    assert load(tmp_path / "a", SOURCES + kept).sources["story"].captured == captured
    local = KEPT.replace("2026-01-31T14:05:00Z", "2026-01-31T14:05:00")
    assert fields(tmp_path / "b", SOURCES + local) == ["custody[1].captured"]


def test_every_shipped_source_has_a_type_and_names_who_published_its_address() -> None:
    """A publisher is one name: what it goes back to, or whom it copied, stands in fields of its own."""
    sources = ledger.load_ledger().sources.values()
    assert [source.id for source in sources if source.type == "not_stated"] == []
    mixed = [source.id for source in sources for name in (source.publisher, source.publisher_original)
             if any(mark in name for mark in (" / ", " via ", ";", "(", "this pack"))]  # fmt: skip
    assert mixed == []
    other = {source.id for source in sources if source.publisher != source.publisher_original}
    assert [source.id for source in sources if source.id in other and source.url_kind in ("original", "none")] == []
    assert {source.type for source in sources} >= {"article", "report", "statistics", "testimony", "web_page"}


def test_a_source_without_its_outlet_is_refused(tmp_path: Path) -> None:
    assert fields(tmp_path, SOURCES.replace('outlet = "paper"', 'outlet = "papers"')) == ["source[1].outlet"]


def test_an_address_must_be_one(tmp_path: Path) -> None:
    assert fields(tmp_path, SOURCES.replace("https://", "ftp://")) == ["source[1].url_seen"]


def test_nothing_seen_means_no_address(tmp_path: Path) -> None:
    assert fields(tmp_path, SOURCES.replace('"copy"', '"none"')) == ["source[1].url_seen"]


def test_two_sources_may_not_share_an_id(tmp_path: Path) -> None:
    again = SOURCES[SOURCES.index("[[source]]") :]
    assert fields(tmp_path, SOURCES + "\n" + again) == ["source[2].id"]


def test_two_outlets_may_not_share_an_id(tmp_path: Path) -> None:
    outlet = SOURCES[SOURCES.index("[[outlet]]") : SOURCES.index("[[source]]")]
    assert fields(tmp_path, SOURCES + "\n" + outlet) == ["outlet[2].id"]
