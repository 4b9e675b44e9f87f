"""What several mechanisms ask of a post and do with a person: quota, debts, when an order is due, how posts empty."""

from __future__ import annotations

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.fixed_point import ONE, product
from legation.kernel.marks import rule
from legation.kernel.money import HIDDEN, OFFICIALS, transfer
from legation.population.codes import SUMMONED, VACANT
from legation.population.groups import Dossier

REMEMBERED = ONE * (WEEKS_PER_YEAR - 1) // WEEKS_PER_YEAR  # What is seen fades so that a steady rate is kept as it is.


@rule
def leaves_post(official, taker, status, purse, accounts):
    """Make a post vacant. What the person held, open and hidden, goes to the account `taker`.

    Arrears stay where they are: `posts` shows them to the next holder, and `obligations` decides how many end.
    """
    transfer(accounts, OFFICIALS, taker, purse.savings[official])
    transfer(accounts, HIDDEN, taker, purse.hidden[official])
    status[official] = VACANT
    purse.savings[official] = 0
    purse.hidden[official] = 0
    purse.earned[official] = 0
    purse.spent[official] = 0
    purse.paid[official] = 0


@rule
def dossiers(dossier, first, last):
    """The dossiers of posts `first` to `last` - 1."""
    return Dossier(
        dossier.quota_type[first:last],
        dossier.linked[first:last],
        dossier.arrears[first:last],
        dossier.inherited[first:last],
    )


@rule
def quota_of(quota_type, low, middle, high):
    """The quota that an employer of this type sets, in the unit of the three given."""
    # No tuple: looking into one with a number tests for its end, which keeps sweeps from being vectorised.
    return low if quota_type == 0 else middle if quota_type == 1 else high


@rule
def income_and_quotas(p, quota_type, trailing):
    """What the branch whose posts these are earned within about a year, and its quotas of a year, in cents."""
    income, quotas = 0, 0
    for post in range(len(trailing)):
        income += trailing[post]
        quotas += quota_of(quota_type[post], p.quota_low, p.quota_middle, p.quota_high)
    return income, WEEKS_PER_YEAR * quotas


@rule
def solvent(p, quota_type, trailing):
    """Whether a branch earned more over the last year than the part of its quotas at which it counts as insolvent."""
    income, quotas = income_and_quotas(p, quota_type, trailing)
    return income * ONE >= min(p.insolvent + 1, ONE) * quotas


@rule
def quotas_per_cent(quota):
    """Yearly quotas in a cent, out of 2**60 and rounded up, for a quota of so many cents a week."""
    year = WEEKS_PER_YEAR * quota
    return (2**60 + year - 1) // max(year, 1)


@rule
def quotas_owed(arrears, inherited, quota, per_cent):
    """An official's own arrears in yearly quotas, out of 2**16, where three or more count as three.

    What was found at the post doesn't count. Exact, or one too many; without a quota there are none.
    quota  cents a week, at most a year's 1,000,000 dollars, so that three years' lie below 2**32
    """
    owed = min(max(arrears - inherited, 0), 3 * WEEKS_PER_YEAR * quota)
    # In two halves, each of which a vectorised sweep can multiply.
    return ((product(owed, per_cent & (2**32 - 1)) >> 32) + product(owed, per_cent >> 32)) >> 12


@rule
def week_to_go(week, least, most, luck):
    """The week in which somebody who is ordered home now has to go: evenly spread from the least delay to the most.

    Both ends are included; if the most lies below the least, the least counts.
    """
    return week + least + ((max(most - least, 0) + 1) * luck >> 32)


@rule
def order_home(p, week, official, luck, status, week_due):
    """Order an official home, by luck in the week that `week_to_go` says."""
    status[official] = SUMMONED
    week_due[official] = week_to_go(week, p.order_least, p.order_most, luck)
