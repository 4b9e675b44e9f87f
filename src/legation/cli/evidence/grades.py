"""`legation evidence grades`: what grades such as F/B-3 say, in words."""

from __future__ import annotations

from functools import partial

import click

from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="What grades such as F/B-3 say, in words.")
@click.argument("grade", default="")
def grades(grade: str) -> Answer:
    """Say in words what GRADE, such as F/B-3, stands for; without it, what every letter and digit stands for.

    The first letter grades the source, the second the outlet, the digit the information.
    """
    from legation import api

    scales = api.grades_in_words(grade)
    return Answer(scales, partial(_text, scales))


def _text(scales: dict[str, dict[str, str]], width: int) -> str:
    from legation.report.lines import wrap

    lines = []
    for what, words in scales.items():
        lines.append(what.capitalize())
        lines += [line for code, meaning in words.items() for line in wrap(f"{code}  {meaning}", width, "  ")]
    return "\n".join(lines)
