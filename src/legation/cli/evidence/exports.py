"""`legation evidence export`: claims out, as a page, a table, references or TOML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from legation.cli import options
from legation.cli.answer import Answer, Question


@click.command(cls=Question, short_help="Claims out: page, table, references, TOML.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1)
@options.filters
@click.option("--uwazi", is_flag=True, help="A .csv for Uwazi.")
@click.option("--include-nonpublic", is_flag=True, help="Export internal and embargoed claims too; each page says so.")
@options.force_file
@options.which_ledger
def export(file: Path, words: tuple[str, ...], **asked: Any) -> Answer:
    """Write the claims in which each of WORDS occurs to FILE, in the form that its ending asks for.

    .html is one page that needs no network; .docx is a document with references; .xlsx, .csv and .toml can be brought
    back in; .ris, .bib and .json (CSL) are the sources as references. Only public claims are exported, unless you say
    otherwise.
    """
    from legation import api

    exported = api.export_claims(file, " ".join(words), **asked)
    data = exported.as_dict()
    left_out = f", {exported.left_out} not public and left out" if exported.left_out else ""
    lines = [f"{data['file']}: {exported.claims} claims{left_out}."]
    return Answer(data, "\n".join([*lines, *([exported.handling] if exported.handling else [])]))
