"""Obligations: what an official has to pay upward, and what stays owed.

Claims:
    An official owes a personal quota, which depends on the type of the employer.
    The party calls levies at any time, on top of the quota.
    A levy is due some weeks after the call. Several may be open at once.
    A levy may ask at least what the last one asked at most. This ratchet acts on levies alone.
    The firm pays a part of what an official lacks when a levy is due, if it still earns.
    The party collects quotas once a year.
    When far fewer officials than in better years meet their quota, the party collects every four weeks, for good.
    Officials keep a part of what living and levies leave them, and neither the quota nor arrears get at it.
    An official who cannot pay owes the rest.

Leaves out:
    A firm owes nothing as a whole (pf-g-15). What it pays for officials costs it nothing that the model holds.
    Quotas stay level. The order to double contributions (pf-g-10) is left to the number and size of levies.
    A missed quota has no consequences here. They are left to `recall`.
    What is kept at one collection is counted again at the next, so monthly collection gets at more of it.
    An official who leaves owes nothing for the part of the year that has not been collected, or for open levies.
    A newcomer owes nothing for levies that were called before.
    A year has 52 weeks.
    The ratchet lifts levies no further than to a year's low quota. Without an end no sum would be large enough, and
        no report has a levy as large as that.

Assumes:
    Every levy leaves the same time to pay.
    Payments on arrears, of levies too, count towards this year's quota until that is met.
    Officials pay what is due, then open levies, then the quota, and arrears last. They pay before the due date only at
        the end of a month of four weeks, when living is paid.
    A firm whose posts earned next to nothing over the last year pays nothing for its officials.
    Whether the next holder of a post takes over its arrears is a choice: all of them, none, or a part. Reports speak
        of debts of people and of firms. What does not stay at the post is lost to the party: nobody in the model pays
        it, whether it follows the person home or ends with the posting. Each time that a post changes hands counts.

Sources:
    nk-2019-intv-02  What officials are expected to pay keeps growing. That levies grow is our reading.
    nk-2019-mss-15  Officials feel that quotas are out of reach.
    nk-2022-surv-15  Debts pile up.
    pf-g-01  Traders pay sums of this size each year.
    pf-g-02  Quotas depend on the type of the employer.
    pf-g-02-workers  Workers pay least.
    pf-g-03  Representatives are charged a sum each year.
    pf-g-05  Quotas depend on the agency.
    pf-g-08-moderate  Officials who earn moderately stay longest, so a full show of income does not pay.
    pf-g-10  Trading companies are told to give twice as much. It is one order.
    pf-g-11  The party calls a levy for an anniversary.
    pf-g-11-daily-nk  The same levy asks about a tenth of somebody else.
    pf-g-12  The quota has this size.
    pf-g-12-monthly  The quota is collected monthly after many missed it.
    pf-g-14  The party calls a levy in October for a congress in January.
    pf-g-14-couple  A couple pays twice.
    pf-g-14-firm  The firm pays a levy that an official cannot pay.
    pf-g-14-ratchet  One round's least was the last one's most.
    pf-j-06-punished  Secret accounts are to be punished, so some officials are taken to hold money back.

Readings:
    "so many missed it" (pf-g-12-monthly) -> those who meet the quota fall below a share of the best year so far.
    "the company has to pay it" (pf-g-14-firm) -> a part of it is paid. The order was given; who obeyed is not said.

Checked by:
    nk-2019-intv-17  The sum to be paid upward doubles every year.
    pf-g-13  Almost nobody meets the yearly quota.
    pf-g-16  Officials paid about half of two levies.
    pf-g-16-third  Three levies are called within half a year.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.chance import draw, draw_again, keys_kept, purpose
from legation.kernel.fixed_point import ONE, product, share_of, share_of_u32, share_of_u63, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import EMPLOYERS, OFFICIALS, PARTY, total, transfer
from legation.kernel.units import Borrowed, Within, Words
from legation.mechanisms.shared.people import quota_of, solvent
from legation.mechanisms.shared.periods import period_ends, year_ends
from legation.population.codes import LEVY_WEEKS, VACANT
from legation.population.declaration import FLOW, OFFICIAL, OPEN_LEVY, PLACE, SHARES, WORLD, Column

CALLED = purpose("obligations: a levy is called")
RATCHET = purpose("obligations: the least of a levy is the most of the last one")
ASKED = purpose("obligations: what a levy asks of an official")

STAY, END, DIVIDED = range(3)  # what becomes of arrears when an official leaves


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    quota_low: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    quota_middle: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    quota_high: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    monthly_below: Annotated[int, "share"]
    arrears_share: Annotated[int, "share"]
    levies_early: Annotated[int, "1/yr"]
    levies_late: Annotated[int, "1/yr"]
    levy_early: Annotated[int, "USD", Within(0, 1_000_000)]
    levy_late: Annotated[int, "USD", Within(0, 1_000_000)]
    levy_width: Annotated[int, "ratio", Within(1, 10)]
    ratchet: Annotated[int, "probability"]
    levy_weeks: Annotated[int, "weeks", Within(0, LEVY_WEEKS - 1)]
    firm_pays: Annotated[int, "share"]
    retained: Annotated[int, "share"]
    arrears_after: Annotated[int, "choice", Words(("stay", "end", "divided"))]
    arrears_leave: Annotated[int, "share"]
    insolvent: Annotated[int, "share", Borrowed("posts.insolvent")]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("monthly", WORLD, np.uint8, "0 or 1", "1 once quotas are collected every four weeks", most=1),
    Column("best_met", WORLD, np.int64, SHARES, "share meeting the quota in the best year so far", least=0, most=ONE),
    Column("levy_high", WORLD, np.int64, "US cents", "the most that the last levy asked of anybody", least=0),
    Column("quota_due", PLACE, np.int64, "US cents", "quota asked for", FLOW, least=0),
    Column("quota_paid", PLACE, np.int64, "US cents", "quota paid when it was due", FLOW, least=0),
    Column("arrears_paid", PLACE, np.int64, "US cents", "paid on arrears", FLOW, least=0),
    Column("quota_asked", PLACE, np.int64, "persons", "officials asked for a year's quota", FLOW, least=0),
    Column("quota_met", PLACE, np.int64, "persons", "officials who had paid their year's quota in full", FLOW, least=0),
    Column("levies", WORLD, np.int64, "levies", "levies called", FLOW, least=0),
    Column("levy_owed", OFFICIAL, np.int64, "US cents", "levies called and not yet due", least=0),
    Column("levy_later", OFFICIAL, np.int64, "US cents", "asked in levies later than the last that fell due", least=0),
    Column("firm_share", OFFICIAL, np.int32, SHARES, "what the firm pays of what was lacking then", least=0, most=ONE),
    Column("levy_called", WORLD, np.int16, "week", "when the last levy was called", neutral=-1),
    Column("levy_key", OPEN_LEVY, np.int64, "key", "key of the luck in a levy's week"),
    Column("levy_odd", OPEN_LEVY, np.int64, "multiplier", "multiplier of the luck in a levy's week"),
    Column("levy_from", OPEN_LEVY, np.int64, "US cents", "the least that a levy asks of anybody", least=0),
    Column("levy_to", OPEN_LEVY, np.int64, "US cents", "the most that it asks; 0 in a week without", least=0),
    Column("levy_asked", PLACE, np.int64, "US cents", "asked for in levies that were called", FLOW, least=0),
    Column("levy_paid", PLACE, np.int64, "US cents", "paid by officials in levies", FLOW, least=0),
    Column("levy_due", PLACE, np.int64, "US cents", "asked in levies that fell due, of who was there", FLOW, least=0),
    Column("levy_met", PLACE, np.int64, "US cents", "of that, paid by officials in time", FLOW, least=0),
    Column("levy_firms", PLACE, np.int64, "US cents", "of that, paid by firms when it was due", FLOW, least=0),
)


@rule
def between(early, late, time):
    """The amount at a time between 0, early, and 2**16, late."""
    return early + share_of(late - early, time)


@rule
def levy_least(p, time, last_most, luck):
    """A levy's least sum in cents: the usual least of its time, or the last levy's most if the ratchet catches.

    The usual sum of its time lies midway between the least and the most; rounded down.
    """
    usual = 2 * ONE * between(p.levy_early, p.levy_late, time) // (ONE + p.levy_width)
    return max(usual, min(last_most, p.quota_low * WEEKS_PER_YEAR)) if luck < p.ratchet else usual


@rule
def levy_of_this_week(now, p, time, last_most):
    """The least and the most that this week's levy asks for, in cents; 0 and 0 in a week without one."""
    if draw(now, CALLED, 0) >= weekly_probability(between(p.levies_early, p.levies_late, time)):
        return 0, 0
    least = levy_least(p, time, last_most, draw(now, RATCHET, 0))
    return least, share_of(least, p.levy_width)


