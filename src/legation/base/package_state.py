"""What is worked out from all files of the package, kept until one of them has another size or time.

To read and hash hundreds of files takes longer than the rest of an answer. Python, too, decides by size and time
whether its byte code is current.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from legation.base.cache_folders import private_folder
from legation.base.digest import digest
from legation.base.faults import UserError
from legation.base.files import write_file
from legation.base.sources import PACKAGE

FOLDER = "keys"


def kept_key(name: str, of: str, work_out: Callable[[], str]) -> str:
    """Sixteen hexadecimal digits that `work_out` makes from files of the package, kept in the user's cache by name.

    of  what else decides them, such as a version
    """
    folder = private_folder(FOLDER)
    if folder is None:
        return work_out()
    file = folder / name
    state = digest([package_state().encode(), of.encode()])
    try:
        kept_state, _, kept = file.read_text(encoding="ascii").partition(" ")
    except (OSError, ValueError):
        kept_state = kept = ""
    if kept_state == state and len(kept) == len(state):
        return kept
    key = work_out()
    with suppress(UserError, OSError):  # A full disk costs time only.
        write_file(file, f"{state} {key}".encode("ascii"), private=True)
    return key


@lru_cache(maxsize=1)
def package_state() -> str:
    """Sixteen hexadecimal digits for the sizes and times of all files of the package."""
    return state_of(PACKAGE)


def state_of(folder: Path) -> str:
    """The same for the files of a folder, but for byte code."""
    lines = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            state = os.stat(os.path.join(place, name))
            lines.append(f"{os.path.relpath(place, folder)}/{name} {state.st_size} {state.st_mtime_ns}")
    return digest(line.encode("utf-8", "surrogatepass") for line in lines)
