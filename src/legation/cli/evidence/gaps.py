"""`legation evidence gaps`: the claims that nothing in the installed program represents, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen

if TYPE_CHECKING:
    from legation.api.record import GapList
UNEXPLAINED = "neither represented nor out of scope: name one of the two"


@click.command(cls=Question, short_help="Claims that nothing represents yet, and why.")
@options.which_ledger
def gaps(**asked: Any) -> Answer:
    """List the claims that nothing in the installed program represents, each with what it waits for, or why."""
    from legation import api

    answer = api.gaps(**asked)
    return Answer(answer.as_dict(), lambda width: _screen(answer))


def _screen(gaps: GapList) -> Screen:
    screen = Screen()
    screen.warning(gaps.handling)
    for heading, entries in (
        ("Named and not built yet", [(claim, "waits for " + ", ".join(waits)) for claim, waits in gaps.waiting]),
        ("Out of scope", gaps.out_of_scope),
        ("Nothing represents them, and no reason is given", [(claim, UNEXPLAINED) for claim in gaps.unexplained]),
    ):
        if entries:
            screen.heading(f"{heading}: {len(entries)}")
        for claim, reason in entries:
            screen.paragraph(f"{claim.id} {claim.paraphrase}", 2)
            screen.paragraph(reason, 6)
        screen.gap()
    screen.paragraph(f"{gaps.represented} of {gaps.claims} claims are represented by something that is built.")
    return screen
