"""Obligations: what an official has to pay upward, and what stays owed.

Claims:
    An official owes a personal quota, which depends on the type of the employer.
    The party calls levies at any time, on top of the quota.
    A levy may ask at least what the last one asked at most. This ratchet acts on levies alone.
    The party collects quotas once a year.
    When far fewer officials than in better years meet their quota, the party collects every four weeks, for good.
    An official who cannot pay owes the rest.

Leaves out:
    A firm owes nothing as a whole (pf-g-15), and pays nothing for officials who cannot (pf-g-14-firm).
    Quotas stay level. The order to double contributions (pf-g-10) is left to the number and size of levies.
    A missed quota has no consequences here. They are left to `recall`.
    Officials do no side work here. It is left to `side_work`.
    Nobody lends, and nobody holds anything back.
    An official who leaves owes nothing for the part of the year that has not been collected.
    A year has 52 weeks.
    The ratchet lifts levies no further than to a year's low quota. Without an end no sum would be large enough, and
        no report has a levy as large as that.

Assumes:
    Officials pay levies before the quota, and arrears last.
    The next holder of a post takes over its arrears. Reports speak of debts of people and of firms.

Sources:
    nk-2019-intv-02  Levies rise.
    nk-2019-mss-15  Officials feel that quotas are out of reach.
    nk-2022-surv-15  Debts pile up.
    pf-g-01  Traders pay sums of this size each year.
    pf-g-02  Quotas depend on the type of the employer.
    pf-g-02-workers  Workers pay least.
    pf-g-03  Representatives are charged a sum each year.
    pf-g-05  Quotas depend on the agency.
    pf-g-11  The party calls a levy for an anniversary.
    pf-g-11-daily-nk  The same levy asks about a tenth of somebody else.
    pf-g-12  The quota has this size.
    pf-g-12-monthly  The quota is collected monthly after many missed it.
    pf-g-14  The party calls a levy for a congress.
    pf-g-14-couple  A couple pays twice.
    pf-g-14-ratchet  One round's least was the last one's most.

Readings:
    "so many missed it" (pf-g-12-monthly) -> those who meet the quota fall below a share of the best year so far.

Checked by:
    nk-2019-intv-17  The sum to be paid upward doubles every year.
    pf-g-13  Almost nobody meets the yearly quota.
    pf-g-16  Officials paid about half of two levies.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, share_of, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import OFFICIALS, PARTY, total, transfer
from legation.kernel.units import Within
from legation.mechanisms.shared.people import quota_of
from legation.population.codes import VACANT
from legation.population.declaration import FLOW, PLACE, SHARES, WORLD, Column

CALLED = purpose("obligations: a levy is called")
RATCHET = purpose("obligations: the least of a levy is the most of the last one")
ASKED = purpose("obligations: what a levy asks of an official")


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    quota_low: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    quota_middle: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    quota_high: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    monthly_below: Annotated[int, "share"]
    arrears_share: Annotated[int, "share"]
    levies_early: Annotated[int, "1/yr"]
    levies_late: Annotated[int, "1/yr"]
    levy_early: Annotated[int, "USD", Within(0, 1_000_000)]
    levy_late: Annotated[int, "USD", Within(0, 1_000_000)]
    levy_width: Annotated[int, "ratio", Within(1, 10)]
    ratchet: Annotated[int, "probability"]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("monthly", WORLD, np.uint8, "0 or 1", "1 once quotas are collected every four weeks", most=1),
    Column("best_met", WORLD, np.int64, SHARES, "share meeting the quota in the best year so far", least=0, most=ONE),
    Column("levy_high", WORLD, np.int64, "US cents", "the most that the last levy asked of anybody", least=0),
    Column("quota_due", PLACE, np.int64, "US cents", "quota asked for", FLOW, least=0),
    Column("quota_paid", PLACE, np.int64, "US cents", "quota paid when it was due", FLOW, least=0),
    Column("arrears_paid", PLACE, np.int64, "US cents", "paid on arrears", FLOW, least=0),
    Column("quota_asked", PLACE, np.int64, "persons", "officials asked for a year's quota", FLOW, least=0),
    Column("quota_met", PLACE, np.int64, "persons", "officials who had paid their year's quota in full", FLOW, least=0),
    Column("levies", WORLD, np.int64, "levies", "levies called", FLOW, least=0),
    Column("levy_asked", PLACE, np.int64, "US cents", "asked for in levies", FLOW, least=0),
    Column("levy_paid", PLACE, np.int64, "US cents", "paid in levies when they were due", FLOW, least=0),
)


@rule
def between(early, late, time):
    """The amount at a time between 0, early, and 2**16, late."""
    return early + share_of(late - early, time)


@rule
def levy_least(p, time, last_most, luck):
    """A levy's least sum in cents: the usual least of its time, or the last levy's most if the ratchet catches.

    The usual sum of its time lies midway between the least and the most; rounded down.
    """
    usual = 2 * ONE * between(p.levy_early, p.levy_late, time) // (ONE + p.levy_width)
    return max(usual, min(last_most, p.quota_low * WEEKS_PER_YEAR)) if luck < p.ratchet else usual


@rule
def levy_called(now, p, time, last_most):
    """The least and the most that this week's levy asks for, in cents; 0 and 0 in a week without one."""
    if draw(now, CALLED, 0) >= weekly_probability(between(p.levies_early, p.levies_late, time)):
        return 0, 0
    least = levy_least(p, time, last_most, draw(now, RATCHET, 0))
    return least, share_of(least, p.levy_width)