@rule
def levy_share(least, most, luck):
    """The sum that a levy asks of one official, in cents: evenly spread from the least to the most; rounded down."""
    return least + share_of_u32(most - least, luck >> 16)


@rule
def ask(now, first, last_called, least, most, status, week_posted, levy_owed):
    """Tell one place's officials what a new levy asks of them. Returns the cents asked.

    last_called  the week of the levy before: who came later owes nothing yet, whatever the last holder owed
    """
    asked = 0
    for official in range(len(status)):
        here, owed = status[official] != VACANT, levy_owed[official]
        share = levy_share(least, most, draw(now, ASKED, first + official))
        open_before = owed if week_posted[official] <= last_called else 0
        levy_owed[official] = open_before + share if here else 0
        asked += share if here else 0
    return asked


@rule
def asked_of_stayers(levies, slot, called, first, status, week_posted):
    """Cents that a levy asked of those of one place who were there at the call and still are."""
    key, odd, least, most = levies.levy_key[slot], levies.levy_odd[slot], levies.levy_from[slot], levies.levy_to[slot]
    asked = 0
    for official in range(len(status)):
        share = levy_share(least, most, draw_again(key, odd, ASKED, first + official))
        share = share if week_posted[official] <= called else 0
        asked += share if status[official] != VACANT else 0
    return asked


