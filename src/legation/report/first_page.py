"""The first page of the report: one question, an answer in three sentences, and what it rests on.

Every sentence is made by a rule from the rows. A word for likelihood would need a probability, and an ensemble that
is not fitted to anything has none to offer, so none is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from legation.assessment.comparison import TIMES, ComparisonRow
from legation.base.number_text import how_many, interval
from legation.evidence.claims import Claim, origin_of
from legation.evidence.ledger import Ledger
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.targets import Target
from legation.report import charts
from legation.report.charts import Span, reported_words
from legation.report.figure import MODEL, REPORTED, Cell, Figure, data_row
from legation.report.findings import DEATHS, Findings, RunLike, agree, misfits, outlets, tests_words, unit_behind
from legation.report.headlines import strip_title
from legation.report.unseen import NO_RATE, NOT_ESTIMABLE, UNSEEN
from legation.scenario import Scenario
from legation.scenario.policies import is_strength

FIGURES_MAX = 3
FIGURE_WIDTH = 320
CLAIMS_SHOWN = 5
# What would be fitted is shown before what would be held back, and both before what sets a prior.
ROLE_ORDER = ("fit", "check", "prior")


def question(result: RunLike) -> str:
    """What the report answers."""
    about = result.manifest()["scenario"]
    first, last = about["from"][:4], about["to"][:4]
    return (
        "Are the published reports about trade officials posted abroad what the scenario "
        f"“{result.scenario.called}” would lead one to expect, {first} to {last}?"
    )


def answer(reading: Findings) -> list[str]:
    """Three sentences: how the reports compare; likelihood and confidence; what would change it."""
    return [_how_they_compare(reading), _how_sure(reading.compared), _what_would_change_it(reading)]


def how_to_read(reading: Findings) -> str:
    """The box beside the answer, with the outlets counted."""
    shares = outlets(reading.compared)
    two = sum(count for _, count in shares[:2])
    few = agree(len(shares), "one outlet", "two outlets")
    return (
        "The persons in this model are invented. The reports are real, mostly anonymous, and "
        f"{two} of the {len(reading.compared)} compared here come from {few}. Where the model "
        "agrees with a report, that is not a second source. If the record cannot support a number, we print none."
    )


def figures(result: RunLike, reading: Findings) -> list[Figure]:
    """At most three ranges of the model with a reported value on each, no observable twice."""
    ranked = sorted((row for row in reading.informative if row.reported and row.low is not None), key=_by_role)
    chosen = list({row.observable: row for row in reversed(ranked)}.values())
    made = []
    for row in sorted(chosen, key=_by_role)[:FIGURES_MAX]:
        assert row.low is not None and row.high is not None and row.reported
        assert row.target and row.target.said, row.claim
        said = row.target.said
        definition, title = BY_NAME[row.observable].sentence, strip_title(row)
        span = Span(row.claim, row.low, row.high, middle=row.median, reported=said)
        svg = charts.strips(f"first-{row.claim}", title, [span], row.unit, width=FIGURE_WIDTH)
        assert row.median is not None
        model = f"Median (90 % of worlds): {interval(row.low, row.median, row.high, row.unit)}{unit_behind(row.unit)}."
        when = str(row.target.period or "")
        data = (
            data_row(
                MODEL, place=row.target.place, time=when, unit=row.unit, q05=row.low, q50=row.median, q95=row.high
            ),
            reported_row(row.claim, row.target, said),
        )
        marks = (("", row.claim, reported_with_time(row.target, said)),)
        made.append(Figure(f"first-{row.claim}", title, svg, model, marks, definition, data))
    return made


def reported_row(claim: str, target: Target, said: tuple[float, float]) -> dict[str, Cell]:
    """A reported value among the data of a figure."""
    low, high = said
    unit = TIMES if target.is_ratio else target.observable.unit
    return data_row(REPORTED, place=target.place, time=str(target.period or ""), unit=unit,
                    reported_low=low, reported_high=high, claim=claim)  # fmt: skip


def reported_with_time(target: Target, said: tuple[float, float]) -> str:
    """What was reported, with the place and the time of which it was reported."""
    value = f"{reported_words(said, '')} times what it was" if target.is_ratio else ""
    parts = [
        value or reported_words(said, target.observable.unit),
        target.place,
        str(target.period or "").replace("..", " to "),
    ]
    return ", ".join(part for part in parts if part)


def rests_on(result: RunLike) -> list[tuple[Claim, int]]:
    """The claims on which most mechanisms and inputs rest, with how many do: weights of six places are one reason."""
    parts = ((record, part) for record, part in cited_by(result.scenario) if record in result.ledger.claims)
    uses = Counter(record for record, _ in sorted(set(parts)))
    order = {name: position for position, name in enumerate(result.ledger.claims)}
    ranked = sorted(uses, key=lambda name: (-uses[name], order[name]))
    return [(result.ledger.claims[name], uses[name]) for name in ranked[:CLAIMS_SHOWN]]


def cited_by(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Each record on which something rests, and what: a mechanism, or an input with the policies that change it."""
    for name, parameter in scenario.parameters.items():
        if not is_strength(name):
            yield from ((record, f"mechanism {name.partition('.')[0]}") for record in parameter.records)
    for name, input_ in scenario.inputs.items():
        yield from ((record, f"input {name}") for record in input_.records)
    for policy in scenario.policies:
        strength = scenario.parameters[policy.parameter].records if policy.parameter else ()
        yield from ((record, f"input {policy.input}") for record in (*policy.records, *strength))


