"""`legation evidence list`: the claims that words find and filters leave."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.suggestions import WHICH_LEDGER, typed_options
from legation.report.screen import HEIGHT, Screen

if TYPE_CHECKING:
    from legation.api.claims import ClaimList

LINES_LEAST = 2  # of a claim


@click.command("list", cls=Question, short_help="The claims on some words, the most to the point first.")
@click.argument("words", nargs=-1)
@click.option("--all", "whole", is_flag=True, help="Every claim, and not only what fits on one screen.")
@options.filters
@options.which_ledger
@click.pass_obj
def list_claims(typed: Sequence[str], /, words: tuple[str, ...], whole: bool, **asked: Any) -> Answer:
    """List the claims that hold all of WORDS, each by itself or by one of its equal terms.

    "Words in quotes" are looked for as they stand. A year, or years such as 2015..2022, say what claims must be about.
    """
    from legation import api

    answer = api.find_claims(" ".join(words), **asked)
    again = shlex.join(["legation", *typed])
    beside = typed_options(asked, only=WHICH_LEDGER)
    return Answer(answer.as_dict, lambda width: _fitting(answer, again, beside, width, whole=whole))


def _fitting(answer: ClaimList, again: str, beside: str, width: int, *, whole: bool) -> Screen:
    """The screen with as many claims as fit, or with all of them.

    again   the command as it was typed
    beside  its options that say which ledger
    """
    if whole:
        return _screen(answer, answer.rows(), again, beside, whole=True)
    rows = answer.rows(HEIGHT // LINES_LEAST)
    least, most = min(1, len(rows)), len(rows)
    while least < most:
        middle = (least + most + 1) // 2
        fits = _screen(answer, rows[:middle], again, beside, whole=False).height(width) <= HEIGHT
        least, most = (middle, most) if fits else (least, middle - 1)
    return _screen(answer, rows[:least], again, beside, whole=False)


def _screen(answer: ClaimList, rows: list[dict[str, Any]], again: str, beside: str, *, whole: bool) -> Screen:
    screen = Screen()
    screen.warning(answer.handling)
    screen.heading(f"{len(answer.claims)} of {answer.of} claims")
    if answer.read_as:
        screen.paragraph(f"Read as: {answer.read_as}", hang=9)
    for sentence in answer.advice:
        screen.paragraph(sentence)
    screen.gap()
    for row in rows:
        marks = [row[name] for name, usual in (("status", "active"), ("handling", "public")) if row[name] != usual]
        about = f"about {row['about']}" if row["about"] else ""
        facts = [row["grade"], f"{row['outlet']} {row['published']}", about, row["role"], *marks]
        represents = [f"[{', '.join(row['represented_by']) or 'nothing represents it'}]"] if whole else []
        screen.row(row["id"], " · ".join(filter(None, facts)), row["paraphrase"], *represents)
    screen.gap()
    if len(rows) < len(answer.claims):
        screen.step(f"{again} --all", f"the other {len(answer.claims) - len(rows)}")
    if rows:
        screen.step(f"legation evidence show {rows[0]['id']}{beside}", "one claim in full")
    return screen
