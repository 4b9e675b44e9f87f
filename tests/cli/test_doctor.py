"""`legation doctor` says what runs here and whether it can be trusted."""

from __future__ import annotations

import pytest

from legation.engine import selftest
from tests.cli.helpers import run


def test_a_sound_installation_is_well(capsys):
    ran = run(capsys, "doctor", "--json")
    assert ran.code == 0
    assert ran.data["well"] is True
    assert ran.data["findings"]["self-test"] == "compiled code and oracle agree"
    assert {f"version of {name}" for name in ("legation", "python", "numba", "numpy")} <= ran.data["findings"].keys()


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_an_installation_that_computes_wrongly_ends_with_no(capsys, monkeypatch, words):
    monkeypatch.setattr(selftest, "differences", lambda *_: ["savings"])
    ran = run(capsys, "doctor", *words)
    assert ran.code == 1
    assert "they differ in savings" in ran.out
    assert ran.err == "The self-test failed. Do not trust results of this installation.\n"
