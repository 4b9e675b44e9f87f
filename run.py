"""What `make run` does, where there is no make: set up .venv, then simulate. Needs nothing but Python.

python run.py [OPTIONS of `legation run`]
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Legation needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])

import os
import subprocess
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
READY = VENV / "ready"  # The Makefile keeps the same stamp.
RECIPE = (HOME / "pyproject.toml", HOME / "constraints.txt")


def main(options):
    """Set up if needed, run, and return the exit code of the run."""
    try:
        if not is_ready():
            set_up()
        return subprocess.run([str(BIN / "legation"), "run", *options]).returncode
    except KeyboardInterrupt:
        return 130  # What ran has said its own last word.


def is_ready():
    """Whether the environment was finished after its recipe last changed."""
    return READY.exists() and all(READY.stat().st_mtime >= part.stat().st_mtime for part in RECIPE)


def set_up():
    """Make the virtual environment anew and install the package into it, with the command that the Makefile uses."""
    done = subprocess.run([sys.executable, "environments.py", VENV.name, "--new", "--editable", "."], cwd=HOME)
    if done.returncode:
        sys.exit(done.returncode)  # It has said what failed, and what to do.
    READY.touch()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
