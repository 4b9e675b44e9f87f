"""`legation evidence template`: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli import options


@click.command(short_help="A workbook to fill in: claims, sources, codes.")
@click.argument("file", type=click.Path(path_type=Path), default="claims.xlsx")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@options.as_json
def template(file: Path, force: bool, as_json: bool) -> None:
    """Write a workbook to fill in.

    FILE ends in .xlsx. Its sheets are Claims (ten columns, three examples), Sources, and Codes with what they mean.
    """
    from legation.base.faults import Fault, UserError, as_written, shown
    from legation.base.files import write_file
    from legation.evidence import ledger
    from legation.evidence.exporting.template import template as made

    if file.suffix.lower() != ".xlsx":
        raise UserError(Fault("file", shown(file.name), "a name that ends in .xlsx"))
    options.check_free(file, force=force)
    write_file(file, made(ledger.load()), replace=force)
    if as_json:
        options.print_json({"file": as_written(file)})
        return
    print(f"{as_written(file)}: fill in Claims and Sources; the examples are left out when it is read.")
    print(f"Next      legation evidence import {as_written(file)} --into my-claims")
