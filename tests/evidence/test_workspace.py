"""A folder of the user's: claims are put in and taken out, and after any kill the old or the new folder is there."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from legation.base import drafts
from legation.base.drafts import recover
from legation.base.faults import EvidenceError, UserError
from legation.evidence import ledger as ledgers
from legation.evidence.importing import batch
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.workspace import check_folder, edited, free_name, put, take_out, unlink, write_receipt
from tests.base.disks import Disk, KilledError, state_of
from tests.evidence.helpers import claim, folder, shipped

LATER = date(2026, 3, 1)


def test_a_copy_replaces_what_changed_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim(), claim(id='"two"'))
    untouched = (mine / "sources.toml").stat().st_mtime_ns
    with edited(mine) as copy:
        assert take_out(copy, {"one"}) == ["one"]
    assert [claim for claim in load_ledger(folders=[mine]).claims if claim in ("one", "two")] == ["two"]
    assert (mine / "sources.toml").stat().st_mtime_ns == untouched
    assert sorted(path.name for path in mine.iterdir()) == ["mine.toml", "sources.toml"]


def test_an_edit_that_fails_changes_nothing(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim())
    before = state_of(mine)
    with pytest.raises(AssertionError), edited(mine) as copy:
        assert not take_out(copy, {"one"})
    assert state_of(mine) == before


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="a file where a folder should be"), edited(tmp_path / "file"):
        pytest.fail("a file was lent as a folder")


def test_a_file_in_which_nothing_is_left_goes_and_one_with_a_comment_stays(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim())
    (mine / "more.toml").write_text("# by hand\n\nformat = 1\n" + claim(id='"two"'), encoding="utf-8")
    with edited(mine) as copy:
        take_out(copy, {"one", "two"})
    assert not (mine / "mine.toml").exists()
    assert (mine / "more.toml").read_text() == "# by hand\n\nformat = 1\n\n"
    load_ledger(folders=[mine])


def test_a_source_is_taken_out_of_the_sources_alone(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim(id='"story"'))
    with edited(mine) as copy:
        assert take_out(copy, {"story"}, kind="source") == ["story"]
    assert "[[source]]" not in (mine / "sources.toml").read_text() and "[[claim]]" in (mine / "mine.toml").read_text()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ('related = ["one", "x"]', 'related = ["x"]'),
        ('related = [\n  "x", # stays\n  "one",\n]', 'related = [\n  "x", # stays\n]'),
        ('"derived_from" = ["one"]', '"derived_from" = []'),
        ("'related' = ['one']", "'related' = []"),
        ('replaced_by = "one"\nnote = "x"', 'note = "x"'),
        ('"replaced_by" = "one"\nnote = "x"', 'note = "x"'),
        ('supports = "one"', 'supports = ""'),
        ('supports = "one, two"', 'supports = "two"'),
        ('supports = "what one said"', 'supports = "what one said"'),  # prose; whoever forgets is told
        ('related = [\'\'\'one\'\'\', "on\\u0065"]', "related = []"),
    ],
)  # fmt: skip
def test_a_link_in_any_form_loses_the_claim(tmp_path: Path, typed: str, left: str) -> None:
    head = '# mine\nformat = 1\n[[claim]]   # two\nid = "two"\n'
    (tmp_path / "mine.toml").write_text(f"{head}{typed}\n", encoding="utf-8")
    with edited(tmp_path) as copy:
        assert unlink(copy, {"one"}) == []
    assert (tmp_path / "mine.toml").read_text() == f"{head}{left}\n"


@pytest.mark.parametrize("where", ["own", "shared", "both", "inline"])
def test_what_a_forgotten_claim_replaced_is_retracted(tmp_path: Path, where: str) -> None:
    """A superseded claim must name another, so the folder could not be read otherwise."""
    status, by = 'status = "superseded"\nstatus_date = "2020"\n', 'replaced_by = "one"\n'
    text = {
        "own": f'[[claim]]\nid = "two"\n{status}{by}',
        "shared": f'[shared]\n{status}{by}[[claim]]\nid = "two"\n',
        "both": f'[shared]\n{by}[[claim]]\nid = "two"\n{status}',
        "inline": 'claim = [{ id = "two", status = "superseded", replaced_by = "one" }]\n',
    }[where]
    (tmp_path / "mine.toml").write_text(f"format = 1\n{text}", encoding="utf-8")
    with edited(tmp_path) as copy:
        assert unlink(copy, {"one"}) == ["two"]
    assert '"one"' not in (tmp_path / "mine.toml").read_text()
    assert 'status = "retracted"' in (tmp_path / "mine.toml").read_text()


def test_claims_are_put_into_a_file_of_their_own_with_their_sources(tmp_path: Path) -> None:
    ledger = load_ledger(records=shipped(tmp_path / "records", claim()))
    with edited(tmp_path / "mine") as copy:
        name = put(copy, ledger.claims.values(), ledger.outlets.values(), ledger.sources.values(), "2026-01-31")
    assert name == "claims-2026-01-31.toml"
    assert load_ledger(folders=[tmp_path / "mine"]).claim("one") == ledger.claim("one")


def test_sources_are_put_behind_those_that_are_there_as_typed(tmp_path: Path) -> None:
    ledger = load_ledger(records=shipped(tmp_path / "records", claim()))
    mine = folder(tmp_path / "mine", sources="format = 1\r\n# mine")
    with edited(mine) as copy:
        put(copy, [], ledger.outlets.values(), ledger.sources.values(), "2026-01-31")
    raw = (mine / "sources.toml").read_bytes()
    assert raw.startswith(b"format = 1\r\n# mine\n\n[[outlet]]") and b"[[source]]" in raw


def test_a_fault_in_the_copy_is_told_of_the_folder(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim())
    with edited(mine) as copy:
        take_out(copy, {"story"}, kind="source")
        with pytest.raises(EvidenceError) as caught:
            check_folder(copy, mine)
    assert {fault.file for fault in caught.value.faults} == {(mine / "mine.toml").as_posix()}


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    with edited(tmp_path) as copy:
        name = write_receipt(copy, "2026-01-31", {"claims": [], "from": "a\udcff.csv"})
    receipt = tmp_path / name
    assert stat.S_IMODE(receipt.stat().st_mode) == 0o600
    assert json.loads(receipt.read_bytes()) == {"format": 1, "claims": [], "from": "a\udcff.csv"}


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch()
    assert free_name(tmp_path, "a", ".toml") == "a-2.toml"


# Importing, on a disk that ends.


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A small ledger in place of the shipped one, so that it can be read a hundred times."""
    records = shipped(tmp_path / "records", claim(id='"public"', handling='"public"'))
    monkeypatch.setattr(ledgers, "load_ledger", partial(load_ledger, records=records))
    return ledgers.load_ledger()


