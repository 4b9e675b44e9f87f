"""`legation export`: a finished run or comparison as files that people open."""

from __future__ import annotations

from typing import Any

import click

from legation.api import defaults
from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen


@click.command("export", cls=Question, short_help="A run as XLSX, CSV, DOCX, PDF, or its charts as files.")
@click.argument("run", default=defaults.NEWEST_RUN)
@options.export_places
@click.option("--force", is_flag=True, help="Replace files that exist, and folders that an export wrote.")
def export_run(run: str, **asked: Any) -> Answer:
    """Write a finished run, or a comparison of two scenarios, as files; several at once if you name several.

    RUN is a run folder, its name below runs/, or "last". It holds no claim that is not public, and so does no file; to
    export your own, give these options to `legation run`.
    """
    from legation import api

    exported = api.export_run(run, **asked)
    return Answer(exported.as_dict(), lambda width: exports_on(Screen(), exported))


def exports_on(screen: Screen, exported: Any) -> Screen:
    """A screen with what was exported at its end."""
    for path in exported.written:
        screen.step(as_written(path), label="Written")
    for remark in exported.remarks:
        screen.paragraph(remark)
    if exported.handling:
        screen.warning(exported.handling)
    return screen