@rule
def levy_share(least, most, luck):
    """The sum that a levy asks of one official, in cents: evenly spread from the least to the most; rounded down."""
    return least + share_of(most - least, luck >> 16)


@rule
def give(now, first, least, most, status, savings, spent, arrears):
    """Collect one place's part of a levy. Returns the cents asked and the cents paid."""
    asked, received = 0, 0
    for official in range(len(status)):
        if status[official] != VACANT:
            share = levy_share(least, most, draw(now, ASKED, first + official))
            cents = min(savings[official], share)
            savings[official] -= cents
            spent[official] += cents
            arrears[official] += share - cents
            asked += share
            received += cents
    return asked, received


@rule
def levy(now, place_first, least, most, status, savings, spent, arrears, own, accounts):
    """Ask all places for a levy."""
    for here in range(len(own.levy_asked)):
        a, b = place_first[here], place_first[here + 1]
        asked, cents = give(now, a, least, most, status[a:b], savings[a:b], spent[a:b], arrears[a:b])
        own.levy_asked[here] += asked
        own.levy_paid[here] += cents
        transfer(accounts, OFFICIALS, PARTY, cents)


@rule
def settle(p, week, year_began, last, quota_type, week_posted, status, savings, spent, arrears, paid):
    """One place's collection: first the quota of the weeks since the last one, then arrears.

    Payments on arrears count towards this year's quota until that is met.

    Returns  cents due, cents paid of these, cents paid on arrears
    """
    due, on_time, on_arrears = 0, 0, 0
    for official in range(len(status)):
        if status[official] != VACANT:
            quota = quota_of(quota_type[official], p.quota_low, p.quota_middle, p.quota_high)
            owed = quota * (week - max(week_posted[official], last))
            cents = min(savings[official], owed)
            debt = arrears[official] + owed - cents
            late = min(share_of(savings[official] - cents, p.arrears_share), debt)
            savings[official] -= cents + late
            spent[official] += cents + late
            arrears[official] = debt - late
            of_the_year = quota * (week - max(week_posted[official], year_began))
            paid[official] = min(paid[official] + cents + late, of_the_year)
            due += owed
            on_time += cents
            on_arrears += late
    return due, on_time, on_arrears


@rule
def close_the_year(p, week, year_began, quota_type, week_posted, status, paid):
    """Begin a place's next year at zero. Returns officials who were asked for a quota, and those who met it."""
    asked, met = 0, 0
    for official in range(len(status)):
        if status[official] != VACANT:
            quota = quota_of(quota_type[official], p.quota_low, p.quota_middle, p.quota_high)
            of_the_year = quota * (week - max(week_posted[official], year_began))
            if of_the_year > 0:
                asked += 1
                met += paid[official] >= of_the_year
        paid[official] = 0
    return asked, met


@step
def run(
    now,
    p,
    place_first,
    levy_time,
    quota_type,
    week_posted,
    status,
    savings: Write,
    spent: Write,
    arrears: Write,
    paid: Write,
    collected: Write,
    own: Write,
    accounts: Write,
):
    """Call levies by chance, and collect quotas in the last week of a year or of each four weeks."""
    # A levy is called for all places, so it follows their mean.
    least, most = levy_called(now, p, total(levy_time) // len(levy_time), own.levy_high[0])
    if most > 0:
        own.levies[0] += 1
        own.levy_high[0] = most
        levy(now, place_first, least, most, status, savings, spent, arrears, own, accounts)
    year_ends = now.week % WEEKS_PER_YEAR == WEEKS_PER_YEAR - 1
    if not year_ends and (own.monthly[0] == 0 or now.week % WEEKS_PER_PERIOD != WEEKS_PER_PERIOD - 1):
        return
    # The first year of a run may be a part of one; monthly collection begins with a whole year.
    year_began = collected[0] if own.monthly[0] == 0 else now.week - now.week % WEEKS_PER_YEAR - 1
    asked, met = 0, 0
    for here in range(len(own.quota_due)):
        a, b = place_first[here], place_first[here + 1]
        kinds, since, who, last = quota_type[a:b], week_posted[a:b], status[a:b], collected[0]
        due, cents, late = settle(
            p, now.week, year_began, last, kinds, since, who, savings[a:b], spent[a:b], arrears[a:b], paid[a:b]
        )
        own.quota_due[here] += due
        own.quota_paid[here] += cents
        own.arrears_paid[here] += late
        transfer(accounts, OFFICIALS, PARTY, cents + late)
        if year_ends:
            all_here, met_here = close_the_year(p, now.week, year_began, kinds, since, who, paid[a:b])
            own.quota_asked[here] += all_here
            own.quota_met[here] += met_here
            asked += all_here
            met += met_here
    collected[0] = now.week
    if year_ends and asked > 0:
        share = met * ONE // asked
        own.monthly[0] = max(own.monthly[0], share < share_of(own.best_met[0], p.monthly_below))
        own.best_met[0] = max(own.best_met[0], share)
