"""`legation forget`: every copy of a claim that is not public, removed if we can reach it."""

from __future__ import annotations

from pathlib import Path

import click

from legation.api import defaults
from legation.cli.answer import Answer, Question
from legation.report.screen import Screen


@click.command(cls=Question, short_help="Remove every copy of a claim, or of a source, that is not public.")
@click.argument("claim")
@click.option(
    "--folder",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    metavar="DIR",
    help="Your folder with the claim; may be given again.",
)
@click.option(
    "--runs", type=click.Path(path_type=Path), default=Path(defaults.RUNS_FOLDER), help="Where run folders are."
)
def forget(claim: str, folders: tuple[Path, ...], runs: Path) -> Answer:
    """Remove the claim with the id CLAIM from your folders and from run folders, and list what is out of reach.

    CLAIM may be the id of a source: then all of its claims go, and it with the last of them.
    """
    from legation import api

    forgotten = api.forget(claim, folders, runs=runs)
    data = {"removed": forgotten.removed, "left": forgotten.left}
    return Answer(data, lambda width: _screen(data))


def _screen(data: dict[str, dict[str, str]]) -> Screen:
    screen = Screen()
    for label, places in data.items():
        for place, what in places.items():
            screen.step(place, what, label=label.capitalize())
    return screen
