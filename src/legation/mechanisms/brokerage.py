"""Brokerage: agencies short of money sell meetings of divided families, and money goes home for a fee.

Claims:
    An agency whose income lies far below its quotas may begin to arrange paid meetings of families.
    It is likelier to begin, the more the agencies that do so already earn by it. All know what these earn.
    It is likelier to begin after the centre has told its units abroad to find money.
    It is less likely to begin where control is tight, because the work is dangerous.
    An agency stops when its income covers its quotas again, or when its people are detained.
    The authorities tolerate more, the shorter of money they are.
    The price of a meeting, and the fee on money that is sent home, are a base and what detention is believed to cost.
    People learn with delay how dangerous the work has become.
    Where agencies are short of money, the authorities at the border pass on a part of the money themselves, for a
        fixed cut. Senders take that way only where it is cheaper.
    Senders send less where less of it arrives.

Leaves out:
    A case of detention concerns those who arrange meetings for an agency, however many, and no officials. Nobody is
        sentenced.
    An agency keeps what it has earned when its people are detained.
    An order has no other effect than on meetings: no foreign investor is found, and no order is enforced.
    What a meeting costs its arrangers is not taken off. Families who want to meet do not mind the price.
    Every meeting of a place and time has the same price, and every sum sent the same fee.
    Senders do not grow in number or lose touch with their families over the years.
    A closed border stops meetings, and nobody begins to arrange any. It stops no money, which is passed on by
        telephone. Agencies that arranged meetings before go on when it opens.
    Agencies do not pass on money. Brokers and agents at the border do.
    Agents at the border take all that a fee holds beyond its base. How they share it is not said.
    Agencies at every place arrange meetings, and money passes through places at the border only.
    What families do with money is not said.

Assumes:
    An agency is an employer's branch in one place.
    An agency passes a share of its income from meetings on at once, and its manager holds the rest.
    Believed danger follows danger as it is, and single cases make no difference.
    The danger of sending money home is that of arranging meetings in the place. No source tells them apart; a what-if
        may take away either.

Sources:
    nk-2018-reun-01  Agencies abroad arrange paid meetings.
    nk-2018-reun-03  The work is dangerous, and cadres keep away from it.
    nk-2018-reun-04  The border is closed and threats are made. That this makes the work dangerous is our inference.
    nk-2018-reun-05  People who are called traitors are used as a source of money.
    nk-2018-reun-06  A shortage of money makes the authorities willing.
    nk-2018-reun-07  Cadres at the centre want other units to copy it.
    nk-2018-reun-08  All units know of it, and it is tolerated.
    nk-2018-reun-09  Other agencies are pushed to earn in this way.
    nk-2018-reun-10  Authorities at the border pass on money for a fixed cut.
    nk-2018-reun-11  Where money comes from no longer matters.
    nk-2018-reun-13  Agencies abroad look for new sources of investment.
    nk-2018-reun-14  Units abroad are ordered to find foreign investors.
    pf-h-03  What brokers take of money sent home, danger included.
    pf-k-07  How much money is sent home in a year.

Readings:
    "normally keep away" (nk-2018-reun-03) -> few agencies begin by themselves, and fewer where control is tight.
    "was not hidden" (nk-2018-reun-08) -> agencies know what others earn, though it says only that they know of it.
    "ordered repeatedly" to find investors (nk-2018-reun-14) -> orders to find money, in all places, for twelve weeks.

Checked by:
    nk-2018-reun-02  One agency earned a sum by meetings.
    pf-h-06  Agents at the border take two fifths to a half of money sent home.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.chance import LUCK, draw, purpose
from legation.kernel.fixed_point import ONE, after_decay, share_of, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import OFFICIALS, PARTY, SENDERS, transfer
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.lots import happens, rounded
from legation.mechanisms.shared.people import income_and_quotas
from legation.mechanisms.shared.periods import second_week
from legation.mechanisms.shared.remittances import border_weight, remit
from legation.population.codes import POSTED
from legation.population.declaration import BRANCH, FLOW, INPUT, LEVEL, PLACE, SHARES, WORLD, Column

BEGINS = purpose("brokerage: an agency begins to arrange meetings")
STOPS = purpose("brokerage: an agency stops arranging meetings")
FOUND = purpose("brokerage: people who arrange meetings for an agency are detained")
MEETS = purpose("brokerage: how the number of meetings is rounded")
ORDERED = purpose("brokerage: the centre orders its units to find money")

PERIODS_PER_YEAR = WEEKS_PER_YEAR // WEEKS_PER_PERIOD
PERIOD_OF_A_YEAR = ONE // PERIODS_PER_YEAR  # rounded down: compiled, a share takes a seventh of a division's time
REVIEW_PERIODS = 3  # an agency considers every twelve weeks whether to begin or stop, a third of all in each period
REVIEW_WEEKS = REVIEW_PERIODS * WEEKS_PER_PERIOD


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    begins: Annotated[int, "1/yr"]
    copies: Annotated[int, "1/yr"]
    pushed: Annotated[int, "1/yr"]
    stops: Annotated[int, "1/yr"]
    caution: Annotated[int, "share"]
    orders: Annotated[int, "1/yr"]
    risk: Annotated[int, "1/yr"]
    risk_calm: Annotated[int, "share"]
    tolerance: Annotated[int, "share"]
    belief: Annotated[int, "half-life in weeks"]
    meetings: Annotated[int, "1/yr"]
    meetings_sought: Annotated[int, "number"]
    meeting_base: Annotated[int, "USD", Within(0, 1_000_000)]
    meeting_loss: Annotated[int, "USD", Within(0, 1_000_000)]
    passed_on: Annotated[int, "share"]
    sent: Annotated[int, "USD/yr", Within(0, 1_000_000_000)]
    weight_dandong: Annotated[int, "weight", Within(1, 1_000)]
    weight_yanji: Annotated[int, "weight", Within(0, 1_000)]
    weight_other_china: Annotated[int, "weight", Within(0, 1_000)]
    sends_less: Annotated[int, "share"]
    base_fee: Annotated[int, "share"]
    loss: Annotated[int, "ratio", Within(0, 100)]
    official_fee: Annotated[int, "share"]
    official_most: Annotated[int, "share"]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column(
        "remittances_free", INPUT, np.int64, SHARES,
        "how far money is sent home without danger, and brokers take their base only", least=0, most=ONE,
    ),
    Column(
        "meetings_free", INPUT, np.int64, SHARES,
        "how far nobody is detained for meetings, which cost their base only", least=0, most=ONE,
    ),
    # Agencies.
    Column("takes_part", BRANCH, np.uint8, "0 or 1", "1 while the agency arranges meetings", most=1),
    Column("shortfall", BRANCH, np.int32, SHARES, "share of its quotas that its income lacks", least=0, most=ONE),
    Column("of_quota", BRANCH, np.int64, "US cents", "quotas of the agency in a year", least=0),
    Column("meeting_year", BRANCH, np.int64, "US cents", "earned by meetings over about the last year", least=0),
    Column("meeting_total", BRANCH, np.int64, "US cents", "earned by meetings since the first week", least=0),
    # Places.
    Column("agencies", PLACE, np.int64, "agencies", "agencies that have a branch there", least=0),
    Column("lacking", PLACE, np.int64, SHARES, "shortfalls of the agencies there, summed", least=0),
    Column("danger", PLACE, np.int64, SHARES, "believed chance of detention in a year", least=0, most=ONE),
    Column("arranging", PLACE, np.int64, "agencies", "agencies that arrange meetings", LEVEL, least=0),
    Column("meetings_most", PLACE, np.int64, "US cents", "the most that one agency has earned", LEVEL, least=0),
    Column("meetings_held", PLACE, np.int64, "meetings", "paid meetings of families", FLOW, least=0),
    Column("arrangers_detained", PLACE, np.int64, "cases", "agencies whose arrangers are detained", FLOW, least=0),
    Column("sent_by_brokers", PLACE, np.int64, "US cents", "sent home by way of brokers", FLOW, least=0),
    Column("brokers_fee", PLACE, np.int64, "US cents", "kept of it by brokers and agents", FLOW, least=0),
    Column("sent_by_office", PLACE, np.int64, "US cents", "sent home by way of the authorities", FLOW, least=0),
    Column("brokerage_income", PLACE, np.int64, "US cents", "the state's part of cuts and meetings", FLOW, least=0),
    # The centre.
    Column("money_orders", WORLD, np.int64, "orders", "orders to find money", FLOW, least=0),
    Column("order_felt", WORLD, np.uint8, "periods", "how long the last order still acts", most=REVIEW_PERIODS),
    Column("year_known", WORLD, np.int64, SHARES, "share of a year that posts' income covers", least=0, most=ONE),
)  # fmt: skip


@rule
def lacks(income, quotas, known):
    """The share of its quotas that an agency's income lacks, out of 2**16; none without quotas.

    known  the share of a year that the income covers, above 0; rounded down in favour of the income
    """
    asked = share_of(quotas, known)
    return max(ONE - income * ONE // asked, 0) if asked > 0 else 0


@rule
def begin_rate(p, shortfall, others, is_ordered, alert):
    """Rate a week, out of 2**31, at which an agency begins.

    others  what agencies that take part earn by it in a year, as a share of this one's quotas, out of 2**16
    """
    urge = p.begins + share_of(p.copies, others) + (p.pushed if is_ordered else 0)
    return share_of(share_of(urge, shortfall), ONE - share_of(p.caution, alert))


@rule
def detention_rate(p, alert, short):
    """Rate a week, out of 2**31, at which an agency's people are detained.

    short  how short of money the authorities are there, out of 2**16
    """
    tight = p.risk_calm + share_of(ONE - p.risk_calm, alert)
    return share_of(share_of(p.risk, tight), ONE - share_of(p.tolerance, short))


@rule
def in_a_year(rate):
    """A rate a week, out of 2**31, as a chance in a year, out of 2**16, of one year without counting twice."""
    return min(WEEKS_PER_YEAR * rate >> 15, ONE)


@rule
def believes(danger, actual, keep):
    """Believed danger a period later: its distance from the actual one decays each week."""
    apart = danger - actual
    for _ in range(WEEKS_PER_PERIOD):
        apart = after_decay(apart, keep)
    return max(actual + apart, 0)


@rule
def price(p, danger, free):
    """What a meeting costs a family, in cents: a base, and danger times loss.

    free  how far meetings are without danger, out of 2**16
    """
    return p.meeting_base + share_of(share_of(p.meeting_loss, danger), ONE - free)


@rule
def meetings_mean(p, arranging, border_open):
    """Mean number of meetings of one agency in a period, out of 2**32: as many as it can, or as families seek."""
    able = 2 * WEEKS_PER_PERIOD * p.meetings
    sought = p.meetings_sought * LUCK // (PERIODS_PER_YEAR * max(arranging, 1))
    return share_of(min(able, sought), border_open)


@rule
def first_reviewed(period, agency):
    """The first agency from this one on that considers in this period whether to begin or stop."""
    return agency + (REVIEW_PERIODS - (period + agency) % REVIEW_PERIODS) % REVIEW_PERIODS


@rule
def agencies_of(here, place_first, branch):
    """The first agency of a place and the one after its last: posts are sorted by place, then by branch."""
    a, b = place_first[here], place_first[here + 1]
    return (branch[a], branch[b - 1] + 1) if b > a else (0, 0)


@rule
def look_back(p, period, branch_first, quota_type, trailing, own):
    """Find what the agencies whose turn it is lack of their quotas."""
    if own.year_known[0] == 0:
        return
    for agency in range(first_reviewed(period, 0), len(own.takes_part), REVIEW_PERIODS):
        a, b = branch_first[agency], branch_first[agency + 1]
        income, own.of_quota[agency] = income_and_quotas(p, quota_type[a:b], trailing[a:b])
        own.shortfall[agency] = lacks(income, own.of_quota[agency], own.year_known[0])


@rule
def add_up_place(shortfall, takes_part, meeting_year):
    """The shortfalls of a place's agencies, how many arrange meetings, and what these earned by it in a year."""
    lacking, arranging, earned = 0, 0, 0
    for agency in range(len(takes_part)):
        lacking += shortfall[agency]
        arranging += takes_part[agency]
        earned += meeting_year[agency] if takes_part[agency] else 0
    return lacking, arranging, earned


