"""Surveillance: minders watch officials, report some of them, and take bribes from others.

Claims:
    The state posts minders beside its officials, and more of them where control is tight.
    Minders report some of the officials whom they watch, which makes these suspect.
    An official who does side work is likelier to be reported.
    Suspicion fades.
    An official may pay a minder for not being reported, and is then less suspect than before.
    An official who can't pay, or whose minder takes nothing, is reported.
    A flight is held against the manager of the branch, who may be ordered home for it.
    A manager whose branch somebody fled from watches it more closely, for as long as that is remembered.
    Nothing is held against a manager who came after the flight, and the closer watch ends with who kept it.
    Minders flee, too.

Leaves out:
    Minders are counts without traits. They have no savings, and what they take leaves the model with them.
    Minders have no quota to raise, though pf-g-04 and pf-g-04-2013 have one for those who watch workers.
    Minders of workers, and groups in which workers watch one another, are left out with the workers' traits.
    No minder goes home for having overlooked a flight, and none is chosen or replaced because of bribes.
    All minders of a place take bribes alike, at one price, and the official's reviewers at home take none here.
    A report is not told apart from an invention.
    What minders take does not count among an official's dues, so it does not lower what is left of a month's income.
    Managers do not report officials, and are not punished twice for two flights in one month.
    Nobody answers for a flight of a month in which the manager changed, even if it came after the change.
    A closer watch does not cost the branch any income.
    A minder's flight sends nobody after them, and its way and end are left out.
    Minders do not differ in what drives them, so none is driven harder than the rest of the place.
    Control does not deter minders, and they need no money to leave.
    Nobody leaves together with a minder.
    Inspections from the capital, phone checks and kept passports have no effects of their own.
    An official's suspicion deters no flight, and nobody learns of it before an order.

Assumes:
    All officials of a place and branch who do the same side work are equally likely to be reported.
    What drives officials to leave drives minders of the same place as well. A minder is driven as an official would be
        who has the mean push of the place. Pushes are powers of two, so the factor is the geometric mean of the
        officials' factors. The arithmetic mean would follow the few who owe most or are linked to a fallen faction, and
        minders have neither debts nor links here.
    A bribe takes away suspicion of earlier reports, too. No source says so.
    Bribes and minders' flights have sizes that no source gives.

Sources:
    nk-2019-mss-05  Superiors hear where officials are and whom they meet.
    nk-2019-mss-08  A flight is held against the manager, who watches more than is asked.
    nk-2022-surv-06  Minders are told to watch trade officials closely and to report regularly.
    pf-f-08-accounts  Agents have secret money, and flee when it is watched.
    pf-g-04  An agent who watches workers has to raise a sum each year.
    pf-g-04-per-worker  What an agent has to take from each worker in a month to raise it.
    pf-g-04-watched  One minder watches fifty workers.
    pf-j-03  Hundreds of agents are sent to China, and replaced every three months to limit bribery. One group says so.
    pf-j-07-to-name  Each agent is told to find one or two who are disloyal.
    pf-j-08  Every work site has an agent of its own from 2020. It is of workers.

Readings:
    "find one or two" (pf-j-07-to-name) -> officials whom one minder may report in a year, if there are such rounds
        once or twice a year.
    "every work site" (pf-j-08) -> more minders where control is tight. The report dates the change, and control is no
        input here.
    "held against them personally" (nk-2019-mss-08) -> some managers are ordered home.

Checked by:
    nk-2019-mss-01  Three agents flee from one city within weeks. Another paper disputes number and motive.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.kernel.chance import candidates, draw, purpose
from legation.kernel.fixed_point import ONE, RATE_ONE, power_of_two, product, share_of, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import MINDERS, OFFICIALS, transfer
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.lots import happens
from legation.mechanisms.shared.people import order_home
from legation.mechanisms.shared.periods import period_ends
from legation.population.codes import POSTED, SUMMONED, VACANT
from legation.population.declaration import FLOW, LEVEL, PLACE, WORLD, Column

POSTS_MINDERS = purpose("surveillance: how the number of minders is rounded")
FLEES = purpose("surveillance: a minder flees")
REPORTED = purpose("surveillance: an official is reported")
TAKES = purpose("surveillance: a minder takes a bribe")
PUNISHED = purpose("surveillance: a manager is punished for a flight")
DELAY = purpose("surveillance: how soon a manager who was ordered home has to go")

RATE_MOST = 8 * RATE_ONE  # Rates above 8 a month make no difference.
PUSH_MOST = 16 * ONE  # Stronger ones count as this: beyond, a product below would wrap.


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    minders_per_official: Annotated[int, "ratio", Within(0, 1)]
    per_alert: Annotated[int, "ratio", Within(0, 10)]
    minder_term: Annotated[int, "weeks", Within(4, 1_040)]
    names: Annotated[int, "1/yr", Within(0, 52)]
    side: Annotated[int, "ratio", Within(0, 50)]
    report: Annotated[int, "share"]
    fades: Annotated[int, "half-life in weeks"]
    takes: Annotated[int, "probability"]
    bribe: Annotated[int, "USD", Within(0, 1_000_000)]
    bribe_clears: Annotated[int, "share"]
    punished: Annotated[int, "probability"]
    over_watch: Annotated[int, "ratio", Within(0, 50)]
    forgets: Annotated[int, "half-life in weeks"]
    minders_flee: Annotated[int, "1/yr", Within(0, 5)]
    order_least: Annotated[int, "weeks", Borrowed("recall.order_least")]
    order_most: Annotated[int, "weeks", Borrowed("recall.order_most")]


MOVES = frozenset({(POSTED, SUMMONED)})

COLUMNS = (
    Column("minders_posted", WORLD, np.uint8, "0 or 1", "1 once the first minders are at their places", most=1),
    Column("minders", PLACE, np.int64, "persons", "minders at the place", LEVEL, least=0),
    Column("under_watch", PLACE, np.int64, "persons", "officials present when minders were counted", LEVEL, least=0),
    Column("suspected", PLACE, np.int64, "out of 2**16", "suspicion, summed over those present", LEVEL, least=0),
    Column("bribes", PLACE, np.int64, "US cents", "paid to minders", FLOW, least=0),
    Column("managers_punished", PLACE, np.int64, "persons", "managers ordered home for a flight", FLOW, least=0),
)


@rule
def of_four_weeks(amount, keep):
    """What is left of an amount below 2**32 after four weeks, `keep` out of 2**30 each; rounded down each week."""
    for _ in range(WEEKS_PER_PERIOD):
        amount = product(amount, keep) >> 30
    return amount


@rule
def sought(p, present, alert):
    """Minders whom the state would have at a place, out of 2**16."""
    return share_of(present * p.minders_per_official, ONE + share_of(p.per_alert, alert))


@rule
def exchanged(p, border_open):
    """Share of minders who are replaced in four weeks, out of 2**16: nobody while the border is shut."""
    return share_of(min(WEEKS_PER_PERIOD * ONE // p.minder_term, ONE), border_open)


@rule
def next_minders(minders, sought, exchanged, luck):
    """Minders a month later: those exchanged are as many as are sought. Rounded up if luck is below what is over."""
    mean = minders * ONE + share_of(sought - minders * ONE, exchanged)
    return (mean + ONE - 1 - (luck >> 16)) >> 16


@rule
def chance_to_flee(p, push, opportunity):
    """A minder's chance to flee within four weeks, out of 2**32.

    push  mean of the officials there, a power of two
    """
    driven = share_of(WEEKS_PER_PERIOD * p.minders_flee, power_of_two(min(push, PUSH_MOST)))
    return weekly_probability(share_of(min(driven, RATE_MOST), opportunity))


@rule
def rate(p, minders, present):
    """How often a usual official of a place is reported in four weeks, out of 2**31 and at most eight times."""
    return min(WEEKS_PER_PERIOD * p.names * minders // max(present, 1), RATE_MOST)


@rule
def raised(rate, more):
    """A rate raised by a ratio out of 2**16, at most to eight."""
    return min(share_of(rate, ONE + more), RATE_MOST)


@rule
def rate_of_reports(p, usual, side_share, watched):
    """How often an official is reported in four weeks, out of 2**31, from the usual rate of the place."""
    exposed = raised(usual, share_of(p.side, side_share))
    return raised(exposed, share_of(p.over_watch, watched))


@rule
def fade(keep, status, push, suspicion):
    """Let suspicion fade in one place. Returns who is present, their suspicion and their push, summed."""
    present, suspected, pushes = 0, 0, 0
    for official in range(len(status)):
        left = of_four_weeks(suspicion[official], keep)
        suspicion[official] = left
        here = status[official] != VACANT
        present += here
        suspected += left if here else 0
        pushes += push[official] if here else 0
    return present, suspected, pushes


@rule
def flees(now, chance, here, places, minders):
    """How many of a place's minders flee."""
    gone = 0
    for minder in range(minders):
        gone += draw(now, FLEES, here + minder * places) < chance
    return gone


