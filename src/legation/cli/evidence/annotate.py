"""`legation evidence annotate`: what the record and the model say, beside the rows of your own workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.api import defaults
from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import announce_compiling, progress
from legation.report.screen import Screen

if TYPE_CHECKING:
    from legation.api.annotation import Annotated


@click.command(cls=Question, short_help="What the record and the model say, beside your own rows.")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The copy; your workbook is not changed.")
@options.folders
@click.option("--run", default=defaults.NEWEST_RUN, show_default=True, help="A run folder, its name, or last.")
@click.option("--record-only", is_flag=True, help="Write what the record says, and nothing of a run.")
@options.force_file
def annotate(workbook: Path, run: str, record_only: bool, **asked: Any) -> Answer:
    """Write new columns behind those of WORKBOOK, as you imported it, into a copy. Nothing else is changed.

    Each row that was imported gets its claim's id, its standing in the record and, of a saved run, how it compares
    with the model. Saved runs hold no claim that is not public, so for those the run is made again, with its seed.
    """
    from legation import api

    answer = api.annotate(
        workbook, run=None if record_only else run, watch=partial(progress, "Worlds"), on_compile=announce_compiling,
        **asked,
    )  # fmt: skip
    return Answer(answer.as_dict(), lambda width: _screen(answer))


def _screen(answer: Annotated) -> Screen:
    screen = Screen()
    if answer.handling:
        screen.warning(answer.handling)
    screen.paragraph(f"{as_written(answer.file)}: new columns in {answer.rows} rows; all else is as it was.")
    for label, counts in (("Record", answer.standing), ("Model", answer.verdicts)):
        if counts:
            listed = sorted(counts.items(), key=lambda item: -item[1])
            screen.row(label, *(f"{words}: {number}" for words, number in listed))
    if answer.repeated:
        screen.row("Run", "Made again with its seed, as a saved run holds no claim that is not public.")
    if answer.changed:
        text = f"{len(answer.changed)} public claims compare otherwise than in the saved run: the program has changed."
        screen.row("Changed", text)
    if answer.gone:
        screen.row("Not there", f"{', '.join(answer.gone)}: imported from it, and in no folder of yours any more.")
    if answer.notes:
        screen.row("Note", *answer.notes)
    return screen
