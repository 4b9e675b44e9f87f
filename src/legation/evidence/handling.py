"""Handling marks: what may be printed about a claim that is not public.

Public claims ship with the program. Internal and embargoed ones live in a folder that the user names, and appear in
messages only by their id. A fault in such a claim names file, line and field, never what stands there; of a cell of a
sheet it tells the shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from legation.base.faults import Fault, Faults
from legation.base.number_text import how_many
from legation.base.patterns import late_pattern
from legation.base.places import AREAS

HANDLING = ("public", "internal", "embargoed")
DEFAULT_IN_FOLDERS = "embargoed"
NOT_SHOWN = "(not shown: this is not public)"

_COUNTED = late_pattern(r"\d characters$")
_READINGS = late_pattern(r"It can be read as [\d.-]{1,12} or [\d.-]{1,12}: write the one meant\.")
_AREA = late_pattern(
    rf"It lies in (?:{'|'.join(map(re.escape, AREAS))}): write that area\."
)  # the area's name is a code
_SHORT_NUMBER = late_pattern(r"[\d.,'/년월일 -]{1,12}")


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


def without_cell(fault: Fault, text: str, shape: str) -> Fault:
    """The same fault without what stands in a cell.

    shape  what the cell is made of, which stands in place of what it says: a word of 9 letters

    A phrase that quotes or shares a word with the cell is taken out. Of a number or date in a few digits the advice
    stays: without its readings the user could not mend it, and they say what the sheet shows beside them.
    """
    words = {word for word in re.findall(r"\w+", text.lower()) if len(word) > 1 or word.isdigit()}

    def repeats(phrase: str) -> bool:
        phrase = re.sub(r"such as \S+", "", phrase.lower())
        return bool(words & set(re.findall(r"\w+", phrase)) or re.search(r"\d", phrase))

    keeps_advice = _SHORT_NUMBER.fullmatch(text) or _READINGS.fullmatch(fault.advice) or _AREA.fullmatch(fault.advice)
    is_quoted = bool(re.match(r"[\"\d+.-]", fault.found)) and not _COUNTED.search(fault.found)
    is_shown = not (is_quoted or words & set(re.findall(r"\w+", fault.found.lower())))
    return replace(
        fault,
        found=fault.found if is_shown else f"{shape} (not shown)",
        expected=re.split(r", (?:as|which is) ", fault.expected)[0],
        advice="" if repeats(fault.advice) and not keeps_advice else fault.advice,
    )


def note(claims: Iterable[HasHandling]) -> str:
    """What every page and sheet must say that holds these claims; nothing if all are public."""
    marks = [claim.handling for claim in claims if not is_public(claim.handling)]
    if not marks:
        return ""
    kinds = " and ".join(mark for mark in HANDLING if mark in marks)
    return f"NOT PUBLIC: holds {len(marks)} {kinds} claim{'s' if len(marks) > 1 else ''}. Do not pass on."


def nothing_to_write(left_out: int) -> Fault:
    """Why no file is written: an empty one would stand in the way of the right one."""
    if left_out:
        found = f"{how_many(left_out, 'claim')}, none of them public"
        return Fault("words", found, "a public claim, or --include-nonpublic beside the file")
    return Fault("words", "no claim, so that the file would be empty", "words and filters that find a claim",
                 "To see what they find: legation evidence list.")  # fmt: skip
