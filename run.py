"""What `make run` does, where there is no make: set up .venv, then simulate. Needs nothing but Python.

python run.py [OPTIONS of `legation run`]
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Legation needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])

import os
import subprocess
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
READY = VENV / "ready"  # The Makefile keeps the same stamp.
RECIPE = (HOME / "pyproject.toml", HOME / "constraints.txt")


def main(options):
    """Set up if needed, run, and return the exit code of the run."""
    if not is_ready():
        print(
            "Setting up .venv: once, about a minute, needs the network. The first run then compiles the model.",
            flush=True,
        )
        set_up()
    try:
        return subprocess.run([str(BIN / "legation"), "run", *options]).returncode
    except KeyboardInterrupt:
        return 130  # The run has said its own last word.


def is_ready():
    """Whether the environment was finished after its recipe last changed."""
    return READY.exists() and all(READY.stat().st_mtime >= part.stat().st_mtime for part in RECIPE)


def set_up():
    """Make the virtual environment anew and install the package into it, at the versions of constraints.txt."""
    venv.create(VENV, clear=True, with_pip=True)
    # Environment variables also reach the build backend; relative, because pip splits these values at spaces.
    pins = {"PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    install = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*install, "--editable", ".[test]"], cwd=HOME, env={**os.environ, **pins})
    if done.returncode:
        sys.exit("The set-up failed; pip's message is above. `python run.py` tries again.")
    READY.touch()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
