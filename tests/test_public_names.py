"""What others may use by name, and what it costs to ask for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import legation

HEAVY = ("numba", "numpy", "polars", "pydantic", "scipy", "jinja2", "openpyxl", "rich")


def _loaded_by(code):
    """The heavy packages that a fresh process has loaded after running `code`."""
    report = f"import sys; print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return done.stderr.strip()


def test_the_public_names_are_these():
    assert legation.__all__ == ["Result", "Twins", "compare", "read", "run"]
    assert all(hasattr(legation, name) for name in legation.__all__)
    assert set(legation.__all__) <= set(dir(legation))


def test_an_unknown_name_is_refused_as_python_does():
    with pytest.raises(AttributeError, match=r"legation.*'forecast'"):
        _ = legation.forecast


def test_importing_the_package_loads_nothing_heavy():
    assert _loaded_by("import legation") == "[]"


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["run", "--help"], ["compare", "--help"], ["check", "--help"], ["runn"]]
)
def test_asking_for_help_loads_nothing_heavy(words):
    code = f"from legation.cli import main\ntry:\n    main({words!r})\nexcept SystemExit:\n    pass"
    assert _loaded_by(code).splitlines()[-1] == "[]"
