"""`legation unseen`: what can't be estimated from the record, and why."""

from __future__ import annotations

import shlex
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.suggestions import typed_options


@click.command(cls=Question, short_help="What can't be estimated from the record, and why.")
@click.argument("words", nargs=-1)
@options.all_rows
@options.which_ledger
def unseen(words: tuple[str, ...], whole: bool, **asked: Any) -> Answer:
    """List what can't be estimated from the record, each with the reason, in sentences to quote.

    With WORDS, only what claims with these words speak of: legation unseen forced returns
    """
    return unseen_answer(" ".join(words), asked, whole=whole)


def unseen_answer(words: str, asked: dict[str, Any], *, whole: bool = False) -> Answer:
    """The answer of the command; `about` gives it, too, if that is what its words ask for."""
    from legation import api
    from legation.report.unseen_screen import unseen_screen

    answer = api.unseen(words, **asked)
    of = shlex.quote(words) if words else '"forced returns"'
    has_claims = any(entry.claims for entry in answer.entries)
    steps = [(f"legation about {of}", "what was reported")] if has_claims or not answer.entries else []
    if has_claims:
        filed = f"legation evidence export references.ris {of}{typed_options(asked)}"
        every = f"legation unseen{f' {of}' if words else ''}{typed_options(asked)} --all"
        steps += [(every, "every claim with its citation"), (filed, "the sources for a reference manager")]  # fmt: skip
    else:
        steps.append(("legation unseen", "everything that can't be estimated"))
    return Answer(
        answer.as_dict(),
        lambda width: unseen_screen(
            answer.entries, answer.words, answer.handling, steps, citations=answer.citations, cite=answer.cite,
            whole=whole,
        ),
    )  # fmt: skip
