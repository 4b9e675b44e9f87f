"""Flight: an official leaves the post without leave. The example that all other mechanisms follow.

Claim:      Each week an official leaves with a small chance. It is lower where a close relative is held at home, by a
            factor that may be one, and lower where openings are few and control is tight.
Leaves out: fear, debt, believed recall and preparation, which push (`purge`, `obligations`, `recall`, `intent`); the
            way out, its price, capture and arrival (`pursuit`, `arrivals`): flight here means the attempt. Reports
            have families and groups leave together; here each official leaves alone. Who left leaves the post vacant
            for good until `posts` refills it, so head-counts decline by themselves. No source says what leavers take
            along as a rule; here it is what they hold in the open.
Source:     nk-2019-intv-26 and nk-2019-intv-27 for relatives at home, nk-2022-surv-09 for openings. "Would defect at
            once" is read as a higher rate without a hostage, by a factor that the record does not give; that
            punishment follows is the speaker's belief. That control deters is assumed.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.chance import draw, drawn, purpose
from legation.base.compile import rule, step
from legation.base.fixed import ONE, of, power_of_two, within_a_week
from legation.base.money import LEAVERS
from legation.base.quantities import Within
from legation.population.columns import POSTED, VACANT, Write
from legation.population.people import leaves_post

LEAVES = purpose("flight: leaves the post")


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    h0: Annotated[int, "1/yr"]
    beta_hostage: Annotated[int, "log rate", Within(-5, 8)]
    deterrence: Annotated[int, "share"]


MOVES = frozenset({(POSTED, VACANT)})


@rule
def rate(p, family_home, opportunity, alert):
    """Flights a week of one official, out of 2**31."""
    push = power_of_two(p.beta_hostage) if family_home == 0 else ONE
    return of(of(p.h0, push), of(opportunity, ONE - of(p.deterrence, alert)))


@rule
def highest_rate(p):
    """What no official's rate exceeds: every opening, no control, and whichever family counts for more."""
    return max(rate(p, 0, ONE, 0), rate(p, 1, ONE, 0))


@step
def run(
    now,
    p,
    place,
    family_home,
    opportunity,
    alert,
    status: Write,
    savings: Write,
    hidden: Write,
    earned: Write,
    spent: Write,
    paid: Write,
    unanswered: Write,
    fled: Write,
    fled_in_a_week: Write,
    accounts: Write,
    saturated: Write,
):
    """Let those leave whom chance picks."""
    at_most = within_a_week(highest_rate(p))
    leavers = 0
    for official in drawn(now, LEAVES, at_most):
        if status[official] != POSTED:
            continue
        here = place[official]
        chance = within_a_week(rate(p, family_home[official], opportunity[here], alert[here]))
        saturated[0] += chance > at_most
        if draw(now, LEAVES, official) < chance:
            leaves_post(official, LEAVERS, status, savings, hidden, earned, spent, paid, accounts)
            unanswered[here] += 1
            fled[here] += 1
            leavers += 1
    fled_in_a_week[0] = max(fled_in_a_week[0], leavers)
