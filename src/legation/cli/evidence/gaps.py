"""`legation evidence gaps`: the claims that nothing in the installed program represents, and why."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli import options


@click.command(short_help="Claims that nothing represents yet, and why.")
@options.which_ledger
@options.as_json
def gaps(as_of: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """List the claims that nothing in the installed program represents, each with what it waits for, or why."""
    from legation.provenance.gaps import gaps as find

    ledger = options.open_ledger(as_of, folders)
    found = find(ledger)
    waiting = [(claim, "waits for " + ", ".join(waits)) for claim, waits in found.waiting]
    outside = [(claim, claim.out_of_scope) for claim in found.out_of_scope]
    lost = [(claim, "neither represented nor out of scope: name one of the two") for claim in found.unexplained]
    if as_json:
        options.print_json(
            {
                "waiting": [{"id": claim.id, "waits_for": list(waits)} for claim, waits in found.waiting],
                "out_of_scope": [{"id": claim.id, "reason": reason} for claim, reason in outside],
                "unexplained": [claim.id for claim in found.unexplained],
                "of": len(ledger.claims),
            }
        )
        return
    headings = ("Named and not built yet", "Out of scope", "Nothing stands for them, and no reason is given")
    for heading, entries in zip(headings, (waiting, outside, lost), strict=True):
        if entries:
            _print(f"{heading}: {len(entries)}", [(claim.id, claim.paraphrase, why) for claim, why in entries])
    shown = len(ledger.claims) - len(waiting) - len(outside) - len(lost)
    print(f"{shown} of {len(ledger.claims)} claims are represented by something that is built.")


def _print(heading: str, entries: list[tuple[str, str, str]]) -> None:
    from legation.cli.words import width
    from legation.report.lines import wrap

    print(heading)
    for name, said, why in entries:
        print(*wrap(f"{name}  {said}", width(), "  "), sep="\n")
        print(*wrap(why, width(), "      "), sep="\n")
    print()
