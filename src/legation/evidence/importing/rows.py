"""Rows of a file as claims: read, completed by stated rules, and checked one by one.

What a row leaves out is filled in by `RULES` and by nothing else. New claims never reach inference by themselves: they
come in as context, ungraded and embargoed, until somebody says otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from legation.base import toml
from legation.base.faults import EvidenceError, Fault, Faults, Origin, Path_, UserError, nearest, shown
from legation.base.number_text import how_many
from legation.evidence import handling
from legation.evidence.claim_files import claim_tables, read_claim
from legation.evidence.claims import Claim
from legation.evidence.importing.cells import CellNote, RowFields
from legation.evidence.importing.columns import CLAIMS, EXAMPLE
from legation.evidence.importing.common_values import fill
from legation.evidence.importing.completion import UNKNOWN, completed, kept_fields, observed
from legation.evidence.importing.headings import Corrections, claims_sheet, sources_sheet
from legation.evidence.importing.origins import UNNAMED_VOICES, RowSources, is_unnamed_voice, slug, ungraded
from legation.evidence.importing.recognition import EarlierRows
from legation.evidence.importing.remarks import Remark, notes_on_reading, read_fields
from legation.evidence.importing.spreadsheets import Match, Sheet, read_tables
from legation.evidence.ledger import Ledger
from legation.evidence.records import ID_PATTERN, LANGUAGE_PATTERN, check_format, only_keys, read_record
from legation.evidence.sources import Outlet, Source, check_links, check_outlets, read_source_tables

NEW, UNCHANGED, CHANGED, FAULTY = "new", "unchanged", "changed", "faulty"


@dataclass
class ImportRow:
    """One row of the file and what becomes of it.

    place         sheet and row, or line
    state         new, unchanged (the ledger has it so), changed (the folder has it otherwise) or faulty
    origin, path  where its cells or lines are, for faults that show only beside other rows
    changes       the fields in which a changed claim differs from the folder's
    remark        why it can't be set beside other claims, and what to give; None if it can
    """

    place: str
    claim: Claim | None
    origin: Origin
    path: Path_
    faults: Faults = field(default_factory=Faults)
    state: str = NEW
    changes: tuple[str, ...] = ()
    remark: Remark | None = None

    @property
    def id(self) -> str:
        return self.claim.id if self.claim else ""


@dataclass
class ImportBatch:
    """A whole file: its rows, new sources and outlets, faults that belong to no row, and how it was read.

    readings  how cells were read that are not plainly what they must be
    matches  what became of each column of the sheet of claims
    layout   a hash of its headings
    missing  ids of claims that came from an earlier file of this name and stand in no row of it now
    made     ids of sources and outlets that no sheet lists, and that were made of what rows say
    """

    file: str
    digest: str
    rows: list[ImportRow] = field(default_factory=list)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)
    readings: list[CellNote] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    layout: str = ""
    missing: list[str] = field(default_factory=list)
    made: frozenset[str] = frozenset()

    @property
    def all_faults(self) -> Faults:
        return Faults([*self.faults, *(fault for row in self.rows for fault in row.faults)])

    def with_state(self, *states: str) -> list[ImportRow]:
        return [row for row in self.rows if row.state in states]


@dataclass(frozen=True)
class ImportSetting:
    """What a file is read beside.

    own          ids of the claims in the folder that the file is for: only these may be changed
    places       where earlier files of the same name had claims of that folder: place -> id
    corrections  what the user has said of the headings
    for_all      column -> value that goes into its empty cells; see `common_values`
    as_read      take from the words of a row without a measure what they state, where that is one thing
    """

    ledger: Ledger
    today: date
    own: Collection[str] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    for_all: Mapping[str, str] = field(default_factory=dict)
    as_read: bool = False


def from_sheets(path: Path, beside: ImportSetting, sources: Path | None, batch: ImportBatch) -> None:
    """Read a workbook, or a text file with claims and perhaps another with sources."""
    tables = read_tables(path, "Claims")
    claims = claims_sheet(tables, beside.corrections)
    of_sources = sources_sheet(read_tables(sources, "Sources"), is_named=True) if sources else sources_sheet(tables)
    add_sheets(claims, of_sources, batch, beside)


def add_sheets(claims: Sheet, of_sources: Sheet | None, batch: ImportBatch, beside: ImportSetting) -> None:
    """Put the rows of a sheet of claims into a batch, and those of a sheet of sources, if there is one."""
    batch.matches, batch.layout = claims.matches, claims.layout
    for sheet in filter(None, (claims, of_sources)):
        batch.faults += sheet.faults
        # The template's examples show how, and say nothing.
        findings = [row for row in sheet.rows if row.cell("source_id").text.lower() != EXAMPLE]
        if examples := len(sheet.rows) - len(findings):
            sheet.notes.append(f"{sheet.title}: {how_many(examples, 'row')} with the template's examples left out.")
        sheet.rows = findings
        if sheet is claims:
            fill(sheet, beside.for_all)
        batch.notes += sheet.notes
    if of_sources:
        _add_sources(of_sources, batch, beside.ledger, beside.today)
    _add_claims(claims, of_sources, batch, beside)
    if not claims.rows and not batch.faults:
        batch.faults.append(Fault(claims.title, "no rows", "a claim in each row", "", claims.file))


def _add_sources(sheet: Sheet, batch: ImportBatch, ledger: Ledger, today: date) -> None:
    ids = {outlet.name.lower(): outlet.id for outlet in ledger.outlets.values()}
    for position, row in enumerate(sheet.rows):
        fields = RowFields(row, sheet)
        batch.readings += fields.notes
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
        batch.faults += _faults_of_row(fields, faults)


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
        follows["outlet"] = ids.get(publisher.lower(), slug(publisher))
    if not data.get("url_seen"):
        follows["url_kind"] = "none"
    of_outlet = {name: value for name, value in data.items() if name.startswith("outlet_")}
    source = follows | {name: value for name, value in data.items() if name not in of_outlet}
    outlet = {"id": source.get("outlet", ""), "name": publisher, "grade": "F", **ungraded(today)}
    return outlet | {name.removeprefix("outlet_"): value for name, value in of_outlet.items()}, source


def _add_claims(sheet: Sheet, of_sources: Sheet | None, batch: ImportBatch, beside: ImportSetting) -> None:
    ledger = beside.ledger
    made = RowSources(ledger, batch.sources, batch.outlets, beside.today)
    # A source that is listed and wrong has its own fault; claims that name it are not blamed as well.
    listed = {row.cell("source_id").text.lower() for row in of_sources.rows} if of_sources else set()
    all_fields = [RowFields(row, sheet) for row in sheet.rows]
    own_ids = {fields.data["id"] for fields in all_fields if "id" in fields.data}
    all_faults = [_add_source(fields, made, sheet, at) for at, fields in enumerate(all_fields)]
    sources = made.known | made.sources
    own = {name: ledger.claims[name] for name in beside.own if name in ledger.claims}
    earlier = EarlierRows(own, beside.places, own_ids)
    recognised = earlier.recognised([(fields.row.place, fields.data) for fields in all_fields])
    free_ids = _FreeIds(ledger.claims.keys() | own_ids)
    absent = [column.field.partition(".")[0] for column in CLAIMS if column.name not in sheet.column_names]
    unnamed = 0
    for at, (fields, faults, known) in enumerate(zip(all_fields, all_faults, recognised, strict=True)):
        path: Path_ = ("claim", at)
        known = known or own.get(fields.data.get("id", ""))
        source = sources.get(fields.data.get("source", ""))
        batch.readings += fields.notes
        read = read_fields(fields.data) if beside.as_read and "measure" not in fields.data else {}
        kept = (kept_fields(known, read | fields.data, absent) if known else {}) | read
        if read:
            batch.readings += [CellNote("what_was_said", fields.row.place, how) for how in notes_on_reading(read)]
        data = completed(kept | fields.data, source, made, beside.today, fields.row.place)
        unnamed += is_unnamed_voice(data["said_by"]) and "upstream" not in fields.data
        if "id" not in data:
            data["id"] = known.id if known else free_ids.next(data["source"])
        if "about" not in sheet.column_names and "represented_by" not in data and "out_of_scope" not in data:
            data["represented_by"] = observed(data)
        claim = read_claim(data, sheet, path, faults, shipped=False)
        faults = _faults_of_row(fields, faults)
        if claim and claim.source not in listed and claim.source != UNKNOWN:
            _check_source(claim, sources, sheet, path, faults)
        batch.rows.append(ImportRow(fields.row.place, claim, sheet, path, faults))
    if unnamed > 1:
        batch.notes.append(f"{how_many(unnamed, 'row')} {UNNAMED_VOICES}")
    batch.sources |= made.sources
    batch.outlets |= made.outlets
    batch.made = frozenset((*made.sources, *made.outlets))
    batch.missing = earlier.missing


def _add_source(fields: RowFields, made: RowSources, sheet: Sheet, position: int) -> Faults:
    """Find or make the source of a row that names none by its id, or check the day that it gives. Returns the faults.

    The fields of the row lose what they say of the source, and have its id.
    """
    data, faults = fields.data, Faults()
    of_source = data.pop("of_source", {})
    published = data.pop("published", "")
    if "source" not in data:
        named = made.read(of_source, published, data)
        if not isinstance(named, str):
            source = made.source_of(named, data, sheet, position, faults)
            data["source"] = source.id if source else UNKNOWN
            return faults
        data["source"] = named
    source = made.known.get(data["source"])
    if source and published and str(source.published) != published:
        expected = "the date of the source, or an empty cell"
        faults.append(sheet.fault(("claim", position, "published"), shown(published), expected))
    return faults


class _FreeIds:
    """Gives ids to claims that have none: the source's with the next number that is free."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(1))

    def next(self, source: str) -> str:
        stem = source if re.fullmatch(ID_PATTERN, source) else UNKNOWN
        names = (f"{stem}-{number:02d}" for number in self.numbers[stem])
        return next(name for name in names if name not in self.taken)


def _faults_of_row(fields: RowFields, faults: Faults) -> Faults:
    """The faults of a row by column from left to right, one for each cell: what can't be read is not also missing."""
    row = fields.row
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
