"""How many officials times weeks a core simulates in a second: baseline worlds, on one thread and on two.

As a program (`python -m benchmarks.worlds SIZE WORLDS`) it measures one size on one thread in a process of its own and
prints the seconds and the widest vector registers that the compiled week uses; so other machine code can be asked for.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from benchmarks import clock
from benchmarks.clock import Measurement
from legation.engine.week import the_week
from legation.engine.world import Setup, World, advance, begin
from legation.scenario import Scenario, read_scenario

SEED = 1
SIZES = (2_000, 10_000, 100_000)
OFFICIALS_AT_ONCE = 64_000  # so many officials, in worlds of equal size, make a batch
THREADS = {1: "one thread", 2: "two threads"}

# The last processor of its maker without AVX-512; code for it runs on every later one.
AVX2 = {"NUMBA_CPU_NAME": "haswell", "NUMBA_CPU_FEATURES": ""}
AVX2_SIZE = 10_000


@dataclass(frozen=True)
class Baseline:
    """The shipped scenario, with every parameter at its default: the same work in each world and each run.

    human, machine  full parameter name -> default, as people and as the machine count it
    """

    scenario: Scenario
    setting: Setup
    human: dict[str, float]
    machine: dict[str, int]

    @property
    def weeks(self) -> int:
        return self.scenario.last_week + 1 - self.scenario.first_week

    def world(self, number: int, officials: int, **changed: int) -> World:
        """World `number` with so many officials; `changed` in machine units, `flight_credit` for `flight.credit`."""
        changes = {name.replace("_", ".", 1): value for name, value in changed.items()}
        machine = self.machine | changes | {"founding.posted": officials}
        return begin(self.setting.week, SEED, number, machine, self.scenario.first_week)

    def run(self, world: World) -> World:
        """The world, advanced in place to the end."""
        outcome = advance(world, self.setting, self.scenario.last_week + 1)
        assert outcome.done, outcome
        return world


def baseline(only: Collection[str] | None = None) -> Baseline:
    """The baseline, with the mechanisms named in `only` or with all that the scenario has switched on."""
    scenario, week = read_scenario("baseline"), the_week()
    wanted = [scenario.switches.get(m.name, True) if only is None else m.name in only for m in week.mechanisms]
    human = {name: parameter.default for name, parameter in scenario.parameters.items()}
    machine = {name: int(scenario.parameters[name].machine(np.array(human[name]))) for name in human}
    return Baseline(scenario, Setup(week, scenario.input_rows(), np.array(wanted, np.uint8)), human, machine)


def measure(quick: bool) -> list[Measurement]:
    """Rows for founding and running worlds of each size, and what a second thread brings."""
    base, rows = baseline(), []
    for size in SIZES[:1] if quick else SIZES:
        count = 4 if quick else max(len(THREADS), OFFICIALS_AT_ONCE // size)
        rows += _one_size(base, size, count, 2 if quick else clock.REPEATS)
    return rows


def _one_size(base: Baseline, size: int, count: int, repeats: int) -> list[Measurement]:
    worlds = [base.world(number, size) for number in range(count)]
    base.run(worlds[0].copy())  # compiles, or loads what was compiled
    founding = [clock.seconds(lambda: base.world(0, size)) for _ in range(repeats)]
    taken = clock.by_turns({n: partial(time_on_threads, base, worlds, n) for n in THREADS}, repeats)
    work = size * base.weeks * count
    return [
        *(clock.rate(f"{size:,} officials, {words}, per core", work / n, taken[n]) for n, words in THREADS.items()),
        clock.ratio(f"{size:,} officials, two threads over one", taken[1], taken[2]),
        clock.time_taken(f"{size:,} officials, founding one world", founding),
    ]


def time_on_threads(base: Baseline, worlds: Sequence[World], threads: int) -> float:
    """Seconds for running a copy of each world, spread over so many threads; copying does not count."""
    copies = [world.copy() for world in worlds]
    with ThreadPoolExecutor(threads) as pool:
        return clock.seconds(lambda: list(pool.map(base.run, copies)))


def measure_avx2(quick: bool) -> list[Measurement]:
    """A row for code that keeps to AVX2, compiled and run in a process of its own."""
    what = f"{AVX2_SIZE:,} officials, one thread, AVX2 code only"
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return [Measurement(what, "M/s", None, None, "not an x86-64 machine")]
    worlds = 2 if quick else OFFICIALS_AT_ONCE // AVX2_SIZE
    with tempfile.TemporaryDirectory() as cache:
        arguments = ["-m", "benchmarks.worlds", str(AVX2_SIZE), str(worlds)]
        told = json.loads(clock.output_of(arguments, AVX2 | {"LEGATION_CACHE": cache}))
    assert told["registers"] != "zmm", "code for AVX2 must not use the registers of AVX-512"
    return [clock.rate(what, told["work"], told["seconds"], f"widest registers used: {told['registers']}")]


def _alone(size: int, count: int) -> None:
    from legation.engine import compilation  # with all of Numba, so in this process only

    base = baseline()
    worlds = [base.world(number, size) for number in range(count)]
    base.run(worlds[0].copy())
    times = [time_on_threads(base, worlds, 1) for _ in range(clock.REPEATS)]
    compilation.install()  # The same code once more, to read it: this process runs nothing from here on.
    code = "".join(compilation.compiled_library(unit)[0].get_asm_str() for unit in base.setting.week.units)
    widest = next((name for name in ("zmm", "ymm", "xmm") if f"%{name}" in code), "none of x86")
    print(json.dumps({"work": size * base.weeks * count, "seconds": times, "registers": widest}))


if __name__ == "__main__":
    _alone(int(sys.argv[1]), int(sys.argv[2]))
