"""`legation evidence import`: claims from a spreadsheet or TOML file into a folder of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question

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
        return Answer(rows.as_dict(), "\n".join(_row_lines(rows)), error=problem)
    return Answer(read.as_dict(), "\n".join([*_row_lines(read), *_result_lines(read)]))


def _row_lines(read: RowsRead) -> list[str]:
    """Every row with what becomes of it, and how the file was read."""
    lines = []
    for row in read.rows:
        many = f", {row['faults']} faults" if row["faults"] > 1 else ""
        lines.append(f"{row['place']:<16} {row['state']}{many}  {row['id']}")
    return [*lines, *(f"Note: {note}" for note in read.notes), read.rules]


def _result_lines(read: RowsRead) -> list[str]:
    """What was left out, what was written, and what to do next."""
    lines = [str(fault) for _, faults in read.left_out for fault in faults]
    if read.into is None:
        return [*lines, "Nothing was written: name a folder of yours with --into."]
    into = as_written(read.into)
    lines.append(f"{len(read.written)} claims written into {into}, {len(read.left_out)} rows left out.")
    if read.receipt:
        lines.append(f"Receipt   {as_written(read.receipt)}")
    if read.written:
        lines.append(f"Next      legation evidence show {read.written[0]} --folder {into}")
    return lines
