"""The corpus of wrong command lines: each is refused with the message that stands beside it, and exit code 2."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from legation.base.faults import Fault
from legation.cli import main
from legation.cli.commands import COMMANDS
from legation.scenario import shipped

FAULTS = Path(__file__).parents[1] / "faults"
GOLDEN = FAULTS / "cli" / "commands.toml"
GROUPS = ("evidence", "series")
CASES = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]
MANIFEST = '{"format": 1, "run_id": "0123456789abcdef"}'

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the corpus is told: a few files and folders in which a user may stand."""
    for name, manifest in (("good", MANIFEST), ("broken", '{"format": 1,'), ("newer", '{"format": 2}')):
        (tmp_path / "runs" / name).mkdir(parents=True)
        (tmp_path / "runs" / name / "manifest.json").write_text(manifest)
    for name, content in (("folder.toml", "notes"), ("extension", '{"manifest_version": 3}')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(content)
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "wrong.toml").write_text('format = 1\nextends = "baseline"\nswitches = { alert = "no" }\n')
    (tmp_path / "short.toml").write_text('format = 1\ntitle = "Short"\nextends = "baseline"\nto = 2019-12-29\n')
    shutil.copy(FAULTS / "scenario" / "not-toml.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _in(case, monkeypatch):
    """Go where a case is told, if it isn't the folder itself."""
    monkeypatch.chdir(case.get("in", "."))


def _expected(case):
    """The golden message. Lists that grow with the program are written as their names."""
    return case["message"].replace("{scenarios}", ", ".join(shipped())).replace("{commands}", ", ".join(COMMANDS))


def _everything(folder):
    return {path.relative_to(folder).as_posix(): path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def test_the_corpus_holds_at_least_twenty_five_command_lines_each_once():
    lines = [(case.get("in"), *case["words"]) for case in CASES]
    assert len(set(lines)) == len(lines) >= 25


@every_case
def test_a_wrong_command_line_is_refused_with_its_message(case, folder, monkeypatch, capsys):
    _in(case, monkeypatch)
    before = _everything(folder)
    with pytest.raises(SystemExit) as ended:
        main(case["words"])
    out, found = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    expected = _expected(case)
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="")
    assert found == expected, (
        f'"{case["name"]}" is refused in other words. If they are better, put them into {GOLDEN.name}:\n'
        + "\n".join(lines)
    )
    assert _everything(folder) == before, "a refused command has changed a file"


@pytest.mark.parametrize("case", [case for case in CASES if case["words"]], ids=lambda case: case["name"])
def test_machines_get_the_same_faults_as_json(case, monkeypatch, capsys):
    _in(case, monkeypatch)
    in_group = case["words"][0] in GROUPS  # The option belongs to the command in it.
    words = list(case["words"])
    words.insert(2 if in_group else 1, "--json")
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    assert (ended.value.code, err) == (2, "")
    said = [str(Fault(**fault)) for fault in json.loads(out)["faults"]]
    # The last line for people counts the faults.
    assert said == _expected(case).splitlines()[: len(said)]


@pytest.mark.parametrize(
    "words",
    [["run", "--start", "04/05/2019"], ["check", "wrong.toml", "nowhere.toml"], ["open", "broken"], ["runn"]],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("console", ["cp949", "cp1252"])
def test_a_refusal_reaches_any_console_without_a_traceback(words, console):
    alone = {**os.environ, "PYTHONIOENCODING": console, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", "from legation.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, env=alone, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"expected" in done.stderr
