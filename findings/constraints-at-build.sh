#!/bin/sh
# pip 25.2, pip 26.3 and uv 0.13.9: PIP_CONSTRAINT while a package is built.
# Expected: one constraints file gives one build backend, whoever installs and whichever pip a machine has.
# Instead: the older pip builds with the setuptools that the file pins; the newer one and uv build with the newest that
# they find, and uv ignores the variable for what it installs, too. PIP_BUILD_CONSTRAINT and --build-constraints pin it.
set -eu
. "$(dirname "$0")/lib.sh"
cat >pyproject.toml <<'TOML'
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "room"
version = "1"
TOML
cat >setup.py <<'PY'
import os
from pathlib import Path

import setuptools

Path(os.environ["NOTE"]).write_text("pinned" if setuptools.__version__ == "80.9.0" else "not pinned")
setuptools.setup(py_modules=[])
PY
printf 'setuptools==80.9.0\nclick==8.1.8\n' >pins.txt
export NOTE="$PWD/note"
tell() { printf '%s: %s\n' "$1" "$(cat note)" >>outcome; rm note; }
for version in 25.2 26.3; do
    needs pip=="$version"
    PIP_CONSTRAINT=pins.txt python -m pip install --quiet --disable-pip-version-check --no-cache-dir .
    tell "pip $version, PIP_CONSTRAINT"
done
PIP_BUILD_CONSTRAINT=pins.txt python -m pip install --quiet --no-cache-dir --force-reinstall .
tell "pip 26.3, PIP_BUILD_CONSTRAINT"
needs uv==0.13.9
for option in --constraints --build-constraints; do
    uv pip install --quiet --no-cache --python env/bin/python --reinstall-package room "$option" pins.txt .
    tell "uv 0.13.9, $option"
done
PIP_CONSTRAINT=pins.txt uv pip install --quiet --python env/bin/python click
python -c "import importlib.metadata as m; print(*['not'] * (m.version('click') != '8.1.8'), 'pinned')" >note
tell "uv 0.13.9, PIP_CONSTRAINT, click itself"
shows cat outcome
expect <<'TEXT'
pip 25.2, PIP_CONSTRAINT: pinned
pip 26.3, PIP_CONSTRAINT: not pinned
pip 26.3, PIP_BUILD_CONSTRAINT: pinned
uv 0.13.9, --constraints: not pinned
uv 0.13.9, --build-constraints: pinned
uv 0.13.9, PIP_CONSTRAINT, click itself: not pinned
TEXT
