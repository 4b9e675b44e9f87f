"""An ensemble: many worlds of one scenario, each with its own draw of the parameters.

Worlds run in threads; compiled code holds no lock. A world is decided by scenario, seed and number alone, so neither
the number of threads nor the size of a chunk can change a result. Worlds come back in chunks, in order, so that a
large ensemble never has to fit into memory. A world that fails is left out with its reason, and the others go on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from legation.base.faults import WorldFailedError
from legation.base.machine import processors
from legation.engine import compiler
from legation.engine.postmortem import describe_stop
from legation.engine.rooms import complete
from legation.engine.world import Setup, World, begin
from legation.experiments.setup import of_world, setting
from legation.scenario import Draws, Scenario

CHUNK = 16  # worlds whose four-weekly tables are held at once, about 1.9 MB each; as many as there are threads if more
FAILURE_COLUMNS = {"world": int, "scenario": str, "reason": str}


@dataclass(frozen=True)
class Failure:
    """A world that stopped before its end.

    scenario  the name of the one under which it stopped
    reason    a sentence with week, account or alarm, amount and mechanism
    """

    world: int
    scenario: str
    reason: str

    def as_row(self) -> dict[str, Any]:
        """As a row of the table of failures."""
        return asdict(self)


@dataclass(frozen=True)
class Chunk:
    """Some worlds: what each drew, and the history of those that finished.

    drawn      the numbers of all worlds of the chunk
    human      parameter -> (drawn,) values as people count them
    machine    parameter -> (drawn,) values as the program counts them
    numbers    the numbers of the worlds that finished
    history    column -> (finished, periods, rows) int64; empty if no world finished
    failures   the worlds that did not
    """

    drawn: Sequence[int]
    human: dict[str, np.ndarray]
    machine: dict[str, np.ndarray]
    numbers: Sequence[int]
    history: dict[str, np.ndarray]
    failures: list[Failure] = field(default_factory=list)

    def only(self, numbers: Sequence[int]) -> Chunk:
        """The same chunk with these worlds alone; they must have finished."""
        if list(numbers) == list(self.drawn):
            return self
        drawn = [self.drawn.index(number) for number in numbers]
        finished = [self.numbers.index(number) for number in numbers]
        human, machine = ({name: values[drawn] for name, values in part.items()} for part in (self.human, self.machine))
        history = {name: table[finished] for name, table in self.history.items()} if numbers else {}
        return replace(self, drawn=numbers, human=human, machine=machine, numbers=numbers, history=history)


def simulate(
    scenario: Scenario,
    *,
    worlds: int,
    seed: int,
    first: int = 0,
    threads: int | None = None,
    on_world: Callable[[], None] = lambda: None,
    chunk: int | None = None,
) -> Iterator[Chunk]:
    """Run worlds first … first + worlds - 1 of a scenario and yield them in chunks.

    A world fails if its money does not close or an alarm goes off: it becomes a `Failure` of its chunk.

    on_world  called after each world, from the thread that asked
    chunk     how many worlds one holds
    """
    threads = threads or processors()
    with ThreadPoolExecutor(threads) as pool:
        size = chunk or max(CHUNK, threads)
        yield from simulate_in(pool, scenario, worlds=worlds, seed=seed, first=first, on_world=on_world, chunk=size)


def simulate_in(
    pool: ThreadPoolExecutor,
    scenario: Scenario,
    *,
    worlds: int,
    seed: int,
    first: int = 0,
    on_world: Callable[[], None] = lambda: None,
    chunk: int,
) -> Iterator[Chunk]:
    """`simulate` in the threads of a pool that others may use as well.

    A chunk runs while the one before it is measured by who asked, and the next begins before its last world has ended,
    so that no thread waits for another. Two of them are held at once.
    """
    shared = setting(scenario)
    compiler.load_units(shared.week.units)

    def attempt(number: int, row: int, draws: Draws) -> dict[str, np.ndarray] | Failure:
        human, machine = draws.of_world(row)
        own = of_world(shared, scenario, seed, number, human)
        try:
            return run_world(own, seed, number, machine, scenario.first_week, scenario.last_week + 1)
        except WorldFailedError as problem:
            return Failure(number, scenario.name, str(problem))

    running: deque[Future[dict[str, np.ndarray] | Failure]] = deque()

    def begin_chunk(start: int) -> tuple[range, Draws]:
        numbers = range(start, min(start + chunk, first + worlds))
        draws = scenario.draw(seed, numbers)
        running.extend(pool.submit(attempt, number, row, draws) for row, number in enumerate(numbers))
        return numbers, draws

    try:
        numbers, draws = begin_chunk(first)
        while numbers:
            following = begin_chunk(numbers.stop)
            gathered = _Gathered(numbers, draws)
            for number in numbers:
                gathered.add(number, running.popleft().result())
                on_world()
            yield gathered.chunk()
            del gathered  # Before the next one is gathered.
            numbers, draws = following
    finally:
        for future in running:
            future.cancel()


class _Gathered:
    """A chunk in the making: worlds are copied into its tables one by one, so that no world is held twice."""

    def __init__(self, numbers: Sequence[int], draws: Draws):
        self.numbers, self.draws = numbers, draws
        self.finished: list[int] = []
        self.failures: list[Failure] = []
        self.tables: dict[str, np.ndarray] = {}

    def add(self, number: int, outcome: dict[str, np.ndarray] | Failure) -> None:
        """Add the history of a world, or why it failed."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        for name, table in outcome.items():
            if name not in self.tables:
                self.tables[name] = np.empty((len(self.numbers), *table.shape), table.dtype)
            self.tables[name][len(self.finished)] = table
        self.finished.append(number)

    def chunk(self) -> Chunk:
        """All of it."""
        count = len(self.finished)
        history = {name: table[:count] for name, table in self.tables.items()}
        return Chunk(self.numbers, self.draws.human, self.draws.machine, self.finished, history, self.failures)


def run_world(
    shared: Setup, seed: int, number: int, machine: dict[str, int], first: int, last: int
) -> dict[str, np.ndarray]:
    """The history of one world, by column; it has as many rooms for journeys as it needs.

    Raises  WorldFailedError, naming week and mechanism, if its money does not close or an alarm goes off.
    """

    def with_rooms(rooms: int) -> World:
        return begin(shared.week, seed, number, machine, first, rooms=rooms)

    world, outcome, rooms = complete(with_rooms, shared, last)
    if not outcome.done:
        raise WorldFailedError(describe_stop(with_rooms(rooms), shared, outcome))
    return world.history
