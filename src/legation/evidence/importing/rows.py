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

from legation.base import toml as documents
from legation.base.faults import EvidenceError, Fault, Faults, Path_, UserError, nearest, shown
from legation.base.toml import TomlFile
from legation.evidence import handling
from legation.evidence.claims import Claim, read_claim
from legation.evidence.importing.cells import Fields, Grid, fields_of
from legation.evidence.importing.columns import CLAIMS, EXAMPLE, SOURCES
from legation.evidence.importing.spreadsheets import Sheet, SheetRow, read
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
class Row:
    """One row of the file and what becomes of it.

    place           sheet and row, or line
    state           new, unchanged (the ledger has it so), changed (the folder has it otherwise) or faulty
    document, path  where its cells or lines are found, for faults that show only beside other rows
    """

    place: str
    claim: Claim | None
    document: TomlFile
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
    rows: list[Row] = field(default_factory=list)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)

    @property
    def all_faults(self) -> Faults:
        return Faults([*self.faults, *(fault for row in self.rows for fault in row.faults)])

    def with_state(self, *states: str) -> list[Row]:
        return [row for row in self.rows if row.state in states]


def from_sheets(path: Path, ledger: Ledger, today: date, sources: Path | None, brought: ImportBatch) -> None:
    """Read a workbook, or a text file with claims and perhaps another with sources."""
    found = read(path, {"Claims": CLAIMS, "Sources": SOURCES})
    if sources:
        found |= read(sources, {"Sources": SOURCES})
    for sheet in found.values():
        brought.faults += sheet.faults
        brought.notes += sheet.notes
    if "Sources" in found:
        _bring_sources(found["Sources"], brought, ledger, today)
    _bring_claims(found["Claims"], found.get("Sources"), brought, ledger, today)
    if not found["Claims"].rows and not brought.faults:
        brought.faults.append(Fault(found["Claims"].title, "no rows", "a claim in each row", "", found["Claims"].file))


def _bring_sources(sheet: Sheet, brought: ImportBatch, ledger: Ledger, today: date) -> None:
    _leave_out_examples(sheet, "source_id")
    grid = Grid(sheet, SOURCES)
    for position, row in enumerate(sheet.rows):
        fields = fields_of(row, sheet, SOURCES)
        brought.notes += fields.notes
        outlet_data, source_data = _split_source(fields.data, ledger, today)
        faults = Faults()
        source = read_record(Source, source_data, grid, ("source", position), faults)
        if source:
            check_links(source, grid, position, faults)
        known = ledger.outlets | brought.outlets
        if outlet_data["id"] not in known:
            outlet = read_record(Outlet, outlet_data, grid, ("source", position), faults)
            if outlet and not faults:
                brought.outlets[outlet.id] = outlet
        if source and source.id in brought.sources:
            faults.append(grid.fault(("source", position, "id"), shown(source.id), "an id of its own"))
        elif source and source.id in ledger.sources and ledger.sources[source.id] != source and not faults:
            expected = "the source as the ledger has it, or an id of its own"
            faults.append(grid.fault(("source", position, "id"), shown(source.id), expected))
        elif source and source.id not in ledger.sources:
            brought.sources[source.id] = source
        brought.faults += _told(fields, faults, row, sheet)


def _leave_out_examples(sheet: Sheet, column: str) -> None:
    """The template's examples show how, and say nothing."""
    sheet.rows = [row for row in sheet.rows if row.cell(column).text.strip().lower() != EXAMPLE]


