"""What is compared of Legation's worlds and Mesa's, named before the first run, and how.

Both sides run the same worlds: the same founding people, dated inputs and values of all parameters. Luck after the
first week differs. So each world gives a pair of numbers, and the test asks whether their mean difference is zero: a
paired t-test, two-sided. All tests of a run are one family, at level `LEVEL` by Holm's method. Where the two are the
same model, one run in a hundred finds a difference all the same.

A share is the ratio of two sums over all worlds, not the mean of worlds' shares, because a world may have no case of
it. For its test each world counts with s + (a - s b) / mean(b), the usual linear form of a ratio s of sums of a and b.

`brokerage` is off on both sides. It isn't written a second time, and what it earns is held by managers, so that money,
and with it debts, recalls and flights, would differ. What it does is therefore not checked here. Deaths are in the
rules of both sides, and no number of them is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from scipy import stats

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.places import PLACES
from legation.engine.world import Setup, advance, begin
from legation.experiments.setup import load_scenario, setting
from legation.kernel.fixed_point import ONE
from legation.observation.observables.orders import ORDERS
from legation.scenario import Scenario
from verification.mesa_twin.mission import OFF, Mission

SEED = 1
OFFICIALS = 400
WORLDS = 200
LEVEL = 0.01
SHIFT = 0.05  # of our mean: the difference whose chance of being seen is stated
LATE_PERIODS = 78  # the last six years


class Observable(NamedTuple):
    """A number that is compared: the ratio of two of the sums of a world, or one sum where `over` is "worlds"."""

    sentence: str
    counts: str
    over: str = "worlds"


# Named before anything was run; the order says nothing.
OBSERVABLES = {
    "posted_late": Observable("Posts filled, mean of the last six years", "posted_late"),
    "given_up_late": Observable("Posts given up, mean of the last six years", "given_up_late"),
    "tenure": Observable("Weeks at the post, per official posted", "tenure", "posted"),
    "sessions": Observable("Sessions a week, mean over places", "sessions"),
    "quota_met": Observable("Share who met the year's quota", "quota_met", "quota_asked"),
    "levies_paid": Observable("Share of levies that was paid in time", "levy_met", "levy_due"),
    "arrears": Observable("Arrears that officials have run up, per head, USD", "owing", "posted"),
    "recalls": Observable("Orders home, after reviews and the purge", "recalls_ordered"),
    "visit_cost": Observable("What a visit home costs, USD", "visits_taken", "visits"),
    "attempts": Observable("Officials who left without leave", "fled"),
    "captured": Observable("Share of journeys that ended in capture", "captured", "ended"),
    "counted": Observable("Arrivals counted, with others in their class", "counted_all"),
}


class Point(NamedTuple):
    """Values of all parameters, the same in all worlds of one comparison."""

    human: Mapping[str, float]
    machine: Mapping[str, int]


def points(officials: int = OFFICIALS) -> dict[str, Point]:
    """The points at which worlds are compared, with so many posts.

    default   every parameter at its default
    drawn     one draw from the priors: world 7 of seed 1, chosen before it was looked at
    eventful  as `default`, with flights ten times as frequent, more clampdowns and more recalls, so that what is rare
              can be told apart
    """
    scenario = _scenario()
    default = {name: parameter.default for name, parameter in scenario.parameters.items()}
    drawn = {name: float(values[0]) for name, values in scenario.draw(SEED, [7]).human.items()}
    eventful = {name: default[name] * times for name, times in EVENTFUL.items() if name in default}
    found = {"default": default, "drawn": drawn, "eventful": default | eventful}
    return {name: _point(scenario, human | {"founding.posted": officials}) for name, human in found.items()}


EVENTFUL = {"flight.attempts": 10, "alert.p_trigger": 4, "recall.capacity": 3}


def _point(scenario: Scenario, human: Mapping[str, float]) -> Point:
    values = {name: float(value) for name, value in human.items()}
    machine = {name: int(scenario.parameters[name].machine(np.array(value))) for name, value in values.items()}
    return Point(values, machine)


@cache
def _scenario() -> Scenario:
    return load_scenario("baseline", overrides=[f"{name}=off" for name in sorted(OFF)])


@cache
def _setting() -> Setup:
    return setting(_scenario())


@cache
def _shares() -> dict[str, list[list[float]]]:
    """The dated inputs as people read them."""
    return {name: (rows / ONE).tolist() for name, rows in _setting().inputs.items()}


COUNTS = (
    "quota_met", "quota_asked", "levy_met", "levy_due", "recalls_ordered", "visits", "visits_taken", "fled", "captured",
    "counted_all",
)  # fmt: skip


def ours(point: Point, number: int) -> dict[str, float]:
    """The sums of world `number`, by the compiled week."""
    scenario = _scenario()
    world = begin(_setting().week, SEED, number, point.machine, scenario.first_week)
    outcome = advance(world, _setting(), scenario.last_week + 1)
    assert outcome.done, outcome
    whole = slice(scenario.first_week // WEEKS_PER_PERIOD, (scenario.last_week + 1) // WEEKS_PER_PERIOD)
    history = {name: rows[whole].sum(axis=1) for name, rows in world.history.items()}
    persons = ("quota_met", "quota_asked", "visits", "fled", "captured", "arrived")
    counts = {name: history[name].sum() for name in persons}
    counts["counted_all"] = history["counted_all"].sum() / ONE
    counts["recalls_ordered"] = sum(history[name].sum() for name in ORDERS)
    counts |= {name: history[name].sum() / 100 for name in ("levy_met", "levy_due", "visits_taken")}
    units = {"posted": 1, "tenure": 1, "owing": 100, "sessions": ONE, "posts_given_up": 1}
    return _sums(counts, {name: history[name] / unit for name, unit in units.items()})


def theirs(point: Point, number: int) -> dict[str, float]:
    """The sums of the same world in Mesa, from the same founding people."""
    scenario, shared = _scenario(), _setting()
    founded = begin(shared.week, SEED, number, point.machine, scenario.first_week).columns
    on = [m.name for m, works in zip(shared.week.mechanisms, shared.on, strict=True) if works]
    mission = Mission(point.human, _shares(), founded, scenario.first_week, number, on)
    for _ in range(scenario.first_week, scenario.last_week + 1):
        mission.step()
    return _sums(mission.count, {name: np.array([m[name] for m in mission.levels]) for name in mission.levels[0]})


def _sums(counts: Mapping[str, float], levels: Mapping[str, np.ndarray]) -> dict[str, float]:
    """What is kept of a world: `counts` over all weeks, `levels` at the end of each four."""
    return {
        **{name: float(counts[name]) for name in COUNTS},
        **{name: float(levels[name].sum()) for name in ("posted", "tenure", "owing")},
        "ended": float(counts["captured"] + counts["arrived"]),
        "posted_late": float(levels["posted"][-LATE_PERIODS:].mean()),
        "given_up_late": float(levels["posts_given_up"][-LATE_PERIODS:].mean()),
        "sessions": float(levels["sessions"].mean() / len(PLACES)),
        "worlds": 1.0,
    }


Sums = Sequence[Mapping[str, float]]


def run(
    chosen: Mapping[str, Point], worlds: int, processes: int, on_world: Callable[[str], None] = lambda point: None
) -> dict[str, tuple[Sums, Sums]]:
    """The sums of so many worlds at each point, ours and Mesa's.

    on_world  called with the point's name after each of Mesa's worlds, which take nearly all of the time
    """
    found: dict[str, tuple[Sums, Sums]] = {}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for name, point in chosen.items():
            pending = pool.map(partial(theirs, point), range(worlds))
            here, there = [ours(point, number) for number in range(worlds)], []
            for sums in pending:
                there.append(sums)
                on_world(name)
            found[name] = here, there
    return found


class Result(NamedTuple):
    """One comparison.

    ours, theirs  the observable on both sides
    error         standard error of their difference
    power         chance that a shift by `SHIFT` of ours is seen, at the strictest step of Holm's method
    seen          the shift that would be seen with a chance of 80 %
    """

    point: str
    name: str
    ours: float
    theirs: float
    error: float
    p: float
    power: float
    seen: float
    differs: bool = False


def compare(worlds: Mapping[str, tuple[Sums, Sums]], level: float = LEVEL) -> list[Result]:
    """Test every observable at every point as one family.

    worlds  point -> sums of our worlds and of theirs, world by world
    """
    family = len(worlds) * len(OBSERVABLES)
    found = [_tested(point, name, *pair, level / family) for point, pair in worlds.items() for name in OBSERVABLES]
    limit = holm([result.p for result in found], level)
    return [result._replace(differs=result.p <= limit) for result in found]


def holm(chances: Sequence[float], level: float) -> float:
    """The largest of these p values that Holm's method rejects at a family level; below 0 if it rejects none."""
    limit = -1.0
    for step, chance in enumerate(sorted(chances)):
        if chance > level / (len(chances) - step):
            break
        limit = chance
    return limit


