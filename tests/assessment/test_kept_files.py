"""Where kept worlds lie, and what is said of them."""

from __future__ import annotations

import pytest

from legation.assessment import kept_files
from legation.base.cache_folders import CACHE_VARIABLE


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    said = {"worlds": 3, "rows": {"a": 1}}
    (tmp_path / kept_files.MANIFEST).write_bytes(kept_files.manifest_bytes(said))
    assert kept_files.read_worlds_manifest(tmp_path) == said


@pytest.mark.parametrize("content", [b"", b"x", b"{}", b"abc\n{}", kept_files.manifest_bytes({"a": 1})[:-1]])
def test_anything_else_is_none(tmp_path, content):
    (tmp_path / kept_files.MANIFEST).write_bytes(content)
    assert kept_files.read_worlds_manifest(tmp_path) is None
    assert kept_files.read_worlds_manifest(tmp_path / "nowhere") is None
    assert kept_files.read_worlds_manifest(None) is None


def test_a_key_is_short_and_stays():
    assert kept_files.worlds_key() == kept_files.worlds_key() and len(kept_files.worlds_key()) == 16


def test_the_key_is_worked_out_again_only_when_a_file_has_changed(tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    worked_out = []
    monkeypatch.setattr(kept_files, "_worked_out_key", lambda: worked_out.append(1) or "0123456789abcdef")
    assert kept_files.worlds_key() == kept_files.worlds_key() == "0123456789abcdef" and len(worked_out) == 1
    monkeypatch.setattr(kept_files, "_state", lambda: "fedcba9876543210")  # as after an edit
    assert kept_files.worlds_key() == "0123456789abcdef" and len(worked_out) == 2
    for damage in (b"", b"\xff", b"fedcba9876543210", b"fedcba9876543210 0"):
        (tmp_path / kept_files.FOLDER / kept_files.KEY).write_bytes(damage)
        assert kept_files.worlds_key() == "0123456789abcdef"
    assert len(worked_out) == 6


def test_the_state_changes_with_any_file_of_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_files.sources, "PACKAGE", tmp_path)
    states = [kept_files._state()]
    for name, text in (("a.py", "1"), ("a.py", "22"), ("records/b.toml", "1"), ("__pycache__/a.pyc", "1")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        states.append(kept_files._state())
    assert len(set(states[:4])) == 4 and states[4] == states[3]
