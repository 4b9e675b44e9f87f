"""Options that several commands share, and the ledger that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from legation.evidence.ledger import Ledger
    from legation.provenance.graph import Graph

Command = TypeVar("Command", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
as_of = click.option("--as-of", default="", metavar="DAY", help="Use only claims published by this day.")
folders = click.option(
    "--folder",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="DIR",
    help="A folder with claims of your own; may be given again.",
)

scenario = click.option(
    "--scenario", default="baseline", show_default=True, help="A shipped scenario's name, or a TOML file."
)

_FILTERS = (
    ("role", "structure, input, prior, fit, check or context."),
    ("topic", "Money, Control, People, Outside or Reporting."),
    ("place", "Claims that speak of places inside this area, such as China."),
    ("outlet", "Who published it: id or name."),
    ("status", "active, corrected, disputed, retracted or superseded."),
)


def which_ledger(command: Command) -> Command:
    """Give a command the options that say which ledger: `as_of` and `folders`."""
    return as_of(folders(command))


def filters(command: Command) -> Command:
    """Give a command the options that narrow a list of claims: role, topic, place, outlet and status."""
    for name, says in reversed(_FILTERS):
        command = click.option(f"--{name}", default="", help=says)(command)
    return command


def open_ledger(as_of: str, folders: tuple[Path, ...]) -> Ledger:
    """The shipped ledger with the user's folders, as of a day.

    Raises  EvidenceError with every fault of every file
    """
    from legation.cli.words import day
    from legation.evidence import ledger

    return ledger.load(as_of=day("--as-of", as_of, last=True), folders=folders)


def open_web(scenario: str, as_of: str, folders: tuple[Path, ...]) -> Graph:
    """What rests on what, between the ledger, a scenario and the mechanisms of the installed program.

    Raises  EvidenceError, ScenarioError
    """
    from legation.engine.week import the_week
    from legation.experiments.setup import load
    from legation.provenance.graph import build_graph

    return build_graph(open_ledger(as_of, folders), load(scenario), the_week().mechanisms)


def check_free(path: Path, *, force: bool) -> None:
    """Raise UserError if a file is in the way, before anything is written."""
    from legation.base.faults import Fault, UserError, as_written

    if path.exists() and not force:
        advice = "Choose another name, or give --force to replace it."
        raise UserError(Fault("file", "a file that exists", "a new file", advice, as_written(path)))
    if path.is_dir() or not path.parent.is_dir():
        raise UserError(Fault("file", "no place for a file", "a file in a folder that exists", file=as_written(path)))


def print_json(data: Any) -> None:
    """Print plain data for machines."""
    import json

    print(json.dumps(data, indent=1, ensure_ascii=False))
