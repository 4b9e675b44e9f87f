"""The list of commands, in the order in which `legation --help` shows them."""

from __future__ import annotations

import click

from legation.cli.lazy import Lazy

# Name -> module, and the function in it. A command's file is imported when it is asked for.
COMMANDS = {
    "about": ("legation.cli.about", "about"),
    "run": ("legation.cli.run", "run"),
    "compare": ("legation.cli.compare", "compare"),
    "check": ("legation.cli.check", "check"),
    "plan": ("legation.cli.plan", "plan"),
    "evidence": ("legation.cli.evidence", "evidence"),
    "list": ("legation.cli.names", "list_names"),
    "why": ("legation.cli.why", "why"),
    "impact": ("legation.cli.impact", "impact"),
    "forget": ("legation.cli.forget", "forget"),
    "open": ("legation.cli.open", "open_run"),
    "doctor": ("legation.cli.doctor", "doctor"),
}


@click.group(
    cls=Lazy,
    table=COMMANDS,
    name="legation",
    help="An evidence-driven simulator of a system known only from fragmentary reports. Synthetic persons only.",
    epilog="A fit is not corroboration; a misfit is not a denial.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="legation", message="legation %(version)s")
def app() -> None:
    """Hold the commands."""
