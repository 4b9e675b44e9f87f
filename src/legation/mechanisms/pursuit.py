"""Pursuit: whether officials on a journey are captured or reach safety.

Claims:
    An official is captured or reaches safety at the end of the journey.
    Capture is the likelier the further policing in the host country has come.
    Capture is less likely for an official who sought refuge in the city than for one who went overland.
    An official who was captured could once buy free with money. Policing has made that rarer.
    The other captured officials lose what they carry and wait in detention while the border is shut.
    They are handed over when the border is open.

Leaves out:
    Nobody is captured earlier on the journey. Capture is decided once, in the week in which the journey ends.
    People who travel together share one fate and are counted as one official.
    Fewer openings in an epidemic act before the journey begins (`flight`), not on it.
    Capture does not depend on alert. Bounties, which pf-i-17 reports from one country, do not enter.
    No captured official is let go for any other reason.
    The model does not say what happens to officials after they were handed over.
    An official who buys free goes on to safety, is asked once, and is not counted among the captured.
    A border that is half open counts as open.

Assumes:
    Capture is rarer for an official in a mission. No source speaks of it.

Sources:
    nk-2022-surv-07  Services of the two countries work together.
    nk-2022-surv-08  Captured officials are handed over.
    nk-2022-surv-10  Captured people bought free near the border, in earlier years.
    nk-2022-surv-11  Captured people can no longer buy free.
    pf-c-13  Police get cameras and orders.
    pf-i-09-cameras  Police use face recognition in 2023.
    pf-j-10  Services of several countries trace people together.

Readings:
    cameras, face recognition and joint tracing (pf-c-13, pf-i-09-cameras, nk-2022-surv-07, pf-j-10) -> policing grew
        evenly over the years.
    "had removed that bribe-out option by 2022" (nk-2022-surv-11) -> bribes end by degrees. Their fading rests
        on this report, so the report cannot test it.

Checked by:
    pf-i-11  It estimates the share captured of all who flee. The model holds officials only.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import ABROAD, AUTHORITIES, TRAVELLERS, transfer
from legation.kernel.units import Within
from legation.population.codes import ARRIVED, DETAINED, NO_JOURNEY, TRANSIT, UNDATED
from legation.population.declaration import FLOW, LEVEL, PLACE, Column

CAPTURED = purpose("pursuit: captured at the end of the way")
BRIBE = purpose("pursuit: may buy free")


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    capture_early: Annotated[int, "share"]
    capture_late: Annotated[int, "share"]
    mission_risk: Annotated[int, "share"]
    bribe_share: Annotated[int, "share"]
    bribe_price: Annotated[int, "USD", Within(0, 1_000_000)]
    handover_weeks: Annotated[int, "weeks", Within(0, 520)]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("under_way", PLACE, np.int64, "officials", "officials under way", LEVEL, least=0),
    Column("detained", PLACE, np.int64, "officials", "officials in detention", LEVEL, least=0),
    Column("captured", PLACE, np.int64, "officials", "officials captured under way", FLOW, least=0),
    Column("forced_returns", PLACE, np.int64, "officials", "captured officials handed over", FLOW, least=0),
    Column("arrived", PLACE, np.int64, "officials", "officials who reached safety", FLOW, least=0),
)


@rule
def capture(p, policing, overland):
    """Chance that a journey ends in capture, out of 2**16."""
    by_land = p.capture_early + share_of(p.capture_late - p.capture_early, policing)
    return by_land if overland == 1 else share_of(by_land, p.mission_risk)


@rule
def bribe(p, policing, cents):
    """Chance that the captured buy free, out of 2**16: none for an official with less than the price."""
    return share_of(p.bribe_share, ONE - policing) if cents >= p.bribe_price else 0


@rule
def ends(now, p, row, post, policing, overland, progress, accounts):
    """End a journey in detention, or in safety with what is left after a bribe. All money has an owner."""
    cents = progress.journey_cents[row]
    caught = draw(now, CAPTURED, post) >> 16 < capture(p, policing, overland)
    freed = caught and draw(now, BRIBE, post) >> 16 < bribe(p, policing, cents)
    held = caught and not freed
    lost = cents if held else p.bribe_price if freed else 0
    transfer(accounts, TRAVELLERS, AUTHORITIES, lost)
    transfer(accounts, TRAVELLERS, ABROAD, cents - lost)
    progress.journey_cents[row] = 0
    progress.journey_status[row] = DETAINED if held else ARRIVED
    progress.journey_due[row] = now.week + p.handover_weeks if held else UNDATED


@step
def run(
    now,
    p,
    place,
    policing,
    border_open,
    departures,
    progress: Write,
    own: Write,
    accounts: Write,
):
    """End the journeys that are due, hand over officials whose detention ends, and count travellers and detainees."""
    for here in range(len(policing)):
        own.under_way[here] = 0
        own.detained[here] = 0
    for row in range(departures.journeys_used[0]):
        post = departures.journey_post[row]
        here, status, due = place[post], progress.journey_status[row], progress.journey_due[row] <= now.week
        if status == TRANSIT and due:
            ends(now, p, row, post, policing[here], departures.journey_overland[row], progress, accounts)
            own.captured[here] += progress.journey_status[row] == DETAINED
            own.arrived[here] += progress.journey_status[row] == ARRIVED
        elif status == DETAINED and due and border_open[here] > 0:
            progress.journey_status[row] = NO_JOURNEY
            own.forced_returns[here] += 1
        own.under_way[here] += progress.journey_status[row] == TRANSIT
        own.detained[here] += progress.journey_status[row] == DETAINED
