"""Upkeep: what officials pay for living abroad, and managers for their staff.

Claims:
    Managers pay for staff first, even at a loss.
    Officials pay for their own living next, before anything else.
    Nobody lives on nothing for long: employers and partners advance what is missing for the least living.
    Advances are paid back from later income, and lenders set an end to what one official may owe.

Leaves out:
    Advances are no arrears: nobody is recalled, frightened or driven away by them.
    They cost no interest, and an official who leaves pays nothing back.
    Who advances what does not matter: employers and partners are one account, and never run out of money.
    Nobody borrows for quotas or levies.
    Between the least living and the usual one, an official with too little pays less and lives worse, without a debt.
    Prices are the same in all places and years.
    A family changes no sum: its keep is included whether the family came along or not.
    An official who arrives within the month pays for the whole of it.
    An official who leaves within the month pays nothing for the rest of it.
    Officials who were ordered home pay until they go.

Assumes:
    An official's own living comes before anything paid to the state. This is our reading.
    Advances are paid back before dues, with a part of what living leaves.
    That there are advances, their end and how low living may fall are assumed. No source speaks of them. Without them
        an official whose income stops would live on nothing for years, at a post that is still filled.

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

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.kernel.fixed_point import share_of, share_of_u63
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import LENDERS, LIVING, OFFICIALS, transfer
from legation.kernel.units import Within
from legation.mechanisms.shared.periods import period_ends
from legation.population.codes import MANAGER, VACANT
from legation.population.declaration import FLOW, LEVEL, OFFICIAL, PLACE, Column


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    living: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    staff: Annotated[int, "ratio"]
    least_living: Annotated[int, "share"]
    advance_most: Annotated[int, "USD", Within(0, 1_000_000)]
    paid_back: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("advanced", OFFICIAL, np.int32, "US cents", "owed to those who advanced a living", least=0),
    Column("advances", PLACE, np.int64, "US cents", "advances that those posted owe", LEVEL, least=0),
    Column("lived_on", PLACE, np.int64, "US cents", "what officials lived on, staff apart", FLOW, least=0),
)


@rule
def staff(p, role):
    """Cents that a manager's staff costs in a month of four weeks: a ratio of a living, rounded down."""
    return share_of(WEEKS_PER_PERIOD * p.living, p.staff) if role == MANAGER else 0


@rule
def missing_living(p, paid, owed):
    """Cents advanced for a month on which an official could spend `paid`, while `owed` is owed for earlier ones."""
    missing = max(share_of(WEEKS_PER_PERIOD * p.living, p.least_living) - paid, 0)
    return min(missing, max(p.advance_most - owed, 0))


@rule
def pay(p, week, status, role, week_posted, savings, spent, advanced):
    """Pay one place's month: staff, then living, as far as savings go; then pay back advances, or take one.

    Returns  cents paid from savings for staff and living, cents advanced, cents paid back, cents that all lived on,
             cents owed for advances
    """
    paid, lent, returned, lived, owed = 0, 0, 0, 0, 0
    usual = WEEKS_PER_PERIOD * p.living
    for official in range(len(status)):
        here, held, before = status[official] != VACANT, savings[official], advanced[official]
        # Who came this month owes nothing of what the last holder owed.
        debt = before if week_posted[official] <= week - WEEKS_PER_PERIOD else 0
        for_staff = min(staff(p, role[official]), held)
        own = min(usual, held - for_staff)
        extra = missing_living(p, own, debt)
        back = min(share_of_u63(held - for_staff - own, p.paid_back), debt)
        debt = debt + extra - back
        cost, extra, back = for_staff + own, extra if here else 0, back if here else 0
        for_staff, cost, debt = for_staff if here else 0, cost if here else 0, debt if here else 0
        savings[official] = held - cost - back
        # One's own living is what income is for, whether it is paid at once or later; only staff lessens it.
        spent[official] += for_staff
        advanced[official] = debt
        paid += cost
        lent += extra
        returned += back
        lived += cost - for_staff + extra
        owed += debt
    return paid, lent, returned, lived, owed


@step
def run(
    now,
    p,
    place_first,
    status,
    role,
    week_posted,
    savings: Write,
    spent: Write,
    own: Write,
    accounts: Write,
):
    """Pay for the four weeks that end."""
    # The last week of a period: before the month's dues, which find what upkeep has left.
    if not period_ends(now.week):
        return
    for here in range(len(own.advances)):
        a, b = place_first[here], place_first[here + 1]
        paid, lent, returned, lived, owed = pay(
            p, now.week, status[a:b], role[a:b], week_posted[a:b], savings[a:b], spent[a:b], own.advanced[a:b]
        )
        own.lived_on[here] += lived
        own.advances[here] = owed
        transfer(accounts, OFFICIALS, LIVING, paid)
        transfer(accounts, LENDERS, LIVING, lent)
        transfer(accounts, OFFICIALS, LENDERS, returned)
