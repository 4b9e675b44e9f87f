"""Corners: worlds at the ends of the ranges of parameters, where a stop, an alarm or an assertion is likeliest.

Every parameter that the scenario gives a range stands once at each end, with all others as the world draws them; then
all stand at random ends together. A world of which money does not close, whose alarm goes off or that has no room left
for journeys is listed with its reason.

    python -m verification.corners --corners 1000       more random corners; prints only
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

from legation.base.faults import WorldFailedError
from legation.base.machine import processors
from legation.engine import compiler
from legation.experiments.ensemble import run_world
from legation.experiments.setup import load_scenario, of_world, setting
from legation.scenario import Scenario

RESULT = Path(__file__).parent / "results" / "corners.md"
SEED = 1
CORNERS = 200
WORLDS = 2  # at each corner


class Corner(NamedTuple):
    """Parameters that stand at an end of their range, with the value there as people count it."""

    name: str
    ends: dict[str, float]


class Stop(NamedTuple):
    """A world that stopped."""

    corner: str
    world: int
    reason: str


def single_corners(scenario: Scenario) -> Iterator[Corner]:
    """One parameter after the other at the low and at the high end of its range."""
    for name, parameter in scenario.parameters.items():
        for end, value in (("low", parameter.low), ("high", parameter.high)):
            yield Corner(f"{name} {end}", {name: value})


def random_corners(scenario: Scenario, count: int, seed: int = SEED) -> Iterator[Corner]:
    """All parameters at random ends. The first corners of more are those of fewer."""
    for number in range(count):
        lots = np.random.default_rng([seed, number])
        ends = {
            name: parameter.high if lots.random() < 0.5 else parameter.low
            for name, parameter in scenario.parameters.items()
        }
        yield Corner(f"random {number}", ends)


def stops(scenario: Scenario, corners: Sequence[Corner], worlds: int = WORLDS) -> list[Stop]:
    """The worlds at these corners that stop, in order."""
    shared = setting(scenario)
    compiler.load_units(shared.week.units)
    draws = scenario.draw(SEED, range(worlds))

    def attempt(corner: Corner, world: int) -> Stop | None:
        human, machine = draws.of_world(world)
        for name, value in corner.ends.items():
            machine[name] = int(scenario.parameters[name].machine(np.array([value]))[0])
        own = of_world(shared, scenario, SEED, world, human | corner.ends)
        try:
            run_world(own, SEED, world, machine, scenario.first_week, scenario.last_week + 1)
        except WorldFailedError as problem:
            return Stop(corner.name, world, str(problem))
        return None

    with ThreadPoolExecutor(processors()) as pool:
        asked = [(corner, world) for corner in corners for world in range(worlds)]
        return [stop for stop in pool.map(lambda one: attempt(*one), asked) if stop]


def table(single: int, at_random: int, found: Sequence[Stop]) -> str:
    """What was tried and what stopped, as Markdown."""
    lines = [
        "# Worlds at the ends of ranges",
        "",
        (
            f"Baseline, seed {SEED}, {WORLDS} worlds at each corner: {single} with one parameter at an end of its "
            f"range, {at_random} with all of them at random ends. Stopped: {len(found)}."
        ),
    ]
    if found:
        lines += ["", "| corner | world | reason |", "|---|---|---|"]
        lines += [f"| {stop.corner} | {stop.world} | {stop.reason.replace('|', '/')} |" for stop in found]
    return "\n".join([*lines, ""])


def main() -> None:
    """Try the corners; write the table where the usual ones were tried."""
    arguments = argparse.ArgumentParser(description="Worlds at the ends of the ranges of parameters.")
    arguments.add_argument("--corners", type=int, default=CORNERS, help="random corners")
    count = arguments.parse_args().corners
    scenario = load_scenario("baseline")
    single, at_random = list(single_corners(scenario)), list(random_corners(scenario, count))
    found = stops(scenario, [*single, *at_random])
    text = table(len(single), len(at_random), found)
    print(text)
    if count == CORNERS:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
