"""`legation why`: from anything in the model down to the record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question

MOST_SHOWN = 3  # more than that, and the names alone are listed
DETAILS = ("value", "unit", "claims", "leaves_out", "meaning", "series", "link", "assumed", "note")


@click.command(cls=Question, short_help="From a parameter, mechanism, result or claim to its sources.")
@click.argument("name", nargs=-1, required=True)
@options.scenario
@options.which_ledger
def why(name: tuple[str, ...], **asked: Any) -> Answer:
    """Follow NAME down to the record: claims with grades and sources, assumed reasons, and what it is made of.

    NAME is a parameter, mechanism, observable, input, policy, claim, source, origin or outlet, or words of one.
    """
    from legation import api

    answer = api.why(" ".join(name), **asked)
    return Answer(answer, partial(_text, answer))


def names_text(nodes: list[dict[str, Any]], command: str, width: int) -> str:
    """What has these words, to choose from."""
    from legation.report.lines import wrap

    lines = [line for node in nodes for line in wrap(f"{node['kind']} {node['name']}: {node['title']}", width, "  ")]
    first = nodes[0]
    return "\n".join(
        [*lines, f"{len(nodes)} hold these words. Choose one: {command} '{first['kind']} {first['name']}'"]
    )


def _text(answer: dict[str, Any], width: int) -> str:
    nodes = answer["found"]
    note = [answer["handling"]] if "handling" in answer else []
    if len(nodes) > MOST_SHOWN:
        return "\n".join([*note, names_text(nodes, "legation why", width)])
    return "\n".join([*note, *(line for node in nodes for line in [*_branch_lines(node, 0, width), ""])])


def _branch_lines(branch: dict[str, Any], depth: int, width: int) -> Iterator[str]:
    from legation.report.lines import wrap

    indent = "   " * min(depth, 8)
    how = f"  ({branch['how']})" if "how" in branch else ""
    again = "  (unfolded above)" if branch.get("above") and branch["kind"] not in ("claim", "source") else ""
    head = f"{branch['kind']} {branch['name']}{how}: "
    if branch["kind"] == "claim":
        head += f"{branch['grade']}, {branch['source']}. "
    yield from wrap(head + branch["title"] + again, width, indent)
    if branch.get("above"):
        return
    for heading in DETAILS:
        if heading in branch:
            yield from wrap(f"{heading.replace('_', ' ')}: {branch[heading]}", width, indent + "   ")
    if branch["kind"] == "claim" and depth:
        return  # Its source and origin stand in its own line.
    for lower in branch.get("rests_on", ()):
        yield from _branch_lines(lower, depth + 1, width)
