"""`legation evidence list`: the claims in which all words occur."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.cli import options


@click.command("list", short_help="The claims that hold all of the words, one line each.")
@click.argument("words", nargs=-1)
@options.filters
@options.which_ledger
@options.as_json
def list_claims(
    words: tuple[str, ...],
    role: str,
    topic: str,
    place: str,
    outlet: str,
    status: str,
    as_of: str,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List the claims in which each of WORDS occurs: grades, date, paraphrase, role, and what stands for it."""
    from legation.evidence import queries as browse

    ledger = options.open_ledger(as_of, folders)
    found = browse.select(
        ledger, " ".join(words), role=role, topic=topic, place=place, outlet=outlet, status=status
    )  # fmt: skip
    rows = [browse.line(ledger, claim) for claim in found]
    if as_json:
        options.print_json({"claims": rows, "of": len(ledger.claims)})
    else:
        print_rows(rows)
        print(f"{len(rows)} of {len(ledger.claims)} claims. One of them in full: legation evidence show ID")


def print_rows(rows: list[dict[str, Any]]) -> None:
    """Print rows of claims, each with its id, grades and date before what was said."""
    from legation.cli.words import width
    from legation.report.lines import wrap

    room = width()
    id_width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        marks = [row[name] for name, usual in (("status", "active"), ("handling", "public")) if row[name] != usual]
        about = ", ".join(row["represented_by"]) or "nothing stands for it"
        print(f"{row['id']:<{id_width}}  {row['grade']}  {row['published']}  {row['role']}", *marks, sep="  ")
        print(*wrap(row["paraphrase"], room, "    "), sep="\n")
        print(*wrap(f"[{about}]", room, "    "), sep="\n")