@rule
def add_up_places(place_first, branch, own):
    """Each place's agencies, their shortfalls, and how many arrange meetings.

    Returns  of all places, how many arrange meetings, what these earned by it in a year, and the mean shortfall
    """
    all_arranging, all_earned, all_lacking = 0, 0, 0
    for here in range(len(own.lacking)):
        a, b = agencies_of(here, place_first, branch)
        lacking, arranging, earned = add_up_place(own.shortfall[a:b], own.takes_part[a:b], own.meeting_year[a:b])
        own.agencies[here], own.lacking[here], own.arranging[here] = b - a, lacking, arranging
        all_arranging += arranging
        all_earned += earned
        all_lacking += lacking
    return all_arranging, all_earned, all_lacking // max(len(own.takes_part), 1)


@rule
def discount(meeting_year):
    """Let what each agency of a place has earned by meetings count for a period less."""
    for agency in range(len(meeting_year)):
        meeting_year[agency] -= share_of(meeting_year[agency], PERIOD_OF_A_YEAR)


@rule
def stress(own, here):
    """The mean shortfall of a place's agencies, out of 2**16: how short of money the authorities are there."""
    return own.lacking[here] // max(own.agencies[here], 1)


@rule
def hold_meetings(p, agency, manager, here, held, price, savings, earned, own, accounts):
    """Hold an agency's meetings of a period: a part of what they bring is passed on, and the manager holds the rest."""
    cents = held * price
    passed = share_of(cents, p.passed_on)
    savings[manager] += cents - passed
    earned[manager] += cents - passed
    transfer(accounts, SENDERS, OFFICIALS, cents - passed)
    transfer(accounts, SENDERS, PARTY, passed)
    own.meetings_held[here] += held
    own.brokerage_income[here] += passed
    own.meeting_year[agency] += cents
    own.meeting_total[agency] += cents
    own.meetings_most[here] = max(own.meetings_most[here], own.meeting_total[agency])


