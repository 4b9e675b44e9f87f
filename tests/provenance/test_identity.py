"""The number of a run covers the files that a run imports, and no other."""

from __future__ import annotations

import ast
import importlib
import shutil
from dataclasses import replace
from datetime import date

import pytest

from legation.base import sources
from legation.engine.week import compose, the_week
from legation.evidence import ledger
from legation.experiments.setup import load_scenario
from legation.mechanisms import WEEK
from legation.provenance.identity import (
    COMPARISON,
    RUN,
    comparison_id,
    deciding,
    ledger_digest,
    model_digest,
    run_id,
    versions,
)
from tests.contract import allowance
from tests.evidence.helpers import claim, folder

HOME = sources.PACKAGE


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("baseline")


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the program's sources, which a test may edit."""
    shutil.copytree(HOME, tmp_path / "legation", ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    monkeypatch.setattr(sources, "PACKAGE", tmp_path / "legation")
    _look_again()
    yield tmp_path / "legation"
    monkeypatch.undo()
    _look_again()


def _look_again():
    """Forget which files there are and what they import: within a process nobody else edits sources."""
    sources._file.cache_clear()
    sources._imports_of.cache_clear()
    sources.text_of.cache_clear()


def _numbers(baseline):
    _look_again()
    return model_digest(baseline, RUN), model_digest(baseline, COMPARISON)


def _edit(path):
    path.write_text(path.read_text("utf-8") + "\n# Edited.\n", encoding="utf-8")


@pytest.mark.parametrize(
    "file",
    ["mechanisms/trade.py", "mechanisms/shared/journeys.py", "mechanisms/__init__.py", "kernel/chance.py",
     "observation/scopes.py", "publication/summary.py", "engine/world.py", "scenario/priors.py", "evidence/claims.py"],
)  # fmt: skip
def test_editing_a_file_that_runs_import_changes_their_number(baseline, copy, file):
    before = _numbers(baseline)
    _edit(copy / file)
    assert all(one != two for one, two in zip(before, _numbers(baseline), strict=True))


@pytest.mark.parametrize(
    "file",
    ["evidence/importing/spreadsheets.py", "evidence/exporting/references.py", "report/page.py", "api/runs.py",
     "cli/run.py", "provenance/graph.py", "runs/store.py", "engine/selftest.py", "testing.py", "__init__.py"],
)  # fmt: skip
def test_editing_a_file_that_no_run_imports_changes_no_number(baseline, copy, file):
    before = _numbers(baseline)
    _edit(copy / file)
    assert _numbers(baseline) == before


def test_adding_a_folder_that_no_run_imports_changes_no_number(baseline, copy):
    before = _numbers(baseline)
    (copy / "app").mkdir()
    (copy / "app" / "__init__.py").write_text("from legation.experiments import ensemble\n")
    assert _numbers(baseline) == before


def test_a_file_that_only_comparisons_import_changes_their_number_alone(baseline, copy):
    run, comparison = _numbers(baseline)
    _edit(copy / "experiments" / "twins.py")
    assert model_digest(baseline, RUN) == run
    assert model_digest(baseline, COMPARISON) != comparison


def test_other_line_ends_are_no_other_model(baseline, copy):
    before = _numbers(baseline)
    path = copy / "mechanisms" / "trade.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _numbers(baseline) == before


def test_no_import_of_any_file_is_missed():
    """The quick search is compared with what Python's own parser says of every file."""
    for path in HOME.rglob("*.py"):
        text = path.read_text("utf-8")
        named = set()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{path}: a relative import"
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        modules = {name for name in named if name.startswith("legation.") and sources._file(name)}
        assert modules <= set(sources.imports(text)), path


def test_every_mechanism_of_the_week_decides_and_each_file_once(baseline):
    names = [name for name, _ in deciding(baseline, RUN)]
    assert len(set(names)) == len(names)
    assert {f"mechanisms/{name}.py" for name in WEEK} <= set(names)
    assert not {name.partition("/")[0] for name in names} & {
        "api",
        "cli",
        "report",
        "runs",
        "testing.py",
        "__init__.py",
    }


@pytest.mark.parametrize(
    ("switch", "decides"), [({"allowance": True}, True), ({"allowance": False}, False), ({}, False)]
)
def test_a_mechanism_of_others_decides_only_where_it_is_switched_on(baseline, switch, decides):
    week = compose([*(importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK), allowance])
    scenario = replace(baseline, switches=baseline.switches | switch)
    assert ("allowance.py" in [path.name for _, path in deciding(scenario, RUN, week)]) == decides
    assert (model_digest(scenario, RUN, week) != model_digest(scenario, RUN, the_week())) == decides


def test_the_versions_of_compilers_are_no_part_of_a_number(baseline, monkeypatch):
    before = _numbers(baseline)
    monkeypatch.setattr("legation.engine.cache._versions", lambda: ("another",))
    assert _numbers(baseline) == before
    assert versions().keys() == {
        "legation", "python", "numba", "llvmlite", "numpy", "polars", "pydantic", "click"}  # fmt: skip


def test_whatever_decides_a_result_changes_its_number(baseline):
    other = load_scenario("no-bank-crackdown")
    numbers = {
        run_id(baseline, 8, 1, "records", None, None),
        run_id(other, 8, 1, "records", None, None),
        run_id(baseline, 9, 1, "records", None, None),
        run_id(baseline, 8, 2, "records", None, None),
        run_id(baseline, 8, 1, "others", None, None),
        run_id(baseline, 8, 1, "records", date(2020, 1, 1), None),
        comparison_id(baseline, other, 8, 1, "records", None, None),
        comparison_id(other, baseline, 8, 1, "records", None, None),
        comparison_id(baseline, other, 9, 1, "records", None, None),
        comparison_id(baseline, other, 8, 2, "records", None, None),
        comparison_id(baseline, other, 8, 1, "others", None, None),
        comparison_id(baseline, other, 8, 1, "records", date(2020, 1, 1), None),
    }
    assert len(numbers) == 12


def test_how_claims_are_found_decides_no_result(baseline, monkeypatch, tmp_path):
    from legation.provenance import identity

    shutil.copytree(identity.RECORDS, tmp_path / "records")
    monkeypatch.setattr(identity, "RECORDS", tmp_path / "records")
    usual = identity.ledger_digest(ledger.load_ledger())
    (tmp_path / "records" / "thesaurus.toml").write_text("")
    assert identity.ledger_digest(ledger.load_ledger()) == usual
    (tmp_path / "records" / "vocabulary.toml").write_text("")
    assert identity.ledger_digest(ledger.load_ledger()) != usual
    files = {name for name, _ in deciding(baseline, RUN)}
    assert not {name for name in files if "search" in name or "selection" in name or "thesaurus" in name}


def test_the_hash_of_a_ledger_covers_public_claims_and_no_other(tmp_path):
    shipped = ledger_digest(ledger.load_ledger())
    hidden = folder(tmp_path / "hidden", claim())
    public = folder(tmp_path / "public", claim(handling='"public"'))
    assert ledger_digest(ledger.load_ledger(folders=[hidden])) == shipped
    assert ledger_digest(ledger.load_ledger(folders=[public])) != shipped
