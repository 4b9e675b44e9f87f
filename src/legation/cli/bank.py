"""`legation bank`: worlds of the prior that are kept, so that claims can be weighed without simulating."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from legation.api import defaults
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.progress import announce_compiling, worlds_progress
from legation.cli.suggestions import quoted
from legation.report.screen import Screen

if TYPE_CHECKING:
    from legation.api.fits import BankState


@click.command(cls=Question, short_help="Keep worlds, to weigh them by claims.")
@click.argument("scenario", default=defaults.SCENARIO)
@options.worlds(defaults.BANK_WORLDS, "How many worlds at least; a bank holds whole parts of 200.")
@options.seed
@options.threads
@options.sets
def bank(scenario: str, worlds: int, **asked: Any) -> Answer:
    """Simulate worlds of the prior and keep what they drew and what claims are held against.

    SCENARIO is a shipped scenario's name, or a TOML file. Interrupt it at any time: it goes on where it stopped, and
    more worlds later leave those that are there as they are.
    """
    from legation import api

    with worlds_progress() as on_missing:
        state = api.build_bank(
            scenario, worlds=worlds, on_compile=announce_compiling, on_missing=on_missing, **asked
        )  # fmt: skip
    return Answer(state.as_dict(), lambda width: _screen(state, scenario))


def _screen(state: BankState, scenario: str) -> Screen:
    screen = Screen(f"BANK: {state.scenario.called}", f"{state.worlds:,} worlds")
    screen.row("Simulated", f"{state.simulated:,} of them just now" if state.simulated else "none: all were there")
    if state.failed:
        screen.row("Failed", f"{state.failed:,}; they are left out")
    screen.row("Files", f"{state.folder.as_posix()}, {state.megabytes:,.1f} MB")
    if state.others:
        says = f"{len(state.others):,} files of other programs, scenarios, records or seeds; they may be deleted"
        screen.row("Beside them", says)
    screen.gap()
    screen.step(f"legation fit {quoted(scenario)} --worlds {state.worlds}", "what the scored claims make of them")
    return screen
