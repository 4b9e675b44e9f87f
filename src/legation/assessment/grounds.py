"""Grounds: whether the model holds what a claim speaks of, and whether the claim itself went into the model.

A report about something that the model leaves out can't be held against it, and one that made a number of the model
can't test it. Of both the verdict is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from legation.engine.week import Week, the_week
from legation.evidence.claims import Claim
from legation.experiments.setup import active_mechanisms
from legation.mechanisms.form import Mechanism
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import FOUNDING, Observable
from legation.observation.targets import Refusal
from legation.population.declaration import ACCOUNT
from legation.scenario import Scenario

PRESS = "press"  # how reports come about: the comparison itself stands for it


@dataclass(frozen=True)
class Grounds:
    """What a scenario has to compare with.

    held  mechanisms of the installed week
    off   those of them that are switched off
    uses  observable -> record -> what of the scenario rests on it, of what drives the observable
    """

    held: frozenset[str]
    off: frozenset[str]
    uses: dict[str, dict[str, list[str]]]

    @property
    def on(self) -> frozenset[str]:
        """The mechanisms that run."""
        return self.held - self.off

    def refusal(self, claim: Claim) -> Refusal | None:
        """Why a claim may not be compared, if the model lacks what it speaks of or was made with it."""
        observable = BY_NAME.get(str(claim.observable))
        lacks = self._lacks(claim, observable)
        reasons = [lacks, self._built_in(claim, observable) if observable else ""]
        reason = "; ".join(filter(None, reasons))
        return Refusal(reason, waits=bool(lacks)) if reason else None

    def _lacks(self, claim: Claim, observable: Observable | None) -> str:
        """What the model does not hold, or not now, of what the claim speaks of; empty if it holds all."""
        spoken_of = [name for name in claim.represented_by.mechanism if name != PRESS]
        if observable and observable.needs != FOUNDING:
            spoken_of.append(observable.needs)
        wanted = list(dict.fromkeys(spoken_of))
        missing = [name for name in wanted if name not in self.held]
        off = [name for name in wanted if name in self.off]
        parts = [f"the model does not hold {', '.join(missing)} yet"] if missing else []
        if off:
            parts.append(f"the mechanism{'s' if len(off) > 1 else ''} {', '.join(off)} "
                         f"{'are' if len(off) > 1 else 'is'} switched off")  # fmt: skip
        return "; ".join(parts)

    def _built_in(self, claim: Claim, observable: Observable) -> str:
        """Where the claim went into the model that it would be compared with; empty if it did not."""
        uses = self.uses[observable.name].get(claim.id, [])
        if uses:
            more = f" and {len(uses) - 1} more" if len(uses) > 1 else ""
            return f"the scenario itself rests on this report ({uses[0]}{more})"
        if claim.role in ("prior", "input"):
            return f"its role is {claim.role}: it is there to make the model, not to test it"
        return ""


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
