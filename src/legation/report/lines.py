"""Text in lines and columns, measured as a console shows it: Hangul takes two cells, a combining mark none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest


def cells(text: str) -> int:
    """How many cells of a console a text fills."""
    return sum(_cell(letter) for letter in text)


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces; a longer word is cut.

    indent  put before every line and counted
    """
    room = width - cells(indent)
    assert room >= 2, "too narrow for one letter of Hangul"
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, room):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cells(joined) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [indent + line for line in lines if line]


def columns(blocks: Sequence[Iterable[str]], widths: Sequence[int], gap: int = 2) -> list[str]:
    """Blocks of lines side by side. Lines must not be wider than their column."""
    lines = []
    for row in zip_longest(*blocks, fillvalue=""):
        parts = [line + " " * (width - cells(line)) for line, width in zip(row, widths, strict=True)]
        lines.append((" " * gap).join(parts).rstrip())
    return lines


def _pieces(word: str, room: int) -> list[str]:
    """A word, cut where it is longer than a line."""
    pieces = [""]
    for letter in word:
        if cells(pieces[-1]) + _cell(letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cell(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
