"""Claims and sources as TOML, as the ledger reads them. Fields that say nothing are left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from legation.evidence.claims import Claim
from legation.evidence.models import FORMAT, Record
from legation.evidence.sources import Outlet, Source

ALWAYS = ("handling", "upstream", "wording", "role")  # said even where the usual is meant: they carry duties


def claims_text(claims: Iterable[Claim], *, note: str = "") -> str:
    """A file of claims.

    note  a comment in its second line
    """
    return _file([("claim", claim) for claim in claims], note)


def sources_text(outlets: Iterable[Outlet], sources: Iterable[Source], *, head: bool = True) -> str:
    """A file of outlets and sources, or, without its head, the part to put behind one."""
    entries: list[tuple[str, Record]] = [("outlet", outlet) for outlet in outlets]
    entries += [("source", source) for source in sources]
    return _file(entries, "") if head else "".join(_entry(name, record) for name, record in entries)


def _file(entries: Iterable[tuple[str, Record]], note: str) -> str:
    lines = f"# {note}\n" if note else ""
    return f"format = {FORMAT}\n{lines}" + "".join(_entry(name, record) for name, record in entries)


def _entry(name: str, record: Record) -> str:
    fields = type(record).model_fields
    told = {
        field: value
        for field in fields
        if field in ALWAYS or fields[field].is_required() or getattr(record, field) != fields[field].default
        if (value := getattr(record, field)) is not None
    }
    return f"\n[[{name}]]\n" + "".join(f"{field} = {_value(value)}\n" for field, value in told.items())


def _value(value: Any) -> str:
    if isinstance(value, Record):
        parts = {field: getattr(value, field) for field in type(value).model_fields}
        inside = ", ".join(f"{field} = {_value(part)}" for field, part in parts.items() if part)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    # JSON escapes what TOML asks to be escaped, except for one control character.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
