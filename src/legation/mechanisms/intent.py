"""Intent: what drives officials to leave, and who prepares.

Claims:
    Debts to the party drive officials to leave, more with each quota owed but never beyond a limit.
    Fear after a purge drives officials to leave.
    The choice `drives` says which of the two drive anybody: fear, debt, both or neither.
    The prospect of being called home drives officials to leave, or is welcome to all, or to those who owe much.
    Officials who have seen others of their place leave may be likelier to leave, too.
    Each of these may have no effect.
    Together they change the rate at which officials prepare, and the rate at which they leave (`flight`).
    Preparation, such as learning a mission's number, is a step of its own.

Leaves out:
    Nobody wishes to leave for a reason that no pressure explains.
    Wanting to leave and being able to leave are one here, except that `flight` asks for openings and money.
    Officials tell others nothing, and learn from them only that somebody has left.
    Nobody hears of flights in other places.
    Officials who overstayed fear nothing when reopening is announced.
    Nobody is glad to be called home for a reason other than debts (`mixed`), unless all are (`welcome`).
    Close relatives hold officials back (nk-2019-intv-26) in `flight`, not here.
    Officials think once in four weeks, so a debt, a purge or an order home drives them up to four weeks late.
    Nothing drives newcomers until they think for the first time.
    An official who has prepared remains prepared until they leave.

Assumes:
    The effects have sizes that no report gives.
    The same pressures drive officials to think of asking for help and to prepare.
    Debts count in yearly quotas, up to three of them, and each quota more counts for less. In the form `linear` each
        counts alike, and in the form `relative` only what an official owes beyond the median of the place.
    Under `mixed` the prospect of recall drives out who owes nothing, is as welcome to who owes without end, and leaves
        those cold who owe about seven tenths of a yearly quota.
    Whether officials follow others is open; no source says it.
    One flight a year among a hundred officials of a place counts in full, and more do not count for more.
    Debts that an official found at the post do not count, whatever becomes of them (`obligations`).
    Debts count as nothing where an employer asks for no quota.

Sources:
    nk-2015-recall-09  Officials seek to leave because of purges.
    nk-2019-intv-27  An official would leave at once if close relatives were abroad, and believes that others would.
    nk-2022-surv-02  Control was tightened because payments failed. That debts drive officials out is the outlet's
        inference, and ours.
    nk-2022-surv-13  The outlet supposes that return would dismay officials. It quotes nobody.
    nk-2022-surv-17  Some officials think of asking for help if threatened. It gives no number.
    nk-2022-surv-18  Some officials have prepared. It gives no number.
    nk-2022-surv-19  Officials are under pressure while return seems near. This is the outlet's account.
    pf-g-05-fear  Officials who are months behind with payments are afraid.
    pf-g-09  Some officials were glad to be called home, because it ended the pressure to pay.

Readings:
    dismay at a return that is near (nk-2022-surv-13, nk-2022-surv-19) -> the prospect counts as well as the order.
    the prospect of recall -> half a year at the rate of recalls seen in the place, twice as high for the official
        who stands highest.
    glad because payment pressure ends (pf-g-09) -> recall is welcome the more, the more an official owes.

References:
    Carling 2002  The difference between wanting to leave and being able to.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.kernel.chance import candidates, draw, purpose
from legation.kernel.fixed_point import (
    ONE,
    lookup,
    power_of_two,
    powers_of_two,
    product,
    share_of,
    share_of_u32,
    weekly_probability,
)
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Borrowed, Within, Words
from legation.mechanisms.shared.lots import happens
from legation.mechanisms.shared.people import dossiers, quota_of, quotas_owed, quotas_per_cent
from legation.mechanisms.shared.periods import second_week
from legation.mechanisms.shared.ranks import add_up
from legation.population.codes import RECALL_STEPS, SUMMONED, VACANT
from legation.population.declaration import LEVEL, PLACE, PLACE_STEP, WORLD, Column

PREPARES = purpose("intent: prepares to leave")

FEAR, DEBT, BOTH, NEITHER = range(4)
BOUNDED, LINEAR, RELATIVE = range(3)
REPELS, WELCOME, MIXED = range(3)
ALONE, PEERS = range(2)

FEAR_MOST = 4 * ONE
DEBT_MOST = 3 * ONE  # as `quotas_owed` says
# 1 - e^-debt, out of 2**16, for each 64 out of 2**16 of a yearly quota: a table, because a sweep asks for it.
DEBT_SHIFT = 6
LOG2_E = 94_548  # the logarithm of e to the base 2, out of 2**16
# Half of it is for less than no debt, which weighs nothing, so that nobody has to ask for the greater of two numbers.
_DEBTS = np.maximum(np.arange(-DEBT_MOST, DEBT_MOST + 1, 1 << DEBT_SHIFT), 0)
BOUNDED_DEBTS = (ONE - powers_of_two(-(_DEBTS * LOG2_E >> 16))).astype(np.uint16)  # narrow, to stay close at hand
# A wish is told by how far reasons exceed the usual ones of this year, the last before the purge.
USUAL_FROM, USUAL_UNTIL = week_of(date(2012, 1, 2)), week_of(date(2012, 12, 31))
SEEN_MOST = 2**32 - 1  # More recalls a year and official than this count as this: 65,536, so it makes no difference.
PUSH_MOST = 16 * ONE  # Stronger ones count as this: beyond, the product below would wrap, and preparing is certain.


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    drives: Annotated[int, "choice", Words(("fear", "debt", "both", "neither"))]
    hardship: Annotated[int, "choice", Words(("bounded", "linear", "relative"))]
    believed_recall: Annotated[int, "choice", Words(("repels", "welcome", "mixed"))]
    peers: Annotated[int, "choice", Words(("no", "yes"))]
    beta_arrears: Annotated[int, "log rate", Within(0, 5)]
    beta_fear: Annotated[int, "log rate", Within(0, 5)]
    beta_recall: Annotated[int, "log rate", Within(0, 5)]
    beta_peers: Annotated[int, "log rate", Within(0, 5)]
    prepares: Annotated[int, "1/yr", Within(0, 5)]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("wishing", PLACE, np.int64, "persons", "posted at twice the usual rate of 2012 or more", LEVEL, least=0),
    Column("ready", PLACE, np.int64, "persons", "posted officials who have prepared to leave", LEVEL, least=0),
    Column("owing_upto", PLACE_STEP, np.int64, "persons", "posted by steps of their own debts", least=0),
    Column("usual_pushes", WORLD, np.int64, "power of two, out of 2**16", "pushes of 2012, summed"),
    Column("usual_persons", WORLD, np.int64, "persons", "how many pushes were summed", least=0),
)


@rule
def prospect(status, standing, seen):
    """Recalls that an official expects within half a year, out of 2**16 and at most one.

    The median official stands at a half and expects the usual rate, so twice the standing counts, for half a year.
    """
    usual = min(share_of_u32(min(seen, SEEN_MOST), standing), ONE)
    return ONE if status == SUMMONED else usual


@rule
def bounded(debt):
    """How much a debt weighs, out of 2**16: 1 - e^-debt, at most 64 too little; the debt in yearly quotas.

    Less than none weighs nothing.
    """
    return lookup(BOUNDED_DEBTS, (debt + DEBT_MOST) >> DEBT_SHIFT)


@rule
def hardship(p, debt, usual):
    """How much a debt of so many yearly quotas drives an official, out of 2**16.

    usual  what the median official of the place owes
    """
    weight = bounded(debt - (usual if p.hardship == RELATIVE else 0))
    return debt if p.hardship == LINEAR else weight


@rule
def dread(p, debt):
    """How far the prospect of recall repels, out of 2**16: from 1 to -1, at which it is as welcome."""
    who_owes_nothing = -ONE if p.believed_recall == WELCOME else ONE
    by_debt = 2 if p.believed_recall == MIXED else 0
    return who_owes_nothing - product(by_debt, bounded(debt))


@rule
def example(p, flights_seen):
    """What flights seen in the place add, as a power of two, out of 2**16.

    flights_seen  a year, per hundred officials, out of 2**16
    """
    return share_of(p.beta_peers, min(flights_seen, ONE)) if p.peers == PEERS else 0


@rule
def drives(p, debt, usual, fear, recalls):
    """What drives an official to leave, as a power of two, out of 2**16; debt in yearly quotas. Below 0 it holds back.

    usual  what the median official of the place owes
    """
    return presses(p, debt, usual, recalls, dread(p, debt)) + fears(p, fear)


@rule
def presses(p, debt, usual, recalls, dread):
    """What a debt and recalls that an official expects add to a push, likewise."""
    owes = share_of_u32(p.beta_arrears if p.drives == DEBT or p.drives == BOTH else 0, hardship(p, debt, usual))
    expects = share_of_u32(p.beta_recall, recalls)
    # One is added to the dread and taken off again, because a sweep multiplies faster where no factor lies below 0.
    return owes + share_of_u32(expects, ONE + dread) - expects


@rule
def fears(p, fear):
    """What fear adds to a push, as a power of two, out of 2**16."""
    return share_of(p.beta_fear, min(fear, FEAR_MOST)) if p.drives == FEAR or p.drives == BOTH else 0


@rule
def note_debts(p, dossier, debts):
    """Write what each official of a place owes, in yearly quotas, out of 2**16 and at most three."""
    low, middle, high = quotas_per_cent(p.quota_low), quotas_per_cent(p.quota_middle), quotas_per_cent(p.quota_high)
    for official in range(len(debts)):
        kind = dossier.quota_type[official]
        quota = quota_of(kind, p.quota_low, p.quota_middle, p.quota_high)
        per_cent = quota_of(kind, low, middle, high)
        debts[official] = quotas_owed(dossier.arrears[official], dossier.inherited[official], quota, per_cent)


@rule
def median_debt(debts, status, owing_upto):
    """What the median official of a place owes, in yearly quotas, out of 2**16; rounded down to a step.

    owing_upto  room for the count of who owes how much
    """
    step_size = DEBT_MOST // (RECALL_STEPS - 1)
    present = 0
    for row in range(RECALL_STEPS):
        owing_upto[row] = 0
    for official in range(len(status)):
        if status[official] != VACANT:
            owing_upto[min(debts[official] // step_size, RECALL_STEPS - 1)] += 1
            present += 1
    add_up(owing_upto)
    below_half = 0
    for row in range(RECALL_STEPS):
        below_half += 2 * owing_upto[row] < present
    return min(below_half, RECALL_STEPS - 1) * step_size


@rule
def weigh(p, seen, frightens, linked, usual, standing, status, push):
    """Put each official's push in the place of their debt, in one place. Returns the strongest.

    seen       recalls a year and official
    frightens  fear of the linked and fear of everybody, and what flights seen in the place add to a push
    usual      what the median official owes
    push       debts in yearly quotas, as `note_debts` left them
    """
    fear_linked, fear_all, added = frightens
    # Fear is the same for all who are linked, and for all others, so nobody has to be asked for it.
    always = fears(p, fear_all) + added
    if_linked = fears(p, fear_linked + fear_all) + added - always
    strongest = 0
    # Two loops, because only under `mixed` has each official to be asked how much they dread recall.
    if p.believed_recall == MIXED:
        for official in range(len(status)):
            recalls = prospect(status[official], standing[official], seen)
            power = drives(p, push[official], usual, 0, recalls) + always + (if_linked if linked[official] else 0)
            push[official] = power if status[official] != VACANT else 0
            strongest = max(strongest, power if status[official] != VACANT else 0)
        return strongest
    of_all = dread(p, 0)
    for official in range(len(status)):
        recalls = prospect(status[official], standing[official], seen)
        power = presses(p, push[official], usual, recalls, of_all) + always + (if_linked if linked[official] else 0)
        push[official] = power if status[official] != VACANT else 0
        strongest = max(strongest, power if status[official] != VACANT else 0)
    return strongest


@rule
def rate_of_preparing(p, push):
    """How often an official prepares in four weeks, out of 2**31."""
    return share_of(WEEKS_PER_PERIOD * p.prepares, power_of_two(min(push, PUSH_MOST)))


@step
def run(
    now,
    p,
    place_first,
    recall_seen,
    flights_seen,
    fear_linked,
    fear_all,
    dossier,
    standing,
    status,
    prepared: Write,
    push: Write,
    push_most: Write,
    own: Write,
    saturated: Write,
):
    """In the second week of each four, weigh what drives people to leave, and let those prepare whom chance picks."""
    if not second_week(now.week):
        return
    push_most[0] = 0
    for here in range(len(own.wishing)):
        a, b = place_first[here], place_first[here + 1]
        who, usual = status[a:b], 0
        note_debts(p, dossiers(dossier, a, b), push[a:b])
        if p.hardship == RELATIVE:
            steps = own.owing_upto[here * RECALL_STEPS : (here + 1) * RECALL_STEPS]
            usual = median_debt(push[a:b], who, steps)
        frightens = fear_linked[0], fear_all[0], example(p, flights_seen[here])
        linked, seen = dossier.linked[a:b], recall_seen[here]
        strongest = weigh(p, seen, frightens, linked, usual, standing[a:b], who, push[a:b])
        push_most[0] = max(push_most[0], strongest)
    at_most = rate_of_preparing(p, push_most[0])
    for official in candidates(now, PREPARES, weekly_probability(at_most)):
        if status[official] == VACANT or prepared[official] == 1:
            continue
        rate = rate_of_preparing(p, push[official])
        saturated[0] += rate > at_most
        if happens(rate, draw(now, PREPARES, official)):
            prepared[official] = 1
    # Until 2012 the usual is that of the week; then the mean of the year so far, which stays once the year is over.
    if now.week < USUAL_FROM + WEEKS_PER_PERIOD:
        own.usual_pushes[0], own.usual_persons[0] = 0, 0
    if now.week < USUAL_UNTIL or own.usual_persons[0] == 0:
        pushes, persons = 0, 0
        for official in range(len(status)):
            pushes += push[official]  # 0 at a vacant post
            persons += status[official] != VACANT
        own.usual_pushes[0] += pushes
        own.usual_persons[0] += persons
    twice = own.usual_pushes[0] // max(own.usual_persons[0], 1) + ONE
    for here in range(len(own.ready)):
        ready_here, wishing_here = 0, 0
        for official in range(place_first[here], place_first[here + 1]):
            ready_here += (status[official] != VACANT) & prepared[official]
            wishing_here += (status[official] != VACANT) & (push[official] >= twice)
        own.ready[here] = ready_here
        own.wishing[here] = wishing_here
