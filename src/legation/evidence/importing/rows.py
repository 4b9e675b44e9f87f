"""Rows of a file as claims: read, completed by stated rules, and checked one by one.

What a row leaves out is filled in by `RULES` and by nothing else. New claims never reach inference by themselves: they
come in as context, ungraded and embargoed, until somebody says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from legation.base import toml
from legation.base.faults import EvidenceError, Fault, Faults, Origin, Path_, UserError, nearest, shown
from legation.base.toml import TomlFile
from legation.evidence import handling
from legation.evidence.claims import Claim, read_claim
from legation.evidence.importing.cells import Fields, fields_of
from legation.evidence.importing.columns import CLAIMS, EXAMPLE, SOURCES
from legation.evidence.importing.spreadsheets import Sheet, SheetRow, read_sheets
from legation.evidence.ledger import Ledger
from legation.evidence.records import ID_PATTERN, LANGUAGE_PATTERN, check_format, only_keys, read_record, tables
from legation.evidence.sources import Outlet, Source, check_links, check_outlets, read_sources

NEW, UNCHANGED, CHANGED, FAULTY = "new", "unchanged", "changed", "faulty"
UNKNOWN = "xx"  # stands in a row that is refused anyway
UNGRADED = "Not graded when it was brought in."
RULES = (
    "Where a cell is empty: handling is embargoed, role context, status active, source grade F, upstream the source, "
    "language the source's; kind follows the wording (a number: quantity, rose or fell: trend, else event); "
    "id is the source's with a number."
)


@dataclass
class ImportRow:
    """One row of the file and what becomes of it.

    place         sheet and row, or line
    state         new, unchanged (the ledger has it so), changed (the folder has it otherwise) or faulty
    origin, path  where its cells or lines are, for faults that show only beside other rows
    """

    place: str
    claim: Claim | None
    origin: Origin
    path: Path_
    faults: Faults = field(default_factory=Faults)
    state: str = NEW

    @property
    def id(self) -> str:
        return self.claim.id if self.claim else ""


@dataclass
class ImportBatch:
    """A whole file: its rows, new sources and outlets, faults that belong to no row, and how it was read."""

    file: str
    digest: str
    rows: list[ImportRow] = field(default_factory=list)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)

    @property
    def all_faults(self) -> Faults:
        return Faults([*self.faults, *(fault for row in self.rows for fault in row.faults)])

    def with_state(self, *states: str) -> list[ImportRow]:
        return [row for row in self.rows if row.state in states]


def from_sheets(path: Path, ledger: Ledger, today: date, sources: Path | None, batch: ImportBatch) -> None:
    """Read a workbook, or a text file with claims and perhaps another with sources."""
    sheets = read_sheets(path, {"Claims": CLAIMS, "Sources": SOURCES})
    if sources:
        sheets |= read_sheets(sources, {"Sources": SOURCES})
    for sheet in sheets.values():
        batch.faults += sheet.faults
        batch.notes += sheet.notes
        # The template's examples show how, and say nothing.
        sheet.rows = [row for row in sheet.rows if row.cell("source_id").text.lower() != EXAMPLE]
    if "Sources" in sheets:
        _add_sources(sheets["Sources"], batch, ledger, today)
    _add_claims(sheets["Claims"], sheets.get("Sources"), batch, ledger, today)
    if not sheets["Claims"].rows and not batch.faults:
        batch.faults.append(Fault(sheets["Claims"].title, "no rows", "a claim in each row", "", sheets["Claims"].file))


def _add_sources(sheet: Sheet, batch: ImportBatch, ledger: Ledger, today: date) -> None:
    known = dict(ledger.outlets)
    ids = {outlet.name.lower(): outlet.id for outlet in known.values()}
    for position, row in enumerate(sheet.rows):
        fields = fields_of(row, sheet)
        batch.notes += fields.notes
        outlet_data, source_data = _split_source(fields.data, ids, today)
        faults = Faults()
        path = ("source", position)
        source = read_record(Source, source_data, sheet, path, faults)
        if source:
            check_links(source, sheet, position, faults)
        if outlet_data["id"] not in known:
            outlet = read_record(Outlet, outlet_data, sheet, path, faults)
            if outlet and not faults:
                known[outlet.id] = batch.outlets[outlet.id] = outlet
        if source and source.id in batch.sources:
            faults.append(sheet.fault((*path, "id"), shown(source.id), "an id of its own"))
        elif source and source.id in ledger.sources and ledger.sources[source.id] != source and not faults:
            expected = "the source as the ledger has it, or an id of its own"
            faults.append(sheet.fault((*path, "id"), shown(source.id), expected))
        elif source and source.id not in ledger.sources:
            batch.sources[source.id] = source
        batch.faults += _faults_of_row(fields, faults, row, sheet)


def _split_source(data: dict[str, Any], ids: dict[str, str], today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the outlet and those of the source, with what follows from others filled in.

    ids  of known outlets, by name in lower case
    """
    source = {name: value for name, value in data.items() if not name.startswith("outlet_")}
    publisher = source.get("publisher", "")
    if "outlet" not in source and publisher:
        made = re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-") or "x"
        source["outlet"] = ids.get(publisher.lower()) or made
    source.setdefault("publisher_original", publisher)
    source.setdefault("upstream_of_record", "not stated")
    original = source.get("language_original", "")
    source.setdefault("language_seen", original if re.fullmatch(LANGUAGE_PATTERN, original) else UNKNOWN)
    if not source.get("url_seen"):
        source.setdefault("url_kind", "none")
    outlet = {
        "id": source.get("outlet", ""),
        "name": data.get("outlet_name", publisher),
        "grade": data.get("outlet_grade", "F"),
        "graded_on": data.get("outlet_graded_on", today.isoformat()),
        "grade_basis": data.get("outlet_grade_basis", UNGRADED),
    }
    return outlet, source


