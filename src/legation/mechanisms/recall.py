"""Recall: who is ordered home out of turn, and who goes.

Claims:
    The centre reviews every place each quarter.
    A review orders a few officials home: those furthest behind with payments, linked to a fallen faction, or suspected
        by minders, or earning conspicuously much.
    Which of three rules a review follows is open: as many of the highest score as there is room for; everybody above a
        threshold; or the same room, while income counts from the quota on, so that moderate earners stay longest.
    An order is not an exit. Weeks pass until the official has to go.
    Orders wait while the border is shut.
    No official sees an order before it is given.
    All officials feel where they stand, and see who was sent home, or was kept there on a visit (`home_visits`).

Leaves out:
    Who is suspected, and why, is left to `surveillance` and `whereabouts`.
    Nobody pays a reviewer to be passed over, because no claim of the record says so, and nobody finds mercy. Bribes to
        minders lower suspicion and so the score.
    Reviews do not follow flights, though the inquiry of nk-2015-recall-03 summons people after flights elsewhere.
    Reviews come as often while the border is shut, when they can only give orders, though pf-j-07-closure has none.
    An official who was ordered home earns nothing until they go, also in the years of a shut border, and owes quota and
        levies all the same.
    A missed quota stays a ground for recall. In pf-g-13-recall it lapses once almost nobody meets the quota, and in
        pf-g-13-fear so does the fear of it; in nk-2019-mss-13, of the same year, those who miss it have to go home.
        Where almost all are far behind, debts tell few apart, and other reasons decide who goes; but as many go.
    Where there is room, it is for a share of the posted officials, whatever they did. A review takes nobody below the
        least score to fill it. Above a threshold there is room for all.
    Arrears of quotas and of levies are not told apart. Both count in yearly quotas of the official's own type, up to
        three. Levies ask the same of all, so officials with a low quota reach three sooner.
    Nobody answers for arrears that they found at the post, whatever becomes of these (`obligations`).
    Income of the last year belongs to the post, so a review looks at nobody's income in their first year there. After
        that some of what the last holder earned still counts, since it fades slowly.
    A lot decides for each official by themselves on the step that the room divides. The number taken is right on
        average and not always exact.
    The model does not say what awaits people at home.

Assumes:
    The reasons are weighed, and officials are taken, at sizes that no source gives. A few cases in some towns are a
        least number.

Sources:
    nk-2015-recall-02  Selected people are summoned out of season.
    nk-2015-recall-05  Selected people are summoned out of season.
    nk-2015-recall-06  One order reaches several cities.
    nk-2015-recall-07  Only people who earn foreign currency are examined. The model holds no others.
    nk-2015-recall-14  People linked to a fallen faction are removed.
    nk-2019-intv-19  A missed quota leads home.
    nk-2019-intv-28  The journey home takes a day.
    nk-2019-mss-13  A missed quota leads home.
    nk-2022-surv-06  Minders report on officials.
    nk-2022-surv-13  The outlet supposes that return would dismay officials. It quotes nobody.
    nk-2022-surv-19  Officials are under pressure while return seems near. This is of the same report.
    pf-g-05-arrears  Officials are months in arrears at the end of a year.
    pf-g-05-fear  Officials who are in arrears fear recall.
    pf-g-08  Top earners are recalled.
    pf-g-08-moderate  Officials who earn moderately stay longest.
    pf-j-07-to-name  Agents are told to name officials who have become disloyal.
    pf-j-13  Consular staff of several cities are called home at once.

Readings:
    summoned out of season (nk-2015-recall-02, nk-2015-recall-05) -> a review each quarter. This is against
        nk-2015-recall-05, which says that such a summons had not happened before.
    "several cities" (nk-2015-recall-06) -> the centre reviews all places in one week.
    "those who miss the quota have to go home" (nk-2019-mss-13) -> the rule with a threshold.
    "perform only moderately" (pf-g-08-moderate) -> the rule in which income counts from the quota on.
    dismay at a return that is near (nk-2022-surv-13, nk-2022-surv-19) -> standing and recalls seen are kept apart from
        orders (`intent`).

Checked by:
    nk-2015-recall-01  It counts earners of foreign currency who were sent home.
    nk-2022-surv-12  Officials with more than three years abroad may be sent home.
    pf-g-13  Almost nobody meets the yearly quota, so a rule that takes all who miss it would take nearly everybody.
    pf-j-07  Officials are called home for review again in late 2022.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.chance import LUCK, draw, purpose
from legation.kernel.fixed_point import ONE, product, share_of, share_of_u32
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import HOME
from legation.kernel.picks import those
from legation.kernel.units import Borrowed, NotBelow, Within, Words
from legation.mechanisms.shared.people import (
    REMEMBERED,
    dossiers,
    leaves_post,
    order_home,
    quota_of,
    quotas_owed,
    quotas_per_cent,
)
from legation.mechanisms.shared.periods import quarter_ends
from legation.mechanisms.shared.ranks import add_up
from legation.population.codes import POSTED, RECALL_STEPS, SUMMONED, VACANT
from legation.population.declaration import FLOW, LEVEL, PLACE, PLACE_STEP, Column

CROSSES = purpose("recall: an official who has to go finds a way this week")
ROOM = purpose("recall: a place's review takes one more")
TAKEN = purpose("recall: taken from the step that the room divides")
DELAY = purpose("recall: how soon an official who was ordered home has to go")

THIRD = 2**32 // 3 + 1  # out of 2**32: its share of any number below 2**31, rounded down, is an exact third
THRESHOLD, RANK_AND_CAPACITY, U_SHAPE = range(3)  # what `chosen_by` says


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    chosen_by: Annotated[int, "choice", Words(("threshold", "rank_and_capacity", "u_shape"))]
    capacity: Annotated[int, "share"]
    least_score: Annotated[int, "share"]
    threshold: Annotated[int, "share"]
    link_weight: Annotated[int, "share"]
    income_weight: Annotated[int, "share"]
    suspicion_weight: Annotated[int, "share"]
    top_income: Annotated[int, "ratio"]
    order_least: Annotated[int, "weeks", Within(0, 520)]
    order_most: Annotated[int, "weeks", Within(0, 520), NotBelow("recall.order_least")]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES = frozenset({(POSTED, SUMMONED), (SUMMONED, VACANT)})

COLUMNS = (
    Column("ranked", PLACE_STEP, np.int64, "persons", "posted officials up to each step of the last review", least=0),
    Column("summoned", PLACE, np.int64, "persons", "posted officials who were ordered home", LEVEL, least=0),
    Column("recalls_ordered", PLACE, np.int64, "orders", "orders home that followed a review", FLOW, least=0),
)


@rule
def high_income(p):
    """From which income of about a year on, in cents, an official stands out wholly; 0 if nobody does."""
    return share_of(WEEKS_PER_YEAR * p.quota_middle, p.top_income)


@rule
def is_high(trailing, high):
    """1 out of 2**16 if an income is above the one that counts as high, else 0."""
    return ONE if (trailing > high) & (high > 0) else 0


@rule
def is_own(week, week_posted):
    """Whether the income of the last year is the official's own, who has been at the post for so long."""
    return week - week_posted >= WEEKS_PER_YEAR


