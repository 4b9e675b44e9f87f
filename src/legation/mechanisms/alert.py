"""Alert: how tight control is in each place.

Claim:      A flight that becomes known to the centre may set off a clampdown, felt most where it happened. Flights of
            groups, and the third of several within weeks in one place, are likelier to do so. Political shocks tighten
            control as well. Alert rises with each clampdown and decays to a floor, which each clampdown raises by a
            share of what is missing to the ceiling.
Leaves out: that a security officer's flight may count for more, which waits for `surveillance`; alarms before an event
            and pre-emption, for which there is neither flight nor shock; what is done to those who are suspected.
            Only some flights trigger a jump; where they are many, alert lies near its ceiling all the same. Learning of
            flights has no memory: however long one has been hidden, the next week's chance is the same. A shock is
            felt in the places that its input names and nowhere else, and all shocks raise the floor like one clampdown.
Source:     nk-2019-mss-03 has control tighten after a cluster of desertions; we read a cluster as three flights that
            became known in one place within eight weeks. pf-f-10 has checks of all staff follow one flight with
            others close by: that three persons are likelier to be answered than one is our reading of it.
            nk-2019-mss-04, one report, names several cities, all in China; that places elsewhere feel less is our
            reading. nk-2022-surv-01 gives pre-emption as the aim, and nk-2022-surv-02 payments as the reason: both
            are left out. That political shocks tighten control is assumed; their dates and strengths are inputs.
            pf-j-05 has missions on alert before a summit, not after a shock, and is left out. "Tightened" is read as a
            jump towards the ceiling of 1. No report speaks of easing: that alert decays, and to a floor that never
            falls, is assumed, as is a start at 0 in 2009.
Checked by: pf-j-04 and pf-j-04-rise have sessions made more frequent after a shock. The model is compared with
            them, so they set no number here, and the shock itself enters as a host's act.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.chance import LUCK, draw, purpose
from legation.kernel.fixed_point import ONE, after_decay, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import total
from legation.kernel.units import Within
from legation.population.codes import CLUSTER_WEEKS

KNOWN = purpose("alert: a flight becomes known to the centre")
GROUP_KNOWN = purpose("alert: a group's flight becomes known to the centre")
TRIGGER = purpose("alert: a known flight sets off a clampdown")
SHOCK = purpose("alert: a political shock counts as a clampdown")

CLUSTER = 3  # Flights in one place within `CLUSTER_WEEKS`, from which on each is grave.


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    p_trigger: Annotated[int, "probability"]
    grave: Annotated[int, "ratio"]
    jump: Annotated[int, "share"]
    jump_elsewhere: Annotated[int, "share"]
    half_life: Annotated[int, "half-life in weeks"]
    floor_step: Annotated[int, "share"]
    knowledge_delay: Annotated[int, "weeks", Within(1, 520)]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def decays(alert, floor, keep):
    """Alert a week later: the part above the floor fades, and alert never lies below its floor."""
    return max(floor + after_decay(alert - floor, keep), floor)


@rule
def rises(alert, jump, times):
    """Alert, or its floor, after clampdowns, each of which takes away a share of what is missing to the ceiling."""
    for _ in range(times):
        alert += share_of(jump, ONE - alert)
    return alert


@rule
def learnt(now, question, here, places, unknown, delay):
    """How many of a place's unknown flights become known this week."""
    known = 0
    for flight in range(unknown):
        known += draw(now, question, here + flight * places) < LUCK // delay
    return known


@rule
def is_grave(flight, groups, before):
    """Whether a flight known this week is one of a group, or the third or later within weeks in its place.

    flight  its number this week, from 0; groups come first
    before  flights known there in the weeks before that still count
    """
    return flight < groups or before + flight + 1 >= CLUSTER


@step
def run(
    now,
    p,
    shock,
    unanswered: Write,
    unanswered_groups: Write,
    known_flights: Write,
    ordered: Write,
    clampdowns: Write,
    alert: Write,
    alert_floor: Write,
):
    """Learn of flights, order clampdowns, and let alert fade and rise everywhere."""
    places = len(alert)
    p_grave = min(share_of(p.p_trigger, p.grave), LUCK)
    all_ordered, strongest = 0, 0
    for here in range(places):
        groups = learnt(now, GROUP_KNOWN, here, places, unanswered_groups[here], p.knowledge_delay)
        alone = unanswered[here] - unanswered_groups[here]
        known = groups + learnt(now, KNOWN, here, places, alone, p.knowledge_delay)
        unanswered_groups[here] -= groups
        unanswered[here] -= known
        first = here * CLUSTER_WEEKS
        known_flights[first + now.week % CLUSTER_WEEKS] = 0
        before = total(known_flights[first : first + CLUSTER_WEEKS])
        known_flights[first + now.week % CLUSTER_WEEKS] = known
        ordered[here] = 0
        for flight in range(known):
            chance = p_grave if is_grave(flight, groups, before) else p.p_trigger
            ordered[here] += draw(now, TRIGGER, here + flight * places) < chance
        all_ordered += ordered[here]
        strongest = max(strongest, shock[here])
    for here in range(places):
        floor = rises(alert_floor[here], p.floor_step, all_ordered)
        alert_floor[here] = rises(floor, share_of(p.floor_step, strongest), 1)
        calmer = decays(alert[here], alert_floor[here], p.half_life)
        known_here = rises(calmer, p.jump, ordered[here])
        known_all = rises(known_here, share_of(p.jump, p.jump_elsewhere), all_ordered - ordered[here])
        alert[here] = rises(known_all, share_of(p.jump, shock[here]), 1)
        # A shock of full strength always counts as one clampdown, a weaker one as one on average.
        ordered[here] += draw(now, SHOCK, here) < shock[here] << 16
        clampdowns[here] += ordered[here]
