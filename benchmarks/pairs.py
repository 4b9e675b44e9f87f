"""The tree at hand beside an earlier commit, by turns: how many times faster it has become, and how sure that is.

The commit is checked out into a folder of its own and runs in processes of its own, with the packages that are
installed here. Whatever else the machine does falls on both alike, so only ratios are told.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import clock
from benchmarks.clock import Measurement

ROOT = Path(__file__).parents[1]
SIZES = (2_000, 10_000)
OFFICIALS_AT_ONCE = 32_000
TURNS = 7

# What a tree runs: seconds for a batch of worlds on one thread.
_WORLDS = """import json, sys
from benchmarks.worlds import baseline, time_on_threads
size, count, only = json.loads(sys.argv[1])
base = baseline(only)
worlds = [base.world(number, size) for number in range(count)]
base.run(worlds[0].copy())
print(min(time_on_threads(base, worlds, 1) for _ in range(2)))"""

# The mechanisms that the program had before the whole system ran.
FIFTEEN = [
    *("environment", "purge", "posts", "rotation", "alert", "sessions", "trade", "banking", "upkeep"),
    *("obligations", "recall", "intent", "flight", "pursuit", "arrivals"),
]
WEEKS = {"all mechanisms": None, "fifteen mechanisms": FIFTEEN}


def measure(commit: str, quick: bool) -> list[Measurement]:
    """Rows for speed at two sizes, for a first result warm, and for compiling from nothing.

    Raises  CalledProcessError if git doesn't know the commit, or if it lacks what is measured
    """
    turns = 2 if quick else TURNS
    rows = []
    with _checked_out(commit) as earlier, tempfile.TemporaryDirectory() as caches:
        trees = {"before": (earlier, Path(caches, "before")), "now": (ROOT, Path(caches, "now"))}
        cold = clock.by_turns({name: partial(_first_result, *tree) for name, tree in trees.items()}, 1)
        for name, tree in trees.items():
            for _ in range(0 if quick else 2):
                for file in tree[1].rglob("*"):
                    if file.is_file():
                        file.unlink()
                cold[name].append(_first_result(*tree))
        rows.append(_row("first result, nothing compiled", cold))
        warm = clock.by_turns({name: partial(_first_result, *tree) for name, tree in trees.items()}, turns)
        rows.append(_row("first result, compiled before", warm))
        for what, only in WEEKS.items():
            for size in SIZES[:1] if quick else SIZES:
                asked = json.dumps([size, OFFICIALS_AT_ONCE // size, only])
                taken = clock.by_turns({name: partial(_seconds, *tree, asked) for name, tree in trees.items()}, turns)
                rows.append(_row(f"{size:,} officials, {what}, one thread", taken))
    return rows


def _row(what: str, taken: dict[str, list[float]]) -> Measurement:
    """How many times faster the tree of now is: of the bests, and the median of the turns with their range."""
    turns = [slow / quick for slow, quick in zip(taken["before"], taken["now"], strict=True)]
    before, now = min(taken["before"]), min(taken["now"])
    spread = f"{min(turns):.2f}-{max(turns):.2f} in {len(turns)} turns"
    return Measurement(what, "×", before / now, median(turns), f"{spread}; {before:.3g} s before, {now:.3g} s now")


@contextmanager
def _checked_out(commit: str) -> Iterator[Path]:
    worktree = ["git", "-C", str(ROOT), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        subprocess.run([*worktree, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*worktree, "remove", "--force", str(tree)], check=True)


def _settings(tree: Path, cache: Path) -> dict[str, str]:
    return {"PYTHONPATH": f"{tree / 'src'}:{tree}", "LEGATION_CACHE": str(cache)}


def _first_result(tree: Path, cache: Path) -> float:
    return clock.seconds(lambda: clock.output_of(["-m", "benchmarks.first_result"], _settings(tree, cache), tree))


def _seconds(tree: Path, cache: Path, asked: str) -> float:
    return float(clock.output_of(["-c", _WORLDS, asked], _settings(tree, cache), tree))
