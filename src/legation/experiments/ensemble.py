"""An ensemble: many worlds of one scenario, each with its own draw of the parameters.

Worlds run in threads; compiled code holds no lock. A world is decided by scenario, seed and number alone, so neither
the number of threads nor the size of a chunk can change a result. Worlds come back in chunks, in order, so that a
large ensemble never has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from legation.base.faults import WorldFailedError
from legation.base.machine import processors
from legation.engine import compiler
from legation.engine.postmortem import describe_stop
from legation.engine.world import Setup, advance, begin
from legation.experiments.setup import of_world, setting
from legation.scenario import Draws, Scenario

CHUNK = 64  # worlds whose four-weekly tables are held at once, about 1.4 MB each


@dataclass(frozen=True)
class Chunk:
    """Some worlds, finished.

    numbers    of the worlds
    human      parameter -> (worlds,) values as people count them
    machine    parameter -> (worlds,) values as the program counts them
    kept       column -> (worlds, periods, rows) int64
    """

    numbers: Sequence[int]
    human: dict[str, np.ndarray]
    machine: dict[str, np.ndarray]
    history: dict[str, np.ndarray]


def simulate(
    scenario: Scenario,
    *,
    worlds: int,
    seed: int,
    threads: int | None = None,
    on_world: Callable[[], None] = lambda: None,
    chunk: int = CHUNK,
) -> Iterator[Chunk]:
    """Run worlds 0 … worlds - 1 of a scenario and yield them in chunks.

    on_world  called after each world, from the thread that asked
    Raises    WorldFailedError if the money of a world does not close or an alarm goes off.
    """
    shared = setting(scenario)
    compiler.load(shared.week.units)
    for first in range(0, worlds, chunk):
        numbers = range(first, min(first + chunk, worlds))
        draws = scenario.draw(seed, numbers)

        def one(number: int, row: int, draws: Draws = draws) -> dict[str, np.ndarray]:
            machine = {name: int(values[row]) for name, values in draws.machine.items()}
            own = of_world(shared, scenario, seed, number)
            return run_world(own, seed, number, machine, scenario.first_week, scenario.last_week + 1)

        finished = []
        with ThreadPoolExecutor(threads or processors()) as pool:
            try:
                for result in pool.map(one, numbers, range(len(numbers))):
                    finished.append(result)
                    on_world()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        history = {name: np.stack([tables[name] for tables in finished]) for name in finished[0]}
        yield Chunk(numbers, draws.human, draws.machine, history)


def run_world(
    shared: Setup, seed: int, number: int, machine: dict[str, int], first: int, last: int
) -> dict[str, np.ndarray]:
    """The kept tables of one world.

    Raises  WorldFailedError, naming week and mechanism, if its money does not close or an alarm goes off.
    """
    world = begin(shared.week, seed, number, machine, first)
    outcome = advance(world, shared, last)
    if not outcome.done:
        raise WorldFailedError(describe_stop(begin(shared.week, seed, number, machine, first), shared, outcome))
    return world.history
