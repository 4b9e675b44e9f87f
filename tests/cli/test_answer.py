"""Answers are printed as text or as JSON, and `main` alone knows which."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from legation import cli
from legation.base.faults import EvidenceError, Fault, WorldFailedError
from legation.cli import commands
from legation.cli.answer import Answer
from tests.cli.helpers import run


@pytest.fixture
def answering(monkeypatch):
    """Lets every command return an answer."""
    return lambda answer: monkeypatch.setattr(commands, "app", lambda *_, **__: answer)


def test_text_is_made_for_the_width_of_the_console_and_only_if_it_is_printed(capsys, answering, monkeypatch):
    monkeypatch.setenv("COLUMNS", "70")
    answering(Answer({"a": 1}, lambda width: f"{width} cells"))
    assert run(capsys, "run")[:] == (0, "70 cells\n", "")
    answering(Answer({"a": 1}, lambda width: pytest.fail("text for machines")))
    assert run(capsys, "run", "--json")[:] == (0, '{\n "a": 1\n}\n', "")


def test_data_is_made_only_if_it_is_printed(capsys, answering):
    answering(Answer(lambda: pytest.fail("nobody asked for data"), "text"))
    assert run(capsys, "run").out == "text\n"
    answering(Answer(lambda: {"a": 1}, "text"))
    assert run(capsys, "run", "--json").data == {"a": 1}


def test_a_word_after_two_hyphens_is_no_option(capsys, answering):
    answering(Answer({"a": 1}, "text"))
    assert run(capsys, "evidence", "list", "--", "--json").out == "text\n"


def test_a_refusal_comes_after_the_text_and_machines_get_the_faults_alone(capsys, answering):
    answering(Answer({"rows": []}, "rows", error=EvidenceError(Fault("where", "a", "b"))))
    assert run(capsys, "x")[:] == (2, "rows\n", "where: found a; expected b.\n")
    ran = run(capsys, "x", "--json")
    assert (ran.code, list(ran.data)) == (2, ["faults"])


def test_a_negative_answer_has_its_data_for_both(capsys, answering):
    answering(Answer({"well": False}, "not well", error=WorldFailedError("No.")))
    assert run(capsys, "x")[:] == (1, "not well\n", "No.\n")
    ran = run(capsys, "x", "--json")
    assert (ran.code, ran.data, ran.err) == (1, {"well": False}, "No.\n")


def test_what_follows_the_text_is_for_people_alone(capsys, answering):
    done = []
    answering(Answer({}, "text", afterwards=lambda: done.append(1)))
    run(capsys, "x", "--json")
    assert done == []
    run(capsys, "x")
    assert done == [1]


@pytest.mark.parametrize("console", ["cp1252", "cp949", "utf-8"])
def test_json_loses_no_letter_on_any_console(monkeypatch, answering, console):
    answering(Answer({"said": "와크 – ü"}, "text"))
    out = io.TextIOWrapper(io.BytesIO(), encoding=console, errors="strict")
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit):
        cli.main(["x", "--json"])
    assert json.loads(out.buffer.getvalue().decode(console)) == {"said": "와크 – ü"}


def test_no_command_asks_whether_it_speaks_to_machines():
    for path in Path(cli.__file__).parent.rglob("*.py"):
        if path.name not in ("__init__.py", "answer.py"):
            assert "as_json" not in path.read_text("utf-8"), path
