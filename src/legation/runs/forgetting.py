"""Forgetting a claim that is not public: every copy within reach is removed, and what is out of reach is listed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.base.faults import EvidenceError, Fault, as_written, shown
from legation.evidence import handling
from legation.evidence import ledger as ledgers
from legation.evidence import workspace as folders
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.runs import store

COMPARISON = "comparison.json"
BEYOND = (
    "the file from which it was brought in, exports made with --include-nonpublic, back-ups, and copies that were "
    "passed on: delete these yourself"
)


@dataclass
class Forgotten:
    """What became of the copies of a claim.

    removed  files, with what was taken out of each
    left     files, or other places, with why they could not be cleared
    """

    removed: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


def forget(name: str, *, of: Iterable[Path], runs: Path = store.RUNS) -> Forgotten:
    """Remove the claim of that id from the user's folders and from what runs have left.

    of      the folders
    runs    the folder that holds run folders
    Raises  EvidenceError if there is no such claim, or it is public
    """
    places = list(of)
    ledger = ledgers.load(folders=places)
    claim = ledger.claim(name)
    if handling.is_public(claim.handling):
        advice = 'Set status = "retracted" with its date: what was published is corrected, not unsaid.'
        raise EvidenceError(Fault("claim", f"{shown(name)}, which is public", "a claim that is not public", advice))
    told = Forgotten()
    for place in places:
        _clear_folder(place, claim, told)
    for run in sorted(path.parent for path in runs.glob(f"*/{store.MANIFEST}")):
        _clear_run(run, claim, told)
    _mention_source(ledger, claim, told)
    told.left["elsewhere"] = BEYOND
    return told


def _clear_folder(place: Path, claim: Claim, told: Forgotten) -> None:
    with folders.drafting(place) as draft:
        before = {path.name for path in draft.iterdir()}
        cut = folders.take_out(draft, {claim.id})
        emptied = before - {path.name for path in draft.iterdir()}
    for name in emptied:
        (place / name).unlink()
    if cut.gone:
        told.removed[as_written(place)] = "the claim"
    for why in cut.left.values():
        told.left[as_written(place)] = why
    for path in sorted(place.glob("receipt-*.json")):
        _clear_json(path, "claims", "id", claim, told)
    _search(place, claim, told)


def _clear_run(run: Path, claim: Claim, told: Forgotten) -> None:
    if (run / COMPARISON).exists():
        _clear_json(run / COMPARISON, "", "claim", claim, told)
    _search(run, claim, told)


def _clear_json(path: Path, inside: str, key: str, claim: Claim, told: Forgotten) -> None:
    """Take the entries about the claim out of a list in a JSON file of ours."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        entries = data[inside] if inside else data
        kept = [entry for entry in entries if entry[key] != claim.id]
    except (OSError, ValueError, KeyError, TypeError):
        return  # Not of our making; the search below names it if it holds the claim.
    if len(kept) < len(entries):
        if inside:
            data[inside] = kept
        store.write_json(path.parent, path.stem, data if inside else kept)
        told.removed[as_written(path)] = "its entry"


def _search(place: Path, claim: Claim, told: Forgotten) -> None:
    """List the files that still hold the claim's id or words."""
    needles = [text.encode() for text in (claim.id, claim.paraphrase)]
    for path in sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink()):
        try:
            raw = path.read_bytes()
        except OSError:
            told.left[as_written(path)] = "it can't be read"
            continue
        if any(needle in raw for needle in needles) and as_written(path) not in told.left:
            told.left[as_written(path)] = "it still holds the claim's id or words: edit or delete it"


def _mention_source(ledger: Ledger, claim: Claim, told: Forgotten) -> None:
    others = [one for one in ledger.claims.values() if one.source == claim.source and one.id != claim.id]
    shipped = claim.source in ledgers.load().sources
    if not others and not shipped:
        told.left[f"source {claim.source}"] = (
            "no other claim names it: take it out of sources.toml if it is secret, too"
        )
