"""`legation evidence show`: everything about one claim."""

from __future__ import annotations

from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen

CITATION = "citation"


@click.command("show", cls=Question, short_help="Everything about one claim.")
@click.argument("claim")
@options.which_ledger
def show(claim: str, **asked: Any) -> Answer:
    """Show everything about the claim with the id CLAIM.

    The claim, its grades and their reasons, its source, what it agrees and conflicts with, and what in the program
    represents it. The addresses of copies are printed as text. The last line is a citation to copy.
    """
    from legation import api

    parts = api.show_claim(claim, **asked)
    return Answer(parts, lambda width: _screen(parts))


def _screen(parts: dict[str, Any]) -> Screen:
    screen = Screen()
    for heading, content in parts.items():
        if heading == CITATION:
            # Whole, however narrow the console is: a line that was broken could not be copied.
            screen.step(str(content), label="Cite")
        else:
            screen.row(heading, *_texts(content))
    return screen


def _texts(content: Any) -> list[str]:
    if isinstance(content, dict):
        return [f"{heading}: {text}" for heading, text in content.items()]
    if isinstance(content, list):
        return [_linked_claim(item) for item in content] if isinstance(content[0], dict) else [", ".join(content)]
    return [str(content)]


def _linked_claim(claim: dict[str, str]) -> str:
    return f"{claim['id']} ({claim['origin']}): {claim['says']}"
