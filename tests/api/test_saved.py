"""A run read back from its folder is the run that was saved; what is wrong with a folder is told file by file."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields

import pytest

from legation import api
from legation.api import saved as module
from legation.base.faults import RunFolderError
from legation.report.figures import effect_figures_of, figures_of

SHORT = {"start": "2018-12-24", "end": "2020-12-20", "overrides": ["founding.posted=2500"]}


@pytest.fixture(scope="module")
def result():
    return api.run("baseline", worlds=4, without=["rfa"], as_of="2024-12-31", command="legation run", **SHORT)


@pytest.fixture(scope="module")
def folder(result, tmp_path_factory):
    return result.save(tmp_path_factory.mktemp("runs") / "one")


@pytest.fixture
def copy(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(folder, tmp_path / "one")


def test_a_saved_run_is_read_back_as_it_was(result, folder):
    read = api.load_run(folder)
    assert isinstance(read, api.Result) and read.remark == ""
    assert read.manifest() == json.loads(json.dumps(result.manifest()))
    assert [row.as_dict() for row in read.rows] == [row.as_dict() for row in result.rows]
    assert (read.series, read.parameters, read.audit) == (result.series, result.parameters, result.audit)
    assert read.scenario.name == "baseline" and read.scenario.digest() == result.scenario.digest()
    assert read.outcomes.equals(result.outcomes, null_equal=True) and read.draws.equals(result.draws)
    assert read.ledger.claims.keys() == result.ledger.public().claims.keys()


def test_its_screen_page_and_figures_are_the_same(result, folder):
    read = api.load_run(folder)
    assert read.table() == result.table()
    # A saved scenario lists its parameters in another order, and so does the page.
    page = (folder / "report.html").read_text("utf-8")
    assert sorted(read.report().splitlines()) == sorted(page.splitlines())
    assert figures_of(read) == figures_of(result)


def test_a_saved_comparison_is_read_back_as_it_was(tmp_path):
    twins = api.compare("baseline", "no-bank-crackdown", worlds=4, **SHORT)
    read = api.load_run(twins.save(tmp_path / "two"))
    assert isinstance(read, api.Twins)
    compared = {field.name for field in fields(api.Twins)} - {"folder", "a", "b", "ledger", "reports"}
    assert {name for name in compared if getattr(read, name) != getattr(twins, name)} == set()
    assert (read.a.digest(), read.b.name) == (twins.a.digest(), "no-bank-crackdown")
    assert [rows[0].claim for rows in read.reports] == [rows[0].claim for rows in twins.reports] != []
    assert [rows[0].claim for rows in read.telling] == [rows[0].claim for rows in twins.telling]
    assert read.report() == twins.report() and effect_figures_of(read) == effect_figures_of(twins)


def test_a_run_whose_record_has_changed_since_says_so(copy):
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["ledger"]["digest"] = "0" * 16
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert api.load_run(copy).remark == module.CHANGED_RECORD


def test_each_file_that_is_missing_or_damaged_is_told(copy):
    (copy / "outcomes.parquet").unlink()
    (copy / "series.parquet").write_bytes(b"no table")
    (copy / "comparison.json").write_text("{")
    with pytest.raises(RunFolderError) as problem:
        api.load_run(copy)
    assert sorted((fault.file, fault.field) for fault in problem.value.faults) == [
        ("one", "comparison.json"), ("one", "outcomes.parquet"), ("one", "series.parquet")]  # fmt: skip


@pytest.mark.parametrize("change", [{"worlds": None}, {"scenario": []}, {"ledger": {}}])
def test_a_manifest_that_nobody_wrote_is_refused(copy, change):
    manifest = json.loads((copy / "manifest.json").read_text()) | change
    manifest = {name: value for name, value in manifest.items() if value is not None}
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(RunFolderError, match="something that is not of a run"):
        api.load_run(copy)


def test_a_run_that_does_not_exist_is_told(copy):
    with pytest.raises(RunFolderError, match='RUN: found "nowhere"'):
        api.load_run("nowhere")
