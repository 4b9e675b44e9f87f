"""Twins: worlds of one number under two scenarios, and a check that nothing but the scenarios parts them.

Both scenarios get the same seed and the same numbers. Luck is keyed by seed, world, purpose and post, and the draw of
a parameter by its name, so a parameter with equal priors has equal values in both twins, and whatever the scenarios
do not touch happens alike. The audit advances twins side by side: until an input first differs every byte must be
equal; from there it looks for the first difference, and runs that week again with one mechanism more each time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, monday
from legation.base.faults import WorldFailedError
from legation.base.machine import processors
from legation.engine.postmortem import describe_stop
from legation.engine.rooms import lacks_rooms, room_factors
from legation.engine.world import Outcome, Setup, World, advance, begin
from legation.experiments.ensemble import CHUNK, Chunk, simulate_in
from legation.experiments.setup import of_world, setting
from legation.scenario import Scenario
from legation.scenario.policies import is_strength

FOUNDING = "founding"


@dataclass(frozen=True)
class Divergence:
    """How the twins of one number part.

    told        first week in which an input differs; the first simulated one if parameters or switches differ; None
                if nothing does
    what        what differs then: names of inputs, of parameters drawn otherwise, of mechanisms switched otherwise
    week        first week at whose end a column differs; None if none ever does
    mechanism   the one after which it is first seen in that week, or FOUNDING
    columns     those that differ then
    """

    number: int
    told: int | None
    what: tuple[str, ...] = ()
    week: int | None = None
    mechanism: str = ""
    columns: tuple[str, ...] = ()


def intervention_weeks(a: Scenario, b: Scenario, *, worlds: int, seed: int, chunk: int = CHUNK) -> list[int | None]:
    """For each pair the first week in which its twins are told different things, None if they never are.

    Pairs differ in it, because worlds draw parameters, and some inputs, for themselves. No world is simulated.
    """
    settings = setting(a), setting(b)
    weeks = []
    for first in range(0, worlds, chunk):
        numbers = range(first, min(first + chunk, worlds))
        draws = [scenario.draw(seed, numbers) for scenario in (a, b)]
        for row, number in enumerate(numbers):
            drawn = [side.of_world(row) for side in draws]
            own = [
                of_world(shared, side, seed, number, human)
                for shared, side, (human, _) in zip(settings, (a, b), drawn, strict=True)
            ]
            weeks.append(_told(a, own, [machine for _, machine in drawn])[0])
    return weeks


def pairs_to_audit(told: Sequence[int | None], most: int, failed: Collection[int] = ()) -> list[int]:
    """The numbers of the first pairs that did not fail, and of the first that parts at all if none of these does."""
    sound = [number for number in range(len(told)) if number not in failed]
    first = sound[:most]
    if all(told[number] is None for number in first):
        first += [number for number in sound if told[number] is not None][:1]
    return first


def simulate_twins(
    a: Scenario,
    b: Scenario,
    *,
    told: Sequence[int | None],
    seed: int,
    threads: int | None = None,
    on_world: Callable[[], None] = lambda: None,
    chunk: int = CHUNK,
) -> Iterator[tuple[Chunk, Chunk]]:
    """Run as many worlds under both scenarios as there are in `told`, and yield them in chunks, side by side.

    A pair in which either twin fails is left out of both chunks; each chunk names the failures of its own side.

    told      what `intervention_weeks` returned for these scenarios and this seed
    on_world  called twice for each number
    Raises    WorldFailedError if twins differ before the first period in which inputs do
    """
    assert (a.first_week, a.last_week) == (b.first_week, b.last_week), "twins live in the same weeks"
    with ThreadPoolExecutor(threads or processors()) as pool:
        sides = [
            simulate_in(pool, side, worlds=len(told), seed=seed, on_world=on_world, chunk=chunk) for side in (a, b)
        ]
        for here, there in zip(*sides, strict=True):
            yield _paired(here, there, told, a.last_week + 1)


def _paired(here: Chunk, there: Chunk, told: Sequence[int | None], end: int) -> tuple[Chunk, Chunk]:
    """The pairs of which both twins finished.

    end     the week after the last
    Raises  WorldFailedError if twins differ before the first period in which inputs do
    """
    pairs = [number for number in here.numbers if number in set(there.numbers)]
    here, there = here.only(pairs), there.only(pairs)
    for row, number in enumerate(pairs):
        week = told[number]
        equal = slice(0, (end if week is None else week) // WEEKS_PER_PERIOD)
        for name, table in here.history.items():
            if not np.array_equal(table[row, equal], there.history[name][row, equal]):
                raise _unequal(number, name, equal.stop * WEEKS_PER_PERIOD)
    return here, there


def find_divergence(a: Scenario, b: Scenario, *, seed: int, number: int) -> Divergence:
    """Find out when, and by what, the twins of one number part.

    Raises  WorldFailedError if they differ before an input does, or if one of them stops
    """
    for rooms in room_factors():
        try:
            return _find_divergence(a, b, seed, number, rooms)
        except _NoRoomError as problem:
            stopped = problem.stopped
    raise WorldFailedError(describe_stop(*stopped))


def _find_divergence(a: Scenario, b: Scenario, seed: int, number: int, rooms: int) -> Divergence:
    """Find out when the twins part, both with these rooms for journeys, in multiples of the usual."""
    drawn = [scenario.draw(seed, [number]).of_world(0) for scenario in (a, b)]
    settings = [
        of_world(setting(scenario), scenario, seed, number, human)
        for scenario, (human, _) in zip((a, b), drawn, strict=True)
    ]
    machine = [values for _, values in drawn]
    told, what = _told(a, settings, machine)
    twins = [begin(own.week, seed, number, values, a.first_week, rooms=rooms)
             for own, values in zip(settings, machine, strict=True)]  # fmt: skip
    if differing := _differing(*twins):
        # Two founding populations: there are no weeks to compare.
        assert told == a.first_week, "a population is founded by parameters alone"
        return Divergence(number, told, what, a.first_week, FOUNDING, differing)
    end = a.last_week + 1
    for twin, own in zip(twins, settings, strict=True):
        _go(twin, own, end if told is None else told)
    if differing := _differing(*twins):
        raise _unequal(number, differing[0], twins[0].at)
    while twins[0].at < end:
        before = [twin.copy() for twin in twins]
        for twin, own in zip(twins, settings, strict=True):
            _go(twin, own, twin.at + 1)
        if _differing(*twins):
            return Divergence(number, told, what, before[0].at, *_first(before, settings))
    return Divergence(number, told, what)


def differing_parameters(one: Chunk, two: Chunk) -> set[str]:
    """The parameters whose values differ between twins, or that only one of the scenarios has.

    The strength of a policy that only one has is left out: the policy itself is what differs.
    """
    both = one.machine.keys() & two.machine.keys()
    return {name for name in one.machine.keys() ^ two.machine.keys() if not is_strength(name)} | {
        name for name in both if not np.array_equal(one.machine[name], two.machine[name])
    }


def _told(
    a: Scenario, settings: Sequence[Setup], machine: Sequence[Mapping[str, int]]
) -> tuple[int | None, tuple[str, ...]]:
    """The first week in which twins are told different things, and the names of these."""
    one, two = settings
    here, there = machine
    names = [m.name for m, x, y in zip(one.week.mechanisms, one.on, two.on, strict=True) if x != y]
    # A strength shows in the inputs, from the day of its policy on.
    names += [
        name for name in here.keys() | there.keys() if here.get(name) != there.get(name) and not is_strength(name)
    ]
    if names:
        return a.first_week, tuple(sorted(names))
    weeks = slice(a.first_week, a.last_week + 1)
    first: dict[str, int] = {}
    for name, rows in one.inputs.items():
        differs = (rows[weeks] != two.inputs[name][weeks]).any(axis=1)
        if differs.any():
            first[name] = a.first_week + int(differs.argmax())
    if not first:
        return None, ()
    told = min(first.values())
    return told, tuple(name for name, week in first.items() if week == told)


def _first(before: Sequence[World], settings: Sequence[Setup]) -> tuple[str, tuple[str, ...]]:
    """The mechanism after which twins first differ in the week that they begin, and the columns that do.

    A draw depends on nobody else's, so a week cut short after a mechanism is the beginning of the whole week.
    """
    mechanisms = settings[0].week.mechanisms
    for count in range(1, len(mechanisms) + 1):
        cut = [twin.copy() for twin in before]
        for twin, own in zip(cut, settings, strict=True):
            on = own.on.copy()
            on[count:] = 0
            _go(twin, replace(own, on=on), twin.at + 1)
        if differing := _differing(*cut):
            wrote = tuple(name for name in differing if name in mechanisms[count - 1].writes)
            return mechanisms[count - 1].name, wrote or differing
    raise AssertionError("the whole week differs, so one of its beginnings must")


def _go(twin: World, own: Setup, last: int) -> None:
    start = twin.copy()
    outcome = advance(twin, own, last)
    if lacks_rooms(own.week, outcome):
        raise _NoRoomError(start, own, outcome)
    if not outcome.done:
        raise WorldFailedError(describe_stop(start, own, outcome))


class _NoRoomError(Exception):
    """A journey found no room: both twins begin again with more."""

    def __init__(self, start: World, own: Setup, outcome: Outcome):
        super().__init__()
        self.stopped = start, own, outcome


def _differing(one: World, two: World) -> tuple[str, ...]:
    """The columns in which two worlds differ, in their order, what was kept of them included."""
    return tuple(
        name
        for name, column in one.columns.items()
        if not np.array_equal(column, two.columns[name])
        or (name in one.history and not np.array_equal(one.history[name], two.history[name]))
    )


def _unequal(number: int, column: str, week: int) -> WorldFailedError:
    return WorldFailedError(
        f"The twins of world {number} differ in {column} before week {week} ({monday(week)}), although nothing that "
        "they were told differs until then. The effect would not be one of the scenarios, so none is given."
    )
