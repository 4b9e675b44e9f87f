"""`legation list`: the names that other commands take."""

from __future__ import annotations

from typing import Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen, TableColumn


@click.command("list", cls=Question, short_help="Names: scenarios, observables, parameters, mechanisms, claims.")
@click.argument("kind", type=click.Choice(defaults.KINDS_OF_NAMES))
@click.argument("words", nargs=-1)
@options.filters
@options.scenario
@options.which_ledger
def list_names(kind: str, words: tuple[str, ...], **asked: Any) -> Answer:
    """List the names of a KIND in which each of WORDS occurs, each with what it is.

    Claims are found as `legation evidence list` finds them, and filters are for claims alone.
    """
    from legation import api

    names = api.list_names(kind, words, **asked)
    return Answer(names, lambda width: _screen(kind, names))


def _screen(kind: str, names: dict[str, Any]) -> Screen:
    screen = Screen()
    screen.warning(names.get("handling", ""))
    rows = []
    for row in names[kind]:
        more = [text for heading, text in row.items() if heading not in ("name", "title") and text]
        rows.append((row["name"], row["title"] + (f" [{', '.join(more)}]" if more else "")))
    screen.table([TableColumn(), TableColumn()], rows)
    next_step = "" if kind == "scenarios" else " More of one: legation why NAME"
    screen.paragraph(f"{len(rows)} of {names['of']} {kind}.{next_step}")
    return screen