def _tested(point: str, name: str, here: Sums, there: Sums, level: float) -> Result:
    mean, values = _linear(here, OBSERVABLES[name])
    mean_there, values_there = _linear(there, OBSERVABLES[name])
    gaps = values_there - values
    error = float(gaps.std(ddof=1) / np.sqrt(len(gaps)))
    if error == 0:  # every world alike, as where a mechanism is off
        return Result(point, name, mean, mean_there, 0.0, float(mean == mean_there), float(mean != 0), 0.0)
    p = 2 * float(stats.t.sf(abs(gaps.mean()) / error, len(gaps) - 1))
    critical = stats.t.isf(level / 2, len(gaps) - 1)
    shift = SHIFT * abs(mean) / error
    power = float(stats.norm.sf(critical - shift) + stats.norm.cdf(-critical - shift))
    return Result(point, name, mean, mean_there, error, p, power, (critical + stats.norm.ppf(0.8)) * error)


def _linear(worlds: Sums, observable: Observable) -> tuple[float, np.ndarray]:
    """The ratio of two sums over all worlds, and the numbers, one for each world, whose mean it is."""
    above = np.array([world[observable.counts] for world in worlds])
    below = np.array([world[observable.over] for world in worlds])
    if below.sum() == 0:
        return 0.0, np.zeros(len(worlds))
    ratio = float(above.sum() / below.sum())
    return ratio, ratio + (above - ratio * below) / below.mean()
