"""`legation about`: what the record holds on a topic, on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="A topic: who reported what when, what agrees, what conflicts.")
@click.argument("words", nargs=-1, required=True)
@click.option("--all", "whole", is_flag=True, help="Everything, and not only what fits on one screen.")
@options.files("html", "svg", "xlsx", "docx")
@click.option("--include-nonpublic", is_flag=True, help="Save claims that are not public too; each page says so.")
@options.filters
@options.force_file
@options.which_ledger
def about(
    words: tuple[str, ...], whole: bool, files: list[Path], include_nonpublic: bool, force: bool, **asked: Any
) -> Answer:
    """Show what the record holds on WORDS: reports by outlet over time, true origins, agreement, conflict.

    A year or a span of years among the WORDS narrows it: legation about quotas 2015..2022
    """
    from legation import api
    from legation.report.topic_screen import nothing_screen, topic_screen

    answer = api.about(" ".join(words), **asked)
    saved = api.save_topic(answer, files, include_nonpublic=include_nonpublic, force=force)
    said = " ".join(words)
    steps = [(file.file.as_posix(), _written(file)) for file in saved]
    if not answer.topic.mentions:
        steps.append(("legation about", "what the record is about"))
        return Answer(answer.as_dict(), nothing_screen(said, answer.advice, steps).text)
    steps += [
        (f"legation evidence list {said}", "read the claims"),
        (f"legation about {said} --html topic.html --xlsx topic.xlsx", "page and workbook"),
        (f"legation evidence show {answer.topic.mentions[0].claim.id}", "one claim in full"),
        ('legation assess "…"', "set a new report beside them"),
    ]
    return Answer(answer.as_dict(), lambda width: topic_screen(answer.topic, answer.voice, steps, whole=whole))


def _written(file: Any) -> str:
    """What a file holds, and what stayed out of it."""
    left_out = f"; {file.left_out} not public left out, --include-nonpublic adds them" if file.left_out else ""
    return f"written, {file.claims} claims{left_out}"
