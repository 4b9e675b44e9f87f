"""Money: whole US cents that move between named accounts and never appear or vanish.

The audit, every week and in every world: each account that stands for columns equals their sum, and all accounts
together hold nothing, so that no step has paid itself from nowhere.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from legation.kernel.marks import rule


class Account(NamedTuple):
    """One side of the money flows.

    columns  the columns whose sums together the account must equal; none for accounts outside the modelled posts
    """

    name: str
    columns: tuple[str, ...]
    meaning: str


ACCOUNTS = (
    Account("customers", (), "buyers and partners who pay for deals"),
    Account("officials", ("savings",), "what officials hold in the open"),
    Account("hidden", ("hidden",), "what officials hold in secret"),
    Account("living", (), "landlords, shops and staff abroad"),
    Account("party", (), "the party fund: quotas and levies"),
    Account("home", (), "what officials who went home took along"),
    Account("brokers", (), "who lead people out or carry money home, for a price"),
    Account("travellers", ("journey_cents",), "what people under way have with them"),
    Account("authorities", (), "police and officials who take money from the captured and from those who carry it"),
    Account("abroad", (), "what those who arrived have kept"),
    Account("patrons", (), "superiors, colleagues and friends at home who take from visitors"),
    Account("minders", (), "what minders take from officials"),
    Account("side customers", (), "who pay for side work"),
    Account("lenders", (), "employers and partners who advance a living"),
    Account("employers", (), "firms, for what they pay to the party in place of officials"),
    Account("senders", (), "people who left and send money home or pay to meet their families"),
    Account("families", (), "families at home who receive money"),
)
(
    CUSTOMERS,
    OFFICIALS,
    HIDDEN,
    LIVING,
    PARTY,
    HOME,
    BROKERS,
    TRAVELLERS,
    AUTHORITIES,
    ABROAD,
    PATRONS,
    MINDERS,
    SIDE_CUSTOMERS,
    LENDERS,
    EMPLOYERS,
    SENDERS,
    FAMILIES,
) = range(len(ACCOUNTS))


@rule
def transfer(accounts: Any, giver: Any, taker: Any, cents: Any) -> None:
    """Move `cents` between two accounts. The columns they stand for are the caller's to change."""
    accounts[giver] -= cents
    accounts[taker] += cents


@rule
def total(column: Any) -> Any:
    """The sum of a column of cents."""
    cents = 0
    for row in range(len(column)):
        cents += column[row]
    return cents
