"""Sources as references: RIS, BibTeX and CSL-JSON, each with its headline and of the type that it is.

A reference has a link only if the ledger may link to the source: the address of a copy is left out. Programs that read
references print one day, month or year well and ranges badly. So a range is dated by the month or year that all of it
lies in, and the note repeats its exact words.

The note names the claims. In BibTeX it is `annote`, which no usual style prints; `note` is printed.
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
from legation.evidence.sources import NO_HEADLINE, Source

_BIBTEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "{}%&$#_"},
}  # fmt: skip
MONTH_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class ReferenceType(NamedTuple):
    """What readers call a type of source.

    ris     the type that Zotero and Citation.js know with a date and a publisher or title of the whole; RIS has none
            for a programme or for what was handed to the press
    bibtex  the entry, known to BibTeX and biblatex alike
    holder  the field of that entry that names the publisher
    csl     the type
    genre   in words, where the type alone doesn't say it
    """

    ris: str
    bibtex: str
    holder: str
    csl: str
    genre: str = ""


REFERENCE_TYPES = {
    "article": ReferenceType("NEWS", "article", "journal", "article-newspaper"),
    "broadcast": ReferenceType("NEWS", "misc", "howpublished", "broadcast", "Broadcast"),
    "press_release": ReferenceType("RPRT", "techreport", "institution", "report", "Press release"),
    "report": ReferenceType("RPRT", "techreport", "institution", "report", "Report"),
    "statistics": ReferenceType("RPRT", "techreport", "institution", "report", "Statistics"),
    "testimony": ReferenceType("HEAR", "misc", "howpublished", "hearing", "Testimony"),
    "interview": ReferenceType("PCOMM", "unpublished", "howpublished", "interview", "Interview"),
    "book": ReferenceType("BOOK", "book", "publisher", "book"),
    "web_page": ReferenceType("ELEC", "misc", "howpublished", "webpage"),
    "unpublished": ReferenceType("UNPB", "unpublished", "howpublished", "manuscript", "Unpublished"),
    "not_stated": ReferenceType("GEN", "misc", "howpublished", "document"),
}


class Reference(NamedTuple):
    """A source and the claims from it.

    title  its headline; where none is known, in brackets, these words with outlet and date, so that a list tells them
           apart
    mark   what must be said of it if a claim from it is not public; else empty
    note   the claims, and what else a reader needs
    """

    source: Source
    title: str
    mark: str
    note: str

    @property
    def type(self) -> ReferenceType:
        return REFERENCE_TYPES[self.source.type]


def references(ledger: Ledger, claims: Sequence[Claim]) -> list[Reference]:
    """The sources of claims, each once, with the claims that they carry."""
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim)
    listed = []
    for name, carried in by_source.items():
        source = ledger.sources[name]
        ids = ", ".join(claim.id for claim in carried)
        notes = [f"Claims: {ids}.", f"Goes back to: {source.upstream_of_record.removesuffix('.')}."]
        if source.is_published and source.published.precision in ("range", "part of year"):
            notes.append(f"Published: {source.published}.")
        when = str(source.published) if source.is_published else "unpublished"
        title = source.headline or f"[{NO_HEADLINE}: {source.publisher_original}, {when}]"
        listed.append(Reference(source, title, handling.note(carried), " ".join(notes)))
    return listed


def ris(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as RIS, with the tags of its first edition: beside later ones Citation.js drops the date in `Y1`.

    The first edition has no tag for the language, so the note names it.
    """
    lines = []
    for reference in references(ledger, claims):
        source = reference.source
        holder = "T2" if reference.type.ris == "NEWS" else "PB"
        note = f"{reference.mark} {reference.note} Language: {source.language_original}."
        values = [
            ("TY", reference.type.ris), ("ID", source.id), ("TI", reference.title), (holder, source.publisher_original),
            ("M3", reference.type.genre), ("Y1", _ris_date(source.published) if source.is_published else ""),
            ("UR", source.link), ("N1", note),
            ("ER", ""),
        ]  # fmt: skip
        lines += [f"{tag}  - {_line(text)}" for tag, text in values if text or tag == "ER"] + [""]
    return "\r\n".join(lines)


def bibtex(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as BibTeX, UTF-8. Year and month are for BibTeX, the whole date and the subtype for biblatex."""
    entries = []
    for reference in references(ledger, claims):
        source, kind = reference.source, reference.type
        parts = _common_parts(source.published)
        values = {
            # Without an author pybtex ends the whole bibliography; who published it stands for one.
            "author": f"{{{_escaped(source.publisher_original)}}}",
            "title": f"{{{_escaped(reference.title)}}}",
            kind.holder: _escaped(source.publisher_original),
            "entrysubtype": "newspaper" if kind.bibtex == "article" else "",
            "type": _escaped(kind.genre) if kind.bibtex == "techreport" else "",
            "date": _biblatex_date(source.published) if source.is_published else "",
            "year": str(source.published.first.year) if source.is_published else "",
            "language": source.language_original,
            "url": re.sub(r"[{}\\\s]", "", source.link),
            "note": _escaped(" ".join(filter(None, [reference.mark, _printed_genre(kind)]))),
            "annote": _escaped(reference.note),
        }
        fields = [f"{name} = {{{text}}}" for name, text in values.items() if text]
        if len(parts) > 1 and source.is_published:
            fields.append(f"month = {MONTH_MACROS[parts[1] - 1]}")
        entries.append(f"@{kind.bibtex}{{{source.id},\n" + ",\n".join(f"  {field}" for field in fields) + "\n}\n")
    return "\n".join(entries)


def _printed_genre(kind: ReferenceType) -> str:
    """What stands in the printed note: of a technical report the type says it, and an unpublished entry needs one."""
    return "" if kind.bibtex == "techreport" else kind.genre


def csl_json(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """References as CSL-JSON."""
    entries = []
    for reference in references(ledger, claims):
        source, kind = reference.source, reference.type
        whole = "container-title" if kind.csl in ("article-newspaper", "broadcast", "webpage") else "publisher"
        # Of an article, styles print the newspaper where no author is known; of all else, its title twice.
        author = [] if kind.csl == "article-newspaper" else [{"literal": source.publisher_original}]
        entry: dict[str, Any] = {
            "id": source.id, "type": kind.csl, "author": author, "title": reference.title,
            whole: source.publisher_original,
            "issued": _csl_date(source.published) if source.is_published else None,
            "language": source.language_original,
            "genre": kind.genre, "URL": source.link, "archive": source.archived,
            "note": f"{reference.mark} {reference.note}".strip(),
        }  # fmt: skip
        entries.append({name: value for name, value in entry.items() if value})
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _ris_date(published: DateRange) -> str:
    """Year, month and day with a slash behind each. Of a range across years, RIS takes the first year."""
    parts = _common_parts(published) or [published.first.year]
    year, month, day = [f"{part:02d}" for part in parts] + [""] * (3 - len(parts))
    return f"{year}/{month}/{day}/"


def _biblatex_date(published: DateRange) -> str:
    """Year, month and day as far as they are known, or from year to year."""
    parts = _common_parts(published)
    if parts:
        return "-".join(f"{part:02d}" for part in parts)
    return f"{published.first.year}/{published.last.year}"


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
