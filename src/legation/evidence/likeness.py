"""Claims that are like a text: those that share most of its words, and those that say nearly the same in its words.

Words count as equal if they have the same stem or if the thesaurus takes them for one another; their order does not
count. That two texts have the same words says nothing of their numbers, dates and places: whoever asks must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.search_index import STOP_WORDS, SearchIndex, index_of, plain, words_in
from legation.evidence.search_words import LONGEST_TERM, read_words

MOST_WORDS = 40  # of a long text; what comes later adds nothing
COMPARED = 10  # claims that share most words as they are written, of which each is compared word by word
SAME_WORDS = 0.8  # of the words of a claim and of a text that the other has, too: they say it in the same words
NEAR_WORDS = 0.45  # Of what states no measure, claims with less are no neighbours.
FEWEST_WORDS = 3  # A text of fewer shares them by chance.
LONGEST_TEXT = 1000  # characters: more than twice what a claim may have
_TYPED = ""  # no claim's id
_WORD = re.compile(r"\w+")

Unit = frozenset[str]  # a word or term: its stem, and what the thesaurus takes it for


class Likeness(NamedTuple):
    """How like a claim a text is.

    share  of the words of both that the other one has, 0 to 1: the harmonic mean of the two shares
    exact  whether they are the same but for capitals and punctuation
    """

    claim: Claim
    share: float
    exact: bool


def alike(ledger: Ledger, text: str, most: int = 12) -> list[Claim]:
    """The claims that are most like a text, the likest first; none if no claim has any of its words."""
    index = index_of(ledger)
    words = read_words(text, index, (), dated=False).words[:MOST_WORDS]
    if not words:
        return []
    expression = " OR ".join(dict.fromkeys(f"({word.expression})" for word in words))
    return [ledger.claims[name] for name in index.matching(expression) if name in ledger.claims][:most]


def same_words(ledger: Ledger, text: str, likely: Iterable[Claim] = (), *, least: float = SAME_WORDS) -> list[Likeness]:
    """The claims that a text says in the same words or nearly so, the likest first; mostly none.

    likely  claims to be looked at besides those that share most words as they are written
    least   the share of words from which a claim counts
    """
    text = text[:LONGEST_TEXT]
    words = _written(text)
    counts = {name: len(words & _written(claim.paraphrase)) for name, claim in ledger.claims.items()}
    names = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], name))[:COMPARED]
    names = list(dict.fromkeys([*names, *(claim.id for claim in likely)]))
    if len(words) < FEWEST_WORDS or not names:
        return []
    index = index_of(ledger)
    texts = {_TYPED: text} | {name: ledger.claims[name].paraphrase for name in names}
    stems = SearchIndex.of_texts({name: _said(said) for name, said in texts.items()}).stems(["said"])
    terms = _terms(index)
    typed = _units(stems[_TYPED].split(), terms)
    near = [
        Likeness(ledger.claims[name], _share(typed, _units(stems[name].split(), terms)), _signs(said) == _signs(text))
        for name, said in texts.items()
        if name
    ]
    near = [each for each in near if each.exact or each.share >= least]
    return sorted(near, key=lambda each: (not each.exact, -each.share, -counts[each.claim.id], each.claim.id))


def _share(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    shares = [
        sum(any(unit & other for other in others) for unit in units) / len(units) if units else 0.0
        for units, others in ((first, second), (second, first))
    ]
    return 2 * shares[0] * shares[1] / sum(shares) if all(shares) else 0.0


def _units(stems: Sequence[str], terms: Mapping[str, Iterable[str]]) -> list[Unit]:
    """The words of a text, and the terms of the thesaurus that it has, the longest first."""
    units, at = [], 0
    while at < len(stems):
        for size in range(min(LONGEST_TERM, len(stems) - at), 0, -1):
            phrase = " ".join(stems[at : at + size])
            if size == 1 or phrase in terms:
                units.append(frozenset((f"={phrase}", *terms.get(phrase, ()))))
                at += size
                break
    return units


def _terms(index: SearchIndex) -> dict[str, list[str]]:
    """The heads of the groups of each term, by its stems without common words."""
    latin, _ = index.typed_forms()
    return {
        " ".join(stem for stem in stems.split() if stem not in STOP_WORDS): [head for head in heads if head]
        for stems, heads in latin.items()
    }


def _said(text: str) -> str:
    """A text without common words."""
    return " ".join(word for word in words_in(plain(text)) if word.lower() not in STOP_WORDS)


def _written(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS}


def _signs(text: str) -> list[str]:
    return [word.lower() for word in words_in(plain(text))]
