"""`legation assess`: a new report beside the record and the model."""

from __future__ import annotations

from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import worlds_progress

ASKED = (
    ("measure", "What is stated (a measure; legation list measures has them)"),
    ("whose", "Whose (officials, managers_and_minders, workers, residents_who_cross, everybody)"),
    ("low", "The number, or the lower of two"),
    ("high", "The higher of two"),
    ("unit", "Its unit"),
    ("span", "Over what span (day, week, month, year, period, any_time, occasion)"),
    ("place", "Where (an area, such as China or Dandong)"),
    ("period", "When (2019, 2019-04, 2019-03..2019-05)"),
)


@click.command(cls=Question, short_help="A new report: nearest ones, what is new, what to ask next.")
@click.argument("report", nargs=-1)
@click.option("--ask", is_flag=True, help="Go through the reading field by field, and correct it.")
@click.option("--read-as", "corrections", multiple=True, metavar="FIELD=VALUE",
              help="Correct the reading: whose=workers, period=2019-05.")  # fmt: skip
@click.option("--published", metavar="DAY", help="When it was published; “last month” is read from there.")
@click.option("--outlet", default="", help="Who published it: id or name.")
@click.option("--origin", default="", help="Where it says that it comes from, such as nis.")
@click.option("--no-model", is_flag=True, help="Ask the record only.")
@options.which_ledger
def assess(report: tuple[str, ...], ask: bool, corrections: tuple[str, ...], no_model: bool, **asked: Any) -> Answer:
    """Read REPORT, a sentence in plain English or a file that holds one, and set it beside the record and the model.

    The answer never is a probability that the report is true. Nothing that you type is kept.
    """
    from legation import api
    from legation.report.assessment_screen import assessment_screen

    said = api.report_text(report)
    with worlds_progress() as on_worlds:
        asked |= {"model": not no_model, "on_worlds": on_worlds}
        answer = api.assess(said, read_as=options.pairs("--read-as", corrections), **asked)
        if ask:
            answer = api.assess(said, read_as=_asked(answer), **asked)
    return Answer(
        answer.as_dict(),
        lambda _: assessment_screen(answer.assessment, answer.read_as, answer.bottom_line, answer.model, answer.steps),
    )


def _asked(answer: Any) -> dict[str, str]:
    """What a person types for each field; an empty line leaves it as it was read, a hyphen empties it."""
    said = {}
    for name, question in ASKED:
        value = getattr(answer.claim, name)
        shown = "" if value in (None, "") else str(value)
        typed = click.prompt(question, default=shown, show_default=bool(shown), err=True)
        said[name] = "" if typed == "-" else typed
    return said
