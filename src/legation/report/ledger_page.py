"""The ledger as one HTML page: a table that can be narrowed without a network, and a plain one without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from legation.base.places import AREAS
from legation.evidence import handling
from legation.evidence.claims import Claim, words_of
from legation.evidence.exporting.citations import claim_citation
from legation.evidence.grades import SCALES
from legation.evidence.ledger import Ledger
from legation.evidence.queries import claim_line, outlet_of, represented_by
from legation.report.ledger_search import page_search
from legation.report.templates import filled

HERE = Path(__file__).parent


def ledger_html(ledger: Ledger, claims: Sequence[Claim]) -> str:
    """The page with these claims. If any is not public, the page says so at its top."""
    script = (HERE / "ledger.js").read_text(encoding="utf-8")
    search = page_search(ledger, claims)
    rows = [_row(ledger, claim) | search.rows[claim.id] for claim in claims]
    named = {claim.place for claim in claims}
    return filled(
        "ledger.html",
        rows=rows,
        note=handling.note(claims),
        as_of=ledger.as_of,
        roles=[role for role in words_of("role") if any(row["role"] == role for row in rows)],
        grades=sorted({row["grade"] for row in rows}),
        scales=SCALES,
        thesaurus=search.thesaurus,
        areas={area: places for area, places in AREAS.items() if area in named},
        # The file is ours and holds no value of a claim, so it may stand unescaped; the page runs no other script.
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _row(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    source = ledger.sources[claim.source]
    return claim_line(ledger, claim) | {
        "places": claim.places,
        "outlet": outlet_of(ledger, claim),
        "more": _more(ledger, claim),
        "link": source.link,
        "citation": claim_citation(ledger, claim),
        "grade_in_words": "; ".join(ledger.grade_words(claim.id).values()),
        "stands_for": represented_by(claim.represented_by),
        "out_of_scope": claim.out_of_scope,
    }


def _more(ledger: Ledger, claim: Claim) -> str:
    """What else a reader needs, in sentences."""
    parts = [
        f"Said by: {claim.said_by}.",
        f"Place: {claim.place}." if claim.place else "",
        f"Time: {claim.period}." if claim.period else "",
        f"Key term: {claim.key_term}." if claim.key_term else "",
        f"Origin: {claim.upstream}.",
        _linked("Agrees with", ledger.agreements(claim.id)),
        _linked("Conflicts with", ledger.conflicts_of(claim.id)),
        claim.note,
    ]
    return " ".join(part for part in parts if part)


def _linked(how: str, others: Sequence[str]) -> str:
    return f"{how}: {', '.join(others)}." if others else ""
