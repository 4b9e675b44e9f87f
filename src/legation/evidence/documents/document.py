"""What is taken from a file: its text, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legation.base.faults import EvidenceError, Fault


@dataclass(frozen=True)
class DocumentText:
    """The text of a file.

    text       paragraphs with an empty line between them
    title      as the file states it; empty if it does not
    published  the day that the file itself gives as that of its publication; None if it gives none
    outlet     who published it, as the file states it; empty if it does not
    language   in two letters; empty if the file does not say
    notes      how it was read, where that had to be guessed
    """

    text: str
    title: str = ""
    published: date | None = None
    outlet: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()


def refused_file(name: str, found: str, expected: str, advice: str = "") -> EvidenceError:
    """Why no text can be taken from a file."""
    return EvidenceError(Fault("file", found, expected, advice, file=name))
