"""`legation open`: the report of a run, in the browser."""

from __future__ import annotations

import click

from legation.api import defaults
from legation.base.faults import as_written
from legation.cli.answer import Answer, Question


@click.command("open", cls=Question, short_help="The report of a run, in the browser.")
@click.argument("run", default=defaults.NEWEST_RUN)
@click.option("--browser/--path", "browser", default=True, help="Open it, or only print where it is.")
def open_run(run: str, browser: bool) -> Answer:
    """Open the report of a run in the browser. With --json nothing is opened.

    RUN is a run folder, its name below runs/, or "last".
    """
    import webbrowser

    from legation import api

    saved = api.open_run(run)
    report = as_written(saved.report)
    address = saved.report.resolve().as_uri()
    afterwards = (lambda: webbrowser.open(address)) if browser else None
    return Answer({"report": report, "run_id": saved.run_id}, report, afterwards=afterwards)
