"""`legation forget`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_what_was_removed_and_what_is_left_are_both_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim())
    ran = run(capsys, "forget", "one", "--folder", mine, "--runs", tmp_path / "runs")
    assert ran.code == 0 and f"Removed {mine} the claim " in ran.words
    assert " elsewhere the file from which" in ran.words.partition(" Left ")[2]
    assert run(capsys, "evidence", "show", "one", "--folder", mine).code == 2


def test_a_public_claim_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "forget", "pf-a-01", "--folder", folder(tmp_path, claim()))
    assert ran.code == 2 and "which is public" in ran.err


def test_a_folder_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "forget", "one").code == 2


def test_machines_get_both_lists(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim())
    data = run(capsys, "forget", "one", "--folder", mine, "--runs", tmp_path, "--json").data
    assert data["removed"] == {mine.as_posix(): "the claim", "source story": "no other claim names it"}
    assert "elsewhere" in data["left"]


def test_a_source_is_forgotten_with_all_its_claims(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    secret = {"handling": '"embargoed"'}
    mine = folder(tmp_path / "mine", claim(**secret), claim(id='"two"', paraphrase='"It rose."', **secret))
    assert run(capsys, "forget", "story", "--folder", mine).code == 0
    held = "".join(path.read_text(encoding="utf-8") for path in mine.glob("*.toml"))
    assert "story" not in held and '"two"' not in held


def test_a_source_of_a_public_claim_is_not_forgotten(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mine = folder(tmp_path / "mine", claim(handling='"embargoed"'), claim(id='"two"', handling='"public"'))
    ran = run(capsys, "forget", "story", "--folder", mine)
    assert ran.code == 2 and "the source of 1 public claim" in ran.err
    assert '"one"' in (mine / "mine.toml").read_text(encoding="utf-8")
