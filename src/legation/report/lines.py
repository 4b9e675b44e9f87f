"""Text in lines, measured as a console shows it: Hangul takes two cells, a combining mark none.

rich measures the cells. It also knows letters of Hangul that are written in parts, and signs that are joined into one.
Its tables and its console aren't used: to import them takes longer than a command may wait for its layout. What counts
cells is imported for the first text that has more than ASCII and typographic signs.
"""

from __future__ import annotations

# What stands for signs that the console lacks: one cell for one cell, so that columns stay where they are.
_SUBSTITUTES = {"-": "·─–—", "*": "•●", "o": "○◐", "|": "│▏▎▍▌", "#": "▋▊▉█", "'": "‘’", '"': "“”", ".": "…", "x": "×"}
_SUBSTITUTE_OF = {sign: plain for plain, signs in _SUBSTITUTES.items() for sign in signs}
_OF_ONE_CELL = str.maketrans(_SUBSTITUTE_OF)


def cells(text: str) -> int:
    """How many cells of a console a text fills."""
    plain = text if text.isascii() else text.translate(_OF_ONE_CELL)
    if plain.isascii() and plain.isprintable():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrap(text: str, width: int, indent: str = "", hang: int = 0) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces; a longer word is cut, unless it is an address.

    An address that is cut can't be opened or copied, so it stands whole in a line of its own.

    indent  put before every line and counted
    hang    spaces more before the second line and those after it
    """
    first, room = width - cells(indent), width - cells(indent) - hang
    assert room >= 2, "too narrow for one letter of Hangul"
    lines, length = [""], 0
    for word in text.split():
        for piece in _pieces(word, room) if cells(word) > room and not _is_address(word) else [word]:
            size = cells(piece)
            if not lines[-1]:
                lines[-1], length = piece, size
            elif length + 1 + size <= (first if len(lines) == 1 else room):
                lines[-1], length = f"{lines[-1]} {piece}", length + 1 + size
            else:
                lines.append(piece)
                length = size
    return [indent + " " * (hang if number else 0) + line for number, line in enumerate(lines) if line]


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces after it, or before it, so that it fills a width in cells."""
    spaces = " " * (width - cells(text))
    return spaces + text if right else text + spaces


def shortened(text: str, width: int) -> str:
    """The text, or as much of it as fills a width in cells, with a sign that something is left out."""
    if cells(text) <= width:
        return text
    while cells(text) > width - 1:
        text = text[: max(width - 1, 0)] if len(text) > 2 * width else text[:-1]
    return text.rstrip() + "…"


def first_words(text: str, width: int) -> str:
    """As many words of a text as fill a width in cells, with a sign that something is left out."""
    if cells(text) <= width:
        return text
    return shortened(text, width).rsplit(" ", 1)[0].rstrip(",;:…") + "…"


def encodable(text: str, encoding: str) -> str:
    """The text with a plainer sign for each that an encoding lacks, and a question mark where there is none."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_encodable_sign(sign, encoding) for sign in text)
    return text


def _is_address(word: str) -> bool:
    return word.startswith(("https://", "http://")) and word.isascii() and word.isprintable()


def _pieces(word: str, room: int) -> list[str]:
    """A word in pieces that fit."""
    from rich.cells import chop_cells

    return chop_cells(word, room)


def _encodable_sign(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return _SUBSTITUTE_OF.get(sign, "?" * max(cells(sign), 1))
    return sign
