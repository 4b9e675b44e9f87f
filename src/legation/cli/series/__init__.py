"""`legation series`: monthly series of the user's own, which a scenario can name as inputs."""

from __future__ import annotations

import click

from legation.cli.lazy import Lazy

# Name -> module, and the function in it.
COMMANDS = {"import": ("legation.cli.series.imports", "read_table_of_months")}


@click.group(cls=Lazy, table=COMMANDS, short_help="Monthly series of your own, as inputs of a scenario.")
def series() -> None:
    """Bring in monthly series of your own, which a scenario can name as inputs."""
