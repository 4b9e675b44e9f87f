"""What of a scenario rests on which record: the grounds on which its worlds may be compared with reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from legation.assessment.grounds import Grounds
from legation.engine.week import Week, the_week
from legation.experiments.setup import active_mechanisms
from legation.mechanisms.form import Mechanism
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import FOUNDING
from legation.population.declaration import ACCOUNT
from legation.scenario import Scenario


def grounds(scenario: Scenario, week: Week | None = None) -> Grounds:
    """The grounds of a scenario's comparisons."""
    week = week or the_week()
    active = active_mechanisms(scenario, week)
    on = [mechanism for mechanism in week.mechanisms if mechanism.name in active]
    held = frozenset(mechanism.name for mechanism in week.mechanisms)
    # Nothing is decided by the books of account, or by what stops a world.
    books = {column.name for column in week.columns.all if column.axis == ACCOUNT or column.alarm}
    uses = {name: _uses(scenario, drivers(observable.needs, on, books)) for name, observable in BY_NAME.items()}
    return Grounds(held, held - {mechanism.name for mechanism in on}, uses)


def drivers(name: str, mechanisms: Iterable[Mechanism], books: Collection[str]) -> dict[str, Mechanism]:
    """The mechanisms that reach the one named, itself among them: rather one too many than one too few.

    Each writes a column that the next one names.

    books  columns that don't count
    """
    mechanisms = tuple(mechanisms)
    driving = {mechanism.name: mechanism for mechanism in mechanisms if mechanism.name == name}
    left = list(driving.values())
    while left:
        wanted = set(left.pop().arguments).difference(books)
        for mechanism in mechanisms:
            if mechanism.name not in driving and mechanism.writes & wanted:
                driving[mechanism.name] = mechanism
                left.append(mechanism)
    return driving


def _uses(scenario: Scenario, driving: dict[str, Mechanism]) -> dict[str, list[str]]:
    uses: dict[str, list[str]] = {}
    for what, records in _resting(scenario, driving):
        for record in records:
            uses.setdefault(record, []).append(what)
    return uses


def _resting(scenario: Scenario, driving: dict[str, Mechanism]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What of a scenario reaches these mechanisms, each with the records that it rests on."""
    for name, parameter in scenario.parameters.items():
        if name.partition(".")[0] in (FOUNDING, *driving):
            yield f"parameter {name}", tuple(parameter.records)
    read = {column for mechanism in driving.values() for column in mechanism.arguments}
    for name, input_ in scenario.inputs.items():
        if name in read:
            yield f"input {name}", tuple(input_.records)
    for policy in scenario.policies:
        if policy.input in read:
            yield f"policy {policy.name}", tuple(policy.records)
            if policy.parameter:
                yield f"parameter {policy.parameter}", tuple(scenario.parameters[policy.parameter].records)
