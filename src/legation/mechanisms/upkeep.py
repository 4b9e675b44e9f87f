"""Upkeep: what officials pay for living abroad, and managers for their staff.

Claims:
    Managers pay for staff first, even at a loss.
    Officials pay for their own living next, before anything else.

Leaves out:
    Nobody lends. An official with too little pays less and lives worse, without a debt.
    Prices are the same in all places and years.
    A family changes no sum: its keep is included whether the family came along or not.
    An official who arrives within the month pays for the whole of it.
    An official who leaves within the month pays nothing for the rest of it.
    Officials who were ordered home pay until they go.

Assumes:
    An official's own living comes before anything paid to the state. This is our reading.

Sources:
    nk-2019-intv-22  Staff come first, even at a loss. This is one officer's word.
    pf-g-20  Diplomats are paid sums of this size.

Readings:
    "Diplomats abroad were paid" (pf-g-20) -> what a living abroad costs.

Checked by:
    nk-2019-intv-20  One officer names his income. We read it as what is left after staff and dues and before his own
        living. Dues leave many officials with just what a living costs, so the comparison tests above all what
        a living is assumed to cost.
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
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    living: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    staff: Annotated[int, "ratio"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def staff(p, role):
    """Cents that a manager's staff costs in a month of four weeks: a ratio of a living, rounded down."""
    return share_of(WEEKS_PER_PERIOD * p.living, p.staff) if role == MANAGER else 0


@rule
def pay(p, status, role, savings, spent):
    """Pay everybody's month, staff first, until savings run out. Returns the cents paid."""
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
