"""The ways into the repository: `make` and `run.py`."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="no make here; run.py stands in for it")


def _make(*words):
    # These tests may themselves run under make, whose variables the inner one would take over.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *words], cwd=HOME, env=alone, capture_output=True, text=True, check=False)


def test_an_old_python_is_refused_in_one_line_by_the_script(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"^Legation needs Python 3\.11 or newer; this is 3\.10\.$"):
        runpy.run_path(str(HOME / "run.py"), run_name="__main__")


@needs_make
@pytest.mark.parametrize("found", ["python", ""])
def test_an_old_or_missing_python_is_refused_in_one_line_by_make(tmp_path, found):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o700)
    done = _make(f"VENV={tmp_path}/venv", f"PYTHON={found and old}", "test")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith("Legation needs Python 3.11 or newer")
    assert not (tmp_path / "venv").exists()


@needs_make
def test_make_help_names_every_command():
    phony = re.search(r"^\.PHONY: (.*)$", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE).group(1).split()
    named = re.findall(r"^  make (\w+)  +\S", _make("help").stdout, re.MULTILINE)
    assert named == phony == ["help", "run", "test", "check", "lowest", "verify", "docs", "bench", "dist", "clean"]


def test_the_script_sets_up_when_the_recipe_is_newer_than_the_environment(tmp_path, monkeypatch):
    script = runpy.run_path(str(HOME / "run.py"))
    recipe, ready = tmp_path / "pyproject.toml", tmp_path / "ready"
    monkeypatch.setitem(script["is_ready"].__globals__, "RECIPE", (recipe,))
    monkeypatch.setitem(script["is_ready"].__globals__, "READY", ready)
    recipe.touch()
    assert not script["is_ready"]()
    ready.touch()
    os.utime(recipe, (1000, 1000))
    assert script["is_ready"]()
    os.utime(ready, (999, 999))
    assert not script["is_ready"]()
