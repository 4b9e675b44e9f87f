"""What readers see of the record is written for them, not for those who make the program."""

from __future__ import annotations

import re

from legation.evidence.claims import Claim
from legation.evidence.ledger import load_ledger
from legation.evidence.records import free_texts
from legation.evidence.sources import Outlet, Source

# Words of the workshop: how the first collection was called, what a command must answer, what may rest on a claim.
PRIVATE = re.compile(r"\bseeds?\b|\bpack\b|`assess`|\bassess must\b|\bto be fitted\b", re.IGNORECASE)


def private_texts(*kinds: tuple[type, dict[str, object]]) -> dict[str, str]:
    """The records of which a text holds such a word: id -> field and word."""
    return {
        name: f"{field}: {private[0]}"
        for kind, records in kinds
        for name, record in records.items()
        for field in free_texts(kind)
        if (private := PRIVATE.search(getattr(record, field)))
    }


def test_no_text_of_the_record_is_a_private_note():
    ledger = load_ledger()
    private = private_texts((Claim, ledger.claims), (Source, ledger.sources), (Outlet, ledger.outlets))
    assert private == {}, "Say it to a reader, or put it into records/CORRECTIONS.md."


def test_a_private_word_is_seen():
    for text in (
        "Contradicts seeds B and E.",
        "`assess` must call this so",
        "Never to be fitted.",
        "this pack (derived)",
    ):
        assert PRIVATE.search(text), text
    assert not PRIVATE.search("An assessment of packed trains that was fitted with doors.")
