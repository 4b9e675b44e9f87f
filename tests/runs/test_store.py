"""The run folder: whole or not at all, and never in place of anything else."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from datetime import date

import polars
import pytest

from legation.base import drafts
from legation.base.faults import RunFolderError
from legation.runs import store
from tests.base.disks import Disk, KilledError

needs_rights = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything can't be refused"
)
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def _run(folder, number=1, **changes):
    """A run folder with one number in it."""
    with store.writing(folder, **changes) as draft:
        store.write_json(draft, "manifest", {"format": store.FORMAT, "run_id": f"{number}"})
    return folder


def _refused(call, *arguments, **options):
    with pytest.raises(RunFolderError) as refused:
        call(*arguments, **options)
    (fault,) = refused.value.faults
    return fault


def test_a_run_is_written_whole(tmp_path):
    _run(tmp_path / "a" / "b")
    assert [path.name for path in (tmp_path / "a").rglob("*")] == ["b", "manifest.json"]


@pytest.mark.parametrize("problem", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_draft_vanishes_when_writing_breaks_off(tmp_path, problem):
    def break_off():
        with store.writing(tmp_path / "run") as draft:
            (draft / "half.parquet").write_text("half")
            raise problem

    with pytest.raises(problem):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_the_old_run_stays_when_its_replacement_breaks_off(tmp_path):
    folder = _run(tmp_path / "run", 1)
    with pytest.raises(KeyboardInterrupt), store.writing(folder, force=True):
        raise KeyboardInterrupt
    assert store.read_manifest(folder)["run_id"] == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def _replaced(end, monkeypatch, **options):
    """A run that is replaced on a disk that ends; whether it came to the end."""
    monkeypatch.setattr(drafts, "disk", Disk(end, **options))
    try:
        _run(store.Path("run"), 2, force=True)
    except KilledError:
        return False
    finally:
        monkeypatch.setattr(drafts, "disk", os)
    return True


def test_a_kill_at_any_point_leaves_the_old_or_the_new_run_to_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    numbers, end = [], 1
    while True:
        shutil.rmtree(tmp_path / "run", ignore_errors=True)
        folder = _run(tmp_path / "run", 1)
        if _replaced(end, monkeypatch):
            break
        assert store.find("run").resolve() == folder
        numbers.append(store.read_manifest(folder)["run_id"])
        assert [path.name for path in tmp_path.iterdir()] == ["run"], "a draft is left"
        end += 1
    assert numbers == sorted(numbers) and set(numbers) == {"1", "2"} and end > 20


def test_a_full_disk_at_any_point_is_one_fault_and_leaves_the_old_run(tmp_path, monkeypatch):
    folder = _run(tmp_path / "run", 1)
    end = 1
    while True:
        try:
            _replaced(end, monkeypatch, code=errno.ENOSPC, only={"open", "write", "mkdir"})
        except RunFolderError as problem:
            (fault,) = problem.faults
            assert fault.found.startswith("a full disk")
            if "The change itself was made" in fault.advice:
                break
            assert store.read_manifest(folder)["run_id"] == "1"
            store.recover_runs(tmp_path)
            end += 1
    assert end > 4
    assert store.read_manifest(folder)["run_id"] == "2"


def test_what_the_system_refuses_while_writing_is_told_as_a_fault(tmp_path):
    with pytest.raises(RunFolderError, match="a full disk"), store.writing(tmp_path / "run"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_run_is_replaced_only_when_that_was_asked_for(tmp_path):
    folder = _run(tmp_path / "run", 1)
    fault = _refused(_run, folder, 2)
    assert "--force" in fault.advice
    _run(folder, 2, force=True)
    assert store.read_manifest(folder)["run_id"] == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_run_that_another_has_finished_in_the_meantime_is_not_overwritten(tmp_path):
    def both():
        with store.writing(tmp_path / "run"):
            _run(tmp_path / "elsewhere", 1).rename(tmp_path / "run")

    assert "which exists" in _refused(both).found
    assert store.read_manifest(tmp_path / "run")["run_id"] == "1"


@pytest.mark.parametrize("content", ['{"name": "a browser extension", "manifest_version": 3}', "[1, 2]", "{", "["])
def test_force_does_not_replace_what_only_looks_like_a_run(tmp_path, content):
    other = tmp_path / "extension"
    other.mkdir()
    (other / "manifest.json").write_text(content)
    assert "holds something else" in _refused(store.check_free, other, force=True).found


def test_force_may_fill_an_empty_folder_and_nothing_else(tmp_path):
    empty, full, file = tmp_path / "empty", tmp_path / "full", tmp_path / "file"
    empty.mkdir()
    full.mkdir()
    (full / "thesis.docx").touch()
    file.touch()
    store.check_free(empty, force=True)
    assert "which exists" in _refused(store.check_free, empty, force=False).found
    assert "holds something else" in _refused(store.check_free, full, force=True).found
    assert "a file" in _refused(store.check_free, file, force=True).found
    assert '"file", a file' in _refused(store.check_free, file / "below" / "it", force=False).found


def test_a_name_that_no_folder_can_have_is_refused_before_anything_is_computed(tmp_path):
    assert "too long" in _refused(store.check_free, tmp_path / ("x" * 300), force=False).found


def test_the_longest_name_that_a_folder_can_have_serves(tmp_path):
    folder = _run(tmp_path / ("x" * 255)) if sys.platform != "win32" else _run(tmp_path / "x")
    assert folder.is_dir()


@needs_rights
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_computed(tmp_path):
    folder = _run(tmp_path / "run")
    tmp_path.chmod(0o500)
    try:
        assert "can't be written" in _refused(store.check_free, tmp_path / "other", force=False).found
        assert "can't be written" in _refused(store.check_free, folder, force=True).found
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use can't be moved there")
def test_the_folder_that_one_stands_in_can_be_replaced(tmp_path, monkeypatch):
    folder = _run(tmp_path / "run", 1)
    monkeypatch.chdir(folder)
    _run(store.Path(), 2, force=True)
    assert store.read_manifest(folder)["run_id"] == "2"


@needs_links
def test_a_link_to_a_run_stays_a_link_when_the_run_is_replaced(tmp_path):
    folder, link = _run(tmp_path / "run", 1), tmp_path / "link"
    link.symlink_to(folder)
    _run(link, 2, force=True)
    assert link.is_symlink()
    assert store.read_manifest(folder)["run_id"] == "2"


def test_a_run_without_a_name_gets_a_free_one(tmp_path):
    names = [store.new_folder("baseline")]
    names[0].mkdir(parents=True)
    names.append(store.new_folder("baseline"))
    stem = f"runs/{date.today().isoformat()}-baseline"
    assert [name.as_posix() for name in names] == [stem, f"{stem}-2"]


def test_a_table_can_be_read_and_keeps_its_columns_without_rows(tmp_path):
    columns = {"name": str, "day": date, "value": float, "count": int}
    store.write_table(tmp_path, "full", [{"name": "a", "day": date(2019, 4, 4), "value": 1.5, "count": 2}], columns)
    store.write_table(tmp_path, "empty", [], columns)
    full, empty = (polars.read_parquet(tmp_path / f"{name}.parquet") for name in ("full", "empty"))
    assert full.rows() == [("a", date(2019, 4, 4), 1.5, 2)]
    assert (empty.schema, empty.height) == (full.schema, 0)


def test_equal_tables_are_equal_bytes(tmp_path):
    for name in ("one", "two"):
        store.write_table(tmp_path, name, {"x": [1.0, 2.0]}, {"x": float})
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_json_holds_no_number_that_is_none(tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        store.write_json(tmp_path, "wrong", {"x": float("nan")})


def test_a_run_is_found_by_path_by_name_or_as_the_last(tmp_path):
    first, second = _run(store.RUNS / "first"), _run(store.RUNS / "second")
    os.utime(second / "manifest.json", (1000, 1000))
    assert store.find("first") == store.RUNS / "first"
    assert store.find(str(second)) == second
    assert store.find() == first
    assert _refused(store.find, "frist").advice == "Did you mean first?"
    assert "expected a run folder" in str(_refused(store.find, "x" * 300))
    assert "expected a run folder" in str(_refused(store.find, "a\0b"))


def test_a_draft_is_no_run(tmp_path):
    _run(store.RUNS / "first")
    with store.writing(store.RUNS / "second") as draft:
        store.write_json(draft, "manifest", {"format": store.FORMAT, "run_id": "2"})
        shutil.copy(draft / "manifest.json", draft.parent.parent)  # however its folders may lie
        assert store.find() == store.RUNS / "first"
        assert store.run_folders(store.RUNS) == [store.RUNS / "first"]
        for path in (draft, draft.parent.parent):
            assert "expected a run folder" in str(_refused(store.find, str(path)))


def test_no_run_at_all_says_how_to_make_one():
    assert "legation run" in _refused(store.find).advice


@pytest.mark.parametrize(
    "content",
    ["", "{", '{"format": 1', "[]", "1", '{"format": 2}', "{}", "[" * 100_000, "\0", '{"format": 1}',
     '{"format": 1, "run_id": 3}'],
    ids=range(11),
)  # fmt: skip
def test_a_manifest_that_is_none_is_refused(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    assert "manifest.json" in _refused(store.read_manifest, tmp_path).field


def test_bytes_that_are_no_text_are_no_manifest(tmp_path):
    (tmp_path / "manifest.json").write_bytes(b"\xff\xfe\x00")
    assert "can't be read as JSON" in _refused(store.read_manifest, tmp_path).found
    (tmp_path / "manifest.json").unlink()
    assert "can't be read as JSON" in _refused(store.read_manifest, tmp_path).found


def test_a_manifest_comes_back_as_it_was_written(tmp_path):
    data = {"format": 1, "run_id": "ü", "nested": {"b": 1, "a": [None, True]}}
    store.write_json(tmp_path, "manifest", data)
    assert store.read_manifest(tmp_path) == data
    assert list(json.loads((tmp_path / "manifest.json").read_text("utf-8"))["nested"]) == ["b", "a"]


def test_a_name_with_half_a_character_is_written_and_comes_back(tmp_path):
    data = {"format": 1, "run_id": "0", "command": "legation run \udcff.toml"}
    store.write_json(tmp_path, "manifest", data)
    assert store.read_manifest(tmp_path) == data


def test_a_new_run_takes_the_first_name_that_is_free():
    folders = [store.save(lambda draft: store.write_json(draft, "manifest", {}), None, name="x") for _ in range(3)]
    assert [folder.name.partition("-x")[2] for folder in folders] == ["", "-2", "-3"]
    assert {path.name for path in store.RUNS.iterdir()} == {folder.name for folder in folders}


def test_a_name_that_is_taken_while_a_run_is_written_stays_with_who_took_it():
    taken = []

    def fill(draft):
        store.write_json(draft, "manifest", {})
        if not taken:
            taken.append(store.new_folder("x"))
            taken[0].mkdir()
            (taken[0] / "manifest.json").write_text("theirs")

    mine = store.save(fill, None, name="x")
    assert (mine.name, (taken[0] / "manifest.json").read_text()) == (f"{taken[0].name}-2", "theirs")


def test_runs_that_are_written_at_the_same_time_get_a_name_each():
    """The second is written while the first is, so both find the same name free."""
    names = []

    def fill_second(draft):
        store.write_json(draft, "manifest", {})

    def fill_first(draft):
        fill_second(draft)
        names.append(store.save(fill_second, None, name="x").name)

    names.append(store.save(fill_first, None, name="x").name)
    assert [name.partition("-x")[2] for name in names] == ["-2", ""]
    assert sorted(path.name for path in store.RUNS.iterdir()) == sorted(names)


def test_nothing_stays_below_runs_if_writing_breaks_off():
    def break_off(draft):
        (draft / "half").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.save(break_off, None, name="x")
    assert list(store.RUNS.iterdir()) == []
