"""Propositions: what a claim says of whom, where, when and over what span, and what two of them say of one another.

Two claims are set beside each other only if they speak of the same measure and the same kind of persons, if their
places and times overlap, and if their numbers are of the same kind: ten in a week and twenty in a year are not. Then
their ranges, with the tolerance of their wordings, either have values in common or don't. What holds of many years says
what was usual, so that another value in a small part of them is a change and no conflict. Agreement and conflict are
computed from this and from nothing else; that somebody thought two claims belong together makes them related at most.

How a number may be compared depends on the nature of its measure:

rate      an amount in a time, for each of those concerned: turned from one span into another
size      an amount without a time: a fee, a term, one levy
share     a part of those concerned, or of a sum
stock     how many there are at any one time: those of a part are never more than those of the whole
flow      how many things happened in a time: those of a part, or of a shorter time, are never more than all
practice  whether something is done: a claim says that it is, or denies it
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import inf
from typing import NamedTuple

from legation.base.dates import DateRange
from legation.evidence.claims import Claim
from legation.evidence.series import YearRates
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, SHARE, SIZE, Measure, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE, VALUE, Region

EVERYBODY = "everybody"

# Days of each span that has a length.
SPAN_DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}
SPAN_WORDS = {
    **{name: f"a {name}" for name in SPAN_DAYS},
    "period": "the whole time",
    "any_time": "any one time",
    "occasion": "one occasion",
}
PERIOD = "period"  # the whole of the claim's own period
# A span and a period are the same time if their lengths differ by no more than this part.
SAME_TIME = 0.12
# A claim of at least so many years says what was usual in them, and nothing of less than this part of them.
SEVERAL_YEARS, SMALL_PART = 3, 0.25
# Two numbers say the same only if the farthest ends that they name are this near: a factor, or points of a share.
SAME_WITHIN, SAME_POINTS = 5.0, 0.30


class Relation(Enum):
    """What one claim says of what another says."""

    SAME = "says the same"
    FITS = "does not speak against it"
    CONFLICT = "says otherwise"
    CHANGED = "speaks mostly of another time, and it may have changed"
    APART = "can't be set beside it"


class Standing(NamedTuple):
    """A relation of two claims, and why, in a clause."""

    relation: Relation
    reason: str


@dataclass(frozen=True)
class Proposition:
    """What a claim says, in a form that can be compared.

    measure   of the vocabulary
    whose     the kind of persons; empty where the measure is of no persons
    places    of the model; empty if the claim names none
    period    when it holds
    span      over what span its number is given, as the claim has it
    days      how long the time is that a flow is counted over; None for what is no flow
    region    the values of which the claim would be true, with its tolerance, in the measure's unit (USD; shares out
              of 1; a rate for one year); None where it gives no number
    ends      the finite ends that it names, without tolerance
    sign      1 or -1 if it says that the measure rose or fell, and nothing of its value
    denies    whether it says that a practice is not so, or that what is counted did not happen
    """

    measure: Measure
    whose: str
    places: frozenset[str]
    period: DateRange
    span: str
    days: float | None
    region: Region | None
    ends: tuple[float, ...]
    sign: int
    denies: bool


def proposition(claim: Claim, rates: Mapping[int, YearRates]) -> Proposition | str:
    """What a claim says, or why it can't be compared with any other, in a clause.

    rates  by year, to turn other currencies into US dollars
    """
    measure = vocabulary().measures.get(claim.measure)
    if measure is None:
        return "it states no measure"
    if measure.of_persons and not claim.whose:
        return "it doesn't say whose"
    wording = WORDINGS[claim.wording]
    is_change = wording.compares == CHANGE
    when = claim.windows.after if is_change and claim.windows else claim.period
    if when is None:
        return "it names no time"
    if (
        measure.nature in (RATE, FLOW)
        and not is_change
        and not claim.span
        and WORDINGS[claim.wording].compares == VALUE
    ):
        return "it names no span"
    region, ends = (None, ()) if is_change or measure.nature == PRACTICE else _numbers(claim, measure, when, rates)
    if claim.denies and measure.nature == FLOW:
        region, ends = (0.0, 0.0), (0.0,)  # Nobody at all, in the time and at the place that it speaks of.
    if region is None and not is_change and measure.nature != PRACTICE:
        return "it gives no number"
    days = None
    if measure.nature == FLOW and not is_change:
        days = SPAN_DAYS.get(claim.span) or _length(when)
    return Proposition(
        measure=measure,
        whose=claim.whose,
        places=frozenset(claim.places),
        period=when,
        span=claim.span,
        days=days,
        region=region,
        ends=ends,
        sign=getattr(wording, "sign", 0) if is_change else 0,
        denies=claim.denies,
    )


def relation(first: Proposition | str, second: Proposition | str) -> Standing:
    """What two claims say of one another. The order does not matter."""
    for one_side in (first, second):
        if isinstance(one_side, str):
            return Standing(Relation.APART, one_side)
    assert isinstance(first, Proposition) and isinstance(second, Proposition)
    if first.measure.name != second.measure.name:
        return Standing(Relation.APART, "another measure")
    if reason := _apart(first, second):
        return Standing(Relation.APART, reason)
    if bool(first.sign) != bool(second.sign):
        return Standing(Relation.APART, "one says how much, the other that it changed")
    if first.sign:
        return _changes(first, second)
    if first.measure.nature == PRACTICE:
        return _practices(first, second)
    return _values(first, second)


def _apart(first: Proposition, second: Proposition) -> str:
    """Why two propositions of one measure don't meet, in persons, place or time; empty if they do."""
    if first.whose != second.whose and not (first.measure.counts and EVERYBODY in (first.whose, second.whose)):
        return f"other persons: {_persons(first)} and {_persons(second)}"
    elsewhere = ""
    if bool(first.places) != bool(second.places):
        elsewhere = "one names a place, the other none"
    elif first.places and not first.places & second.places:
        elsewhere = "other places"
    later = "" if overlap(first.period, second.period) else "other times"
    if elsewhere or later:
        return ", ".join(filter(None, (elsewhere, later)))
    if first.measure.nature in (SIZE, SHARE) and first.span and second.span and first.span != second.span:
        return f"over other spans: {first.span} and {second.span}"
    return ""


