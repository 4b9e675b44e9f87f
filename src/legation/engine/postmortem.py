"""Why a world stopped: the week in which it did is run again, mechanism by mechanism.

Compiled code only says what, which week and how much. The compiled world is taken to the beginning of that week; there
the oracle looks after each mechanism.
"""

from __future__ import annotations

from legation.base.calendar import monday
from legation.base.faults import MechanismError
from legation.engine.layout import ALARM, RAISED
from legation.engine.oracle import Oracle
from legation.engine.week import Week
from legation.engine.world import Outcome, Setup, World, advance
from legation.kernel.money import ACCOUNTS


def describe_stop(start: World, setting: Setup, outcome: Outcome) -> str:
    """The reason in one sentence, with week, account or alarm, amount and mechanism.

    start    the world as it was before it ran; it is left as it is
    outcome  what `advance` returned for it
    Raises   MechanismError if a step does what its file does not declare: then that is the reason.
    """
    assert not outcome.done, "a world that has not stopped needs no reason"
    world = start.copy()
    replayed = advance(world, setting, outcome.week)
    assert replayed.done, f"world {start.number} stopped sooner when it ran again: {replayed}"
    oracle = Oracle(world, setting, audit=True)
    try:
        oracle.advance(outcome.week + 1)
    except MechanismError:
        raise
    except Exception as problem:  # Whatever a step raises is the reason.
        reason = f"{type(problem).__name__}: {problem}"
        return f"{_when(start.number, outcome)}: mechanism {oracle.acting} raises {reason}."
    return stopped(start.number, setting.week, outcome, oracle.stop.mechanism if oracle.stop else "")


def stopped(number: int, week: Week, outcome: Outcome, culprit: str) -> str:
    """The sentence itself; `culprit` is "" where the oracle finds nothing."""
    what = f"{_when(number, outcome)}: {_what(week, outcome)}"
    if culprit:
        return f"{what}; first after mechanism {culprit}."
    return f"{what}; the oracle finds nothing, so it and compiled code disagree."


def _when(number: int, outcome: Outcome) -> str:
    day = monday(outcome.week)
    return f"World {number} stopped in week {outcome.week} ({day.day} {day:%B %Y})"


def _what(week: Week, outcome: Outcome) -> str:
    if outcome.code == RAISED:
        return f"mechanism {week.mechanisms[outcome.position].name} raises an exception"
    if outcome.code == ALARM:
        column = week.columns.all[outcome.position]
        return f"{column.alarm} ({column.name} {outcome.amount:,})"
    cents = f"{abs(outcome.amount):,} {'cent' if abs(outcome.amount) == 1 else 'cents'}"
    if outcome.position == len(ACCOUNTS):
        return f"all accounts together hold {cents} from nowhere"
    account = ACCOUNTS[outcome.position]
    plural = "columns" if len(account.columns) > 1 else "column"
    return f"account {account.name} and {plural} {', '.join(account.columns)} differ by {cents}"
