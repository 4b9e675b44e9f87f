"""`legation forget`: every copy of a claim that is not public, removed as far as we can reach."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli import options


@click.command(short_help="Remove every copy of a claim that is not public.")
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
@click.option("--runs", type=click.Path(path_type=Path), default=Path("runs"), help="Where run folders are.")
@options.as_json
def forget(claim: str, folders: tuple[Path, ...], runs: Path, as_json: bool) -> None:
    """Remove the claim with the id CLAIM from your folders and from run folders, and list what is out of reach."""
    from legation.runs.forgetting import forget as forget_claim

    told = forget_claim(claim, of=folders, runs=runs)
    if as_json:
        options.print_json({"removed": told.removed, "left": told.left})
        return
    for place, what in told.removed.items():
        print(f"Removed   {place}: {what}")
    for place, why in told.left.items():
        print(f"Left      {place}: {why}")
