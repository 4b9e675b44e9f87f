"""Upkeep: what it costs to live abroad, and a manager's staff.

Claim:      Managers pay for staff first, and officials for their own living, before anything else, even at a loss.
Leaves out: credit: nobody lends, so who has too little pays less and lives worse, without a debt. Prices, which are the
            same in all places and years. Families, whose keep is in the same sum whether they came along or not. Who
            arrives within the month pays for the whole of it, and who leaves pays nothing for the rest. Officials on
            their way home pay until they go.
Source:     nk-2019-intv-22, one officer's word, for staff who come first, even at a loss; that one's own living comes
            next, before anything paid to the state, is our reading. pf-g-20 gives diplomats' pay, which we take for
            what a living costs.
Checked by: nk-2019-intv-20, one officer's word on what he makes. It is read as what is left of income after staff and
            dues and before his own living, and sets no number here. Dues leave many with just what a living costs,
            so it is above all that assumption which is compared.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.kernel.fixed_point import share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import LIVING, OFFICIALS, transfer
from legation.kernel.units import Within
from legation.population.codes import MANAGER, VACANT


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    living: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    staff: Annotated[int, "ratio"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def staff(p, role):
    """Cents that a manager's staff costs in a month of four weeks: a ratio of a living, rounded down."""
    return share_of(WEEKS_PER_PERIOD * p.living, p.staff) if role == MANAGER else 0


@rule
def pay(p, status, role, savings, spent):
    """Everybody's month, staff first, from savings as far as they go. Returns the cents paid."""
    cents = 0
    for official in range(len(status)):
        for_staff = staff(p, role[official])
        needed = WEEKS_PER_PERIOD * p.living + for_staff
        paid = min(needed, savings[official]) if status[official] != VACANT else 0
        savings[official] -= paid
        # One's own living is what income is for; only staff lessens it.
        spent[official] += min(for_staff, paid)
        cents += paid
    return cents


@step
def run(now, p, status, role, savings: Write, spent: Write, accounts: Write):
    """Pay for the four weeks that end."""
    # The last week of a period: before the month's dues, which find what upkeep has left.
    if now.week % WEEKS_PER_PERIOD == WEEKS_PER_PERIOD - 1:
        transfer(accounts, OFFICIALS, LIVING, pay(p, status, role, savings, spent))
