"""`legation evidence template`: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from legation.api import defaults
from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="A workbook to fill in: claims, sources, codes.")
@click.argument("file", type=click.Path(path_type=Path), default=defaults.TEMPLATE_FILE)
@options.force_file
def template(file: Path, force: bool) -> Answer:
    """Write a workbook to fill in.

    FILE ends in .xlsx. Its sheets are Claims (twelve columns, three examples), Sources, and Codes with what they mean.
    """
    from legation import api

    name = as_written(api.template(file, force=force))
    return Answer(
        {"file": name},
        f"{name}: fill in Claims and Sources; the examples are left out when it is read.\n"
        f"Next      legation evidence import {name} --into my-claims",
    )
