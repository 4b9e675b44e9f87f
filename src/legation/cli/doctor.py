"""`legation doctor`: does the program work on this machine?"""

from __future__ import annotations

import click

from legation.base.faults import LegationError
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen


class NotWellError(LegationError):
    """A self-test failed: the answer is "no"."""


@click.command(cls=Question, short_help="Versions, compile cache, threads, self-test.")
def doctor() -> Answer:
    """Show versions, compile cache and threads, and let compiled code and oracle run the same small world."""
    from legation import api

    health = api.doctor()
    return Answer(
        {"well": health.well, "findings": health.findings},
        lambda width: _screen(health.findings),
        error=None if health.well else NotWellError("The self-test failed. Do not trust results of this installation."),
    )


def _screen(findings: dict[str, str]) -> Screen:
    screen = Screen()
    for heading, finding in findings.items():
        screen.row(heading, finding)
    return screen
