"""Worlds that are kept: equal to simulated ones, and never taken when damaged or of another program."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest

from legation.assessment import kept_files as files
from legation.assessment import kept_worlds as kept
from legation.base import package_state
from legation.evidence.ledger import load_ledger
from legation.experiments.ensemble import simulate
from legation.experiments.setup import load_scenario

FEW = 3


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def few(monkeypatch, place):
    monkeypatch.setattr(files, "private_folder", lambda name: place)
    monkeypatch.setattr(files, "WORLDS", FEW)


@pytest.fixture(scope="module")
def made(place):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "private_folder", lambda name: place)
        patch.setattr(files, "WORLDS", FEW)
        counted = []
        return kept.keep_worlds(load_ledger(), on_world=lambda: counted.append(1)), counted


def test_kept_worlds_are_the_simulated_ones(made):
    worlds, counted = made
    (chunk,) = simulate(load_scenario("baseline"), worlds=FEW, seed=files.SEED)
    assert len(counted) == FEW == worlds.worlds
    assert set(worlds.history) == set(chunk.history)
    for name, table in chunk.history.items():
        assert np.array_equal(worlds.history[name], table) and worlds.history[name].dtype == np.int64


def test_they_are_found_again_with_the_comparison(made):
    again = kept.kept_worlds()
    assert again is not None and again.rows == made[0].rows and again.weeks == made[0].weeks
    assert set(again.rows) <= set(load_ledger().claims)
    assert again.grounds == made[0].grounds


@pytest.mark.parametrize("name", ["posted.npy", "manifest.json"])
def test_a_damaged_file_is_never_believed(made, name):
    file = next(files.worlds_folder().glob(name))
    whole = file.read_bytes()
    for at in (0, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        again = kept.kept_worlds()
        if name == "manifest.json":
            assert again is None
        else:
            with pytest.raises(kept.DamagedError):
                again.history["posted"]
    file.write_bytes(whole)
    os.truncate(file, 0)
    if name == "manifest.json":
        assert kept.kept_worlds() is None
    else:
        with pytest.raises(kept.DamagedError):
            kept.kept_worlds().history["posted"]
    file.write_bytes(whole)
    assert kept.kept_worlds() is not None


def test_worlds_of_another_record_or_program_are_not_taken(made, monkeypatch):
    before = files.worlds_key()
    monkeypatch.setattr(package_state, "package_state", lambda: "0" * 16)  # An edited file has another time.
    monkeypatch.setattr(files, "source", lambda path: path.read_bytes() + (b" " if path.name == "rates.csv" else b""))
    assert files.worlds_key() != before and kept.kept_worlds() is None


def test_only_public_claims_are_kept(made):
    text = (files.worlds_folder() / files.MANIFEST).read_text(encoding="utf-8").partition("\n")[2]
    rows = json.loads(text)["rows"]
    record = load_ledger()
    assert rows and all(record.claims[name].handling == "public" for name in rows)


def test_without_a_cache_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(files, "private_folder", lambda name: None)
    assert kept.kept_worlds() is None and kept.keep_worlds(load_ledger()) is None
