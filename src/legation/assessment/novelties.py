"""Novelties: what a report says that no claim of the record says, and numbers beyond every one reported so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.base.dates import DateRange
from legation.base.number_text import significant
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import short_value
from legation.evidence.propositions import (
    PERSONS_WORDS,
    Proposition,
    middle_day,
    proposition,
    speaks_for_itself,
)
from legation.evidence.series import rates_by_year
from legation.evidence.vocabulary import FLOW, NUMBERLESS, PRACTICE, RATE, vocabulary

TWICE = 2.0  # By less than that a number is just higher or lower.


EXTREME = "Its number is"  # how a sentence begins that sets it beyond all that was reported


def news(ledger: Ledger, claim: Claim, said: Proposition | str) -> Iterable[str]:
    """What the report says that no claim of the record says."""
    measure = vocabulary().measures.get(claim.measure)
    if measure is None:
        yield "What it states isn't among the measures of the record, so nothing of the kind can be looked up."
        return
    stated = [other for other in claims_of_measures(ledger, (claim.measure,)) if speaks_for_itself(other)]
    if not stated:
        yield f"Nothing in the record states this: {_lower(measure.sentence)}"
        return
    if measure.of_persons and not claim.whose:
        return  # Of whom it is said is asked first.
    of_them = [other for other in stated if other.whose == claim.whose]
    if not of_them:
        others = _joined({PERSONS_WORDS[other.whose] for other in stated if other.whose})
        yield f"It was not reported of {PERSONS_WORDS.get(claim.whose, 'anybody')} before, only of {others}."
        return
    if claim.places and not any(set(other.places) & set(claim.places) for other in of_them):
        yield f"It was not reported of {claim.place} before."
    if claim.period and (years := _years_away(claim.period, of_them)):
        yield years
    if isinstance(said, Proposition) and said.region and measure.nature != PRACTICE and claim.measure not in NUMBERLESS:
        yield from _extremes(said, of_them, is_timed=bool(claim.span) or measure.nature not in (RATE, FLOW))


def nothing_new(*, is_repeat: bool, apart: str, has_bearing: bool) -> str:
    """What stands in place of novelties where there is none, in the same terms as the bottom line.

    is_repeat    whether a claim says the same of the same time
    apart        why it can't be set beside others; empty if it can
    has_bearing  whether claims of its time bear on it
    """
    if is_repeat:
        return "Nothing that was never said before."
    if apart:
        return f"Can't be told: {apart}."
    if has_bearing:
        return "That it is so at this time; its measure, persons, place and year were each reported before."
    return "Its parts together; its measure, persons, place and year were each reported before."


def _years_away(period: DateRange, stated: Sequence[Claim]) -> str:
    times = [other.period for other in stated if other.period]
    if not times or any(when.first <= period.last and period.first <= when.last for when in times):
        return ""
    nearest = min(times, key=lambda when: abs((middle_day(when) - middle_day(period)).days))
    return f"It was not reported of {period} before; the nearest time is {nearest}."


def _extremes(said: Proposition, stated: Sequence[Claim], *, is_timed: bool) -> Iterable[str]:
    """Whether its number is above or below all that was reported of the measure, at whatever time and place.

    Of flows over other spans, a shorter one is taken as if it had gone on as long, and a longer one as it is. Without
    a span a number may be that of a day as well as of a year, so that it may be higher than all and never lower.

    is_timed  whether the report says over what span its number is, where that matters
    """
    numbers = [
        (other, as_said)
        for other in stated
        if isinstance(as_said := proposition(other, rates_by_year()), Proposition)
        and as_said.ends
        and (other.low is not None or other.high is not None)
    ]
    if not numbers or not said.region:
        return
    highest = max(numbers, key=lambda pair: max(pair[1].ends) * max(_longer(said, pair[1]), 1.0))
    lowest = min(numbers, key=lambda pair: min(pair[1].ends) * min(_longer(said, pair[1]), 1.0))
    if said.region[0] > max(highest[1].ends) * max(_longer(said, highest[1]), 1.0):
        factor = min(said.ends or said.region) / (max(highest[1].ends) * max(_longer(said, highest[1]), 1.0) or 1.0)
        times = f"{_times(factor)} the highest" if factor >= TWICE else "the highest"
        yield f"{EXTREME} higher than every one reported so far ({times}: {reference(highest[0])})."
    if is_timed and said.region[1] < min(lowest[1].ends) * min(_longer(said, lowest[1]), 1.0):
        factor = min(lowest[1].ends) * min(_longer(said, lowest[1]), 1.0) / (max(said.ends or said.region) or 1.0)
        times = f"the lowest is {_times(factor)} as much" if factor >= TWICE else "the lowest"
        yield f"{EXTREME} lower than every one reported so far ({times}: {reference(lowest[0])})."


def _times(factor: float) -> str:
    return f"{significant(factor, 2):,.10g} times"


def _longer(said: Proposition, other: Proposition) -> float:
    """How many times as long as another flow's one is counted; 1 for what is no flow."""
    return said.days / other.days if said.days and other.days else 1.0


def claims_of_measures(ledger: Ledger, measures: Iterable[str]) -> list[Claim]:
    """The claims that state one of some measures. An empty name is none."""
    names = frozenset(filter(None, measures))
    return [other for other in ledger.claims.values() if other.measure in names]


def reference(claim: Claim) -> str:
    """A claim by its id, with what it states and when, in a few characters."""
    value = short_value(claim)
    when = f" in {claim.period}" if claim.period else ""
    return f"{claim.id}{': ' + value if value else ''}{when}"


def _joined(words: Iterable[str]) -> str:
    listed = sorted(words)
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1] if listed else "nobody"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
