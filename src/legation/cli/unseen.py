"""`legation unseen`: what can't be estimated from the record, and why."""

from __future__ import annotations

import shlex
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="What can't be estimated from the record, and why.")
@click.argument("words", nargs=-1)
@options.which_ledger
def unseen(words: tuple[str, ...], **asked: Any) -> Answer:
    """List what can't be estimated from the record, each with the reason, in sentences to quote.

    With WORDS, only what claims with these words speak of: legation unseen forced returns
    """
    return unseen_answer(" ".join(words), asked)


def unseen_answer(words: str, asked: dict[str, Any]) -> Answer:
    """The answer of the command; `about` gives it, too, if that is what its words ask for."""
    from legation import api
    from legation.report.unseen_screen import unseen_screen

    answer = api.unseen(words, **asked)
    of = shlex.quote(words) if words else '"forced returns"'
    steps = [(f"legation about {of}", "what was reported")]
    if not answer.entries:
        steps.append(("legation unseen", "everything that can't be estimated"))
    return Answer(answer.as_dict(), unseen_screen(answer.entries, answer.words, answer.handling, steps).text)
