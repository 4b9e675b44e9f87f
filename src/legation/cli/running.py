"""What the commands that simulate share: their folder, the command that repeats them, and faults told at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

MOST_WORLDS = 1_000_000
MOST_THREADS = 1024


def run_folder(out: Path | None, name: str) -> Path:
    """The run folder: the one named, or a new one that is free at this moment."""
    from datetime import date

    from legation.runs import store

    return out or store.new_folder(name, date.today().isoformat())


def repeating(given: Sequence[str], *scenarios: str) -> str:
    """The command that repeats this run, without the folder it wrote to and without places on this machine."""
    import shlex

    words = list(given)
    while "--out" in words:
        at = words.index("--out")
        del words[at : at + 2]
    kept = [word for word in words if not word.startswith("--out=") and word not in ("--force", "--json")]
    told = {scenario: _without_place(scenario) for scenario in scenarios}
    command = shlex.join(["legation", *(told.get(word, word) for word in _without_folders(kept))])
    # Half a character in a file's name, which some systems allow, can stand in no page.
    return command.encode("utf-8", "backslashreplace").decode()


def _without_place(scenario: str) -> str:
    """A scenario as typed, or its file's name alone if it lies elsewhere: the path may name a user or a project."""
    import os.path

    path = Path(scenario)
    outside = os.path.normpath(path).split(os.sep)[0] == os.pardir
    return path.name if path.anchor or outside else scenario


def _without_folders(words: Sequence[str]) -> list[str]:
    """The same words with DIR for each of the user's folders: where unpublished claims lie is not to be told."""
    hidden = ["--folder=DIR" if word.startswith("--folder=") else word for word in words]
    return ["DIR" if before == "--folder" else word for before, word in zip(["", *hidden], hidden, strict=False)]


def warn_of_compiling() -> None:
    """Say that the first run takes longer, if this is it."""
    from legation.engine import compiler
    from legation.engine.week import the_week

    if not compiler.is_compiled(the_week().units):
        print("Compiling the model: once, up to half a minute.", file=sys.stderr, flush=True)
