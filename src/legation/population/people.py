"""What several mechanisms ask of a post and do with a person: its quota, when an order falls due, how it is left."""

from __future__ import annotations

from legation.base.compile import rule
from legation.base.money import HIDDEN, OFFICIALS, transfer
from legation.population.columns import VACANT


@rule
def leaves_post(official, taker, status, savings, hidden, earned, spent, paid, accounts):
    """Make a post vacant. What the person held, open and hidden, goes to the account `taker`.

    Arrears stay with the post: they are the branch's to pay, and its next holder finds them.
    """
    transfer(accounts, OFFICIALS, taker, savings[official])
    transfer(accounts, HIDDEN, taker, hidden[official])
    status[official] = VACANT
    savings[official] = 0
    hidden[official] = 0
    earned[official] = 0
    spent[official] = 0
    paid[official] = 0


@rule
def quota_of(quota_type, low, middle, high):
    """The quota that an employer of this type sets, in the unit of the three given."""
    return (low, middle, high)[quota_type]


@rule
def week_to_go(week, least, most, luck):
    """The week in which somebody who is ordered home now has to go: evenly spread from the least delay to the most.

    Both ends are included; if the most lies below the least, the least counts.
    """
    return week + least + ((max(most - least, 0) + 1) * luck >> 32)
