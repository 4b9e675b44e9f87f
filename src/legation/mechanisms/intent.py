"""Intent: what drives officials to leave, and who prepares.

Claim:      Debts to the party, fear after a purge and the prospect of being called home drive officials to leave; each
            may have no effect. Together they raise the rate at which officials prepare, and at which they go
            (`flight`). Preparation, such as to learn a mission's number, is a step of its own.
Leaves out: wishes that no pressure explains, and the difference between wanting to go and being able to (Carling
            2002), of which only openings and money are in `flight`; what officials learn from others or tell them;
            the risk of having overstayed once reopening is announced; relief at being called home. Close relatives
            hold back in `flight`, not here. Officials think once in four weeks, so a debt, a purge or an order home
            drives them up to four weeks late, and newcomers are driven by nothing until then. Whoever is prepared
            remains so until they leave.
Source:     nk-2022-surv-02 has payments as the reason why control was tightened: that debts drive people out is the
            outlet's inference, and ours. nk-2015-recall-09 has purges given as a reason for leaving. nk-2022-surv-13
            and nk-2022-surv-19 have return dreaded before it comes, so the prospect counts as well as the order; both
            are the outlet's account. pf-g-09 has some glad to be called home: the opposite sign, which is left out.
            nk-2022-surv-17 has some think of asking for help if threatened, and nk-2022-surv-18 has some prepared,
            both without a number; that the same pressures move both is assumed. nk-2019-intv-26 and nk-2019-intv-27
            for relatives, and for a wish that stays without means. No report gives the size of any effect. The
            prospect of recall is read as half a year at the rate of recalls seen in the place, twice as high for
            who stands highest. That debts count in yearly quotas, up to three of them, and without those found at the
            post (arrears are the post's, in `obligations`), is assumed; where an employer asks for no quota they count
            as nothing.
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
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

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
    """Write what drives each official of one place. Returns the strongest push, and who doubles their rate or more."""
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
