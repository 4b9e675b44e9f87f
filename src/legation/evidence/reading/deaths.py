"""Deaths in a sentence: whether its number counts the dead, so that it is a number of no other measure.

Forty who died in detention are not forty who are held. Of deaths neither the record nor the model gives a number, but
for measures that are of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from legation.evidence.reading.amounts import Amount
from legation.evidence.reading.analysis import Analysis
from legation.evidence.reading.counted import BARE, PERSONS
from legation.evidence.reading.lexicon import WordMark, lexicon, tokens
from legation.evidence.reading.readings import ReadPart
from legation.evidence.reading.scores import Score
from legation.evidence.vocabulary import vocabulary

OF_DEATHS = ("deaths_by_suicide", "executions", "killed_in_unrest")
_BEHIND, _BEFORE = 10, 4  # tokens from a number to the word that says that those counted died
# Behind these words something else begins: "50,000 workers were there when the leader died".
_NEW_CLAUSE = frozenset(("when", "after", "since", "before", "because", "while", "until", "as", "following", "but"))


def deaths_in(analysis: Analysis) -> ReadPart[str] | None:
    """The words by which a sentence says that persons of the record, or some number of persons, died; None if none."""
    for mark in analysis.marks.get("perish", ()):
        if any(_counts_dead(analysis, amount, mark) for amount in analysis.amounts):
            return ReadPart(analysis.text[mark.start : mark.end], mark.start, mark.end)
    return None


def names_deaths(text: str) -> bool:
    """Whether a text speaks of deaths at all."""
    marks = lexicon().words.find(text, tokens(text))
    return any(name in marks for name in ("perish", "dies", "die_by_suicide", "execute"))


def without_the_living(scores: Iterable[Score]) -> list[Score]:
    """The scores of what a sentence on deaths may be about: counts of the living are none of it."""
    return [score for score in scores if score.name in OF_DEATHS or vocabulary().measures[score.name].unit != "persons"]


def _counts_dead(analysis: Analysis, amount: Amount, mark: WordMark) -> bool:
    """Whether an amount counts those of whom a word says that they died."""
    if amount.kind not in (PERSONS, BARE):
        return False
    gap = mark.first - amount.first
    if not -_BEFORE <= gap <= _BEHIND:
        return False
    first, last = sorted((mark.first, amount.first))
    return not any(token.word in _NEW_CLAUSE for token in analysis.tokens[first:last])
