"""`legation open`: the report of a run, in the browser."""

from __future__ import annotations

from dataclasses import replace

import click

from legation.api import defaults
from legation.base.faults import as_written
from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command("open", cls=Question, short_help="The report of a run, in the browser.")
@click.argument("run", default=defaults.NEWEST_RUN)
@options.all_rows
@options.only
@click.option("--browser/--path", "browser", default=True, help="Open it, or only print where it is.")
def open_run(run: str, browser: bool, whole: bool, only: str) -> Answer:
    """Open the report of a run in the browser. With --json nothing is opened.

    RUN is a run folder, its name below runs/, or "last". With --only or --all, what `run` or `compare` said of it is
    shown here instead, without simulating it again; a run folder holds no claim that is not public.
    """
    if whole or only:
        return _shown_again(run, only, whole=whole)
    import webbrowser

    from legation import api

    saved = api.open_run(run)
    report = as_written(saved.report)
    address = saved.report.resolve().as_uri()
    afterwards = (lambda: webbrowser.open(address)) if browser else None
    return Answer({"report": report, "run_id": saved.run_id}, report, afterwards=afterwards)


def _shown_again(run: str, only: str, *, whole: bool) -> Answer:
    """The screen of a saved run or comparison, with every row or with those that some words ask for."""
    from legation import api
    from legation.api.results import Twins
    from legation.report.effects_table import chosen_effects, effects_screen, ranked_effects
    from legation.report.table import matches_row, run_screen

    loaded = api.load_run(run)
    # What is not public stayed out of the folder, so nothing on this screen is marked.
    saved = replace(loaded, stored={**loaded.stored, "handling": "public"})
    if isinstance(saved, Twins):
        effects = chosen_effects(ranked_effects(saved), only)
        data = {"run_id": saved.run_id, "effects": [effect.as_row() for effect in effects]}
        return Answer(data, lambda width: effects_screen(saved, whole=whole, only=only))
    rows = [row.as_dict() for row in saved.rows if matches_row(row, only)]
    return Answer({"run_id": saved.run_id, "rows": rows}, lambda width: run_screen(saved, whole=whole, only=only))
