"""`legation fit`."""

from __future__ import annotations

import pytest

from legation.api import fits
from tests.cli.helpers import run

SHORT = ("--set", "founding.posted=2500")


@pytest.fixture
def _own_bank(monkeypatch, tmp_path):
    monkeypatch.setattr(fits, "private_folder", lambda name: tmp_path)


def _scenario(tmp_path):
    file = tmp_path / "short.toml"
    file.write_text('format = 1\ntitle = "Short"\nextends = "baseline"\nfrom = 2018-12-31\nto = 2019-08-31\n')
    return file


@pytest.mark.usefixtures("_own_bank")
def test_it_builds_the_bank_that_it_needs_and_fits_on_a_screen(capsys, tmp_path):
    ran = run(capsys, "fit", _scenario(tmp_path), *SHORT, "--worlds", 200, "--out", tmp_path / "fit")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("WHAT THE SCORED CLAIMS TEACH: Short")
    assert ran.out.count("\n") <= 40
    assert (tmp_path / "fit" / "weights.csv").exists()
    assert "legation bank" in ran.out
    again = run(capsys, "fit", _scenario(tmp_path), *SHORT, "--worlds", 200, "--json").data
    assert again["worlds"] == 200


def test_wrong_words_are_refused_by_their_option(capsys, tmp_path):
    ran = run(capsys, "fit", "--without", "nobody")
    assert ran.code == 2
    assert "--without" in ran.err
    taken = tmp_path / "taken"
    taken.write_text("")
    ran = run(capsys, "fit", "--out", taken)
    assert ran.code == 2
    assert "--out" in ran.err
