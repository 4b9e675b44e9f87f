"""Grounds that are kept: equal to those worked out, and never taken when damaged or of another program."""

from __future__ import annotations

import pytest

from legation.assessment import kept_files, kept_grounds
from legation.assessment.foundations import grounds
from legation.experiments.setup import load_scenario


@pytest.fixture
def counted(monkeypatch, tmp_path):
    """How often grounds are worked out, in an empty cache."""
    monkeypatch.setattr(kept_files, "private_folder", lambda name: tmp_path)
    calls, work_out = [], kept_grounds._worked_out
    monkeypatch.setattr(kept_grounds, "_worked_out", lambda: calls.append(1) or work_out())
    return calls


def test_kept_grounds_are_those_of_the_scenario(counted):
    scenario = load_scenario(kept_files.SCENARIO)
    for _ in range(2):
        kept = kept_grounds.kept_grounds()
        assert kept.grounds == grounds(scenario) and kept.weeks == (scenario.first_week, scenario.last_week)
    assert counted == [1]


def test_damaged_grounds_are_worked_out_anew_and_those_of_another_program_removed(counted, tmp_path, monkeypatch):
    kept_grounds.kept_grounds()
    path = kept_files.grounds_file()
    path.write_bytes(path.read_bytes()[:-1])
    assert kept_grounds.kept_grounds().weeks and counted == [1, 1]
    monkeypatch.setattr(kept_files, "worlds_key", lambda: "another")
    kept_grounds.kept_grounds()
    assert [file.name for file in tmp_path.glob("*.grounds")] == ["another.grounds"]


def test_without_a_cache_they_are_worked_out_each_time(counted, monkeypatch):
    monkeypatch.setattr(kept_files, "private_folder", lambda name: None)
    assert kept_grounds.kept_grounds().grounds.held and kept_grounds.kept_grounds().grounds.held
    assert counted == [1, 1]
