"""What is worked out from the files of the package is kept until one of them changes."""

from __future__ import annotations

import pytest

from legation.base import package_state
from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.package_state import FOLDER, kept_key, state_of

KEY = "0123456789abcdef"


@pytest.fixture
def work_out(tmp_path, monkeypatch):
    """Counts how often it is asked."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    asked = []

    def once() -> str:
        asked.append(1)
        return KEY

    once.asked = asked
    return once


def test_it_is_worked_out_again_only_when_a_file_or_a_version_has_changed(work_out, monkeypatch):
    assert kept_key("a", "3.11", work_out) == kept_key("a", "3.11", work_out) == KEY and len(work_out.asked) == 1
    assert kept_key("b", "3.11", work_out) == KEY and len(work_out.asked) == 2
    assert kept_key("a", "3.12", work_out) == KEY and len(work_out.asked) == 3
    monkeypatch.setattr(package_state, "package_state", lambda: "fedcba9876543210")  # as after an edit
    assert kept_key("a", "3.12", work_out) == KEY and len(work_out.asked) == 4


@pytest.mark.parametrize("damage", [b"", b"\xff", b"fedcba9876543210", b"fedcba9876543210 0"])
def test_a_damaged_file_counts_as_missing(work_out, tmp_path, damage):
    kept_key("a", "", work_out)
    (tmp_path / FOLDER / "a").write_bytes(damage)
    assert kept_key("a", "", work_out) == KEY and len(work_out.asked) == 2


def test_without_a_cache_it_is_worked_out(work_out, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "taken"))
    assert kept_key("a", "", work_out) == kept_key("a", "", work_out) == KEY and len(work_out.asked) == 2


def test_the_state_changes_with_any_file_but_byte_code(tmp_path):
    states = [state_of(tmp_path)]
    for name, text in (("a.py", "1"), ("a.py", "22"), ("records/b.toml", "1"), ("__pycache__/a.pyc", "1")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        states.append(state_of(tmp_path))
    assert len(set(states[:4])) == 4 and states[4] == states[3]
