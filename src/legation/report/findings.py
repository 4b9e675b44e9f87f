"""How a result is read: which rows are shown, what they amount to, and the sentences that rules make of them.

The screen and the page say the same, so what both need stands here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isfinite, log
from typing import Any, Protocol

from legation.assessment.comparison import TIMES, ComparisonRow, tally
from legation.assessment.verdicts import (
    ANYTHING,
    BUILT_IN,
    CANNOT_TELL,
    EDGE,
    INPUTS_DECIDE,
    INSIDE,
    NARROW,
    OUTSIDE,
    PLACES,
    WIDE,
)
from legation.base.number_text import how_many, magnitude
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger, load_ledger
from legation.experiments.ensemble import Failure
from legation.observation.observables import catalogue as observables
from legation.publication.drawn import DrawnParameters
from legation.report.charts import MONTHS
from legation.scenario import Scenario

DEATHS = "deaths_by_suicide"
# A shape beside each verdict, so that a glance finds it without colour.
SHAPES = {
    INSIDE: "●",
    EDGE: "◐",
    OUTSIDE: "▲",
    CANNOT_TELL: "–",
}
NO_CORROBORATION = "A fit is not corroboration; a misfit is not a denial."


class RunLike(Protocol):
    """What a report needs of a finished run; `legation.api.Result` has it."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def worlds(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def rows(self) -> list[ComparisonRow]: ...
    @property
    def series(self) -> list[dict[str, Any]]: ...
    @property
    def parameters(self) -> DrawnParameters: ...
    @property
    def audit(self) -> dict[str, int]: ...
    @property
    def failures(self) -> list[Failure]: ...
    @property
    def command(self) -> str: ...
    def manifest(self) -> dict[str, Any]:
        """What made the result, as plain data."""
        ...


@dataclass(frozen=True)
class Findings:
    """The rows of a result, sorted by what a report does with them.

    compared     those with something of the model beside them
    untold       those that an observable could speak to but can't, with the reason; deaths are always among them
    unmodelled   those that nothing in the program measures yet: counted on the screen, listed in the report
    """

    compared: list[ComparisonRow]
    untold: list[ComparisonRow]
    unmodelled: list[ComparisonRow]

    @property
    def informative(self) -> list[ComparisonRow]:
        """The compared that could have come out otherwise, the most telling first: only these are counted as tests."""
        return sorted((row for row in self.compared if row.is_informative), key=telling)

    def resting(self, grounds: str) -> list[ComparisonRow]:
        """The compared that rest on one of `verdicts.GROUNDS`."""
        return [row for row in self.compared if row.grounds == grounds]

    @property
    def sections(self) -> list[tuple[str, list[ComparisonRow]]]:
        """The compared by what they rest on, those that test the model first; sections without any are left out."""
        groups = (
            ("Could have come out otherwise", self.informative),
            ("Built in", self.resting(BUILT_IN)),
            ("Decided by recorded inputs", self.resting(INPUTS_DECIDE)),
        )
        return [(title, rows) for title, rows in groups if rows]


def gather_findings(result: RunLike) -> Findings:
    """Sort the rows of a result. Deaths never keep a number, whatever the rows say."""
    deaths = [row for row in result.rows if is_about_deaths(row)]
    others = [row for row in result.rows if not is_about_deaths(row)]
    measured = [row for row in others if row.observable in observables.BY_NAME]
    return Findings(
        compared=[row for row in measured if row.is_compared],
        untold=[row for row in measured if not row.is_compared]
        + [_without_number(row) for row in deaths or [_unreported_deaths()]],
        unmodelled=[row for row in others if row.observable not in observables.BY_NAME],
    )


def own_rows(findings: Findings) -> list[ComparisonRow]:
    """The rows of claims that a user has brought, which are asked for first."""
    shipped = load_ledger().claims
    every = (*findings.compared, *findings.untold, *findings.unmodelled)
    return [row for row in every if row.claim and row.claim not in shipped]


def own_without_row(result: RunLike) -> list[Claim]:
    """The claims that a user has brought and that have no row, as nothing in the model stands for them."""
    shown, shipped = {row.claim for row in result.rows}, load_ledger().claims
    return [claim for name, claim in result.ledger.claims.items() if name not in shown and name not in shipped]


def is_about_deaths(row: ComparisonRow) -> bool:
    """Whether a row is one of those for which no number is ever given."""
    return row.observable.startswith("deaths")


def published(row: ComparisonRow) -> str:
    """Grade, outlet and date of a row's claim; a range of days as people write it."""
    return row.source.replace("..", " to ")


def published_month(row: ComparisonRow) -> str:
    """The same with months in place of days: `F/B-3  Daily NK, May 2019`."""
    short = re.sub(r"(\d{4})-(\d\d)(-\d\d)?", lambda day: f"{MONTHS[int(day[2]) - 1]} {day[1]}", row.source)
    start, _, end = short.rpartition("..")
    return short if not start else start if start.endswith(end) else f"{start} to {end}"


