"""The page "Your own mechanism in twenty lines", followed to the letter in a folder of its own.

Its files are written, its package is built and unpacked as an installer does it, and each of its commands must print
what the page says. Only `pip install` isn't called: pip is not in every environment, and would ask the network.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "your-own-mechanism.md").read_text(encoding="utf-8")
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
LEFT_OUT = "…"
INSTALL = "pip install ./errands"
# Without the current folder among the places of modules, as the installed command has it.
LEGATION = ["-P", "-c", "from legation.cli import main; main()"]
PROGRAMS = {"legation": LEGATION, "python": []}


def _files():
    """Path -> text: the paragraph before each block names its file first."""
    texts, begin = {}, 0
    for block in re.finditer(r"```(?:toml|python)\n(.*?)```", PAGE, re.DOTALL):
        paragraph = PAGE[begin : block.start()].rstrip().rpartition("\n\n")[2]
        name, *_ = re.findall(r"`([\w./-]+\.(?:toml|py))`", paragraph)
        texts[name], begin = block[1], block.end()
    return texts


def _sessions():
    """Each command of the page with the lines that it prints."""
    for session in SESSION.findall(PAGE):
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed.splitlines()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The folder in which the commands run, with the files of the page."""
    folder = tmp_path_factory.mktemp("own")
    for name, text in _files().items():
        file = folder / ("" if name == "with-errands.toml" else "errands") / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def installed(place):
    """Where the package lies once it is installed."""
    words = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(place / "dist"), str(place / "errands")]
    _run(place, words)
    (wheel,) = (place / "dist").glob("errands-0.1-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "site")
    return place / "site"


def _run(place, words, site=None):
    changed = {"COLUMNS": "100", "PYTHONPATH": str(site)} if site else {}
    done = subprocess.run(
        [sys.executable, *words], cwd=place, env=os.environ | changed, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_has_all_files_of_the_package_and_twenty_lines_of_code():
    files = _files()
    assert list(files) == [
        "pyproject.toml", "errands/__init__.py", "errands/errands.py", "errands/errands.toml",
        "tests/test_errands.py", "with-errands.toml",
    ]  # fmt: skip
    code = files["errands/errands.py"].rpartition('"""')[2]
    assert len([line for line in code.splitlines() if line.strip()]) == 20
    assert next(command for command, _ in _sessions()) == INSTALL


@pytest.mark.parametrize(("command", "printed"), list(_sessions())[1:], ids=[words for words, _ in _sessions()][1:])
def test_each_command_prints_what_the_page_says(command, printed, place, installed):
    program, *words = shlex.split(command)
    lines = _run(place, [*PROGRAMS[program], *words], installed).splitlines()
    pattern = "\n".join(".*" if line == LEFT_OUT else re.escape(line).replace(LEFT_OUT, ".*") for line in printed)
    assert re.fullmatch(pattern, "\n".join(lines), re.DOTALL), "\n".join(lines)


# Numbers of the worlds of two scenarios: in one thread and chunk, in two threads, and world by world.
WORLDS = """
from hashlib import sha256
from legation.experiments.ensemble import simulate
from legation.experiments.setup import load_scenario
from legation.provenance.identity import RUN, model_digest

def numbers(scenario, **how):
    total = sha256()
    chunks = list(simulate(scenario, worlds=3, seed=1, **how))
    for name in chunks[0].history:
        for chunk in chunks:
            for world in chunk.history[name]:
                total.update(world.tobytes())
    return total.hexdigest()

for settings in {settings}:
    scenario = load_scenario("baseline", overrides=settings)
    print(model_digest(scenario, RUN), scenario.digest(), *(numbers(scenario, **how) for how in (
        {{"threads": 1}}, {{"threads": 2}}, {{"threads": 1, "chunk": 1}}
    )))
"""


def test_it_gives_the_same_in_any_threads_and_chunks_and_changes_nothing_while_it_is_off(place, installed):
    on, off = _run(place, ["-P", "-c", WORLDS.format(settings=[["errands=on"], []])], installed).splitlines()
    (without,) = _run(place, ["-P", "-c", WORLDS.format(settings=[[]])]).splitlines()
    assert off == without
    for line in (on, off):
        worlds = line.split()[2:]
        assert len(set(worlds)) == 1
    assert all(one != two for one, two in zip(on.split(), off.split(), strict=True))
