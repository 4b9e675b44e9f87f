"""`legation evidence import`: claims from a spreadsheet or TOML file into a folder of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen, TableColumn

if TYPE_CHECKING:
    from legation.api.record import RowsRead


@click.command("import", cls=Question, short_help="Claims from a spreadsheet or TOML file into a folder of yours.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), metavar="DIR", help="The folder for your claims.")
@click.option("--sources", type=click.Path(path_type=Path), help="A second CSV file, with sources.")
@click.option("--accept-good", is_flag=True, help="Take the rows that are right, and leave the others out.")
@click.option("--replace", is_flag=True, help="Let changed rows take the place of claims in the folder.")
@options.folders
def import_claims(file: Path, **asked: Any) -> Answer:
    """Check every row of FILE (.xlsx, .csv or .toml), and put its claims into a folder of yours.

    Without --into, and as long as any row is wrong, nothing is written. Claims are embargoed unless their row says
    otherwise.
    """
    from legation import api

    try:
        read = api.import_claims(file, **asked)
    except api.RowsRefusedError as problem:
        rows = problem.rows_read
        return Answer(rows.as_dict(), lambda width: _row_screen(rows), error=problem)
    return Answer(read.as_dict(), lambda width: _result_screen(read))


def _row_screen(read: RowsRead) -> Screen:
    """Every row with what becomes of it, and how the file was read."""
    screen, rows = Screen(), []
    for row in read.rows:
        many = f", {row['faults']} faults" if row["faults"] > 1 else ""
        rows.append((row["place"], f"{row['state']}{many}", row["id"]))
    screen.table([TableColumn(), TableColumn(), TableColumn()], rows)
    for note in read.notes:
        screen.row("Note", note)
    screen.paragraph(read.rules)
    return screen


def _result_screen(read: RowsRead) -> Screen:
    """The same, what was left out, what was written, and what to do next."""
    screen = _row_screen(read)
    for _, faults in read.left_out:
        for fault in faults:
            screen.paragraph(str(fault))
    if read.into is None:
        screen.paragraph("Nothing was written: name a folder of yours with --into.")
        return screen
    into = as_written(read.into)
    screen.paragraph(f"{len(read.written)} claims written into {into}, {len(read.left_out)} rows left out.")
    if read.receipt:
        screen.step(as_written(read.receipt), label="Receipt")
    if read.written:
        screen.step(f"legation evidence show {read.written[0]} --folder {into}")
    return screen
