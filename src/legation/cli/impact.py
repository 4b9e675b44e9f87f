"""`legation impact`: from any part of the record up to what rests on it."""

from __future__ import annotations

from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.why import MOST_SHOWN, nodes_screen
from legation.report.screen import HEIGHT, Screen


@click.command(cls=Question, short_help="What rests on a source, origin, outlet or claim.")
@click.argument("name", nargs=-1, required=True)
@options.scenario
@options.which_ledger
@options.all_rows
def impact(name: tuple[str, ...], whole: bool, **asked: Any) -> Answer:
    """Show what rests on NAME: claims, parameters, inputs, mechanisms and observables.

    NAME is a source, origin, outlet, claim or dated event, or words of one; anything else of the model will do, too.
    """
    from legation import api

    answer = api.impact(" ".join(name), **asked)
    return Answer(answer, lambda width: _screen(answer, width, whole=whole))


FEW = 8  # names of a kind, unless all are asked for


def _screen(answer: dict[str, Any], width: int, *, whole: bool) -> Screen:
    few = None if whole else FEW
    screen = nodes_screen(answer, "legation impact", lambda screen, node: _add_node(screen, node, few))
    last = 0
    if len(answer["found"]) <= MOST_SHOWN:
        screen.paragraph(answer["sizes"])
        mechanisms = [node["name"] for node in answer["found"] if node["kind"] == "mechanism"]
        for name in mechanisms:
            screen.step(f"legation compare baseline baseline --set {name}=off", "what changes without it, and how far")
        last = 1 + len(mechanisms)
    if not whole:
        screen.cut(HEIGHT, "give --all", width=width, last=last)
    return screen


def _listed(names: list[str], few: int | None) -> str:
    left = f" and {len(names) - few} more (--all)" if few and len(names) > few else ""
    return ", ".join(names[:few]) + left


def _add_node(screen: Screen, node: dict[str, Any], few: int | None) -> None:
    screen.paragraph(f"{node['kind']} {node['name']}: {node['title']}")
    kinds: dict[str, list[str]] = {}
    for upper in node["hangs_on_it"]:
        kinds.setdefault(upper["kind"], []).append(upper["name"] + ("*" if upper["alone"] else ""))
    if not kinds:
        screen.paragraph("Nothing rests on it.", 3)
    for kind, names in kinds.items():
        screen.paragraph(f"{kind} ({len(names)}): {_listed(names, few)}", 3)
    if node["through_the_week"]:
        through = _listed([f"{upper['kind']} {upper['name']}" for upper in node["through_the_week"]], few)
        screen.paragraph(f"through the week, as one mechanism reads what another writes: {through}", 3)
    if any(upper["alone"] for upper in node["hangs_on_it"]):
        screen.paragraph("* cites no other record and gives no reason of its own", 3)
