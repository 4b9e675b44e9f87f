"""The table of the main job: each claim that an observable can speak to, beside what the model gives.

A claim is compared inside at its own place and time. What may be shown of it is another matter: numbers leave no finer
than their observable declares, and of flight and what follows it only the verdict does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from legation.assessment import measuring, verdicts
from legation.assessment.grounds import Grounds, grounds
from legation.assessment.measuring import CHANGES, Weeks
from legation.assessment.verdicts import CANNOT_TELL, WORLDS_TO_EXCLUDE, Judged
from legation.base.number_text import magnitude
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.observation import scopes as windows
from legation.observation.observables import catalogue as observables
from legation.observation.scopes import PLACE_AND_PERIOD, History, Observable
from legation.publication import summary as publishing
from legation.scenario import Scenario

# Topics of rows that are not under their observable's.
NOT_YET, NOT_COMPARED = "Not yet comparable", "Not compared"
INPUTS_DECIDE = "No draw of the parameters shows otherwise: recorded inputs decide it, so this tests no assumption."
NOBODY = "in most worlds there is nothing to measure"


@dataclass(frozen=True)
class Row:
    """One claim of the table.

    said       the claim, paraphrased
    source     grades, outlet and date
    gives      what the model gives, in words
    verdict    one of `verdicts.VERDICTS`
    because    what the reader needs to weigh the verdict; may be empty
    low, high  the model's 90 %, in two digits; None where no number may be or can be given
    share      of worlds that show the change or event; None for a value, and where no number may be given
    reported   the reported range, in the observable's unit, tolerance included; None for a change or an event
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

    def as_dict(self) -> dict[str, Any]:
        """As plain data; infinite ends become None."""
        data = asdict(self)
        if self.reported:
            data["reported"] = [end if math.isfinite(end) else None for end in self.reported]
        return data


