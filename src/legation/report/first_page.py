"""The first page of the report: one question, an answer in three sentences, and what it rests on.

Every sentence is made by a rule from the rows. A word for likelihood would need a probability, and an ensemble that
is not fitted to anything has none to offer, so none is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from legation.assessment.comparison import Row, tally
from legation.assessment.verdicts import ANYTHING, EDGE, FITS, OUTSIDE, widening
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.report import charts
from legation.report.charts import Span, reported_words
from legation.report.reading import DEATHS, Finished, Reading, agree, counted, misfits, outlets
from legation.results import observables
from legation.results.wording import magnitude
from legation.scenario import Scenario

FIGURES_MAX = 3
FIGURE_WIDTH = 320
CLAIMS_SHOWN = 5
# What would be fitted is shown before what would be held back, and both before what sets a prior.
ROLE_ORDER = ("fit", "check", "prior")


class Figure(NamedTuple):
    """A chart with what a caption needs. `marks` holds letter, id of the claim, and the reported value in words."""

    title: str
    svg: str
    model: str
    marks: list[tuple[str, str, str]]


def question(result: Finished) -> str:
    """What the report answers."""
    about = result.manifest()["scenario"]
    first, last = about["from"][:4], about["to"][:4]
    return (
        "Are the published reports about trade officials posted abroad what the scenario "
        f"“{result.scenario.title}” would lead one to expect, {first} to {last}?"
    )


def answer(reading: Reading) -> list[str]:
    """Three sentences: how the reports compare; likelihood and confidence; what would change it."""
    return [_how_they_compare(reading), _how_sure(reading.compared), _what_would_change_it(reading)]


def how_to_read(reading: Reading) -> str:
    """The box beside the answer, with the outlets counted."""
    shares = outlets(reading.compared)
    two = sum(count for _, count in shares[:2])
    few = agree(len(shares), "one outlet", "two outlets")
    return (
        "The persons in this model are invented. The reports are real, mostly anonymous, and "
        f"{two} of the {len(reading.compared)} compared here come from {few}. Where the model "
        "agrees with a report, that is not a second source. Where the record cannot carry a number, none is given."
    )


def figures(result: Finished, reading: Reading) -> list[Figure]:
    """At most three ranges of the model with a reported value on each, no observable twice."""
    ranked = sorted((row for row in reading.compared if row.reported and row.low is not None), key=_by_role)
    chosen = list({row.observable: row for row in reversed(ranked)}.values())
    found = []
    for row in sorted(chosen, key=_by_role)[:FIGURES_MAX]:
        assert row.low is not None and row.high is not None and row.reported
        claim = result.ledger.claims[row.claim]
        said = as_said(claim, row)
        title = observables.BY_NAME[row.observable].sentence
        span = Span(row.claim, row.low, row.high, reported=said)
        svg = charts.strips(f"first-{row.claim}", title, [span], row.unit, width=FIGURE_WIDTH)
        model = f"{magnitude(row.low, row.unit)} to {magnitude(row.high, row.unit)}"
        found.append(Figure(title, svg, model, [("", row.claim, reported_with_time(claim, said, row.unit))]))
    return found


def as_said(claim: Claim, row: Row) -> tuple[float, float]:
    """The reported value in the observable's unit, without the tolerance that its wording was given."""
    assert row.reported
    slack = widening(claim.wording)
    low, high = row.reported
    return low * slack, high / slack


def reported_with_time(claim: Claim, said: tuple[float, float], unit: str) -> str:
    """What was reported, with the time and the place that it was reported of."""
    parts = [reported_words(said, unit), claim.place, str(claim.period or "").replace("..", " to ")]
    return ", ".join(part for part in parts if part)


def rests_on(result: Finished) -> list[tuple[Claim, int]]:
    """The claims on which most parameters, inputs and policies rest, with how many do."""
    uses = Counter(record for record in cited(result.scenario) if record in result.ledger.claims)
    order = {name: position for position, name in enumerate(result.ledger.claims)}
    ranked = sorted(uses, key=lambda name: (-uses[name], order[name]))
    return [(result.ledger.claims[name], uses[name]) for name in ranked[:CLAIMS_SHOWN]]


