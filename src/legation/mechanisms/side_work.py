"""Side work: what officials earn beside their assignment when it brings in too little.

Claims:
    An official whose deals do not cover the quota takes up side work.
    The wider the gap, the more side work, up to an income that nobody exceeds.
    Side work does not follow customs trade, so it is a floor under income.
    Side work brings in no more than the quota lacks.
    It takes time away from the post, outside the district.

Leaves out:
    What the work is: placing workers, shops, credit, goods carried across. All of it pays alike.
    Everybody finds side work at once, and nobody earns more by skill, ties or luck.
    It costs nothing, and partners in it never cheat.
    Time for side work is not taken from deals: officials have it because deals have become few.
    An official who came within the four weeks is paid for all of them, and one who left within them for none.
    The gap of a run's first year rests on a guess at the year before (`trade`), in which managers' meetings count for
        nothing.
    What a manager earns by meetings (`brokerage`) counts like deals.
    Nobody is caught or punished for it here. That is left to `whereabouts` and `surveillance`.
    Income from it does not count as income of the post, so neither a review nor a branch's request sees it.
    The gap is that of the post over about a year, so a newcomer begins with what the last holder left.

Assumes:
    The gap is what the deals of the last year lack of a year's quota, and both income and time grow with it in
        proportion.
    How much it pays and how long it takes are wide guesses.

Sources:
    nk-2018-reun-13  Agencies look for new sources of investment. It speaks of no official's own work.
    nk-2019-intv-18  Quotas force officers into side work, and it did not cover them.
    pf-g-13-trade  Representatives who trade on their own account become more.
    pf-g-26  A trader takes a fee for each worker whom he places.

Readings:
    "side work" (nk-2019-intv-18) -> any income that does not come from deals of the assignment.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.fixed_point import ONE, share_of_u32
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import OFFICIALS, SIDE_CUSTOMERS, transfer
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.people import quota_of, quotas_per_cent
from legation.mechanisms.shared.periods import period_ends
from legation.population.codes import VACANT
from legation.population.declaration import FLOW, PLACE, Column


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    income_at_full_gap: Annotated[int, "USD/yr", Within(0, 300_000)]
    time_at_full_gap: Annotated[int, "share"]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (Column("side_income", PLACE, np.int64, "US cents", "earned in side work", FLOW, least=0),)


@rule
def gap(income, quota, per_cent):
    """The part of a year's quota that a year's income lacks, out of 2**16; none without a quota.

    quota     of a year in cents
    per_cent  yearly quotas in a cent, out of 2**60 and rounded up, so the gap is exact or one too small
    """
    covered = min(income, quota) * per_cent >> 44
    return max(ONE - covered, 0) if quota > 0 else 0


@rule
def work(p, quota_type, status, trailing, savings, earned, side_share):
    """One place's period. Returns the cents earned."""
    year = WEEKS_PER_YEAR
    each_low, each_middle = quotas_per_cent(p.quota_low), quotas_per_cent(p.quota_middle)
    each_high = quotas_per_cent(p.quota_high)
    cents = 0
    for official in range(len(status)):
        kind = quota_type[official]
        quota = quota_of(kind, year * p.quota_low, year * p.quota_middle, year * p.quota_high)
        lacking = gap(trailing[official], quota, quota_of(kind, each_low, each_middle, each_high))
        lacking = lacking if status[official] != VACANT else 0
        at_most = min(p.income_at_full_gap, quota_of(kind, p.quota_low, p.quota_middle, p.quota_high))
        income = share_of_u32(WEEKS_PER_PERIOD * at_most, lacking)
        savings[official] += income
        earned[official] += income
        side_share[official] = share_of_u32(p.time_at_full_gap, lacking)
        cents += income
    return cents


@step
def run(
    now,
    p,
    place_first,
    quota_type,
    status,
    trailing,
    savings: Write,
    earned: Write,
    side_share: Write,
    side_income: Write,
    accounts: Write,
):
    """Pay for four weeks of side work in their last week, before living and dues; it takes as much time till the next.

    It is paid after trade has added up its period, so that side work does not narrow its own gap.
    """
    if not period_ends(now.week):
        return
    for here in range(len(side_income)):
        a, b = place_first[here], place_first[here + 1]
        cents = work(p, quota_type[a:b], status[a:b], trailing[a:b], savings[a:b], earned[a:b], side_share[a:b])
        side_income[here] += cents
        transfer(accounts, SIDE_CUSTOMERS, OFFICIALS, cents)
