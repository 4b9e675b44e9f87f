"""`legation evidence export`: claims out, as a page, a table, a document, references, TOML or a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.faults import Fault, UserError
from legation.cli import options
from legation.cli.answer import Answer, Question

if TYPE_CHECKING:
    from legation.api.network import NetworkExported


@click.command(cls=Question, short_help="Claims out: page, table, document, references, TOML, graph.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1)
@options.filters
@click.option("--uwazi", is_flag=True, help="A .csv for Uwazi.")
@click.option("--graph", is_flag=True, help="What rests on what, as two .csv: FILE-nodes.csv and FILE-edges.csv.")
@click.option("--include-nonpublic", is_flag=True, help="Export internal and embargoed claims too; each page says so.")
@options.force_file
@options.which_ledger
def export(file: Path, words: tuple[str, ...], uwazi: bool, graph: bool, **asked: Any) -> Answer:
    """Write the claims in which each of WORDS occurs to FILE, in the form that its ending asks for.

    .html is one page that needs no network; .docx is a document with references; .xlsx, .csv and .toml can be brought
    back in; .ris, .bib and .json (CSL) are the sources as references; .graphml is the graph of outlets, sources,
    origins and claims with what of the model rests on them. Only public claims are exported, unless you say otherwise.
    """
    from legation import api

    if graph or file.suffix.lower() == ".graphml":
        if uwazi:
            raise UserError(Fault("command line: --uwazi", "a graph", "a table of claims, without --graph"))
        return _graph_answer(api.export_graph(file, " ".join(words), **asked))
    exported = api.export_claims(file, " ".join(words), uwazi=uwazi, **asked)
    data = exported.as_dict()
    left_out = f", {exported.left_out} not public and left out" if exported.left_out else ""
    lines = [f"{data['file']}: {exported.claims} claims{left_out}."]
    return Answer(data, "\n".join([*lines, *([exported.handling] if exported.handling else [])]))


def _graph_answer(exported: NetworkExported) -> Answer:
    data = exported.as_dict()
    left_out = f", {exported.left_out} claims not public and left out" if exported.left_out else ""
    lines = [f"{' and '.join(data['files'])}: {exported.nodes} nodes, {exported.edges} edges{left_out}."]
    return Answer(data, "\n".join([*lines, *([exported.handling] if exported.handling else [])]))
