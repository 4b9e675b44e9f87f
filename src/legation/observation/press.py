"""Synthetic ledgers: what the outlets of a record would have said if one finished world were the true one.

Whoever infers from claims can check the method on them, because their truth is known. Each claim that has a target is
said anew in its own manner, by the simulator of its wording, so that the tables that score a report also make it. What
the reports of one outlet or of one source share is drawn once for each: a bias of the outlet, a bias of the source,
and whether the source is sound. What an unsound source says is what any world might have shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.dates import DateRange, parse_date
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE, EVENT, Report
from legation.evidence.wordings.rounded import Rounded
from legation.evidence.wordings.scales import SHARE
from legation.observation.sayings import SourcedSaying, grades_by_upstream, scale_of, sourced_saying, unit_of_reports
from legation.observation.scopes import PEAK, History, Scope
from legation.observation.targets import Target, percent

GRADES = "ABCDEF"
NOTHING_TO_MEASURE = "there is nothing to measure in this world"


class Habits(NamedTuple):
    """How reports err; the parameters of `press` in one world, as people count them.

    outlet_bias, source_bias  standard deviations of the logarithm of the factor by which an outlet or a source errs
    doubt                     letter of a source's grade -> chance that the source is unsound, 0 to 1
    """

    outlet_bias: float
    source_bias: float
    doubt: Mapping[str, float]


@dataclass(frozen=True)
class SyntheticLedger:
    """What would have been said if one world were true.

    ledger    of the claims that were said; ids, sources and roles are those of the record, the words are not
    reports   claim -> what was said, or left unsaid: numbers in the claim's own unit, or as shares out of 1. "Some" of
              a share is said by no claim, so it stands here alone
    truth     claim -> the measure in the true world, likewise; before and after for a change, persons by bin for a
              spread, and how many were concerned for an event
    unsound   the upstreams whose reports say nothing of the true world
    left_out  claim -> why nothing could be said of it, in a clause
    """

    ledger: Ledger
    reports: Mapping[str, Report]
    truth: Mapping[str, np.ndarray]
    unsound: frozenset[str]
    left_out: Mapping[str, str]


@dataclass
class _Sayings:
    """What has been said so far."""

    reports: dict[str, Report] = field(default_factory=dict)
    truth: dict[str, np.ndarray] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def habits(human: Mapping[str, np.ndarray], position: int) -> Habits:
    """The habits of one world's press.

    human     full parameter name -> (worlds,) values as people count them, as a `Chunk` has them
    position  of the world
    """
    doubt = {grade: float(human[f"press.doubt_{grade.lower()}"][position]) for grade in GRADES}
    outlet_bias, source_bias = (float(human[f"press.{name}_bias"][position]) for name in ("outlet", "source"))
    return Habits(outlet_bias, source_bias, doubt)


def synthetic_ledger(
    record: Ledger,
    targets: Mapping[str, Target],
    history: History,
    world: int,
    press: Habits,
    *,
    seed: int,
    rmb_per_usd: Mapping[int, float],
) -> SyntheticLedger:
    """Say each claim anew, as its outlet would have if one world were true.

    A claim without a target is left out. An event is dated to the stretch of the true world in which most of it
    happened before its article was published; all other claims keep their dates. Numbers have as many digits as those
    that they stand for.

    record       the claims, with their sources and outlets
    targets      claim -> its target, from `targets.target`
    history      of finished worlds, column -> (worlds, periods, rows); what unsound sources say is drawn from them
    world        the position of the true one
    press        from `habits`
    seed         decides, together with `world`, everything that is drawn
    rmb_per_usd  year -> rate, for measures in RMB
    """
    claims = [record.claims[name] for name in sorted(targets)]
    voices = {claim.id: sourced_saying(record, claim, targets[claim.id], rmb_per_usd) for claim in claims}
    measured = {claim.id: measures(claim, targets[claim.id], history, published=record.sources[claim.source].published)
                for claim in claims}  # fmt: skip
    values = {name: each.values for name, each in measured.items()}
    reports, unsound = say(voices.values(), values, world, press, seed=seed)
    made = _Sayings(
        truth={name: values[name][world] for name in voices if voices[name].saying.able(values[name])[world]}
    )
    for claim in claims:
        said = reports[claim.id]
        if said is None:
            made.left_out[claim.id] = NOTHING_TO_MEASURE
            continue
        made.reports[claim.id] = said.report
        if said.report.was_said and said.report.word in WORDINGS:
            target, best = targets[claim.id], measured[claim.id].best
            stretch = None if best is None else target.sought_in[int(best[said.of])]
            factor = (target.factor or 1.0) if scale_of(target) is SHARE else 1.0
            made.claims[claim.id] = _as_claim(claim, said.report, factor, stretch)
    ledger = Ledger(made.claims, record.sources, record.outlets, record.timeline, record.as_of)
    return SyntheticLedger(ledger, made.reports, made.truth, unsound, made.left_out)


class Said(NamedTuple):
    """What one source said.

    of  the position of the world of which it was said: the true one, unless the source is unsound
    """

    report: Report
    of: int


def say(
    voices: Iterable[SourcedSaying], values: Mapping[str, np.ndarray], world: int, press: Habits, *, seed: int
) -> tuple[dict[str, Said | None], frozenset[str]]:
    """What each source says if one world is true, and the upstreams that are unsound.

    A sound source says nothing where there is nothing to measure. An unsound one speaks of any world that has
    something, even then. Everything is drawn by its name, so that a claim more leaves all others as they were.

    values  claim -> what all worlds have, as `measures` gives it
    world, press, seed  as for `synthetic_ledger`
    Returns  claim -> what was said, None for nothing; upstreams
    """
    listed = list(voices)
    unsound = frozenset(
        name for name, grades in grades_by_upstream(listed).items()
        if _lots(seed, world, "sound", name).random() < max(press.doubt[grade] for grade in grades)
    )  # fmt: skip
    reports: dict[str, Said | None] = {}
    for voice in listed:
        saying, x = voice.saying, values[voice.saying.claim]
        able, lots = saying.able(x), _lots(seed, world, "claim", saying.claim)
        if voice.upstream in unsound and able.any():
            of = int(lots.choice(np.flatnonzero(able)))
            reports[saying.claim] = Said(saying.simulate(x[of], lots), of)
        elif not able[world]:
            reports[saying.claim] = None
        else:
            outlet = _lots(seed, world, "outlet", voice.outlet).standard_normal()
            source = _lots(seed, world, "source", voice.upstream).standard_normal()
            shift = outlet * press.outlet_bias + source * press.source_bias
            reports[saying.claim] = Said(saying.simulate(x[world], lots, shift), world)
    return reports, unsound


def _lots(seed: int, world: int, what: str, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, world, *what.encode(), 0, *name.encode()])


class Measured(NamedTuple):
    """What each world has for a target.

    values  (worlds,) in the unit of the report; (worlds, 2) for a change, (worlds, bins) for a spread
    best    (worlds,) for a sought event, the stretch of `sought_in` with most of it; else None
    """

    values: np.ndarray
    best: np.ndarray | None = None


def measures(claim: Claim, target: Target, history: History, *, published: DateRange | None = None) -> Measured:
    """What each world has to set beside a report, in the unit of the report.

    Of an event it is how many were concerned, where `Target.predict` only says whether; of a change in numbers, by how
    many percent it rose or fell, as the claim has it.

    published  of a sought event only stretches that had ended by then count, if there are any
    """
    rule = target.observable.rule
    if target.is_sought:
        stretches = [
            k for k, scope in enumerate(target.sought_in) if published is None or _end(scope) <= published.last
        ]
        stretches = stretches or list(range(len(target.sought_in)))
        rates = np.stack([rule(history, target.sought_in[k]) for k in stretches], axis=1)
        best = np.nanargmax(np.where(np.isnan(rates), -1.0, rates), axis=1)
        years = 1.0 if target.observable.kind == PEAK else target.sought_in[0].years
        return Measured(rates[np.arange(len(rates)), best] * years, np.asarray(stretches)[best])
    values = [np.asarray(rule(history, scope), dtype=np.float64) for scope in target.scopes]
    if target.is_ratio:
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(values[0] > 0, values[1] / values[0], np.nan)
        return Measured(np.stack(values, axis=1) if target.wording.compares == CHANGE else percent(claim, ratio))
    if target.wording.compares == CHANGE:
        return Measured(np.stack(values, axis=1))
    if target.wording.compares == EVENT:
        return Measured(values[0] * target.scopes[0].years)
    return Measured(values[0] / unit_of_reports(target))


def _as_claim(claim: Claim, report: Report, factor: float, stretch: Scope | None) -> Claim:
    """A claim that says what a report says, with no word of the claim that it stands for."""
    low, high = (None if end is None else end / factor for end in (report.low, report.high))
    wording = WORDINGS[report.word]
    if low is not None or high is not None:
        low, high = _rounded_like(claim, low, high) if not isinstance(wording, Rounded) else (low, high)
    change: dict[str, Any] = {"low": low, "high": high, "wording": report.word}
    if stretch is not None and claim.kind == "event":
        change["period"] = _days(stretch)
    number = wording.words(low, high, claim.unit) or report.word.replace("_", " ")
    topic = claim.observable or claim.measure
    change |= {"paraphrase": f"Made up from one world of the model: {topic}, {number}."}
    change |= dict.fromkeys(("supports", "note", "key_term", "translation_note", "replaced_by"), "")
    change |= {"related": [], "derived_from": [], "status": "active", "status_date": None}
    change |= {"said_by": "nobody", "grade_basis": "Made up, with the grade of the claim that it stands for."}
    return replace(claim, **change)


def _rounded_like(claim: Claim, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Both ends with as many digits as the claim's; with more where the ends would fall together or be nothing."""
    digits = max(_digits(end) for end in (claim.low, claim.high) if end is not None)
    for enough in range(digits, 17):
        ends = [None if end is None else _to_digits(end, enough) for end in (low, high)]
        apart = low == high or ends[0] != ends[1]
        if apart:
            return ends[0], ends[1]
    return low, high


def _digits(number: float) -> int:
    """How many digits of a number matter: 1 of 200,000, 2 of 2.5."""
    return max(len(Decimal(repr(number)).normalize().as_tuple().digits), 1)


def _to_digits(number: float, digits: int) -> float:
    """A number with so many digits that matter, and whole numbers below 1,000 as they are."""
    if number == 0 or (number == round(number) and abs(number) < 1_000):
        return number
    return round(number, digits - 1 - math.floor(math.log10(abs(number))))


def _days(scope: Scope) -> DateRange:
    """The days of whole periods, as a record dates them."""
    first = monday(scope.periods.start * WEEKS_PER_PERIOD)
    return parse_date(f"{first}..{_end(scope)}")


def _end(scope: Scope) -> date:
    """The last day of whole periods."""
    return monday(scope.periods.stop * WEEKS_PER_PERIOD) - timedelta(days=1)