def _changes(first: Proposition, second: Proposition) -> Standing:
    if first.whose != second.whose:
        return Standing(Relation.APART, f"other persons: {_persons(first)} and {_persons(second)}")
    if first.sign == second.sign:
        return Standing(Relation.SAME, "both say that it rose" if first.sign > 0 else "both say that it fell")
    return Standing(Relation.CONFLICT, "one says that it rose, the other that it fell")


def _practices(first: Proposition, second: Proposition) -> Standing:
    if first.denies == second.denies:
        return Standing(Relation.SAME, "both deny it" if first.denies else "both say so")
    return Standing(Relation.CONFLICT, "one says so, the other denies it")


def _values(first: Proposition, second: Proposition) -> Standing:
    """For numbers of one measure that meet in persons, place and time."""
    parts = _part(first, second) if first.measure.counts else 0
    if parts is None:
        return Standing(Relation.APART, _why_no_part(first, second))
    assert first.region is not None and second.region is not None
    if parts:
        part, whole = (first, second) if parts > 0 else (second, first)
        assert part.region is not None and whole.region is not None
        if part.region[0] > whole.region[1]:
            return Standing(Relation.CONFLICT, "a part would be more than the whole")
        return Standing(Relation.FITS, "a part of the other")
    if max(first.region[0], second.region[0]) > min(first.region[1], second.region[1]):
        if first.measure.nature != FLOW and _mostly_apart(first.period, second.period):
            return Standing(Relation.CHANGED, "one speaks of a small part of the other's time")
        is_denied = first.denies or second.denies
        return Standing(
            Relation.CONFLICT, "one says so, the other denies it" if is_denied else "no number is within both"
        )
    if first.denies and second.denies:
        return Standing(Relation.SAME, "both deny it")
    if _near(first, second):
        return Standing(Relation.SAME, "the numbers are alike")
    return Standing(
        Relation.FITS, "the numbers have values in common, and are too wide or too far apart to say the same"
    )


def _mostly_apart(first: DateRange, second: DateRange) -> bool:
    """Whether one of two periods is of several years, of which the other has no more than a small part."""
    longest = max(_length(first), _length(second))
    common = (min(first.last, second.last) - max(first.first, second.first)).days + 1
    return longest >= SEVERAL_YEARS * SPAN_DAYS["year"] and common < SMALL_PART * longest


def _part(first: Proposition, second: Proposition) -> int | None:
    """For counts: 0 if both are of the same, 1 if the first is part of the second, -1 the reverse, None if neither."""
    order = {0}
    order.add(_inside(first.whose == second.whose, second.whose == EVERYBODY, first.whose == EVERYBODY))
    if first.places or second.places:
        order.add(_inside(first.places == second.places, first.places < second.places, second.places < first.places))
    if first.measure.nature == FLOW:
        order.add(_time_order(first, second))
    order.discard(0)
    if len(order) > 1 or 2 in order:
        return None
    return order.pop() if order else 0


def _inside(same: bool, first_in_second: bool, second_in_first: bool) -> int:
    """0 for the same, 1 or -1 for a part, 2 where neither holds the other."""
    return 0 if same else 1 if first_in_second else -1 if second_in_first else 2


def _time_order(first: Proposition, second: Proposition) -> int:
    """Whether two flows are counted over the same time, or one inside the other's."""
    assert first.days is not None and second.days is not None
    if abs(first.days - second.days) <= SAME_TIME * max(first.days, second.days):
        return 0
    # A count over any such span of a period lies inside a longer one only if its whole period does.
    return _inside(False, _within(first, second), _within(second, first))


