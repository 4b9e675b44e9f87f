"""Handling marks: what may be printed about a claim that is not public.

Public claims ship with the program. Internal and embargoed ones live in a folder that the user names, and appear in
messages only by their id. A fault in such a claim names file, line and field, never what stands there.
"""

from __future__ import annotations

from dataclasses import replace

from legation.base.errors import Fault

HANDLING = ("public", "internal", "embargoed")
DEFAULT_IN_FOLDERS = "embargoed"
NOT_SHOWN = "(not shown: this claim is not public)"


def is_public(mark: object) -> bool:
    """Whether a mark allows printing. Anything but the word `public` does not."""
    return mark == "public"


def concealed(fault: Fault) -> Fault:
    """The same fault without what the user wrote."""
    return replace(fault, found=NOT_SHOWN, advice="")
