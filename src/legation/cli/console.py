"""What the console can show: how wide it is, whether it has colours, and which signs it lacks."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

WIDTH_LEAST, WIDTH_MOST = 40, 120  # cells


def console_width() -> int:
    """How many cells of the console a text may fill."""
    return max(WIDTH_LEAST, min(_columns(), WIDTH_MOST))


def _columns() -> int:
    """The width that the environment gives, else that of the terminal; 100 cells where there is none.

    `shutil` answers the same, and imports three ways of compressing files, which takes longer than all else here.
    """
    try:
        if (columns := int(os.environ.get("COLUMNS", ""))) > 0:
            return columns
    except ValueError:
        pass  # not set, or not by a number
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 100  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # None, closed, detached, or no terminal.
        return 100


def shows_colours(stream: Any = None, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream is a terminal with colours, and its user hasn't switched them off.

    stream  the standard output if None
    Source  https://no-color.org for NO_COLOR
    """
    stream = stream or sys.stdout
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    # A console of Windows prints the codes themselves unless a program asks it first. Nothing is lost without colours.
    return sys.platform != "win32" and stream is not None and stream.isatty()


def print_text(text: str) -> None:
    """Print a text for people, with a plainer sign for each that the standard output lacks."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf"):
        from legation.report.lines import encodable

        text = encodable(text, encoding)
    print(text)
