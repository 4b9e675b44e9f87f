"""`legation evidence custody`: which sources you keep files of."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.faults import LegationError, as_written
from legation.cli import options
from legation.cli.answer import Answer, Question

if TYPE_CHECKING:
    from legation.api.captures import CustodyAnswer

MOST, MOST_NAMES, MOST_ENTRIES = 2, 12, 1  # what is listed without --all: the answer fits one screen


@click.command(cls=Question, short_help="Which sources you keep files of: hashes, gaps.")
@click.argument("folder", type=click.Path(path_type=Path))
@options.folders
@click.option("--write", is_flag=True, help="Record new hashes in the sources.toml of your folder.")
@click.option("--csv", "as_csv", is_flag=True, help="Print what could be recorded as rows of a table, not as TOML.")
@click.option("--all", "everything", is_flag=True, help="List every source and file.")
def custody(folder: Path, as_csv: bool, everything: bool, **asked: Any) -> Answer:
    """Match the files in FOLDER (WACZ, WARC, PDF, pages, pictures: any) with the sources of the ledger.

    A file belongs to a source if it has the hash that was recorded; or else if it is an archive of the web that holds
    the source's address, or has the source's id in its name. Nothing is fetched. Ends with 1 if a file differs from
    its recorded hash.
    """
    from legation import api
    from legation.cli.progress import progress

    answer = api.custody(folder, watch=partial(progress, "Hashing, 16 MB each"), **asked)
    differing = sum(kept.state == api.CUSTODY_STATES[0] for kept in answer.report.sources)
    error = LegationError(f"{differing} of the sources have a file that differs from the recorded hash.")
    return Answer(answer.as_dict(), partial(_text, answer, as_csv, everything), error=error if differing else None)


def _text(answer: CustodyAnswer, as_csv: bool, everything: bool, width: int) -> str:
    from legation import api
    from legation.report.lines import wrap

    every = len(answer.report.sources) + answer.files
    most, most_names, most_entries = (every, every, every) if everything else (MOST, MOST_NAMES, MOST_ENTRIES)
    lines = [answer.handling] if answer.handling else []
    lines.append(f"{answer.files} files in {as_written(answer.folder)}, {len(answer.report.sources)} sources.")
    for state in api.CUSTODY_STATES:
        listed = [kept for kept in answer.report.sources if kept.state == state]
        lines += [f"{state.capitalize()}: {len(listed)}"] if listed else []
        if any(kept.matches for kept in listed):
            lines += [line for kept in listed[:most] for line in wrap(_kept(kept), width, "  ")]
            lines += [f"  and {len(listed) - most} more: --all"] if len(listed) > most else []
        else:
            lines += wrap(_few([kept.source.id for kept in listed], most_names), width, "  ")
    unmatched = [capture.name for capture in answer.report.unmatched]
    unread = [f"{name} ({why})" for name, why in answer.unread.items()]
    for heading, names in (("Files that match no source", unmatched), ("Addresses inside not read", unread)):
        if names:
            lines += [f"{heading}: {len(names)}", *wrap(_few(names, most), width, "  ")]
    return "\n".join([*lines, *_end(answer, as_csv, most_names, most_entries)])


def _end(answer: CustodyAnswer, as_csv: bool, most_names: int, most: int) -> list[str]:
    """What was recorded, or what could be, as lines to copy."""
    if answer.into:
        return ["", f"Recorded in {as_written(answer.into)}: {_few(answer.recorded, most_names)}."]
    if not answer.offers:
        return []
    place = "table of your own" if as_csv else "sources.toml of a folder of yours"
    text = answer.as_csv(most) if as_csv else answer.as_toml(most)
    rest = [f"and {len(answer.offers) - most} more: --all"] if len(answer.offers) > most else []
    return ["", f"To record them, add --folder DIR --write, or put this into the {place}:", text.strip(), *rest]


def _few(names: list[str], most: int) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more: --all" if len(names) > most else "")


def _kept(kept: Any) -> str:
    """A source, its recorded hash if a file differs from it, and its files."""
    recorded = f" recorded {kept.source.sha256[:12]}…," if kept.source.sha256 else ""
    files = [
        f"{match.capture.name} ({match.how}; {match.capture.sha256[:12]}…"
        + (f"; captured {match.captured})" if match.captured else ")")
        for match in kept.matches
    ]
    return f"{kept.source.id}{recorded}  {', '.join(files)}".rstrip(" ,")
