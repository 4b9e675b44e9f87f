"""A folder of the user's: claims are cut out whole, and the rest stays as it was typed."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.ledger import load
from legation.evidence.workspace import cut, drafting, free_name, put, take_out, write_receipt
from tests.evidence.helpers import claim, folder, shipped

FILE = f"""format = 1
# about the file

[shared]
language = "en"
# about one
{claim().strip()}
windows = {{ before = "2018", after = "2019" }}

# about two
# at length
{claim(id='"two"', agrees_with='["one", "three"]').strip()}

[[claim]]  # three
id = "three"
[claim.represented_by]
mechanism = ["trade"]
"""


def test_a_claim_is_cut_with_the_comment_above_it_and_nothing_else() -> None:
    found = cut(FILE, {"one"})
    assert found.gone == ["one"] and found.left == {}
    assert "# about one" not in found.text and "2018" not in found.text
    assert "# about the file" in found.text and "# about two\n# at length\n[[claim]]" in found.text
    assert 'agrees_with = ["three"]' in found.text


def test_a_claim_with_tables_of_its_own_is_cut_whole() -> None:
    found = cut(FILE, {"three"})
    assert "represented_by" not in found.text and found.text.rstrip().endswith('agrees_with = ["one"]')


def test_several_are_cut_at_once() -> None:
    found = cut(FILE, {"one", "two", "three"})
    assert sorted(found.gone) == ["one", "three", "two"] and "[[claim]]" not in found.text


def test_what_is_not_there_changes_nothing() -> None:
    assert cut(FILE, {"four"}).text == FILE


def test_a_claim_inside_a_list_on_one_line_is_left_and_told() -> None:
    found = cut('format = 1\nclaim = [{ id = "one" }]\n', {"one"})
    assert found.gone == [] and "one line" in found.left["one"]


def test_a_claim_that_another_is_replaced_by_is_told() -> None:
    text = 'format = 1\n[[claim]]\nid = "one"\n[[claim]]\nid = "two"\nreplaced_by = "one"\n'
    assert "replaced by it" in cut(text, {"one"}).left["one"]


def test_text_in_triple_quotes_is_no_header() -> None:
    text = 'format = 1\n[[claim]]\nid = "one"\nnote = """\n[[claim]]\n"""\n[[claim]]\nid = "two"\n'
    assert cut(text, {"one"}).text == 'format = 1\n[[claim]]\nid = "two"\n'


def test_a_draft_replaces_what_changed_and_leaves_no_copy(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim(), claim(id='"two"'))
    untouched = (mine / "sources.toml").stat().st_mtime_ns
    with drafting(mine) as draft:
        assert take_out(draft, {"one"}).gone == ["one"]
    assert [claim for claim in load(folders=[mine]).claims if claim in ("one", "two")] == ["two"]
    assert (mine / "sources.toml").stat().st_mtime_ns == untouched
    assert sorted(path.name for path in mine.iterdir()) == ["mine.toml", "sources.toml"]


def test_a_draft_that_fails_changes_nothing(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim())
    before = (mine / "mine.toml").read_bytes()
    with pytest.raises(AssertionError), drafting(mine) as draft:
        assert not take_out(draft, {"one"}).gone
    assert (mine / "mine.toml").read_bytes() == before
    assert sorted(path.name for path in mine.iterdir()) == ["mine.toml", "sources.toml"]


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EvidenceError, match="a folder that can be written"), drafting(tmp_path / "file"):
        pass


def test_claims_are_put_into_a_file_of_their_own_with_their_sources(tmp_path: Path) -> None:
    ledger = load(records=shipped(tmp_path / "records", claim()))
    with drafting(tmp_path / "mine") as draft:
        name = put(draft, ledger.claims.values(), ledger.outlets.values(), ledger.sources.values(), "2026-01-31")
    assert name == "claims-2026-01-31.toml"
    assert load(folders=[tmp_path / "mine"]).claim("one") == ledger.claim("one")


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    receipt = write_receipt(tmp_path, "2026-01-31", {"claims": []})
    assert stat.S_IMODE(receipt.stat().st_mode) == 0o600
    assert json.loads(receipt.read_text()) == {"format": 1, "claims": []}


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch()
    assert free_name(tmp_path, "a", ".toml") == "a-2.toml"
