"""`legation plan`: the week as a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from legation.api import defaults
from legation.cli.answer import Answer, Question

HEADING, INDENT = 17, 6  # cells


@click.command(cls=Question, short_help="The week as a table: reads, writes, parameters, sources.")
@click.argument("scenario", default=defaults.SCENARIO)
@click.option("--against", metavar="OTHER", help="Instead: in what SCENARIO differs from OTHER, in sentences.")
def plan(scenario: str, against: str | None) -> Answer:
    """Show the week as a table: what each mechanism claims, reads and writes, its parameters and its sources.

    SCENARIO is a shipped scenario's name, or a TOML file; so is OTHER.
    """
    from legation import api

    if against is not None:
        differences = api.difference(scenario, against)
        return Answer(differences, partial(_difference_text, differences))
    week = api.plan(scenario)
    return Answer(week, partial(_week_text, week))


def _difference_text(answer: dict[str, Any], width: int) -> str:
    from legation.report.lines import wrap

    sentences = answer["differences"]
    head = f"In what the scenario {answer['scenario']} differs from {answer['against']}: {len(sentences) or 'nothing'}."
    return "\n".join([head, *(line for sentence in sentences for line in wrap(f"- {sentence}", width))])


def _week_text(week: dict[str, Any], width: int) -> str:
    rows = week["week"]
    lines = [f"The week in the scenario {week['scenario']}: {len(rows)} mechanisms, in this order.\n"]
    for row in rows:
        lines += [*_mechanism_lines(row, width), ""]
    return "\n".join(lines)


def _mechanism_lines(row: dict[str, Any], width: int) -> Iterator[str]:
    from textwrap import wrap

    off = "" if row["on"] else "   (off)"
    yield f"{row['order']:2}  {row['mechanism']}{off}: {row['does']}"
    parts = (
        ("claims", row["claim"]),
        ("leaves out", row["leaves_out"]),
        ("reads", ", ".join(row["reads"])),
        ("writes", ", ".join(row["writes"])),
        ("moves", "; ".join(row["moves"]) or "nobody"),
        ("sources", ", ".join(row["sources"]) or "none"),
    )
    for heading, text in parts:
        first = f"{'':{INDENT}}{heading:<{HEADING - INDENT}}"
        yield from wrap(text, min(width, 100), initial_indent=first, subsequent_indent=" " * HEADING)
    for parameter in row["parameters"]:
        why = ", ".join(parameter["records"]) or "assumed"
        yield f"      parameter  {parameter['name']}  {parameter['says']}  ({parameter['prior']}; {why})"
