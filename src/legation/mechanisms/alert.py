"""Alert: how tight control is in each place.

Claims:
    Once in four weeks the centre decides for each place whether flights that became known call for a clampdown.
    After a clampdown a place has none for some weeks, whatever becomes known.
    A clampdown raises alert most in the place of the flight.
    The flight of a group is likelier to set off a clampdown.
    The third of several flights within weeks in one place is likelier to set off a clampdown.
    A political shock tightens control as well.
    Alert decays to a floor after each clampdown.
    Each clampdown raises the floor by a share of what is missing to the ceiling.
    The floor decays as well, but slowly.
    In the form `every_flight` each known flight may set off a clampdown at once, no place rests, and no floor decays.
    In the form `dated` no flight of the model sets off anything, and flights whose dates the record gives act like
        shocks.

Leaves out:
    A minder's flight (`surveillance`) counts as grave, like that of a group, and no more than that.
    The centre answers flights and shocks only. It raises no alarm before an event, as for the summit of pf-j-05.
    The centre does not tighten control to pre-empt flights, which nk-2022-surv-01 gives as the aim.
    The centre does not tighten control because payments fail, which nk-2022-surv-02 gives as the reason.
    Nobody acts here against officials who are suspected.
    Only some flights raise alert. In the form `every_flight` it lies near its ceiling all the same where flights are
        many.
    What becomes known while a place rests is not answered later.
    A shock comes while a place rests as at any other time.
    A clampdown elsewhere gives a place no rest.
    The centre learns of a flight with the same chance each week, however long the flight has been hidden.
    A shock raises alert only in the places that its input names.
    All shocks of a week raise the floor like one clampdown.

Assumes:
    Political shocks tighten control. Their dates and strengths are inputs.
    Alert decays, and so does its floor. No report speaks of easing; that control stays at its highest for good is
        what no report says either.
    The time between two clampdowns in a place has a length that no source gives.
    Alert starts at 0 in 2009.

Sources:
    nk-2019-mss-03  Control tightens after a cluster of desertions.
    nk-2019-mss-04  A clampdown reaches several cities, all in China. This is one report.
    nk-2019-mss-06  Calls at set times leave a flight unknown for a short time only. This is our inference.
    nk-2019-mss-08  Managers answer for flights, so they may hide one for a while. This is our inference.
    pf-f-10  Checks of all staff follow the flight of one official with others close by.

Readings:
    "a cluster" (nk-2019-mss-03) -> three flights that become known in one place within eight weeks.
    "at least four cities" (nk-2019-mss-04) -> places elsewhere feel a clampdown less.
    "with others close by" (pf-f-10) -> the centre is likelier to answer the flight of three persons than of one.
    "after a cluster" (nk-2019-mss-03) -> one clampdown answers several flights.
    "tightening control" (nk-2019-mss-03) -> alert jumps towards its ceiling of 1.

Checked by:
    pf-j-04  An order makes sessions more frequent after a shock. The shock itself enters as a host's act.
    pf-j-04-rise  The same order says that sessions rise.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import LUCK, draw, purpose
from legation.kernel.fixed_point import KEEP_ONE, ONE, RATE_ONE, after_decay, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import total
from legation.kernel.units import Within, Words
from legation.mechanisms.shared.periods import period_ends
from legation.population.codes import CLUSTER_WEEKS
from legation.population.declaration import INPUT, PLACE, PLACE_WEEK, SHARES, Column

KNOWN = purpose("alert: a flight becomes known to the centre")
GROUP_KNOWN = purpose("alert: a group's flight becomes known to the centre")
TRIGGER = purpose("alert: a known flight sets off a clampdown")
SHOCK = purpose("alert: a political shock counts as a clampdown")

DATED, CLAMPDOWN, EVERY_FLIGHT = range(3)

CLUSTER = 3  # The flight of this number in one place within `CLUSTER_WEEKS`, and each later one, is grave.


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    form: Annotated[int, "choice", Words(("dated", "clampdown", "every_flight"))]
    p_trigger: Annotated[int, "probability"]
    grave: Annotated[int, "ratio"]
    jump: Annotated[int, "share"]
    jump_elsewhere: Annotated[int, "share"]
    half_life: Annotated[int, "half-life in weeks"]
    floor_step: Annotated[int, "share"]
    floor_half_life: Annotated[int, "half-life in weeks"]
    rest: Annotated[int, "weeks", Within(0, 520)]
    knowledge_delay: Annotated[int, "weeks", Within(1, 520)]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("dated_flight", INPUT, np.int64, SHARES, "strength of a dated flight in its week", least=0, most=ONE),
    Column("alert_floor", PLACE, np.int64, SHARES, "what alert decays to", least=0, most=ONE),
    Column("known_flights", PLACE_WEEK, np.int64, "flights", "flights learnt of in each of the last weeks", least=0),
    Column("undecided", PLACE, np.int64, "flights", "known since the last decision, grave ones left out", least=0),
    Column("undecided_grave", PLACE, np.int64, "flights", "grave flights known since the last decision", least=0),
    Column("rest_left", PLACE, np.int64, "weeks", "time until flights may set off a clampdown again", least=0),
    Column("ordered", PLACE, np.int64, "clampdowns", "clampdowns ordered this week", least=0),
)


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
    before  flights there that became known in earlier weeks and still count
    """
    return flight < groups or before + flight + 1 >= CLUSTER


