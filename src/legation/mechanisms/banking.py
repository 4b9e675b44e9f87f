"""Banking: who still has an account, and what officials put aside in secret.

Claims:
    Banks close officials' accounts bank by bank.
    An official who loses an account may find a borrowed name.
    The bank watches an account in a borrowed name and may find it out.
    Officials put some of their money aside in secret.
    State security traces and takes secret money where control is tight.

Leaves out:
    Officials are not divided among banks.
    An official loses no money with a closed account.
    A borrowed name costs nothing.
    An official whose borrowed name was found out finds no second one.
    An official who is caught with secret money loses it and suffers nothing else.
    Earnings from cash and barter are part of the margin without an account (`trade`).
    Everybody hides the same share of their money.
    Nobody needs an account to hide money.
    Nobody pays a quota from hidden money.
    The account that pf-c-01 speaks of belonged to an institution.

Assumes:
    Names are found out, money is traced and money is put aside at rates that no source gives.

Sources:
    nk-2019-intv-09  Officials could no longer open accounts.
    nk-2019-intv-10  Banks watch accounts in borrowed names.
    nk-2019-intv-11  A crackdown on accounts goes on.
    pf-c-02  Banks close accounts one after another.
    pf-c-03  Banks still allow withdrawals, so nobody loses money with an account.
    pf-j-06  State security traces officials' accounts.
    pf-j-06-punished  A secret account is punished like flight.

Readings:
    "traced the bank accounts" (pf-j-06) -> tracing follows alert.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import share_of, share_of_u63
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import HIDDEN, OFFICIALS, PARTY, transfer
from legation.mechanisms.shared.periods import period_begins
from legation.population.codes import BORROWED, NO_ACCOUNT, OWN

LENT = purpose("banking: a name is lent")
FOUND_OUT = purpose("banking: a borrowed name is found out")
TRACED = purpose("banking: secret money is traced")


class Parameters(NamedTuple):
    """Units. The scenario gives values, ranges and sources. Chances are for a month of four weeks."""

    borrows: Annotated[int, "probability"]
    watched: Annotated[int, "probability"]
    hides: Annotated[int, "share"]
    traced: Annotated[int, "probability"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def next_account(p, account, bank_luck, access, luck):
    """The account after a month: one's own while access reaches the official, else a borrowed name or none.

    luck  whether a name is lent to somebody who still has an account, or a borrowed one is found out
    """
    lent = BORROWED if luck < p.borrows else NO_ACCOUNT
    kept = NO_ACCOUNT if luck < p.watched else account
    closed = lent if account == OWN else kept
    return OWN if bank_luck < access else closed


@rule
def change_accounts(now, p, first, access, bank_luck, account):
    """One place's month. A vacant post's account means nothing, since a newcomer brings one."""
    for official in range(len(account)):
        luck = draw(now, LENT if account[official] == OWN else FOUND_OUT, first + official)
        account[official] = next_account(p, account[official], bank_luck[official], access, luck)


@rule
def trace(now, first, chance, hidden):
    """Take the secret money of those whom tracing finds. Returns the cents taken.

    chance  of a month, out of 2**32
    """
    cents = 0
    for official in range(len(hidden)):
        seized = hidden[official] if draw(now, TRACED, first + official) < chance else 0
        hidden[official] -= seized
        cents += seized
    return cents


@rule
def put_aside(share, savings, hidden):
    """Hide a share of all savings, rounded down to the cent. Returns the cents hidden."""
    cents = 0
    for official in range(len(savings)):
        aside = share_of_u63(savings[official], share)
        savings[official] -= aside
        hidden[official] += aside
        cents += aside
    return cents


@step
def run(
    now,
    p,
    place_first,
    bank_access,
    alert,
    bank_luck,
    account: Write,
    savings: Write,
    hidden: Write,
    accounts: Write,
):
    """Close and reopen accounts, take what is traced, then let officials hide from what last month left them."""
    # The first week of a period: the last month's dues are paid, so savings are what they left and a week's margin.
    if not period_begins(now.week):
        return
    for here in range(len(alert)):
        a, b = place_first[here], place_first[here + 1]
        change_accounts(now, p, a, bank_access[here], bank_luck[a:b], account[a:b])
        transfer(accounts, HIDDEN, PARTY, trace(now, a, share_of(p.traced, alert[here]), hidden[a:b]))
        transfer(accounts, OFFICIALS, HIDDEN, put_aside(p.hides, savings[a:b], hidden[a:b]))
