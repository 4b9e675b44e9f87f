"""Targets: what a claim says, worked out once as something that can be measured in finished worlds.

Comparison, report and likelihood take targets, and ask a claim nothing about its place, time or number.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from legation.base.calendar import WEEKS_PER_YEAR, year_of
from legation.base.dates import DateRange
from legation.base.places import AREAS, positions
from legation.evidence.claims import Claim
from legation.evidence.propositions import PERSONS_WORDS, middle_day
from legation.evidence.vocabulary import NUMBERLESS, vocabulary
from legation.evidence.wordings.bound import AtMost
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.change import Change
from legation.evidence.wordings.existence import EXISTENCE
from legation.evidence.wordings.form import CHANGE, EVENT, NOTHING, VALUE, Region, Wording, widened
from legation.evidence.wordings.word import Several, Share
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import History, Observable, Scope, complete_periods, covered, scope_of_days, share

if TYPE_CHECKING:  # To measure stored worlds, nobody needs to read a scenario.
    from legation.scenario import Scenario

# An event is news because it stood out, so it is sought in a wide window, never at its own date.
SELECTION = (date(2013, 1, 1), date(2022, 12, 31))
# Worlds begin in 2009 with the numbers of 2012; until then they find their level.
COMPARED_FROM = date(2012, 1, 1)
RUNNING_IN = "2009 to 2011 is the model's running-in"

COUNTED = {"persons", "cases", "officials"}  # units that all count people
# A unit with its time: "RMB per month", "USD/yr", "persons in a week".
_PER_TIME = re.compile(r"(.+?)(?: in)?(?: per | a |/)(year|yr|month|week)")
# A change with its size: "percent growth per year", "percent fall".
_GROWTH = re.compile(r"percent (growth|rise|fall)( per year)?")
_TIMES_A_YEAR = {"year": 1.0, "yr": 1.0, "month": 12.0, "week": 365.25 / 7}

Weeks = tuple[int, int]  # the first and the last simulated


@dataclass(frozen=True)
class Refusal:
    """Why a claim can't be compared.

    waits  whether it waits for a mechanism that the model lacks or does not run
    """

    reason: str
    waits: bool = False


@dataclass(frozen=True)
class Target:
    """What a claim says.

    claim       its id
    place       an area of the model
    period      when it holds; None for a change that names none
    scopes      where and when it speaks of: before and after for a change, otherwise one
    factor      turns its number into the unit of the observable; None where it needs no number
    stated      its range without tolerance, in its own unit; None for a change, an existence or a sought event
    said        the same in the unit of the observable
    region      the same with the tolerance of its wording
    sought_in   if it is a sought event, the scopes in which it may happen
    least       what it must reach there, tolerance included, in the unit of the observable
    search      in which years it is sought, and why, in a sentence
    is_ratio    whether it says by how much a measure changed: then its numbers are of after to before
    """

    claim: str
    wording: Wording
    observable: Observable
    place: str
    period: DateRange | None
    scopes: tuple[Scope, ...]
    factor: float | None = None
    stated: Region | None = None
    said: Region | None = None
    region: Region | None = None
    sought_in: tuple[Scope, ...] = ()
    least: float = 0.0
    search: str = ""
    is_ratio: bool = False

    @property
    def is_sought(self) -> bool:
        """Whether we ask in how many worlds at least as many are concerned, wherever in a span of time."""
        return bool(self.sought_in)

    @property
    def compared_as(self) -> Wording:
        """The wording by whose rule it is compared: a sought event either happens or not, whatever its number."""
        return EXISTENCE if self.is_sought else self.wording

    @property
    def speaks_of(self) -> tuple[Scope, ...]:
        """The scopes that an answer tells of: for a sought event, all the time in which it is sought."""
        if not self.is_sought:
            return self.scopes
        periods = slice(self.sought_in[0].periods.start, self.sought_in[-1].periods.stop)
        return (Scope(periods, self.scopes[0].places),)

    def predict(self, history: History) -> np.ndarray:
        """What each world has to set beside the report.

        Returns  (worlds,) the measure, `nan` where there is nothing to measure, or whether it happens; (worlds, bins)
                 persons for a spread; (worlds, 2) before and after for a change, or (worlds,) their ratio
        """
        if self.is_sought:
            return self._happens(history)
        values = [self.observable.rule(history, scope) for scope in self.scopes]
        if self.is_ratio:
            return share(values[1], values[0])
        if self.wording.compares == CHANGE:
            return np.stack(values, axis=1)
        return values[0] > 0 if self.wording.compares == EVENT else values[0]

    def _happens(self, history: History) -> np.ndarray:
        """Whether in any of these stretches at least as many are concerned as reported, (worlds,)."""
        most = np.stack([self.observable.rule(history, scope) for scope in self.sought_in]).max(axis=0)
        # Rates become counts again, up to their last bits. What happened concerned one at least.
        years = 1.0 if self.observable.kind == "peak" else self.sought_in[0].years
        return most * years >= max(self.least * years, 1.0) - 1e-6


def target(claim: Claim, scenario: Scenario) -> Target | Refusal:
    """The target of a claim in the worlds of a scenario, or why it has none."""
    return target_in_weeks(claim, (scenario.first_week, scenario.last_week))


def target_in_weeks(claim: Claim, weeks: Weeks) -> Target | Refusal:
    """The same for worlds of which all weeks from the first to the last were simulated."""
    if claim.measure in NUMBERLESS:
        return Refusal("deaths get no number, not even in how many worlds there are any")
    observable = BY_NAME.get(str(claim.observable))
    if observable is None:
        return Refusal("no mechanism yet for what it reports")
    wording = WORDINGS[claim.wording]
    spans = _spans(claim, wording, observable)
    if reason := (
        _misplaced(claim, wording, spans, weeks) or _unmeasured(wording, observable) or _of_others(claim, observable)
    ):
        return Refusal(reason)
    scopes = tuple(scope_of_days(span.first, span.last, positions(claim.place)) for span in spans)
    if wording.compares == CHANGE or len(spans) == 2:
        ratio = _ratio(claim, wording)
        region = ratio and widened(*ratio, wording.tolerance)
        return Target(claim.id, wording, observable, claim.place, claim.period, scopes,
                      stated=ratio, said=ratio, region=region, is_ratio=ratio is not None)  # fmt: skip
    is_sought = _is_sought(claim, wording, observable)
    # Of days, as the periods that hold a year may be fourteen, and a count of the year is not of all of them. A sought
    # event's is of the whole periods in which it is sought.
    days = (spans[0].last - spans[0].first).days + 1
    factor = _factor(claim, wording, observable, scopes[0].years if is_sought else days / (7 * WEEKS_PER_YEAR))
    if wording.compares == VALUE and factor is None:
        return Refusal(
            f"its unit ({claim.unit}) can't be turned into {observable.unit}" if claim.unit else "it gives no number"
        )
    stated, said, region = _ranges(claim, wording, factor)
    if not is_sought:
        return Target(claim.id, wording, observable, claim.place, claim.period, scopes, factor, stated, said, region)
    stretches = _stretches(scopes[0], weeks) if claim.kind == "event" else scopes
    if claim.kind == "event" and not _is_of_selection(spans[0]):
        return Refusal(f"events are sought from {SELECTION[0].year} to {SELECTION[1].year} only, and it is of none of "
                       "these years")  # fmt: skip
    if not stretches:
        return Refusal(f"no stretch of its length was simulated between {SELECTION[0].year} and {SELECTION[1].year}")
    least = region[0] if region else 0.0
    return Target(claim.id, wording, observable, claim.place, claim.period, scopes, factor,
                  sought_in=stretches, least=least, search=_search(claim, weeks))  # fmt: skip


def _spans(claim: Claim, wording: Wording, observable: Observable) -> list[DateRange]:
    """Before and after for a change, otherwise one."""
    # Of a share, "a fifth fewer" is a value: the share itself.
    says_how_much = bool(_GROWTH.fullmatch(claim.unit)) and not observable.unit.startswith("share")
    if wording.compares == CHANGE or (wording.compares == VALUE and claim.windows and says_how_much):
        return [claim.windows.before, claim.windows.after] if claim.windows else []
    return [claim.period] if claim.period else []


def _misplaced(claim: Claim, wording: Wording, spans: list[DateRange], weeks: Weeks) -> str:
    """Why a claim speaks of no place and time of the simulated worlds, or nothing."""
    if claim.place not in AREAS:
        return "no place of the model in what it reports" if claim.place else "it names no place"
    if not spans:
        return "it names no time to compare with" if wording.compares == CHANGE else "it names no time"
    if any(span.first < COMPARED_FROM for span in spans):
        return RUNNING_IN
    if not all(covered((span.first, span.last), *weeks) for span in spans):
        return "outside the simulated years"
    return ""


def _unmeasured(wording: Wording, observable: Observable) -> str:
    """Why an observable can't speak to what is said in this manner, or nothing."""
    if wording.compares == NOTHING:
        return "it gives no number"
    if wording.compares == CHANGE and observable.kind == "spread":
        return "the model keeps a spread, not its course"
    if wording.compares == EVENT and observable.kind not in ("flow", "peak"):
        return "that something happened can't be read off a share or a level"
    return ""