def disagrees_with(reading: Findings) -> list[ComparisonRow]:
    """The worst misfits."""
    return misfits(reading.compared)[:CLAIMS_SHOWN]


def not_estimable(reading: Findings, ledger: Ledger) -> list[dict[str, Any]]:
    """What the record can't carry a number for: a head, a sentence, and the ids of the reports."""
    deaths = [(row.claim, row.said) for row in reading.untold if row.observable == DEATHS and row.claim]
    return [
        {"what": "Deaths by suicide.", "why": f"{NOT_ESTIMABLE} {NO_RATE}", "said": deaths},
        *(
            {"what": what, "why": f"{NOT_ESTIMABLE} {why}", "said": _reports_of(ledger, observables_)}
            for what, why, observables_ in UNSEEN
        ),
    ]


def _reports_of(ledger: Ledger, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """What is reported of these, as far as it would be compared with the model."""
    return [(one.id, one.paraphrase) for one in ledger.claims.values() if one.observable in names and one.role == "fit"]


def command(result: RunLike) -> str:
    """The command that repeats the run; every run folder holds its scenario as one file."""
    day = result.manifest()["ledger"]["as_of"]
    made = f"legation run scenario.toml --worlds {result.worlds} --seed {result.seed}"
    return result.command or made + (f" --as-of {day}" if day else "")


def _how_they_compare(reading: Findings) -> str:
    if not reading.compared:
        return "In the model nothing can be compared: no report speaks of what this scenario simulates."
    left = len(reading.untold) + len(reading.unmodelled)
    compared = tests_words(reading).rstrip(".").replace(". They lie", "; they lie")
    return f"In the model, {compared}; about {how_many(left, 'other')} it cannot tell."


def _how_sure(compared: list[ComparisonRow]) -> str:
    if not compared:
        return "No likelihood is given, and there is nothing to be confident about."
    origins = len({origin_of(row.upstream) for row in compared})
    outlet, count = outlets(compared)[0]
    return (
        "No likelihood is given, because nothing has been fitted to the record; confidence is low, because every range "
        f"follows from priors alone and the compared reports go back to {how_many(origins, 'origin')}, with {count} "
        f"of {len(compared)} published by {outlet}."
    )


def _what_would_change_it(reading: Findings) -> str:
    would = ["a fit to the record"]
    if reading.unmodelled:
        missing = how_many(len(reading.unmodelled), "report")
        would.append(f"mechanisms for the {missing} that the model does not measure yet")
    if wrong := misfits(reading.compared):
        sentence = BY_NAME[wrong[0].observable].sentence.rstrip(".")
        would.append(f"an independent report on the worst misfit ({sentence[0].lower()}{sentence[1:]})")
    *others, last = would
    return f"What would change this most: {', '.join(others)}{' and ' if others else ''}{last}."


def _by_role(row: ComparisonRow) -> int:
    return ROLE_ORDER.index(row.role) if row.role in ROLE_ORDER else len(ROLE_ORDER)
