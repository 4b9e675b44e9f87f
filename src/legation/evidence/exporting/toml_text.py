"""Claims and sources as TOML, as the ledger reads them. Fields that say nothing are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legation.base.toml import written
from legation.evidence.claims import Claim
from legation.evidence.entries import Entry, fields_of
from legation.evidence.records import FORMAT
from legation.evidence.sources import Outlet, Source

ALWAYS = ("handling", "upstream", "wording", "role")  # said even where the usual is meant: they carry duties


def claims_text(claims: Iterable[Claim], *, note: str = "") -> str:
    """A file of claims.

    note  a comment in its second line
    """
    return _file([("claim", claim) for claim in claims], note)


def sources_text(outlets: Iterable[Outlet], sources: Iterable[Source], *, head: bool = True) -> str:
    """A file of outlets and sources, or, without its head, the part to put behind one."""
    entries: list[tuple[str, Entry]] = [("outlet", outlet) for outlet in outlets]
    entries += [("source", source) for source in sources]
    return _file(entries, "") if head else "".join(_entry(name, record) for name, record in entries)


def _file(entries: Iterable[tuple[str, Entry]], note: str) -> str:
    lines = f"# {note}\n" if note else ""
    return f"format = {FORMAT}\n{lines}" + "".join(_entry(name, record) for name, record in entries)


def _entry(name: str, record: Entry) -> str:
    return f"\n[[{name}]]\n" + "".join(f"{field} = {written(value)}\n" for field, value in as_data(record).items())


def as_data(record: Entry) -> dict[str, Any]:
    """The fields of an entry that say something, as a file has them."""
    return {
        field: _plain(value)
        for field, default in fields_of(type(record)).items()
        if (value := getattr(record, field)) is not None and (field in ALWAYS or value != default)
    }


def _plain(value: Any) -> Any:
    """A field as plain data; of a record within, only what says something."""
    if isinstance(value, Entry):
        parts = {field: getattr(value, field) for field in fields_of(type(value))}
        return {field: _plain(part) for field, part in parts.items() if part}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if isinstance(value, int | float) else str(value)
