"""The table of the main job: each claim that an observable can speak to, beside what the model has.

A claim is compared at its own place and time. Three things are said of it: where it lies in the model's range, how wide
that range is, and whether the model could have said otherwise.
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
from legation.assessment.silence import as_asked, echoed, unheard
from legation.assessment.verdicts import BUILT_IN, CANNOT_TELL, INFORMATIVE, Judged
from legation.base.number_text import interval, magnitude, two_digits
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.queries import outlet_of
from legation.observation import targets
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import SPREAD, History, Observable
from legation.observation.targets import Refusal, Target
from legation.scenario import Scenario

# Topics of rows that are not under their observable's.
NOT_YET, NOT_COMPARED = "Not yet comparable", "Not compared"
TOPIC_ORDER = ("Money", "Control", "People", NOT_YET)
TIMES = "times"  # the unit of a change that says by how much


@dataclass(frozen=True)
class ComparisonRow:
    """One claim of the table.

    said        the claim, paraphrased
    source      grades, outlet and date
    unit        of the model's numbers beside it; empty where nothing in the model measures it
    lies        where the report lies in the model's range: one of `verdicts.LIES`
    may_be      other places there that more worlds might turn it into
    width       how wide that range is: one of `verdicts.WIDTHS`; empty where nothing is compared
    grounds     whether the model could have said otherwise: one of `verdicts.GROUNDS`; empty likewise
    gives       what the model has beside it, in words
    because     what the reader needs to weigh the verdict; may be empty
    worlds      how many had a say
    low, median, high
                the model's central 90 % and its middle, in two digits; None for a change or an event
    share       of worlds that show the change or event; None for a value
    reported    the reported range, in the same unit, tolerance included; None for a change or an event
    target      what was compared; None where nothing was
    """

    claim: str
    topic: str
    observable: str
    said: str
    source: str
    role: str
    upstream: str
    outlet: str
    unit: str = ""
    lies: str = CANNOT_TELL
    may_be: tuple[str, ...] = ()
    width: str = ""
    grounds: str = ""
    gives: str = "no estimate"
    because: str = ""
    worlds: int = 0
    low: float | None = None
    median: float | None = None
    high: float | None = None
    share: float | None = None
    reported: tuple[float, float] | None = None
    target: Target | None = None

    @property
    def is_compared(self) -> bool:
        """Whether the model has something beside it."""
        return self.lies != CANNOT_TELL

    @property
    def is_informative(self) -> bool:
        """Whether it is compared with what could have come out otherwise."""
        return self.is_compared and self.grounds == INFORMATIVE

    @property
    def verdict(self) -> str:
        """The three in a few words: `outside`, `inside, where nearly anything would do`, `built in: inside`."""
        vague = self.lies == verdicts.INSIDE and self.width == verdicts.ANYTHING
        lies = f"{self.lies}, where {self.width}" if vague else self.lies
        return lies if self.grounds in ("", INFORMATIVE) else f"{self.grounds}: {lies}"

    def __repr__(self) -> str:
        """What it is, without a word of the claim, which may be embargoed: notebooks show and keep what is printed."""
        return f"<ComparisonRow {self.claim}: {self.observable}, {self.verdict}>"

    def as_dict(self) -> dict[str, Any]:
        """As plain data, without the target; infinite ends become None."""
        data = {column.name: getattr(self, column.name) for column in fields(self) if column.name != "target"}
        data |= {"may_be": list(self.may_be), "verdict": self.verdict}
        if self.reported:
            data["reported"] = [end if math.isfinite(end) else None for end in self.reported]
        return data


@dataclass
class ComparisonBuilder:
    """Comparisons in the making: measured chunk by chunk, then turned into rows.

    claims    those with an observable, in the ledger's order
    targets   claim -> its target, or why it can't be compared
    built_in  claim -> why the model could not have said otherwise; empty where it could
    values    claim -> what each chunk of worlds has to set beside it
    """

    ledger: Ledger
    scenario: Scenario
    rmb_per_usd: dict[int, float]
    claims: list[Claim] = field(default_factory=list)
    targets: dict[str, Target | Refusal] = field(default_factory=dict)
    built_in: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for stated in self.ledger.claims.values():
            claim = as_asked(stated) if stated.id in self.ledger.own else stated
            is_withdrawn = claim.status_on(self.ledger.as_of) in ("retracted", "superseded")
            if claim.observable and claim.wording != "none" and not is_withdrawn:
                self.claims.append(claim)
                self.targets[claim.id] = (
                    self._withheld(claim) or self.grounds.refusal(claim) or targets.target(claim, self.scenario)
                )
                same = [self.ledger.claims[name] for name in self.ledger.agreements(claim.id)]
                echo = echoed(claim, same, self.ledger, self.grounds) if claim.id in self.ledger.own else ""
                self.built_in[claim.id] = self.grounds.built_in(stated, same) or echo

    def _withheld(self, claim: Claim) -> Refusal | None:
        """Why the model says nothing beside a claim of a user's, as it would say nothing of it to `about`."""
        is_known = claim.id in self.ledger.own and str(claim.observable) in BY_NAME
        silence = unheard(claim) if is_known else None
        return Refusal(silence.sentence) if silence else None

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
        return sorted(rows, key=lambda row: (not row.is_compared, order.get(row.topic, len(order))))

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
        )
        if isinstance(target, Refusal):
            return replace(row, because=target.reason)
        values = np.concatenate(self.values[claim.id])
        judged = verdicts.judge(target, values, self.rmb_per_usd)
        if judged.lies == CANNOT_TELL:
            return replace(row, because=_untold(judged), worlds=judged.worlds)
        return _filled(row, target, judged, len(values), self.built_in[claim.id])


