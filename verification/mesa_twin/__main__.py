"""Compare Legation with its rules in Mesa, print it and write it down: `python -m verification.mesa_twin`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks import machine
from verification.mesa_twin.comparison import (
    LEVEL,
    OBSERVABLES,
    OFFICIALS,
    SHIFT,
    WORLDS,
    Result,
    compare,
    points,
    run,
)

RESULTS = Path(__file__).parents[1] / "results"


def main() -> None:
    """Run what the command line asks for; exit code 1 where the two differ."""
    parser = argparse.ArgumentParser(prog="python -m verification.mesa_twin", description=__doc__)
    parser.add_argument("--worlds", type=int, default=WORLDS, help="on each side and at each point; %(default)s")
    parser.add_argument("--officials", type=int, default=OFFICIALS, help="in each world; %(default)s")
    parser.add_argument("--point", choices=points(), action="append", help="only this point; may be repeated")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="for Mesa; %(default)s")
    asked = parser.parse_args()
    chosen = {name: point for name, point in points(asked.officials).items() if name in (asked.point or points())}
    began = time.perf_counter()
    progress = Progress(asked.worlds * len(chosen))
    results = compare(run(chosen, asked.worlds, asked.processes, progress))
    lines = list(table(results, asked.worlds, asked.officials, time.perf_counter() - began))
    print("\n".join(lines))
    if (asked.worlds, asked.officials, asked.point) == (WORLDS, OFFICIALS, None):
        path = RESULTS / f"{date.today().isoformat()}-mesa-twin.md"
        RESULTS.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"\nWritten to {path.relative_to(Path(__file__).parents[2])}")
    else:
        print("\nNothing written: a stored table has all points, and worlds of the usual number and size.")
    sys.exit(any(result.differs for result in results))


class Progress:
    """Says how far Mesa's worlds are, and how long the rest may take."""

    def __init__(self, worlds: int) -> None:
        """Start the clock for so many worlds."""
        self.worlds, self.done, self.began = worlds, 0, time.perf_counter()

    def __call__(self, point: str) -> None:
        """Another world is done."""
        self.done += 1
        left = (time.perf_counter() - self.began) / self.done * (self.worlds - self.done)
        told = f"{point}: {self.done} of {self.worlds} worlds in Mesa, about {left:,.0f} s left"
        if sys.stderr.isatty():
            print(f"\r{told:<70}", end="" if self.done < self.worlds else "\n", file=sys.stderr, flush=True)
        elif self.done % max(self.worlds // 20, 1) == 0:
            print(told, file=sys.stderr, flush=True)


def table(results: list[Result], worlds: int, officials: int, seconds: float) -> Iterator[str]:
    """The report, line by line."""
    yield f"# The rules in Legation and in Mesa, {date.today().isoformat()}"
    yield ""
    for name, fact in machine.facts().items():
        yield f"- {name}: {fact}"
    yield f"- Worlds on each side, at each point: {worlds}, of {officials} posts, over all weeks; {seconds:,.0f} s"
    yield ""
    yield (
        "The mechanisms, written a second time from what their texts say. Founding people, dated inputs and parameters "
        "are the same on both sides; so the founding, the reading of inputs and the crossing of units are not checked "
        f"here. Paired t-tests, two-sided, {len(results)} of them in one family at {LEVEL:.0%} (Holm). Power is the "
        f"chance of seeing a shift of {SHIFT:.0%}, at the strictest step of the method; below 80 % agreement says "
        "little about shifts of that size, and the smallest shift that would be seen in 80 % is the better guide."
    )
    for point in dict.fromkeys(result.point for result in results):
        yield ""
        yield f"## {point.capitalize()}"
        yield ""
        yield f"| | Legation | Mesa | difference, % | p | | power at {SHIFT:.0%} | seen in 80 %, % |"
        yield "|---|---:|---:|---:|---:|---|---:|---:|"
        yield from (_row(result) for result in results if result.point == point)
    yield ""
    differing = [f"{result.name} ({result.point})" for result in results if result.differs]
    yield f"Differ: {', '.join(differing)}." if differing else "No difference found."


def _row(result: Result) -> str:
    share = 100 / abs(result.ours) if result.ours else float("nan")
    cells = (
        OBSERVABLES[result.name].sentence,
        f"{result.ours:,.5g}",
        f"{result.theirs:,.5g}",
        f"{(result.theirs - result.ours) * share:+.2f}",
        f"{result.p:.3g}",
        "differs" if result.differs else "",
        f"{result.power:.0%}",
        f"{result.seen * share:.1f}",
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
