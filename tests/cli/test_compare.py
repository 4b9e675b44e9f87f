"""`legation compare` from end to end, in process."""

from __future__ import annotations

import json

import polars
import pytest

from legation.runs import store
from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder

SHORT = ("--worlds", 2, "--start", "2016-12-26", "--end", "2018-12-30")


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_comparison_prints_effects_and_audit_and_leaves_a_folder(capsys, tmp_path):
    ran = run(capsys, "compare", "baseline", "no-bank-crackdown", *SHORT, "--out", "one")
    assert ran.code == 0
    assert "NO-BANK-CRACKDOWN AGAINST BASELINE 2 pairs of worlds · unfitted: prior only" in ran.words
    assert "We compared 2 pairs week by week." in ran.words
    assert "no clear direction for" in ran.words  # of two pairs nobody can say
    assert {path.name for path in (tmp_path / "one").iterdir()} == {
        "effects.parquet", "reports.parquet", "failures.parquet", "codebook.json", "scenario-a.toml",
        "scenario-b.toml", "report.html", "manifest.json"}  # fmt: skip


def test_json_holds_the_manifest_and_every_effect(capsys):
    data = run(capsys, "compare", "baseline", "no-bank-crackdown", *SHORT, "--out", "one", "--json").data
    assert data["manifest"] == store.read_manifest(store.Path("one"))
    assert data["effects"] == polars.read_parquet("one/effects.parquet").to_dicts()
    assert list(json.loads(store.Path("one/codebook.json").read_text("utf-8"))["tables"]) == [
        "effects",
        "reports",
        "failures",
    ]
    assert data["manifest"]["partings"][0]["mechanism"] == "banking"


def test_the_command_in_the_manifest_repeats_the_comparison(capsys):
    words = ("compare", "baseline", "no-bank-crackdown", *SHORT, "--seed", 7)
    data = run(capsys, *words, "--out", "one", "--json").data
    command = data["manifest"]["command"]
    assert command == "legation " + " ".join(map(str, words))
    again = run(capsys, *command.split()[1:], "--json").data
    assert again["folder"].endswith("-baseline-and-no-bank-crackdown")
    assert again["manifest"]["run_id"] == data["manifest"]["run_id"]
    assert again["effects"] == data["effects"]


def test_whatever_decides_a_comparison_changes_its_number(capsys):
    pairs = [("baseline", "no-bank-crackdown"), ("no-bank-crackdown", "baseline"), ("baseline", "baseline")]
    runs = [run(capsys, "compare", *pair, *SHORT, "--json").data for pair in pairs]
    assert len({data["manifest"]["run_id"] for data in runs}) == 3
    assert runs[2]["effects"] == []


def test_neither_threads_nor_order_of_worlds_change_an_effect(capsys):
    words = ("compare", "baseline", "no-bank-crackdown", *SHORT[2:], "--worlds", 21, "--json")
    one, two = (run(capsys, *words, "--threads", threads).data for threads in (1, 3))
    assert one["effects"] == two["effects"]
    assert any(row["difference_middle"] for row in one["effects"])


def test_the_page_opens_like_that_of_a_run(capsys):
    run(capsys, "compare", "baseline", "no-bank-crackdown", *SHORT)
    assert run(capsys, "open", "--path").out.strip().endswith("-baseline-and-no-bank-crackdown/report.html")


def test_no_path_of_the_user_s_is_told(capsys, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.toml").write_text('format = 1\ntitle = "Mine"\nextends = "no-bank-crackdown"\n')
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    data = run(capsys, "compare", "baseline", "../elsewhere/mine.toml", *SHORT, "--out", "one", "--json").data
    assert data["manifest"]["command"].startswith("legation compare baseline mine.toml ")
    written = b"".join(path.read_bytes() for path in (tmp_path / "here" / "one").iterdir())
    assert str(tmp_path).encode() not in written and b"elsewhere/" not in written


def test_reports_that_tell_the_scenarios_apart_are_named_and_one_s_own_first(capsys, tmp_path):
    said = '"Some said that a few officials left."'
    mine = folder(tmp_path / "mine", claim(id='"mine-1"', paraphrase=said, wording='"existence"', place='"China"',
                  period='"2018"', kind='"fact"', represented_by='{ observable = ["flights"] }'))  # fmt: skip
    words = ("compare", "baseline", "no-bank-crackdown", *SHORT[2:], "--worlds", 24, "--folder", mine, "--out", "one")
    ran = run(capsys, *words)
    assert "NOT PUBLIC" in ran.words and "mine-1: Some said" in ran.words
    assert "would tell the scenarios apart" in ran.words
    reports = polars.read_parquet(tmp_path / "one" / "reports.parquet")
    assert reports.height and "mine-1" not in set(reports["claim"])
    assert b"few officials left" not in b"".join(path.read_bytes() for path in (tmp_path / "one").iterdir())
    less = run(capsys, *words[:-2], "--without", "daily-nk", "--as-of", "2020", "--out", "two", "--json").data
    assert less["manifest"]["ledger"]["as_of"] == "2020-12-31"
    apart = polars.read_parquet(tmp_path / "two" / "reports.parquet")
    assert set(apart["claim"]) <= set(reports["claim"])


def test_all_of_a_comparison_or_only_a_part_can_be_asked_for(capsys):
    words = ("compare", "baseline", "no-bank-crackdown", *SHORT)
    whole, only = run(capsys, *words, "--all").words, run(capsys, *words, "--only", "income").words
    assert "posted officials" in whole and "trade income" in whole
    assert "trade income" in only and "posted officials" not in only