def _add_claims(sheet: Sheet, of_sources: Sheet | None, batch: ImportBatch, ledger: Ledger, today: date) -> None:
    sources = ledger.sources | batch.sources
    # A source that is listed and wrong has its own fault; claims that name it are not blamed as well.
    listed = {row.cell("source_id").text.lower() for row in of_sources.rows} if of_sources else set()
    every = [fields_of(row, sheet) for row in sheet.rows]
    free_ids = FreeIds({*ledger.claims, *(str(fields.data["id"]) for fields in every if "id" in fields.data)})
    for position, (row, fields) in enumerate(zip(sheet.rows, every, strict=True)):
        path: Path_ = ("claim", position)
        batch.notes += fields.notes
        published = fields.data.pop("published", None)
        source = sources.get(fields.data.get("source", ""))
        faults = Faults()
        if source and published and str(source.published) != published:
            expected = "the date of the source, or an empty cell"
            faults.append(sheet.fault((*path, "published"), shown(published), expected))
        claim = read_claim(_completed(fields.data, source, free_ids, today), sheet, path, faults, shipped=False)
        faults = _faults_of_row(fields, faults, row, sheet)
        if claim and claim.source not in listed:
            faults += _loose_ends(claim, sheet, path, sources)
        batch.rows.append(ImportRow(row.place, claim, sheet, path, faults))


