"""Sources as references: RIS, BibTeX and CSL-JSON. The ledger holds no titles, so outlet and date stand for them.

Only addresses that may be linked are given; the address of a copy is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.sources import Source

_BIBTEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "{}%&$#_"},
}  # fmt: skip


class Reference(NamedTuple):
    """A source and the claims from it."""

    source: Source
    title: str
    note: str


def references(ledger: Ledger, claims: Sequence[Claim]) -> list[Reference]:
    """The sources of claims, each once, with the claims that they carry."""
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim)
    listed = []
    for name, carried in by_source.items():
        source = ledger.sources[name]
        ids = ", ".join(claim.id for claim in carried)
        notes = [handling.note(carried), f"Claims: {ids}.", f"Goes back to: {source.upstream_of_record}."]
        listed.append(
            Reference(source, f"{source.publisher_original}, {source.published}", " ".join(filter(None, notes)))
        )
    return listed


def ris(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as RIS."""
    lines = []
    for source, title, note in references(ledger, claims):
        first = source.published.first
        values = [
            ("TY", "NEWS"), ("ID", source.id), ("TI", title), ("T2", source.publisher_original),
            ("PY", str(first.year)), ("DA", _ris_date(source)), ("LA", source.language_original), ("UR", source.link),
            ("N1", note), ("ER", ""),
        ]  # fmt: skip
        lines += [f"{tag}  - {_line(text)}" for tag, text in values if text or tag == "ER"] + [""]
    return "\r\n".join(lines)


def bibtex(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as BibTeX, UTF-8."""
    entries = []
    for source, title, note in references(ledger, claims):
        values = {
            "title": f"{{{_escaped(title)}}}", "howpublished": _escaped(source.publisher_original),
            "year": str(source.published.first.year), "language": source.language_original,
            "url": re.sub(r"[{}\\\s]", "", source.link), "note": _escaped(note),
        }  # fmt: skip
        fields = ",\n".join(f"  {name} = {{{text}}}" for name, text in values.items() if text)
        entries.append(f"@misc{{{source.id},\n{fields}\n}}\n")
    return "\n".join(entries)


def csl_json(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as CSL-JSON."""
    entries = []
    for source, title, note in references(ledger, claims):
        entry: dict[str, Any] = {
            "id": source.id, "type": "article-newspaper", "title": title,
            "container-title": source.publisher_original, "issued": _csl_date(source),
            "language": source.language_original, "note": note,
        }  # fmt: skip
        entries.append(entry | ({"URL": source.link} if source.link else {}))
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _ris_date(source: Source) -> str:
    day = source.published.first
    return {"day": f"{day:%Y/%m/%d}/", "month": f"{day:%Y/%m}//"}.get(source.published.precision, "")


def _csl_date(source: Source) -> dict[str, Any]:
    published = source.published
    parts = {"year": 1, "month": 2}.get(published.precision, 3)
    days = [published.first] if published.precision in ("day", "month", "year") else [published.first, published.last]
    return {"date-parts": [_parts(day)[:parts] for day in days]}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(mark, mark) for mark in _line(text))


def of_ending(ending: str, ledger: Ledger, claims: Iterable[Claim]) -> str:
    """The references in the format that an ending asks for: .ris, .bib or .json."""
    return {".ris": ris, ".bib": bibtex, ".json": csl_json}[ending](ledger, list(claims))
