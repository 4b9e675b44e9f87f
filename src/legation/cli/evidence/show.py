"""`legation evidence show`: everything about one claim."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question

HEADING = 16  # cells
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
    return Answer(parts, partial(_text, parts))


def _text(parts: dict[str, Any], width: int) -> str:
    from legation.report.lines import wrap

    lines = []
    for heading, content in parts.items():
        if heading == CITATION:
            # Whole, however narrow the console is: a line that was broken could not be copied.
            lines += ["", content]
            continue
        label = heading
        for text in _texts(content):
            for line in wrap(text, width - HEADING):
                lines.append(f"{label:<{HEADING}}{line}")
                label = ""
    return "\n".join(lines)


def _texts(content: Any) -> list[str]:
    if isinstance(content, dict):
        return [f"{heading}: {text}" for heading, text in content.items()]
    if isinstance(content, list):
        return [_linked_claim(item) for item in content] if isinstance(content[0], dict) else [", ".join(content)]
    return [str(content)]


def _linked_claim(claim: dict[str, str]) -> str:
    return f"{claim['id']} ({claim['origin']}): {claim['says']}"
