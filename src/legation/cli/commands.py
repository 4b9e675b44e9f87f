"""The list of commands, in the order in which `legation --help` shows them."""

from __future__ import annotations

import click

from legation.cli.answer import Answer
from legation.cli.lazy import Lazy

# Name -> module, and the function in it. A command's file is imported when it is asked for.
COMMANDS = {
    "about": ("legation.cli.about", "about"),
    "assess": ("legation.cli.assess", "assess"),
    "unseen": ("legation.cli.unseen", "unseen"),
    "read": ("legation.cli.read", "read"),
    "run": ("legation.cli.run", "run"),
    "compare": ("legation.cli.compare", "compare"),
    "fit": ("legation.cli.fit", "fit"),
    "bank": ("legation.cli.bank", "bank"),
    "diff": ("legation.cli.diff", "diff"),
    "export": ("legation.cli.export", "export_run"),
    "check": ("legation.cli.check", "check"),
    "plan": ("legation.cli.plan", "plan"),
    "evidence": ("legation.cli.evidence", "evidence"),
    "series": ("legation.cli.series", "series"),
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
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="legation", message="legation %(version)s")
@click.option("--json", is_flag=True, expose_value=False, help="Print the answer as JSON.")
@click.pass_context
def app(ctx: click.Context) -> Answer | None:
    """Hold the commands; without one, answer with the first screen."""
    if ctx.invoked_subcommand is not None:
        return None
    from legation.cli.welcome import welcome

    return welcome()