def reason(row: ComparisonRow) -> str:
    """What a reader must know to weigh the verdict, as a sentence; may be empty."""
    text = row.because.strip()
    return text and text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def unit_behind(unit: str) -> str:
    """What stands behind a number: a unit, of which a currency or a share already stands with the number."""
    if unit == TIMES:
        return " times what it was"
    rest = re.sub(r"^(?:USD|RMB|share) ?", "", unit)
    return f" ({rest})" if "=" in rest or " to " in rest else f" {rest}" if rest else ""


def reported_value(row: ComparisonRow) -> str:
    """The reported number in the unit of the model's, without its tolerance; empty for a change or an event."""
    if not row.reported or not row.target or not row.target.said:
        return ""
    least, most = row.target.said
    if least == most:
        return magnitude(least, row.unit)
    low, high = (magnitude(end, row.unit) if abs(end) != inf and end else "" for end in (least, most))
    return f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"


def outlets(rows: Iterable[ComparisonRow]) -> list[tuple[str, int]]:
    """Outlets with the number of their claims, most first, then by name."""
    return sorted(Counter(row.outlet for row in rows).items(), key=lambda item: (-item[1], item[0]))


def same_outlets(compared: list[ComparisonRow]) -> str:
    """How much of what was compared comes from one outlet, in a sentence."""
    if not compared:
        return "No claim of the record could be compared."
    (first, count), *others = outlets(compared)
    sentence = f"{count} of {how_many(len(compared), 'compared claim')} {agree(count, 'comes', 'come')} from {first}"
    return f"{sentence}, {others[0][1]} from {others[0][0]}." if others else f"{sentence}."


def telling(row: ComparisonRow) -> tuple[int, int, float]:
    """A key that puts what lies outside first, the farthest before others, and what nearly anything would fit last."""
    return PLACES[::-1].index(row.lies), (NARROW, WIDE, ANYTHING).index(row.width), -_distance(row)


def misfits(compared: Iterable[ComparisonRow]) -> list[ComparisonRow]:
    """Rows that test the model and don't lie inside its range, the worst first."""
    return sorted((row for row in compared if row.is_informative and row.lies != INSIDE), key=telling)


def tests_words(findings: Findings) -> str:
    """How many comparisons test the model, and how they come out: the headline, in a sentence."""
    informative, compared = findings.informative, findings.compared
    if not compared:
        return "No report could be compared."
    counts = tally(informative)
    vague = sum(row.lies == INSIDE and row.width == ANYTHING for row in informative)
    inside = f"{counts[INSIDE]} inside" + (f" ({vague} where nearly any report would be)" if vague else "")
    return (
        f"{len(informative)} of {how_many(len(compared), 'report')} set beside the model could have disagreed with it. "
        f"They lie in its range as follows: {inside}, {counts[EDGE]} at the edge, {counts[OUTSIDE]} outside."
    )


def uncertain_words(findings: Findings) -> str:
    """How many of these more worlds might move, in a sentence; empty if none."""
    count = sum(bool(row.may_be) for row in findings.informative)
    return f"More worlds may move {count} of them by one step." if count else ""


def untested_words(findings: Findings) -> str:
    """How many comparisons could not have come out otherwise, and why, in a sentence."""
    built, decided = (len(findings.resting(grounds)) for grounds in (BUILT_IN, INPUTS_DECIDE))
    return (
        f"{built} {agree(built, 'is', 'are')} built in, because the scenario rests on the report or on one that says "
        f"the same · {decided} {agree(decided, 'is', 'are')} decided by recorded inputs"
    )


def agree(count: int, one: str, many: str) -> str:
    """The form of a word that goes with a count."""
    return one if count == 1 else many


def _without_number(row: ComparisonRow) -> ComparisonRow:
    return ComparisonRow(row.claim, "People", row.observable, row.said, row.source, row.role, row.upstream, row.outlet,
                         because="The record gives no rate.")  # fmt: skip


def _unreported_deaths() -> ComparisonRow:
    """The row that stands where the ledger, cut to a date, holds no report of deaths yet."""
    said = "Deaths by suicide among officials posted abroad."
    return ComparisonRow("", "People", DEATHS, said, "no claim in this ledger", "context", "", "")


def _distance(row: ComparisonRow) -> float:
    """How far a report lies from the model's range, as a ratio on the log scale; 0 where it meets that."""
    if row.share is not None:
        return -log(max(row.share, 0.001))
    if row.reported is None or row.low is None or row.high is None:
        return 0.0
    least, most = row.reported
    if isfinite(least) and least > row.high:
        return log(least / max(row.high, 1e-9))
    if isfinite(most) and most < row.low:
        return log(row.low / max(most, 1e-9))
    return 0.0
