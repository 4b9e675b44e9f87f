"""`legation list`: the names that other commands take."""

from __future__ import annotations

from typing import Any

import click

from legation.cli import options

KINDS = ("scenarios", "observables", "parameters", "mechanisms", "claims")


@click.command("list", short_help="Names: scenarios, observables, parameters, mechanisms, claims.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("words", nargs=-1)
@options.scenario
@options.which_ledger
@options.as_json
def list_names(kind: str, words: tuple[str, ...], scenario: str, as_of: str, folders: Any, as_json: bool) -> None:
    """List the names of a KIND in which each of WORDS occurs, each with what it is."""
    rows = _scenarios() if kind == "scenarios" else _things(kind.removesuffix("s"), scenario, as_of, folders)
    wanted = [word.lower() for word in words]
    found = [row for row in rows if all(word in " ".join(row.values()).lower() for word in wanted)]
    if as_json:
        options.print_json({kind: found, "of": len(rows)})
        return
    _print(found)
    print(f"{len(found)} of {len(rows)} {kind}." + ("" if kind == "scenarios" else " More of one: legation why NAME"))


def _scenarios() -> list[dict[str, str]]:
    from legation.experiments.setup import load
    from legation.scenario import shipped

    told = [load(name) for name in shipped()]
    return [{"name": one.name, "title": one.title, "about": one.about} for one in told]


def _things(kind: str, scenario: str, as_of: str, folders: Any) -> list[dict[str, str]]:
    web = options.open_web(scenario, as_of, folders)
    shown = ("value", "unit", "grade", "role")
    return [
        {"name": thing.key.name, "title": thing.title}
        | {heading: thing.details[heading] for heading in shown if heading in thing.details}
        for thing in web.things.values()
        if thing.key.kind == kind
    ]


def _print(rows: list[dict[str, str]]) -> None:
    from legation.cli.words import width
    from legation.report.lines import columns, wrap

    room = width()
    names = min(max((len(row["name"]) for row in rows), default=0), room // 3)
    for row in rows:
        more = [text for heading, text in row.items() if heading not in ("name", "title") and text]
        said = row["title"] + (f"  [{', '.join(more)}]" if more else "")
        print(*columns([wrap(row["name"], names), wrap(said, room - names - 2)], (names, room - names - 2)), sep="\n")
