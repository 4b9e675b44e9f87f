"""Rows of a file as claims: read, completed by stated rules, and checked one by one.

What a row leaves out is filled in by `RULES` and by nothing else. New claims never reach inference by themselves: they
come in as context, ungraded and embargoed, until somebody says otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from legation.base import toml
from legation.base.faults import EvidenceError, Fault, Faults, Origin, Path_, UserError, nearest, shown
from legation.evidence import handling
from legation.evidence.claim_files import claim_tables, read_claim
from legation.evidence.claims import Claim
from legation.evidence.importing.cells import RowFields
from legation.evidence.importing.columns import CLAIMS, EXAMPLE, SOURCES
from legation.evidence.importing.spreadsheets import Sheet, SheetRow, read_sheets
from legation.evidence.ledger import Ledger
from legation.evidence.records import ID_PATTERN, LANGUAGE_PATTERN, check_format, only_keys, read_record
from legation.evidence.sources import Outlet, Source, check_links, check_outlets, read_source_tables

NEW, UNCHANGED, CHANGED, FAULTY = "new", "unchanged", "changed", "faulty"
UNKNOWN = "xx"  # stands in a row that is refused anyway
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
    add_sheets(sheets, ledger, today, batch)


def add_sheets(sheets: Mapping[str, Sheet], ledger: Ledger, today: date, batch: ImportBatch) -> None:
    """Put the claims of the sheet `Claims` into a batch, and the sources of the sheet `Sources`, if there is one."""
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
    ids = {outlet.name.lower(): outlet.id for outlet in ledger.outlets.values()}
    for position, row in enumerate(sheet.rows):
        fields = RowFields(row, sheet)
        batch.notes += fields.notes
        outlet_data, source_data = _split_source(fields.data, ids, today)
        faults = Faults()
        path = ("source", position)
        source = read_record(Source, source_data, sheet, path, faults)
        if source:
            check_links(source, sheet, position, faults)
        if outlet_data["id"] not in ledger.outlets and outlet_data["id"] not in batch.outlets:
            outlet = read_record(Outlet, outlet_data, sheet, path, faults)
            if outlet and not faults:
                batch.outlets[outlet.id] = outlet
        if source and source.id in batch.sources:
            faults.append(sheet.fault((*path, "id"), shown(source.id), "an id of its own"))
        elif source and source.id not in ledger.sources:
            batch.sources[source.id] = source
        elif source and not faults:
            _check_same(source, ledger.sources, sheet, (*path, "id"), faults)
        batch.faults += _faults_of_row(fields, faults, row)


def _split_source(data: dict[str, Any], ids: dict[str, str], today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the outlet and those of the source, with what follows from others filled in.

    ids  of known outlets, by name in lower case
    """
    publisher, original = data.get("publisher", ""), data.get("language_original", "")
    follows = {
        "publisher_original": publisher,
        "upstream_of_record": "not stated",
        "language_seen": original if re.fullmatch(LANGUAGE_PATTERN, original) else UNKNOWN,
    }
    if publisher:
        made = re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-") or "x"
        follows["outlet"] = ids.get(publisher.lower(), made)
    if not data.get("url_seen"):
        follows["url_kind"] = "none"
    of_outlet = {name: value for name, value in data.items() if name.startswith("outlet_")}
    source = follows | {name: value for name, value in data.items() if name not in of_outlet}
    outlet = {"id": source.get("outlet", ""), "name": publisher, "grade": "F", **_ungraded(today)}
    return outlet | {name.removeprefix("outlet_"): value for name, value in of_outlet.items()}, source


def _ungraded(today: date) -> dict[str, str]:
    return {"graded_on": today.isoformat(), "grade_basis": "Not graded when it was brought in."}


def _add_claims(sheet: Sheet, of_sources: Sheet | None, batch: ImportBatch, ledger: Ledger, today: date) -> None:
    sources = ledger.sources | batch.sources
    # A source that is listed and wrong has its own fault; claims that name it are not blamed as well.
    listed = {row.cell("source_id").text.lower() for row in of_sources.rows} if of_sources else set()
    all_fields = [RowFields(row, sheet) for row in sheet.rows]
    own_ids = {fields.data["id"] for fields in all_fields if "id" in fields.data}
    free_ids = _FreeIds(ledger.claims.keys() | own_ids)
    for position, (row, fields) in enumerate(zip(sheet.rows, all_fields, strict=True)):
        path: Path_ = ("claim", position)
        batch.notes += fields.notes
        published = fields.data.pop("published", None)
        source = sources.get(fields.data.get("source", ""))
        faults = Faults()
        if source and published and str(source.published) != published:
            expected = "the date of the source, or an empty cell"
            faults.append(sheet.fault((*path, "published"), shown(published), expected))
        claim = read_claim(_completed(fields.data, source, free_ids, today), sheet, path, faults, shipped=False)
        faults = _faults_of_row(fields, faults, row)
        if claim and claim.source not in listed:
            _check_source(claim, sources, sheet, path, faults)
        batch.rows.append(ImportRow(row.place, claim, sheet, path, faults))


