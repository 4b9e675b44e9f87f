"""The shape of a text, for faults about cells that no message may repeat: how many letters, numbers and signs.

Whoever has the sheet before them finds the trouble by it, and whoever reads over their shoulder, or later in a log,
learns nothing of what the cell says: no letter, no digit and no order of them is told.
"""

from __future__ import annotations

import re
import unicodedata

from legation.base.number_text import how_many

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d.,'’ ]*")
_MARKS = {
    ".": "point", ",": "comma", "/": "slash", "-": "dash", "–": "dash", ":": "colon", "'": "apostrophe",
    "%": "percent sign", "+": "plus sign", "=": "equals sign", "?": "question mark", "_": "underscore",
}  # fmt: skip
_PLURALS = {"comma": "commas", "slash": "slashes", "dash": "dashes"}
_NUMBERS = ("no", "a", "two", "three", "four")


def shape_of(text: str) -> str:
    """What a text is made of, without a word of it: `a word of 9 letters`, `a number with two points`."""
    words, numbers = _WORD.findall(text), _NUMBER.findall(text)
    letters = how_many(sum(map(len, words)), "letter")
    in_words = f"a word of {letters}" if len(words) == 1 else f"{len(words)} words of {letters} together"
    in_numbers = "a number" if len(numbers) == 1 else f"{len(numbers)} numbers"
    marks = _marks(text)
    if words and numbers:
        return f"{in_numbers} and {in_words}"
    if words:
        return in_words
    if numbers:
        return in_numbers + (f" with {marks}" if marks else "")
    return f"{marks} alone" if marks else "nothing"


def _marks(text: str) -> str:
    """How many there are of each sign that is no letter, digit or space."""
    counts: dict[str, int] = {}
    for sign in text:
        if not (sign.isalnum() or sign.isspace()):
            name = _MARKS.get(sign) or ("currency sign" if unicodedata.category(sign) == "Sc" else "other sign")
            counts[name] = counts.get(name, 0) + 1
    listed = [_several(count, name) for name, count in counts.items()]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1]))) if listed else ""


def _several(count: int, name: str) -> str:
    if count == 1:
        return f"{'an' if name[0] in 'aeou' else 'a'} {name}"
    many = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{many} {_PLURALS.get(name, name + 's')}"
