"""`legation evidence import`: claims from a spreadsheet or TOML file into a folder of the user's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.cli import options

if TYPE_CHECKING:
    from legation.evidence.importing.rows import ImportBatch, ImportRow


@click.command("import", short_help="Claims from a spreadsheet or TOML file into a folder of yours.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), metavar="DIR", help="The folder for your claims.")
@click.option("--sources", type=click.Path(path_type=Path), help="A second CSV file, with sources.")
@click.option("--accept-good", is_flag=True, help="Take the rows that are right, and leave the others out.")
@click.option("--replace", is_flag=True, help="Let changed rows take the place of claims in the folder.")
@options.folders
@options.as_json
def import_claims(
    file: Path,
    into: Path | None,
    sources: Path | None,
    accept_good: bool,
    replace: bool,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Check every row of FILE (.xlsx, .csv or .toml), and put its claims into a folder of yours.

    Without --into, and as long as any row is wrong, nothing is written. Claims are embargoed unless their row says
    otherwise.
    """
    from legation.base.faults import EvidenceError, Faults
    from legation.evidence import ledger as ledgers
    from legation.evidence.importing import batch as bringing
    from legation.evidence.importing.rows import CHANGED

    others = tuple(one for one in folders if into is None or one.resolve() != into.resolve())
    known = ledgers.load(folders=[*others, *([into] if into and into.is_dir() else [])])
    own = known.claims.keys() - ledgers.load(folders=others).claims.keys()
    brought = bringing.read_batch(file, known, today=date.today(), own=own, sources=sources)
    _report(brought, as_json)
    faults = brought.all_faults
    dropped: list[ImportRow] = []
    if accept_good and not brought.faults:
        faults, dropped = Faults(), bringing.drop_faulty(brought, known, own)
    changed = brought.with_state(CHANGED)
    if changed and not replace:
        expected, advice = "claims as the folder has them", "Give --replace to let the rows take their place."
        faults += [row.origin.fault((*row.path, "id"), f"a changed {row.id}", expected, advice) for row in changed]
    if faults:
        raise EvidenceError(faults)
    receipt = bringing.write(brought, into, others=others, today=date.today(), replace=replace) if into else None
    _finish(brought, dropped, into, receipt, as_json)


def _report(brought: ImportBatch, as_json: bool) -> None:
    """Every row with what becomes of it, and how the file was read; for machines this comes at the end."""
    from legation.evidence.importing.rows import RULES

    if as_json:
        return
    for row in brought.rows:
        many = f", {len(row.faults)} faults" if len(row.faults) > 1 else ""
        print(f"{row.place:<16} {row.state}{many}  {row.id}")
    for note in brought.notes:
        print(f"Note: {note}")
    print(RULES)


def _finish(
    brought: ImportBatch, dropped: list[ImportRow], into: Path | None, receipt: Path | None, as_json: bool
) -> None:
    from legation.base.faults import as_written
    from legation.evidence.importing.rows import CHANGED, NEW

    written = brought.with_state(NEW, CHANGED) if into else []
    if as_json:
        data: dict[str, Any] = {
            "rows": [{"place": row.place, "id": row.id, "state": row.state} for row in brought.rows],
            "left_out": [{"place": row.place, "faults": [f.as_dict() for f in row.faults]} for row in dropped],
            "notes": brought.notes,
            "receipt": as_written(receipt) if receipt else None,
        }
        options.print_json(data)
        return
    for row in dropped:
        print(*row.faults, sep="\n")
    if into is None:
        print("Nothing was written: name a folder of yours with --into.")
        return
    print(f"{len(written)} claims written into {as_written(into)}, {len(dropped)} rows left out.")
    if receipt:
        print(f"Receipt   {as_written(receipt)}")
    if written:
        print(f"Next      legation evidence show {written[0].id} --folder {as_written(into)}")