class _FreeIds:
    """Gives ids to claims that have none: the source's with the next number that is free."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(1))

    def next(self, source: str) -> str:
        names = (f"{source}-{number:02d}" for number in self.numbers[source])
        return next(name for name in names if name not in self.taken)


def _completed(data: dict[str, Any], source: Source | None, free_ids: _FreeIds, today: date) -> dict[str, Any]:
    """The fields of a row with what `RULES` say where nothing stands."""
    name = data.get("source")
    kinds = {"rose": "trend", "fell": "trend", "existence": "event", "none": "event"}
    follows = {
        "kind": kinds.get(str(data.get("wording")), "quantity"),
        "role": "context",
        "source_grade": "F",
        **_ungraded(today),
        "said_by": "not stated",
        "handling": handling.DEFAULT_IN_FOLDERS,
        # Where the source is missing or unknown, that is the fault, and what would follow from it is not a second one.
        "upstream": name or UNKNOWN,
        "language": source.language_seen if source else UNKNOWN,
    }
    if "id" not in data:
        follows["id"] = free_ids.next(str(name) if re.fullmatch(ID_PATTERN, str(name)) else UNKNOWN)
    return follows | data


def _faults_of_row(fields: RowFields, faults: Faults, row: SheetRow) -> Faults:
    """The faults of a row by column from left to right, one for each cell: what can't be read is not also missing."""
    if row.fault:
        # Its cells stand under the wrong heads, so what they seem to say is beside the point.
        return Faults([row.fault])
    unread = {fault.field for fault in fields.faults}
    ends = {row.cell(name).fault_name(name) for name in ("low", "high")}
    missing = ends if ends & unread else set()  # A range in one cell that can't be read stands for both ends.
    further = [
        fault
        for fault in faults
        if fault.field not in unread and not (fault.found == "nothing" and fault.field in missing)
    ]
    order = {cell.fault_name(name): position for position, (name, cell) in enumerate(row.cells.items())}
    return Faults(sorted([*fields.faults, *further], key=lambda fault: order.get(fault.field, len(order))))


def from_toml(path: Path, ledger: Ledger, batch: ImportBatch) -> None:
    """Claims, and sources if the file has any, in one file."""
    try:
        whole = toml.read_toml(path)
    except UserError as problem:
        raise EvidenceError(handling.concealed(problem.faults)) from None
    check_format(whole, batch.faults)
    only_keys(whole, ("format", "shared", "outlet", "source", "claim"), batch.faults)
    of_sources = Faults()
    outlets, sources = read_source_tables(whole, of_sources)
    check_outlets(whole, sources, ledger.outlets | outlets, of_sources)
    batch.faults += handling.concealed(of_sources)
    for outlet in outlets.values():
        _check_same(outlet, ledger.outlets, whole, ("outlet",), batch.faults)
    for source in sources.values():
        _check_same(source, ledger.sources, whole, ("source",), batch.faults)
    batch.outlets |= {name: outlet for name, outlet in outlets.items() if name not in ledger.outlets}
    batch.sources |= {name: source for name, source in sources.items() if name not in ledger.sources}
    known_sources = ledger.sources | sources
    for place, data in claim_tables(whole, batch.faults, shipped=False):
        faults = Faults()
        claim = read_claim(data, whole, place, faults, shipped=False)
        if claim:
            _check_source(claim, known_sources, whole, place, faults)
        faults = faults if handling.is_public(data["handling"]) else handling.concealed(faults)
        batch.rows.append(ImportRow(f"line {whole.line(place)}", claim, whole, place, faults))


def _check_same(
    record: Outlet | Source, known: Mapping[str, Outlet | Source], origin: Origin, path: Path_, faults: Faults
) -> None:
    """Note a fault if the ledger has an outlet or source of this id that says something else.

    What a user keeps of a source may be missing here: it stands in a folder of the user's, beside the ledger.
    """
    same = known.get(record.id, record)
    if isinstance(record, Source) and isinstance(same, Source):
        same = same.without_custody_missing_in(record)
    if same != record:
        expected = f"the {type(record).__name__.lower()} as the ledger has it, or an id of its own"
        faults.append(origin.fault(path, shown(record.id), expected))


def _check_source(claim: Claim, sources: Mapping[str, Source], origin: Origin, path: Path_, faults: Faults) -> None:
    """Note a fault if nobody knows the source that a claim names."""
    if claim.source not in sources:
        advice = nearest(claim.source, sources) or "Add a row to the sheet Sources."
        faults.append(origin.fault((*path, "source"), shown(claim.source), "the id of a source", advice))
