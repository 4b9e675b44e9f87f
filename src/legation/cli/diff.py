"""`legation diff`: two saved runs side by side."""

from __future__ import annotations

from pathlib import Path

import click

from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import HEIGHT, Screen


@click.command(cls=Question, short_help="Two saved runs side by side: what changed between them.")
@click.argument("a")
@click.argument("b")
@options.all_rows
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="Write all of it as a workbook, too.")
@options.force_file
def diff(a: str, b: str, whole: bool, xlsx: Path | None, force: bool) -> Answer:
    """Set the saved run B beside A: verdicts that changed, numbers that moved, and what was told otherwise.

    A and B are run folders, their names below runs/, or "last"; or folders of two comparisons. Nothing is simulated. To
    run two scenarios with the same luck: legation compare.
    """
    from legation import api
    from legation.report.diff_screen import difference_screen

    difference = api.diff_runs(a, b, xlsx=xlsx, force=force)

    def screen(width: int) -> Screen:
        shown = difference_screen(difference, whole=whole, width=width, height=HEIGHT - 2 if xlsx else HEIGHT)
        if xlsx:
            shown.gap()
            shown.step(as_written(xlsx), label="Written")
        return shown

    return Answer(difference.as_dict(), screen)