@rule
def conspicuous(p, trailing, quota):
    """How far an income of about a year stands out, out of 2**16: all of it above the income that counts as high.

    Below that, nothing; in a U-shape, a part that grows in a line from the official's own quota, cents a week.
    """
    high = high_income(p)
    if high == 0 or trailing > high:
        return is_high(trailing, high)
    above = trailing - WEEKS_PER_YEAR * quota
    return above * ONE // (high - WEEKS_PER_YEAR * quota) if p.chosen_by == U_SHAPE and above > 0 else 0


@rule
def score(p, quotas, income, threat, suspicion):
    """How much speaks for a recall, out of 2**16: three yearly quotas owed count 1, all else its weight.

    quotas     owed, of a year, out of 2**16 and at most three
    income     how far it stands out, out of 2**16
    threat     what the link to a fallen faction adds for this official
    suspicion  out of 2**16
    """
    thirds = product(quotas, THIRD) >> 32
    return thirds + threat + share_of_u32(p.income_weight, income) + share_of_u32(p.suspicion_weight, suspicion)


@rule
def steps_per_score(p):
    """Whole steps for each 1 of score, as many as put the highest possible score on RECALL_STEPS - 1 at most."""
    return (RECALL_STEPS - 1) * ONE // (ONE + p.link_weight + p.income_weight + p.suspicion_weight + 1)


@rule
def step_of(p, per_score, per_cent, dossier, official, threat, income, suspicion):
    """The step of an official on the ladder of scores, from 1 on.

    per_score, per_cent  steps in a score of 1, and yearly quotas of each type in a cent: divisions, made once for all
    """
    kind = dossier.quota_type[official]
    quota = quota_of(kind, p.quota_low, p.quota_middle, p.quota_high)
    cent = quota_of(kind, *per_cent)
    quotas = quotas_owed(dossier.arrears[official], dossier.inherited[official], quota, cent)
    points = score(p, quotas, income, threat if dossier.linked[official] == 1 else 0, suspicion)
    return 1 + share_of_u32(points, per_score)


@rule
def rank(p, week, fear, dossier, suspicion, trailing, week_posted, status, standing, ranked):
    """Put each posted official of a place on a step, kept in `standing`, and count how many are on each or below it."""
    per_score = steps_per_score(p)
    per_cent = quotas_per_cent(p.quota_low), quotas_per_cent(p.quota_middle), quotas_per_cent(p.quota_high)
    threat = share_of(p.link_weight, min(fear, ONE))
    for row in range(RECALL_STEPS):
        ranked[row] = 0
    # The step of everybody is worked out and of some thrown away: without branches a loop takes several at a time, and
    # only the U-shape needs a division for each.
    high = high_income(p)
    for official in range(len(status)):
        income = is_high(trailing[official], high) if is_own(week, week_posted[official]) else 0
        mine = step_of(p, per_score, per_cent, dossier, official, threat, income, suspicion[official])
        standing[official] = mine if status[official] == POSTED else standing[official]
    if p.chosen_by == U_SHAPE:
        for official in range(len(status)):
            if status[official] == POSTED:
                quota = quota_of(dossier.quota_type[official], p.quota_low, p.quota_middle, p.quota_high)
                income = conspicuous(p, trailing[official], quota) if is_own(week, week_posted[official]) else 0
                mine = step_of(p, per_score, per_cent, dossier, official, threat, income, suspicion[official])
                standing[official] = mine
    for official in range(len(status)):
        ranked[standing[official] if status[official] == POSTED else 0] += 1
    ranked[0] = 0  # those who are not posted
    add_up(ranked)


