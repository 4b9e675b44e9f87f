"""How long a user waits: whole processes, from the start of Python to its end."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec

from benchmarks import clock
from benchmarks.clock import Measurement

FIRST_RESULT = ["-m", "benchmarks.first_result"]
HELP = ["-c", "from legation.cli import main; main()", "--help"]


def measure(quick: bool) -> list[Measurement]:
    """Rows for importing, for help, and for a first result without and with the compile cache."""
    repeats = 2 if quick else clock.REPEATS
    python = [clock.whole_process(["-c", "pass"]) for _ in range(repeats)]
    imports = [clock.whole_process(["-c", "import legation"]) for _ in range(repeats)]
    return [
        clock.time_taken("Python alone", python, "contained in all of the following"),
        clock.time_taken("`import legation`", imports),
        _help(repeats),
        *_first_results(1 if quick else clock.REPEATS, repeats),
    ]


def _help(repeats: int) -> Measurement:
    what = "`legation --help`"
    found = find_spec("legation.cli")
    if found is None or found.origin is None:  # a folder without modules has no origin
        return Measurement(what, "s", None, None, "absent")
    return clock.time_taken(what, [clock.whole_process(HELP) for _ in range(repeats)])


def _first_results(colds: int, warms: int) -> list[Measurement]:
    cold = []
    for _ in range(colds):
        with tempfile.TemporaryDirectory() as cache:
            environment = {"LEGATION_CACHE": cache}
            cold.append(clock.whole_process(FIRST_RESULT, environment))
            if len(cold) == colds:
                warm = [clock.whole_process(FIRST_RESULT, environment) for _ in range(warms)]
    return [
        clock.time_taken("cold start to the first result", cold, "nothing compiled before; 2,000 officials, one world"),
        clock.time_taken("warm start to the first result", warm, "the same, already compiled"),
    ]
