"""`legation impact`: from any part of the record up to what rests on it."""

from __future__ import annotations

from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.why import MOST_SHOWN, nodes_screen
from legation.report.screen import Screen


@click.command(cls=Question, short_help="What rests on a source, origin, outlet or claim.")
@click.argument("name", nargs=-1, required=True)
@options.scenario
@options.which_ledger
def impact(name: tuple[str, ...], **asked: Any) -> Answer:
    """Show what rests on NAME: claims, parameters, inputs, mechanisms and observables.

    NAME is a source, origin, outlet, claim or dated event, or words of one; anything else of the model will do, too.
    """
    from legation import api

    answer = api.impact(" ".join(name), **asked)
    return Answer(answer, lambda width: _screen(answer))


def _screen(answer: dict[str, Any]) -> Screen:
    screen = nodes_screen(answer, "legation impact", _add_node)
    if len(answer["found"]) <= MOST_SHOWN:
        screen.paragraph(answer["sizes"])
    return screen


def _add_node(screen: Screen, node: dict[str, Any]) -> None:
    screen.paragraph(f"{node['kind']} {node['name']}: {node['title']}")
    kinds: dict[str, list[str]] = {}
    for upper in node["hangs_on_it"]:
        kinds.setdefault(upper["kind"], []).append(upper["name"] + ("*" if upper["alone"] else ""))
    if not kinds:
        screen.paragraph("Nothing rests on it.", 3)
    for kind, names in kinds.items():
        screen.paragraph(f"{kind} ({len(names)}): {', '.join(names)}", 3)
    if node["through_the_week"]:
        through = ", ".join(f"{upper['kind']} {upper['name']}" for upper in node["through_the_week"])
        screen.paragraph(f"through the week, as one mechanism reads what another writes: {through}", 3)
    if any(upper["alone"] for upper in node["hangs_on_it"]):
        screen.paragraph("* cites no other record and gives no reason of its own", 3)