@rule
def chance_of_any(flights, chance, grave, grave_chance):
    """Chance that at least one of these flights sets off a clampdown, out of 2**32; short by 4 for each at most.

    chance  of a flight that is not grave, out of 2**32; likewise `grave_chance`
    """
    none = RATE_ONE
    for _ in range(flights):
        none -= (none * (chance >> 1)) >> 31
    for _ in range(grave):
        none -= (none * (grave_chance >> 1)) >> 31
    return (RATE_ONE - none) << 1


@rule
def felt(p, shock, dated_flight):
    """The shock that a place feels this week: a political one, or in the form `dated` the stronger of the two."""
    return max(shock, dated_flight) if p.form == DATED else shock


@step
def run(
    now,
    p,
    shock,
    dated_flight,
    backlog: Write,
    clampdowns: Write,
    own: Write,
    alert: Write,
):
    """Learn of flights, order clampdowns, and let alert fade and rise everywhere."""
    places = len(alert)
    p_grave = min(share_of(p.p_trigger, p.grave), LUCK)
    decides = p.form == CLAMPDOWN and period_ends(now.week)
    keeps_floor = KEEP_ONE if p.form == EVERY_FLIGHT else p.floor_half_life
    all_ordered, strongest = 0, 0
    for here in range(places):
        groups = learnt(now, GROUP_KNOWN, here, places, backlog.unanswered_groups[here], p.knowledge_delay)
        alone = backlog.unanswered[here] - backlog.unanswered_groups[here]
        known = groups + learnt(now, KNOWN, here, places, alone, p.knowledge_delay)
        backlog.unanswered_groups[here] -= groups
        backlog.unanswered[here] -= known
        first = here * CLUSTER_WEEKS
        own.known_flights[first + now.week % CLUSTER_WEEKS] = 0
        before = total(own.known_flights[first : first + CLUSTER_WEEKS])
        own.known_flights[first + now.week % CLUSTER_WEEKS] = known
        own.ordered[here] = 0
        own.rest_left[here] = max(own.rest_left[here] - 1, 0)
        for flight in range(known):
            grave = is_grave(flight, groups, before)
            own.undecided_grave[here] += grave
            own.undecided[here] += not grave
            if p.form == EVERY_FLIGHT:
                chance = p_grave if grave else p.p_trigger
                own.ordered[here] += draw(now, TRIGGER, here + flight * places) < chance
        if decides and own.rest_left[here] == 0:
            chance = chance_of_any(own.undecided[here], p.p_trigger, own.undecided_grave[here], p_grave)
            own.ordered[here] += draw(now, TRIGGER, here) < chance
        if period_ends(now.week):
            own.undecided[here], own.undecided_grave[here] = 0, 0
        all_ordered += own.ordered[here]
        strongest = max(strongest, felt(p, shock[here], dated_flight[here]))
    for here in range(places):
        shaken = felt(p, shock[here], dated_flight[here])
        floor = rises(after_decay(own.alert_floor[here], keeps_floor), p.floor_step, all_ordered)
        own.alert_floor[here] = rises(floor, share_of(p.floor_step, strongest), 1)
        calmer = decays(alert[here], own.alert_floor[here], p.half_life)
        known_here = rises(calmer, p.jump, own.ordered[here])
        known_all = rises(known_here, share_of(p.jump, p.jump_elsewhere), all_ordered - own.ordered[here])
        alert[here] = rises(known_all, share_of(p.jump, shaken), 1)
        # A shock of full strength always counts as one clampdown, a weaker one as one on average.
        own.ordered[here] += draw(now, SHOCK, here) < shaken << 16
        own.rest_left[here] = p.rest if own.ordered[here] > 0 else own.rest_left[here]
        clampdowns[here] += own.ordered[here]
