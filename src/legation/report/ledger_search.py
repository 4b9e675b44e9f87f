"""What the page of the ledger needs to find the same claims as the program for the same words.

The stems of each row's words, as the index has them, and for each group of the thesaurus the rows that it finds. The
script of the page, `ledger.js`, reads what is typed by the rules of `evidence/search_words.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.search_index import STOP_WORDS, TEXTS, documents, index_of, name_token


class PageSearch(NamedTuple):
    """Attributes of the page.

    rows       id of a claim -> name of an attribute of its row -> its text
    thesaurus  name of an attribute of the thesaurus -> its text
    """

    rows: dict[str, dict[str, str]]
    thesaurus: dict[str, str]


def page_search(ledger: Ledger, claims: Sequence[Claim]) -> PageSearch:
    """The attributes of a page with these claims. Raises UserError if this Python has no full-text search."""
    index = index_of(ledger)
    words, others = index.stems(TEXTS), index.stems(("outlet", "speaker"))
    names = {document.id: " ".join(map(name_token, document.names)) for document in documents(ledger, claims)}
    rows = {
        claim.id: {
            "words": f" {words[claim.id]} ",
            "others": f" {others[claim.id]} ",
            "names": f" {names[claim.id]} ",
            "first": claim.period.first.isoformat() if claim.period else "",
            "last": claim.period.last.isoformat() if claim.period else "",
        }
        for claim in claims
    }
    return PageSearch(rows, _thesaurus(ledger, claims))


def _thesaurus(ledger: Ledger, claims: Sequence[Claim]) -> dict[str, str]:
    index = index_of(ledger)
    place = {claim.id: number for number, claim in enumerate(claims)}
    matches = index.group_matches()
    number_of = {head: number for number, head in enumerate(matches)}
    typed, script = index.typed_forms()

    def table(forms: dict[str, list[str]]) -> str:
        return ";".join(f"{form}={_numbers(number_of[head] for head in heads)}" for form, heads in forms.items())

    rows = "|".join(_numbers(sorted(place[name] for name in names if name in place)) for names in matches.values())
    return {"typed": table(typed), "script": table(script), "groups": rows, "common": " ".join(sorted(STOP_WORDS))}


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, dict.fromkeys(numbers)))