def _topic(observable: Observable | None, target: Target | Refusal) -> str:
    if observable is None:
        return NOT_COMPARED
    return NOT_YET if isinstance(target, Refusal) and target.waits else observable.topic


def _untold(judged: Judged) -> str:
    """Why a report that can be measured still can't be placed."""
    if not judged.worlds:
        return verdicts.NOBODY
    return f"too few worlds ({judged.worlds}) to say whether the report lies inside or outside"


def _filled(row: ComparisonRow, target: Target, judged: Judged, worlds: int, built_in: str) -> ComparisonRow:
    """The row with its verdict and the numbers behind it."""
    unit = TIMES if target.is_ratio else row.unit
    is_value = judged.showing is None
    # A spread is over persons, and has no middle world; its median is the middle person's.
    return replace(
        row,
        unit=unit,
        lies=judged.lies,
        may_be=judged.may_be,
        width=judged.width,
        grounds=BUILT_IN if built_in else judged.grounds,
        gives=_gives(target, judged, unit),
        because=" ".join(_because(target, judged, worlds, built_in)),
        worlds=judged.worlds,
        low=two_digits(judged.low) if is_value else None,
        median=two_digits(judged.median) if is_value else None,
        high=two_digits(judged.high) if is_value else None,
        share=judged.share,
        reported=target.region,
        target=target,
    )


def _gives(target: Target, judged: Judged, unit: str) -> str:
    """What the model has beside a report: `1,200 (640 - 2,100)`, or in how many worlds it happens."""
    if judged.showing is not None:
        return target.compared_as.outcome_words(judged, lambda end: magnitude(two_digits(end), unit))
    return interval(judged.low, judged.median, judged.high, unit)


def _because(target: Target, judged: Judged, worlds: int, built_in: str) -> Iterator[str]:
    if built_in:
        yield f"{built_in[0].upper()}{built_in[1:]}."
    elif judged.may_be_decided:
        yield f"{verdicts.too_few_to_decide(judged.worlds)}."
    if target.is_sought:
        yield target.search
    if judged.worlds < worlds:
        had = "nothing to measure" if target.observable.kind != SPREAD else "nobody"
        yield f"{judged.worlds} of {worlds} worlds have a say: in the others there is {had} at that place and time."
    if judged.may_be:
        share = f"{judged.showing} of {judged.worlds}" if judged.showing is not None else _reaching(judged)
        yield f"{share}; with more worlds it may be {' or '.join(judged.may_be)}."


def _reaching(judged: Judged) -> str:
    """How many worlds, or persons, lie on the report's side of it."""
    return f"{magnitude(two_digits(judged.tail), 'share')} of the model reach it"


def source_of(ledger: Ledger, claim: Claim) -> str:
    """Grades, outlet and date of a claim, in one line; of what nobody published, the day on which it was recorded."""
    return f"{ledger.grade(claim.id)}  {outlet_of(ledger, claim)}, {ledger.sources[claim.source].date_words}"


def public_rows(rows: Iterable[ComparisonRow], public: Ledger) -> list[ComparisonRow]:
    """The rows of public claims, with the grades that these have without the others."""
    return [
        replace(row, source=source_of(public, public.claims[row.claim])) for row in rows if row.claim in public.claims
    ]


def tally(rows: Iterable[ComparisonRow]) -> dict[str, int]:
    """How many rows lie where, of those that are compared."""
    counts = dict.fromkeys(verdicts.PLACES, 0)
    for row in rows:
        if row.is_compared:
            counts[row.lies] += 1
    return counts


def by_outlet(rows: Iterable[ComparisonRow]) -> Iterator[tuple[str, dict[str, int]]]:
    """For each outlet, where its claims lie that test the model, by name."""
    informative = [row for row in rows if row.is_informative]
    for outlet in sorted({row.outlet for row in informative}):
        yield outlet, tally(row for row in informative if row.outlet == outlet)
