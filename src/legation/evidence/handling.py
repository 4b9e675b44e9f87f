"""Handling marks: what may be printed about a claim that is not public.

Public claims ship with the program. Internal and embargoed ones live in a folder that the user names, and appear in
messages only by their id. A fault in such a claim names file, line and field, never what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from legation.base.faults import Fault, Faults

HANDLING = ("public", "internal", "embargoed")
DEFAULT_IN_FOLDERS = "embargoed"
NOT_SHOWN = "(not shown: this is not public)"


class HasHandling(Protocol):
    """A claim, as far as it matters here."""

    @property
    def handling(self) -> str: ...


def is_public(mark: object) -> bool:
    """Whether a mark allows printing. Anything but the word `public` does not."""
    return mark == "public"


def concealed(faults: Iterable[Fault]) -> Faults:
    """The same faults without what the user wrote."""
    return Faults(replace(fault, found=NOT_SHOWN, advice="") for fault in faults)


def note(claims: Iterable[HasHandling]) -> str:
    """What every page and sheet must say that holds these claims; nothing if all are public."""
    marks = [claim.handling for claim in claims if not is_public(claim.handling)]
    if not marks:
        return ""
    kinds = " and ".join(mark for mark in HANDLING if mark in marks)
    return f"NOT PUBLIC: holds {len(marks)} {kinds} claim{'s' if len(marks) > 1 else ''}. Do not pass on."
