"""Claims that are like a text: those that share most of its words, or words that mean the same."""

from __future__ import annotations

from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.search_index import index_of
from legation.evidence.search_words import read_words

MOST_WORDS = 40  # of a long text; what comes later adds nothing


def alike(ledger: Ledger, text: str, most: int = 12) -> list[Claim]:
    """The claims that are most like a text, the likest first; none if no claim has any of its words."""
    index = index_of(ledger)
    words = read_words(text, index, (), dated=False).words[:MOST_WORDS]
    if not words:
        return []
    expression = " OR ".join(dict.fromkeys(f"({word.expression})" for word in words))
    return [ledger.claims[name] for name in index.matching(expression) if name in ledger.claims][:most]
