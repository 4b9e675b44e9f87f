"""Sources as references: RIS, BibTeX and CSL-JSON. The ledger holds no titles, so outlet and date serve as titles.

A reference has a link only if the ledger may link to the source: the address of a copy is left out. Programs that read
references print one day, month or year well and ranges badly. So a range is dated by the month or year that all of it
lies in, and the note repeats its exact words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from legation.base.dates import DateRange
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
        if source.published.precision in ("range", "part of year"):
            notes.append(f"Published: {source.published}.")
        title = f"{source.publisher_original}, {source.published}"
        listed.append(Reference(source, title, " ".join(filter(None, notes))))
    return listed


def ris(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as RIS, with the tags of its first edition: beside later ones Citation.js drops the date in `Y1`.

    The first edition has no tag for the language, so the note names it.
    """
    lines = []
    for source, title, note in references(ledger, claims):
        values = [
            ("TY", "NEWS"), ("ID", source.id), ("TI", title), ("T2", source.publisher_original),
            ("Y1", _ris_date(source.published)), ("UR", source.link),
            ("N1", f"{note} Language: {source.language_original}."), ("ER", ""),
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
            "container-title": source.publisher_original, "issued": _csl_date(source.published),
            "language": source.language_original, "note": note,
        }  # fmt: skip
        entries.append(entry | ({"URL": source.link} if source.link else {}))
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _ris_date(published: DateRange) -> str:
    """Year, month and day with a slash behind each. Of a range across years, RIS takes the first year."""
    parts = _common_parts(published) or [published.first.year]
    year, month, day = [f"{part:02d}" for part in parts] + [""] * (3 - len(parts))
    return f"{year}/{month}/{day}/"


def _csl_date(published: DateRange) -> dict[str, Any]:
    parts = _common_parts(published)
    return {"date-parts": [parts] if parts else [[published.first.year], [published.last.year]]}


def _common_parts(published: DateRange) -> list[int]:
    """Year, month and day, as many of them as the first and the last day share."""
    pairs = zip(published.first.timetuple()[:3], published.last.timetuple()[:3], strict=True)
    return [first for first, last in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(mark, mark) for mark in _line(text))


def of_ending(ending: str, ledger: Ledger, claims: Iterable[Claim]) -> str:
    """The references in the format that an ending asks for: .ris, .bib or .json."""
    return {".ris": ris, ".bib": bibtex, ".json": csl_json}[ending](ledger, list(claims))