def cited(scenario: Scenario) -> Iterator[str]:
    """The records on which parameters, inputs and policies rest, as often as one rests on them."""
    for parameter in scenario.parameters.values():
        yield from parameter.records
    for input_ in scenario.inputs.values():
        yield from input_.records
    for policy in scenario.policies:
        yield from policy.records


def disagrees_with(reading: Reading) -> list[Row]:
    """The worst misfits."""
    return misfits(reading.compared)[:CLAIMS_SHOWN]


def not_estimable(reading: Reading, ledger: Ledger) -> list[dict[str, Any]]:
    """What the record can't carry a number for: a head, a sentence, and the ids of the reports."""
    deaths = [row for row in reading.untold if row.observable == DEATHS and row.claim]
    found: list[dict[str, Any]] = [
        {
            "what": "Deaths by suicide.",
            "why": "Not estimable from this record. The record gives no rate, so the model gives no number.",
            "said": [(row.claim, row.said) for row in deaths],
        }
    ]
    speak_of_it = ("flights", "arrivals_counted")
    hidden = [claim for claim in ledger.claims.values() if claim.observable in speak_of_it and claim.role == "fit"]
    found.append(
        {
            "what": "How many officials left their posts.",
            "why": "Not estimable from this record. The model assumes a chance of leaving, and that assumption, not "
            "the record, would make the number; the ranges by year and region further down show what is assumed.",
            "said": [(claim.id, claim.paraphrase) for claim in hidden],
        }
    )
    return found


def command(result: Finished) -> str:
    """The command that repeats the run; every run folder holds its scenario as one file."""
    day = result.manifest()["ledger"]["as_of"]
    made = f"legation run scenario.toml --worlds {result.worlds} --seed {result.seed}"
    return result.command or made + (f" --as-of {day}" if day else "")


def _how_they_compare(reading: Reading) -> str:
    compared, counts = reading.compared, tally(reading.compared)
    if not compared:
        return "In the model nothing can be compared: no report speaks of what this scenario simulates."
    left = len(reading.untold) + len(reading.unmodelled)
    return (
        f"In the model, {counts[FITS]} of the {counted(len(compared), 'report')} that can be compared "
        f"{agree(counts[FITS], 'fits', 'fit')}, {counts[ANYTHING]} {agree(counts[ANYTHING], 'fits', 'fit')} only "
        f"because nearly anything would, {counts[EDGE]} {agree(counts[EDGE], 'lies', 'lie')} at the edge and "
        f"{counts[OUTSIDE]} outside the range; of {counted(left, 'other')} it cannot tell."
    )


def _how_sure(compared: list[Row]) -> str:
    if not compared:
        return "No likelihood is given, and there is nothing to be confident about."
    origins = len({row.upstream for row in compared})
    outlet, count = outlets(compared)[0]
    return (
        "No likelihood is given, since nothing has been fitted to the record; confidence is low, because every range "
        f"follows from priors alone and the reports go back to {counted(origins, 'origin')}, with {count} of "
        f"{len(compared)} published by {outlet}."
    )


def _what_would_change_it(reading: Reading) -> str:
    would = ["a fit to the record"]
    if reading.unmodelled:
        would.append(f"mechanisms for the {counted(len(reading.unmodelled), 'report')} that nothing represents yet")
    if wrong := misfits(reading.compared):
        sentence = observables.BY_NAME[wrong[0].observable].sentence.rstrip(".")
        would.append(f"an independent report on the worst misfit ({sentence[0].lower()}{sentence[1:]})")
    *others, last = would
    return f"What would change this most: {', '.join(others)}{' and ' if others else ''}{last}."


def _by_role(row: Row) -> int:
    return ROLE_ORDER.index(row.role) if row.role in ROLE_ORDER else len(ROLE_ORDER)
