"""Intent: what drives officials to leave, and who prepares.

Claims:
    Debts to the party drive officials to leave.
    Fear after a purge drives officials to leave.
    The prospect of being called home drives officials to leave.
    Each of these three may have no effect.
    Together they raise the rate at which officials prepare, and the rate at which they leave (`flight`).
    Preparation, such as learning a mission's number, is a step of its own.

Leaves out:
    Nobody wishes to leave for a reason that no pressure explains.
    Wanting to leave and being able to leave are one here, except that `flight` asks for openings and money.
    Officials neither learn from others nor tell them anything.
    Officials who overstayed fear nothing when reopening is announced.
    Nobody is relieved at being called home. In pf-g-09 some were glad, the opposite sign.
    Close relatives hold officials back in `flight`, not here.
    Officials think once in four weeks, so a debt, a purge or an order home drives them up to four weeks late.
    Nothing drives newcomers until they think for the first time.
    An official who has prepared remains prepared until they leave.

Assumes:
    The effects have sizes that no report gives.
    The same pressures drive officials to think of asking for help and to prepare.
    Debts count in yearly quotas, up to three of them.
    Debts that an official found at the post do not count. Arrears belong to the post (`obligations`).
    Debts count as nothing where an employer asks for no quota.

Sources:
    nk-2015-recall-09  Officials seek to leave because of purges.
    nk-2019-intv-26  Relatives at home hold an official back.
    nk-2019-intv-27  An official wishes to leave and lacks the means.
    nk-2022-surv-02  Control was tightened because payments failed. That debts drive officials out is the outlet's
        inference, and ours.
    nk-2022-surv-13  Officials dread return before it comes. This is the outlet's account.
    nk-2022-surv-17  Some officials think of asking for help if threatened. It gives no number.
    nk-2022-surv-18  Some officials have prepared. It gives no number.
    nk-2022-surv-19  Officials are under pressure while return seems near. This is the outlet's account.

Readings:
    return dreaded before it comes (nk-2022-surv-13, nk-2022-surv-19) -> the prospect counts as well as the order.
    the prospect of recall -> half a year at the rate of recalls seen in the place, twice as high for the official
        who stands highest.

References:
    Carling 2002  The difference between wanting to leave and being able to.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.kernel.chance import candidates, draw, purpose
from legation.kernel.fixed_point import ONE, power_of_two, share_of, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.people import quota_of, quotas_owed, quotas_per_cent
from legation.population.codes import SUMMONED, VACANT

PREPARES = purpose("intent: prepares to leave")

FEAR_MOST = 4 * ONE
PUSH_MOST = 16 * ONE  # Stronger ones count as this: beyond, the product below would wrap, and preparing is certain.


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    beta_arrears: Annotated[int, "log rate", Within(0, 5)]
    beta_fear: Annotated[int, "log rate", Within(0, 5)]
    beta_recall: Annotated[int, "log rate", Within(0, 5)]
    prepares: Annotated[int, "1/yr", Within(0, 5)]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def prospect(status, standing, seen):
    """Recalls that an official expects within half a year, out of 2**16 and at most one.

    The median official stands at a half and expects the usual rate, so twice the standing counts, for half a year.
    """
    return ONE if status == SUMMONED else min(share_of(seen, standing), ONE)


@rule
def drives(p, debt, fear, recalls):
    """What drives an official to leave, as a power of two, out of 2**16; debt in yearly quotas."""
    return (
        share_of(p.beta_arrears, debt) + share_of(p.beta_fear, min(fear, FEAR_MOST)) + share_of(p.beta_recall, recalls)
    )


@rule
def weigh(p, seen, fear_linked, fear_all, quota_type, linked, arrears, inherited, standing, status, push):
    """Write each official's push in one place. Returns the strongest, and how many at least double their rate."""
    per_cent = quotas_per_cent(p.quota_low), quotas_per_cent(p.quota_middle), quotas_per_cent(p.quota_high)
    strongest, wishing = 0, 0
    for official in range(len(status)):
        quota = quota_of(quota_type[official], p.quota_low, p.quota_middle, p.quota_high)
        cent = quota_of(quota_type[official], *per_cent)
        debt = quotas_owed(arrears[official], inherited[official], quota, cent)
        recalls = prospect(status[official], standing[official], seen)
        power = drives(p, debt, linked[official] * fear_linked + fear_all, recalls)
        power = power if status[official] != VACANT else 0
        push[official] = power
        strongest = max(strongest, power)
        wishing += power >= ONE
    return strongest, wishing


@rule
def chance_to_prepare(p, push):
    """Chance to prepare within four weeks, out of 2**32."""
    return weekly_probability(share_of(WEEKS_PER_PERIOD * p.prepares, power_of_two(min(push, PUSH_MOST))))


@step
def run(
    now,
    p,
    place_first,
    recall_seen,
    fear_linked,
    fear_all,
    quota_type,
    linked,
    arrears,
    inherited,
    standing,
    status,
    prepared: Write,
    push: Write,
    push_most: Write,
    wishing: Write,
    ready: Write,
    saturated: Write,
):
    """In the second week of each four, weigh what drives people to leave, and let those prepare whom chance picks."""
    if now.week % WEEKS_PER_PERIOD != 1:
        return
    push_most[0] = 0
    for here in range(len(wishing)):
        a, b = place_first[here], place_first[here + 1]
        post = quota_type[a:b], linked[a:b], arrears[a:b], inherited[a:b], standing[a:b], status[a:b]
        strongest, wishing[here] = weigh(p, recall_seen[here], fear_linked[0], fear_all[0], *post, push[a:b])
        push_most[0] = max(push_most[0], strongest)
    at_most = chance_to_prepare(p, push_most[0])
    for official in candidates(now, PREPARES, at_most):
        if status[official] == VACANT or prepared[official] == 1:
            continue
        chance = chance_to_prepare(p, push[official])
        saturated[0] += chance > at_most
        if draw(now, PREPARES, official) < chance:
            prepared[official] = 1
    for here in range(len(ready)):
        ready_here = 0
        for official in range(place_first[here], place_first[here + 1]):
            ready_here += (status[official] != VACANT) & prepared[official]
        ready[here] = ready_here
