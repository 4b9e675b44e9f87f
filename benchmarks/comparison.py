"""The same rules here and in Mesa: first that the means agree, then how the speeds compare.

Luck differs, so single officials and single worlds differ. Each mean must differ by no more than `TOLERANCE` standard
errors of the difference, which come from the spread between officials (founding traits) or between worlds (the rest).
Flights and clampdowns are rare; for this check alone they are made likelier, so that there are enough of them to
compare and so that alert weighs on income and flight. Income is counted per unit of the world's founding skill, whose
heavy tail would otherwise hide a wrong rule, and once more for the first year, in which ties are still growing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from benchmarks import clock
from benchmarks.clock import Measurement
from benchmarks.mesa_week import Mission
from benchmarks.worlds import Baseline, baseline, time_on_threads
from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.fixed_point import ONE

RULES = ("environment", "alert", "sessions", "trade", "flight")
TOLERANCE = 4
LIKELIER = {"flight.attempts": 20, "alert.p_trigger": 4}  # times the default, in the check only
FOUNDED = 20_000  # officials whose traits are compared
OFFICIALS = 500  # in each world of the check
SIZES = (2_000, 10_000)
WORLDS = 8  # of ours that are timed together, because one takes too little time for the clock
WEEKS = 52  # of each timed stretch in Mesa, whose cost per week does not change


def measure(quick: bool) -> list[Measurement]:
    """Rows for the agreement of means and for the ratio of speeds.

    Raises  AssertionError if the means do not agree: then the speeds are not those of one model
    """
    base = baseline(RULES)
    rows = founding_agreement(base) + agreement(base, ours=32 if quick else 256, theirs=6 if quick else 32)
    for size in SIZES[:1] if quick else SIZES:
        rows += speeds(base, size, 2 if quick else clock.REPEATS)
    return rows


def founding_agreement(base: Baseline) -> list[Measurement]:
    """Found one world of each and compare the officials' traits; a row for each trait."""
    columns = base.world(0, FOUNDED).columns
    officials = _mission(base, base.human, FOUNDED, 0, "do").officials
    here = {
        "founding skill": columns["skill"] / ONE,
        "founding tenure, weeks": base.scenario.first_week - columns["week_posted"],
        "share with a hostage": columns["family_home"],
        "share linked": columns["linked"],
    }
    there = {
        "founding skill": [official.skill for official in officials],
        "founding tenure, weeks": [base.scenario.first_week - official.week_posted for official in officials],
        "share with a hostage": [official.family_home for official in officials],
        "share linked": [official.linked for official in officials],
    }
    return [_row(name, here[name], there[name]) for name in here]


def agreement(
    base: Baseline, ours: int, theirs: int, otherwise: Mapping[str, float] | None = None
) -> list[Measurement]:
    """Run so many worlds of each and compare what they give; a row for each number compared.

    otherwise  full parameter name -> a value that Mesa alone is told, to see whether the comparison notices
    """
    here = [_ours(base, number) for number in range(ours)]
    there = [_theirs(base, number, otherwise or {}) for number in range(theirs)]
    return [_row(name, [w[name] for w in here], [w[name] for w in there]) for name in here[0]]


def _row(name: str, here: ArrayLike, there: ArrayLike) -> Measurement:
    """Compare two means; the row holds the difference in percent of ours."""
    ours, theirs = np.asarray(here, float), np.asarray(there, float)
    gap = theirs.mean() - ours.mean()
    allowed = TOLERANCE * np.sqrt(ours.var(ddof=1) / len(ours) + theirs.var(ddof=1) / len(theirs))
    told = f"ours {ours.mean():,.5g}, Mesa {theirs.mean():,.5g}; allowed {100 * allowed / ours.mean():.1f} %"
    assert abs(gap) <= allowed, f"Mesa's model is not ours: {name} differs by {gap:,.5g}; {told}"
    return Measurement(f"{name}, Mesa against ours", "%", 100 * gap / ours.mean(), None, told)


def _ours(base: Baseline, number: int) -> dict[str, float]:
    changed = {name.replace(".", "_", 1): base.machine[name] * times for name, times in LIKELIER.items()}
    world = base.world(number, OFFICIALS, **changed)
    skill = world.columns["skill"].sum() / ONE
    history = {name: rows[: base.weeks // WEEKS_PER_PERIOD] for name, rows in base.run(world).history.items()}
    income, fled, clampdowns = (history[name].sum(axis=1) for name in ("trade_income", "fled", "clampdowns"))
    return _numbers(base, income / 100 / skill, fled, clampdowns, history["alert"] / ONE)


def _theirs(base: Baseline, number: int, otherwise: Mapping[str, float]) -> dict[str, float]:
    human = base.human | {name: base.human[name] * times for name, times in LIKELIER.items()}
    mission = _mission(base, {**human, **otherwise}, OFFICIALS, number, "do")
    skill = sum(official.skill for official in mission.officials)
    mission.run(base.weeks)
    history = mission.datacollector.model_vars
    # Mesa's program collects sums since the beginning.
    income, fled, clampdowns = (np.diff(history[name], prepend=0) for name in ("trade_income", "fled", "clampdowns"))
    return _numbers(base, income / skill, fled, clampdowns, np.array(history["alert"]))


def _numbers(
    base: Baseline, income: np.ndarray, fled: np.ndarray, clampdowns: np.ndarray, alert: np.ndarray
) -> dict[str, float]:
    """What is compared of a world, from rows by period; income per unit of skill, alert by period and place."""
    lockdown = base.setting.inputs["lockdown"].max(axis=1) > 0
    locked = lockdown[WEEKS_PER_PERIOD - 1 :: WEEKS_PER_PERIOD][: len(fled)]
    return {
        "income per unit of skill, USD": income.sum(),
        "the same in the first year": income[: WEEKS_PER_YEAR // WEEKS_PER_PERIOD].sum(),
        "flights per world": fled.sum(),
        "of these during lockdown": fled[locked].sum(),
        "clampdowns per world": clampdowns.sum(),
        "alert": alert.mean(),
        "alert, highest place less lowest": np.ptp(alert, axis=1).mean(),
    }


def speeds(base: Baseline, size: int, repeats: int) -> list[Measurement]:
    """Our one thread and Mesa's, taken by turns; founding is in neither."""
    worlds = [base.world(0, size)] * WORLDS
    base.run(worlds[0].copy())

    def mesa(activation: str) -> float:
        mission = _mission(base, base.human, size, 0, activation)
        return clock.seconds(lambda: mission.run(WEEKS)) / (size * WEEKS)

    def ours() -> float:
        return time_on_threads(base, worlds, 1) / (size * base.weeks * WORLDS)

    # Seconds per official and week.
    times = clock.by_turns(
        {"ours": ours, "shuffle_do": partial(mesa, "shuffle_do"), "do": partial(mesa, "do")}, repeats
    )
    rows = [clock.rate(f"{size:,} officials, these five mechanisms, one thread", 1, times["ours"])]
    for activation in ("shuffle_do", "do"):
        what = f"{size:,} officials, ours over Mesa's `{activation}`"
        rows.append(clock.rate(f"{size:,} officials, Mesa, `{activation}`", 1, times[activation]))
        rows.append(clock.ratio(what, times[activation], times["ours"]))
    return rows


def _mission(base: Baseline, human: Mapping[str, float], officials: int, seed: int, activation: str) -> Mission:
    return Mission(human, base.setting.inputs, officials, base.scenario.first_week, seed, activation)
