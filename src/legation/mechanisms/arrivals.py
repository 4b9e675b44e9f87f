"""Arrivals: which officials who reached safety are counted, and when.

Claims:
    An official who reached safety is counted months later, or never.
    Some arrivals are hushed up, and some officials go to other countries.
    A published count may be larger, because its class may hold diplomats and others as well.

Leaves out:
    Nobody rounds a count, sums it over years or holds it back for a time before it becomes public.
    Rank, place and all else have no influence on whether an arrival is counted, or how late.
    The others in the class come and go in step with the officials.
    Relatives who came along are not counted. We take counts of this class for officials only.

Assumes:
    The delay is lognormal.

Sources:
    pf-a-09  Arrivals lag departures by a long and variable delay. It gives a direction and no number, and speaks of
        all who arrive.

Readings:
    arrivals lag departures (pf-a-09) -> the delay begins with safety, so the time since leaving the post is longer
        by the journey (`flight`).

Checked by:
    pf-f-01  It sums up the yearly counts with which the model is compared.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, lookup, power_of_two, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.tables import NORMAL
from legation.kernel.units import Within, Words
from legation.population.codes import ARRIVED, NO_JOURNEY, UNDATED
from legation.population.declaration import FLOW, PLACE, Column

DELAY = purpose("arrivals: time until an arrival is counted")
COUNTED = purpose("arrivals: an arrival is counted")

MODELLED_ROLES, WITH_DIPLOMATS = range(2)  # as `counted_class` says

DELAY_MOST = 1_040  # weeks: longer than a run, so that the rest makes no difference


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    delay_median_weeks: Annotated[int, "weeks", Within(1, 1_040)]
    delay_spread: Annotated[int, "sd of log", Within(0, 5)]
    share_counted: Annotated[int, "share"]
    counted_class: Annotated[int, "choice", Words(("modelled roles", "with diplomats"))]
    coverage: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("counted", PLACE, np.int64, "officials", "arrived officials who were counted", FLOW, least=0),
    Column(
        "counted_all", PLACE, np.int64, "persons, out of 2**16", "counted, with others in their class", FLOW, least=0
    ),
)


@rule
def delay(p, luck):
    """Weeks from safety to being counted: lognormal, rounded down, at least one."""
    weeks = share_of(p.delay_median_weeks, power_of_two(share_of(lookup(NORMAL, luck >> 22), p.delay_spread)))
    return min(max(weeks, 1), DELAY_MOST)


@rule
def stands_for(counted_class, coverage):
    """Persons in the class of published counts for each official counted, out of 2**16; rounded down.

    If the class is of the roles in the model alone, it is one. Otherwise, without any coverage there would be no such
    number; the least that is above none serves.
    """
    return ONE if counted_class == MODELLED_ROLES else ONE * ONE // max(coverage, 1)


@step
def run(
    now,
    p,
    place,
    journey_post,
    journeys_used,
    journey_status: Write,
    journey_due: Write,
    own: Write,
):
    """Give those who arrived this week their delay, and count, or not, those whose delay is over."""
    for row in range(journeys_used[0]):
        if journey_status[row] != ARRIVED:
            continue
        post = journey_post[row]
        if journey_due[row] == UNDATED:
            journey_due[row] = now.week + delay(p, draw(now, DELAY, post))
        elif journey_due[row] <= now.week:
            is_counted = draw(now, COUNTED, post) >> 16 < p.share_counted
            own.counted[place[post]] += is_counted
            own.counted_all[place[post]] += stands_for(p.counted_class, p.coverage) if is_counted else 0
            journey_status[row] = NO_JOURNEY
