"""A person's own findings on one screen: each with its words, what the record says of the same, and the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.assessment.own_findings import AGREES, NEAR, OTHERWISE, Beside, OwnFinding
from legation.base.number_text import how_many
from legation.report.lines import first_words
from legation.report.screen import HEIGHT, Screen

LONGEST = 170  # cells of a text: two lines
MOST_SHOWN = (2, 1, 0)  # claims beside each finding, until it fits on a screen
MOST_FINDINGS = 6


def own_findings_screen(
    findings: Sequence[OwnFinding],
    note: str,
    steps: Iterable[tuple[str, str]],
    *,
    written: Iterable[tuple[str, str]] = (),
    whole: bool = False,
) -> Screen:
    """The screen of own findings.

    note     how they are to be handled; empty if all are public
    steps    commands to go on with, each with its purpose
    written  files that were written, each with what it holds
    whole    show everything and not only what fits on a screen
    """
    listed = list(steps)
    if whole:
        chosen = _screen(findings, note, listed, None)
    else:
        screens = [_screen(findings, note, listed, most) for most in MOST_SHOWN]
        chosen = next((screen for screen in screens if screen.height() <= HEIGHT), screens[-1])
    for file, purpose in written:
        chosen.step(file, purpose, label="Written")
    return chosen


def _screen(findings: Sequence[OwnFinding], note: str, steps: list[tuple[str, str]], most: int | None) -> Screen:
    screen = Screen("YOUR OWN FINDINGS BESIDE THE RECORD", _summary(findings))
    if note:
        screen.warning(note)
    screen.gap()
    shown = findings if most is None else findings[:MOST_FINDINGS]
    for finding in shown:
        screen.heading(f"{finding.claim.id} ({finding.mention.grade})")
        screen.paragraph(_short(finding.claim.paraphrase, most), 2)
        beside = finding.beside if most is None else _first_of_each(finding.beside, most)
        for each in beside:
            screen.paragraph(_short(beside_line(each), most), 2, hang=2)
        if not beside:
            screen.paragraph(_short(finding.standing, most), 2, hang=2)
        screen.paragraph(_short(f"Model: {finding.model}", most), 2, hang=2)
    if len(findings) > len(shown):
        screen.paragraph(f"and {len(findings) - len(shown)} more by --all")
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _first_of_each(beside: Sequence[Beside], most: int) -> list[Beside]:
    """The first claims that say the same and the first that contradict it; where there are none, the first of all."""
    weighty = [each for kind in (AGREES, OTHERWISE) for each in [one for one in beside if one.kind == kind][:most]]
    return weighty or list(beside[:most])


def beside_line(each: Beside) -> str:
    """A claim beside a finding, in a line: how it bears on it, its words, who says so, and why."""
    yours = ", yours too" if each.is_own else ""
    origin = f"{each.mention.teller} {each.mention.when}, {each.mention.claim.id}, {each.mention.grade}{yours}"
    because = f" [{each.because}]" if each.because else ""
    return f"{each.kind}: {each.mention.claim.paraphrase} ({origin}){because}"


def _summary(findings: Sequence[OwnFinding]) -> str:
    def having(kind: str) -> int:
        return sum(any(each.kind == kind for each in finding.beside) for finding in findings)

    alone = sum(all(each.kind == NEAR for each in finding.beside) for finding in findings)
    return " · ".join(
        (how_many(len(findings), "finding"), f"{having(AGREES)} with agreement", f"{having(OTHERWISE)} contradicted",
         f"{alone} with nothing of the same")
    )  # fmt: skip


def _short(text: str, most: int | None) -> str:
    return text if most is None else first_words(text, LONGEST)
