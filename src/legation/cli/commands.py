"""The list of commands, in the order in which `legation --help` shows them."""

from __future__ import annotations

from importlib import import_module

import click

# Name -> module, and the function in it. A command's file is imported when it is asked for.
COMMANDS = {
    "run": ("legation.cli.run", "run"),
    "check": ("legation.cli.check", "check"),
    "plan": ("legation.cli.plan", "plan"),
    "open": ("legation.cli.open", "open_run"),
    "doctor": ("legation.cli.doctor", "doctor"),
}


class Lazy(click.Group):
    """A group whose commands are imported one by one, in the order of `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(module), function)
        return found


@click.group(
    cls=Lazy,
    name="legation",
    help="An evidence-driven simulator of a system known only from fragmentary reports. Synthetic persons only.",
    epilog="A fit is not corroboration; a misfit is not a denial.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="legation", message="legation %(version)s")
def app() -> None:
    """Hold the commands."""
