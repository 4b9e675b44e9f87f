"""`legation series import`: a monthly series from a table of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen

if TYPE_CHECKING:
    from legation.api import ImportedSeries

FEW = 6  # phrases of what was left out


@click.command("import", cls=Question, short_help="A monthly series from a table of yours.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="DIR", default=defaults.SERIES_FOLDER, show_default=True,
    help="The folder to write into.",
)  # fmt: skip
@click.option("--name", default="", metavar="NAME", help="The name of the file to write; by default that of FILE.")
@click.option("--unit", default="", metavar="UNIT", help='Such as "USD million", if FILE states none.')
@click.option(
    "--where", multiple=True, metavar="HEADING=VALUE",
    help="Which rows are meant, such as flowCode=M. May be given again.",
)  # fmt: skip
@click.option("--column", default="", metavar="HEADING", help="Which column holds the values, if several could.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook.")
@click.option("--decimal", type=click.Choice(defaults.DECIMALS), default=None,
              help="What stands before decimals, if FILE leaves it open.")  # fmt: skip
@click.option("--fill", type=click.Choice(defaults.FILLS), default=defaults.FILLS[0], show_default=True,
              help="What becomes of months without a value between others.")  # fmt: skip
@options.force_file
def read_table_of_months(file: Path, where: tuple[str, ...], decimal: str | None, **asked: Any) -> Answer:
    """Read a monthly series from FILE, and write it where a scenario can name it.

    FILE is an export of UN Comtrade, a table with months down and years across or the other way round, or a list of
    dates and values (.csv, .tsv, .txt, or a workbook). Values are money: USD, or RMB at the yearly rates of the record.
    Several series in one file are never added up. Months without a value stay without one unless --fill interpolate
    draws a line between their neighbours; a scenario that needs such a month is refused.
    """
    from legation import api

    imported = api.import_series(file, where=options.pairs("--where", where), decimal=decimal or "", **asked)
    return Answer(imported.as_dict, lambda width: _screen(imported))


def _screen(imported: ImportedSeries) -> Screen:
    answer = imported.as_dict()
    file = answer["file"]
    screen = Screen(answer["source"], answer["layout"])
    screen.row("Unit", f"{answer['unit_of_source']} in the file; written as USD million")
    count = f"{answer['months']} of {answer['of']} months have a value in the file"
    screen.row("Months", f"{answer['from']} to {answer['to']}; {count}")
    if answer["interpolated"]:
        screen.row("Filled", f"{answer['interpolated']}, on a line between their neighbours")
    screen.row("Missing", answer["missing"] or "none in between")
    for phrase in answer["taken"]:
        screen.row("Taken", phrase)
    left_out = answer["left_out"]
    for phrase in left_out[:FEW]:
        screen.row("Left out", phrase)
    if len(left_out) > FEW:
        screen.row("", f"{len(left_out) - FEW} more; the file lists them.")
    for note in answer["notes"]:
        screen.row("Note", note)
    if answer["missing"]:
        screen.paragraph(
            "A scenario that simulates one of these months is refused. The series of the record has no gaps: its "
            "months come from longer releases, which this file lacks. --fill interpolate draws lines instead."
        )
    screen.gap()
    screen.paragraph(f"{file} was written. A scenario beside its folder names it so:")
    screen.paragraph("[inputs.imports]", indent=2)
    screen.paragraph(f'series = "{Path(file).parent.name}/{Path(file).name}"', indent=2)
    return screen
