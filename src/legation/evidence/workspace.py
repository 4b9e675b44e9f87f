"""A folder of the user's with claims in TOML: claims are put in and taken out whole, and the rest stays as typed.

All functions here change a copy that `files.edited_files` lends; the folder changes as one when all is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from copy import deepcopy
from dataclasses import replace
from glob import escape
from pathlib import Path
from typing import Any

from legation.base import drafts, files
from legation.base.faults import EvidenceError, as_written
from legation.evidence import custody
from legation.evidence import ledger as ledgers
from legation.evidence.claims import LINKS, Claim
from legation.evidence.exporting import toml_text
from legation.evidence.records import FORMAT
from legation.evidence.sources import Custody, Outlet, Source
from legation.evidence.toml_entries import Data, TomlEntries

SOURCES = "sources.toml"
RECEIPTS = "receipt-*.json"
_DAY = len("receipt-2026-01-31")
LAYOUTS = "layouts.json"  # what the user has said of headings; it holds neither these nor any other cell


def edited(folder: Path, names: Iterable[str] | None = None) -> AbstractContextManager[Path]:
    """Lend a copy of the folder's claims, sources and receipts, or of some files among these.

    Raises  TargetTakenError, UserError
    """
    patterns = ("*.toml", RECEIPTS, LAYOUTS) if names is None else tuple(escape(name) for name in names)
    return files.edited_files(folder, *patterns)


def put(copy: Path, claims: Iterable[Claim], outlets: Iterable[Outlet], sources: Iterable[Source], day: str) -> str:
    """Write claims into a new file, and new sources behind those there are. Returns the file's name."""
    outlets, sources = list(outlets), list(sources)
    if outlets or sources:
        path = copy / SOURCES
        typed = path.read_bytes() if path.exists() else b""
        end = b"\n" if typed and not typed.endswith(b"\n") else b""
        write_claims(path, typed + end + toml_text.sources_text(outlets, sources, head=not typed).encode())
    name = free_name(copy, f"claims-{day}", ".toml")
    write_claims(copy / name, toml_text.claims_text(claims).encode())
    return name


def record_custody(copy: Path, kept: Iterable[Custody]) -> list[str]:
    """Write what is kept of sources: into their own entries, or behind the file for sources of the ledger.

    Returns  the ids of the sources
    Raises   UserError if the file is no TOML, or is written in a way that can't be edited
    """
    kept = list(kept)
    path = copy / SOURCES
    text = TomlEntries(path.read_bytes() if path.exists() else f"format = {FORMAT}\n".encode(), SOURCES)
    data = deepcopy(text.data)
    own = {str(entry.get("id")): entry for entry in data.get("source", []) if isinstance(entry, dict)}
    for entry in kept:
        if entry.source in own:
            fields = {"sha256": entry.sha256, "captured": entry.captured, "archived": entry.archived}
            own[entry.source] |= {field: value for field, value in fields.items() if value}
    text.change("source", data)
    behind = custody.as_toml(entry for entry in kept if entry.source not in own)
    end = b"\n" if behind and not text.raw.endswith(b"\n") else b""
    write_claims(path, text.raw + end + behind.encode())
    return [entry.source for entry in kept]


def take_out(copy: Path, ids: Collection[str], *, kind: str = "claim", by: str = "id") -> list[str]:
    """Take claims, or sources, out of all files, and remove files in which nothing is left. Returns the ids that went.

    by      the field that holds the id
    Raises  UserError if a file is no TOML, or is written in a way that can't be edited
    """
    gone = []
    for path, text in _texts(copy):
        if ids_here := text.cut(kind, ids, by=by):
            gone += ids_here
            if text.is_bare:
                drafts.disk.unlink(path)
            else:
                write_claims(path, text.raw)
    return gone


def unlink(copy: Path, ids: Collection[str]) -> list[str]:
    """Take every mention of claims out of the links of others. Returns the ids of claims that are retracted for it.

    A claim is superseded by another; if that one is forgotten, it is retracted, which weighs the same.

    Raises  UserError if a file is no TOML, or is written in a way that can't be edited
    """
    retracted: list[str] = []
    for path, text in _texts(copy):
        before = text.text
        text.change("claim", _without_links(text, ids, retracted))
        if text.text != before:
            write_claims(path, text.raw)
    return retracted


def _texts(copy: Path) -> list[tuple[Path, TomlEntries]]:
    return [(path, TomlEntries(path.read_bytes(), path.name)) for path in sorted(copy.glob("*.toml"))]


