"""`legation assess`: one screen, corrections, and nothing that is kept."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.helpers import run

REPORTS = Path(__file__).parents[1] / "api" / "assessed.toml"
SAID = "In June 2019 a trade representative in north-east China had a yearly quota of about 30,000 dollars."


def test_a_report_is_answered_on_one_screen(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    ran = run(capsys, "assess", SAID, "--no-model")
    assert ran.code == 0 and len(ran.out.splitlines()) <= 40
    for label in ("Read as", "Nearest", "New in it", "Record", "Model", "Ask next"):
        assert label in ran.out
    assert "pf-g-12" in ran.out and "no probability" in ran.out and "is not corroboration" in ran.words


def test_machines_get_the_same(capsys):
    data = run(capsys, "assess", SAID, "--no-model", "--json").data
    assert data["nearest"][0]["id"] == "pf-g-12" and data["read_as"]["measure"].startswith("quota")
    assert len(data["ask_next"]) == 4 and "probability" not in data


def test_words_need_no_quotes(capsys):
    assert run(capsys, "assess", *SAID.split(), "--no-model").out == run(capsys, "assess", SAID, "--no-model").out


def test_a_file_is_read(capsys, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(SAID, encoding="utf-8")
    assert "pf-g-12" in run(capsys, "assess", file, "--no-model").out


def test_a_reading_can_be_corrected_in_words_and_by_answers(capsys, monkeypatch):
    ran = run(capsys, "assess", SAID, "--no-model", "--read-as", "whose=workers", "--json")
    assert ran.data["read_as"]["whose"] == "workers"
    monkeypatch.setattr(
        "click.prompt", lambda question, **more: "workers" if question.startswith("Whose") else more["default"]
    )
    assert run(capsys, "assess", SAID, "--no-model", "--ask", "--json").data["read_as"]["whose"] == "workers"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--read-as", "whose"], "NAME=VALUE"),
        (["--read-as", "whose=bankers"], "one of officials"),
        (["--published", "04/05/2019"], "--published"),
    ],
)
def test_mistakes_are_told(capsys, words, says):
    ran = run(capsys, "assess", SAID, "--no-model", *words)
    assert ran.code == 2 and says in ran.err


def test_no_report_is_a_mistake(capsys):
    assert run(capsys, "assess").code == 2


def test_nothing_that_was_typed_is_kept(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEGATION_CACHE", str(tmp_path / "cache"))
    run(capsys, "assess", "Somebody unheard-of said zyzzyva in 2019.", "--no-model")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(b"zyzzyva" not in path.read_bytes() for path in files)
    assert {path.parent.name for path in files} <= {"records", "cache", "ledger", "kept", "record"} or not files
    assert not list(Path.cwd().glob("*.toml"))


@pytest.mark.parametrize(
    "report", tomllib.loads(REPORTS.read_text(encoding="utf-8"))["report"], ids=lambda of: of["name"]
)
def test_every_answer_is_on_one_screen(report, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    ran = run(capsys, "assess", report["text"], "--no-model", "--outlet", "Daily NK")
    assert ran.code == 0 and len(ran.out.splitlines()) <= 40
