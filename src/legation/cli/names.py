"""`legation list`: the names that other commands take."""

from __future__ import annotations

from typing import Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import HEIGHT, Screen, TableColumn


@click.command("list", cls=Question, short_help="Names: scenarios, observables, parameters, mechanisms, claims.")
@click.argument("kind", type=click.Choice(defaults.KINDS_OF_NAMES))
@click.argument("words", nargs=-1)
@options.all_rows
@options.filters
@options.scenario
@options.which_ledger
def list_names(kind: str, words: tuple[str, ...], whole: bool, **asked: Any) -> Answer:
    """List the names of a KIND in which each of WORDS occurs, each with what it is.

    Claims are found as `legation evidence list` finds them, and filters are for claims alone.
    """
    from legation import api

    names = api.list_names(kind, words, **asked)
    return Answer(names, lambda width: _short_screen(kind, names, width) if not whole else _screen(kind, names, None))


def _short_screen(kind: str, names: dict[str, Any], width: int) -> Screen:
    """As many names as fit on a screen."""
    most, too_many = 0, len(names[kind]) + 1
    while too_many - most > 1:
        middle = (most + too_many) // 2
        fits = _screen(kind, names, middle).height(width) <= HEIGHT
        most, too_many = (middle, too_many) if fits else (most, middle)
    return _screen(kind, names, most)


def _screen(kind: str, names: dict[str, Any], most: int | None) -> Screen:
    """Names with what they are. Of scenarios, what each is for is told where all is asked for, or of one alone.

    most  how many, None for all
    """
    screen = Screen()
    screen.warning(names.get("handling", ""))
    rows, listed = [], names[kind][:most]
    is_brief = kind == "scenarios" and most is not None and len(names[kind]) > 1
    for row in listed:
        more = [text for heading, text in row.items() if heading not in ("name", "title") and text]
        rows.append((row["name"], row["title"] + (f" [{', '.join(more)}]" if more and not is_brief else "")))
    screen.table([TableColumn(), TableColumn()], rows)
    if left := len(names[kind]) - len(listed):
        screen.paragraph(f"and {left} more: words narrow the list, --all shows the rest.")
    if is_brief:
        screen.paragraph("What each assumes: --all, or legation list scenarios NAME.")
    next_step = "" if kind == "scenarios" else " More of one: legation why NAME"
    screen.paragraph(f"{len(names[kind])} of {names['of']} {kind}.{next_step}")
    return screen
