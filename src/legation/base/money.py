"""Money: whole US cents that move between named accounts and never appear or vanish.

Both sides of a transfer cancel by construction, so that proves nothing. The audit is that each account that stands
for a column of officials equals the sum of that column, every week, in every world.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from numba.extending import register_jitable


class Account(NamedTuple):
    """One side of the money flows.

    column   the column whose sum the account must equal, or "" for accounts outside the modelled posts
    """

    name: str
    column: str
    meaning: str


ACCOUNTS = (
    Account("customers", "", "buyers and partners who pay for deals"),
    Account("officials", "savings", "what officials hold in the open"),
    Account("leavers", "", "what those who left took along"),
)
CUSTOMERS, OFFICIALS, LEAVERS = range(len(ACCOUNTS))


@register_jitable
def transfer(accounts: Any, giver: Any, taker: Any, cents: Any) -> None:
    """Move `cents` between two accounts. The columns they stand for are the caller's to change."""
    accounts[giver] -= cents
    accounts[taker] += cents


@register_jitable
def total(column: Any) -> Any:
    """The sum of a column of cents."""
    cents = 0
    for row in range(len(column)):
        cents += column[row]
    return cents