class FreeIds:
    """Gives ids to claims that have none: the source's with the next number that is free."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.last: dict[str, int] = {}  # by source, so that no number is tried twice

    def next(self, source: str) -> str:
        number = self.last.get(source, 0) + 1
        while (name := f"{source}-{number:02d}") in self.taken:
            number += 1
        self.last[source] = number
        self.taken.add(name)
        return name


def _completed(data: dict[str, Any], source: Source | None, free_ids: FreeIds, today: date) -> dict[str, Any]:
    """The fields of a row with what `RULES` say where nothing stands."""
    full = dict(data)
    name = full.get("source")
    wording = full.get("wording")
    if "id" not in full:
        full["id"] = free_ids.next(str(name) if re.fullmatch(ID_PATTERN, str(name)) else UNKNOWN)
    kinds = {"rose": "trend", "fell": "trend", "existence": "event", "none": "event"}
    full.setdefault("kind", kinds.get(str(wording), "quantity"))
    full.setdefault("role", "context")
    full.setdefault("source_grade", "F")
    full.setdefault("graded_on", today.isoformat())
    full.setdefault("grade_basis", UNGRADED)
    full.setdefault("said_by", "not stated")
    full.setdefault("handling", handling.DEFAULT_IN_FOLDERS)
    # Where the source is missing or unknown, that is the fault, and what would follow from it is not a second one.
    full.setdefault("upstream", name or UNKNOWN)
    full.setdefault("language", source.language_seen if source else UNKNOWN)
    return full


def _faults_of_row(fields: Fields, faults: Faults, row: SheetRow, sheet: Sheet) -> Faults:
    """The faults of a row by column from left to right, one for each cell: what can't be read is not also missing."""
    if row.fault:
        # Its cells stand under the wrong heads, so what they seem to say is beside the point.
        return Faults([row.fault])
    if not fields.faults and not faults:
        return Faults()
    unread = {fault.field for fault in fields.faults}
    order = [sheet.cell_fault(name, cell, "", "").field for name, cell in row.cells.items()]
    ends = {sheet.cell_fault(name, row.cell(name), "", "").field for name in ("low", "high")}
    further = [
        fault
        for fault in faults
        if fault.field not in unread and not (fault.field in ends and fault.found == "nothing" and ends & unread)
    ]
    return Faults(
        sorted(
            [*fields.faults, *further],
            key=lambda fault: order.index(fault.field) if fault.field in order else len(order),
        )
    )


def from_toml(path: Path, ledger: Ledger, batch: ImportBatch) -> None:
    """Claims, and sources if the file has any, in one file."""
    try:
        whole = toml.read_toml(path)
    except UserError as problem:
        raise EvidenceError(handling.concealed(problem.faults)) from None
    check_format(whole, batch.faults)
    only_keys(whole, ("format", "shared", "outlet", "source", "claim"), batch.faults)
    part: dict[str, Any] = {name: whole.data[name] for name in ("format", "outlet", "source") if name in whole.data}
    of_sources = TomlFile(part, whole.name, whole.text)
    noted = Faults()
    outlets, sources = read_sources(of_sources, noted)
    check_outlets(of_sources, sources, ledger.outlets | outlets, noted)
    batch.faults += handling.concealed(fault for fault in noted if fault.field != "format")
    for outlet in outlets.values():
        if _is_new(outlet, ledger.outlets, batch, whole):
            batch.outlets[outlet.id] = outlet
    for source in sources.values():
        if _is_new(source, ledger.sources, batch, whole):
            batch.sources[source.id] = source
    shared = whole.data.get("shared", {})
    shared = shared if isinstance(shared, dict) else {}
    known_sources = ledger.sources | sources
    for position, own in tables(whole, "claim", batch.faults):
        data = {"handling": handling.DEFAULT_IN_FOLDERS, **shared, **own}
        data.setdefault("upstream", data.get("source"))
        faults = Faults()
        at: Path_ = ("claim", position)
        claim = read_claim(data, whole, at, faults, shipped=False)
        if claim:
            faults += _loose_ends(claim, whole, at, known_sources)
        faults = faults if handling.is_public(data["handling"]) else handling.concealed(faults)
        batch.rows.append(ImportRow(f"line {whole.line(at)}", claim, whole, at, faults))


def _is_new(record: Outlet | Source, known: dict[str, Any], batch: ImportBatch, document: TomlFile) -> bool:
    """Whether the ledger lacks it. One of the same id that says something else is a fault."""
    if record.id in known and known[record.id] != record:
        kind = "outlet" if isinstance(record, Outlet) else "source"
        expected = f"the {kind} as the ledger has it, or an id of its own"
        batch.faults.append(document.fault((kind,), shown(record.id), expected))
    return record.id not in known


def _loose_ends(claim: Claim, origin: Origin, path: Path_, sources: dict[str, Source]) -> Sequence[Fault]:
    if claim.source in sources:
        return []
    advice = nearest(claim.source, sources) or "Add a row to the sheet Sources."
    return [origin.fault((*path, "source"), shown(claim.source), "the id of a source", advice)]
