"""The set-up by `make`, by `run.py` and by environments.py, with installers that only note what they are asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
WAYS_IN = ("Makefile", "run.py", "environments.py", "pyproject.toml", "constraints.txt")
OPTIONS = ["--constraint", "constraints.txt", "--build-constraint", "constraints.txt", "--editable"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the installers here are scripts for a shell")
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="no make here; run.py stands in for it")

# It notes folder and words, and leaves a command that says what it was asked to run.
UV = """#!/bin/sh
for word in "$PWD" "$@"; do printf '%s\\n' "$word" >>"$NOTES"; done
echo "uv: $FAULT" >&2
[ -z "$FAULT" ] || exit 2
while [ "$1" != --python ]; do shift; done
printf '#!/bin/sh\\necho legation "$@"\\n' >"${2%python}legation" && chmod +x "${2%python}legation"
"""
PIP = """
import os, sys
pins = {name: value for name, value in os.environ.items() if name.startswith("PIP_") and "CONSTRAINT" in name}
print(os.getcwd(), sys.argv[1:], sorted(pins.items()))
"""


@pytest.fixture
def clone(tmp_path):
    """A clone of the ways in, in a folder with a space."""
    clone = tmp_path / "a b"
    clone.mkdir()
    for name in WAYS_IN:
        shutil.copy(HOME / name, clone)
    return clone


@pytest.fixture
def asked(tmp_path, clone):
    """A function that runs a command in the clone, with our uv the first on the PATH, if any."""

    def run(*words, uv=True, **settings):
        # These tests may themselves run under make, whose variables the inner one would take over.
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "INSTALLER", "UV"))}
        folder = tmp_path / "path"
        folder.mkdir(exist_ok=True)
        if uv:
            (folder / "uv").write_text(UV)
            (folder / "uv").chmod(0o700)
        ours |= {"NOTES": str(tmp_path / "notes"), "FAULT": "", "PATH": f"{folder}{os.pathsep}{ours['PATH']}"}
        return subprocess.run(words, cwd=clone, env=ours | settings, capture_output=True, text=True, check=False)

    return run


def _script(*words):
    return (sys.executable, "environments.py", *words)


def _notes(tmp_path):
    notes = tmp_path / "notes"
    return notes.read_text("utf-8").splitlines() if notes.exists() else []


def test_uv_installs_the_pinned_versions_in_the_folder_of_the_repository(tmp_path, clone, asked):
    done = asked(*_script("new one", "--new", "--editable", "."))
    python = str(clone / "new one" / "bin" / "python")
    assert (done.returncode, done.stdout) == (0, "Setting up new one with uv; this needs the network.\n")
    assert _notes(tmp_path) == [str(clone), "pip", "install", "--quiet", "--python", python, *OPTIONS, "."]
    assert Path(python).exists()


def test_pip_gets_the_pins_for_packages_and_backend_as_variables(tmp_path, clone, asked):
    asked(*_script("env", "--new", "--editable", "."))  # an environment without a pip of its own
    (tmp_path / "lib" / "pip").mkdir(parents=True)
    (tmp_path / "lib" / "pip" / "__main__.py").write_text(PIP)
    done = asked(*_script("env", "--pins", "old.txt", "x.whl"), INSTALLER="pip", PYTHONPATH=str(tmp_path / "lib"))
    words = ["install", "--quiet", "--disable-pip-version-check", "x.whl"]
    pins = [("PIP_BUILD_CONSTRAINT", "constraints.txt"), ("PIP_CONSTRAINT", "old.txt")]
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:] == [f"{clone} {words} {pins}"]


def test_pip_serves_where_there_is_no_uv_or_where_it_is_asked_for(monkeypatch):
    import environments

    for wish, found, installer in [("", False, "pip"), ("", True, "uv"), ("pip", True, "pip"), ("uv", True, "uv")]:
        monkeypatch.setenv("INSTALLER", wish)
        monkeypatch.setattr(environments.shutil, "which", {"uv": "/bin/uv" if found else None}.get)
        assert environments.chosen() == installer


@pytest.mark.parametrize(("wish", "words"), [("uv", "not on the PATH"), ("conda", "'conda'; expected uv or pip")])
def test_an_installer_that_is_not_there_is_refused(monkeypatch, capsys, tmp_path, wish, words):
    import environments

    monkeypatch.setenv("INSTALLER", wish)
    monkeypatch.setattr(environments.shutil, "which", {}.get)
    assert environments.main([str(tmp_path / "env"), "--new", "."]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "env").exists()


@needs_make
def test_make_and_the_script_tell_a_failure_of_uv_in_the_same_words_and_do_not_turn_to_pip(clone, asked):
    ways = [("make", "run", f"PYTHON={sys.executable}"), (sys.executable, "run.py")]
    by_make, by_script = (asked(*way, FAULT="offline") for way in ways)
    told = by_script.stderr.splitlines()
    assert told[0] == "uv: offline"
    assert re.match(r"Setting up \.venv failed: uv could not install \.; .* set INSTALLER=pip\.$", told[1])
    assert by_make.stderr.splitlines()[:2] == told[:2]
    assert (by_make.returncode, by_script.returncode, len(told)) == (2, 2, 2)
    assert not (clone / ".venv" / "ready").exists()


@needs_make
def test_make_and_the_script_share_one_environment_without_the_tools_for_tests(tmp_path, asked):
    first = asked(sys.executable, "run.py", "--worlds", "2")
    assert first.stdout.splitlines()[-1] == "legation run --worlds 2"
    once = _notes(tmp_path)
    assert once[-1] == "."
    second = asked("make", "run", "ARGS=--worlds 3")
    assert second.stdout == "legation run --worlds 3\n"
    assert _notes(tmp_path) == once


@needs_make
def test_the_tools_for_tests_are_added_when_they_are_needed(tmp_path, asked):
    assert asked("make", ".venv/ready-test", f"PYTHON={sys.executable}").returncode == 0
    assert [word for word in _notes(tmp_path) if word.startswith(".")] == [".", ".[test]"]
