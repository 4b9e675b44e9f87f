"""`legation doctor`: does the program work on this machine?"""

from __future__ import annotations

import click

from legation.base.faults import LegationError


class NotWellError(LegationError):
    """A self-test failed: the answer is "no"."""


@click.command(short_help="Versions, compile cache, threads, self-test.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(as_json: bool) -> None:
    """Show versions, compile cache and threads, and let compiled code and oracle run the same small world."""
    import platform

    from legation import api
    from legation.base.machine import processors
    from legation.engine.cache import cache_folder
    from legation.engine.compiler import is_compiled
    from legation.engine.selftest import differences
    from legation.engine.week import the_week
    from legation.experiments.setup import load, setting

    week = the_week()
    compiled = is_compiled(week.units)
    scenario = load("baseline")
    machine = {name: int(values[0]) for name, values in scenario.draw(seed=1, worlds=[0]).machine.items()}
    wrong = differences(setting(scenario), machine)
    findings = {
        **{f"version of {name}": version for name, version in api.versions().items()},
        "machine": f"{platform.system()} {platform.machine()}",
        "threads": str(processors()),
        "compile cache": cache_folder().as_posix(),
        "compiled": "before" if compiled else "just now",
        "week": f"{week.name}: {', '.join(mechanism.name for mechanism in week.mechanisms)}",
        "self-test": "compiled code and oracle agree" if not wrong else f"they differ in {', '.join(wrong)}",
    }
    if as_json:
        import json

        print(json.dumps({"well": not wrong, "findings": findings}, indent=1))
    else:
        for name, finding in findings.items():
            print(f"{name:<20} {finding}")
    if wrong:
        raise NotWellError("The self-test failed: results of this installation can't be trusted.")
