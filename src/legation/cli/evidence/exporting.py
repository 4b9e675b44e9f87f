"""`legation evidence export`: claims out, as a page, a table, references or TOML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli import options

if TYPE_CHECKING:
    from legation.evidence.claims import Claim
    from legation.evidence.ledger import Ledger

ENDINGS = (".html", ".xlsx", ".csv", ".ris", ".bib", ".json", ".toml")


@click.command(short_help="Claims out: page, table, references, TOML.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1)
@options.filters
@click.option("--uwazi", is_flag=True, help="A .csv for Uwazi.")
@click.option("--include-nonpublic", is_flag=True, help="Let internal and embargoed claims leave; each page says so.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@options.which_ledger
@options.as_json
def export(
    file: Path,
    words: tuple[str, ...],
    role: str,
    topic: str,
    place: str,
    outlet: str,
    status: str,
    uwazi: bool,
    include_nonpublic: bool,
    force: bool,
    as_of: str,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Write the claims in which each of WORDS occurs to FILE, in the form that its ending asks for.

    .html is one page that needs no network; .xlsx, .csv and .toml can be brought back in; .ris, .bib and .json (CSL)
    are the sources as references. Only public claims leave, unless you say otherwise.
    """
    from legation.base.faults import EvidenceError, Fault, as_written, shown
    from legation.base.files import write_file
    from legation.evidence import handling
    from legation.evidence import queries as browse

    ending = file.suffix.lower()
    if ending not in ENDINGS or (uwazi and ending != ".csv"):
        expected = "a name that ends in .csv" if uwazi else "a name that ends in " + ", ".join(ENDINGS)
        raise EvidenceError(Fault("file", shown(file.name), expected))
    options.check_free(file, force=force)
    ledger = options.open_ledger(as_of, folders)
    found = browse.select(
        ledger, " ".join(words), role=role, topic=topic, place=place, outlet=outlet, status=status
    )  # fmt: skip
    leaving = found if include_nonpublic else [claim for claim in found if handling.is_public(claim.handling)]
    if not handling.note(leaving):
        # Neither the grades nor the links of what leaves may show what stays.
        ledger = ledger.public()
        leaving = [ledger.claims[claim.id] for claim in leaving]
    content = _writer(ending, uwazi)(ledger, leaving)
    write_file(file, content, private=bool(handling.note(leaving)), replace=force)
    kept = len(found) - len(leaving)
    if as_json:
        data = {"file": as_written(file), "claims": len(leaving), "left_out": kept, "handling": handling.note(leaving)}
        options.print_json(data)
        return
    print(f"{as_written(file)}: {len(leaving)} claims" + (f", {kept} not public and left out" if kept else "") + ".")
    if note := handling.note(leaving):
        print(note)


def _writer(ending: str, uwazi: bool) -> Callable[[Ledger, Sequence[Claim]], bytes]:
    from legation.evidence import handling
    from legation.evidence.exporting import references as citations
    from legation.evidence.exporting import tables as table
    from legation.evidence.exporting import toml_text as toml

    if ending == ".xlsx":
        return table.workbook

    def text(ledger: Ledger, claims: Sequence[Claim]) -> bytes:
        if ending == ".html":
            from legation.report.ledger_page import as_html

            return as_html(ledger, claims).encode()
        if ending == ".csv":
            return (table.uwazi_text if uwazi else table.csv_text)(ledger, claims).encode()
        if ending == ".toml":
            return toml.claims_text(claims, note=handling.note(claims)).encode()
        return citations.of_ending(ending, ledger, claims).encode()

    return text
