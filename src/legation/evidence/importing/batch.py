"""Bringing claims in from a file: every fault is told, and nothing is written until all is right."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from legation.base.faults import EvidenceError, Fault, nearest, shown
from legation.evidence import workspace as folders
from legation.evidence.claims import Claim
from legation.evidence.importing.rows import (
    CHANGED,
    FAULTY,
    NEW,
    UNCHANGED,
    ImportBatch,
    Row,
    from_sheets,
    from_toml,
)
from legation.evidence.ledger import Ledger

SPREADSHEETS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


def read_batch(
    path: Path, ledger: Ledger, *, today: date, own: Collection[str] = (), sources: Path | None = None
) -> ImportBatch:
    """Read a file and compare it with the ledger. Writes nothing.

    today    stands where a grade has no date
    own      ids of the claims in the folder that the file is for: only these may be changed
    sources  a second text file with sources, for a CSV of claims
    Raises   EvidenceError if the file can't be read at all
    """
    ending = path.suffix.lower()
    brought = ImportBatch(path.name, _digest(path))
    if ending == ".toml":
        from_toml(path, ledger, brought)
    elif ending in SPREADSHEETS:
        from_sheets(path, ledger, today, sources, brought)
    else:
        advice = "Save it as .xlsx or as CSV UTF-8." if ending in (".xls", ".ods", ".numbers") else ""
        expected = "a file that ends in .xlsx, .csv or .toml"
        raise EvidenceError(Fault("file", shown(path.name), expected, advice))
    _settle(brought, ledger, set(own))
    return brought


def drop_faulty(brought: ImportBatch, ledger: Ledger, own: Collection[str] = ()) -> list[Row]:
    """Leave the faulty rows out, and then those that only they held up. Returns what was left out."""
    dropped: list[Row] = []
    while faulty := brought.with_state(FAULTY):
        dropped += faulty
        brought.rows = [row for row in brought.rows if row.state != FAULTY]
        _settle(brought, ledger, set(own))
    return dropped


def write(brought: ImportBatch, into: Path, *, others: Iterable[Path] = (), today: date, replace: bool = False) -> Path:
    """Put the new and changed claims into the folder, and a receipt. All of it, or nothing.

    others   further folders of the user's that the claims may refer to
    replace  whether changed claims may take the place of the folder's own
    Returns  the receipt
    """
    changed = brought.with_state(CHANGED)
    assert replace or not changed, "nobody has agreed to replace claims"
    rows = brought.with_state(NEW, CHANGED)
    day = today.isoformat()
    name = ""
    with folders.edited(into) as copy:
        folders.take_out(copy, {row.id for row in changed})
        if rows:
            claims = [row.claim for row in rows if row.claim]
            name = folders.put(copy, claims, brought.outlets.values(), brought.sources.values(), day)
        receipt = {
            "on": day,
            "from": brought.file,
            "blake2b_of_the_file": brought.digest,
            "into": name,
            "claims": [{"place": row.place, "id": row.id, "state": row.state} for row in brought.rows],
            "sources": list(brought.sources),
        }
        written = folders.write_receipt(copy, day, receipt)
        folders.check(copy, into, others)
    return into / written


def _digest(path: Path) -> str:
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _settle(brought: ImportBatch, ledger: Ledger, own: set[str]) -> None:
    """Say of each row what becomes of it, now that all of them are known."""
    ids = [row.id for row in brought.rows if row.claim]
    for row in brought.rows:
        if row.claim:
            row.faults += _against_others(row.claim, ids, row, ledger, own)
        row.state = FAULTY if row.faults or not row.claim else _state(row.claim, ledger)


def _against_others(claim: Claim, ids: list[str], row: Row, ledger: Ledger, own: set[str]) -> Sequence[Fault]:
    faults = []
    if ids.count(claim.id) > 1:
        faults.append(row.document.fault((*row.path, "id"), shown(claim.id), "an id of its own", "Another row has it."))
    elif claim.id in ledger.claims and claim.id not in own and ledger.claims[claim.id] != claim:
        expected = "an id of its own, or the claim as the ledger has it"
        advice = "Claims of the shipped ledger are not changed from outside."
        faults.append(row.document.fault((*row.path, "id"), shown(claim.id), expected, advice))
    known = {*ledger.claims, *ids} - {claim.id}
    others = [("agrees_with", claim.agrees_with), ("conflicts_with", claim.conflicts_with)]
    for name, linked in [*others, ("replaced_by", [claim.replaced_by] if claim.replaced_by else [])]:
        for other in linked:
            if other not in known:
                advice = nearest(other, ledger.public_ids())
                faults.append(row.document.fault((*row.path, name), shown(other), "the id of another claim", advice))
    return faults


def _state(claim: Claim, ledger: Ledger) -> str:
    if claim.id not in ledger.claims:
        return NEW
    return UNCHANGED if ledger.claims[claim.id] == claim else CHANGED
