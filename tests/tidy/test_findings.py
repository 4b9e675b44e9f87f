"""The folder of findings: its table and its scripts agree, and all are made in one way. None is run here."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2] / "findings"
SCRIPTS = sorted(path for path in HOME.glob("*.sh") if path.name != "lib.sh")
LINES_MAX = 60
COLUMNS = ["name", "software", "the surprise", "who is hurt", "what Legation does"]

each = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


def _table():
    """The cells of the rows of all tables of the page, by the name in the first."""
    rows = {}
    for line in (HOME / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            rows.setdefault(cells[0].strip("`"), []).append(cells)
        elif line.startswith("| "):
            assert cells == COLUMNS
    return rows


def _comment(text):
    """The lines of the comment that a script opens with, below the line that names the shell."""
    first, *lines = text.splitlines()
    assert first in ("#!/bin/sh", "#!/usr/bin/env bash")
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [line.removeprefix("#").strip() for line in lines[:end]]


def test_every_script_has_one_row_and_every_row_a_script():
    assert sorted(_table()) == [script.stem for script in SCRIPTS]
    assert [name for name, rows in _table().items() if len(rows) != 1] == []


def test_every_row_is_whole():
    assert [name for name, [cells] in _table().items() if len(cells) != len(COLUMNS) or not all(cells)] == []


def test_the_helper_removes_the_folder_that_it_made_and_stops_at_errors():
    lines = (HOME / "lib.sh").read_text("utf-8").splitlines()
    assert "set -eu" in lines
    made = lines.index("ROOM=$(mktemp -d)")
    assert lines[made + 1] == """trap 'rm -rf "$ROOM"' EXIT"""


@each
def test_a_script_is_short_executable_and_begins_with_the_helper(script):
    text = script.read_text("utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    assert os.name == "nt" or os.access(script, os.X_OK)
    commands = [line for line in text.splitlines() if not line.startswith("#")]
    assert commands[:2] == ["set -eu", '. "$(dirname "$0")/lib.sh"']
    assert not re.search(r"\b(?:mktemp|trap)\b", text), "the helper makes the folder and removes it"


@each
def test_a_script_says_what_was_expected_and_what_happens(script):
    comment = _comment(script.read_text("utf-8"))
    heads = [line.partition(":")[0] for line in comment]
    assert re.search(r"\d+\.\d+", comment[0]), "the first line names the software and its version"
    assert 1 <= heads.index("Expected") < heads.index("Instead")


@each
def test_a_script_installs_exact_versions_and_compares_exactly(script):
    text = script.read_text("utf-8")
    wanted = re.findall(r"^\s*needs (.+)$", text, re.MULTILINE)
    for_node = re.findall(r"^\s*needs_npm (.+)$", text, re.MULTILINE)
    assert wanted or for_node
    loose = [one for one in " ".join(wanted).split() if not re.fullmatch(r"""[\w.-]+==[\w."$]+""", one)]
    loose += [one for one in " ".join(for_node).split() if not re.fullmatch(r"@?[\w/.-]+@\d[\w.]*", one)]
    assert loose == []
    assert re.search(r"^expect <<'TEXT'\n(?:.+\n)(?:.*\n)*TEXT\n\Z", text, re.MULTILINE)


@each
def test_a_row_names_the_versions_that_the_script_installs(script):
    text = script.read_text("utf-8")
    [[_, software, *_]] = _table()[script.stem]
    told = re.findall(r"\b\d+(?:\.\w+)+", software)
    assert told
    assert [version for version in told if version not in text] == []


@each
def test_a_script_does_without_legation(script):
    assert "legation" not in script.read_text("utf-8").lower()
