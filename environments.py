"""Virtual environments that hold packages at pinned versions, for `make` and for `run.py`. Needs nothing but Python.

python environments.py ENVIRONMENT [--new] [--pins FILE] [--editable] PACKAGE...

uv installs where it is on the PATH, and pip elsewhere; both give the same versions. INSTALLER=uv or INSTALLER=pip, in
the environment or as a word to make, decides otherwise. An installer that fails is never replaced by the other one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
PINS = "constraints.txt"
INSTALLERS = ("uv", "pip")


class SetUpFailed(Exception):
    """A step of the set-up failed: its message says which one, and what to do."""


def main(words: list[str]) -> int:
    """Install what the command line names; give 0, or 2 after one message that says what failed and what to do."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("environment", type=Path)
    parser.add_argument("--new", action="store_true", help="make the environment anew")
    parser.add_argument("--pins", default=PINS, help="a file of the repository with exact versions")
    parser.add_argument("--editable", action="store_true", help="link to the sources, so that edits count at once")
    parser.add_argument("packages", nargs="+")
    given = parser.parse_args(words)
    environment = given.environment.absolute()
    try:
        installer = chosen()
        doing = "Setting up" if given.new else f"Adding {' '.join(given.packages)} to"
        print(f"{doing} {given.environment} with {installer}; this needs the network.", flush=True)
        if given.new:
            make(environment, installer)
        install(environment, installer, given.packages, pins=given.pins, editable=given.editable)
    except SetUpFailed as failure:
        print(f"Setting up {given.environment} failed: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def chosen() -> str:
    """Name the installer that INSTALLER asks for: by default uv if it is on the PATH, else pip."""
    found = shutil.which("uv") is not None
    installer = os.environ.get("INSTALLER") or ("uv" if found else "pip")
    if installer not in INSTALLERS:
        raise SetUpFailed(f"INSTALLER is {installer!r}; expected uv or pip.")
    if installer == "uv" and not found:
        raise SetUpFailed("INSTALLER is uv, which is not on the PATH. Install uv, or leave INSTALLER out.")
    return installer


def make(environment: Path, installer: str) -> None:
    """Make the virtual environment anew, with pip in it only if pip is to install: that takes longer than uv's work."""
    try:
        venv.create(environment, clear=True, with_pip=installer == "pip", symlinks=os.name != "nt")
    except subprocess.CalledProcessError as failure:
        raise SetUpFailed(
            f"Python could not put pip into the new environment.\n{(failure.output or b'').decode(errors='replace')}"
            "Install what your system calls python3-venv, or install uv, which doesn't need it."
        ) from failure
    except OSError as failure:
        raise SetUpFailed(f"the environment could not be made ({failure}).") from failure


def install(environment: Path, installer: str, packages: list[str], *, pins: str, editable: bool) -> None:
    """Install packages, and what they ask for, at the versions in `pins`."""
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    settings = dict(os.environ)
    if installer == "uv":
        # As options, because a uv that is too old for one of them then refuses instead of ignoring it.
        words = ["uv", "pip", "install", "--quiet", "--python", str(python)]
        words += ["--constraint", pins, "--build-constraint", PINS]
    else:
        # As variables, because options don't reach the environment in which pip runs the build backend. Newer pips
        # read the second one for it. Relative, because pip splits these values at spaces.
        words = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        settings |= {"PIP_CONSTRAINT": pins, "PIP_BUILD_CONSTRAINT": PINS}
    words += [word for name in packages for word in (["--editable", name] if editable else [name])]
    try:
        done = subprocess.run(words, cwd=HOME, env=settings, check=False)
    except OSError as failure:
        raise SetUpFailed(f"{installer} could not be started ({failure}).") from failure
    if done.returncode:
        cure = {
            "uv": "To take pip instead, set INSTALLER=pip.",
            "pip": "Where pip itself is missing, uv made the environment: remove its folder.",
        }[installer]
        raise SetUpFailed(
            f"{installer} could not install {' '.join(packages)}; its own message is above. "
            f"With the network and {installer}'s settings in order, the same command tries again. {cure}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