def rows(path: Path, *claims: str) -> Path:
    path.write_text("format = 1\n" + "".join(claims), encoding="utf-8")
    return path


def bring(mine: Path, sheet: Path, *, replace: bool = False, accept_good: bool = False, today: date = LATER) -> None:
    known = ledgers.load_ledger(folders=[mine] if mine.is_dir() else [])
    own = known.claims.keys() - {"public"}
    found = batch.read_batch(sheet, known, today=today, own=own)
    if accept_good:
        batch.drop_faulty(found, known, own)
    assert not found.all_faults
    batch.write_batch(found, mine, today=today, replace=replace)


def new(mine: Path) -> None:
    bring(mine, rows(mine.parent / "new.toml", claim(id='"two"'), claim(id='"three"', related='["two"]')))


def first(mine: Path) -> None:
    shutil.rmtree(mine)
    new(mine)


def replacing(mine: Path) -> None:
    bring(mine, rows(mine.parent / "new.toml", claim(paraphrase='"Income rose."'), claim(id='"two"')), replace=True)


def good_rows(mine: Path) -> None:
    bring(mine, rows(mine.parent / "new.toml", claim(id='"two"'), claim(id='"bad"', role='"none"')), accept_good=True)


IMPORTS = [new, first, replacing, good_rows]
each_import = pytest.mark.parametrize("action", IMPORTS, ids=lambda action: action.__name__)


