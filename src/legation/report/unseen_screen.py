"""What can't be estimated from the record, on one screen: sentences to quote, and the claims that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.base.number_text import how_many
from legation.report.screen import Screen
from legation.report.unseen import Unseen

TITLE = "NOT ESTIMABLE FROM THIS RECORD"
MOST_NAMED = 3  # claims of a quantity
NOTHING = "The record holds no claim with these words about anything on this list."


def unseen_screen(entries: Sequence[Unseen], words: str, note: str, steps: Iterable[tuple[str, str]]) -> Screen:
    """The screen of what can't be estimated.

    words  of what it was asked; may be empty
    note   how it is to be handled, where claims that are not public are among the claims
    steps  commands to go on with, each with its purpose
    """
    screen = Screen(f"{TITLE}: {words}" if words else TITLE, f"{len(entries)} on the list")
    screen.warning(note)
    screen.gap()
    for entry in entries:
        screen.heading(entry.quantity)
        screen.paragraph(entry.why, 2)
        screen.paragraph(_reported(entry), 2)
    if not entries:
        screen.paragraph(NOTHING)
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _reported(entry: Unseen) -> str:
    """Which claims speak of it."""
    if not entry.claims:
        return "No claim gives a number for it."
    names = [claim.id for claim in entry.claims[:MOST_NAMED]]
    more = [f"{len(entry.claims) - MOST_NAMED} more"] if len(entry.claims) > MOST_NAMED else []
    verb = "speaks" if len(entry.claims) == 1 else "speak"
    return f"{how_many(len(entry.claims), 'claim')} {verb} of it: {', '.join(names + more)}."
