"""`legation check`: is a file right? All faults at once."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Is a file right? All faults at once.")
@click.argument("files", nargs=-1)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of scenario files, for editors.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], schema: bool, as_json: bool) -> None:
    """Validate scenarios: every fault with its file, line, field, and what would be right.

    FILES are scenario files, or shipped scenarios by name.
    """
    from legation.base.faults import Fault, Faults, UserError, as_written, shown
    from legation.experiments.setup import load

    if schema:
        if files:
            advice = "Check files in a command of their own."
            raise UserError(Fault("command line: FILES", shown(files[0]), "nothing beside --schema", advice))
        _print_schema()
        return
    if not files:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    faults = Faults()
    right = []
    for name in files:
        try:
            scenario = load(name)
        except UserError as problem:
            faults += problem.faults
        else:
            written = as_written(name) if Path(name).suffix else name
            free = len(scenario.free())
            right.append(f"{written}: right. {len(scenario.parameters)} parameters, {free} of them with a prior, "
                         f"{len(scenario.policies)} policies.")  # fmt: skip
    if faults:
        raise UserError(faults)
    if as_json:
        import json

        print(json.dumps({"faults": [], "checked": files}, indent=1))
    else:
        print("\n".join(right))


def _print_schema() -> None:
    """Print what an editor needs to complete and check scenario files while people write."""
    from legation.cli import options
    from legation.scenario.schema import schema

    options.print_json(schema())
