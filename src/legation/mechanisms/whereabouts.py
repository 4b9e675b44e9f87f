"""Whereabouts: officials report where they are at set times, and some say that they are where they are not.

Claims:
    Officials call or report to a superior at set times, and more often where control is tight.
    Officials may not leave their district where control is tight, and travel that is forbidden earns nothing.
    Officials cover up the journeys and the side work that they can't do without.
    A cover-up is found out now and then, more often by a superior who answers for an earlier flight.
    A superior may ask relatives who live with the official as a second check.
    An official who is found out is ordered home, or becomes suspect where a superior keeps it quiet.

Leaves out:
    Calls are about place only. The superior hears nothing of whom officials meet.
    Nobody gives up side work, or asks for more leave to travel, for fear of being found out.
    Relatives who are kept at home are not asked, and relatives who are asked always tell the truth.
    Tracked telephones, and the rule that nobody goes out alone (pf-j-10-alone), do not raise the chance of being found
        out.
    Managers report like everybody else, to the mission. After a flight in their own branch they, too, are found out
        more often.
    False reports of a month are gone through once, in its second week.
    An official can't be found out twice in a month.
    The false reports of one official are found out independently of one another.
    The answer to a summit, ten days in which all movements were reported, is left out as in `alert`.
    What awaits an official at home is left out.
    What travel limits take of the margin counts a week later, because `trade` acts earlier in the week.
    Nobody carries the orders out while `recall` is switched off, and those summoned stay as they are.

Assumes:
    A journey that trade needs has to be covered up in proportion to alert, because limits follow alert.
    Control costs income in step with alert. How much of it is due to travel and calls, and how much to sessions, is
        not known.
    That cover-ups happen is our inference: the record speaks of false reports and of work that needs travel.
    A superior who keeps a false report quiet still lets those who watch suspect the official. No source says so.
    Officials without a close relative at home have theirs with them, where the superior can ask.

Sources:
    nk-2019-mss-05  Superiors receive reports on where officials are.
    nk-2019-mss-06  Officials telephone at set times.
    nk-2019-mss-07  Some managers ask the family as a second check.
    nk-2019-mss-08  A flight is held against the manager, who so has reasons to keep a false report quiet.
    nk-2019-mss-09  An official whose report is false has to go home.
    nk-2019-mss-10  Traders need wide travel.
    nk-2019-mss-11  Traders are told not to leave their region.
    pf-j-01-reports  Traders report every evening.

Readings:
    "telephone at set times" (nk-2019-mss-06) and an evening report (pf-j-01-reports) -> one number of reports a week.
    "calling the official's family" (nk-2019-mss-07) -> relatives who live with the official.
    "anyone whose report is found to be false must go home" (nk-2019-mss-09) -> most are ordered home. It is one source,
        and a superior who answers for the unit has reasons to keep it quiet.
    traders who resent the watch because they need travel (nk-2019-mss-10) -> some travel all the same.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.kernel.chance import candidates, draw, purpose
from legation.kernel.fixed_point import ONE, RATE_ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.lots import happens, most_likely
from legation.mechanisms.shared.people import order_home
from legation.mechanisms.shared.periods import second_week
from legation.population.codes import POSTED, SUMMONED
from legation.population.declaration import FLOW, LEVEL, PLACE, SHARES, Column

FOUND_OUT = purpose("whereabouts: a false report is found out")
GOES_HOME = purpose("whereabouts: who is found out is ordered home")
DELAY = purpose("whereabouts: how soon an official who was ordered home has to go")


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    base_per_week: Annotated[int, "ratio", Within(0, 50)]
    per_alert: Annotated[int, "ratio", Within(0, 50)]
    travel_part: Annotated[int, "share"]
    away: Annotated[int, "share"]
    found_out: Annotated[int, "probability"]
    second_check: Annotated[int, "probability"]
    goes_home: Annotated[int, "probability"]
    suspect: Annotated[int, "share"]
    income_lost: Annotated[int, "share", Borrowed("sessions.income_lost")]
    over_watch: Annotated[int, "ratio", Borrowed("surveillance.over_watch")]
    order_least: Annotated[int, "weeks", Borrowed("recall.order_least")]
    order_most: Annotated[int, "weeks", Borrowed("recall.order_most")]


MOVES = frozenset({(POSTED, SUMMONED)})

COLUMNS = (
    Column("reports", PLACE, np.int64, SHARES, "reports on whereabouts a week", LEVEL, least=0),
    Column("found_out_ordered", PLACE, np.int64, "orders", "orders home that followed false reports", FLOW, least=0),
)


@rule
def made(p, alert):
    """Reports a week of one official, out of 2**16."""
    return p.base_per_week + share_of(p.per_alert, alert)


@rule
def travel_left(p, alert):
    """What limits on travel and calls leave of income, out of 2**16."""
    return ONE - share_of(share_of(p.income_lost, p.travel_part), alert)


@rule
def covered_up(p, alert, side_share):
    """Share of reports that say where the official isn't: forbidden journeys and side work; at most all of them."""
    return min(share_of(p.away, alert) + side_share, ONE)


@rule
def rate(p, alert, covered, family_home, watched):
    """How often an official is found out in four weeks, out of 2**31 and at most eight times.

    covered  share of reports that are false
    """
    each = p.found_out + (p.second_check if family_home == 0 else 0)
    month = WEEKS_PER_PERIOD * share_of(share_of(each, covered), made(p, alert)) // 2
    return min(share_of(min(month, 8 * RATE_ONE), ONE + share_of(p.over_watch, watched)), 8 * RATE_ONE)


@step
def run(
    now,
    p,
    place,
    branch,
    alert,
    watched,
    family_home,
    side_share,
    status: Write,
    week_due: Write,
    suspicion: Write,
    travel: Write,
    own: Write,
    saturated: Write,
):
    """Set each place's rhythm of reports and limits; in the second week of each four, find some cover-ups out."""
    tightest = 0
    for here in range(len(alert)):
        own.reports[here] = made(p, alert[here])
        travel[here] = travel_left(p, alert[here])
        tightest = max(tightest, alert[here])
    if not second_week(now.week):
        return
    highest = rate(p, tightest, ONE, 0, ONE)
    for official in candidates(now, FOUND_OUT, most_likely(highest)):
        if status[official] != POSTED:
            continue
        here = place[official]
        covered = covered_up(p, alert[here], side_share[official])
        mine = rate(p, alert[here], covered, family_home[official], watched[branch[official]])
        saturated[0] += mine > highest
        if happens(mine, draw(now, FOUND_OUT, official)):
            if draw(now, GOES_HOME, official) < p.goes_home:
                order_home(p, now.week, official, draw(now, DELAY, official), status, week_due)
                own.found_out_ordered[here] += 1
            else:
                suspicion[official] += share_of(p.suspect, ONE - suspicion[official])
