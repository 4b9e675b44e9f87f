"""`legation impact`: from any part of the record up to what hangs on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.cli import options

NO_SIZES = "This is structure: what hangs together. How far a result would move takes a fit of the parameters."


@click.command(short_help="What hangs on a source, origin, outlet or claim.")
@click.argument("name", nargs=-1, required=True)
@options.scenario
@options.which_ledger
@options.as_json
def impact(name: tuple[str, ...], scenario: str, as_of: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Tell what hangs on NAME: claims, parameters, inputs, mechanisms and observables.

    NAME is a source, origin, outlet, claim or dated event, or words of one; anything else of the model will do, too.
    """
    from legation.cli.why import MOST_SHOWN, print_names

    web = options.open_web(scenario, as_of, folders)
    found = web.find(" ".join(name))
    if as_json:
        options.print_json({"found": [_as_data(web, thing) for thing in found], "sizes": NO_SIZES})
    elif len(found) > MOST_SHOWN:
        print_names(found, "legation impact")
    else:
        for thing in found:
            _print(web, thing)
        print(NO_SIZES)


def _as_data(web: Any, thing: Any) -> dict[str, Any]:
    hangs = web.impact(thing.key)
    return {
        "kind": thing.key.kind,
        "name": thing.key.name,
        "title": thing.title,
        "hangs_on_it": [
            {"kind": one.key.kind, "name": one.key.name, "title": one.title, "alone": one.key in hangs.alone}
            for one in hangs.things
        ],
        "through_the_week": [{"kind": one.key.kind, "name": one.key.name} for one in hangs.indirect],
    }


def _print(web: Any, thing: Any) -> None:
    from legation.cli.words import width
    from legation.report.lines import wrap

    hangs = web.impact(thing.key)
    print(*wrap(f"{thing.key.kind} {thing.key.name}: {thing.title}", width()), sep="\n")
    kinds: dict[str, list[Any]] = {}
    for one in hangs.things:
        kinds.setdefault(one.key.kind, []).append(one)
    if not kinds:
        print("   Nothing hangs on it.")
    for kind, things in kinds.items():
        marked = [one.key.name + ("*" if one.key in hangs.alone else "") for one in things]
        print(*wrap(f"{kind} ({len(things)}): {', '.join(marked)}", width(), "   "), sep="\n")
    if hangs.indirect:
        through = ", ".join(f"{one.key.kind} {one.key.name}" for one in hangs.indirect)
        print(
            *wrap(f"through the week, as one mechanism reads what another writes: {through}", width(), "   "), sep="\n"
        )
    if hangs.alone:
        print("   * cites no other record and gives no reason of its own")
    print()
