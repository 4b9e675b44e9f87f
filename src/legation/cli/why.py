"""`legation why`: from anything in the model down to the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from legation.base.number_text import how_many
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import HEIGHT, Screen

MOST_SHOWN = 3  # more than that, and the names alone are listed
DETAILS = (
    "value",
    "unit",
    "claims",
    "leaves_out",
    "grounds",
    "not_in_the_ledger",
    "meaning",
    "series",
    "read_from",
    "sha256",
    "source_sha256",
    "imported",
    "missing",
    "interpolated",
    "taken",
    "left_out",
    "headline",
    "link",
    "address",
    "assumed",
    "note",
)


@click.command(cls=Question, short_help="From a parameter, mechanism, result or claim to its sources.")
@click.argument("name", nargs=-1, required=True)
@options.scenario
@options.sets
@options.which_ledger
@options.all_rows
def why(name: tuple[str, ...], whole: bool, **asked: Any) -> Answer:
    """Follow NAME down to the record: claims with grades and sources, assumed reasons, and what it is made of.

    NAME is a parameter, mechanism, observable, input, policy, claim, source, origin or outlet, or words of one.
    """
    from legation import api

    answer = api.why(" ".join(name), **asked)
    return Answer(answer, lambda width: _screen(answer, None) if whole else _short_screen(answer, width))


DEPTHS = (8, 4, 3, 2, 1)  # levels of what a thing rests on, until it fits on a screen


def _short_screen(answer: dict[str, Any], width: int) -> Screen:
    """As many levels as fit on a screen."""
    for depth in DEPTHS:
        screen = _screen(answer, depth)
        if screen.height(width) <= HEIGHT:
            return screen
    screen.cut(HEIGHT, "give --all", width=width, last=sum(map(_is_measured, answer["found"])))
    return screen


def _screen(answer: dict[str, Any], depth: int | None) -> Screen:
    screen = nodes_screen(answer, "legation why", lambda screen, node: _add_branch(screen, node, deepest=depth))
    if len(answer["found"]) <= MOST_SHOWN:
        for node in filter(_is_measured, answer["found"]):
            mechanism = next(lower["name"] for lower in node["rests_on"] if lower["kind"] == "mechanism")
            command = f"legation compare baseline baseline --set {mechanism}=off --only {node['name']}"
            screen.step(command, "how far one mechanism moves it; the same with each other of `legation plan`")
    return screen


def _is_measured(node: dict[str, Any]) -> bool:
    """Whether a thing is measured in worlds and some mechanism drives it, which a comparison can switch off."""
    is_driven = any(lower["kind"] == "mechanism" for lower in node.get("rests_on", ()))
    return node["kind"] == "observable" and is_driven


def nodes_screen(answer: dict[str, Any], command: str, add: Callable[[Screen, dict[str, Any]], None]) -> Screen:
    """The screen of what has some words: each in full, or the names alone to choose from if there are many.

    command  what is typed before the name that is chosen
    add      puts one of them on the screen
    """
    screen = Screen()
    screen.warning(answer.get("handling", ""))
    nodes = answer["found"]
    if len(nodes) > MOST_SHOWN:
        for node in nodes:
            screen.paragraph(f"{node['kind']} {node['name']}: {node['title']}", 2)
        first = nodes[0]
        screen.paragraph(f"{len(nodes)} hold these words. Choose one: {command} '{first['kind']} {first['name']}'")
        return screen
    for node in nodes:
        add(screen, node)
        screen.gap()
    return screen


def _add_branch(screen: Screen, branch: dict[str, Any], depth: int = 0, *, deepest: int | None = None) -> None:
    indent = 3 * min(depth, 8)
    how = f" ({branch['how']})" if "how" in branch else ""
    again = " (unfolded above)" if branch.get("above") and branch["kind"] not in ("claim", "source") else ""
    head = f"{branch['kind']} {branch['name']}{how}: "
    if branch["kind"] == "claim":
        head += f"{branch['grade']}, {branch['source']}. "
    screen.paragraph(head + branch["title"] + again, indent)
    if branch.get("above"):
        return
    for heading in DETAILS:
        if heading in branch:
            screen.paragraph(f"{heading.replace('_', ' ')}: {branch[heading]}", indent + 3)
    if branch["kind"] == "claim" and depth:
        return  # Its source and origin stand in its own line.
    lowers = branch.get("rests_on", ())
    if lowers and depth == deepest:
        screen.paragraph(f"rests on {how_many(len(lowers), 'more thing')}: --all", indent + 3)
        return
    for lower in lowers:
        _add_branch(screen, lower, depth + 1, deepest=deepest)
