"""`legation evidence list`: the claims in which all words occur."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command("list", cls=Question, short_help="The claims that hold all of the words, one line each.")
@click.argument("words", nargs=-1)
@options.filters
@options.which_ledger
def list_claims(words: tuple[str, ...], **asked: Any) -> Answer:
    """List the claims in which each of WORDS occurs: grades, date, paraphrase, role, and what represents it."""
    from legation import api

    answer = api.list_claims(" ".join(words), **asked)
    return Answer(answer, partial(_text, answer))


def _text(answer: dict[str, Any], width: int) -> str:
    rows = answer["claims"]
    end = f"{len(rows)} of {answer['of']} claims. One of them in full: legation evidence show ID"
    note = [answer["handling"]] if "handling" in answer else []
    return "\n".join([*note, *claim_lines(rows, width), end])


def claim_lines(rows: list[dict[str, Any]], width: int) -> list[str]:
    """Rows of claims as lines, each claim with its id, grades and date before what was said."""
    from legation.report.lines import wrap

    id_width = max((len(row["id"]) for row in rows), default=0)
    lines = []
    for row in rows:
        marks = [row[name] for name, usual in (("status", "active"), ("handling", "public")) if row[name] != usual]
        about = ", ".join(row["represented_by"]) or "nothing represents it"
        head = f"{row['id']:<{id_width}}  {row['grade']}  {row['published']}  {row['role']}"
        lines += [
            "  ".join([head, *marks]),
            *wrap(row["paraphrase"], width, "    "),
            *wrap(f"[{about}]", width, "    "),
        ]
    return lines