@rule
def note_later(called, levies, first, later):
    """Note what levies called after the week `called`, up to the last one, ask of each official of one place."""
    for official in range(len(later)):
        later[official] = 0
    for after in range(1, levies.levy_called[0] - called + 1):
        slot = (called + after) % LEVY_WEEKS
        key, odd = levies.levy_key[slot], levies.levy_odd[slot]
        least, most = levies.levy_from[slot], levies.levy_to[slot]
        if most > 0:
            for official in range(len(later)):
                later[official] += levy_share(least, most, draw_again(key, odd, ASKED, first + official))


@rule
def note_firms(p, branch_first, quota_type, trailing, firm_share):
    """Note which share of what an official lacks the firm pays, branch by branch."""
    for branch in range(len(branch_first) - 1):
        a, b = branch_first[branch], branch_first[branch + 1]
        share = p.firm_pays if solvent(p, quota_type[a:b], trailing[a:b]) else 0
        for official in range(a, b):
            firm_share[official] = share


@rule
def fall_due(called, firm_share, later, status, week_posted, levy_owed, savings, spent, arrears):
    """One place's part of the levy that is due this week: what is still open of it is paid now, or owed.

    Payments went to the oldest levy first, so what is open beyond the later ones is of this one.

    Returns  cents still open, paid now, paid by firms
    """
    still_open, now_paid, from_firms = 0, 0, 0
    for official in range(len(status)):
        was_there = (status[official] != VACANT) & (week_posted[official] <= called)
        due = max(levy_owed[official] - later[official], 0) if was_there else 0
        cents = min(savings[official], due)
        firm = share_of_u63(due - cents, firm_share[official])
        savings[official] -= cents
        spent[official] += cents
        levy_owed[official] -= due
        arrears[official] += due - cents - firm
        still_open += due
        now_paid += cents
        from_firms += firm
    return still_open, now_paid, from_firms


