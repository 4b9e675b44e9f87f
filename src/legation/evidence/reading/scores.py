"""Which measure a sentence is about: the rules of the lexicon, weighed by how near their words stand together.

With an amount, only measures count whose numbers are of its kind: no sum of money is a number of persons. The words of
a rule count fully beside the amount and less far from it, so that a sentence with two amounts has two measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from legation.evidence.reading.amounts import Amount
from legation.evidence.reading.counted import BARE, MONEY, OFTEN, PERCENT, PERSONS, TIME
from legation.evidence.reading.lexicon import Cues, Lexicon, Rule, WordMark, WordMarks
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, SHARE, SIZE, STOCK, Measure, vocabulary

ENOUGH = 2.0  # A measure with less is none.
_FITS = 1.5  # for an amount in the very unit of a measure
_NO_NUMBER = 0.75  # A measure of numbers is less likely meant where there is none.
# How much the words of a rule weigh by how far they stand from the amount, or from one another: tokens and factor.
_NEAR_AMOUNT = ((5, 1.0), (10, 0.9), (18, 0.75), (30, 0.55))
_NEAR_WORDS = ((12, 1.0), (22, 0.85))
_FAR = 0.4
_BESIDE = 9  # tokens between words that say together which way something went
_OF_CHANGE = ("headcount_fall", "trade_growth", "firm_dues_raise")  # measures of how much something changed


class Score(NamedTuple):
    """How much speaks for a name, by which words, and whether these deny it."""

    name: str
    value: float
    marks: tuple[WordMark, ...]
    denies: bool = False


class Weighing:
    """The rules that the words of one sentence can fulfil, and what they add up to."""

    def __init__(self, lexicon: Lexicon, marks: WordMarks) -> None:
        self.marks = marks
        self._of_measures = _possible(lexicon.measures, marks)
        self._of_mechanisms = _possible(lexicon.mechanisms, marks)

    def measures(self, amount: Amount | None, *, changes: bool) -> list[Score]:
        """The measures that a statement may be about, the likeliest first.

        amount   that it gives, if any
        changes  whether the sentence says that something rose or fell
        """
        scores = []
        for name, cues in self._of_measures.items():
            measure = vocabulary().measures[name]
            fit = fits(measure, amount) if amount else 0.0
            if fit is None:
                continue
            score = _score(name, cues, self.marks, amount)
            if score is None:
                continue
            value = score.value + fit
            if amount is None and measure.nature in (RATE, SIZE, SHARE) and not changes:
                value *= _NO_NUMBER
            scores.append(score._replace(value=value))
        return sorted(scores, key=lambda score: -score.value)

    def mechanisms(self) -> list[Score]:
        """The parts of the model that the sentence may be about, the likeliest first."""
        scores = (_score(name, cues, self.marks, None) for name, cues in self._of_mechanisms.items())
        return sorted((score for score in scores if score), key=lambda score: -score.value)

    def direction(self, measure: str) -> str:
        """Which way a measure went by the rules of its own, whose words stand together: rose, fell, or nothing."""
        cues = self._of_measures[measure]
        for direction, rules in (("rose", cues.rose), ("fell", cues.fell)):
            if any(_spread(_closest(rule.needs, self.marks, None)) <= _BESIDE for rule in rules):
                return direction
        return ""


def _possible(cues: Mapping[str, Cues], marks: WordMarks) -> dict[str, Cues]:
    """The rules of which a sentence has all the words, and none that they bar."""
    names = frozenset(marks)

    def kept(rules: Iterable[Rule]) -> tuple[Rule, ...]:
        return tuple(rule for rule in rules if names.issuperset(rule.needs) and names.isdisjoint(rule.bars))

    possible = {name: Cues(kept(of.says), kept(of.denies), kept(of.rose), kept(of.fell)) for name, of in cues.items()}
    return {name: of for name, of in possible.items() if of.says or of.denies}


def fits(measure: Measure, amount: Amount) -> float | None:
    """How well an amount is a number of a measure; None if it can't be one."""
    kind = amount.kind
    if measure.nature == PRACTICE:
        return None
    if measure.unit == "USD":
        return _fits_money(measure, amount)
    if measure.unit == "percent":
        if kind != PERCENT or (amount.change and measure.name not in _OF_CHANGE):
            return None
        return _FITS if bool(amount.change) == (measure.name in _OF_CHANGE) else 0.0
    if measure.unit == "persons":
        return _fits_persons(measure, amount)
    if measure.unit in ("years", "months", "days", "hours"):
        return _FITS if kind == TIME and (amount.unit == "hours") == (measure.unit == "hours") else None
    if kind == measure.unit:
        return _FITS
    if measure.nature == RATE:
        return (0.5 if amount.is_soft else _FITS) if kind == OFTEN else None
    return 0.0 if kind == BARE else None


