"""Purge: what the fall of a faction at the centre does to officials abroad.

Claims:
    A faction's fall puts the officials who are linked to it at risk.
    The centre orders some of the linked home at once.
    All of the linked are afraid, for years.
    A purge frightens everybody else, too, but less.
    In the form `shocks` it is each political shock that frightens everybody, whether or not somebody is purged.

Leaves out:
    The model names no persons and no reasons for their fall.
    No other faction falls.
    Rank plays no part.
    Executions other than that of 2013 are no purge here. No report says whom abroad they concerned.
    The counts and dates of executions at home do not enter: nk-2015-recall-15, nk-2015-recall-16, nk-2015-recall-17,
        nk-2015-recall-18 and pf-j-15.
    All linked officials share one number for fear, and everybody shares another, whatever each has seen.
    What hosts do, and how summits end, frightens nobody in the form `purges`; it tightens control (`alert`).
    Fear of the linked does not add to the risk of a later purge.
    An order has the delay of any other (`recall`). In 2013 people are said to have gone home within days.
    Nobody is ordered home for reasons apart from the link.
    Nobody carries the orders out while `recall` is switched off, and those summoned stay as they are.

Assumes:
    Whether shocks other than purges frighten officials is open. The record speaks of purges and denies nothing.
    The share of the linked who are called home, and the fear of others, have sizes that no source gives.

Sources:
    nk-2015-recall-09  Officials seek to leave out of fear.
    nk-2015-recall-12  Officials beyond the linked are anxious.
    nk-2015-recall-13  Officials are exposed by faction, not by rank.
    nk-2015-recall-14  The linked are at risk, and still are a year and a half later.
    pf-j-12  Large numbers go home in December 2013. This is context only.

Readings:
    anxious while purges go on (nk-2015-recall-12) -> fear of everybody follows purges.
    "everyone linked to him was being removed" (nk-2015-recall-14) -> fear fades with a half-life.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, after_decay, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Borrowed, Words
from legation.mechanisms.shared.people import order_home
from legation.population.codes import POSTED, SUMMONED
from legation.population.declaration import FLOW, PLACE, Column

CALLED = purpose("purge: a linked official is ordered home")
DELAY = purpose("purge: how soon an official who was ordered home has to go")

FEAR_MOST = 4 * ONE
PURGES, SHOCKS = range(2)


class Parameters(NamedTuple):
    """Units. The scenario gives values, ranges and sources."""

    fear_half_life: Annotated[int, "half-life in weeks"]
    frightens: Annotated[int, "choice", Words(("purges", "shocks"))]
    everyone: Annotated[int, "share"]
    summoned: Annotated[int, "share"]
    order_least: Annotated[int, "weeks", Borrowed("recall.order_least")]
    order_most: Annotated[int, "weeks", Borrowed("recall.order_most")]


MOVES = frozenset({(POSTED, SUMMONED)})

COLUMNS = (Column("purge_ordered", PLACE, np.int64, "orders", "orders home that followed a purge", FLOW, least=0),)


@rule
def next_fear(p, fear, fright):
    """Fear a week later: what is left of it, and this week's fright, both out of 2**16; four shocks' worth at most."""
    return min(after_decay(fear, p.fear_half_life) + fright, FEAR_MOST)


@rule
def call_home(now, p, first, strength, linked, status, week_due):
    """Order linked officials of one place home. Returns how many.

    strength  of the purge there, out of 2**16
    """
    chance = share_of(p.summoned, strength) << 16
    called = 0
    for official in range(len(status)):
        if status[official] == POSTED and linked[official] == 1 and draw(now, CALLED, first + official) < chance:
            order_home(p, now.week, official, draw(now, DELAY, first + official), status, week_due)
            called += 1
    return called


@step
def run(
    now,
    p,
    place_first,
    linked,
    purge,
    shock,
    status: Write,
    week_due: Write,
    purge_ordered: Write,
    purged: Write,
    fear_linked: Write,
    fear_all: Write,
):
    """Let fear fade, and, where a faction falls this week, frighten those linked to it and order some home."""
    fallen, shaken = 0, 0
    for here in range(len(purge)):
        fallen = max(fallen, purge[here])
        shaken = max(shaken, shock[here])
        if purge[here] > 0:
            a, b = place_first[here], place_first[here + 1]
            purge_ordered[here] += call_home(now, p, a, purge[here], linked[a:b], status[a:b], week_due[a:b])
    fear_linked[0] = next_fear(p, fear_linked[0], fallen)
    fear_all[0] = next_fear(p, fear_all[0], share_of(shaken if p.frightens == SHOCKS else fallen, p.everyone))
    purged[0] = max(purged[0], fallen > 0)
