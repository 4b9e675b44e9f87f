"""`legation bank`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from legation import api
from legation.api.fits import BankState
from tests.cli.helpers import run

STATE = BankState(api.resolve_scenario("baseline"), 400, 200, 0, 4.1, Path("cache/bank"), [])


def test_it_says_what_is_there_and_what_was_simulated(capsys, monkeypatch):
    asked = {}

    def build(scenario, **options):
        asked.update(options, scenario=scenario)
        return STATE

    monkeypatch.setattr(api, "build_bank", build)
    ran = run(capsys, "bank", "--worlds", 400, "--seed", 3)
    assert (asked["scenario"], asked["worlds"], asked["seed"]) == ("baseline", 400, 3)
    assert "400 worlds" in ran.words and "200 of them just now" in ran.words
    assert "legation fit baseline --worlds 400" in ran.out
    assert run(capsys, "bank", "--json").data == {
        "scenario": "baseline", "worlds": 400, "simulated": 200, "failed": 0, "megabytes": 4.1,
        "folder": "cache/bank", "other_files": 0,
    }  # fmt: skip
    monkeypatch.setattr(api, "build_bank", lambda *args, **options: replace(
        STATE, simulated=0, failed=3, others=[Path("old")]))  # fmt: skip
    ran = run(capsys, "bank")
    assert "none: all were there" in ran.words and "3; they are left out" in ran.words
    assert "1 files of other programs" in ran.words or "1 file of other programs" in ran.words