def _fits_money(measure: Measure, amount: Amount) -> float | None:
    if amount.kind == PERCENT and amount.change:
        return -_FITS  # Where a measure is of the change itself, that is meant.
    if amount.kind != MONEY:
        return None
    if measure.nature == RATE and amount.span:
        return _FITS + 0.5
    if measure.nature == SIZE and not amount.span:
        return _FITS + 0.25
    return _FITS


def _fits_persons(measure: Measure, amount: Amount) -> float | None:
    if amount.kind == PERSONS and amount.is_soft:
        # That some are posted says nothing.
        return None if measure.nature == STOCK and amount.wording == "existence" else 0.0
    if amount.kind in (PERSONS, BARE):
        return _FITS if amount.kind == PERSONS else 0.0
    # Of how many there are, a part that rose or fell says by how much; any other part says nothing.
    return 0.0 if amount.kind == PERCENT and amount.change and measure.nature in (STOCK, FLOW) else None


def _score(name: str, cues: Cues, marks: WordMarks, amount: Amount | None) -> Score | None:
    """What the rules of a name add up to; None if none of them holds."""
    held = list(_held(cues.says, marks, amount))
    against = list(_held(cues.denies, marks, amount))
    if not held and not against:
        return None
    value, denied = sum(weight for weight, _ in held), sum(weight for weight, _ in against)
    # A rule that denies names what the others name, and the words that turn it round.
    words = tuple(mark for _, of_rule in (against if denied >= ENOUGH else held) for mark in of_rule)
    return Score(name, max(value, denied), words, denied >= ENOUGH)


def _held(
    rules: tuple[Rule, ...], marks: WordMarks, amount: Amount | None
) -> Iterator[tuple[float, tuple[WordMark, ...]]]:
    for rule in rules:
        result = _of_rule(rule, marks, amount)
        if result is not None:
            yield result


def _of_rule(rule: Rule, marks: WordMarks, amount: Amount | None) -> tuple[float, tuple[WordMark, ...]] | None:
    """What a rule weighs whose words the sentence has, and by which of them it holds; None if it does not hold."""
    if rule.kinds and (amount is None or not amount.kinds.issuperset(rule.kinds)):
        return None
    if not rule.needs:
        return rule.weight, ()
    chosen = _closest(rule.needs, marks, amount.first if amount else None)
    near = _factor(max(abs(mark.first - amount.first) for mark in chosen), _NEAR_AMOUNT) if amount else 1.0
    return rule.weight * _factor(_spread(chosen), _NEAR_WORDS) * near, chosen


def _closest(names: tuple[str, ...], marks: WordMarks, at: int | None) -> tuple[WordMark, ...]:
    """For each group its word nearest to a token; without one, the words that stand nearest together."""
    if at is not None:
        return tuple(min(marks[name], key=lambda mark: abs(mark.first - at)) for name in names)
    if len(names) == 1:
        return (marks[names[0]][0],)
    rows = (
        (start, *(min(marks[name], key=lambda mark: abs(mark.first - start.first)) for name in names[1:]))
        for start in marks[names[0]][:_MOST_WORDS]
    )
    return min(rows, key=_spread)


_MOST_WORDS = 12  # of one group in a sentence


def _spread(chosen: tuple[WordMark, ...]) -> int:
    places = [mark.first for mark in chosen]
    return max(places) - min(places)


def _factor(distance: int, steps: tuple[tuple[int, float], ...]) -> float:
    return next((factor for most, factor in steps if distance <= most), _FAR)
