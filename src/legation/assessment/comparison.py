"""The table of the main job: each claim that an observable can speak to, beside what the model has.

A claim is compared at its own place and time. What may be published of it is another matter: numbers are no finer than
their observable declares, and of flight and what follows it only the verdict is published.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from legation.assessment import verdicts
from legation.assessment.foundations import grounds
from legation.assessment.grounds import Grounds
from legation.assessment.verdicts import CANNOT_TELL, WORLDS_TO_EXCLUDE, Judged
from legation.base.number_text import magnitude
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.queries import outlet_of
from legation.evidence.wordings.form import CHANGE
from legation.observation import targets
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import PLACE_AND_PERIOD, History, Observable
from legation.observation.targets import Refusal, Target
from legation.publication.summary import WORLDS_LEAST, is_whole, may_publish, rounded_number
from legation.scenario import Scenario

# Topics of rows that are not under their observable's.
NOT_YET, NOT_COMPARED = "Not yet comparable", "Not compared"
TOPIC_ORDER = ("Money", "Control", "People", NOT_YET)
INPUTS_DECIDE = "No draw of the parameters shows otherwise: recorded inputs decide it, so this tests no assumption."


@dataclass(frozen=True)
class ComparisonRow:
    """One claim of the table.

    said       the claim, paraphrased
    source     grades, outlet and date
    gives      what the model has beside it, in words
    verdict    one of `verdicts.VERDICTS`
    because    what the reader needs to weigh the verdict; may be empty
    low, high  the model's 90 %, in two digits; None where there is no number, or none may be published
    share      of worlds that show the change or event; None for a value, and where no number may be published
    reported   the reported range, in the observable's unit, tolerance included; None for a change or an event
    target     what was compared; None where nothing was
    """

    claim: str
    topic: str
    observable: str
    said: str
    source: str
    role: str
    upstream: str
    outlet: str
    unit: str
    gives: str
    verdict: str
    because: str = ""
    low: float | None = None
    high: float | None = None
    share: float | None = None
    reported: tuple[float, float] | None = None
    target: Target | None = None

    def __repr__(self) -> str:
        """What it is, without a word of the claim, which may be embargoed: notebooks show and keep what is printed."""
        return f"<ComparisonRow {self.claim}: {self.observable}, {self.verdict}>"

    def as_dict(self) -> dict[str, Any]:
        """As plain data, without the target; infinite ends become None."""
        data = {column.name: getattr(self, column.name) for column in fields(self) if column.name != "target"}
        if self.reported:
            data["reported"] = [end if math.isfinite(end) else None for end in self.reported]
        return data


@dataclass
class ComparisonBuilder:
    """Comparisons in the making: measured chunk by chunk, then turned into rows.

    claims    those with an observable, in the ledger's order
    targets   claim -> its target, or why it can't be compared
    values    claim -> what each chunk of worlds has to set beside it
    """

    ledger: Ledger
    scenario: Scenario
    rmb_per_usd: dict[int, float]
    claims: list[Claim] = field(default_factory=list)
    targets: dict[str, Target | Refusal] = field(default_factory=dict)
    values: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for claim in self.ledger.claims.values():
            is_withdrawn = claim.status_on(self.ledger.as_of) in ("retracted", "superseded")
            if claim.observable and claim.wording != "none" and not is_withdrawn:
                self.claims.append(claim)
                self.targets[claim.id] = self.grounds.refusal(claim) or targets.target(claim, self.scenario)

    @cached_property
    def grounds(self) -> Grounds:
        """What the scenario has to compare with."""
        return grounds(self.scenario)

    def add_chunk(self, history: History) -> None:
        """Measure one chunk of finished worlds."""
        for claim, target in self.targets.items():
            if isinstance(target, Target):
                self.values.setdefault(claim, []).append(target.predict(history))

    def rows(self) -> list[ComparisonRow]:
        """The table: first what can be compared, by topic, then what cannot."""
        order = {topic: position for position, topic in enumerate(TOPIC_ORDER)}
        rows = [self._row(claim, self.targets[claim.id]) for claim in self.claims]
        return sorted(rows, key=lambda row: (row.verdict == CANNOT_TELL, order.get(row.topic, len(order))))

    def _row(self, claim: Claim, target: Target | Refusal) -> ComparisonRow:
        observable = BY_NAME.get(str(claim.observable))
        row = ComparisonRow(
            claim=claim.id,
            observable=str(claim.observable),
            topic=_topic(observable, target),
            said=claim.paraphrase,
            source=source_of(self.ledger, claim),
            role=claim.role,
            upstream=claim.upstream,
            outlet=outlet_of(self.ledger, claim),
            unit=observable.unit if observable else "",
            gives="no estimate",
            verdict=CANNOT_TELL,
        )
        if isinstance(target, Refusal):
            return replace(row, because=target.reason)
        judged = verdicts.judge(target, np.concatenate(self.values[claim.id]), self.rmb_per_usd)
        if judged.verdict == CANNOT_TELL:
            return replace(row, because=verdicts.NOBODY)
        return _filled(row, target, judged)


def _topic(observable: Observable | None, target: Target | Refusal) -> str:
    if observable is None:
        return NOT_COMPARED
    return NOT_YET if isinstance(target, Refusal) and target.waits else observable.topic


def _filled(row: ComparisonRow, target: Target, judged: Judged) -> ComparisonRow:
    """The row with its verdict, and with the numbers behind it where they may be published."""
    shown = _may_publish(target, judged)
    row = replace(row, verdict=judged.verdict, because=" ".join(_because(target, judged, shown)), target=target)
    if not shown:
        return replace(row, gives="shown as a verdict only")
    observable, is_value = target.observable, judged.showing is None
    words = target.compared_as.outcome_words(
        judged, lambda end: magnitude(_two_digits(observable, end), observable.unit)
    )
    return replace(
        row,
        gives=words,
        low=_two_digits(observable, judged.low) if is_value else None,
        high=_two_digits(observable, judged.high) if is_value else None,
        share=judged.share,
        reported=target.region,
    )


def _may_publish(target: Target, judged: Judged) -> bool:
    """Whether the numbers behind a verdict are no finer than may be published."""
    observable, scopes = target.observable, target.speaks_of
    if judged.showing is None:
        return not observable.sensitive and all(may_publish(observable, judged.worlds, scope) for scope in scopes)
    if observable.sensitive:
        return all(may_publish(observable, judged.worlds, scope) for scope in scopes)
    # In how many worlds a harmless measure moved says nothing of persons. That control moved is published for all
    # places together, and by year.
    is_coarse = sum(scope.years for scope in scopes) >= 1 and all(is_whole(observable, scope) for scope in scopes)
    return observable.resolution == PLACE_AND_PERIOD or is_coarse


def _because(target: Target, judged: Judged, shown: bool) -> Iterator[str]:
    if target.is_sought:
        yield target.search
    if judged.is_short:
        # How many worlds reach it is a number like any other.
        start = "" if not shown else "No world reaches it; at" if judged.none else "Hardly any world reaches it; at"
        needed = f"{WORLDS_TO_EXCLUDE} worlds with something to measure are needed to call it outside"
        yield f"{start or 'At'} least {needed}."
    if shown and target.wording.compares == CHANGE and 1 < judged.worlds in (judged.showing, judged.against):
        yield INPUTS_DECIDE
    if not shown and not target.observable.sensitive and judged.worlds < WORLDS_LEAST:
        yield f"With fewer than {WORLDS_LEAST} worlds, numbers by place or period are not published."


def _two_digits(observable: Observable, value: float) -> float:
    return rounded_number(observable, value, digits=2)


def source_of(ledger: Ledger, claim: Claim) -> str:
    """Grades, outlet and date of a claim, in one line."""
    return f"{ledger.grade(claim.id)}  {outlet_of(ledger, claim)}, {ledger.sources[claim.source].published}"


def public_rows(rows: Iterable[ComparisonRow], public: Ledger) -> list[ComparisonRow]:
    """The rows of public claims, with the grades that these have without the others."""
    return [
        replace(row, source=source_of(public, public.claims[row.claim])) for row in rows if row.claim in public.claims
    ]


def tally(rows: Iterable[ComparisonRow]) -> dict[str, int]:
    """How many rows have each verdict."""
    counts = dict.fromkeys(verdicts.VERDICTS, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts


def by_outlet(rows: Iterable[ComparisonRow]) -> Iterator[tuple[str, int, int, int]]:
    """For each outlet: how many compared claims are its own, how many fit, and for how many nearly anything would."""
    compared = [row for row in rows if row.verdict != CANNOT_TELL]
    for outlet in sorted({row.outlet for row in compared}):
        own = tally(row for row in compared if row.outlet == outlet)
        yield outlet, sum(own.values()), own[verdicts.FITS], own[verdicts.UNINFORMATIVE]
