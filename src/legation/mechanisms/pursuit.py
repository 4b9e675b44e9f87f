"""Pursuit: whether officials under way are captured or reach safety.

Claim:      At the end of the way an official is captured or reaches safety. Capture is the likelier the further
            policing in the host country has come, and less likely for who sought refuge in the city than overland. Who
            was captured could once buy free with money; policing has made that rarer. The others lose what they carry,
            wait in detention while the border is shut, and are handed over when it is open.
Leaves out: capture on the way: it is decided once, in the week in which the way ends. Who travels together shares one
            fate, and is counted as one official. Fewer openings in an epidemic act before the way begins (`flight`),
            not on it. A tie to how tight control at the posts is (`alert`); pf-i-17 has bounties offered, in one
            country. That the captured are let go for other reasons, and what happens to them after they were handed
            over. Who buys free goes on to safety, is asked once, and isn't counted among the captured. A border that
            is half open counts as open.
Source:     nk-2022-surv-07 and pf-j-10 for services that work together, pf-i-09 for face recognition in 2023, pf-c-13
            for cameras and orders to police: that all of this came evenly over the years is our reading.
            nk-2022-surv-08 for handing over. nk-2022-surv-10 for the bribe, near the border, in earlier years, and
            nk-2022-surv-11 for its end, which is read as one that came by degrees; as the fading of bribes rests on
            it, it can't test them. No source speaks of capture from a mission; that it is rarer is assumed.
Checked by: pf-i-11, an estimate for all who flee, where the model holds officials only. It sets no number here.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import ABROAD, AUTHORITIES, TRAVELLERS, transfer
from legation.kernel.units import Within
from legation.population.codes import ARRIVED, DETAINED, NO_JOURNEY, TRANSIT, UNDATED

CAPTURED = purpose("pursuit: captured at the end of the way")
BRIBE = purpose("pursuit: may buy free")


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    capture_early: Annotated[int, "share"]
    capture_late: Annotated[int, "share"]
    mission_risk: Annotated[int, "share"]
    bribe_share: Annotated[int, "share"]
    bribe_price: Annotated[int, "USD", Within(0, 1_000_000)]
    handover_weeks: Annotated[int, "weeks", Within(0, 520)]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def capture(p, policing, overland):
    """Chance that a journey ends in capture, out of 2**16."""
    by_land = p.capture_early + share_of(p.capture_late - p.capture_early, policing)
    return by_land if overland == 1 else share_of(by_land, p.mission_risk)


@rule
def bribe(p, policing, cents):
    """Chance that the captured buy free, out of 2**16: none for who has less than the price."""
    return share_of(p.bribe_share, ONE - policing) if cents >= p.bribe_price else 0


@rule
def ends(now, p, row, post, policing, overland, journey_status, journey_due, journey_cents, accounts):
    """The end of a way: in detention, or in safety with what is left after a bribe. All money has an owner."""
    cents = journey_cents[row]
    caught = draw(now, CAPTURED, post) >> 16 < capture(p, policing, overland)
    freed = caught and draw(now, BRIBE, post) >> 16 < bribe(p, policing, cents)
    held = caught and not freed
    lost = cents if held else p.bribe_price if freed else 0
    transfer(accounts, TRAVELLERS, AUTHORITIES, lost)
    transfer(accounts, TRAVELLERS, ABROAD, cents - lost)
    journey_cents[row] = 0
    journey_status[row] = DETAINED if held else ARRIVED
    journey_due[row] = now.week + p.handover_weeks if held else UNDATED


@step
def run(
    now,
    p,
    place,
    policing,
    border_open,
    journey_post,
    journey_overland,
    journeys_used,
    journey_status: Write,
    journey_due: Write,
    journey_cents: Write,
    captured: Write,
    forced_returns: Write,
    arrived: Write,
    under_way: Write,
    detained: Write,
    accounts: Write,
):
    """End the ways that are due, hand over those whose time has come, and count who is under way and in detention."""
    for here in range(len(policing)):
        under_way[here] = 0
        detained[here] = 0
    for row in range(journeys_used[0]):
        post = journey_post[row]
        here, status, due = place[post], journey_status[row], journey_due[row] <= now.week
        if status == TRANSIT and due:
            journey = journey_status, journey_due, journey_cents
            ends(now, p, row, post, policing[here], journey_overland[row], *journey, accounts)
            captured[here] += journey_status[row] == DETAINED
            arrived[here] += journey_status[row] == ARRIVED
        elif status == DETAINED and due and border_open[here] > 0:
            journey_status[row] = NO_JOURNEY
            forced_returns[here] += 1
        under_way[here] += journey_status[row] == TRANSIT
        detained[here] += journey_status[row] == DETAINED
