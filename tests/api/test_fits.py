"""Questions to the bank, with worlds of a small service."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from legation import api
from legation.api import fits
from legation.base.faults import RunFolderError, ScenarioError, UserError
from legation.inference.scored import FIT


@pytest.fixture(scope="module")
def small():
    return api.resolve_scenario(
        "baseline", overrides=["founding.posted=2500"], start=date(2018, 12, 31), end=date(2019, 8, 31)
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("bank")


@pytest.fixture(autouse=True)
def _own_bank(monkeypatch, place):
    monkeypatch.setattr(fits, "private_folder", lambda name: place)


def test_a_bank_holds_whole_parts_and_goes_on_where_it_stopped(small):
    steps = []
    state = api.build_bank(small, worlds=1, on_missing=lambda worlds: lambda: steps.append(worlds))
    assert (state.worlds, state.simulated, state.failed) == (200, 200, 0)
    assert steps == [200] * 200
    again = api.build_bank(small, worlds=200, on_missing=lambda worlds: pytest.fail("all were there"))
    assert (again.worlds, again.simulated) == (200, 0)
    json.dumps(again.as_dict())


def test_a_fit_takes_the_claims_that_fit_and_says_why_it_leaves_others(small):
    answer = api.fit(small, worlds=200)
    ledger = fits.load_ledger()
    claims = {each.claim for each in answer.fit.claims}
    assert "nk-2019-intv-20" in claims
    assert {ledger.claims[name].role for name in claims} == {FIT}
    assert answer.fit.refused["pf-f-01-2013"] == "outside the simulated years"
    data = json.loads(json.dumps(answer.as_dict()))
    assert data["worlds"] == 200
    assert data["variants"][0]["variant"] == "all claims"


def test_claims_are_left_out_by_outlet_and_by_day(small):
    whole = {each.claim for each in api.fit(small, worlds=200).fit.claims}
    assert {"nk-2019-intv-20", "nk-2019-mss-16"} <= whole
    early = {each.claim for each in api.fit(small, worlds=200, as_of="2019-04").fit.claims}
    assert whole - early == {"nk-2019-intv-20"}
    with pytest.raises(UserError, match="role fit"):
        api.fit(small, worlds=200, without=["daily-nk"])


def test_all_tables_are_saved_whole_in_a_new_folder(small, tmp_path):
    answer = api.fit(small, worlds=200, out=tmp_path / "fit")
    names = {path.name for path in answer.folder.iterdir()}
    assert names == {f"{name}.csv" for name in ("variants", "claims", "origins", "parameters", "measures", "refused",
                                                "weights")}  # fmt: skip
    with (answer.folder / "weights.csv").open(encoding="utf-8-sig", newline="") as file:
        note, head, *rows = list(csv.reader(file))
    assert "if the model were right" in note[0]
    assert head == ["world", *(variant.name for variant in answer.fit.variants)]
    assert len(rows) == 200
    assert sum(float(row[1]) for row in rows) == pytest.approx(1)
    with pytest.raises(RunFolderError, match="--out"):
        api.fit(small, worlds=200, out=tmp_path / "fit")


def test_in_trouble_no_number_of_the_record_is_in_any_table(small, tmp_path):
    answer = api.fit(small, worlds=200, out=tmp_path / "fit")
    troubled = {variant.name for variant in answer.fit.variants if variant.trouble}
    assert "all claims" in troubled
    for name in ("parameters", "measures"):
        with (answer.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            _, head, *rows = list(csv.reader(file))
        numbers = [
            at for at, column in enumerate(head) if column.startswith("record_") or column in ("shift", "sd_ratio")
        ]
        assert all(row[at] == "" for row in rows if row[0] in troubled for at in numbers)


def test_wrong_arguments_are_refused_at_once(small, monkeypatch):
    with pytest.raises(UserError, match="worlds"):
        api.build_bank(small, worlds=0)
    with pytest.raises(ScenarioError):
        api.fit("no-such-scenario")
    with pytest.raises(UserError, match="role fit"):
        api.fit(small, as_of="2012")
    monkeypatch.setattr(fits, "private_folder", lambda name: None)
    with pytest.raises(UserError, match="LEGATION_CACHE"):
        api.build_bank(small)
