"""`legation compare`: two scenarios with the same luck, and what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import announce_compiling, progress
from legation.cli.repetition import repeating
from legation.cli.suggestions import quoted


@click.command(cls=Question, short_help="Two scenarios with the same luck: what differs, and when.")
@click.argument("a")
@click.argument("b")
@options.worlds(defaults.PAIRS, "How many pairs of worlds; each pair draws its own parameters.")
@options.seed
@options.out
@options.threads
@options.start
@options.end
@options.sets
@options.as_of
@options.folders
@options.without
@options.all_rows
@options.only
@options.strict
@options.force_run
@click.pass_obj
def compare(
    words: Sequence[str], /, a: str, b: str, worlds: int, out: Path | None, whole: bool, only: str, **asked: Any
) -> Answer:
    """Compare two scenarios: each world of A with its twin in B, which has the same draws and the same luck.

    A and B are shipped scenarios by name, or TOML files; what `--set` says holds in both, or in B
    alone if both are the same: `compare baseline baseline --set sessions=off`. The effects are B less A. A
    pair in which either twin fails is left out and counted.
    """
    from legation import api
    from legation.report.effects_table import effects_screen

    with progress("Worlds", 2 * worlds) as on_world:
        twins = api.compare(
            a, b, worlds=worlds, out=True if out is None else out, command=repeating(words, a, b),
            on_compile=announce_compiling, on_world=on_world, **asked,
        )  # fmt: skip
    assert twins.folder, "the comparison was saved"
    folder = twins.folder.as_posix()
    effects = [effect.as_row() for effect in twins.effects]
    reports = [[row.as_dict() for row in rows] for rows in twins.public().telling]
    return Answer(
        {"folder": folder, "manifest": twins.manifest(), "effects": effects, "reports": reports},
        lambda width: effects_screen(twins, _steps(folder, whole or only), whole=whole, only=only),
    )


def _steps(folder: str, is_whole: str | bool) -> list[tuple[str, str]]:
    """Where the report is, and commands to go on with; they simulate nothing again."""
    again = f"legation open {quoted(Path(folder))}"
    rest = [] if is_whole else [(f"{again} --all", "every measure, and what it means")]
    return [
        ("legation open", f"the report, with each year: {folder}/report.html"),
        *rest,
        (f"{again} --only income", "only what mentions a word"),
    ]
