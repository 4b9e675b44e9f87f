"""Trade: what an official earns in a week, as a margin on deals.

Claims:
    An official lives on a margin of the deals that pass through their hands.
    The margin grows with the trade that flows through the place.
    The margin grows with the official's skill and ties to local partners.
    The margin falls for an official without an account.
    The margin falls where control takes time and travel.
    An official who was ordered home goes on earning until the day of going, which a closed border can put off by years.

Leaves out:
    The model does not hold the goods themselves, or debts to partners.
    Officials do not compete for the same buyer.
    Managers earn like traders.
    Nobody is without any deal.
    Income beside deals is left to `side_work`, which takes no time from them.
    Nearly everyone has full ties after a few years if `rotation` is switched off.
    Weeks are independent, so years are steadier than a few large deals a year would make them.
    `banking` decides who has which account, and a change counts from the week after.
    `sessions` decides how much time control takes, and `whereabouts` what it takes of travel, a week later.

Assumes:
    An account in a borrowed name serves less well than one's own.
    The year before a run was like its first week, with luck as usual and the ties that officials have by then.
    Luck in deals has a heavy tail: it is lognormal, with a log of sd 1. No source speaks of it.

Sources:
    nk-2019-intv-01  Sanctions shrink the business of trade officials.
    nk-2019-intv-06  A licence matters less than whether money can be made at all.
    nk-2019-intv-07  Officials who still earn make less than before sanctions.
    nk-2019-intv-08  A good tie gives secure income and an account.
    nk-2019-intv-10  Borrowed names are in use.
    nk-2019-mss-12  Trading is harder than before sanctions.
    pf-b-11  The margin falls under sanctions. It does not speak of accounts.

Readings:
    "secure income" (nk-2019-intv-08) -> full ties. Ties start lower and need time.
    a margin that falls under sanctions (pf-b-11) -> the same fact as the loss of accounts, so only the account
        counts here.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, lookup, product, share_of, share_of_u32
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import CUSTOMERS, OFFICIALS, transfer
from legation.kernel.tables import HEAVY_TAILED
from legation.kernel.units import Within
from legation.mechanisms.shared.periods import period_ends
from legation.population.codes import BORROWED, OWN, VACANT
from legation.population.declaration import FLOW, PLACE, WORLD, Column

DEAL = purpose("trade: size of the week's deals")

# A thirteenth, out of 2**16 and rounded down: compiled, a share takes a seventh of the time of a division.
PERIOD_OF_A_YEAR = ONE * WEEKS_PER_PERIOD // WEEKS_PER_YEAR


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    median_margin: Annotated[int, "USD/yr", Within(0, 300_000)]
    margin_without_account: Annotated[int, "ratio", Within(0, 1)]
    margin_borrowed: Annotated[int, "ratio", Within(0, 1)]
    relations_start: Annotated[int, "share"]
    relations_full: Annotated[int, "weeks", Within(1, 1_040)]
    deal_luck: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("trade_income", PLACE, np.int64, "US cents", "margins earned on deals", FLOW, least=0),
    Column("looked_back", WORLD, np.uint8, "0 or 1", "1 once the first officials have a last year's income", most=1),
)


@rule
def usual_margin(p, market, free_time):
    """Cents that an official of median skill with full ties and an account earns in a usual week at this place."""
    return share_of(share_of(p.median_margin, market), free_time)


@rule
def deal_size(luck, deal_luck):
    """How a week's deals compare with the mean, out of 2**16: part is steady, the rest heavy-tailed with mean 1."""
    return ONE - deal_luck + share_of_u32(lookup(HEAVY_TAILED, luck >> 22), deal_luck)


@rule
def ties(start, step_up, weeks):
    """Ties with local partners after some weeks at the post, out of 2**16."""
    return min(start + product(step_up, weeks), ONE)


@rule
def earn(now, p, first, margin, status, account, skill, week_posted, savings, earned):
    """One place's week. Returns the cents that its officials earned."""
    step_up = (ONE - p.relations_start) // p.relations_full
    borrowed, without = share_of(margin, p.margin_borrowed), share_of(margin, p.margin_without_account)
    cents = 0
    for official in range(len(status)):
        luck = draw(now, DEAL, first + official)
        relations = ties(p.relations_start, step_up, now.week - week_posted[official])
        usual = margin if account[official] == OWN else borrowed if account[official] == BORROWED else without
        income = share_of_u32(
            share_of_u32(share_of_u32(usual, skill[official]), relations), deal_size(luck, p.deal_luck)
        )
        income = income if status[official] != VACANT else 0
        savings[official] += income
        earned[official] += income
        cents += income
    return cents


@rule
def usual_income(p, weeks, usual, skill):
    """Cents that an official earns in a week of usual luck, after so many at the post.

    usual  what one of median skill with full ties earns with the same account
    """
    step_up = (ONE - p.relations_start) // p.relations_full
    return share_of_u32(share_of_u32(usual, skill), ties(p.relations_start, step_up, weeks))


@rule
def look_back(p, week, margin, account, skill, week_posted, trailing):
    """Give one place's posts the income of a year of usual weeks like the first one."""
    borrowed, without = share_of(margin, p.margin_borrowed), share_of(margin, p.margin_without_account)
    for post in range(len(trailing)):
        usual = margin if account[post] == OWN else borrowed if account[post] == BORROWED else without
        trailing[post] = WEEKS_PER_YEAR * usual_income(p, week - week_posted[post], usual, skill[post])


@rule
def of_a_year(trailing, earned):
    """Income of about a year, one period later. A thirteenth is forgotten, rounded down: up to 13 cents stay."""
    return trailing - share_of(trailing, PERIOD_OF_A_YEAR) + earned


@rule
def remember(trailing, earned):
    """One place's period, added to what its posts earned before. It stays with the post when its holder leaves."""
    for official in range(len(trailing)):
        trailing[official] = of_a_year(trailing[official], earned[official])


@step
def run(
    now,
    p,
    place_first,
    market,
    free_time,
    travel,
    status,
    account,
    skill,
    week_posted,
    savings: Write,
    earned: Write,
    trailing: Write,
    own: Write,
    accounts: Write,
):
    """Pay each posted official the margin of the week's deals, and add up the period in its last week.

    In the first week of a run, also say what the posts have earned in the year before.
    """
    for here in range(len(market)):
        a, b = place_first[here], place_first[here + 1]
        margin = usual_margin(p, market[here], share_of(free_time[here], travel[here]))
        who, means, since = status[a:b], account[a:b], week_posted[a:b]
        if own.looked_back[0] == 0:
            look_back(p, now.week, margin, means, skill[a:b], since, trailing[a:b])
        cents = earn(now, p, a, margin, who, means, skill[a:b], since, savings[a:b], earned[a:b])
        own.trade_income[here] += cents
        transfer(accounts, CUSTOMERS, OFFICIALS, cents)
        if period_ends(now.week):
            remember(trailing[a:b], earned[a:b])
    own.looked_back[0] = 1
