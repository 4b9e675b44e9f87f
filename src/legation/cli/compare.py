"""`legation compare`: two scenarios with the same luck, and what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from legation.base.faults import Faults, UserError
from legation.cli import options
from legation.cli.running import MOST_THREADS, MOST_WORLDS, repeating, run_folder, warn_of_compiling


@click.command(short_help="Two scenarios with the same luck: what differs, and when.")
@click.argument("a")
@click.argument("b")
@click.option(
    "--worlds",
    type=click.IntRange(1, MOST_WORLDS),
    default=64,
    show_default=True,
    help="How many pairs of worlds; each pair draws its own parameters.",
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, help="Decides every draw.")
@click.option("--out", type=click.Path(path_type=Path), help="The run folder; by default a new one below runs/.")
@click.option("--threads", type=click.IntRange(1, MOST_THREADS), help="All processors by default; changes no result.")
@click.option("--start", default="", metavar="DAY", help="First day, such as 2012 or 2012-03.")
@click.option("--end", default="", metavar="DAY", help="Last day, such as 2019 or 2019-05-31.")
@click.option("--force", is_flag=True, help="Replace an existing run folder.")
@options.as_json
@click.pass_obj
def compare(
    given: Sequence[str],
    a: str,
    b: str,
    worlds: int,
    seed: int,
    out: Path | None,
    threads: int | None,
    start: str,
    end: str,
    force: bool,
    as_json: bool,
) -> None:
    """Compare two scenarios: each world of A with its twin in B, which has the same draws and the same luck.

    A and B are shipped scenarios by name, or TOML files. What is told is B less A.
    """
    from legation import api
    from legation.cli.words import day, progress
    from legation.runs import store

    faults = Faults()
    first = last = None
    told = []
    with faults.collecting():
        first = day("--start", start, last=False)
    with faults.collecting():
        last = day("--end", end, last=True)
    for name in dict.fromkeys((a, b)):
        with faults.collecting():
            told.append(api.resolve_scenario(name, start=first, end=last))
    if not faults:
        with faults.collecting():
            api.check_weeks(told[0], told[-1])
    stem = f"{Path(a).stem}-and-{Path(b).stem}"
    with faults.collecting():
        store.check_free(run_folder(out, stem), force=force)
    if faults:
        # A day that is out of the record is one mistake, whichever scenario it is given to.
        raise UserError(dict.fromkeys(faults))
    warn_of_compiling()
    with progress("Worlds", 2 * worlds) as on_world:
        result = api.compare(told[0], told[-1], worlds=worlds, seed=seed, threads=threads, on_world=on_world,
                             command=repeating(given, a, b))  # fmt: skip
    folder = run_folder(out, stem)
    result.save(folder, force=force)
    if as_json:
        effects = [effect.as_row() for effect in result.effects]
        options.print_json({"folder": folder.as_posix(), "manifest": result.manifest(), "effects": effects})
    else:
        _print(result, folder)


def _print(result: Any, folder: Path) -> None:
    from legation.cli.words import width
    from legation.report.effects_table import as_text

    print(as_text(result, width=width()))
    print(f"Report    {(folder / 'report.html').as_posix()}       legation open")