def _of_others(claim: Claim, observable: Observable) -> str:
    """Why a claim speaks of other persons than an observable does, or nothing."""
    whose = _persons_of().get(observable.name, set())
    if not whose or not claim.whose or claim.whose in whose:
        return ""
    held = " or ".join(PERSONS_WORDS[kind] for kind in sorted(whose))
    return f"it speaks of {PERSONS_WORDS[claim.whose]}, and the model measures {held} only"


@cache
def _persons_of() -> dict[str, set[str]]:
    """Observable -> the kinds of persons of whom it measures something, as the vocabulary maps measures to it."""
    persons: dict[str, set[str]] = {}
    for measure in vocabulary().measures.values():
        for key, name in measure.observables.items():
            if kind := key.partition(" ")[0]:
                persons.setdefault(name, set()).add(kind)
    return persons


def _ratio(claim: Claim, wording: Wording) -> Region | None:
    """The range of after to before that a report of a change states, without tolerance; None if it states none."""
    match = _GROWTH.fullmatch(claim.unit)
    if match is None or claim.windows is None or (claim.low is None and claim.high is None):
        return None
    years = _years_between(claim, match)
    stated = (
        (claim.low, claim.high)
        if isinstance(wording, Change)
        else (wording.region(claim.low, claim.high, tolerance=False) or (claim.low, claim.high))
    )
    sign = -1 if match[1] == "fall" else 1
    # A fall of at least a half leaves a half or less.
    ratios = [0.0 if sign < 0 else math.inf] if None in stated else []
    ratios += [max(1 + sign * end / 100, 0.0) ** years for end in stated if end is not None]
    return min(ratios), max(ratios)