def _without_links(text: TomlEntries, ids: Collection[str], retracted: list[str]) -> Data:
    """What a file of claims says without links to those ids."""
    data = deepcopy(text.data)
    shared = data.get("shared")
    shared = shared if isinstance(shared, dict) else {}
    claims = [claim for claim in data.get("claim", []) if isinstance(claim, dict)] if text.entries("claim") else []
    replaced = [(shared | claim).get("replaced_by") for claim in claims]
    for table in (shared, *claims):
        for link in LINKS:
            if isinstance(table.get(link), list):
                table[link] = [name for name in table[link] if name not in ids]
        if table.get("replaced_by") in ids:
            del table["replaced_by"]
        if isinstance(table.get("supports"), str):
            # Free text; only a list of ids can lose one and still read well.
            names = re.split(r"\s*[,;]\s*", table["supports"])
            if set(names) & set(ids):
                table["supports"] = ", ".join(name for name in names if name not in ids)
    for claim, name in zip(claims, replaced, strict=True):
        if name in ids and (shared | claim).get("status") == "superseded":
            claim["status"] = "retracted"
            retracted.append(str(claim.get("id")))
    return data


def check_folder(copy: Path, folder: Path, others: Iterable[Path] = ()) -> None:
    """Read the changed copy as the ledger will read the folder.

    others  further folders of the user's that its claims may refer to
    Raises  EvidenceError with every fault, each at the file that it will be in
    """
    try:
        ledgers.load_ledger(folders=[*others, copy])
    except EvidenceError as problem:
        lent, place = as_written(copy), as_written(folder)
        raise EvidenceError(replace(fault, file=fault.file.replace(lent, place)) for fault in problem.faults) from None


def write_receipt(copy: Path, day: str, data: dict[str, Any]) -> str:
    """Write what was brought in, as JSON without a word of the claims. Returns the file's name."""
    name = free_name(copy, f"receipt-{day}", ".json")
    text = json.dumps({"format": FORMAT, **data}, indent=1, ensure_ascii=False) + "\n"
    # Half a character in a file's name, which some systems allow, is written as JSON escapes it.
    write_claims(copy / name, text.encode("utf-8", "backslashreplace"))
    return name


def earlier_places(folder: Path, file: str) -> dict[str, str]:
    """Where files of that name had claims, by the receipts of a folder: place -> id, as the last of them says."""
    places: dict[str, str] = {}
    for path in sorted(folder.glob(RECEIPTS), key=lambda path: (path.name[:_DAY], len(path.name), path.name)):
        receipt = _read_json(path)
        if receipt.get("from") == file:
            places |= {entry["place"]: entry["id"] for entry in _entries(receipt)}
    return places


def remembered_layouts(folder: Path) -> dict[str, dict[int, str]]:
    """What the user has said of headings before: layout -> position in the head -> column; empty to leave it out."""
    layouts = _read_json(folder / LAYOUTS).get("layouts")
    return {
        layout: {int(at): str(column) for at, column in columns.items() if at.isdecimal()}
        for layout, columns in (layouts.items() if isinstance(layouts, dict) else ())
        if isinstance(columns, dict)
    }


def remember_layout(copy: Path, layout: str, columns: Mapping[int, str]) -> None:
    """Remember what the user has said of the headings of a layout, beside what is remembered of others."""
    layouts = remembered_layouts(copy)
    joined = layouts.get(layout, {}) | dict(columns)
    if columns and layouts.get(layout) != joined:
        write_layouts(copy, layouts | {layout: joined})


def idle_layouts(folder: Path, name: str) -> set[str]:
    """The layouts of files that brought a claim, by the receipts, and no other claim that is still there."""
    of_claim, of_others = set(), set()
    for path in folder.glob(RECEIPTS):
        receipt = _read_json(path)
        ids = {entry["id"] for entry in _entries(receipt)}
        if isinstance(layout := receipt.get("layout"), str):
            of_claim |= {layout} if name in ids else set()
            of_others |= {layout} if ids - {name} else set()
    return of_claim - of_others


def write_layouts(copy: Path, layouts: Mapping[str, Mapping[int, str]]) -> None:
    """Write what is remembered of layouts anew; nothing at all leaves no file."""
    path = copy / LAYOUTS
    if layouts:
        data = {"format": FORMAT, "layouts": {name: dict(columns) for name, columns in layouts.items()}}
        write_claims(path, (json.dumps(data, indent=1) + "\n").encode())
    elif path.exists():
        drafts.disk.unlink(path)


def _read_json(path: Path) -> dict[str, Any]:
    """A table of JSON; empty if there is none, or it is none of ours: it only helps to recognise things."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _entries(receipt: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a receipt says of claims, as far as it has our form."""
    listed = receipt.get("claims")
    return [
        entry
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("place"), str) and isinstance(entry.get("id"), str)
    ]


def free_name(folder: Path, stem: str, ending: str) -> str:
    """A file's name that is not taken: with a number behind it if need be."""
    name, number = f"{stem}{ending}", 1
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def write_claims(path: Path, content: bytes) -> None:
    """Write a file of the copy anew, so that only its owner can read it."""
    if path.exists():
        drafts.disk.unlink(path)
    drafts.write_draft(path, content, 0o600)
