"""What of a claim can be measured in finished worlds, and how: place, time, unit, and events sought in many years."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from legation.assessment import verdicts
from legation.base.calendar import WEEKS_PER_YEAR, year_of
from legation.base.dates import DateRange
from legation.base.places import AREAS, positions
from legation.evidence.claims import Claim
from legation.observation.scopes import History, Observable, Scope, complete_periods, covered, scope_of_days

# An event is news because it stood out, so it is sought in a wide window, never at its own date.
SELECTION = (date(2013, 1, 1), date(2022, 12, 31))
# Worlds are founded in 2009 with the numbers of 2012; until then they find their level.
COMPARED_FROM = date(2012, 1, 1)
RUNNING_IN = "2009 to 2011 is the model's running-in"

CHANGES = ("rose", "fell")
COUNTED = {"persons", "cases", "officials"}  # units that all count people
SHARES = {"most", "about_half", "almost_nobody"}
# A unit with its time: "RMB per month", "USD/yr", "persons in a week".
_PER_TIME = re.compile(r"(.+?)(?: in)?(?: per | a |/)(year|yr|month|week)")
_TIMES_A_YEAR = {"year": 1.0, "yr": 1.0, "month": 12.0, "week": 365.25 / 7}

Weeks = tuple[int, int]  # the first and the last simulated


def is_event_search(claim: Claim, observable: Observable) -> bool:
    """Whether it is asked in how many worlds at least as many are concerned: of an event, and of any peak.

    An event is sought in the years of selection. What else is said of a peak is sought in its own time: who reports
    one busy month did not compare it with all others, so the busiest may have been busier.
    """
    if claim.wording in CHANGES:
        return False
    if observable.kind == "peak":
        return claim.wording != "at_most"
    return claim.kind == "event" and observable.kind == "flow"


def refused(claim: Claim, observable: Observable, weeks: Weeks) -> str:
    """Why what a claim says can't be measured, or nothing."""
    if claim.place not in AREAS:
        return "no place of the model in what it reports" if claim.place else "it names no place"
    spans = _spans(claim)
    if not spans:
        return "it names no time to compare with" if claim.wording in CHANGES else "it names no time"
    if any(span.first < COMPARED_FROM for span in spans):
        return RUNNING_IN
    if not all(covered((span.first, span.last), *weeks) for span in spans):
        return "outside the simulated years"
    if claim.wording in CHANGES:
        return "the model keeps a spread, not its course" if observable.kind == "spread" else ""
    if claim.wording == "existence" and observable.kind not in ("flow", "peak"):
        return "that something happened can't be read off a share or a level"
    if claim.wording != "existence" and factor(claim, observable) is None:
        return f"its unit ({claim.unit}) can't be turned into {observable.unit}" if claim.unit else "it gives no number"
    if is_event_search(claim, observable) and not _stretches(claim, weeks):
        return f"no stretch of its length was simulated between {SELECTION[0].year} and {SELECTION[1].year}"
    return ""


def windows(claim: Claim) -> list[Scope]:
    """Where and when a claim speaks of: before and after for a change, otherwise one."""
    return [scope_of_days(span.first, span.last, positions(claim.place)) for span in _spans(claim)]


def measured(history: History, claim: Claim, observable: Observable, weeks: Weeks) -> list[np.ndarray]:
    """What a claim is compared with: (worlds,) for each of its windows.

    For a spread (worlds, bins); for an event that is sought, whether it happens in a world at all.
    """
    at = windows(claim)
    if is_event_search(claim, observable):
        return [_happens(history, claim, observable, _stretches(claim, weeks))]
    found = [observable.rule(history, one) for one in at]
    return [found[0] > 0] if claim.wording == "existence" else found


def looked_at(claim: Claim, observable: Observable, weeks: Weeks) -> list[Scope]:
    """The windows that an answer speaks of: for an event that is sought, the years in which it was sought."""
    at = windows(claim)
    if not is_event_search(claim, observable):
        return at
    stretches = _stretches(claim, weeks)
    return [Scope(slice(stretches[0].periods.start, stretches[-1].periods.stop), at[0].places)]


