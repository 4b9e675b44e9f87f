"""The command that repeats a run, as its manifest has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# Options that name what is written, or what a document is laid out with; they change no result.
WRITTEN = ("--out", "--report", "--xlsx", "--csv", "--docx", "--pdf", "--charts", "--letterhead")


def repeating(words: Sequence[str], *scenarios: str) -> str:
    """The command that repeats this run, without what it wrote and without places on this machine.

    words      as the user typed them
    scenarios  those words of them that name a scenario
    """
    import shlex

    words = list(words)
    for option in WRITTEN:
        while option in words:
            at = words.index(option)
            del words[at : at + 2]
        words = [word for word in words if not word.startswith(f"{option}=")]
    kept = [word for word in words if word not in ("--force", "--json", "--include-nonpublic")]
    names = {scenario: _without_place(scenario) for scenario in scenarios}
    command = shlex.join(["legation", *(names.get(word, word) for word in _without_folders(kept))])
    # Half a character in a file's name, which some systems allow, can stand in no page.
    return command.encode("utf-8", "backslashreplace").decode()


def _without_place(scenario: str) -> str:
    """A scenario as typed, or its file's name alone if it lies elsewhere: the path may name a user or a project."""
    import os.path

    path = Path(scenario)
    outside = os.path.normpath(path).split(os.sep)[0] == os.pardir
    return path.name if path.anchor or outside else scenario


def _without_folders(words: Sequence[str]) -> list[str]:
    """The same words with DIR for each of the user's folders: nobody is told where unpublished claims lie."""
    hidden = ["--folder=DIR" if word.startswith("--folder=") else word for word in words]
    return ["DIR" if before == "--folder" else word for before, word in zip(["", *hidden], hidden, strict=False)]