@rule
def goes_on(now, p, agency, here, found_rate, own):
    """Whether an agency goes on: its people are not detained, and it has no reason to stop."""
    is_found = happens(REVIEW_WEEKS * found_rate, draw(now, FOUND, agency))
    own.arrangers_detained[here] += is_found
    stop_rate = share_of(p.stops, ONE - own.shortfall[agency])
    return not is_found and not happens(REVIEW_WEEKS * stop_rate, draw(now, STOPS, agency))


@rule
def begin_or_stop(now, p, period, first, last, here, mean, is_ordered, alert, border_open, found_rate, own):
    """Let those agencies of one place whose turn it is begin to arrange meetings, or stop.

    first, last  the place's first agency, and the one after its last
    mean         cents that an agency which takes part earned by it in a year
    """
    # No agency is likelier to begin than one without any income, beside others that earn all of its quotas by meetings.
    at_most = 2 * REVIEW_WEEKS * share_of(begin_rate(p, ONE, ONE, is_ordered, alert), border_open) + 64
    for agency in range(first_reviewed(period, first), last, REVIEW_PERIODS):
        if own.takes_part[agency] == 1:
            goes = goes_on(now, p, agency, here, found_rate, own)
            own.takes_part[agency] = goes
            own.arranging[here] -= not goes
            continue
        luck = draw(now, BEGINS, agency)
        if luck < at_most:
            others = min(mean * ONE // max(own.of_quota[agency], 1), ONE)
            urge = share_of(begin_rate(p, own.shortfall[agency], others, is_ordered, alert), border_open)
            begins = happens(REVIEW_WEEKS * urge, luck)
            own.takes_part[agency] = begins
            own.arranging[here] += begins


@step
def run(
    now,
    p,
    place_first,
    branch,
    branch_first,
    quota_type,
    trailing,
    status,
    alert,
    border_open,
    remittances_free,
    meetings_free,
    savings: Write,
    earned: Write,
    own: Write,
    accounts: Write,
):
    """Pass on money through each place, hold meetings, and let agencies whose turn it is begin or stop."""
    # The second week of a period: what a manager earns now is part of the period's income when `trade` adds that up.
    if not second_week(now.week):
        return
    period = now.week // WEEKS_PER_PERIOD
    is_first = own.year_known[0] == 0
    look_back(p, period, branch_first, quota_type, trailing, own)
    arranging, earned_by_all, stress_of_all = add_up_places(place_first, branch, own)
    mean = earned_by_all // max(arranging, 1)
    own.year_known[0] += (ONE - own.year_known[0]) // PERIODS_PER_YEAR
    if draw(now, ORDERED, 0) < weekly_probability(WEEKS_PER_PERIOD * share_of(p.orders, stress_of_all)):
        own.money_orders[0] += 1
        own.order_felt[0] = REVIEW_PERIODS
    is_ordered = own.order_felt[0] > 0
    own.order_felt[0] -= is_ordered
    for here in range(len(alert)):
        short = stress(own, here)
        found_rate = detention_rate(p, alert[here], short)
        actual = in_a_year(found_rate)
        own.danger[here] = actual if is_first else believes(own.danger[here], actual, p.belief)
        if border_weight(p, here) > 0:
            remit(p, here, short, own.danger[here], remittances_free[here], own, accounts)
        first, last = agencies_of(here, place_first, branch)
        discount(own.meeting_year[first:last])
        each, held = price(p, own.danger[here], meetings_free[here]), meetings_mean(p, arranging, border_open[here])
        for agency in range(first, last):
            manager = branch_first[agency]
            if own.takes_part[agency] == 1 and status[manager] == POSTED:
                number = rounded(held, draw(now, MEETS, agency))
                hold_meetings(p, agency, manager, here, number, each, savings, earned, own, accounts)
        found_rate = share_of(found_rate, ONE - meetings_free[here])
        begin_or_stop(
            now, p, period, first, last, here, mean, is_ordered, alert[here], border_open[here], found_rate, own
        )
