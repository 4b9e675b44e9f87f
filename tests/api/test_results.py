"""A result is saved whole or not at all, and its manifest says what made it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import polars
import pytest

from legation import api
from legation.assessment.comparison import ComparisonRow
from legation.base.faults import RunFolderError
from legation.evidence import ledger as ledgers
from legation.experiments.setup import load_scenario
from legation.provenance import identity

SHORT = {"worlds": 8, "start": date(2018, 12, 24), "end": date(2020, 12, 20), "overrides": ["founding.posted=2500"]}


@pytest.fixture(scope="module")
def result():
    return api.run("baseline", **SHORT, command="legation run")


@pytest.fixture(scope="module")
def saved(result, tmp_path_factory):
    return result.save(tmp_path_factory.mktemp("runs") / "one")


def test_what_a_notebook_shows_holds_no_word_of_a_claim():
    secret = dict.fromkeys(("said", "source", "role", "upstream", "outlet", "unit", "gives", "because"), "SECRET")
    row = ComparisonRow(claim="mine-1", topic="Money", observable="trade_income", lies="inside", **secret)
    made = api.Result(load_scenario("baseline"), ledgers.load_ledger(), 8, 1, [row], [], {}, {}, "0123456789abcdef", "")
    assert repr(made) == "<Result 0123456789abcdef: baseline, 8 worlds, seed 1>"
    assert repr(made.rows) == "[<ComparisonRow mine-1: trade_income, inside>]"


def test_a_saved_run_is_whole_and_can_be_read(saved, result):
    assert {path.name for path in saved.iterdir()} == {
        "series.parquet", "parameters.parquet", "draws.parquet", "outcomes.parquet", "failures.parquet",
        "comparison.json",
        "codebook.json", "scenario.toml", "report.html", "manifest.json"}  # fmt: skip
    assert polars.read_parquet(saved / "series.parquet").to_dicts() == result.series
    assert polars.read_parquet(saved / "parameters.parquet").to_dict(as_series=False) == result.parameters
    assert json.loads((saved / "comparison.json").read_text("utf-8")) == [
        json.loads(json.dumps(row.as_dict())) for row in result.rows]  # fmt: skip


def test_the_manifest_says_what_made_the_run(saved, result):
    manifest = json.loads((saved / "manifest.json").read_text("utf-8"))
    assert manifest == result.manifest()
    assert (manifest["format"], manifest["run_id"], manifest["worlds"], manifest["seed"]) == (1, result.run_id, 8, 1)
    assert manifest["scenario"]["name"] == "baseline"
    assert manifest["scenario"]["digest"] == result.scenario.digest()
    assert (manifest["scenario"]["from"], manifest["scenario"]["to"]) == ("2018-12-24", "2020-12-14")
    assert manifest["versions"].keys() >= {"legation", "python", "numba", "llvmlite", "numpy"}
    assert manifest["ledger"]["digest"] == result.records == identity.ledger_digest(result.ledger)
    assert manifest["week"].startswith("legation_week_")
    assert manifest["fit"] == "unfitted: prior only"


def test_the_saved_scenario_is_the_one_that_ran(saved, result):
    assert load_scenario(saved / "scenario.toml").digest() == result.scenario.digest()


def test_an_existing_folder_stays_unless_it_is_a_run_and_force_is_given(result, saved, tmp_path):
    before = (saved / "manifest.json").read_bytes()
    with pytest.raises(RunFolderError, match="which exists"):
        result.save(saved)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "draft.txt").write_text("mine")
    with pytest.raises(RunFolderError, match="holds something else"):
        result.save(tmp_path / "notes", force=True)
    assert (saved / "manifest.json").read_bytes() == before
    assert (tmp_path / "notes" / "draft.txt").read_text() == "mine"


def test_nothing_is_left_when_the_report_cannot_be_made(result, tmp_path, monkeypatch):
    def breaks(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(api.Result, "report", breaks)
    with pytest.raises(KeyboardInterrupt):
        result.save(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_the_ledger_is_said_to_reach_to_a_month_that_is_certain(result):
    """One source is dated 2026 without a month: it need not be of December."""
    published = [result.ledger.sources[claim.source].published for claim in result.ledger.claims.values()]
    assert max(period.last for period in published) == date(2026, 12, 31)
    assert result.manifest()["ledger"]["latest"] == f"{max(period.first for period in published):%Y-%m}"


def test_runs_that_end_together_each_get_a_folder(result, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        folders = list(pool.map(lambda _: result.save(), range(4)))
    stem = f"runs/{date.today().isoformat()}-baseline"
    assert sorted(folder.as_posix() for folder in folders) == [stem, f"{stem}-2", f"{stem}-3", f"{stem}-4"]
    assert {path.name for path in (tmp_path / "runs").iterdir()} == {folder.name for folder in folders}
    assert all((folder / "manifest.json").exists() for folder in folders)


def test_a_result_says_of_itself_what_a_comparison_says():
    span = {name: SHORT[name] for name in ("start", "end")}
    twins = api.compare("baseline", "no-bank-crackdown", **span, worlds=2)
    assert (twins.name, twins.folder, twins.failures) == ("baseline-and-no-bank-crackdown", None, [])
    assert twins.manifest()["run_id"] == twins.run_id
    assert max(map(len, twins.table(width=60).splitlines())) <= 60
