"""`legation about`: what the record holds on a topic, on one screen."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.faults import Fault, Faults, UserError
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import worlds_progress
from legation.cli.suggestions import WHICH_LEDGER, quoted, typed_options

if TYPE_CHECKING:
    from legation.api.topics import TopicAnswer


@click.command(cls=Question, short_help="A topic: who reported what when, what agrees, what conflicts.")
@click.argument("words", nargs=-1, required=True)
@click.option("--all", "whole", is_flag=True, help="Everything, and not only what fits on one screen.")
@options.files("html", "svg", "png", "xlsx", "docx")
@click.option("--include-nonpublic", is_flag=True, help="Save claims that are not public too; each page says so.")
@click.option("--model", is_flag=True, help="Ask the model, too: it simulates 200 worlds, once, in a minute or two.")
@options.without
@options.filters
@options.force_file
@options.which_ledger
def about(
    words: tuple[str, ...],
    whole: bool,
    files: list[Path],
    include_nonpublic: bool,
    model: bool,
    force: bool,
    **asked: Any,
) -> Answer:
    """Show what the record holds on WORDS: reports by outlet over time, true origins, agreement, conflict.

    A year or a span of years among the WORDS narrows it: legation about quotas 2015..2022

    The WORDS own findings mean all claims of your folders, each beside what the record and the model say of the same:
    legation about own findings --folder my-claims --docx own.docx --include-nonpublic
    """
    from legation import api
    from legation.api.estimability import asked_of
    from legation.api.own_claims import narrowed_by
    from legation.report.topic_screen import nothing_screen, topic_screen

    if (of := asked_of(" ".join(words))) is not None:
        return _unseen(of, files, asked, whole=whole)
    if (narrowed := narrowed_by(" ".join(words))) is not None:
        how = {"include_nonpublic": include_nonpublic, "force": force}
        return _own(narrowed, shlex.join(words), files, how, asked, whole=whole, model=model)
    with worlds_progress() as on_worlds:
        answer = api.about(" ".join(words), model=model, on_worlds=on_worlds, **asked)
    saved = api.save_topic(answer, files, include_nonpublic=include_nonpublic, force=force)
    # What was typed as a question is suggested as the words that it asks for.
    said = shlex.join(words) if answer.subject == " ".join(words) else quoted(answer.subject)
    kept = typed_options(asked)
    in_list = typed_options({name: value for name, value in asked.items() if name != "without"})
    written = [(file.file.as_posix(), _written(file)) for file in saved]
    if not answer.topic.claims:
        steps = [*written, *_steps_from_nothing(answer, asked), ("legation about", "what the record is about")]
        return Answer(answer.as_dict(), nothing_screen(" ".join(words), answer.advice, steps).text)
    topic = answer.topic
    shown = (topic.leading or topic.passing or topic.derived)[0].claim.id
    first = f"{shown}{typed_options(asked, only=WHICH_LEDGER)}"
    steps = [
        *_steps_to_either(answer, asked),
        (f"legation evidence list {said}{in_list}", "read the claims"),
        (f"legation about {said}{kept} --html topic.html --xlsx topic.xlsx", "page and workbook"),
        (
            f"legation evidence show {first}",
            "one claim in full",
        ),
        ('legation assess "…"', "set a new report beside them"),
    ]
    return Answer(
        answer.as_dict(),
        lambda width: topic_screen(answer.topic, answer.voice, steps, written=written, whole=whole),
    )


def _unseen(of: str, files: list[Path], asked: dict[str, Any], *, whole: bool) -> Answer:
    """What can't be estimated, which is a list of its own and no topic: it has no filters, and no files."""
    from legation.cli.unseen import unseen_answer

    given = [f"--{name}" for name, value in asked.items() if value and name not in WHICH_LEDGER]
    given += [f"--{file.suffix[1:]}" for file in files]
    Faults(
        Fault(f"command line: {name}", "words that ask what can't be estimated", "words of a topic beside this option",
              "That list stands alone: legation unseen.")
        for name in given
    ).refuse()  # fmt: skip
    return unseen_answer(of, {name: asked[name] for name in WHICH_LEDGER}, whole=whole)


def _own(
    narrowed: str,
    said: str,
    files: list[Path],
    how: dict[str, bool],
    asked: dict[str, Any],
    *,
    whole: bool,
    model: bool,
) -> Answer:
    """The user's own findings beside the record and the model.

    said  the words as they were typed
    how   the files are written
    """
    from legation import api
    from legation.report.own_findings_screen import own_findings_screen

    if asked.pop("without"):
        expected = "words of a topic beside this option"
        advice = "Of a run without an outlet: legation run --folder DIR --without OUTLET."
        raise UserError(Fault("command line: --without", "own findings", expected, advice))
    with worlds_progress() as on_worlds:
        answer = api.own_findings(narrowed, model=model, on_worlds=on_worlds, **asked)
    saved = api.save_own_findings(answer, files, **how)
    written = [
        (file.file.as_posix(), f"written, {file.claims} own findings. {file.handling}".strip()) for file in saved
    ]
    command = f"legation about {said}{typed_options(asked)}"
    steps = [
        (f"{command} --model --docx own.docx --include-nonpublic", "all of this as a document"),
        (f"{command} --all", "every claim beside them"),
    ]
    return Answer(
        answer.as_dict(),
        lambda width: own_findings_screen(answer.findings, answer.handling, steps, written=written, whole=whole),
    )


FEW = 8  # claims: then those who typed two topics are offered what is about either


def _steps_to_either(answer: TopicAnswer, asked: dict[str, Any]) -> list[tuple[str, str]]:
    """The same topics joined by "and", if few claims are about both and many about either."""
    from legation import api

    typed, claims = [word.typed for word in answer.words.words], answer.topic.mentions
    if len(typed) < 2 or len(claims) >= FEW:
        return []
    joined = " and ".join(typed) + "".join(f" {years}" for years in answer.words.years)
    either = api.about(joined, **asked).topic.mentions
    if len(either) < 2 * len(claims):
        return []
    purpose = f"these {len(claims)} are about both; {len(either)} claims about either"
    return [(f"legation about {quoted(joined)}{typed_options(asked)}", purpose)]


def _steps_from_nothing(answer: TopicAnswer, asked: dict[str, Any]) -> list[tuple[str, str]]:
    """The same words without years, if that finds something."""
    from legation import api

    subject = answer.words.subject
    if not answer.words.years or not subject:
        return []
    claims = api.about(subject, **asked).topic.claims
    purpose = f"{len(claims)} claims about other years"
    return [(f"legation about {quoted(subject)}{typed_options(asked)}", purpose)] if claims else []


def _written(file: Any) -> str:
    """What a file holds, and what stayed out of it."""
    left_out = f"; {file.left_out} not public left out, --include-nonpublic adds them" if file.left_out else ""
    return f"written, {file.claims} claims{left_out}"
