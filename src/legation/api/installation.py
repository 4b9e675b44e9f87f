"""The question of the installation: does the program work on this machine?"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass

from legation.api.defaults import SCENARIO, SEED
from legation.base.cache_folders import cache_folder
from legation.base.machine import processors
from legation.engine import compiler, selftest
from legation.engine.week import the_week
from legation.experiments.setup import load_scenario, setting
from legation.provenance.identity import versions


@dataclass(frozen=True)
class Health:
    """What the self-test and a look at the machine found.

    well      whether compiled code and the oracle agree
    findings  heading -> what was found
    """

    well: bool
    findings: dict[str, str]


def doctor() -> Health:
    """Look at versions, compile cache and threads, and let compiled code and the oracle run the same small world."""
    week = the_week()
    compiled = compiler.is_compiled(week.units)
    scenario = load_scenario(SCENARIO)
    machine = {name: int(values[0]) for name, values in scenario.draw(seed=SEED, worlds=[0]).machine.items()}
    wrong = selftest.differences(setting(scenario), machine)
    findings = {
        **{f"version of {name}": version for name, version in versions().items()},
        "machine": f"{platform.system()} {platform.machine()}",
        "threads": str(processors()),
        "compile cache": cache_folder().as_posix(),
        "compiled": "before" if compiled else "just now",
        "week": f"{week.name}: {', '.join(mechanism.name for mechanism in week.mechanisms)}",
        "self-test": "compiled code and oracle agree" if not wrong else f"they differ in {', '.join(wrong)}",
    }
    return Health(not wrong, findings)


def announce_compiling(announce: Callable[[], None]) -> None:
    """Call `announce` if the model must be compiled before the first world can run."""
    if not compiler.is_compiled(the_week().units):
        announce()
