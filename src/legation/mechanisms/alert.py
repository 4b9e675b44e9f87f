"""Alert: how tight control is in each place.

Claim:      A flight that becomes known to the centre may set off a clampdown, felt most where it happened. Alert
            rises with each clampdown and decays to a floor that the clampdown has raised.
Leaves out: what makes some flights count for more (a security officer, a group, the third within weeks), clampdowns
            that come before any flight, and political shocks. One jump for every flight would hold alert at its
            ceiling, so only some flights trigger one. Learning of flights has no memory: however long one has been
            hidden, the next week's chance is the same.
Source:     pf-f-10 has checks of all staff follow one flight. nk-2019-mss-03 has control tighten after a cluster.
            nk-2019-mss-04, one report, names several cities, all in China; that places elsewhere feel half as much
            is our reading. nk-2022-surv-01 gives pre-emption as the aim, and pf-j-04 an extradition as the shock:
            both are left out. "Tightened" is read as a jump towards the ceiling of 1. No report speaks of easing: that
            alert decays, and to a floor that never falls, is assumed, as is a start at 0 in 2009.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.chance import LUCK, draw, purpose
from legation.base.compile import rule, step
from legation.base.fixed import ONE, kept, of
from legation.base.quantities import Within
from legation.population.columns import Write

KNOWN = purpose("alert: a flight becomes known to the centre")
TRIGGER = purpose("alert: a known flight sets off a clampdown")


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    p_trigger: Annotated[int, "probability"]
    jump: Annotated[int, "share"]
    half_life: Annotated[int, "half-life in weeks"]
    floor_step: Annotated[int, "share"]
    knowledge_delay: Annotated[int, "weeks", Within(1, 520)]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def decays(alert, floor, keep):
    """Alert a week later: the part above the floor fades, and alert never lies below its floor."""
    return max(floor + kept(alert - floor, keep), floor)


@rule
def rises(alert, jump, times):
    """Alert after a number of clampdowns, each of which takes away a share of what is missing to the ceiling."""
    for _ in range(times):
        alert += of(jump, ONE - alert)
    return alert


@step
def run(now, p, unanswered: Write, ordered: Write, clampdowns: Write, alert: Write, alert_floor: Write):
    """Learn of flights, order clampdowns, and let alert fade and rise everywhere."""
    places = len(alert)
    all_ordered = 0
    for here in range(places):
        known = 0
        for flight in range(unanswered[here]):
            known += draw(now, KNOWN, here + flight * places) < LUCK // p.knowledge_delay
        unanswered[here] -= known
        ordered[here] = 0
        for flight in range(known):
            ordered[here] += draw(now, TRIGGER, here + flight * places) < p.p_trigger
        clampdowns[here] += ordered[here]
        all_ordered += ordered[here]
    for here in range(places):
        alert_floor[here] = min(alert_floor[here] + p.floor_step * all_ordered, ONE)
        calmer = decays(alert[here], alert_floor[here], p.half_life)
        alert[here] = rises(rises(calmer, p.jump, ordered[here]), p.jump // 2, all_ordered - ordered[here])
