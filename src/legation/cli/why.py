"""`legation why`: from anything in the model down to the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.cli import options

MOST_SHOWN = 3  # more than that, and the names alone are listed
DETAILS = ("value", "unit", "claims", "leaves_out", "meaning", "series", "link", "assumed", "note")


@click.command(short_help="From a parameter, mechanism, result or claim to its sources.")
@click.argument("name", nargs=-1, required=True)
@options.scenario
@options.which_ledger
@options.as_json
def why(name: tuple[str, ...], scenario: str, as_of: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Follow NAME down to the record: claims with grades and sources, assumed reasons, and what it is made of.

    NAME is a parameter, mechanism, observable, input, policy, claim, source, origin or outlet, or words of one.
    """
    from legation.provenance.graph import branches

    web = options.open_web(scenario, as_of, folders)
    found = web.find(" ".join(name))
    if as_json:
        options.print_json({"found": [branches(web, thing.key) for thing in found]})
    elif len(found) > MOST_SHOWN:
        print_names(found, "legation why")
    else:
        for thing in found:
            _print(branches(web, thing.key), 0)
            print()


def print_names(found: list[Any], command: str) -> None:
    """Print what was found by its words, to choose from."""
    from legation.cli.words import width
    from legation.report.lines import wrap

    for thing in found:
        print(*wrap(f"{thing.key.kind} {thing.key.name}: {thing.title}", width(), "  "), sep="\n")
    print(f"{len(found)} hold these words. Choose one: {command} '{found[0].key.kind} {found[0].key.name}'")


def _print(branch: dict[str, Any], depth: int) -> None:
    from legation.cli.words import width
    from legation.report.lines import wrap

    indent = "   " * min(depth, 8)
    how = f"  ({branch['how']})" if "how" in branch else ""
    again = "  (unfolded above)" if branch.get("above") and branch["kind"] not in ("claim", "source") else ""
    head = f"{branch['kind']} {branch['name']}{how}: "
    if branch["kind"] == "claim":
        head += f"{branch['grade']}, {branch['source']}. "
    print(*wrap(head + branch["title"] + again, width(), indent), sep="\n")
    if branch.get("above"):
        return
    for heading in DETAILS:
        if heading in branch:
            print(*wrap(f"{heading.replace('_', ' ')}: {branch[heading]}", width(), indent + "   "), sep="\n")
    if branch["kind"] == "claim" and depth:
        return  # Its source and origin stand in its own line.
    for lower in branch.get("rests_on", ()):
        _print(lower, depth + 1)
