"""Measure everything, print it, and write it as a dated table: `python -m benchmarks [--quick] [--only NAME]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks import machine, pairs, starts, units, worlds
from benchmarks.clock import REPEATS, Measurement

RESULTS = Path(__file__).parent / "results"


def _compare(quick: bool) -> list[Measurement]:
    # Here, so that all else can be measured where Mesa is not installed.
    from benchmarks import comparison

    return comparison.measure(quick)


OF_REPEATS = "best", "median"  # the two numbers of a row, unless a part says otherwise

Parts = dict[str, tuple[str, tuple[str, str], Callable[[bool], list[Measurement]]]]

PARTS: Parts = {
    "worlds": ("Officials × weeks", OF_REPEATS, worlds.measure),
    "units": ("Nanoseconds per official and week", units.HEADINGS, units.measure),
    "avx2": ("Code without AVX-512", OF_REPEATS, worlds.measure_avx2),
    "mesa": ("The same rules in Mesa", OF_REPEATS, _compare),
    "starts": ("Whole processes", OF_REPEATS, starts.measure),
}


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repetitions, smallest sizes; prints, writes nothing")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; may be repeated; writes nothing")
    parser.add_argument("--against", metavar="COMMIT", help="beside that commit, by turns; prints, writes nothing")
    asked = parser.parse_args()
    if asked.against:
        parts: Parts = {
            "pairs": (f"This tree beside {asked.against}", OF_REPEATS, partial(pairs.measure, asked.against))
        }
        print("\n".join(table(parts, asked.quick)))
        return
    names = asked.only or list(PARTS)
    lines = []
    for line in table({name: PARTS[name] for name in names}, asked.quick):
        print(line, flush=True)
        lines.append(line)
    if asked.quick or asked.only:
        print("\nNothing written: a stored table is whole and has all repetitions.")
        return
    path = RESULTS / f"{date.today().isoformat()}-{machine.short_name()}.md"
    RESULTS.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nWritten to {path.relative_to(Path(__file__).parents[1])}")


def table(parts: Parts, quick: bool) -> Iterator[str]:
    """The table of some parts, line by line, as it is measured."""
    yield f"# Speed on {date.today().isoformat()}"
    yield ""
    for name, fact in machine.facts().items():
        yield f"- {name}: {fact}"
    yield f"- Load before (1, 5, 15 minutes): {machine.load()}"
    yield "- Repetitions: " + ("few; too few to quote" if quick else f"best and median of {REPEATS}")
    for title, (first, second), measure in parts.values():
        yield from ("", f"## {title}", "", f"| what | unit | {first} | {second} | |", "|---|---|---:|---:|---|")
        for row in measure(quick):
            yield f"| {row.what} | {row.unit} | {_shown(row.first)} | {_shown(row.second)} | {row.note} |"
    yield ""
    yield f"Load after: {machine.load()}"


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    main()
