"""Everything about one claim, as headings and texts: what it says, where it is from, and what hangs on it."""

from __future__ import annotations

from typing import Any

from legation.evidence.claims import Claim
from legation.evidence.grades import INFORMATION_GRADES, SOURCE_GRADES
from legation.evidence.ledger import Ledger
from legation.evidence.queries import represented_by
from legation.evidence.sources import Source

COPY = "a copy; its address is text, not a link"


def portrait(ledger: Ledger, name: str) -> dict[str, Any]:
    """The claim of that id, as plain data by heading; headings without content are left out.

    Raises  EvidenceError with the nearest ids
    """
    claim = ledger.claim(name)
    source = ledger.sources[claim.source]
    parts: dict[str, Any] = {
        "id": claim.id,
        "says": claim.paraphrase,
        "kind": claim.kind,
        "wording": claim.wording,
        "value": _value(claim),
        "where": _where(claim),
        "when": str(claim.period or ""),
        "windows": f"{claim.windows.before} compared with {claim.windows.after}" if claim.windows else "",
        "persons": claim.persons or "",
        "grade": ledger.grade(claim.id),
        "grades": _grades(ledger, claim, source),
        "said by": claim.said_by,
        "source": _source(ledger, source),
        "upstream": claim.upstream,
        "same upstream": [other for other in ledger.upstreams[claim.upstream] if other != claim.id],
        "role": claim.role,
        "stands for it": represented_by(claim.represented_by),
        "out of scope": claim.out_of_scope,
        "supports": claim.supports,
        "agrees with": _others(ledger, claim.id, ledger.agreements(claim.id)),
        "conflicts with": _others(ledger, claim.id, ledger.conflicts_of(claim.id)),
        "status": _status(ledger, claim),
        "replaces": [other.id for other in ledger.claims.values() if other.replaced_by == claim.id],
        "handling": claim.handling,
        "language": claim.language,
        "key term": claim.key_term,
        "translation": claim.translation_note,
        "note": claim.note,
    }
    return {heading: content for heading, content in parts.items() if content}


def _value(claim: Claim) -> str:
    low, high = claim.low, claim.high
    if low is None and high is None:
        return ""
    if low == high:
        number = f"{low:,g}"
    else:
        number = " to ".join(f"{end:,g}" for end in (low, high) if end is not None)
    side = {"at_least": "at least ", "at_most": "at most ", "about": "about "}.get(claim.wording, "")
    return f"{side}{number} {claim.unit}"


def _where(claim: Claim) -> str:
    named = f" (named: {claim.place_named})" if claim.place_named else ""
    return f"{claim.place}{named}".strip()


def _grades(ledger: Ledger, claim: Claim, source: Source) -> dict[str, str]:
    outlet = ledger.outlets[source.outlet]
    information = ledger.information_grade(claim.id)
    return {
        "source": f"{claim.source_grade}, {SOURCE_GRADES[claim.source_grade]}. {claim.grade_basis} ({claim.graded_on})",
        "outlet": f"{outlet.grade}, {outlet.name}. {outlet.grade_basis} ({outlet.graded_on})",
        "information": f"{information}, {INFORMATION_GRADES[information]}; computed, never used in fitting",
    }


def _source(ledger: Ledger, source: Source) -> dict[str, str]:
    seen = source.url_seen if source.url_seen != source.link else ""
    parts = {
        "id": source.id,
        "outlet": ledger.outlets[source.outlet].name,
        "publisher": source.publisher,
        "first published by": source.publisher_original if source.publisher_original != source.publisher else "",
        "published": str(source.published),
        "date": source.published_basis,
        "link": source.link,
        "seen": f"{seen} ({COPY if source.url_kind == 'copy' else source.url_kind})" if seen else "",
        "also seen": "; ".join(f"{address} ({COPY})" for address in source.also_seen),
        "goes back to": source.upstream_of_record,
        "language": source.language_original
        + (f", seen in {source.language_seen}" if source.language_seen != source.language_original else ""),
        "note": source.note,
    }
    return {heading: text for heading, text in parts.items() if text}


def _others(ledger: Ledger, name: str, others: tuple[str, ...]) -> list[dict[str, str]]:
    """Other claims, each with whether it is of another origin: agreement inside one origin is no second source."""
    own = ledger.claims[name].upstream
    return [
        {
            "id": other,
            "says": ledger.claims[other].paraphrase,
            "origin": "the same origin" if ledger.claims[other].upstream == own else "another origin",
        }
        for other in others
    ]


def _status(ledger: Ledger, claim: Claim) -> str:
    status = claim.status_on(ledger.as_of)
    since = f" since {claim.status_date}, active before" if status != "active" else ""
    by = f"; replaced by {claim.replaced_by}" if claim.replaced_by and since else ""
    return f"{status}{since}{by}"
