"""`legation list`."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("scenarios", "baseline"),
        ("observables", "flights"),
        ("parameters", "trade.median_margin"),
        ("mechanisms", "trade"),
        ("claims", "nk-2019-intv-20"),
    ],
)
def test_each_kind_has_names_with_what_they_are(capsys: pytest.CaptureFixture[str], kind: str, name: str) -> None:
    rows = {row["name"]: row for row in run(capsys, "list", kind, "--json").data[kind]}
    assert rows[name]["title"]


def test_words_narrow_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "list", "parameters", "hostage")
    assert ran.out.startswith("flight.beta_hostage ") and ran.words.split("log rate")[1].count("flight.") == 0


def test_what_is_planned_is_listed_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert "not built yet" in run(capsys, "list", "observables", "deaths").words


def test_a_kind_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "list", "sources")
    assert ran.code == 2 and "scenarios" in ran.err
