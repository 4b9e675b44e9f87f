"""`legation list`: the names that other commands take."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command("list", cls=Question, short_help="Names: scenarios, observables, parameters, mechanisms, claims.")
@click.argument("kind", type=click.Choice(defaults.KINDS_OF_NAMES))
@click.argument("words", nargs=-1)
@options.scenario
@options.which_ledger
def list_names(kind: str, words: tuple[str, ...], **asked: Any) -> Answer:
    """List the names of a KIND in which each of WORDS occurs, each with what it is."""
    from legation import api

    names = api.list_names(kind, words, **asked)
    return Answer(names, partial(_text, kind, names))


def _text(kind: str, names: dict[str, Any], width: int) -> str:
    from legation.report.lines import columns, wrap

    rows = names[kind]
    name_width = min(max((len(row["name"]) for row in rows), default=0), width // 3)
    title_width = width - name_width - 2
    lines = [names["handling"]] if "handling" in names else []
    for row in rows:
        more = [text for heading, text in row.items() if heading not in ("name", "title") and text]
        said = row["title"] + (f"  [{', '.join(more)}]" if more else "")
        lines += columns([wrap(row["name"], name_width), wrap(said, title_width)], (name_width, title_width))
    next_step = "" if kind == "scenarios" else " More of one: legation why NAME"
    return "\n".join([*lines, f"{len(rows)} of {names['of']} {kind}.{next_step}"])
