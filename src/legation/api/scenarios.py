"""Questions about scenarios: is a file right, what does the week look like, and in what do two scenarios differ?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from legation.api.arguments import check_dates, collect_faults, scenario_of
from legation.api.defaults import SCENARIO
from legation.base.calendar import LAST_DAY, WEEKS_PER_PERIOD, last_week_to, monday, week_of
from legation.base.faults import Fault, Faults, ScenarioError, as_written
from legation.engine.week import the_week
from legation.experiments.setup import active_mechanisms
from legation.mechanisms.form import NO_SOURCES, Mechanism
from legation.population.codes import STATUS_NAMES
from legation.scenario import Scenario
from legation.scenario import describe_difference as sentences_between
from legation.scenario.checks import ledger_records
from legation.scenario.inputs import gap_words
from legation.scenario.schema import schema as schema


def check(files: Iterable[str | Path], *, overrides: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Check scenarios: each with its name, and with how many parameters, priors and policies it has.

    files      shipped scenarios by name, or TOML files
    overrides  what holds in each of them, as for `run`
    Raises     ScenarioError with every fault of every file
    """
    faults = Faults()
    rows = []
    for name in files:
        with faults.collecting():
            scenario = resolve_scenario(name, overrides=overrides)
            rows.append(
                {
                    "name": as_written(name) if Path(name).suffix else str(name),
                    "parameters": len(scenario.parameters),
                    "drawn": len(scenario.free()),
                    "policies": len(scenario.policies),
                    "series": own_series_rows(scenario),
                }
            )
    faults.refuse(ScenarioError)
    return rows


def plan(scenario: str | Path | Scenario = SCENARIO, *, overrides: Iterable[str] = ()) -> dict[str, Any]:
    """The week of a scenario: each mechanism with what it claims, reads and writes, its parameters and its sources.

    `sources` are the records that a mechanism cites, `unknown_sources` those of them that the shipped ledger lacks, and
    `grounds` says so where it cites none.

    The user's own series that its inputs follow stand under `series`.

    overrides  as for `run`
    """
    resolved = resolve_scenario(scenario, overrides=overrides)
    week = the_week()
    active = active_mechanisms(resolved, week)
    return {
        "scenario": resolved.name,
        "series": own_series_rows(resolved),
        "week": [
            {"order": number, "mechanism": mechanism.name, "on": mechanism.name in active}
            | _described(mechanism, resolved)
            for number, mechanism in enumerate(week.mechanisms, start=1)
        ],
    }


def own_series_rows(scenario: Scenario) -> list[dict[str, str]]:
    """The user's own series of a scenario: the input, the file with its SHA-256, and where it comes from."""
    return [{"input": name, **own.provenance()} for name, own in scenario.own_series().items()]


def _described(mechanism: Mechanism, scenario: Scenario) -> dict[str, Any]:
    names = [declared.borrowed or f"{mechanism.name}.{name}" for name, declared in mechanism.parameters.items()]
    # A third party's mechanism that is off needs no parameters in the scenario.
    parameters = [(name, scenario.parameters[name]) for name in names if name in scenario.parameters]
    return {
        "does": mechanism.title,
        "claim": " ".join(mechanism.story.claims),
        "leaves_out": " ".join(mechanism.story.leaves_out),
        "reads": list(mechanism.reads),
        "writes": sorted(mechanism.writes),
        "moves": [f"{STATUS_NAMES[a]} to {STATUS_NAMES[b]}" for a, b in sorted(mechanism.moves)],
        "parameters": [
            {"name": name, "unit": parameter.unit,
             "default": parameter.usual, "says": parameter.says_default(),
             "prior": parameter.prior.words() if parameter.prior else "fixed",
             "records": list(parameter.records), "assumed": parameter.assumed}
            for name, parameter in parameters
        ],
        "sources": list(mechanism.sources),
        "unknown_sources": [name for name in mechanism.sources if name not in ledger_records()],
        "grounds": "" if mechanism.sources else NO_SOURCES,
    }  # fmt: skip


def difference(
    scenario: str | Path | Scenario, against: str | Path | Scenario, *, overrides: Iterable[str] = ()
) -> dict[str, Any]:
    """In what a scenario differs from another, in sentences. The faults of both are told at once.

    overrides  what holds in `scenario` alone, as for `run`
    """
    before, after = collect_faults(
        lambda: resolve_scenario(against, called="against"),
        lambda: resolve_scenario(scenario, overrides=overrides),
    )
    return {"scenario": after.name, "against": before.name, "differences": sentences_between(before, after)}


def resolve_scenario(
    scenario: str | Path | Scenario,
    *,
    overrides: Iterable[str] = (),
    start: date | str | None = None,
    end: date | str | None = None,
    called: str = "scenario",
) -> Scenario:
    """The scenario of a run, checked as a whole before anything is computed; for its arguments see `run`.

    called  what the caller's argument is named, for messages
    Raises  ScenarioError with every fault
    """
    days, resolved = collect_faults(
        lambda: check_dates(start=start, end=end), lambda: scenario_of(called, scenario, overrides)
    )
    return _between(resolved, *days)


def _between(scenario: Scenario, start: date | None, end: date | None) -> Scenario:
    """The scenario with other first and last days."""
    first = week_of(start) if start else scenario.first_week
    last = last_week_to(end) if end else scenario.last_week
    if last - first + 1 < WEEKS_PER_PERIOD:
        begins, ends = start or monday(first), end or last_day(last)
        turned = "Are the two exchanged?" if ends < begins else ""
        raise ScenarioError(Fault("start, end", f"{begins} to {ends}", f"at least {WEEKS_PER_PERIOD} weeks", turned))
    # The file was checked for its own span, and these days may lie outside it.
    Faults(
        Fault("start, end", *gap_words(f"inputs.{name}", missing, (first, last)))
        for name, input_ in scenario.inputs.items()
        if (missing := input_.missing_months(first, last))
    ).refuse(ScenarioError)
    return replace(scenario, first_week=first, last_week=last)


def last_day(week: int) -> date:
    """The Sunday of a week, or the last day of the record if that comes first."""
    return min(monday(week) + timedelta(days=6), LAST_DAY)


def check_weeks(a: Scenario, b: Scenario) -> None:
    """Raise ScenarioError unless both scenarios cover the same weeks."""
    spans = [f"{monday(scenario.first_week)} to {last_day(scenario.last_week)}" for scenario in (a, b)]
    if spans[0] != spans[1]:
        both = f"{a.name} from {spans[0]}, {b.name} from {spans[1]}"
        raise ScenarioError(Fault("scenarios", both, "the same weeks", "Give --start and --end for both."))
