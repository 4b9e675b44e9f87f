"""Questions to the ledger: which claims there are, and everything about one of them."""

from __future__ import annotations

from typing import Any

from legation.evidence.claims import Claim, Represents
from legation.evidence.grades import INFORMATION_GRADES, SOURCE_GRADES
from legation.evidence.ledger import Ledger
from legation.evidence.sources import NO_ADDRESS, Source

# The kinds of things that can represent a claim; what is compared comes first.
KINDS = ("observable", "mechanism", "parameter", "input")
COPY = "a copy; its address is text, not a link"
OTHER_TOPIC = "Other"


def claim_line(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    """One claim as a row of a list: plain data, by column."""
    return {
        "id": claim.id,
        "grade": ledger.grade(claim.id),
        "outlet": outlet_of(ledger, claim),
        "published": ledger.sources[claim.source].date_words,
        "about": str(claim.period or ""),
        "paraphrase": claim.paraphrase,
        "role": claim.role,
        "represented_by": represented_by(claim.represented_by),
        "status": claim.status_on(ledger.as_of),
        "handling": claim.handling,
    }


def portrait(ledger: Ledger, name: str) -> dict[str, Any]:
    """The claim of that id, as plain data by heading: what it says, where it is from, and what is tied to it.

    Headings without content are left out.

    Raises  EvidenceError with the nearest ids
    """

    from legation.evidence.wordings.catalogue import WORDINGS

    claim = ledger.claim(name)
    source = ledger.sources[claim.source]
    parts: dict[str, Any] = {
        "id": claim.id,
        "says": claim.paraphrase,
        "kind": claim.kind,
        "wording": claim.wording,
        "states": _states(claim),
        "value": WORDINGS[claim.wording].words(claim.low, claim.high, claim.unit),
        "where": _where(claim),
        "when": str(claim.period or ""),
        "windows": f"{claim.windows.before} compared with {claim.windows.after}" if claim.windows else "",
        "persons": claim.persons or "",
        "grade": ledger.grade(claim.id),
        "grades": _grades(ledger, claim, source),
        "said by": claim.said_by,
        "source": _source(ledger, source),
        "upstream": claim.upstream,
        "same upstream": [same for same in ledger.upstreams[claim.upstream] if same != claim.id],
        "role": claim.role,
        "represented by": represented_by(claim.represented_by),
        "out of scope": claim.out_of_scope,
        "supports": claim.supports,
        "standing": ledger.information(claim.id).words,
        "says the same": _linked(ledger, claim, ledger.agreements(claim.id)),
        "says otherwise": _linked(ledger, claim, ledger.conflicts_of(claim.id)),
        "fits with it": _linked(ledger, claim, ledger.fitting(claim.id)),
        "related": _linked(ledger, claim, ledger.related(claim.id)),
        "worked out from": claim.derived_from,
        "status": _status(ledger, claim),
        "replaces": [older.id for older in ledger.claims.values() if older.replaced_by == claim.id],
        "handling": claim.handling,
        "language": claim.language,
        "key term": claim.key_term,
        "translation": claim.translation_note,
        "note": claim.note,
    }
    return {heading: content for heading, content in parts.items() if content}


def represented_by(represents: Represents) -> list[str]:
    """What represents a claim in the program, each with its kind: `observable flights`."""
    return [f"{kind} {name}" for kind in KINDS for name in getattr(represents, kind)]


def topics_of_claim(claim: Claim) -> tuple[str, ...]:
    """The topics of what a claim states and of all that represents it, each once; "Other" where there is neither."""
    from legation.evidence.vocabulary import vocabulary

    known = vocabulary()
    stated = [known.measures[claim.measure].topic] if claim.measure else []
    terms = [(kind, name) for kind in KINDS for name in getattr(claim.represented_by, kind)]
    topics = dict.fromkeys([*stated, *(known.topic_of(kind, name) for kind, name in terms)])
    return tuple(topics) or (OTHER_TOPIC,)


def outlet_of(ledger: Ledger, claim: Claim) -> str:
    """The name of the outlet that published a claim."""
    return ledger.outlets[ledger.sources[claim.source].outlet].name


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
        "headline": source.title,
        "type": source.type.replace("_", " "),
        "outlet": ledger.outlets[source.outlet].name,
        "publisher": source.publisher,
        "first published by": source.publisher_original if source.publisher_original != source.publisher else "",
        "published" if source.is_published else "recorded": str(source.published),
        "date": source.published_basis,
        "link": source.link,
        "seen": f"{seen} ({COPY if source.url_kind == 'copy' else source.url_kind})" if seen else "",
        "also seen": "; ".join(f"{address} ({COPY})" for address in source.also_seen),
        "address": "" if source.addresses else NO_ADDRESS,
        "archived": source.archived,
        "kept": f"SHA-256 {source.sha256}" if source.sha256 else "",
        "captured": source.captured,
        "goes back to": source.upstream_of_record,
        "language": source.language_original
        + (f", seen in {source.language_seen}" if source.language_seen != source.language_original else ""),
        "note": source.note,
    }
    return {heading: text for heading, text in parts.items() if text}


def _states(claim: Claim) -> str:
    """Whose what a claim states, over what span, in a line."""
    from legation.evidence.propositions import PERSONS_WORDS, SPAN_WORDS
    from legation.evidence.vocabulary import vocabulary

    measure = vocabulary().measures.get(claim.measure)
    if measure is None:
        return ""
    whose = f", of {PERSONS_WORDS[claim.whose]}" if claim.whose else ""
    over = f", over {SPAN_WORDS[claim.span]}" if claim.span else ""
    said = "Denied: " if claim.denies else ""
    return f"{measure.name}{whose}{over}. {said}{measure.sentence}"


def _linked(ledger: Ledger, claim: Claim, names: tuple[str, ...]) -> list[dict[str, str]]:
    """The claims of these ids, each with whether it is of another origin: agreement inside one is no second source."""
    rows = []
    for name in names:
        other = ledger.claims[name]
        row = {"id": name, "says": other.paraphrase,
               "origin": "the same origin" if other.upstream == claim.upstream
               else "another voice of the same article" if other.origin == claim.origin
               else "another origin"}  # fmt: skip
        standing = ledger.relations.get(claim.id, {}).get(name)
        rows.append(row | ({"because": standing.reason} if standing else {}))
    return rows


def _status(ledger: Ledger, claim: Claim) -> str:
    status = claim.status_on(ledger.as_of)
    since = f" since {claim.status_date}, active before" if status != "active" else ""
    by = f"; replaced by {claim.replaced_by}" if claim.replaced_by and since else ""
    return f"{status}{since}{by}"
