"""Options that several commands share, and the ledger that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from legation.assessment.trace import Web
    from legation.evidence.ledger import Ledger

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


def which_ledger(command: Command) -> Command:
    """Give a command the options that say which ledger: `as_of` and `folders`."""
    return as_of(folders(command))


def open_ledger(as_of: str, folders: tuple[Path, ...]) -> Ledger:
    """The shipped ledger with the user's folders, as of a day.

    Raises  EvidenceError with every fault of every file
    """
    from legation.cli.words import day
    from legation.evidence import ledger

    return ledger.load(as_of=day("--as-of", as_of, last=True), folders=folders)


def open_web(scenario: str, as_of: str, folders: tuple[Path, ...]) -> Web:
    """What rests on what, between the ledger, a scenario and the mechanisms of the installed program.

    Raises  EvidenceError, ScenarioError
    """
    from legation.assessment.trace import weave
    from legation.engine.compose import the_week
    from legation.experiments.setting import load

    return weave(open_ledger(as_of, folders), load(scenario), the_week().mechanisms)


def print_json(data: Any) -> None:
    """Print plain data for machines."""
    import json

    print(json.dumps(data, indent=1, ensure_ascii=False))