@rule
def pay_open_levies(last_called, status, week_posted, levy_owed, savings, spent):
    """One place's payments on levies that are not yet due, as far as money goes. Returns the cents paid."""
    paid = 0
    for official in range(len(status)):
        owed = levy_owed[official] if week_posted[official] <= last_called else 0
        cents = min(savings[official], owed) if status[official] != VACANT else 0
        savings[official] -= cents
        spent[official] += cents
        levy_owed[official] -= cents
        paid += cents
    return paid


@rule
def write_off(p, week, week_posted, arrears, inherited):
    """Where somebody comes this week, end the arrears at the post, or divide them: what leaves is rounded down."""
    for post in range(len(week_posted)):
        if week_posted[post] == week:
            cents = inherited[post] if p.arrears_after == END else share_of(inherited[post], p.arrears_leave)
            arrears[post] -= cents
            inherited[post] -= cents


@rule
def settle(p, week, year_began, last, new_year, quota_type, week_posted, status, savings, spent, arrears, inherited,
           paid):  # fmt: skip
    """One place's collection: first the quota of the weeks since the last one, then arrears.

    Neither gets at what officials retain. If the year ends, the next one begins at zero.

    Returns  cents due, cents paid of these, cents paid on arrears, officials of whom a quota of this year is asked,
             those of them who have met it
    """
    due, on_time, on_arrears, asked, met = 0, 0, 0, 0, 0
    for official in range(len(status)):
        here, since = status[official] != VACANT, week_posted[official]
        quota = quota_of(quota_type[official], p.quota_low, p.quota_middle, p.quota_high)
        owed, of_the_year = product(quota, week - max(since, last)), product(quota, week - max(since, year_began))
        owed, of_the_year = owed if here else 0, of_the_year if here else 0
        held = savings[official] if here else 0
        at_hand = held - share_of_u63(held, p.retained)
        cents = min(at_hand, owed)
        debt = arrears[official] + owed - cents
        late = min(share_of_u63(at_hand - cents, p.arrears_share), debt)
        savings[official] -= cents + late
        spent[official] += cents + late
        arrears[official] = debt - late
        inherited[official] = min(inherited[official], debt - late) if here else inherited[official]
        paid_now = min(paid[official] + cents + late, of_the_year) if here else paid[official]
        paid[official] = 0 if new_year else paid_now
        due += owed
        on_time += cents
        on_arrears += late
        asked += of_the_year > 0
        met += (of_the_year > 0) & (paid_now >= of_the_year)
    return due, on_time, on_arrears, asked, met


@rule
def call_levy(now, place_first, least, most, status, week_posted, own):
    """Ask all places for a levy, and keep what is needed to know later what it asked."""
    slot, last_called = now.week % LEVY_WEEKS, own.levy_called[0]
    own.levy_from[slot], own.levy_to[slot] = least, most
    if most == 0:
        return
    own.levy_key[slot], own.levy_odd[slot] = keys_kept(now)
    for here in range(len(own.levy_asked)):
        a, b = place_first[here], place_first[here + 1]
        own.levy_asked[here] += ask(now, a, last_called, least, most, status[a:b], week_posted[a:b], own.levy_owed[a:b])
    own.levies[0] += 1
    own.levy_high[0] = most
    own.levy_called[0] = now.week


