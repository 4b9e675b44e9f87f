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


def test_what_will_not_be_built_is_listed_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert "will not be built, because deaths get no number" in run(capsys, "list", "observables", "deaths").words


def test_a_kind_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "list", "sources")
    assert ran.code == 2 and "scenarios" in ran.err


def test_claims_are_those_of_a_list_with_its_filters(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("quota", "--since", "2019", "--place", "Liaoning", "--json")
    names = [row["name"] for row in run(capsys, "list", "claims", *words).data["claims"]]
    listed = run(capsys, "evidence", "list", *words).data["claims"]
    assert names == [row["id"] for row in listed] and names
    ran = run(capsys, "list", "mechanisms", "--place", "Liaoning")
    assert ran.code == 2 and "command line: --place: found a filter of mechanisms" in ran.err


def test_names_are_found_by_words_that_mean_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    names = {row["name"] for row in run(capsys, "list", "parameters", "인질", "--json").data["parameters"]}
    assert "flight.beta_hostage" in names


@pytest.mark.parametrize("kind", ["scenarios", "observables", "parameters", "mechanisms", "claims"])
def test_a_list_fits_on_a_screen_and_all_of_it_is_there_for_the_asking(
    capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    names = [row["name"] for row in run(capsys, "list", kind, "--json").data[kind]]
    assert len(run(capsys, "list", kind).out.splitlines()) <= 40
    whole = run(capsys, "list", kind, "--all").out
    assert all(name in whole for name in names)
