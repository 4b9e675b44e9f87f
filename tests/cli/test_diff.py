"""`legation diff`: two saved runs on one screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import run

SHORT = ("--worlds", 4, "--start", "2018-12-24", "--end", "2020-12-20")


@pytest.fixture
def place(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    run(capsys, "run", *SHORT, "--set", "founding.posted=2500", "--out", "one")
    run(capsys, "run", *SHORT, "--set", "founding.posted=5000", "--out", "two")


def test_it_tells_what_changed_on_one_screen(place, capsys):
    ran = run(capsys, "diff", "one", "two", "--xlsx", "d.xlsx")
    assert ran.code == 0 and len(ran.out.splitlines()) <= 40
    assert "founding.posted" in ran.out and "Median of" in ran.out and Path("d.xlsx").exists()
    assert len(run(capsys, "diff", "one", "two", "--all").out.splitlines()) > len(ran.out.splitlines())
    data = run(capsys, "diff", "one", "two", "--json").data
    assert {"a", "b", "about", "scenario", "verdicts", "moved", "same"} == set(data)
    assert run(capsys, "diff", "one", "one").words.endswith("versions, verdicts and numbers.")


def test_a_folder_that_is_none_is_told_with_its_letter(place, capsys):
    ran = run(capsys, "diff", "one", "three")
    assert ran.code == 2 and ran.err.startswith('B: found "three"; expected a run folder')
