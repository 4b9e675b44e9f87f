"""`legation forget`: every copy of a claim that is not public, removed if we can reach it."""

from __future__ import annotations

from pathlib import Path

import click

from legation.api import defaults
from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="Remove every copy of a claim that is not public.")
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
    """Remove the claim with the id CLAIM from your folders and from run folders, and list what is out of reach."""
    from legation import api

    forgotten = api.forget(claim, folders, runs=runs)
    lines = [f"Removed   {place}: {what}" for place, what in forgotten.removed.items()]
    lines += [f"Left      {place}: {why}" for place, why in forgotten.left.items()]
    return Answer({"removed": forgotten.removed, "left": forgotten.left}, "\n".join(lines))
