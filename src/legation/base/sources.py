"""Source files that a module depends on, found from its import statements.

What a file's text can reach decides two things: the name of compiled code, and the number of a run. Both follow the
imports, so that editing a file renames nothing that never imports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from legation.base import digest

PACKAGE = Path(__file__).parents[1]
_ROOT = PACKAGE.name

# Every import statement of our own modules, wherever it stands. A match inside a text only adds a file.
_IMPORT = re.compile(
    rf"^[ \t]*(?:from[ \t]+({_ROOT}[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+({_ROOT}[\w.]*))", re.M
)


def reachable(modules: Iterable[str], *, without: frozenset[str] = frozenset()) -> dict[str, Path]:
    """The files of our own modules that these import, directly or not, themselves included.

    modules  dotted names
    without  dotted names that are not followed
    Returns  dotted name -> file, sorted by name
    """
    files: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if path is None or name in files or name in without:
            continue
        files[name] = path
        waiting += _imports_of(path)
    return dict(sorted(files.items()))


@cache
def text_of(path: Path) -> bytes:
    """The text of one of our own files as it is hashed. A process reads it once: what it runs doesn't change either."""
    return digest.source(path)


@cache
def _imports_of(path: Path) -> tuple[str, ...]:
    return imports(text_of(path).decode())


def imports(text: str) -> tuple[str, ...]:
    """The dotted names of our own modules that a source imports, packages on the way to them included."""
    names: dict[str, None] = {}
    for match in _IMPORT.finditer(text):
        if match[3]:
            names |= dict.fromkeys(_with_packages(match[3]))
            continue
        names |= dict.fromkeys(_with_packages(match[1]))
        for item in re.sub(r"#[^\n]*", "", match[2]).strip("()").split(","):
            words = item.split()
            if words and _file(f"{match[1]}.{words[0]}"):
                names[f"{match[1]}.{words[0]}"] = None
    return tuple(names)


def _with_packages(name: str) -> list[str]:
    """A name and the packages around it, whose `__init__` runs first; the outermost only says what opens later."""
    parts = name.split(".")
    return [".".join(parts[:size]) for size in range(2, len(parts) + 1)]


@cache
def _file(name: str) -> Path | None:
    parts = name.split(".")
    if parts[0] != _ROOT:
        return None
    path = PACKAGE.joinpath(*parts[1:])
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            return file
    return None
