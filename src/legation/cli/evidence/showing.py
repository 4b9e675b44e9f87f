"""`legation evidence show`: everything about one claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.cli import options

HEADING = 16  # cells


@click.command("show", short_help="Everything about one claim.")
@click.argument("claim")
@options.which_ledger
@options.as_json
def show(claim: str, as_of: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Show everything about the claim with the id CLAIM.

    What it says, its grades and their reasons, its source, what it agrees and conflicts with, and what in the program
    stands for it. The addresses of copies are printed as text.
    """
    from legation.evidence.queries import portrait

    parts = portrait(options.open_ledger(as_of, folders), claim)
    if as_json:
        options.print_json(parts)
    else:
        for heading, content in parts.items():
            _print(heading, content)


def _print(heading: str, content: Any) -> None:
    from legation.cli.words import width
    from legation.report.lines import wrap

    texts = _texts(content)
    for position, text in enumerate(texts):
        label = heading if position == 0 else ""
        for number, line in enumerate(wrap(text, width() - HEADING)):
            print(f"{label if number == 0 else '':<{HEADING}}{line}")


def _texts(content: Any) -> list[str]:
    if isinstance(content, dict):
        return [f"{heading}: {text}" for heading, text in content.items()]
    if isinstance(content, list):
        return [_other(item) for item in content] if isinstance(content[0], dict) else [", ".join(content)]
    return [str(content)]


def _other(other: dict[str, str]) -> str:
    return f"{other['id']} ({other['origin']}): {other['says']}"
