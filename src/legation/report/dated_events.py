"""Dated events beneath an axis of time: those of the record, or the measures that two scenarios have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from legation.evidence.ledger import Event
from legation.evidence.topics import EVENT_LINES
from legation.report.charts import Dated
from legation.report.lines import first_words
from legation.scenario import Scenario
from legation.scenario.policies import Policy

Lanes = Mapping[str, tuple[Dated, ...]]
SHOWN = 75  # letters of an event; its page lists the whole
APART, SHARED = "differs", "in both"


def year_and_fraction(day: date) -> float:
    """A day as year and fraction."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def recorded_events(events: Iterable[Event]) -> Lanes:
    """The events of the record, by kind; kinds without any are left out."""
    listed = sorted(events, key=lambda event: (event.day, event.id))
    lanes = {
        label: tuple(
            Dated(year_and_fraction(event.day), f"{event.day.isoformat()}: {first_words(event.measure, SHOWN)}")
            for event in listed
            if event.type in kinds
        )
        for label, kinds in EVENT_LINES.items()
    }
    return {label: dated for label, dated in lanes.items() if dated}


def scenario_events(a: Scenario, b: Scenario) -> Lanes:
    """The dated measures that only one of two scenarios has, or each in its own form, and those of both."""
    here, there = ({policy.name: policy for policy in scenario.policies} for scenario in (a, b))
    apart: list[Dated] = []
    shared: list[Dated] = []
    for name in sorted(here.keys() | there.keys()):
        if here.get(name) == there.get(name):
            shared += _days(here[name], "in both")
            continue
        for policies, scenario in ((here, a), (there, b)):
            if name in policies:
                apart += _days(policies[name], f"in {scenario.name}")
    lanes = {APART: tuple(sorted(apart)), SHARED: tuple(sorted(shared))}
    return {label: dated for label, dated in lanes.items() if dated}


def _days(policy: Policy, whose: str) -> list[Dated]:
    """The first day of a policy; of a series, each of its days."""
    title = policy.title.rstrip(".")
    return [Dated(year_and_fraction(day), f"{day.isoformat()}: {title} ({whose})") for day, _ in policy.steps]
