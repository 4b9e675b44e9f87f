"""Characters: which may not stand in a text, how a message shows them, and what disguised letters look like.

A control character steers a terminal: it can erase a line, colour it or hide what follows. Marks that turn the
direction of writing do the same to a reader, and half a surrogate pair can't be written to any file.
"""

from __future__ import annotations

import re
import unicodedata

# Tab and line feed are layout. All else of C0 and C1, marks of direction, separators of lines, halves of pairs.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


# Kana, Hanja and Hangul, whole and in parts. As a class of characters they would take 6 ms to compile.
_EAST_ASIAN = (
    ("\u1100", "\u11ff"),
    ("\u3040", "\u30ff"),
    ("\u3130", "\u318f"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
)


def has_east_asian(text: str) -> bool:
    """Whether a text holds a letter of a script that is written without spaces, or Hangul."""
    return not text.isascii() and any(first <= sign <= last for sign in text for first, last in _EAST_ASIAN)


def forbidden_character(text: str) -> str:
    """The first character of a text that may not stand in it, such as U+001B; empty if there is none."""
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def visible(text: str) -> str:
    r"""The text with each such character written out, such as \u001b, so that it shows and steers nothing."""
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def normalised(text: str) -> str:
    """The text with digits of all scripts as ASCII, compatible forms as their usual letters, nothing invisible."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return "".join(map(_plain_character, _INVISIBLE.sub("", text)))


def like_latin(text: str) -> str:
    """The text with accents left out and letters that look like Latin ones replaced by these."""
    letters = unicodedata.normalize("NFD", text).translate(_LOOK_ALIKES)
    return unicodedata.normalize("NFC", "".join(sign for sign in letters if unicodedata.category(sign) != "Mn"))


def _plain_character(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return {"Pd": "-", "Zs": " "}.get(unicodedata.category(sign), sign)


# Format characters (zero-width spaces and joiners, soft hyphens), variation selectors and fillers of Hangul.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LOOK_ALIKES = str.maketrans(
    # Cyrillic, Greek, and Latin letters of other shapes.
    "аеорсухіјѕһԁԛԝмткнвпАВЕКМНОРСТУХІЈЅԌαικνορτυχγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡɑłøđ",
    "aeopcyxijshdqwmtkhbnABEKMHOPCTYXIJSGaikvoptuxynABEZHIKMNOPTYXigalod",
)  # fmt: skip
