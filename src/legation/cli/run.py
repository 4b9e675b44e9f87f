"""`legation run`: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from legation.api import defaults
from legation.base.faults import Fault, Faults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import announce_compiling, progress
from legation.cli.repetition import repeating
from legation.cli.suggestions import quoted, typed_again
from legation.report.screen import Screen

FILES_ONLY = "A run folder holds no claim that is not public."
EXPORTS = ("xlsx", "csv", "docx", "pdf", "charts")


@click.command(cls=Question, short_help="The main job: the record beside the model.")
@click.argument("scenario", default=defaults.SCENARIO)
@options.worlds(defaults.WORLDS, "How many worlds; each draws its own parameters.")
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
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help="Write the report to this .html, too.")
@options.export_places
@click.option("--include-nonpublic", is_flag=True, help="Put claims of yours that are not public in, too.")
@options.force_run
@click.pass_obj
def run(
    words: Sequence[str],
    /,
    scenario: str,
    worlds: int,
    out: Path | None,
    report: Path | None,
    include_nonpublic: bool,
    whole: bool,
    only: str,
    **asked: Any,
) -> Answer:
    """The main job: run an ensemble of worlds, and set the model's ranges beside what the record says.

    SCENARIO is a shipped scenario's name, or a TOML file. A world that fails is left out: the first line on the screen
    counts such worlds and names the first, and the table `failures` of the run folder has the reason for each.
    """
    from legation import api

    letterhead = asked.pop("letterhead")
    places = {name: place for name in EXPORTS if (place := asked.pop(name)) is not None}
    _check_files(report, places, letterhead, include_nonpublic, force=asked["force"])
    with progress("Worlds", worlds) as on_world:
        result = api.run(
            scenario, worlds=worlds, out=True if out is None else out, command=repeating(words, scenario),
            on_compile=announce_compiling, on_world=on_world, **asked,
        )  # fmt: skip
    assert result.folder, "the run was saved"
    if report:
        result.write_report(report, include_nonpublic=include_nonpublic, force=asked["force"])
    exported = None
    if places:
        exported = api.export_run(
            result, **places, letterhead=letterhead, include_nonpublic=include_nonpublic, force=asked["force"]
        )
    folder = result.folder.as_posix()
    rows = [row.as_dict() for row in result.public().rows]
    # A run folder lacks what is not public, so with a folder of the user's only the same command shows all.
    again = typed_again(words) if asked["folders"] else f"legation open {quoted(Path(folder))}"
    steps = _steps(again, folder, whole or only)
    return Answer(
        {"folder": folder, "manifest": result.manifest(), "rows": rows,
         **({"exported": exported.as_dict()} if exported else {})},
        lambda width: _screen(result, exported, steps, whole=whole, only=only),
    )  # fmt: skip


def _check_files(
    report: Path | None, places: dict[str, Path], letterhead: Path | None, include_nonpublic: bool, *, force: bool
) -> None:
    """Raise UserError with whatever stands in the way of the files beside the run folder, before a world is run."""
    from legation import api

    faults = Faults()
    if report:
        with faults.collecting():
            api.check_report_file(report, force=force)
    if places or letterhead:
        with faults.collecting():
            api.check_export_places(places, letterhead, force=force)
    if include_nonpublic and not (report or places):
        expected = "--report, --xlsx or the like"
        faults.append(Fault("include_nonpublic", "no file to put them into", expected, FILES_ONLY))
    faults.refuse()


def _screen(result: Any, exported: Any, steps: list[tuple[str, str]], *, whole: bool, only: str) -> Screen:
    from legation.cli.export import exports_on
    from legation.report.table import run_screen

    screen = run_screen(result, steps, whole=whole, only=only)
    return exports_on(screen, exported) if exported else screen


def _steps(again: str, folder: str, is_whole: str | bool) -> list[tuple[str, str]]:
    """Where the report is, and commands to go on with."""
    rest = [] if is_whole else [(f"{again} --all", "every report, with the reasons for its verdict")]
    return [
        ("legation open", f"the report: {folder}/report.html"),
        *rest,
        (f"{again} --only quota", "only what mentions a word"),
        ("legation why nk-2019-intv-12", "what a report, number or mechanism rests on"),
    ]
