"""The table of the main job: each claim that an observable can speak to, beside what the model gives.

A claim is compared inside at its own place and time. What may be shown of it is another matter: of flight and what
follows it only the verdict leaves at a finer resolution than year and region.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from legation.assessment import verdicts
from legation.assessment.verdicts import CANNOT_TELL, Judged
from legation.base.calendar import year_of
from legation.base.places import AREAS, PLACES
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.results import observables
from legation.results.observables import Kept, Observable, Window, complete_periods, covered, window
from legation.results.wording import magnitude, two_digits

# An event is news because it stood out, so it is sought in a wide window, never at its own date.
SELECTION = (date(2013, 1, 1), date(2022, 12, 31))

COUNTED = {"persons", "cases", "officials"}  # units that all count people
SHARES = {"most", "about_half", "almost_nobody"}
# A unit with its time: "RMB per month", "USD/yr", "persons in a week".
_PER_TIME = re.compile(r"(.+?)(?: in)?(?: per | a |/)(year|yr|month|week)")
_TIMES_A_YEAR = {"year": 1.0, "yr": 1.0, "month": 12.0, "week": 365.25 / 7}


@dataclass(frozen=True)
class Row:
    """One claim of the table.

    said       the claim, paraphrased
    source     grades, outlet and date
    gives      what the model gives, in words
    verdict    one of `verdicts.VERDICTS`
    because    one sentence that the reader needs to weigh the verdict; may be empty
    low, high  the model's 90 %, in two digits; None where no number may be or can be given
    share      of worlds that show the change; None for a value, and where no number may be given
    reported   the reported range, in the observable's unit; None for a change
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
class Compared:
    """Comparisons in the making: fed chunk by chunk, then turned into rows.

    weeks   the first and last simulated
    off     mechanisms that are switched off: what needs one of them can't be compared
    claims  those with an observable, in the ledger's order
    """

    ledger: Ledger
    weeks: tuple[int, int]
    rmb_per_usd: dict[int, float]
    off: Collection[str] = ()
    claims: list[Claim] = field(default_factory=list)
    values: dict[str, list[np.ndarray]] = field(default_factory=dict)
    befores: dict[str, list[np.ndarray]] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for claim in self.ledger.claims.values():
            standing = claim.status_on(self.ledger.as_of) not in ("retracted", "superseded")
            if claim.observable and claim.wording != "none" and standing:
                self.claims.append(claim)
                if reason := self._refusal(claim):
                    self.refusals[claim.id] = reason

    def feed(self, kept: Kept) -> None:
        """Measure one chunk of finished worlds."""
        for claim in self.claims:
            if claim.id in self.refusals:
                continue
            observable = observables.BY_NAME[str(claim.observable)]
            if claim.wording in ("rose", "fell"):
                assert claim.windows
                self._add(self.befores, claim, observable.rule(kept, self._window(claim, claim.windows.before)))
                self._add(self.values, claim, observable.rule(kept, self._window(claim, claim.windows.after)))
            else:
                self._add(self.values, claim, self._measure(kept, claim, observable))

    def rows(self) -> list[Row]:
        """The table: first what can be compared, by topic, then what cannot."""
        rows = [self._row(claim) for claim in self.claims]
        order = {topic: position for position, topic in enumerate(("Money", "Control", "People"))}
        return sorted(rows, key=lambda row: (row.verdict == CANNOT_TELL, order.get(row.topic, 9)))

    def _add(self, table: dict[str, list[np.ndarray]], claim: Claim, values: np.ndarray) -> None:
        table.setdefault(claim.id, []).append(values)

    def _refusal(self, claim: Claim) -> str:
        """Why a claim can't be compared, or nothing."""
        observable = observables.BY_NAME.get(str(claim.observable))
        if observable is None:
            return "no mechanism yet for what it reports"
        if claim.place not in AREAS:
            return "no place of the model in what it reports" if claim.place else "it names no place"
        if claim.wording in ("rose", "fell"):
            spans = [claim.windows.before, claim.windows.after] if claim.windows else []
        else:
            spans = [claim.period] if claim.period else []
        if not spans:
            return "it names no time to compare with" if claim.wording in ("rose", "fell") else "it names no time"
        if observable.needs in self.off:
            return f"the mechanism {observable.needs} is switched off"
        if not all(covered((span.first, span.last), *self.weeks) for span in spans):
            return "outside the simulated years"
        return self._refused_measure(claim, observable)

    def _refused_measure(self, claim: Claim, observable: Observable) -> str:
        """Why what a claim says can't be read off its observable, or nothing."""
        if claim.wording in ("rose", "fell"):
            return "the model keeps a spread, not its course" if observable.kind == "spread" else ""
        if claim.wording == "existence" and observable.kind not in ("flow", "peak"):
            return "that something happened can't be read off a share or a level"
        if claim.wording != "existence" and _factor(claim, observable) is None:
            return f"its unit ({claim.unit or 'none'}) can't be turned into {observable.unit}"
        if _is_sought(claim, observable) and not self._stretches(self._window(claim, claim.period)):
            return f"no stretch of its length was simulated between {SELECTION[0].year} and {SELECTION[1].year}"
        return ""

    def _window(self, claim: Claim, span: Any) -> Window:
        return window(span.first, span.last, [PLACES.index(place) for place in AREAS[claim.place]])

    def _measure(self, kept: Kept, claim: Claim, observable: Observable) -> np.ndarray:
        assert claim.period
        at = self._window(claim, claim.period)
        if observable.kind == "spread":
            return observable.rule(kept, at).sum(axis=0, keepdims=True)
        if _is_sought(claim, observable):
            return self._busiest(kept, observable, at)
        return observable.rule(kept, at)

    def _stretches(self, at: Window) -> list[Window]:
        """Every simulated window of the report's length within the years of selection."""
        length = at.periods.stop - at.periods.start
        wide, simulated = window(*SELECTION, at.places).periods, complete_periods(*self.weeks)
        starts = range(max(wide.start, simulated.start), min(wide.stop, simulated.stop) - length + 1)
        return [Window(slice(start, start + length), at.places) for start in starts]

    def _busiest(self, kept: Kept, observable: Observable, at: Window) -> np.ndarray:
        """The highest count in any of these stretches, (worlds,)."""
        scale = 1.0 if observable.kind == "peak" else at.years
        return np.stack([observable.rule(kept, one) for one in self._stretches(at)]).max(axis=0) * scale

    def _row(self, claim: Claim) -> Row:
        observable = observables.BY_NAME.get(str(claim.observable))
        common: dict[str, Any] = {
            "claim": claim.id,
            "observable": str(claim.observable),
            "topic": observable.topic if observable else "Not compared",
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
            return Row(**common, gives="no estimate", verdict=CANNOT_TELL, because="nobody is posted there")
        shows_numbers = not observable.sensitive and not math.isnan(judged.low)
        return Row(
            **common,
            gives=_gives(claim, observable, judged),
            verdict=judged.verdict,
            because=self._because(claim, observable),
            low=two_digits(judged.low) if shows_numbers else None,
            high=two_digits(judged.high) if shows_numbers else None,
            share=None if observable.sensitive or math.isnan(judged.share) else judged.share,
            reported=reported if shows_numbers else None,
        )

    def _judge(self, claim: Claim, observable: Observable) -> tuple[tuple[float, float] | None, Judged]:
        values = np.concatenate(self.values[claim.id])
        if claim.wording in ("rose", "fell"):
            return None, verdicts.judge_change(np.concatenate(self.befores[claim.id]), values, claim.wording)
        if claim.wording == "existence":
            return None, verdicts.judge_existence(values)
        factor = _factor(claim, observable)
        assert factor is not None
        low, high = verdicts.reported_range(claim.wording, claim.low, claim.high)
        reported = (low * factor, high * factor)
        if observable.kind == "spread":
            assert claim.period
            rate = self.rmb_per_usd[claim.period.first.year]
            edges = observables.income_edges_usd() * observables.PERIODS_PER_MONTH * rate
            return reported, verdicts.judge_spread(values.sum(axis=0), edges, reported, observable.widest)
        return reported, verdicts.judge_value(values, reported, observable.widest)

    def _because(self, claim: Claim, observable: Observable) -> str:
        if observable.name == "own_income_month_rmb":
            return "The model counts what deals bring before anything is paid; the report may mean what is left."
        if _is_sought(claim, observable):
            first = max(SELECTION[0].year, year_of(self.weeks[0]))
            last = min(SELECTION[1].year, year_of(self.weeks[1]))
            return f"Sought in any such stretch of {first} to {last}, as news is picked."
        return ""


def _is_sought(claim: Claim, observable: Observable) -> bool:
    """Whether the claim reports an event, which is sought in the years of selection."""
    return claim.kind == "event" and observable.kind in ("flow", "peak")


def _factor(claim: Claim, observable: Observable) -> float | None:
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
    # A count without a time is of the whole period that the report speaks of.
    if wanted in COUNTED and wanted_per and claim.period:
        at = window(claim.period.first, claim.period.last, ())
        return 1.0 if _is_sought(claim, observable) else _TIMES_A_YEAR["year"] / at.years / _TIMES_A_YEAR[wanted_per]
    return None


def _split(unit: str) -> tuple[str, str]:
    """What a unit counts, by its first word, and the time it counts in, if any: `("RMB", "month")`."""
    found = _PER_TIME.match(unit)
    what, per = (found[1], found[2]) if found else (unit, "")
    return what.split(" ")[0], "year" if per == "yr" else per


def _gives(claim: Claim, observable: Observable, judged: Judged) -> str:
    if observable.sensitive:
        return "shown as a verdict only"
    if not math.isnan(judged.share):
        did = "happens" if claim.wording == "existence" else {"rose": "rises", "fell": "falls"}[claim.wording]
        return f"{did} in {_hundredths(judged.share)} of 100 worlds"
    return f"{magnitude(judged.low, observable.unit)} - {magnitude(judged.high, observable.unit)}"


def _hundredths(share: float) -> str:
    """Never 0 or 100: an ensemble can't show either."""
    count = round(100 * share)
    return "fewer than 1" if count < 1 else "more than 99" if count > 99 else str(count)


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


def by_outlet(rows: Iterable[Row]) -> Iterator[tuple[str, int, int]]:
    """For each outlet: how many compared claims are its own, and how many of them fit."""
    compared = [row for row in rows if row.verdict != CANNOT_TELL]
    for outlet in sorted({row.outlet for row in compared}):
        own = [row for row in compared if row.outlet == outlet]
        fit = sum(row.verdict in (verdicts.FITS, verdicts.ANYTHING) for row in own)
        yield outlet, len(own), fit
