"""Margin on deals: what a trade official earns in a week.

Claim:      An official lives on a margin of the deals that pass through their hands. It grows with the trade that
            flows through the place, with their skill and their ties to local partners, and falls where banks close
            accounts and where control takes time and travel.
Leaves out: the goods themselves, debts to partners, competition between officials for the same buyer. Managers earn
            like traders, and nobody is without any deal. Without `rotation` nearly everyone has full ties after a few
            years. Weeks are independent, so years are steadier than a few large deals a year would make them. Which
            official still has an account is left to `banking`; until then all officials of a place have the same
            share of one.
Source:     nk-2019-intv-01, nk-2019-intv-06, nk-2019-intv-07 and nk-2019-mss-12 for trade; nk-2019-intv-08 for ties
            and accounts: "secure income" with good ties is read as full ties, which start lower and need time.
            pf-b-11 has the margin fall under sanctions. It does not speak of accounts: that their loss is the same
            fact is our reading, so only the account counts here. nk-2019-mss-10 has traders resent the watch; that it
            costs income is inferred. No source speaks of luck in deals: its heavy tail (a lognormal whose log has
            sd 1) is assumed.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.chance import draw, purpose
from legation.base.compile import rule, step
from legation.base.fixed import ONE, lookup, of, portion, product
from legation.base.money import CUSTOMERS, OFFICIALS, transfer
from legation.base.quantities import Within
from legation.base.tables import HEAVY_TAILED
from legation.population.columns import POSTED, Write

DEAL = purpose("trade: size of the week's deals")


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    median_margin: Annotated[int, "USD/yr", Within(0, 300_000)]
    margin_without_account: Annotated[int, "ratio", Within(0, 1)]
    relations_start: Annotated[int, "share"]
    relations_full: Annotated[int, "weeks", Within(1, 1_040)]
    deal_luck: Annotated[int, "share"]
    income_lost: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def usual_margin(p, market, bank_access, alert):
    """Cents that an official of median skill with full ties earns in a usual week at this place."""
    with_account = of(ONE - p.margin_without_account, bank_access) + p.margin_without_account
    free_time = ONE - of(p.income_lost, alert)
    return of(of(of(p.median_margin, market), with_account), free_time)


@rule
def deal_size(luck, deal_luck):
    """How a week's deals compare with the mean, out of 2**16: part is steady, the rest heavy-tailed with mean 1."""
    return ONE - deal_luck + portion(lookup(HEAVY_TAILED, luck >> 22), deal_luck)


@rule
def ties(start, step_up, weeks):
    """Ties with local partners after some weeks at the post, out of 2**16."""
    return min(start + product(step_up, weeks), ONE)


@rule
def earn(now, p, first, margin, status, skill, week_posted, savings, earned):
    """One place's week. Returns the cents that its officials earned."""
    step_up = (ONE - p.relations_start) // p.relations_full
    cents = 0
    for official in range(len(status)):
        luck = draw(now, DEAL, first + official)
        relations = ties(p.relations_start, step_up, now.week - week_posted[official])
        income = portion(portion(portion(margin, skill[official]), relations), deal_size(luck, p.deal_luck))
        income = income if status[official] == POSTED else 0
        savings[official] += income
        earned[official] += income
        cents += income
    return cents


@step
def run(
    now,
    p,
    place_first,
    market,
    bank_access,
    alert,
    status,
    skill,
    week_posted,
    savings: Write,
    earned: Write,
    trade_income: Write,
    accounts: Write,
):
    """Pay each posted official the margin of the week's deals."""
    for here in range(len(market)):
        a, b = place_first[here], place_first[here + 1]
        margin = usual_margin(p, market[here], bank_access[here], alert[here])
        cents = earn(now, p, a, margin, status[a:b], skill[a:b], week_posted[a:b], savings[a:b], earned[a:b])
        trade_income[here] += cents
        transfer(accounts, CUSTOMERS, OFFICIALS, cents)
