"""A new report on one screen: how it was read, what is near it, what is new, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.assessment.reports import Assessment, Neighbour
from legation.report.lines import shortened
from legation.report.screen import Screen

CAUTION = (
    "Built largely from the same outlets (here: {same} of {of} claims that matter). A fit means: not surprising given "
    "those reports. It is not corroboration, and a poor fit is not a denial."
)
TWO_LINES, LONGEST, LONGEST_REPORT = 174, 260, 290  # cells of a text
ALONE = "No earlier claim bears on it. That is no denial."


def assessment_screen(
    assessment: Assessment, reading: Sequence[tuple[str, str]], model: str, steps: Iterable[tuple[str, str]]
) -> Screen:
    """The screen of a report.

    reading  how it was read: the names of fields with their values
    model    what the model says of it, in a sentence
    steps    commands to go on with, each with its purpose
    """
    screen = Screen("A NEW REPORT", "no probability that it is true is given")
    screen.paragraph(f"“{shortened(assessment.brought.claim.paraphrase, LONGEST_REPORT)}”")
    screen.gap()
    screen.row("Read as", " · ".join(f"{name} {value}" for name, value in reading) or "nothing that can be compared")
    screen.gap()
    for number, near in enumerate(assessment.nearest):
        screen.row("" if number else "Nearest", *_nearest(near))
    if not assessment.nearest:
        screen.row("Nearest", "No claim of the record is near it.")
    screen.gap()
    screen.row("New in it", *(assessment.new or ("Nothing that was never said before.",)))
    screen.row("Record", *(shortened(sentence, LONGEST) for sentence in assessment.beside))
    screen.row("Model", shortened(model, LONGEST))
    screen.row("Ask next", *(f"{number}. {question}" for number, question in enumerate(assessment.questions, 1)))
    screen.gap()
    same, of = assessment.same_outlets
    screen.paragraph(CAUTION.format(same=same, of=of) if of else ALONE)
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _nearest(near: Neighbour) -> tuple[str, str]:
    differs = ", ".join(near.differs) or "in nothing that was read"
    return (
        shortened(f"{near.claim.id}, {near.outlet} {near.published}: {near.claim.paraphrase}", TWO_LINES),
        shortened(f"Same origin: {near.same_origin} ({near.because}). Differs: {differs}.", TWO_LINES),
    )
