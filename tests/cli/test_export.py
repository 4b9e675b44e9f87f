"""`legation export` and the options of `legation run` that write the same files."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder

SHORT = ("--worlds", 4, "--start", "2018-12-24", "--end", "2020-12-20", "--set", "founding.posted=2500")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_newest_run_is_exported_by_default(capsys):
    run(capsys, "run", *SHORT)
    ran = run(capsys, "export", "--xlsx", "a.xlsx", "--charts", "charts")
    assert ran.code == 0 and ran.out.split() == ["Written", "a.xlsx", "charts"]
    assert openpyxl.load_workbook("a.xlsx")["Comparison"].max_row > 20


def test_machines_are_told_what_was_written(capsys):
    run(capsys, "run", *SHORT, "--out", "one")
    data = run(capsys, "export", "one", "--csv", "tables", "--json").data
    assert data["written"] == ["tables"] and data["handling"] == "" and len(data["run_id"]) == 16


def test_a_fault_names_the_option_and_nothing_is_written(capsys, place):
    run(capsys, "run", *SHORT, "--out", "one")
    ran = run(capsys, "export", "one", "--xlsx", "a.csv", "--pdf", "a.pdf")
    assert ran.code == 2 and not Path("a.pdf").exists()
    assert ran.err == 'command line: --xlsx: found "a.csv"; expected a name that ends in .xlsx\n'.replace("\n", ".\n")


def test_without_a_form_it_says_which_there_are(capsys):
    run(capsys, "run", *SHORT, "--out", "one")
    ran = run(capsys, "export", "one")
    assert ran.code == 2 and "expected at least one of --xlsx, --csv, --docx, --pdf and --charts" in ran.err


def test_a_run_writes_its_files_with_what_is_not_public_on_request(capsys, place):
    stands = '{ observable = ["flights"] }'
    folder(place / "mine", claim(handling='"embargoed"', wording='"existence"', represented_by=stands))
    ran = run(capsys, "run", *SHORT, "--folder", "mine", "--csv", "tables", "--include-nonpublic", "--out", "one")
    assert ran.code == 0 and "NOT PUBLIC: holds 1 embargoed claim. Do not pass on." in ran.words
    assert "Income fell." in Path("tables/comparison.csv").read_text("utf-8")
    # The command in the manifest repeats the run, and names nothing that it wrote.
    manifest = json.loads(Path("one/manifest.json").read_text("utf-8"))
    assert "tables" not in manifest["command"] and "include" not in manifest["command"]


def test_a_run_tells_what_is_in_the_way_of_its_files_before_it_begins(capsys):
    Path("a.xlsx").write_text("mine")
    ran = run(capsys, "run", *SHORT, "--xlsx", "a.xlsx", "--report", "a.pdf")
    assert ran.code == 2 and "2 faults. Nothing was run or written." in ran.err and not Path("runs").exists()
