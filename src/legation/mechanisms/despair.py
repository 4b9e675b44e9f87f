"""Despair: some officials die by suicide, which the model holds to happen and gives no number.

Claims:
    Officials abroad died by suicide, as was reported.
    A post whose holder has died is vacant. What the official owed is treated as after any other departure
        (`obligations`).

Leaves out:
    The record gives no rate, so none is estimated, and no number of deaths leaves the program: nothing counts them, and
        no observable, table or message speaks of how many there are.
    No report is compared with them. Even in how many worlds an official dies would be a number, and it would be
        nothing but the assumed rate over again.
    Reports name several pressures at once: sums that can't be paid, a year without trade, tighter control. Of these
        the model looks at debts alone, because it has to say when. That is no statement on causes.
    Nobody else in the model reacts, and no post is refilled sooner or later for it.
    No other deaths are in the model.

Assumes:
    It happens to officials whose own arrears have reached three yearly quotas, with one small rate for all of them.
    What the official held goes home.

Sources:
    nk-2022-surv-16  Deaths by suicide were reported in a year of debts, little trade and tight control.
    pf-g-15-death  One earlier death was reported, in a time in which nobody could pay.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.chance import candidates, draw, purpose
from legation.kernel.fixed_point import weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import HOME
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.people import leaves_post, quota_of
from legation.mechanisms.shared.periods import second_week
from legation.population.codes import POSTED, SUMMONED, VACANT

DIES = purpose("despair: dies by suicide")

YEARS_OWED = 3  # yearly quotas: as far as other mechanisms tell debts apart


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    rate: Annotated[int, "1/yr", Within(0, 1)]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES = frozenset({(POSTED, VACANT), (SUMMONED, VACANT)})


@rule
def is_overwhelmed(arrears, inherited, quota):
    """Whether an official's own arrears have reached three yearly quotas, of so many cents a week."""
    return quota > 0 and arrears - inherited >= YEARS_OWED * WEEKS_PER_YEAR * quota


@step
def run(now, p, quota_type, arrears, inherited, status: Write, purse: Write, accounts: Write):
    """Act in the second week of each period, for all of it."""
    if not second_week(now.week):
        return
    chance = weekly_probability(WEEKS_PER_PERIOD * p.rate)
    for official in candidates(now, DIES, chance):
        if status[official] == VACANT or draw(now, DIES, official) >= chance:
            continue
        quota = quota_of(quota_type[official], p.quota_low, p.quota_middle, p.quota_high)
        if is_overwhelmed(arrears[official], inherited[official], quota):
            leaves_post(official, HOME, status, purse, accounts)