def _within(part: Proposition, whole: Proposition) -> bool:
    assert part.days is not None and whole.days is not None
    return (
        part.days < whole.days
        and whole.period.first <= part.period.first
        and part.period.last <= whole.period.last
        and whole.days >= (1 - SAME_TIME) * _length(whole.period)
    )


def _why_no_part(first: Proposition, second: Proposition) -> str:
    if first.days is not None and second.days is not None and _time_order(first, second) == 2:
        return f"counted over other spans: {length_words(first.days)} and {length_words(second.days)}"
    return "neither is a part of the other"


def _near(first: Proposition, second: Proposition) -> bool:
    """Whether the ends that two claims name are so near that they say the same. A bound alone says too little."""
    if not first.ends or not second.ends or _is_open(first) or _is_open(second):
        return False
    least, most = min(first.ends + second.ends), max(first.ends + second.ends)
    if first.measure.nature == SHARE:
        return most - least <= SAME_POINTS
    return most <= SAME_WITHIN * least if least > 0 else most == least


def _is_open(of: Proposition) -> bool:
    return of.region is not None and (of.region[0] == -inf or of.region[1] == inf)


def _numbers(
    claim: Claim, measure: Measure, when: DateRange, rates: Mapping[int, YearRates]
) -> tuple[Region | None, tuple[float, ...]]:
    """The region of a claim in the measure's unit, and the ends that it names."""
    wording = WORDINGS[claim.wording]
    region = wording.region(claim.low, claim.high, tolerance=True)
    if region is None:
        # That some were is a number, too: one at least.
        exists = wording.name == "existence" and claim.low is None and measure.counts
        return ((1.0, inf), (1.0,)) if exists else (None, ())
    in_words = claim.low is None and claim.high is None
    factor = 1.0 if in_words else unit_factor(claim.unit, claim.span, measure, when, rates)
    if factor is None:
        return None, ()
    stated = wording.region(claim.low, claim.high, tolerance=False)
    assert stated is not None
    ends = tuple(end * factor for end in stated if end not in (inf, -inf))
    return (region[0] * factor, region[1] * factor), ends


def unit_factor(
    unit: str, span: str, measure: Measure, when: DateRange, rates: Mapping[int, YearRates]
) -> float | None:
    """What turns a number in `unit` into the measure's unit; None if nothing does.

    A rate becomes one for a year. Money of another currency is turned at the mean rate of the year in which the middle
    of the period lies.
    """
    words = unit.replace(",", " ").split()
    if not words:
        return None
    factor = 1.0
    if measure.nature == SHARE:
        if words[0] != "percent":
            return None
        factor = 0.01
    elif measure.unit == "USD":
        price = _usd(words[0], when, rates)
        if price is None:
            return None
        factor = price
    elif words[0] in CURRENCIES:
        return None
    if len(words) > 1 and words[1] in _MULTIPLES and measure.nature != SHARE:
        factor *= _MULTIPLES[words[1]]
    elif words[0] in _MULTIPLES:
        factor *= _MULTIPLES[words[0]]
    if measure.nature == RATE:
        if span not in SPAN_DAYS:
            return None
        factor *= SPAN_DAYS["year"] / SPAN_DAYS[span]
    return factor


CURRENCIES = {"USD": "", "RMB": "rmb_per_usd", "KRW": "krw_per_usd", "EUR": "eur_per_usd"}
_MULTIPLES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def _usd(currency: str, when: DateRange, rates: Mapping[int, YearRates]) -> float | None:
    """One unit of a currency in US dollars."""
    if currency == "USD":
        return 1.0
    if currency not in CURRENCIES:
        return None
    rate = rates.get(middle_day(when).year)
    return 1.0 / float(getattr(rate, CURRENCIES[currency])) if rate else None


def length_words(days: float) -> str:
    """A length of time in words: `a week`, `7 months`."""
    for name, length in SPAN_DAYS.items():
        if abs(days - length) <= SAME_TIME * length:
            return f"a {name}"
    if days > SPAN_DAYS["year"]:
        return f"{days / SPAN_DAYS['year']:.1f} years"
    if days > SPAN_DAYS["month"]:
        return f"{round(days / SPAN_DAYS['month'])} months"
    return f"{round(days)} days"


def speaks_for_itself(claim: Claim) -> bool:
    """Whether a claim says something of its own: it is neither worked out from others nor withdrawn."""
    return not claim.derived_from and claim.status not in ("retracted", "superseded")


def _persons(of: Proposition) -> str:
    return PERSONS_WORDS.get(of.whose, "nobody")


PERSONS_WORDS = {
    "officials": "officials",
    "managers_and_minders": "managers and minders",
    "workers": "workers",
    "residents_who_cross": "residents who cross",
    EVERYBODY: "everybody",
}


def _length(period: DateRange) -> float:
    return (period.last - period.first).days + 1.0


def overlap(first: DateRange, second: DateRange) -> bool:
    """Whether two periods have a day in common."""
    return max(first.first, second.first) <= min(first.last, second.last)


def middle_day(period: DateRange) -> date:
    """The day in the middle of a period."""
    return period.first + (period.last - period.first) / 2
