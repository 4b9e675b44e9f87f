"""`legation evidence gaps`: the claims that nothing in the installed program represents, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question

if TYPE_CHECKING:
    from legation.api.record import GapList

UNEXPLAINED = "neither represented nor out of scope: name one of the two"


@click.command(cls=Question, short_help="Claims that nothing represents yet, and why.")
@options.which_ledger
def gaps(**asked: Any) -> Answer:
    """List the claims that nothing in the installed program represents, each with what it waits for, or why."""
    from legation import api

    answer = api.gaps(**asked)
    return Answer(answer.as_dict(), partial(_text, answer))


def _text(gaps: GapList, width: int) -> str:
    from legation.report.lines import wrap

    lines = [gaps.handling] if gaps.handling else []
    for heading, entries in (
        ("Named and not built yet", [(claim, "waits for " + ", ".join(waits)) for claim, waits in gaps.waiting]),
        ("Out of scope", gaps.out_of_scope),
        ("Nothing represents them, and no reason is given", [(claim, UNEXPLAINED) for claim in gaps.unexplained]),
    ):
        if entries:
            lines.append(f"{heading}: {len(entries)}")
            for claim, reason in entries:
                lines += [*wrap(f"{claim.id}  {claim.paraphrase}", width, "  "), *wrap(reason, width, "      ")]
            lines.append("")
    lines.append(f"{gaps.represented} of {gaps.claims} claims are represented by something that is built.")
    return "\n".join(lines)
