"""`legation impact`: from any part of the record up to what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.why import MOST_SHOWN, names_text


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
    return Answer(answer, partial(_text, answer))


def _text(answer: dict[str, Any], width: int) -> str:
    nodes = answer["found"]
    note = [answer["handling"]] if "handling" in answer else []
    if len(nodes) > MOST_SHOWN:
        return "\n".join([*note, names_text(nodes, "legation impact", width)])
    return "\n".join([*note, *(line for node in nodes for line in _lines(node, width)), answer["sizes"]])


def _lines(node: dict[str, Any], width: int) -> Iterator[str]:
    from legation.report.lines import wrap

    yield from wrap(f"{node['kind']} {node['name']}: {node['title']}", width)
    kinds: dict[str, list[str]] = {}
    for upper in node["hangs_on_it"]:
        kinds.setdefault(upper["kind"], []).append(upper["name"] + ("*" if upper["alone"] else ""))
    if not kinds:
        yield "   Nothing rests on it."
    for kind, names in kinds.items():
        yield from wrap(f"{kind} ({len(names)}): {', '.join(names)}", width, "   ")
    if node["through_the_week"]:
        through = ", ".join(f"{upper['kind']} {upper['name']}" for upper in node["through_the_week"])
        yield from wrap(f"through the week, as one mechanism reads what another writes: {through}", width, "   ")
    if any(upper["alone"] for upper in node["hangs_on_it"]):
        yield "   * cites no other record and gives no reason of its own"
    yield ""
