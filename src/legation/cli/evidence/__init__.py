"""`legation evidence`: the ledger. One small file for each of its commands."""

from __future__ import annotations

import click

from legation.cli.lazy import Lazy

# Name -> module, and the function in it.
COMMANDS = {
    "list": ("legation.cli.evidence.list", "list_claims"),
    "show": ("legation.cli.evidence.show", "show"),
    "grades": ("legation.cli.evidence.grades", "grades"),
    "gaps": ("legation.cli.evidence.gaps", "gaps"),
    "template": ("legation.cli.evidence.template", "template"),
    "import": ("legation.cli.evidence.imports", "import_claims"),
    "export": ("legation.cli.evidence.exports", "export"),
    "annotate": ("legation.cli.evidence.annotate", "annotate"),
    "custody": ("legation.cli.evidence.custody", "custody"),
}


@click.group(cls=Lazy, table=COMMANDS, short_help="The ledger: find, read, bring in and take out claims.")
def evidence() -> None:
    """Find, read, bring in and take out the claims on which the program rests."""