def where_sought(claim: Claim, weeks: Weeks) -> str:
    """In which years something was sought, and why, in a sentence."""
    if claim.kind != "event":
        return "Asked for is the busiest such time of a world; the report does not compare it with others."
    first, last = max(SELECTION[0].year, year_of(weeks[0])), min(SELECTION[1].year, year_of(weeks[1]))
    return f"Sought in any such stretch of {first} to {last}, as news is picked."


def factor(claim: Claim, observable: Observable) -> float | None:
    """What turns the claim's number into the observable's unit; None if nothing does."""
    share = observable.unit.startswith("share")
    if claim.wording in SHARES:
        return 1.0 if share else None
    if claim.unit.startswith("percent") and share:
        return 0.01
    what, per = _split(claim.unit)
    wanted, wanted_per = _split(observable.unit)
    if wanted in COUNTED and (what in COUNTED or claim.wording == "several"):
        what = wanted
    if what != wanted:
        return None
    if per == wanted_per:
        return 1.0
    if per and wanted_per:
        return _TIMES_A_YEAR[per] / _TIMES_A_YEAR[wanted_per]
    if wanted in COUNTED and wanted_per:
        # A count without a time is of all that the report speaks of; for a peak it is of the peak.
        return 1.0 if observable.kind == "peak" else 1 / (_years(claim, observable) * _TIMES_A_YEAR[wanted_per])
    return None


def _years(claim: Claim, observable: Observable) -> float:
    """How long the time is that a count is of. An event's is that of the whole periods in which it is sought."""
    if is_event_search(claim, observable):
        return windows(claim)[0].years
    (span,) = _spans(claim)
    # Of days, as the periods that hold a year may be fourteen, and a count of the year is not of all of them.
    return ((span.last - span.first).days + 1) / (7 * WEEKS_PER_YEAR)


def _spans(claim: Claim) -> list[DateRange]:
    if claim.wording in CHANGES:
        return [claim.windows.before, claim.windows.after] if claim.windows else []
    return [claim.period] if claim.period else []


def _stretches(claim: Claim, weeks: Weeks) -> list[Scope]:
    """For an event, every simulated window of the report's length within the years of selection; else its own."""
    at = windows(claim)[0]
    if claim.kind != "event":
        return [at]
    length = at.length
    wide, simulated = scope_of_days(*SELECTION, at.places).periods, complete_periods(*weeks)
    starts = range(max(wide.start, simulated.start), min(wide.stop, simulated.stop) - length + 1)
    return [Scope(slice(start, start + length), at.places) for start in starts]


def _happens(history: History, claim: Claim, observable: Observable, stretches: list[Scope]) -> np.ndarray:
    """Whether in any of these stretches at least as many are concerned as reported, (worlds,)."""
    most = np.stack([observable.rule(history, one) for one in stretches]).max(axis=0)
    least = 0.0 if claim.wording == "existence" else _least(claim, observable)
    # Rates become counts again, up to their last bits. What happened concerned one at least.
    years = 1.0 if observable.kind == "peak" else stretches[0].years
    return most * years >= max(least * years, 1.0) - 1e-6


def _least(claim: Claim, observable: Observable) -> float:
    """What must at least be reached for a report to be true, its tolerance included, in the observable's unit."""
    times = factor(claim, observable)
    assert times is not None, claim.id
    return verdicts.reported_range(claim.wording, claim.low, claim.high)[0] * times


def _split(unit: str) -> tuple[str, str]:
    """What a unit counts, by its first word, and the time it counts in, if any: `("RMB", "month")`."""
    found = _PER_TIME.match(unit)
    what, per = (found[1], found[2]) if found else (unit, "")
    return what.split(" ")[0], "year" if per == "yr" else per
