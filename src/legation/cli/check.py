"""`legation check`: is a file right? All faults at once."""

from __future__ import annotations

from typing import Any

import click

from legation.base.faults import Fault, UserError, shown
from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="Is a file right? All faults at once.")
@click.argument("files", nargs=-1)
@options.sets
@click.option("--schema", is_flag=True, help="Print the JSON Schema of scenario files, for editors.")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], overrides: tuple[str, ...], schema: bool) -> Answer:
    """Validate scenarios: every fault with its file, line, field, and what would be right.

    FILES are scenario files, or shipped scenarios by name.
    """
    from legation import api

    if schema:
        if files:
            advice = "Check files in a command of their own."
            raise UserError(Fault("command line: FILES", shown(files[0]), "nothing beside --schema", advice))
        return _schema(api.schema())
    if not files:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    rows = api.check(files, overrides=overrides)
    lines = [
        f"{row['name']}: right. {row['parameters']} parameters, {row['drawn']} of them with a prior, "
        f"{row['policies']} policies.{_own(row['series'])}"
        for row in rows
    ]
    return Answer({"faults": [], "checked": files}, "\n".join(lines))


def _own(series: list[dict[str, str]]) -> str:
    """What is said of inputs that follow a series of the user's own."""
    said = [f"{row['input']} follows {row['name']} ({row['from']} to {row['to']})" for row in series]
    return f" Own series: {', '.join(said)}." if said else ""


def _schema(data: dict[str, Any]) -> Answer:
    """What an editor needs to complete and check scenario files while people write; it is JSON for people, too."""
    import json

    return Answer(data, json.dumps(data, indent=1, ensure_ascii=False))
