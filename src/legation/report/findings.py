"""How a result is read: which rows are shown, what they amount to, and the sentences that rules make of them.

The screen and the page say the same, so what both need stands here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite, log
from typing import Any, Protocol

from legation.assessment.comparison import NOT_YET, ComparisonRow, tally
from legation.assessment.verdicts import BORDERLINE, CANNOT_TELL, FITS, OUTSIDE, UNINFORMATIVE
from legation.evidence.ledger import Ledger
from legation.experiments.ensemble import Failure
from legation.observation.observables import catalogue as observables
from legation.scenario import Scenario

TOPICS = ("Money", "Control", "People", NOT_YET)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DEATHS = "deaths_by_suicide"
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
    def people(self) -> list[dict[str, Any]]: ...
    @property
    def parameters(self) -> dict[str, list[Any]]: ...
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

    compared     those with a verdict other than "cannot tell"
    untold       those that an observable could speak to but can't, with the reason; deaths are always among them
    unmodelled   those that nothing in the program measures yet: counted on the screen, listed in the report
    """

    compared: list[ComparisonRow]
    untold: list[ComparisonRow]
    unmodelled: list[ComparisonRow]

    @property
    def topics(self) -> list[tuple[str, list[ComparisonRow]]]:
        """Rows to show under each topic, compared ones first; topics without any are left out."""
        shown = [*self.compared, *self.untold]
        by_topic = [(topic, [row for row in shown if row.topic == topic]) for topic in TOPICS]
        return [(topic, rows) for topic, rows in by_topic if rows]


def gather_findings(result: RunLike) -> Findings:
    """Sort the rows of a result. Deaths never keep a number, whatever the rows say."""
    deaths = [row for row in result.rows if is_about_deaths(row)]
    others = [row for row in result.rows if not is_about_deaths(row)]
    measured = [row for row in others if row.observable in observables.BY_NAME]
    return Findings(
        compared=[row for row in measured if row.verdict != CANNOT_TELL],
        untold=[row for row in measured if row.verdict == CANNOT_TELL]
        + [_without_number(row) for row in deaths or [_unreported_deaths()]],
        unmodelled=[row for row in others if row.observable not in observables.BY_NAME],
    )


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


def outlets(rows: Iterable[ComparisonRow]) -> list[tuple[str, int]]:
    """Outlets with the number of their claims, most first, then by name."""
    return sorted(Counter(row.outlet for row in rows).items(), key=lambda item: (-item[1], item[0]))


def same_outlets(compared: list[ComparisonRow]) -> str:
    """How much of what was compared comes from one outlet, in a sentence."""
    if not compared:
        return "No claim of the record could be compared."
    (first, count), *others = outlets(compared)
    sentence = f"{count} of {counted(len(compared), 'compared claim')} {agree(count, 'comes', 'come')} from {first}"
    return f"{sentence}, {others[0][1]} from {others[0][0]}." if others else f"{sentence}."


def misfits(compared: Iterable[ComparisonRow]) -> list[ComparisonRow]:
    """Rows that do not fit, the worst first."""
    wrong = [row for row in compared if row.verdict in (OUTSIDE, BORDERLINE)]
    return sorted(wrong, key=lambda row: (row.verdict == BORDERLINE, -_distance(row)))


def verdict_counts(compared: list[ComparisonRow]) -> str:
    """The tally of what was compared, in words."""
    counts = tally(compared)
    parts = (
        f"{counts[FITS]} fit",
        f"{counts[UNINFORMATIVE]} nearly anything would fit",
        f"{counts[BORDERLINE]} at the edge",
        f"{counts[OUTSIDE]} outside",
    )
    return f"{counted(len(compared), 'claim')} compared: " + " · ".join(parts)


def counted(count: int, thing: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def agree(count: int, one: str, many: str) -> str:
    """The form of a word that goes with a count."""
    return one if count == 1 else many


def _without_number(row: ComparisonRow) -> ComparisonRow:
    return replace(row, topic="People", gives="no estimate", verdict=CANNOT_TELL, because="The record gives no rate.",
                   low=None, high=None, share=None, reported=None, target=None)  # fmt: skip


def _unreported_deaths() -> ComparisonRow:
    """The row that stands where the ledger, cut to a date, holds no report of deaths yet."""
    said = "Deaths by suicide among officials posted abroad."
    return ComparisonRow(claim="", topic="People", observable=DEATHS, said=said, source="no claim in this ledger",
                         role="context", upstream="", outlet="", unit="", gives="no estimate",
                         verdict=CANNOT_TELL)  # fmt: skip


def _distance(row: ComparisonRow) -> float:
    """How far a report lies from the model's range, as a ratio on the log scale; 0 where only a verdict is known."""
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
