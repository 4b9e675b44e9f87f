"""Where kept worlds lie, and what is said of them."""

from __future__ import annotations

import pytest

from legation.assessment import kept_files


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