def percent(claim: Claim, ratio: np.ndarray) -> np.ndarray:
    """By how many percent a measure rose or fell, as a claim states it, from ratios of after to before, (worlds,).

    Below 0 where a claim of a fall meets a rise, or the reverse.
    """
    match = _GROWTH.fullmatch(claim.unit)
    assert match is not None and claim.windows is not None, claim.id
    sign = -1 if match[1] == "fall" else 1
    return np.asarray(sign * 100 * (ratio ** (1 / _years_between(claim, match)) - 1))


def _years_between(claim: Claim, growth: re.Match[str]) -> float:
    """The years over which a change is stated: those between its windows for one "per year", otherwise one."""
    assert claim.windows is not None, claim.id
    before, after = (middle_day(window) for window in (claim.windows.before, claim.windows.after))
    return (after - before).days / 365.25 if growth[2] else 1.0


def _is_sought(claim: Claim, wording: Wording, observable: Observable) -> bool:
    """Whether a report is of an event, or of any peak.

    An event is sought in the years of selection. What else is said of a peak is sought in its own time: who reports
    one busy month did not compare it with all others, so the busiest may have been busier.
    """
    if observable.kind == "peak":
        return not isinstance(wording, AtMost)
    return claim.kind == "event" and observable.kind == "flow"


