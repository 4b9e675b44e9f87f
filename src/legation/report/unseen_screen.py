"""What can't be estimated from the record, on one screen: sentences to quote, and the claims that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from legation.base.number_text import how_many
from legation.report.screen import HEIGHT, Screen
from legation.report.unseen import PERSONS, TRUTH, Unseen

TITLE = "NOT ESTIMABLE FROM THIS RECORD"
MOST_NAMED = 3  # claims of a quantity
MOST_CITED = (3, 2, 1, 0)  # claims of a quantity, until the list fits on a screen
NOTHING = "The record holds no claim with these words about anything on this list."


def unseen_screen(
    entries: Sequence[Unseen],
    words: str,
    note: str,
    steps: Iterable[tuple[str, str]],
    *,
    citations: Mapping[str, str],
    cite: str,
    whole: bool = False,
) -> Screen:
    """The screen of what can't be estimated, each sentence with what to cite for it.

    words      of what it was asked; may be empty
    note       how it is to be handled, where claims that are not public are among the claims
    steps      commands to go on with, each with its purpose
    citations  id of a claim -> the line that cites it
    cite       what to cite for the sentences themselves
    whole      cite every claim, and not only as many as fit on a screen
    """
    listed = list(steps)
    screens = (
        _screen(entries, words, note, listed, citations, cite, most) for most in ([None] if whole else MOST_CITED)
    )
    return next((screen for screen in screens if whole or screen.height() <= HEIGHT), None) or _screen(
        entries, words, note, listed, citations, cite, 0
    )


def _screen(
    entries: Sequence[Unseen],
    words: str,
    note: str,
    steps: Sequence[tuple[str, str]],
    citations: Mapping[str, str],
    cite: str,
    most: int | None,
) -> Screen:
    """The screen with at most so many citations for each sentence; None for all."""
    screen = Screen(f"{TITLE}: {words}" if words else TITLE, f"{len(entries)} on the list")
    screen.warning(note)
    screen.gap()
    for entry in entries:
        screen.heading(entry.quantity)
        screen.paragraph(entry.why, 2)
        cited = [f"To cite: {citations[claim.id]}" for claim in entry.claims[:most]]
        screen.paragraph(" ".join([_reported(entry, len(cited)), *cited[:1]]), 2, hang=2)
        for line in cited[1:]:
            screen.paragraph(line, 2, hang=2)
    if entries:
        screen.gap()
        screen.paragraph(f"The sentences themselves: {cite}")
    else:
        screen.paragraph(NOTHING)
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _reported(entry: Unseen, cited: int) -> str:
    """Which claims speak of it; those that are cited are not named twice."""
    if not entry.claims and entry.quantity in (TRUTH[0], PERSONS[0]):
        return "The record is not asked for it."
    if not entry.claims:
        return "No claim gives a number for it."
    verb = "speaks" if len(entry.claims) == 1 else "speak"
    counted = f"{how_many(len(entry.claims), 'claim')} {verb} of it"
    if cited:
        return f"{counted}."
    names = [claim.id for claim in entry.claims[:MOST_NAMED]]
    more = [f"{len(entry.claims) - MOST_NAMED} more"] if len(entry.claims) > MOST_NAMED else []
    return f"{counted}: {', '.join(names + more)}."