@pytest.fixture
def fresh(tmp_path: Path, record: Ledger, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Makes the folder anew: one claim, brought in on an earlier day, and one that links to it."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    mine, kept = tmp_path / "mine", tmp_path / "kept"
    bring(kept, rows(tmp_path / "old.toml", claim()), today=date(2026, 1, 31))
    (kept / "own.toml").write_text("format = 1\n# mine\n" + claim(id='"own"', related='["one"]'), encoding="utf-8")

    def make() -> Path:
        shutil.rmtree(mine, ignore_errors=True)
        shutil.copytree(kept, mine)
        return mine

    return make


def test_replacing_on_a_later_day_leaves_the_folder_readable_with_its_links(fresh: Callable[[], Path]) -> None:
    mine = fresh()
    replacing(mine)
    known = ledgers.load_ledger(folders=[mine])
    assert known.claim("one").paraphrase == "Income rose." and known.claim("own").related == ["one"]
    assert sorted(path.name for path in mine.iterdir()) == [
        "claims-2026-03-01.toml", "own.toml", "receipt-2026-01-31.json", "receipt-2026-03-01.json",
    ]  # fmt: skip


@each_import
def test_killed_at_any_touch_of_the_disk_the_folder_is_old_or_new(
    fresh: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, action: Callable[[Path], None]
) -> None:
    old = state_of(fresh()) if action is not first else {}
    mine = fresh()
    action(mine)
    done = state_of(mine)
    ledgers.load_ledger(folders=[mine])
    found, end = [], 1
    while True:
        mine = fresh()
        monkeypatch.setattr(drafts, "disk", Disk(end))
        try:
            action(mine)
        except KilledError:
            monkeypatch.setattr(drafts, "disk", os)
        else:
            break
        recover(mine)  # as the ledger does, which is tested below
        found.append(state_of(mine) if mine.exists() else {})
        end += 1
    assert end > 15
    assert [state for state in found if state not in (old, done)] == []
    assert found[0] == old and done in found


def test_the_ledger_recovers_a_folder_before_it_reads_it(
    fresh: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = fresh()
    counting = Disk(10**9)
    monkeypatch.setattr(drafts, "disk", counting)
    replacing(mine)
    moves = [at for at, name in enumerate(counting.touches, 1) if name == "replace"]
    for end in moves[1:]:
        mine = fresh()
        monkeypatch.setattr(drafts, "disk", Disk(end))
        with pytest.raises(KilledError):
            replacing(mine)
        monkeypatch.setattr(drafts, "disk", os)
        known = ledgers.load_ledger(folders=[mine])
        assert known.claim("own").related == ["one"]
        assert [path.name for path in mine.iterdir() if drafts.is_draft(path)] == []


@each_import
def test_a_disk_that_is_full_at_any_touch_is_one_fault_and_the_old_folder(
    fresh: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, action: Callable[[Path], None]
) -> None:
    old = state_of(fresh()) if action is not first else {}
    room = {"open", "write", "mkdir", "makedirs"}
    end = 1
    while True:
        mine = fresh()
        monkeypatch.setattr(drafts, "disk", Disk(end, code=errno.ENOSPC, only=room))
        try:
            action(mine)
        except UserError as problem:
            monkeypatch.setattr(drafts, "disk", os)
            (fault,) = problem.faults
            if "The change itself was made" in fault.advice:
                break
            assert fault.found == "a full disk"
            recover(mine)
            assert (state_of(mine) if mine.exists() else {}) == old
            end += 1
        else:
            break
    assert end > 8