@rule
def pays_or_is_reported(p, savings, suspicion, luck):
    """What an official whom a minder might report pays for silence, in cents, and the suspicion after it."""
    if savings >= p.bribe and luck < p.takes:
        return p.bribe, suspicion - share_of(p.bribe_clears, suspicion)
    return 0, suspicion + share_of(p.report, ONE - suspicion)


@rule
def meets_minder(now, p, official, here, savings, suspicion, own, accounts):
    """Let an official whom a minder might report pay for silence or be reported."""
    before = suspicion[official]
    cents, after = pays_or_is_reported(p, savings[official], before, draw(now, TAKES, official))
    suspicion[official] = after
    savings[official] -= cents
    own.bribes[here] += cents
    transfer(accounts, OFFICIALS, MINDERS, cents)
    own.suspected[here] += after - before


@rule
def is_new(week, week_posted):
    """Whether a manager took the post after flights were last held against anybody, four weeks ago."""
    return week_posted > week - WEEKS_PER_PERIOD


@rule
def next_watch(p, watched, fled, manager_is_new):
    """How closely a branch is watched a month later, out of 2**16.

    fled  officials who fled from it within the month
    """
    if manager_is_new:
        return 0
    return ONE if fled > 0 else of_four_weeks(watched, p.forgets)


