"""Regular expressions that are compiled when they are first used.

The reader of reports has about two hundred of them and needs some dozens for a sentence. To compile all of them took
longer than to read it.
"""

from __future__ import annotations

import re
from typing import Any, cast

# What is looked up without this module's help once a pattern is compiled.
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


class LatePattern:
    """A regular expression that has all that a compiled one has, and is compiled when any of it is asked for.

    Raises  re.error at its first use if the text is no regular expression
    """

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags

    def __repr__(self) -> str:
        return f"late_pattern({self._text!r})"

    def __getattr__(self, name: str) -> Any:
        """What is asked of the compiled expression; Python calls this for names that an instance hasn't got."""
        compiled = re.compile(self._text, self._flags)
        self.__dict__ |= {method: getattr(compiled, method) for method in _METHODS}
        return getattr(compiled, name)


def late_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for `text`, with the flags of `re`, compiled when it is first used."""
    return cast("re.Pattern[str]", LatePattern(text, flags))
