"""Rows as claims: sources that come along, examples that stay behind, and TOML as well as sheets."""

from __future__ import annotations

from pathlib import Path

from legation.evidence.exporting import toml_text
from legation.evidence.importing.batch import read_batch
from tests.evidence.helpers import SOURCES, claim
from tests.evidence.importing.helpers import HEAD, TODAY, as_bytes, book, imported, small

CLAIM = ["Income fell.", "trade_income", "none", "", "", "", "Dandong", "2019", "new"]
SOURCE_HEAD = ["source_id", "publisher", "published", "language", "url", "url_kind", "goes_back_to"]


def test_a_source_comes_along_with_a_new_outlet(tmp_path: Path) -> None:
    source = ["new", "Some Weekly", "2019-06-03", "ko", "https://example.org/x", "original", "one trader"]
    batch = imported(tmp_path, as_bytes(book(("Claims", [HEAD, CLAIM]), ("Sources", [SOURCE_HEAD, source]))), "a.xlsx")
    assert batch.all_faults == [] and batch.rows[0].id == "new-01"
    assert batch.sources["new"].link == "https://example.org/x" and batch.sources["new"].outlet == "some-weekly"
    assert batch.outlets["some-weekly"].grade == "F" and "Not graded" in batch.outlets["some-weekly"].grade_basis


def test_a_known_publisher_keeps_its_outlet(tmp_path: Path) -> None:
    source = ["new", "a paper", "2019-06-03", "ko", "", "", ""]
    batch = imported(tmp_path, as_bytes(book(("Claims", [HEAD, CLAIM]), ("Sources", [SOURCE_HEAD, source]))), "a.xlsx")
    assert batch.sources["new"].outlet == "paper" and batch.outlets == {}


def test_sources_of_a_text_file_stand_in_another(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text(",".join(HEAD) + "\n" + ",".join(CLAIM) + "\n")
    (tmp_path / "sources.csv").write_text("source_id,publisher,published,language\nnew,A Paper,2019,ko\n")
    batch = read_batch(tmp_path / "claims.csv", small(), today=TODAY, sources=tmp_path / "sources.csv")
    assert batch.all_faults == [] and list(batch.sources) == ["new"]


def test_the_examples_of_the_template_stay_behind(tmp_path: Path) -> None:
    rows = [HEAD, [*CLAIM[:-1], "Example"], [*CLAIM[:-1], "story"]]
    batch = imported(tmp_path, as_bytes(book(("Claims", rows))), "a.xlsx")
    assert [row.id for row in batch.rows] == ["story-01"]


def test_ids_are_given_in_order_and_never_twice(tmp_path: Path) -> None:
    text = ",".join([*HEAD, "id"]) + "\n" + 3 * (",".join([*CLAIM[:-1], "story"]) + ",\n")
    batch = imported(tmp_path, text + ",".join([*CLAIM[:-1], "story"]) + ",story-02\n")
    assert [row.id for row in batch.rows] == ["story-01", "story-03", "story-04", "story-02"]


def test_one_toml_file_may_hold_claims_and_sources(tmp_path: Path) -> None:
    text = SOURCES.replace('"story"', '"new"') + claim(source='"new"', id='"two"')
    batch = imported(tmp_path, text, "mine.toml")
    assert batch.all_faults == [] and list(batch.sources) == ["new"] and batch.outlets == {}
    assert batch.rows[0].claim and batch.rows[0].claim.handling == "embargoed"


def test_an_outlet_that_says_otherwise_than_the_ledger_is_refused(tmp_path: Path) -> None:
    batch = imported(tmp_path, SOURCES.replace('grade = "B"', 'grade = "A"'), "mine.toml")
    assert [fault.found for fault in batch.faults] == ['"paper"']


def test_a_ledger_written_as_toml_comes_back_unchanged(tmp_path: Path) -> None:
    ledger = small()
    batch = imported(tmp_path, toml_text.claims_text(ledger.claims.values()), "mine.toml", ledger)
    assert [(row.id, row.state) for row in batch.rows] == [("one", "unchanged")]


def test_what_claims_share_is_a_table(tmp_path: Path) -> None:
    batch = imported(tmp_path, 'format = 1\nshared = "embargoed"\n' + claim(id='"two"').partition("\n")[2], "mine.toml")
    assert [(fault.field, fault.expected) for fault in batch.faults] == [("shared", "a [shared] table")]