def _ranges(
    claim: Claim, wording: Wording, factor: float | None
) -> tuple[Region, Region, Region] | tuple[None, None, None]:
    """Stated, said and region of a `Target`."""
    stated = wording.region(claim.low, claim.high, tolerance=False)
    region = wording.region(claim.low, claim.high, tolerance=True)
    if stated is None or region is None or factor is None:
        return None, None, None
    return stated, (stated[0] * factor, stated[1] * factor), (region[0] * factor, region[1] * factor)


def _factor(claim: Claim, wording: Wording, observable: Observable, years: float) -> float | None:
    """What turns the claim's number into the observable's unit; None if nothing does.

    years  how long the time is that a count without a time of its own is of
    """
    is_share = observable.unit.startswith("share")
    if isinstance(wording, Share):
        return 1.0 if is_share else None
    if claim.unit.startswith("percent") and is_share:
        return 0.01
    if claim.windows and observable.kind == "level" and not is_share:
        return None  # "6,000 workers fewer": a number with two windows is of a change, and a level of one time.
    what, per = _split(claim.unit)
    wanted, wanted_per = _split(observable.unit)
    if wanted in COUNTED and (what in COUNTED or isinstance(wording, Several)):
        what = wanted
    if what != wanted:
        return None
    if not per and claim.span in _TIMES_A_YEAR and wanted not in COUNTED:
        per = claim.span
    if per == wanted_per:
        return 1.0
    if per and wanted_per:
        return _TIMES_A_YEAR[per] / _TIMES_A_YEAR[wanted_per]
    if wanted in COUNTED and wanted_per:
        # A count without a time is of all that the report speaks of; for a peak it is of the peak.
        return 1.0 if observable.kind == "peak" else 1 / (years * _TIMES_A_YEAR[wanted_per])
    return None


def _split(unit: str) -> tuple[str, str]:
    """What a unit counts, by its first word, and the time it counts in, if any: `("RMB", "month")`.

    Of "USD, cumulative, one agency" the first word counts.
    """
    match = _PER_TIME.match(unit)
    what, per = (match[1], match[2]) if match else (unit, "")
    return what.split(" ")[0].rstrip(","), "year" if per == "yr" else per


def _is_of_selection(span: DateRange) -> bool:
    """Whether a report speaks of a time from which news is picked: of another, how news is picked isn't known."""
    return span.first <= SELECTION[1] and SELECTION[0] <= span.last


def _stretches(scope: Scope, weeks: Weeks) -> tuple[Scope, ...]:
    """Every simulated stretch as long as this scope within the years of selection."""
    wide, simulated = scope_of_days(*SELECTION, scope.places).periods, complete_periods(*weeks)
    starts = range(max(wide.start, simulated.start), min(wide.stop, simulated.stop) - scope.length + 1)
    return tuple(Scope(slice(start, start + scope.length), scope.places) for start in starts)


def _search(claim: Claim, weeks: Weeks) -> str:
    if claim.kind != "event":
        return "The busiest such time of each world is compared, because the report sets its own beside no other."
    first, last = max(SELECTION[0].year, year_of(weeks[0])), min(SELECTION[1].year, year_of(weeks[1]))
    return f"Any such stretch of {first} to {last}, {claim.place}, counts, because outlets choose what is news."
