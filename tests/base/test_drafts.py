"""A disk that dies, or is full, at every single touch: the old or the new is found, and nothing is left over."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from legation.base import drafts
from legation.base.drafts import DRAFT, is_draft, recover
from legation.base.faults import UserError
from legation.base.files import TargetTakenError, edited_files, whole_folder, write_file
from tests.base.disks import Disk, KilledError, state_of

NEEDS_ROOM = {"open", "write", "fsync", "mkdir", "makedirs"}


def _put(path, text):
    """Write as a caller does, but so that the disk may end within."""
    if path.exists():
        drafts.disk.unlink(path)
    drafts.write_draft(path, text.encode(), 0o640)


def _before(folder):
    folder.mkdir()
    (folder / "a.toml").write_text("old a")
    (folder / "b.toml").write_text("old b" * 1000)
    (folder / "c.toml").write_text("old c")
    (folder / "a.toml").chmod(0o600)
    (folder / "run" / "below").mkdir(parents=True)
    (folder / "run" / "manifest.json").write_text("old")
    (folder / "run" / "below" / "table").write_text("old")
    (folder / "run").chmod(0o750)


def _new_file(folder):
    write_file(folder / "page.html", b"new" * 1000)


def _replaced_file(folder):
    write_file(folder / "a.toml", b"new")


def _new_folder(folder):
    with whole_folder(folder / "second") as lent:
        _put(lent / "manifest.json", "new")


def _replaced_folder(folder):
    with whole_folder(folder / "run", replace=True) as lent:
        drafts.disk.mkdir(lent / "inside")
        _put(lent / "manifest.json", "new")
        _put(lent / "inside" / "table", "new")


def _one_edited(folder):
    with edited_files(folder, "*.toml") as lent:
        _put(lent / "b.toml", "new")


def _several_edited(folder):
    with edited_files(folder, "*.toml", "receipt-*.json") as lent:
        _put(lent / "a.toml", "new")
        _put(lent / "b.toml", "new")
        _put(lent / "receipt-1.json", "new")
        drafts.disk.unlink(lent / "c.toml")


def _one_deleted(folder):
    with edited_files(folder, "*.toml") as lent:
        drafts.disk.unlink(lent / "c.toml")


CHANGES = [_new_file, _replaced_file, _new_folder, _replaced_folder, _one_edited, _several_edited, _one_deleted]
each_change = pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A function that makes the folder anew, and one that runs something on a disk."""
    folder = tmp_path / "folder"
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # Counted as a touch; the real one takes most of the time.

    def make():
        shutil.rmtree(folder, ignore_errors=True)
        _before(folder)
        return folder

    def on(disk, action):
        monkeypatch.setattr(drafts, "disk", disk)
        try:
            action(folder)
        except KilledError:
            return False
        finally:
            monkeypatch.setattr(drafts, "disk", os)
        return True

    return make, on


def _old_and_new(make, change):
    old = state_of(make())
    change(make())
    folder = make()
    change(folder)
    assert state_of(folder) != old
    return old, state_of(folder)


@each_change
def test_killed_at_any_touch_the_old_or_the_new_is_found_and_nothing_is_left(fresh, change):
    make, on = fresh
    old, new = _old_and_new(make, change)
    found, end = [], 1
    while True:
        folder = make()
        if on(Disk(end), change):
            break
        recover(folder)
        found.append(state_of(folder))
        counting = Disk(10**9)
        on(counting, recover)
        assert counting.touches == [] and state_of(folder) == found[-1], "recovering again changes something"
        end += 1
    assert state_of(folder) == new
    assert end > 8
    assert all(state in (old, new) for state in found)
    first_new = next((at for at, state in enumerate(found) if state == new), len(found))
    assert found == [old] * first_new + [new] * (len(found) - first_new), "what was certain became uncertain"
    assert first_new not in (0, len(found))


@each_change
def test_killed_while_recovering_too_the_old_or_the_new_is_found(fresh, change):
    make, on = fresh
    old, new = _old_and_new(make, change)
    end, found = 1, []
    while True:
        folder = make()
        if on(Disk(end), change):
            break
        again = 1
        while not on(Disk(again), recover):
            again += 1
        found.append(state_of(folder))
        # The same once more from the very state that the first kill left, killed at some of the later touches.
        for later in range(2 + end % 4, again, 4):
            folder = make()
            on(Disk(end), change)
            on(Disk(later), recover)
            recover(folder)
            found.append(state_of(folder))
        end += 1
    assert [state for state in found if state not in (old, new)] == []


