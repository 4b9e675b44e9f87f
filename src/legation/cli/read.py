"""`legation read`: a whole article to proposed claims, for a person to accept, mend or drop."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.characters import visible
from legation.base.faults import UserError, as_written
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.suggestions import quoted
from legation.report.lines import wrap
from legation.report.screen import WIDTH, Screen

if TYPE_CHECKING:
    from legation.api.articles import AcceptedProposals, ArticleRead, ProposedClaim

SHOWN = 12  # proposals, unless all are asked for
_ASK = "a accept · e COLUMN=VALUE mend · d drop · q stop here"


@click.command(cls=Question, short_help="An article: the claims in it, to accept, mend or drop.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--published", metavar="DAY", help="When it was published; “last month” is read from there.")
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="DIR", help="The folder for the claims that you accept."
)
@click.option("--source", default="", metavar="ID", help="Its source: an id of the ledger, or a new one.")
@click.option("--outlet", default="", help="Who published it, where the source is new.")
@click.option("--accept", default="", metavar="NUMBERS", help="Accept these without asking: 1,3-5, or all.")
@click.option("--csv", type=click.Path(path_type=Path), metavar="FILE", help="Write the proposals to a sheet to mend.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="The same as a workbook.")
@click.option("--all", "show_all", is_flag=True, help="Show every proposal.")
@options.force_file
@options.folders
def read(
    file: Path, published: str | None, into: Path | None, source: str, outlet: str, accept: str, csv: Path | None,
    xlsx: Path | None, show_all: bool, force: bool, folders: tuple[Path, ...],
) -> Answer:  # fmt: skip
    """Read FILE (.txt, .md, .html, .docx or .pdf), and propose the claims that it holds, each with its sentence.

    In a terminal with --into you go through them one by one. What you accept is kept in your own words, embargoed,
    with its source. Without --into nothing is kept.
    """
    from legation import api

    article = api.read(file, published=published)
    sheets = [api.save_proposals(article, sheet, source=source, force=force) for sheet in (csv, xlsx) if sheet]
    accepted: AcceptedProposals | None = None
    if into is not None:
        chosen = _chosen(article, accept)
        if chosen:
            source = source or _typed("Source (an id of the ledger, or a new one)", "--source")
            accepted = api.accept_proposals(article, chosen, into, source=source, outlet=outlet, folders=folders)
    elif accept:
        raise UserError(_fault("--into", "nothing", "the folder for the claims that you accept"))
    data = article.as_dict() | {"sheets": [as_written(sheet) for sheet in sheets]}
    data |= {"accepted": accepted.as_dict()} if accepted else {}
    return Answer(data, lambda _: _screen(article, sheets, accepted, show_all or into is not None))


def _chosen(article: ArticleRead, accept: str) -> dict[int, dict[str, str]]:
    """The proposals that are accepted, each with what is mended: those that are named, or those that a person takes."""
    from legation import api

    if accept:
        return {number: {} for number in api.proposals_from(accept, len(article.proposals))}
    if not _is_terminal():
        expected = "--accept with numbers, or a terminal in which to go through the proposals"
        raise UserError(_fault("--into", "no terminal", expected))
    chosen: dict[int, dict[str, str]] = {}
    for proposal in article.proposals:
        mended = _asked(proposal, len(article.proposals))
        if mended is None:
            break
        if mended:
            chosen[proposal.number] = mended
    return chosen


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(proposal: ProposedClaim, of: int) -> dict[str, str] | None:
    """What a person says of one proposal: mended columns, nothing if it is dropped, None to stop."""
    from legation import api

    _say(_lines(proposal, of))
    mended: dict[str, str] = {}
    while True:
        typed = click.prompt(_ASK, default="d", show_default=False, err=True).strip()
        letter, _, rest = typed.partition(" ")
        name, equals, value = rest.partition("=")
        match letter.lower():
            case "q":
                return None
            case "d":
                return {}
            case "e" if equals and name.strip() in api.mendable_columns():
                mended[name.strip()] = value.strip()
            case "a":
                said = mended.get("what_was_said") or click.prompt(
                    "In your own words", default=api.own_words(proposal.reading) or None, err=True
                )
                return mended | {"what_was_said": said}
            case _:
                _say([f"Write one of: {_ASK}. Columns: {', '.join(api.mendable_columns())}."])


def _typed(question: str, option: str) -> str:
    if not _is_terminal():
        raise UserError(_fault(option, "nothing", "the id of the article's source"))
    return str(click.prompt(question, err=True))


def _say(lines: list[str]) -> None:
    """Print lines beside the prompts, wrapped, with what would steer a terminal written out."""
    for line in lines:
        for part in wrap(visible(line), WIDTH) if line else [""]:
            click.echo(part, err=True)


def _lines(proposal: ProposedClaim, of: int) -> list[str]:
    from legation.api.articles import summary_of

    reading = proposal.reading
    lines = ["", f"{proposal.number} of {of}", proposal.sentence.text, f"Read as: {summary_of(reading)}"]
    if proposal.carried:
        lines.append(f"From earlier sentences or the day of publication: {', '.join(proposal.carried)}")
    if reading.candidates:
        lines.append(f"May also be: {', '.join(candidate.measure for candidate in reading.candidates)}")
    if reading.missing:
        lines.append(f"Missing: {'; '.join(reading.missing)}")
    return lines + [f"It holds {mark}, which is not kept. {advice}" for mark, advice in reading.refused]


def _screen(
    article: ArticleRead, sheets: list[Path], accepted: AcceptedProposals | None, show_all: bool
) -> Screen:  # fmt: skip
    from legation.api.articles import summary_of

    day = (
        f"{article.published.isoformat()} (from {article.basis})"
        if article.published
        else "day of publication not known"
    )
    screen = Screen(article.document.title or article.file.name, f"{article.outlet or 'outlet not known'}, {day}")
    proposals = article.proposals
    shown = proposals if show_all else proposals[:SHOWN]
    for proposal in shown if accepted is None else []:
        reading = proposal.reading
        marks = [f"holds {mark}" for mark, _ in reading.refused]
        screen.row(f"{proposal.number}", proposal.sentence.text)
        screen.row("", "→ " + "; ".join([summary_of(reading), *marks]))
    for note in article.document.notes:
        screen.row("Note", note)
    if accepted is None:
        more = f", the first {len(shown)} here: --all shows all" if len(shown) < len(proposals) else ""
        screen.paragraph(f"{len(proposals)} claims proposed{more}. Read by rules: look at each before you use it.")
    else:
        into = as_written(accepted.into)
        screen.paragraph(f"{len(accepted.written)} of {len(proposals)} claims written into {into}, embargoed.")
        screen.step(as_written(accepted.receipt), label="Receipt")
        screen.step(f"legation evidence show {accepted.written[0]} --folder {quoted(Path(into))}")
    for sheet in sheets:
        screen.step(f"legation evidence import {quoted(sheet)} --into my-claims", "once each is in your own words")
    if not sheets and accepted is None and proposals:
        screen.step(f"legation read {quoted(article.file)} --into my-claims", "accept, mend or drop")
        screen.step(f"legation read {quoted(article.file)} --xlsx proposals.xlsx", "mend them in a sheet")
    return screen


def _fault(field: str, found: str, expected: str) -> Any:
    from legation.base.faults import Fault

    return Fault(f"command line: {field}", found, expected)
