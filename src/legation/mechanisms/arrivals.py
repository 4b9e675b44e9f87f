"""Arrivals: which of those who reached safety are counted, and when.

Claim:      An official who reached safety is counted months later, or never: some arrivals are hushed up, and some go
            to other countries. A published count is larger, because its class holds diplomats and others as well.
Leaves out: what a count is made public as: rounding, sums over years and what is held back for a time. Whether an
            arrival is counted and how late hangs on nothing else, such as rank or place. Others in the class come and
            go in step with the officials. Relatives who came along: counts of this class are read as officials only.
Source:     pf-a-09 has arrivals lag departures by a long and variable delay: it gives a direction and no number, and
            speaks of all who arrive. Here the delay begins with safety, so that the time since leaving the post is
            longer by the way (`flight`). The counts that pf-f-01 sums up are compared with the model, so no size here
            rests on them. That the delay is lognormal is assumed.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, lookup, power_of_two, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.tables import NORMAL
from legation.kernel.units import Within
from legation.population.codes import ARRIVED, NO_JOURNEY, UNDATED

DELAY = purpose("arrivals: time until an arrival is counted")
COUNTED = purpose("arrivals: an arrival is counted")

DELAY_MOST = 1_040  # weeks: longer than a run, so that the rest makes no difference


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    delay_median_weeks: Annotated[int, "weeks", Within(1, 1_040)]
    delay_spread: Annotated[int, "sd of log", Within(0, 5)]
    share_counted: Annotated[int, "share"]
    coverage: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def delay(p, luck):
    """Weeks from safety to being counted: lognormal, rounded down, at least one."""
    weeks = share_of(p.delay_median_weeks, power_of_two(share_of(lookup(NORMAL, luck >> 22), p.delay_spread)))
    return min(max(weeks, 1), DELAY_MOST)


@rule
def stands_for(coverage):
    """Persons in the class of published counts for each official counted, out of 2**16; rounded down.

    Without any coverage there would be no such number; the least that is above none serves.
    """
    return ONE * ONE // max(coverage, 1)


@step
def run(
    now,
    p,
    place,
    journey_post,
    journeys_used,
    journey_status: Write,
    journey_due: Write,
    counted: Write,
    counted_all: Write,
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
            counted[place[post]] += is_counted
            counted_all[place[post]] += stands_for(p.coverage) if is_counted else 0
            journey_status[row] = NO_JOURNEY
