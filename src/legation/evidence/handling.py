"""Handling marks: what may be printed about a claim that is not public.

Public claims ship with the program. Internal and embargoed ones live in a folder that the user names, and appear in
messages only by their id. A fault in such a claim names file, line and field, never what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legation.base.errors import Fault

HANDLING = ("public", "internal", "embargoed")
DEFAULT_IN_FOLDERS = "embargoed"
NOT_SHOWN = "(not shown: this is not public)"


def is_public(mark: object) -> bool:
    """Whether a mark allows printing. Anything but the word `public` does not."""
    return mark == "public"


def concealed(faults: Iterable[Fault]) -> list[Fault]:
    """The same faults without what the user wrote."""
    return [replace(fault, found=NOT_SHOWN, advice="") for fault in faults]