@each_change
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_refusal_at_any_touch_is_one_fault_and_the_oldstate_of(fresh, change, code):
    make, on = fresh
    old, new = _old_and_new(make, change)
    end, told = 1, 0
    while True:
        folder = make()
        disk = Disk(end, code=code, once=True)
        try:
            on(disk, change)
        except UserError as problem:
            (fault,) = problem.faults
            told += 1
            made = "The change itself was made" in fault.advice
            assert DRAFT not in fault.file
            if made:
                recover(folder)
            assert state_of(folder) == (new if made else old), (end, disk.refused)
        else:
            if not disk.refused:
                break
            # Only what clears up may fail without a word, and the next start clears up.
            assert disk.refused in (["unlink"], ["rmdir"], ["open"], ["fsync"])
            recover(folder)
            assert state_of(folder) == new
        end += 1
    assert told > 6
    assert state_of(folder) == new


@each_change
def test_a_disk_that_is_and_stays_full_is_one_fault_and_the_oldstate_of(fresh, change):
    make, on = fresh
    old, new = _old_and_new(make, change)
    end, told = 1, 0
    while True:
        folder = make()
        disk = Disk(end, code=errno.ENOSPC, only=NEEDS_ROOM)
        try:
            on(disk, change)
        except UserError as problem:
            told += 1
            (fault,) = problem.faults
            assert fault.found.startswith("a full disk")
            made = "The change itself was made" in fault.advice
            recover(folder)
            assert state_of(folder) == (new if made else old)
        else:
            break
        end += 1
    assert told > 6
    assert state_of(folder) == new


def test_content_is_on_the_disk_before_the_name_is(fresh):
    make, on = fresh
    make()
    disk = Disk(10**9)
    on(disk, _replaced_file)
    assert disk.touches.index("write") < disk.touches.index("fsync") < disk.touches.index("replace")
    assert "fsync" in disk.touches[disk.touches.index("replace") :]


def test_nothing_changes_the_disk_but_through_the_disk():
    """A change that went past the seam would escape the tests above."""
    changing = (
        "open",
        "write",
        "fsync",
        "replace",
        "rename",
        "unlink",
        "remove",
        "mkdir",
        "makedirs",
        "rmdir",
        "chmod",
    )
    for name in ("drafts", "files"):
        text = Path(drafts.__file__).with_name(f"{name}.py").read_text("utf-8")
        calls = [f"{start}{word}(" for word in changing for start in ("os.", "path.", "shutil.")]
        assert [call for call in calls if call in text] == []
        assert not [call for call in (".write_text(", ".write_bytes(", "rmtree(", ".touch(", " open(") if call in text]


KILLED_FOR_GOOD = """
import os, sys
from pathlib import Path
from legation.base import drafts
from legation.base.files import edited_files

class Ends:
    count = 0
    def __getattr__(self, name):
        self.count += name != "close"
        if self.count == int(sys.argv[2]):
            os._exit(9)
        return getattr(os, name)

drafts.disk = Ends()
with edited_files(Path(sys.argv[1]), "*.toml") as lent:
    (lent / "a.toml").write_text("new")
    (lent / "b.toml").write_text("new")
    (lent / "c.toml").unlink()
"""


def test_a_process_that_ends_at_once_leaves_a_lock_that_the_next_one_gets(tmp_path):
    found, end = set(), 1
    while True:
        folder = tmp_path / str(end)
        _before(folder)
        done = subprocess.run([sys.executable, "-c", KILLED_FOR_GOOD, str(folder), str(end)], check=False)
        if done.returncode == 0:
            break
        assert done.returncode == 9
        recover(folder)
        texts = {path.name: path.read_text()[:3] for path in folder.iterdir() if path.is_file()}
        assert texts in ({"a.toml": "old", "b.toml": "old", "c.toml": "old"}, {"a.toml": "new", "b.toml": "new"})
        found.add(len(texts))
        end += 5
    assert found == {2, 3}