@rule
def room(p, present, luck):
    """How many a review may take: a quarter of the year's share of those present; luck decides on the fraction."""
    return (present * p.capacity + (luck >> 14)) >> 18


@rule
def lowest_taken(ranked, least_step, left_over):
    """The lowest step from which anybody is taken, RECALL_STEPS if there is none.

    It lies above `least_step`, and all who stand above it leave room: `left_over` is how many stay at least.
    """
    lowest = RECALL_STEPS
    for step_up in range(least_step + 1, RECALL_STEPS):
        lowest = min(lowest, step_up if ranked[step_up] > left_over else RECALL_STEPS)
    return lowest


@rule
def stands_high(official, lowest, status, standing):
    """Whether a posted official stands on the lowest step from which anybody is taken, or above it."""
    return (status[official] == POSTED) & (standing[official] >= lowest)


@rule
def share_below(ranked, mine, each_half):
    """The share of a place's posted officials who stand below a step, and half of those on it, out of 2**16.

    each_half  half a person's share, out of 2**32
    """
    return share_of_u32(ranked[mine - 1] + ranked[mine], each_half)


@rule
def note_standing(ranked, each_half, status, standing):
    """Write where the posted officials of a place stand among all, instead of their steps."""
    for official in range(len(status)):
        is_posted = status[official] == POSTED
        mine = standing[official] if is_posted else 1
        standing[official] = share_below(ranked, mine, each_half) if is_posted else standing[official]


@rule
def summon(now, p, here, first, last, ranked, status, standing, week_due):
    """Order those on the highest steps home while there is room, and note where all stood. Returns how many.

    Where a threshold decides, all above it go, and there is no lot.
    """
    no_limit = p.chosen_by == THRESHOLD
    present = ranked[RECALL_STEPS - 1]
    most = present if no_limit else room(p, present, draw(now, ROOM, here))
    least_step = 1 + share_of(p.threshold if no_limit else p.least_score, steps_per_score(p))
    each_half = ONE * ONE // max(2 * present, 1)
    taken = 0
    lowest = lowest_taken(ranked, least_step, present - most)
    for official in those(now, first, last, stands_high, (lowest, status, standing)):
        mine = standing[official]
        below, upto = ranked[mine - 1], ranked[mine]
        left = present if no_limit else most - (present - upto)
        if draw(now, TAKEN, official) * (upto - below) < left * LUCK:
            order_home(p, now.week, official, draw(now, DELAY, official), status, week_due)
            standing[official] = share_below(ranked, mine, each_half)
            taken += 1
    note_standing(ranked, each_half, status[first:last], standing[first:last])
    return taken


@rule
def is_summoned(post, status):
    """Whether the holder of a post has been ordered home and has not gone."""
    return status[post] == SUMMONED


@rule
def seen(recalls, done, posted):
    """Recalls a year and official, seen a week later: what is remembered, and this week's departures; rounded down."""
    return share_of(recalls, REMEMBERED) + (done * ONE // posted if posted > 0 else 0)


@step
def run(
    now,
    p,
    place_first,
    posted,
    border_open,
    fear_linked,
    dossier,
    suspicion,
    trailing,
    week_posted,
    status: Write,
    standing: Write,
    week_due: Write,
    purse: Write,
    recall_seen: Write,
    recalls_done: Write,
    kept_home: Write,
    own: Write,
    accounts: Write,
):
    """Send home those who have to go and find the border open; in the last week of a quarter, review all places."""
    for here in range(len(posted)):
        a, b = place_first[here], place_first[here + 1]
        chance = border_open[here] << 16
        waiting, done = 0, 0
        for official in those(now, a, b, is_summoned, (status,)):
            if week_due[official] <= now.week and draw(now, CROSSES, official) < chance:
                leaves_post(official, HOME, status, purse, accounts)
                done += 1
            else:
                waiting += 1
        recalls_done[here] += done
        recall_seen[here] = seen(recall_seen[here], done + kept_home[here], posted[here])
        kept_home[here] = 0
        if quarter_ends(now.week):
            steps = own.ranked[here * RECALL_STEPS : (here + 1) * RECALL_STEPS]
            held, who = dossiers(dossier, a, b), status[a:b]
            earned, since = trailing[a:b], week_posted[a:b]
            rank(p, now.week, fear_linked[0], held, suspicion[a:b], earned, since, who, standing[a:b], steps)
            taken = summon(now, p, here, a, b, steps, status, standing, week_due)
            own.recalls_ordered[here] += taken
            waiting += taken
        own.summoned[here] = waiting