def _split_source(data: dict[str, Any], ledger: Ledger, today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the outlet and those of the source, with what follows from others filled in."""
    source = {name: value for name, value in data.items() if not name.startswith("outlet_")}
    publisher = source.get("publisher", "")
    if "outlet" not in source and publisher:
        by_name = {outlet.name.lower(): outlet.id for outlet in ledger.outlets.values()}
        source["outlet"] = (
            by_name.get(publisher.lower()) or re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-") or "x"
        )
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


def _bring_claims(sheet: Sheet, of_sources: Sheet | None, brought: ImportBatch, ledger: Ledger, today: date) -> None:
    _leave_out_examples(sheet, "source_id")
    grid = Grid(sheet, CLAIMS)
    sources = ledger.sources | brought.sources
    # A source that is listed and wrong has its own fault; claims that name it are not blamed as well.
    listed = {row.cell("source_id").text.lower() for row in of_sources.rows} if of_sources else set()
    every = [fields_of(row, sheet, CLAIMS) for row in sheet.rows]
    taken = set(ledger.claims) | {str(fields.data["id"]) for fields in every if "id" in fields.data}
    for position, (row, fields) in enumerate(zip(sheet.rows, every, strict=True)):
        path: Path_ = ("claim", position)
        brought.notes += fields.notes
        published = fields.data.pop("published", None)
        source = sources.get(fields.data.get("source", ""))
        faults = Faults()
        if source and published and str(source.published) != published:
            expected = f"{source.published}, as the source says, or an empty cell"
            faults.append(grid.fault((*path, "published"), shown(published), expected))
        claim = read_claim(_completed(fields.data, source, taken, today), grid, path, faults, shipped=False)
        told = _told(fields, faults, row, sheet)
        if claim and claim.source not in listed:
            told += _loose_ends(claim, grid, path, sources)
        brought.rows.append(Row(row.place, claim, grid, path, told))


def _completed(data: dict[str, Any], source: Source | None, taken: set[str], today: date) -> dict[str, Any]:
    """The fields of a row with what `RULES` say where nothing stands."""
    full = dict(data)
    name = full.get("source")
    wording = full.get("wording")
    if "id" not in full:
        full["id"] = _next_id(str(name) if re.fullmatch(ID_PATTERN, str(name)) else UNKNOWN, taken)
        taken.add(full["id"])
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


def _next_id(source: str, taken: set[str]) -> str:
    number = 1
    while (name := f"{source}-{number:02d}") in taken:
        number += 1
    return name


def _told(fields: Fields, faults: Faults, row: SheetRow, sheet: Sheet) -> Faults:
    """The faults of a row by column from left to right, one for each cell: what can't be read is not also missing."""
    if row.fault:
        return Faults(
            [row.fault]
        )  # Its cells stand under the wrong heads, so what they seem to say is beside the point.
    unread = {fault.field for fault in fields.faults}
    order = [sheet.fault(name, cell, "", "").field for name, cell in row.cells.items()]
    ends = {sheet.fault(name, row.cell(name), "", "").field for name in ("low", "high")}
    others = [
        fault
        for fault in faults
        if fault.field not in unread and not (fault.field in ends and fault.found == "nothing" and ends & unread)
    ]
    in_order = sorted(
        [*fields.faults, *others],
        key=lambda fault: order.index(fault.field) if fault.field in order else len(order),
    )
    return Faults(in_order)


def from_toml(path: Path, ledger: Ledger, brought: ImportBatch) -> None:
    """Claims, and sources if the file has any, in one file."""
    try:
        whole = documents.read(path)
    except UserError as problem:
        raise EvidenceError(handling.concealed(problem.faults)) from None
    check_format(whole, brought.faults)
    only_keys(whole, ("format", "shared", "outlet", "source", "claim"), brought.faults)
    part: dict[str, Any] = {name: whole.data[name] for name in ("format", "outlet", "source") if name in whole.data}
    of_sources = TomlFile(part, whole.name, whole.text)
    found = Faults()
    outlets, sources = read_sources(of_sources, found)
    check_outlets(of_sources, sources, ledger.outlets | outlets, found)
    brought.faults += [fault for fault in found if fault.field != "format"]
    for outlet in outlets.values():
        if _is_news(outlet, ledger.outlets, brought, whole):
            brought.outlets[outlet.id] = outlet
    for source in sources.values():
        if _is_news(source, ledger.sources, brought, whole):
            brought.sources[source.id] = source
    shared = whole.data.get("shared", {})
    shared = shared if isinstance(shared, dict) else {}
    for position, own in tables(whole, "claim", brought.faults):
        data = {"handling": handling.DEFAULT_IN_FOLDERS, **shared, **own}
        data.setdefault("upstream", data.get("source"))
        faults = Faults()
        claim = read_claim(data, whole, ("claim", position), faults, shipped=False)
        if claim:
            faults += _loose_ends(claim, whole, ("claim", position), ledger.sources | sources)
        told = faults if handling.is_public(data["handling"]) else handling.concealed(faults)
        where: Path_ = ("claim", position)
        brought.rows.append(Row(f"line {whole.line(where)}", claim, whole, where, told))


def _is_news(record: Outlet | Source, known: dict[str, Any], brought: ImportBatch, document: TomlFile) -> bool:
    """Whether the ledger lacks it. One of the same id that says something else is a fault."""
    if record.id in known and known[record.id] != record:
        kind = "outlet" if isinstance(record, Outlet) else "source"
        expected = f"the {kind} as the ledger has it, or an id of its own"
        brought.faults.append(document.fault((kind,), shown(record.id), expected))
    return record.id not in known


def _loose_ends(claim: Claim, document: TomlFile, path: Path_, sources: dict[str, Source]) -> Sequence[Fault]:
    if claim.source in sources:
        return []
    advice = nearest(claim.source, sources) or "Add a row to the sheet Sources."
    return [document.fault((*path, "source"), shown(claim.source), "the id of a source", advice)]
