"""Importing claims from a file: every fault is listed, and nothing is written until all is right."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from legation.base.faults import EvidenceError, Fault, nearest, shown
from legation.evidence import workspace
from legation.evidence.claims import LINKS, Claim
from legation.evidence.entries import fields_of
from legation.evidence.importing.common_values import checked_for_all
from legation.evidence.importing.headings import Corrections
from legation.evidence.importing.remarks import NO_MEASURE, likely_measure, remark_on
from legation.evidence.importing.rows import (
    CHANGED,
    FAULTY,
    NEW,
    UNCHANGED,
    ImportBatch,
    ImportRow,
    ImportSetting,
    from_sheets,
    from_toml,
)
from legation.evidence.importing.spreadsheets import ENDINGS
from legation.evidence.ledger import Ledger
from legation.evidence.series import rates_by_year

UNREAD = (".numbers", ".gsheet", ".xltx", ".fods")  # other spreadsheets, which can be saved in a form that we read
MOST_READ = 200  # rows whose words are read for what they may state: each takes some milliseconds
MOST_ADVICE = 50  # names looked up for "Did you mean": each look compares with every id of the ledger


def read_batch(
    path: Path,
    ledger: Ledger,
    *,
    today: date,
    own: Collection[str] = (),
    places: Mapping[str, str] | None = None,
    sources: Path | None = None,
    corrected: Corrections | None = None,
    for_all: Mapping[str, str] | None = None,
    as_read: bool = False,
) -> ImportBatch:
    """Read a file and compare it with the ledger. Writes nothing.

    today      stands where a grade has no date
    own        ids of the claims in the folder that the file is for: only these may be changed
    places     where earlier files of the same name had claims of that folder: place -> id
    sources    a second text file with sources, for a CSV of claims
    corrected  what the user has said of the headings
    as_read    take from the words of a row without a measure what they state
    for_all    field of a sheet -> value that goes into its empty cells
    Raises     EvidenceError if the file can't be read at all, or for what is given for all rows
    """
    values = checked_for_all(for_all or {})
    ending = path.suffix.lower()
    batch = ImportBatch(path.name, _digest(path))
    if ending == ".toml":
        if values:
            advice = "Put them under [shared] there."
            raise EvidenceError(Fault("for_all", "a file that ends in .toml", "a spreadsheet", advice))
        from_toml(path, ledger, batch)
    elif ending in ENDINGS:
        beside = ImportSetting(ledger, today, own, places or {}, corrected or Corrections(), values, as_read)
        from_sheets(path, beside, sources, batch)
    else:
        expected = f"a file that ends in {', '.join(ENDINGS[:-3])}, .csv or .toml"
        advice = "Save it as .xlsx or as CSV UTF-8." if ending in UNREAD else ""
        raise EvidenceError(Fault("file", shown(path.name), expected, advice))
    judge_rows(batch, ledger, own)
    return batch


def judge_rows(batch: ImportBatch, ledger: Ledger, own: Collection[str] = ()) -> None:
    """Set the state of every row, beside the others and the ledger, and note what is wrong with its ids.

    own  ids of the claims in the folder that the rows are for: only these may be changed
    """
    check = _LinkCheck(batch, ledger, own)
    rates = rates_by_year()
    looked_at = 0
    for row in batch.rows:
        check.judge(row)
        if row.claim and row.state != FAULTY:
            row.remark = remark_on(row.claim, rates)
            if row.remark and row.remark.reason == NO_MEASURE and looked_at < MOST_READ:
                looked_at += 1
                row.remark = row.remark._replace(likely=likely_measure(row.claim.paraphrase))


def drop_faulty(
    batch: ImportBatch, ledger: Ledger, own: Collection[str] = (), *, changed: bool = False
) -> list[ImportRow]:
    """Leave the faulty rows out, and then those that only they held up. Returns what was left out.

    changed  leave out the rows as well that would change a claim of the folder
    """
    check = _LinkCheck(batch, ledger, own)
    named_by: dict[str, list[ImportRow]] = {}
    for row in batch.rows:
        for name in {name for _, name in _links(row.claim)} if row.claim else ():
            named_by.setdefault(name, []).append(row)
    dropped = batch.with_state(*((FAULTY, CHANGED) if changed else (FAULTY,)))
    for row in dropped:  # It grows while it is gone through.
        check.ids[row.id] -= 1
        for held_up in () if check.is_known(row.id) else named_by.get(row.id, ()):
            if held_up.state != FAULTY:
                check.judge(held_up)
                dropped.append(held_up)
    places = {row.place for row in dropped}
    batch.rows = [row for row in batch.rows if row.place not in places]
    return dropped


def write_batch(
    batch: ImportBatch,
    into: Path,
    *,
    others: Iterable[Path] = (),
    today: date,
    replace: bool = False,
    columns: Mapping[int, str] | None = None,
    left_out: Iterable[ImportRow] = (),
) -> Path:
    """Put the new and changed claims into the folder, and a receipt. All of it, or nothing.

    others   further folders of the user's that the claims may refer to
    replace  whether changed claims may take the place of the folder's own
    left_out rows that were left out because they are wrong; the receipt says why
    columns  what the user has said of headings, by position, to be remembered for files of the same layout
    Returns  the receipt
    """
    changed = batch.with_state(CHANGED)
    assert replace or not changed, "nobody has agreed to replace claims"
    rows = batch.with_state(NEW, CHANGED)
    day = today.isoformat()
    claims = [row.claim for row in rows if row.claim]
    named = {claim.source for claim in claims}
    sources = [source for source in batch.sources.values() if source.id in named or source.id not in batch.made]
    published = {source.outlet for source in sources}
    outlets = [outlet for outlet in batch.outlets.values() if outlet.id in published or outlet.id not in batch.made]
    with workspace.edited(into) as copy:
        workspace.take_out(copy, {row.id for row in changed})
        name = workspace.put(copy, claims, outlets, sources, day) if rows else ""
        receipt = {
            "on": day,
            "from": batch.file,
            "blake2b_of_the_file": batch.digest,
            "into": name,
            "claims": [{"place": row.place, "id": row.id, "state": row.state} for row in batch.rows],
            "sources": [source.id for source in sources],
            "left_out": [{"place": row.place, "why": _why(row)} for row in left_out],
            **({"layout": batch.layout} if batch.layout else {}),
        }
        written = workspace.write_receipt(copy, day, receipt)
        workspace.remember_layout(copy, batch.layout, columns or {})
        if rows:
            workspace.check_folder(copy, into, others)
    return into / written


def _why(row: ImportRow) -> str:
    """Why a row was left out, in the words of its faults."""
    return " ".join(
        f"{fault.found[:1].upper()}{fault.found[1:]}; expected {fault.expected}. {fault.advice}".strip()
        for fault in row.faults
    )


def _digest(path: Path) -> str:
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


class _LinkCheck:
    """Judges each row beside the others and the ledger: its id must be its own, and the ids that it names known."""

    def __init__(self, batch: ImportBatch, ledger: Ledger, own: Collection[str]) -> None:
        self.ids = Counter(row.id for row in batch.rows if row.claim)
        self.ledger, self.own = ledger, own
        self.public_ids = ledger.public_ids()
        self.looked_up = 0

    def judge(self, row: ImportRow) -> None:
        """Set the state of a row, and add what is wrong with its ids to its faults."""
        if not (claim := row.claim):
            row.state = FAULTY
            return

        def refuse(field: str, name: str, expected: str, advice: str) -> None:
            row.faults.append(row.origin.fault((*row.path, field), shown(name), expected, advice))

        known = self.ledger.claims.get(claim.id)
        if self.ids[claim.id] > 1:
            refuse("id", claim.id, "an id of its own", "Another row has it.")
        elif known and known != claim and claim.id not in self.own:
            expected = "an id of its own, or the claim as the ledger has it"
            refuse("id", claim.id, expected, "Claims of the shipped ledger are not changed from outside.")
        for field, name in _links(claim):
            if not self.is_known(name) or name == claim.id:
                refuse(field, name, "the id of another claim", self._nearest(name))
        row.state = FAULTY if row.faults else NEW if not known else UNCHANGED if known == claim else CHANGED
        if known and row.state == CHANGED:
            row.changes = tuple(name for name in fields_of(Claim) if getattr(known, name) != getattr(claim, name))

    def is_known(self, name: str) -> bool:
        return name in self.ledger.claims or self.ids[name] > 0

    def _nearest(self, name: str) -> str:
        self.looked_up += 1
        return nearest(name, self.public_ids) if self.looked_up <= MOST_ADVICE else ""


def _links(claim: Claim) -> list[tuple[str, str]]:
    """The other claims that a claim names, each with the field that names it."""
    links = [(field, name) for field in LINKS for name in getattr(claim, field)]
    return [*links, ("replaced_by", claim.replaced_by)] if claim.replaced_by else links
