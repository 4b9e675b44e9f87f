"""`legation evidence list`: the claims in which all words occur."""

from __future__ import annotations

from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen


@click.command("list", cls=Question, short_help="The claims that hold all of the words, one line each.")
@click.argument("words", nargs=-1)
@options.filters
@options.which_ledger
def list_claims(words: tuple[str, ...], **asked: Any) -> Answer:
    """List the claims in which each of WORDS occurs: grades, date, paraphrase, role, and what represents it."""
    from legation import api

    answer = api.list_claims(" ".join(words), **asked)
    return Answer(answer, lambda width: _screen(answer))


def _screen(answer: dict[str, Any]) -> Screen:
    screen = Screen()
    screen.warning(answer.get("handling", ""))
    for row in answer["claims"]:
        marks = [row[name] for name, usual in (("status", "active"), ("handling", "public")) if row[name] != usual]
        about = ", ".join(row["represented_by"]) or "nothing represents it"
        screen.row(row["id"], " ".join([row["grade"], row["published"], row["role"], *marks]))
        screen.paragraph(row["paraphrase"], 4)
        screen.paragraph(f"[{about}]", 4)
    screen.paragraph(
        f"{len(answer['claims'])} of {answer['of']} claims. One of them in full: legation evidence show ID"
    )
    return screen
