"""`legation run`: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from legation.base.faults import Faults, UserError
from legation.cli import options
from legation.cli.running import MOST_THREADS, MOST_WORLDS, repeating, run_folder, warn_of_compiling


@click.command(short_help="The main job: the record beside the model.")
@click.argument("scenario", default="baseline")
@click.option(
    "--worlds",
    type=click.IntRange(1, MOST_WORLDS),
    default=200,
    show_default=True,
    help="How many worlds; each draws its own parameters.",
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, help="Decides every draw.")
@click.option("--out", type=click.Path(path_type=Path), help="The run folder; by default a new one below runs/.")
@click.option("--threads", type=click.IntRange(1, MOST_THREADS), help="All processors by default; changes no result.")
@click.option("--start", default="", metavar="DAY", help="First day, such as 2012 or 2012-03.")
@click.option("--end", default="", metavar="DAY", help="Last day, such as 2019 or 2019-05-31.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="NAME=VALUE",
    help="Fix a parameter or switch a mechanism: trade.median_margin=60000, alert=off.",
)
@click.option("--as-of", default="", metavar="DAY", help="Use only claims published by this day.")
@options.folders
@click.option("--force", is_flag=True, help="Replace an existing run folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def run(
    given: Sequence[str],
    scenario: str,
    worlds: int,
    seed: int,
    out: Path | None,
    threads: int | None,
    start: str,
    end: str,
    changes: tuple[str, ...],
    as_of: str,
    folders: tuple[Path, ...],
    force: bool,
    as_json: bool,
) -> None:
    """The main job: run an ensemble of worlds, and set what the model gives beside what the record says.

    SCENARIO is a shipped scenario's name, or a TOML file.
    """
    from legation import api
    from legation.cli.words import day, progress
    from legation.runs import store

    faults = Faults()
    first = last = known_by = told = None
    with faults.collecting():
        first = day("--start", start, last=False)
    with faults.collecting():
        last = day("--end", end, last=True)
    with faults.collecting():
        known_by = day("--as-of", as_of, last=True)
    with faults.collecting():
        told = api.resolve_scenario(scenario, overrides=changes, start=first, end=last)
    with faults.collecting():
        store.check_free(run_folder(out, Path(scenario).stem), force=force)
    if faults or told is None:
        raise UserError(faults)
    warn_of_compiling()
    with progress("Worlds", worlds) as on_world:
        result = api.run(told, worlds=worlds, seed=seed, threads=threads, as_of=known_by, folders=folders,
                         on_world=on_world, command=repeating(given, scenario))  # fmt: skip
    folder = run_folder(out, Path(scenario).stem)
    result.save(folder, force=force)
    if as_json:
        _print_json(result, folder)
    else:
        _print_table(result, folder)


def _print_table(result: Any, folder: Path) -> None:
    import shutil

    from legation.report.table import as_text

    print(as_text(result, width=min(shutil.get_terminal_size((100, 24)).columns, 120)))
    print(f"Report    {(folder / 'report.html').as_posix()}       legation open")


def _print_json(result: Any, folder: Path) -> None:
    import json

    rows = [row.as_dict() for row in result.public().rows]
    print(json.dumps({"folder": folder.as_posix(), "manifest": result.manifest(), "rows": rows}, indent=1))