ALIVE = """
import sys
from legation.base.files import whole_folder
with whole_folder(sys.argv[1]) as lent:
    (lent / "x").write_text("new")
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_the_draft_of_a_living_process_is_never_touched(tmp_path):
    command = [sys.executable, "-c", ALIVE, str(tmp_path / "run")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        before = state_of(tmp_path)
        recover(tmp_path)
        assert state_of(tmp_path) == before
        with (
            pytest.raises(TargetTakenError, match="another process that is writing it"),
            whole_folder(tmp_path / "run"),
        ):
            pytest.fail("the same draft was lent twice")
        write_file(tmp_path / "other", b"")
        writer.stdin.close()
        assert writer.wait() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "run"]


def test_within_one_process_too_a_draft_is_lent_once(tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "WAIT", 0.0)
    with edited_files(tmp_path, "*.toml"), pytest.raises(TargetTakenError), edited_files(tmp_path, "*.toml"):
        pytest.fail("the same draft was lent twice")
    assert list(tmp_path.iterdir()) == []


def _left_behind(folder, journal):
    """A draft as a kill would leave it."""
    draft = folder / f"{DRAFT}00000000"
    for part in ("new", "old"):
        (draft / part).mkdir(parents=True)
    (folder / f"{draft.name}.lock").touch()
    (draft / "journal").write_text(journal)
    return draft


@pytest.mark.parametrize(
    "journal",
    ['{"put": [], "drop": ["../victim"]}', '{"put": [], "drop": [".."]}', '{"put": [""], "drop": []}', "", "[]",
     '{"put": 3, "drop": []}', '{"put": [], "drop": ["/etc/x"]}', '{"put": [3], "drop": []}'],
)  # fmt: skip
def test_a_journal_that_names_something_else_is_refused_and_touches_nothing(tmp_path, journal):
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "in").mkdir()
    _left_behind(tmp_path / "in", journal)
    before = state_of(tmp_path)
    with pytest.raises(UserError, match="no journal"):
        recover(tmp_path / "in")
    assert state_of(tmp_path) == before


def test_a_draft_that_leads_elsewhere_is_refused(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "id").write_text("mine")
    draft = _left_behind(tmp_path, '{"put": ["id"], "drop": []}')
    (draft / "new").rmdir()
    (draft / "new").symlink_to(tmp_path / "secret")
    with pytest.raises(UserError, match="no journal"):
        recover(tmp_path)
    assert (tmp_path / "secret" / "id").exists()


def test_sweeping_follows_no_link(tmp_path):
    (tmp_path / "mine").write_text("mine")
    draft = _left_behind(tmp_path, "")
    (draft / "journal").unlink()
    (draft / "new" / "link").symlink_to(tmp_path)
    recover(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_link_in_place_of_a_draft_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / f"{DRAFT}00000000").symlink_to(tmp_path / "mine")
    (tmp_path / f"{DRAFT}00000000.lock").touch()
    before = sorted(path.name for path in tmp_path.iterdir())
    recover(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there_needs_no_recovery(tmp_path):
    recover(tmp_path / "absent")
    assert list(tmp_path.iterdir()) == []


def test_the_names_of_drafts_are_known(tmp_path):
    with whole_folder(tmp_path / "run"):
        assert all(is_draft(path) for path in tmp_path.iterdir())
    assert not is_draft(".legation-key") and not is_draft(tmp_path / "run")


def test_who_finds_a_file_being_written_waits_for_its_turn(tmp_path, monkeypatch):
    """The other is done while we sleep for the first time."""
    with ExitStack() as other:
        other.enter_context(drafts.drafting(tmp_path, "a", "a", "file"))
        monkeypatch.setattr(drafts, "sleep", lambda seconds: other.close())
        write_file(tmp_path / "a", b"ours")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"ours")]


@pytest.mark.parametrize("pending", ["journal", "undo"])
def test_half_a_change_that_cannot_be_finished_is_told_and_stays(tmp_path, monkeypatch, pending):
    draft = _left_behind(tmp_path, '{"put": ["a"], "drop": []}')
    (draft / "journal").rename(draft / pending)
    (draft / "new" / "a").write_text("new")
    (draft / "old" / "a").write_text("old")
    monkeypatch.setattr(drafts, "disk", Disk(1, code=errno.EROFS, only={"replace"}))
    with pytest.raises(UserError, match="read-only"):
        recover(tmp_path)
    monkeypatch.setattr(drafts, "disk", os)
    recover(tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        ("a", "new" if pending == "journal" else "old")
    ]


def test_a_mere_draft_that_cannot_be_removed_stops_nobody(tmp_path, monkeypatch):
    draft = _left_behind(tmp_path, "")
    (draft / "journal").unlink()
    monkeypatch.setattr(drafts, "disk", Disk(1, code=errno.EROFS))
    recover(tmp_path)
    assert draft.exists()
