"""`legation fit`: what the scored claims teach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import announce_compiling, worlds_progress
from legation.cli.suggestions import quoted


@click.command(cls=Question, short_help="What the scored claims teach, and which conflict.")
@click.argument("scenario", default=defaults.SCENARIO)
@options.worlds(defaults.BANK_WORLDS, "How many worlds of the bank; those not there are simulated first.")
@options.seed
@options.threads
@options.sets
@options.as_of
@options.without
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Save all tables in a new folder.")
@options.all_rows
def fit(scenario: str, worlds: int, out: Path | None, whole: bool, **asked: Any) -> Answer:
    """Weigh worlds of the prior by how likely they make what the scored claims say.

    SCENARIO is a shipped scenario's name, or a TOML file. Claims whose role is check are never used. Where too few
    worlds carry the weight, no number of the record is told.
    """
    from legation import api
    from legation.report.fit_screen import fit_screen

    with worlds_progress() as on_missing:
        answer = api.fit(
            scenario, worlds=worlds, out=out, on_compile=announce_compiling, on_missing=on_missing, **asked
        )  # fmt: skip
    name = quoted(scenario)
    steps = [] if answer.folder is None else [(f"{answer.folder.as_posix()}/", "all tables")]
    steps += [] if whole else [(f"legation fit {name} --all", "every measure and informed parameter")]
    steps.append((f"legation bank {name} --worlds {5 * worlds}", "more worlds, to be weighed with fit --worlds"))
    return Answer(answer.as_dict(), lambda width: fit_screen(answer.fit, answer.scenario.called, steps, whole=whole))
