"""Characters that may not stand in a text, and how a message shows them.

A control character steers a terminal: it can erase a line, colour it or hide what follows. Marks that turn the
direction of writing do the same to a reader, and half a surrogate pair can't be written to any file.
"""

from __future__ import annotations

import re

# Tab and line feed are layout. All else of C0 and C1, marks of direction, separators of lines, halves of pairs.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def forbidden_character(text: str) -> str:
    """The first character of a text that may not stand in it, such as U+001B; empty if there is none."""
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def visible(text: str) -> str:
    r"""The text with each such character written out, such as \u001b, so that it shows and steers nothing."""
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