@rule
def hold_to_account(now, p, place, branch_first, week_posted, status, week_due, fled_from, watched, managers_punished):
    """Hold flights against managers: some are ordered home, and branches are watched more closely or less so.

    Returns  how closely the branch is watched that is watched most
    """
    closest = 0
    for unit in range(len(fled_from)):
        if fled_from[unit] == 0 and watched[unit] == 0:
            continue
        manager = branch_first[unit]
        watched[unit] = next_watch(p, watched[unit], fled_from[unit], is_new(now.week, week_posted[manager]))
        closest = max(closest, watched[unit])
        answers = fled_from[unit] > 0 and status[manager] == POSTED and not is_new(now.week, week_posted[manager])
        if answers and draw(now, PUNISHED, manager) < p.punished:
            order_home(p, now.week, manager, draw(now, DELAY, manager), status, week_due)
            managers_punished[place[manager]] += 1
        fled_from[unit] = 0
    return closest


@rule
def most_side_work(side_share):
    """The share of working time that side work takes from whom it takes most."""
    most = 0
    for official in range(len(side_share)):
        most = max(most, side_share[official])
    return most


@step
def run(
    now,
    p,
    place,
    place_first,
    branch,
    branch_first,
    alert,
    opportunity,
    border_open,
    push,
    side_share,
    week_posted,
    status: Write,
    week_due: Write,
    suspicion: Write,
    savings: Write,
    fled_from: Write,
    watched: Write,
    backlog: Write,
    minders_fled: Write,
    own: Write,
    accounts: Write,
    saturated: Write,
):
    """In the last week of each four, post minders, let some flee, hold flights against managers, and report people."""
    if not period_ends(now.week):
        return
    places, busiest = len(alert), 0
    for here in range(places):
        a, b = place_first[here], place_first[here + 1]
        present, own.suspected[here], pushes = fade(p.fades, status[a:b], push[a:b], suspicion[a:b])
        part = exchanged(p, border_open[here]) if own.minders_posted[0] else ONE
        luck = draw(now, POSTS_MINDERS, here)
        minders = next_minders(own.minders[here], sought(p, present, alert[here]), part, luck)
        chance = chance_to_flee(p, pushes // max(present, 1), opportunity[here])
        gone = flees(now, chance, here, places, minders)
        # A minder's flight is grave, which `alert` hears of like that of a group.
        backlog.unanswered[here] += gone
        backlog.unanswered_groups[here] += gone
        minders_fled[here] += gone
        own.minders[here] = minders - gone
        own.under_watch[here] = present
        busiest = max(busiest, rate(p, own.minders[here], present))
    own.minders_posted[0] = 1
    closest = hold_to_account(
        now, p, place, branch_first, week_posted, status, week_due, fled_from, watched, own.managers_punished
    )
    at_most = rate_of_reports(p, busiest, most_side_work(side_share), closest)
    for official in candidates(now, REPORTED, weekly_probability(at_most)):
        if status[official] != POSTED:
            continue
        here = place[official]
        usual = rate(p, own.minders[here], own.under_watch[here])
        often = rate_of_reports(p, usual, side_share[official], watched[branch[official]])
        saturated[0] += often > at_most
        if happens(often, draw(now, REPORTED, official)):
            meets_minder(now, p, official, here, savings, suspicion, own, accounts)
