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
