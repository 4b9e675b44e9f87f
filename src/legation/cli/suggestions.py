"""Commands that a screen suggests: whole, with the options that were typed, and quoted for a shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

WHICH_LEDGER = ("as_of", "folders")


def quoted(text: str | Path) -> str:
    """A word or a path as a shell takes it for one word; a path as a message shows it."""
    from legation.base.faults import as_written

    return shlex.quote(as_written(text) if isinstance(text, Path) else text)


# What a command writes, or how much it shows: a command that goes on with the same question leaves it out.
_SWITCHES = ("--all", "--force", "--json", "--include-nonpublic", "--strict")


def typed_again(words: Sequence[str]) -> str:
    """A command as it was typed, to be gone on with: without what it wrote and what of it was shown."""
    from legation.cli.repetition import WRITTEN

    valued = (*WRITTEN, "--only")
    kept = [word for before, word in zip(["", *words], words, strict=False) if before not in valued]
    gone = tuple(f"{option}=" for option in valued)
    return shlex.join(
        ["legation", *(word for word in kept if word not in (*valued, *_SWITCHES) and not word.startswith(gone))]
    )


def typed_options(asked: Mapping[str, Any], only: Iterable[str] = ()) -> str:
    """The filters and the ledger as they were typed, to be put behind a command; empty, or with a space before it.

    only  names to keep; empty for all
    """
    parts = []
    for name, value in asked.items():
        if not value or (only and name not in only):
            continue
        if name == "folders":
            # The screen goes to whoever typed the folder. What is saved names none: see `repetition`.
            parts += [f"--folder {quoted(Path(folder))}" for folder in value]
        elif isinstance(value, tuple):
            parts += [f"--{name.replace('_', '-')} {quoted(each)}" for each in value]
        elif value is True:
            parts.append(f"--{name.replace('_', '-')}")
        else:
            parts.append(f"--{name.replace('_', '-')} {quoted(str(value))}")
    return "".join(f" {part}" for part in parts)
