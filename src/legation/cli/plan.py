"""`legation plan`: the week as a table."""

from __future__ import annotations

from typing import Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.report.screen import HEIGHT, Screen

INDENT = 6  # cells


@click.command(cls=Question, short_help="The week as a table: reads, writes, parameters, sources.")
@click.argument("scenario", default=defaults.SCENARIO)
@options.sets
@options.all_rows
@click.option("--against", metavar="OTHER", help="Instead: in what SCENARIO differs from OTHER, in sentences.")
def plan(scenario: str, overrides: tuple[str, ...], whole: bool, against: str | None) -> Answer:
    """Show the week as a table: what each mechanism claims, reads and writes, its parameters and its sources.

    SCENARIO is a shipped scenario's name, or a TOML file; so is OTHER. What `--set` says holds in SCENARIO alone.
    """
    from legation import api

    if against is not None:
        differences = api.difference(scenario, against, overrides=overrides)
        return Answer(differences, lambda width: _difference_screen(differences, width, whole=whole))
    week = api.plan(scenario, overrides=overrides)
    return Answer(week, lambda width: _week_screen(week) if whole else _short_screen(week))


def _short_screen(week: dict[str, Any]) -> Screen:
    """The mechanisms in a line each."""
    screen, rows = Screen(), week["week"]
    screen.paragraph(f"The week in the scenario {week['scenario']}: {len(rows)} mechanisms, in this order.")
    for own in week["series"]:
        screen.row("input", f"{own['input']} follows a series of your own, {own['name']}, {own['from']} to {own['to']}")
    for row in rows:
        screen.row(str(row["order"]), f"{row['mechanism']}{'' if row['on'] else ' (off)'}: {row['does']}")
    screen.gap()
    screen.step("legation plan --all", "what each claims, leaves out, reads and writes; parameters and sources")
    screen.step("legation why MECHANISM", "one of them")
    return screen


def _difference_screen(answer: dict[str, Any], width: int, *, whole: bool) -> Screen:
    screen, sentences = Screen(), answer["differences"]
    how_many = len(sentences) or "nothing"
    screen.paragraph(f"In what the scenario {answer['scenario']} differs from {answer['against']}: {how_many}.")
    for sentence in sentences:
        screen.paragraph(f"- {sentence}", hang=2)
    if not whole:
        screen.cut(HEIGHT, "give --all", width=width)
    return screen


def _sources(row: dict[str, Any]) -> str:
    unknown = [f"{name} (not in the ledger)" for name in row["unknown_sources"]]
    known = [name for name in row["sources"] if name not in row["unknown_sources"]]
    return ", ".join(known + unknown) or row["grounds"]


def _week_screen(week: dict[str, Any]) -> Screen:
    screen, rows = Screen(), week["week"]
    screen.paragraph(f"The week in the scenario {week['scenario']}: {len(rows)} mechanisms, in this order.")
    for own in week["series"]:
        screen.gap()
        screen.row("input", f"{own['input']} follows a series of your own, {own['name']}")
        screen.row("months", f"{own['from']} to {own['to']}, in USD million", indent=INDENT)
        for heading in ("missing", "interpolated", "taken", "left_out"):
            if own[heading]:
                screen.row(heading.replace("_", " "), own[heading], indent=INDENT)
        screen.row("read from", f"{own['source']} ({own['unit_of_source']}) on {own['imported']}", indent=INDENT)
        screen.row("sha256", own["sha256"], indent=INDENT)
    for row in rows:
        screen.gap()
        off = "" if row["on"] else " (off)"
        screen.row(str(row["order"]), f"{row['mechanism']}{off}: {row['does']}")
        screen.row("claims", row["claim"], indent=INDENT)
        screen.row("leaves out", row["leaves_out"], indent=INDENT)
        screen.row("reads", ", ".join(row["reads"]), indent=INDENT)
        screen.row("writes", ", ".join(row["writes"]), indent=INDENT)
        screen.row("moves", "; ".join(row["moves"]) or "nobody", indent=INDENT)
        screen.row("sources", _sources(row), indent=INDENT)
        for parameter in row["parameters"]:
            grounds = ", ".join(parameter["records"]) or "assumed"
            says = f"{parameter['name']} {parameter['says']} ({parameter['prior']}; {grounds})"
            screen.row("parameter", says, indent=INDENT)
    return screen