@rule
def end_levy(now, p, place_first, branch_first, quota_type, trailing, week_posted, status, savings, spent,
             arrears, own, accounts):  # fmt: skip
    """Collect the levy that is due this week. Each firm pays for its own branch."""
    called = now.week - p.levy_weeks
    # Branches are small, so by branch only what firms pay is worked out, and all else in long sweeps.
    note_firms(p, branch_first, quota_type, trailing, own.firm_share)
    for here in range(len(own.levy_due)):
        a, b = place_first[here], place_first[here + 1]
        who, since = status[a:b], week_posted[a:b]
        asked = asked_of_stayers(own, called % LEVY_WEEKS, called, a, who, since)
        note_later(called, own, a, own.levy_later[a:b])
        still_open, by_officials, by_firms = fall_due(
            called, own.firm_share[a:b], own.levy_later[a:b], who, since, own.levy_owed[a:b], savings[a:b], spent[a:b],
            arrears[a:b],
        )  # fmt: skip
        own.levy_due[here] += asked
        own.levy_met[here] += asked - still_open + by_officials
        own.levy_paid[here] += by_officials
        own.levy_firms[here] += by_firms
        transfer(accounts, OFFICIALS, PARTY, by_officials)
        transfer(accounts, EMPLOYERS, PARTY, by_firms)


@rule
def collect(now, p, place_first, new_year, quota_type, week_posted, status, savings, spent, arrears, inherited, paid,
            collected, own, accounts):  # fmt: skip
    """Collect quotas and arrears; in a year's last week, also decide how they will be collected."""
    # The first year of a run may be a part of one; monthly collection begins with a whole year.
    year_began = collected[0] if own.monthly[0] == 0 else now.week - now.week % WEEKS_PER_YEAR - 1
    asked, met = 0, 0
    for here in range(len(own.quota_due)):
        a, b = place_first[here], place_first[here + 1]
        due, cents, late, all_here, met_here = settle(
            p, now.week, year_began, collected[0], new_year, quota_type[a:b], week_posted[a:b], status[a:b],
            savings[a:b], spent[a:b], arrears[a:b], inherited[a:b], paid[a:b],
        )  # fmt: skip
        own.quota_due[here] += due
        own.quota_paid[here] += cents
        own.arrears_paid[here] += late
        transfer(accounts, OFFICIALS, PARTY, cents + late)
        if new_year:
            own.quota_asked[here] += all_here
            own.quota_met[here] += met_here
            asked += all_here
            met += met_here
    collected[0] = now.week
    if new_year and asked > 0:
        share = met * ONE // asked
        own.monthly[0] = max(own.monthly[0], share < share_of(own.best_met[0], p.monthly_below))
        own.best_met[0] = max(own.best_met[0], share)


@step
def run(
    now, p, place_first, branch_first, levy_time, quota_type, week_posted, trailing, status, savings: Write,
    spent: Write, arrears: Write, inherited: Write, paid: Write, collected: Write, own: Write, accounts: Write,
):  # fmt: skip
    """Write off what newcomers need not take over, call levies by chance, and collect them and quotas when due."""
    if p.arrears_after != STAY:
        write_off(p, now.week, week_posted, arrears, inherited)
    # A levy is called for all places, so it follows their mean.
    least, most = levy_of_this_week(now, p, total(levy_time) // len(levy_time), own.levy_high[0])
    call_levy(now, place_first, least, most, status, week_posted, own)
    if own.levy_to[(now.week - p.levy_weeks) % LEVY_WEEKS] > 0:
        end_levy(now, p, place_first, branch_first, quota_type, trailing, week_posted, status, savings, spent,
                 arrears, own, accounts)  # fmt: skip
    if period_ends(now.week) and now.week - own.levy_called[0] < p.levy_weeks:
        for here in range(len(own.levy_paid)):
            a, b = place_first[here], place_first[here + 1]
            cents = pay_open_levies(
                own.levy_called[0], status[a:b], week_posted[a:b], own.levy_owed[a:b], savings[a:b], spent[a:b]
            )
            own.levy_paid[here] += cents
            transfer(accounts, OFFICIALS, PARTY, cents)
    if year_ends(now.week) or (own.monthly[0] == 1 and period_ends(now.week)):
        collect(now, p, place_first, year_ends(now.week), quota_type, week_posted, status, savings, spent, arrears,
                inherited, paid, collected, own, accounts)  # fmt: skip
