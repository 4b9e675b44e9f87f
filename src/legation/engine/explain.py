"""Why a world stopped: the week in which its money did not close is run again, mechanism by mechanism.

Compiled code only says week, account and cents. The compiled world is taken to the beginning of that week; there the
oracle looks for the gap after each mechanism.
"""

from __future__ import annotations

from legation.base.calendar import monday
from legation.base.money import ACCOUNTS
from legation.engine.oracle import Oracle
from legation.engine.world import Outcome, Setting, World, advance


def explain(start: World, setting: Setting, outcome: Outcome) -> str:
    """The reason in one sentence, with week, account, amount and mechanism.

    start    the world as it was before it ran; it is left as it is
    outcome  what `advance` returned for it
    Raises   MechanismError if a step does what its file does not declare: then that is the reason.
    """
    assert not outcome.done, "a world that has not stopped needs no reason"
    world = start.copy()
    advance(world, setting, outcome.week)
    oracle = Oracle(world, setting, audit=True)
    oracle.advance(outcome.week + 1)
    culprit = oracle.leak.mechanism if oracle.leak else ""
    return stopped(start.number, outcome, culprit)


def stopped(number: int, outcome: Outcome, culprit: str) -> str:
    """The sentence itself; `culprit` is "" where the oracle finds no gap."""
    account, cents = ACCOUNTS[outcome.account], abs(outcome.cents)
    day = monday(outcome.week)
    gap = (
        f"World {number} stopped in week {outcome.week} ({day.day} {day:%B %Y}): account {account.name} and column "
        f"{account.column} differ by {cents:,} {'cent' if cents == 1 else 'cents'}"
    )
    if culprit:
        return f"{gap}; first after mechanism {culprit}."
    return f"{gap}; the oracle finds no gap, so it and compiled code disagree."
