"""`legation open` shows the report of a run (what it refuses stands in `test_faults.py`)."""

from __future__ import annotations

import os
import webbrowser

import pytest

from legation.experiments import twins
from tests.cli.helpers import run


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Two runs, the second the newer; and the addresses that a browser was asked for."""
    for age, name in enumerate(("second", "first")):
        folder = tmp_path / "runs" / name
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text('{"format": 1, "run_id": "0123456789abcdef"}')
        (folder / "report.html").touch()
        os.utime(folder / "manifest.json", (10_000 - age, 10_000 - age))
    monkeypatch.chdir(tmp_path)
    asked = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    return asked


def test_the_last_run_is_opened_from_the_disk(capsys, opened, tmp_path):
    assert run(capsys, "open").out == "runs/second/report.html\n"
    assert opened == [(tmp_path / "runs" / "second" / "report.html").resolve().as_uri()]
    assert opened[0].startswith("file://")


def test_a_run_is_opened_by_name_or_path(capsys, opened):
    assert run(capsys, "open", "first").out == run(capsys, "open", "runs/first").out == "runs/first/report.html\n"
    assert len(opened) == 2


def test_only_the_place_is_told_where_that_was_asked_for(capsys, opened):
    assert run(capsys, "open", "--path").out == "runs/second/report.html\n"
    data = run(capsys, "open", "first", "--json").data
    assert data == {"report": "runs/first/report.html", "run_id": "0123456789abcdef"}
    assert opened == []


def test_a_saved_comparison_is_narrowed_without_being_simulated_again(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = ("--worlds", "3", "--start", "2012", "--end", "2014", "--set", "recall=off")
    said = run(capsys, "compare", "baseline", "baseline", *told, "--only", "side income").out
    monkeypatch.setattr(twins, "simulate_twins", None)  # whoever simulates now fails
    again = run(capsys, "open", "--only", "side income")
    assert again.code == 0 and "side income" in again.out
    assert said.splitlines()[:12] == again.out.splitlines()[:12]
    names = {row["observable"] for row in run(capsys, "open", "--only", "side_income", "--json").data["effects"]}
    assert names == {"side_income_usd"}
