"""From a scenario to what worlds need: checked against the mechanisms, turned into arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from legation.base.calendar import WEEKS
from legation.base.places import PLACES
from legation.engine.week import Week, founding_parameters, the_week
from legation.engine.world import Setup
from legation.kernel.fixed_point import ONE
from legation.kernel.units import Within
from legation.mechanisms.form import Mechanism
from legation.population.declaration import INPUT
from legation.scenario import Known, Scenario, files
from legation.scenario.offers import Offer

MOST_OF_AN_INPUT = 1_000  # for a third party's input that states no highest value


def load_scenario(name_or_path: str | Path, *, overrides: Iterable[str] = ()) -> Scenario:
    """The scenario, checked against the mechanisms of the installed program.

    Raises  ScenarioError with every fault found.
    """
    week = the_week()
    known = Known(
        parameters=founding_parameters() | week.parameters,
        inputs={
            column.name: Within(column.low / ONE, min(column.high, MOST_OF_AN_INPUT * ONE) / ONE)
            for column in week.columns.inputs
        },
        switches=[mechanism.name for mechanism in week.mechanisms],
        offers={m.name: _offer(m) for m in week.mechanisms if m.name in week.third_parties},
    )
    return files.read_scenario(name_or_path, overrides=overrides, known=known)


def _offer(mechanism: Mechanism) -> Offer:
    """What is known of a third party's mechanism. What it offers stands beside its file, under the same name."""
    file = Path(mechanism.module.__file__ or "").with_suffix(".toml")
    brought = getattr(mechanism.module, "COLUMNS", ())
    inputs = frozenset(column.name for column in brought if column.axis == INPUT)
    return Offer(file if file.is_file() else None, inputs)


def active_mechanisms(scenario: Scenario, week: Week | None = None) -> frozenset[str]:
    """The mechanisms that run: those that the scenario switches on, and ours that it doesn't mention.

    Nobody else decides it: `Setup.on`, the plan, comparisons and the number of a run all ask here.
    """
    week = week or the_week()
    return frozenset(m.name for m in week.mechanisms if scenario.switches.get(m.name, m.name not in week.third_parties))


def setting(scenario: Scenario, week: Week | None = None) -> Setup:
    """What all worlds of a scenario share; an input that each world draws stands at its middle, or at defaults."""
    week = week or the_week()
    active = active_mechanisms(scenario, week)
    on = [mechanism.name in active for mechanism in week.mechanisms]
    # A scenario need not know the inputs of a third party's mechanism that is off.
    idle = {column.name: np.full((WEEKS, len(PLACES)), column.neutral, np.int64) for column in week.columns.inputs}
    return Setup(week, idle | scenario.input_rows(), np.array(on, np.uint8))


def of_world(shared: Setup, scenario: Scenario, seed: int, number: int, values: Mapping[str, float]) -> Setup:
    """The setting of one world: the shared one, with the inputs that this world draws for itself.

    values  parameter -> what it drew, as people count it
    """
    drawn = scenario.drawn_rows(seed, number, values)
    return replace(shared, inputs={**shared.inputs, **drawn}) if drawn else shared