@dataclass
class ComparisonBuilder:
    """Comparisons in the making: fed chunk by chunk, then turned into rows.

    claims    those with an observable, in the ledger's order
    refusals  claim -> why it can't be compared
    waiting   claims that wait for a mechanism
    values    claim -> for each of its windows, a measure of each chunk
    """

    ledger: Ledger
    scenario: Scenario
    rmb_per_usd: dict[int, float]
    claims: list[Claim] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    values: dict[str, list[list[np.ndarray]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for claim in self.ledger.claims.values():
            standing = claim.status_on(self.ledger.as_of) not in ("retracted", "superseded")
            if claim.observable and claim.wording != "none" and standing:
                self.claims.append(claim)
                if reason := self._refusal(claim):
                    self.refusals[claim.id] = reason

    @cached_property
    def grounds(self) -> Grounds:
        """What the scenario gives to compare with."""
        return grounds(self.scenario)

    @property
    def weeks(self) -> Weeks:
        """The first and the last simulated."""
        return self.scenario.first_week, self.scenario.last_week

    def add_chunk(self, history: History) -> None:
        """Measure one chunk of finished worlds."""
        for claim in self.claims:
            if claim.id not in self.refusals:
                observable = observables.BY_NAME[str(claim.observable)]
                found = measuring.measured(history, claim, observable, self.weeks)
                self.values.setdefault(claim.id, []).append(found)

    def rows(self) -> list[Row]:
        """The table: first what can be compared, by topic, then what cannot."""
        rows = [self._row(claim) for claim in self.claims]
        order = {topic: position for position, topic in enumerate(("Money", "Control", "People", NOT_YET))}
        return sorted(rows, key=lambda row: (row.verdict == CANNOT_TELL, order.get(row.topic, 9)))

    def _refusal(self, claim: Claim) -> str:
        """Why a claim can't be compared, or nothing."""
        observable = observables.BY_NAME.get(str(claim.observable))
        waits = self.grounds.waits_for(claim, observable)
        if waits:
            self.waiting.add(claim.id)
        if observable is None:
            return waits or "no mechanism yet for what it reports"
        reasons = [reason for reason in (waits, self.grounds.built_in(claim, observable)) if reason]
        return "; ".join(reasons) or measuring.refused(claim, observable, self.weeks)

    def _row(self, claim: Claim) -> Row:
        observable = observables.BY_NAME.get(str(claim.observable))
        common: dict[str, Any] = {
            "claim": claim.id,
            "observable": str(claim.observable),
            "topic": self._topic(claim, observable),
            "said": claim.paraphrase,
            "source": source_of(self.ledger, claim),
            "role": claim.role,
            "upstream": claim.upstream,
            "outlet": self.ledger.outlets[self.ledger.sources[claim.source].outlet].name,
            "unit": observable.unit if observable else "",
        }
        if claim.id in self.refusals or observable is None:
            return Row(**common, gives="no estimate", verdict=CANNOT_TELL, because=self.refusals[claim.id])
        reported, judged = self._judge(claim, observable)
        if judged.verdict == CANNOT_TELL:
            return Row(**common, gives="no estimate", verdict=CANNOT_TELL, because=NOBODY)
        shown = self._may_show(claim, observable, judged)
        is_value = judged.showing is None
        return Row(
            **common,
            gives=_gives(claim, observable, judged) if shown else "shown as a verdict only",
            verdict=judged.verdict,
            because=" ".join(self._because(claim, observable, judged, shown)),
            low=_two_digits(observable, judged.low) if shown and is_value else None,
            high=_two_digits(observable, judged.high) if shown and is_value else None,
            share=judged.share if shown else None,
            reported=reported if shown else None,
        )

    def _topic(self, claim: Claim, observable: Observable | None) -> str:
        if observable is None:
            return NOT_COMPARED
        return NOT_YET if claim.id in self.waiting else observable.topic

    def _judge(self, claim: Claim, observable: Observable) -> tuple[tuple[float, float] | None, Judged]:
        values = _with_something_to_measure(
            [np.concatenate(chunks) for chunks in zip(*self.values[claim.id], strict=True)]
        )
        if not len(values[0]):
            return None, Judged(CANNOT_TELL, 0)
        if claim.wording in CHANGES:
            before, after = values
            return None, verdicts.judge_change(before, after, claim.wording)
        if claim.wording == "existence" or measuring.is_event_search(claim, observable):
            return None, verdicts.judge_existence(values[0])
        times = measuring.factor(claim, observable)
        assert times is not None and claim.period, claim.id
        low, high = verdicts.reported_range(claim.wording, claim.low, claim.high)
        reported = (low * times, high * times)
        if observable.kind == "spread":
            rate = self.rmb_per_usd[claim.period.first.year]
            edges = windows.income_edges_usd() * windows.PERIODS_PER_MONTH * rate
            return reported, verdicts.judge_spread(values[0], edges, reported, observable.vague_beyond)
        return reported, verdicts.judge_value(values[0], reported, observable.vague_beyond)

    def _may_show(self, claim: Claim, observable: Observable, judged: Judged) -> bool:
        """Whether the numbers behind a verdict are no finer than may leave the program."""
        at = measuring.looked_at(claim, observable, self.weeks)
        if judged.showing is None:
            return not observable.sensitive and all(
                publishing.may_publish(observable, judged.worlds, one) for one in at
            )
        if observable.sensitive:
            return all(publishing.may_publish(observable, judged.worlds, one) for one in at)
        # In how many worlds a harmless measure moved says nothing of persons. That control moved is told for all
        # places together, and of years.
        is_coarse = sum(one.years for one in at) >= 1 and all(publishing.is_whole(observable, one) for one in at)
        return observable.resolution == PLACE_AND_PERIOD or is_coarse

    def _because(self, claim: Claim, observable: Observable, judged: Judged, shown: bool) -> Iterator[str]:
        if measuring.is_event_search(claim, observable):
            yield measuring.where_sought(claim, self.weeks)
        if judged.is_short:
            # How many worlds reach it is a number like any other.
            start = "" if not shown else "No world reaches it; at" if judged.none else "Hardly any world reaches it; at"
            needed = f"{WORLDS_TO_EXCLUDE} worlds with something to measure are needed to call it outside"
            yield f"{start or 'At'} least {needed}."
        if shown and claim.wording in CHANGES and 1 < judged.worlds in (judged.showing, judged.against):
            yield INPUTS_DECIDE
        if not shown and not observable.sensitive and judged.worlds < publishing.WORLDS_LEAST:
            yield f"With fewer than {publishing.WORLDS_LEAST} worlds, numbers by place or period stay inside."


def _with_something_to_measure(values: list[np.ndarray]) -> list[np.ndarray]:
    """Only the worlds in which every window has something to measure; none at all if that is not most of them."""
    gone = np.any([np.isnan(found) for found in values if found.dtype == float], axis=0)
    if gone.ndim == 0:
        return values
    keep = ~gone if 2 * np.count_nonzero(gone) < len(gone) else np.zeros(len(gone), bool)
    return [found[keep] for found in values]


def _gives(claim: Claim, observable: Observable, judged: Judged) -> str:
    """What the model gives, in words: a range, or how many worlds show what."""
    if judged.showing is None:
        ends = (_two_digits(observable, end) for end in (judged.low, judged.high))
        return " - ".join(magnitude(end, observable.unit) for end in ends)
    if claim.wording not in CHANGES:
        return f"happens in {judged.showing} of {judged.worlds} worlds"
    does, opposite = ("rises", "falls") if claim.wording == "rose" else ("falls", "rises")
    counts = {does: judged.showing, opposite: judged.against,
              "unchanged": judged.worlds - judged.showing - judged.against}  # fmt: skip
    parts = [f"{did} in {count}" if did != "unchanged" else f"unchanged in {count}"
             for did, count in counts.items() if count or did == does]  # fmt: skip
    return f"{', '.join(parts)} of {judged.worlds} worlds"


def _two_digits(observable: Observable, value: float) -> float:
    return publishing.rounded_number(observable, value, digits=2)


def source_of(ledger: Ledger, claim: Claim) -> str:
    """Grades, outlet and date of a claim, in one line."""
    source = ledger.sources[claim.source]
    outlet = ledger.outlets[source.outlet]
    return f"{ledger.grade(claim.id)}  {outlet.name}, {source.published}"


def public_rows(rows: Iterable[Row], public: Ledger) -> list[Row]:
    """The rows of public claims, with the grades that these have without the others."""
    return [
        replace(row, source=source_of(public, public.claims[row.claim])) for row in rows if row.claim in public.claims
    ]


def tally(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows have each verdict."""
    counts = dict.fromkeys(verdicts.VERDICTS, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts


def by_outlet(rows: Iterable[Row]) -> Iterator[tuple[str, int, int, int]]:
    """For each outlet: how many compared claims are its own, how many fit, and for how many nearly anything would."""
    compared = [row for row in rows if row.verdict != CANNOT_TELL]
    for outlet in sorted({row.outlet for row in compared}):
        own = [row for row in compared if row.outlet == outlet]
        fit, anything = (sum(row.verdict == one for row in own) for one in (verdicts.FITS, verdicts.UNINFORMATIVE))
        yield outlet, len(own), fit, anything
