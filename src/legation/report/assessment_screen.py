"""A new report on one screen: the bottom line, how it was read, what is near it, what is new, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.assessment.novelties import nothing_new
from legation.assessment.reports import SAME_WORDS, Assessment, Neighbour
from legation.report.lines import shortened
from legation.report.screen import HEIGHT, Screen

LIMITS = "A fit means: not surprising given those reports. It is not corroboration, and a poor fit is not a denial."
TWO_LINES, LONGEST, LONGEST_REPORT = 174, 260, 290  # cells of a text
DEATHS_BEAR = "That no number stands beside it is no denial, and says nothing of those who died."
UNTOLD = "Until that is known, no earlier claim can be said to bear on it. That is no denial."
ALONE = "No earlier claim bears on it. That is no denial."
MOST_OUTLETS = 3


def assessment_screen(
    assessment: Assessment,
    reading: Sequence[tuple[str, str]],
    bottom: str,
    model: str,
    steps: Iterable[tuple[str, str]],
) -> Screen:
    """The screen of a report. What has no room on it gets shorter sentences, and then fewer neighbours.

    reading  how it was read: the names of fields with their values
    bottom   the bottom line
    model    what the model says of it, in a sentence
    steps    commands to go on with, each with its purpose
    """
    steps = list(steps)
    screen = _screen(assessment, reading, bottom, model, steps, longest=LONGEST)
    for number in range(len(assessment.nearest), 0, -1):
        if screen.height() <= HEIGHT:
            return screen
        fewer = replace(assessment, nearest=assessment.nearest[:number])
        screen = _screen(fewer, reading, bottom, model, steps, longest=TWO_LINES)
    return screen


def _screen(
    assessment: Assessment,
    reading: Sequence[tuple[str, str]],
    bottom: str,
    model: str,
    steps: Sequence[tuple[str, str]],
    *,
    longest: int,
) -> Screen:
    screen = Screen("A NEW REPORT", "no probability that it is true is given")
    screen.paragraph(f"“{shortened(assessment.brought.claim.paraphrase, LONGEST_REPORT)}”")
    screen.gap()
    screen.row("In short", bottom)
    screen.row("Read as", " · ".join(f"{name} {value}" for name, value in reading) or "nothing that can be compared")
    screen.gap()
    _add_nearest(screen, assessment.nearest)
    screen.gap()
    if not assessment.is_out_of_reach:
        if not assessment.brought.is_of_deaths:
            screen.row("New in it", *(assessment.new or (_nothing_new(assessment),)))
        screen.row("Record", *(shortened(sentence, longest) for sentence in assessment.beside))
        screen.row("Model", shortened(model, longest))
        screen.row("Ask next", *(f"{number}. {question}" for number, question in enumerate(assessment.questions, 1)))
        screen.gap()
        screen.paragraph(_bearing(assessment))
        screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _nothing_new(assessment: Assessment) -> str:
    return nothing_new(is_repeat=assessment.is_repeat, apart=assessment.apart, has_bearing=bool(assessment.now.all))


def _bearing(assessment: Assessment) -> str:
    """What the claims that bear on a report are worth, or why none does."""
    if assessment.outlets:
        return _caution(assessment)
    if assessment.brought.is_of_deaths:
        return DEATHS_BEAR
    return UNTOLD if assessment.apart and assessment.nearest else ALONE


def _add_nearest(screen: Screen, nearest: Sequence[Neighbour]) -> None:
    if not nearest:
        screen.row("Nearest", "No claim of the record is near it.")
        return
    # Where the same holds for all of them, it is said once.
    origins = {_origin(near) for near in nearest}
    for number, near in enumerate(nearest):
        differs = f"Differs: {', '.join(near.differs) or 'in nothing that was read'}."
        if near.standing.reason == SAME_WORDS:
            differs = "Says the same words." if not near.differs else f"Says the same words. {differs}"
        own = f"{_origin(near)} {differs}" if len(origins) > 1 else differs
        said = f"{near.claim.id}, {near.outlet} {near.published}: {near.claim.paraphrase}"
        screen.row("" if number else "Nearest", shortened(said, TWO_LINES), shortened(own, TWO_LINES))
    if len(origins) == 1:
        screen.row("", f"{'Of all: ' if len(nearest) > 1 else ''}{origins.pop()}")


def _origin(near: Neighbour) -> str:
    if near.same_outlet:
        return f"Same outlet ({near.outlet}); origin: {near.same_origin}."
    return f"Same origin: {near.same_origin} ({near.because})."


def _caution(assessment: Assessment) -> str:
    """What the claims that bear on a report are built from, and what that means."""
    total = sum(count for _, count in assessment.outlets)
    most = assessment.outlets[0][1]
    named = ", ".join(f"{outlet} {count}" for outlet, count in assessment.outlets[:MOST_OUTLETS])
    others = total - sum(count for _, count in assessment.outlets[:MOST_OUTLETS])
    listed = named + (f", others {others}" if others else "")
    if total == 1:
        return f"One claim matters here ({assessment.outlets[0][0]}). {LIMITS}"
    if 2 * most >= total:
        return f"Built largely from the same outlets ({total} claims matter here: {listed}). {LIMITS}"
    return f"{total} claims matter here ({listed}). {LIMITS}"
