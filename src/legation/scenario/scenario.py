"""A scenario: everything that a run is told, and the values that each world draws from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from legation.base.calendar import end_of, monday
from legation.base.toml import written
from legation.evidence.own_series import SeriesFile
from legation.kernel.elementary import Floats
from legation.kernel.units import to_machine
from legation.scenario.inputs import Input, weekly
from legation.scenario.parameters import AnyParameter
from legation.scenario.policies import AlikeWeeks, Policy, alike_weeks, applied, weekly_applied

Wholes = NDArray[np.int64]


class Draws(NamedTuple):
    """The parameters of some worlds: name -> one value per world, as people and as the machine count it."""

    human: dict[str, Floats]
    machine: dict[str, Wholes]

    def of_world(self, row: int) -> tuple[dict[str, float], dict[str, int]]:
        """The values of the world in this row, as people and as the machine count them."""
        human = {name: float(values[row]) for name, values in self.human.items()}
        return human, {name: int(values[row]) for name, values in self.machine.items()}


@dataclass(frozen=True)
class Scenario:
    """What a run is told.

    first_week, last_week  both simulated, counted from 2009-01-05
    parameters, inputs     by name
    switches               mechanism -> on or off; those not named are on
    policies               in the order of their names
    changes                what was changed beside the file, such as `alert=off`: part of what people call it
    fixed                  which of these took the spread of a parameter that worlds draw, a sentence each
    """

    name: str
    title: str
    about: str
    first_week: int
    last_week: int
    parameters: dict[str, AnyParameter]
    switches: dict[str, bool]
    policies: tuple[Policy, ...]
    inputs: dict[str, Input] = field(default_factory=dict)
    changes: tuple[str, ...] = field(default=(), compare=False)
    fixed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def called(self) -> str:
        """Its title, with what was changed."""
        return f"{self.title}, with {', '.join(self.changes)}" if self.changes else self.title

    def draw(self, seed: int, worlds: Sequence[int], *, uniforms: Mapping[str, Floats] | None = None) -> Draws:
        """A value of every parameter for each world.

        uniforms  name -> (worlds,) shares of luck between 0 and 1 to use instead of the seed's, such as the points
                  of a Sobol' sequence, or another seed's for one parameter
        """
        fed = uniforms or {}
        assert set(fed) <= set(self.parameters), "luck was given for a parameter that does not exist"
        drawn = self.shares_of_luck(seed, worlds) | dict(fed)
        human, machine = {}, {}
        for name, parameter in self.parameters.items():
            human[name] = parameter.values(drawn[name] if parameter.prior else np.full(len(worlds), 0.5))
            machine[name] = parameter.machine(human[name])
        return Draws(human, machine)

    def shares_of_luck(self, seed: int, worlds: Sequence[int]) -> dict[str, Floats]:
        """How far up its prior each world drew each free parameter, (worlds,) shares between 0 and 1, by name."""
        from legation.kernel.chance import purpose
        from legation.kernel.chance import uniforms as uniforms_of

        numbers = np.asarray(worlds, dtype=np.int64)
        return {name: uniforms_of(seed, numbers, purpose(f"parameter: {name}")) for name in self.free()}

    def free(self) -> tuple[str, ...]:
        """The names of the parameters that have a prior."""
        return tuple(name for name, parameter in self.parameters.items() if parameter.prior is not None)

    def input_rows(self) -> dict[str, Wholes]:
        """Each input as (weeks, places) out of 65,536, for all weeks of the record: a row's number is its week."""
        return {name: self._rows(name, input_.base_by_day()) for name, input_ in self.inputs.items()}

    def drawn_rows(self, seed: int, world: int, values: Mapping[str, float]) -> dict[str, Wholes]:
        """The same for those inputs only that each world draws: counterfactuals, and strengths of policies.

        values  parameter -> what this world drew for it, as people count it
        """
        rows: dict[str, Wholes] = {}
        for name, input_ in self.inputs.items():
            if not input_.counterfactual and name not in self._drawn_strengths:
                continue
            holding = [policy.of(values) for policy in self._holding(name)]
            if input_.counterfactual:
                base = input_.base_by_day(input_.counterfactual.factors(seed, world))
                rows[name] = to_machine(input_.unit, weekly(applied(base, holding)))
            else:
                rows[name] = to_machine(input_.unit, weekly_applied(*self._drawn_strengths[name], policies=holding))
        return rows

    def _holding(self, name: str) -> list[Policy]:
        return [policy for policy in self.policies if policy.input == name]

    @cached_property
    def _drawn_strengths(self) -> dict[str, tuple[Floats, AlikeWeeks]]:
        """The inputs that policies of drawn strength change, each with its base by day and its weeks that are alike."""
        return {
            name: (base := input_.base_by_day(), alike_weeks(base, self._holding(name)))
            for name, input_ in self.inputs.items()
            if not input_.counterfactual and any(policy.parameter for policy in self._holding(name))
        }

    def _rows(self, name: str, base: Floats) -> Wholes:
        rows: Wholes = to_machine(self.inputs[name].unit, weekly(applied(base, self._holding(name))))
        return rows

    def own_series(self) -> dict[str, SeriesFile]:
        """The user's own series that its inputs follow, by input."""
        return {name: input_.own for name, input_ in self.inputs.items() if input_.own}

    def as_toml(self) -> str:
        """The whole scenario as one file that extends nothing; sorted, so equal scenarios give equal texts.

        The user's own series are named in it as they must lie beside it, with what they must hash to.
        """
        return self._toml

    @cached_property
    def _toml(self) -> str:
        top = {"format": 1, "title": self.title} | ({"about": self.about} if self.about else {})
        top |= {"from": monday(self.first_week), "to": end_of(self.last_week)}
        parts = [_lines(top)]
        parts += [_table("[switches]", dict(sorted(self.switches.items())))] if self.switches else []
        parts += [_table(f"[parameters.{name}]", self.parameters[name].as_dict()) for name in sorted(self.parameters)]
        parts += [_table(f"[inputs.{name}]", self.inputs[name].as_dict()) for name in sorted(self.inputs)]
        parts += [_table("[[policies]]", policy.as_dict()) for policy in self.policies]
        return "\n".join(parts)

    def digest(self) -> str:
        """A hash of everything the scenario says; its name does not count."""
        return blake2b(self.as_toml().encode(), digest_size=16).hexdigest()


def _table(head: str, values: Mapping[str, Any]) -> str:
    return f"{head}\n{_lines(values)}"


def _lines(values: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {written(value)}\n" for key, value in values.items())
