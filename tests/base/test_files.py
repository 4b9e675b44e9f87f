"""Files written whole: permissions, links, and one message for whatever is in the way."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from legation.base.faults import UserError
from legation.base.files import TargetTakenError, edited_files, whole_folder, write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
for_users = pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="root may write everywhere")


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def _fault(action):
    with pytest.raises(UserError) as caught:
        action()
    (fault,) = caught.value.faults
    return fault


def test_a_file_is_written_and_nothing_stands_beside_it(tmp_path):
    write_file(tmp_path / "a", b"text")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"text")]


def test_a_file_may_bear_a_fixed_time(tmp_path):
    write_file(tmp_path / "a", b"text", modified=0)
    assert (tmp_path / "a").stat().st_mtime_ns == 0


@posix
def test_a_new_file_is_as_open_as_the_user_has_set_and_a_private_one_is_the_owners(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"")
        write_file(tmp_path / "b", b"", private=True)
        with whole_folder(tmp_path / "c"):
            pass
    finally:
        os.umask(before)
    assert [_mode(tmp_path / name) for name in "abc"] == [0o640, 0o600, 0o750]


@posix
def test_what_is_replaced_keeps_its_permissions(tmp_path):
    (tmp_path / "a").touch(mode=0o604)
    write_file(tmp_path / "a", b"new")
    assert _mode(tmp_path / "a") == 0o604
    write_file(tmp_path / "a", b"new", private=True)
    assert _mode(tmp_path / "a") == 0o600
    (tmp_path / "run").mkdir(mode=0o705)
    with whole_folder(tmp_path / "run", replace=True):
        pass
    assert _mode(tmp_path / "run") == 0o705


@posix
def test_a_name_that_is_no_text_serves_like_any_other(tmp_path):
    name = os.fsdecode(b"a\xff")
    write_file(tmp_path / name, b"new")
    with whole_folder(tmp_path / f"{name}-run") as lent:
        (lent / name).touch()
    with edited_files(tmp_path, "a*") as lent:
        (lent / name).write_bytes(b"newer")
        (lent / f"{name}2").touch()
    assert sorted(os.listdir(os.fsencode(tmp_path))) == [b"a\xff", b"a\xff-run", b"a\xff2"]
    assert (tmp_path / name).read_bytes() == b"newer"


@posix
def test_a_link_stays_one(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a").write_text("old")
    (tmp_path / "here").symlink_to(tmp_path / "there" / "a")
    write_file(tmp_path / "here", b"new")
    assert (tmp_path / "here").is_symlink() and (tmp_path / "there" / "a").read_text() == "new"


def test_what_exists_is_left_unless_it_may_be_replaced(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "run").mkdir()
    with pytest.raises(TargetTakenError, match="something that exists"):
        write_file(tmp_path / "a", b"new", replace=False)
    with pytest.raises(TargetTakenError), whole_folder(tmp_path / "run"):
        pytest.fail("an existing folder was lent")
    assert (tmp_path / "a").read_text() == "old"


def test_a_name_taken_while_a_folder_was_written_is_left(tmp_path):
    with pytest.raises(TargetTakenError), whole_folder(tmp_path / "run"):
        (tmp_path / "run").mkdir()
    assert [path.name for path in tmp_path.rglob("*")] == ["run"]


def test_folders_above_a_folder_are_made(tmp_path):
    with whole_folder(tmp_path / "runs" / "a" / "b") as lent:
        (lent / "x").touch()
    assert (tmp_path / "runs" / "a" / "b" / "x").exists()


@pytest.mark.parametrize("problem", [ValueError, KeyboardInterrupt])
def test_a_block_that_ends_badly_changes_nothing(tmp_path, problem):
    (tmp_path / "a.toml").write_text("old")

    def fails(lent):
        (lent / "a.toml").write_text("new")
        raise problem

    with pytest.raises(problem), whole_folder(tmp_path / "run") as lent:
        fails(lent)
    with pytest.raises(problem), edited_files(tmp_path, "*.toml") as lent:
        fails(lent)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.toml", "old")]


def test_edits_reach_only_what_was_lent(tmp_path):
    for name in ("a.toml", "b.toml", "notes.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.toml").write_text("c")
    untouched = (tmp_path / "b.toml").stat()
    with edited_files(tmp_path, "*.toml") as lent:
        assert sorted(path.name for path in lent.iterdir()) == ["a.toml", "b.toml"]
        (lent / "a.toml").unlink()
        (lent / "d.toml").write_text("d")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.toml", "below", "d.toml", "notes.txt"]
    assert os.path.samestat(untouched, (tmp_path / "b.toml").stat())


@posix
def test_a_folder_made_for_edits_and_its_draft_are_the_owners_alone(tmp_path):
    with edited_files(tmp_path / "mine", "*.toml") as lent:
        assert _mode(lent.parent) == 0o700
        (lent / "a.toml").touch(mode=0o600)
    assert _mode(tmp_path / "mine") == 0o700 and _mode(tmp_path / "mine" / "a.toml") == 0o600


def test_a_file_changed_by_somebody_else_meanwhile_is_not_overwritten(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text("old")

    def interfere(lent, change):
        for name in ("a.toml", "b.toml", "new.json"):
            (lent / name).write_text("ours")
        change()

    def rewrite():
        (tmp_path / "b.toml").write_text("theirs")

    def add():
        (tmp_path / "new.json").write_text("theirs")

    for change in (rewrite, (tmp_path / "b.toml").unlink, add):
        (tmp_path / "b.toml").write_text("old")
        with pytest.raises(TargetTakenError, match="changed while"), edited_files(tmp_path, "*.toml") as lent:
            interfere(lent, change)
        assert (tmp_path / "a.toml").read_text() == "old"


@posix
def test_a_link_among_edited_files_is_refused_when_it_would_be_cut(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "a.toml").write_text("old")
    (tmp_path / "mine" / "a.toml").symlink_to(tmp_path / "a.toml")
    with edited_files(tmp_path / "mine", "*.toml"):
        pass
    with (
        pytest.raises(UserError, match="a link to a file elsewhere"),
        edited_files(tmp_path / "mine", "*.toml") as lent,
    ):
        (lent / "a.toml").unlink()
    assert (tmp_path / "mine" / "a.toml").is_symlink()


def _in_the_way(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "locked").mkdir(mode=0o500)
    (tmp_path / "fixed").touch(mode=0o400)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "loop").symlink_to("loop")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("folder", "a folder"), ("absent/a", "no such file or folder"), ("file/a", "a file where a folder should be"),
        ("a" * 300, "a name that is too long"), ("a\0b", "a character that no name can have"),
        pytest.param("\ud800", "a character that no name can have", marks=posix),
        pytest.param("loop", "a link that leads to itself", marks=posix),
        pytest.param("pipe", "a device, pipe or socket", marks=posix),
        pytest.param("fixed", "no permission", marks=for_users),
        pytest.param("locked/a", "no permission", marks=[posix, for_users]),
    ],
)  # fmt: skip
def test_what_is_in_the_way_of_a_file_is_one_fault(tmp_path, name, found):
    _in_the_way(tmp_path)
    before = sorted(tmp_path.iterdir())
    fault = _fault(lambda: write_file(tmp_path / name, b"new"))
    assert (fault.field, fault.found) == ("file", found)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("file", "a file"), ("file/a", "a file where a folder should be"), ("a" * 300, "a name that is too long"),
        ("a\0b", "a character that no name can have"), ("folder", "something that exists"),
        pytest.param("loop", "something that exists", marks=posix),
        pytest.param("locked/a", "no permission", marks=[posix, for_users]),
    ],
)  # fmt: skip
def test_what_is_in_the_way_of_a_folder_is_one_fault(tmp_path, name, found):
    _in_the_way(tmp_path)
    before = sorted(tmp_path.iterdir())

    def write():
        with whole_folder(tmp_path / name):
            pytest.fail("a folder was lent that can't be put in place")

    fault = _fault(write)
    assert (fault.field, fault.found) == ("--out", found)
    assert sorted(tmp_path.iterdir()) == before


def test_a_deleted_current_folder_is_one_fault(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert _fault(lambda: write_file("a", b"")).found == "no such file or folder"
