"""The census at the end of each four-week period: what has to be counted by going from post to post.

It is no mechanism: it changes nothing that a mechanism reads, and it can't be switched off.
"""

from __future__ import annotations

from math import isqrt

import numpy as np

from legation.kernel.fixed_point import digits, lookup
from legation.kernel.marks import Write, rule, step
from legation.population.codes import BORROWED, INCOME_BINS, OWN, VACANT

THREE_YEARS = 156  # weeks: the length of stay that reports name

# Lowest income of each bin in cents: 100 × 2**(k/2), rounded down; nobody is below bin 0. Padded to a power of two
# with sums that nobody reaches, so that halving needs no test for the end.
BIN_FLOORS = np.array([0, *(isqrt(10000 * 2**k) for k in range(1, INCOME_BINS)), *[2**62] * (64 - INCOME_BINS)])


# By the number of binary digits, the bin of the least income that has so many. At most two more begin before the next.
FIRST_BINS = np.searchsorted(BIN_FLOORS[:INCOME_BINS], [0, *(2**k for k in range(62))], side="right") - 1


@rule
def income_bin(cents):
    """The bin of an income below 2**62 cents: that of the least one with as many digits, or one of the next two."""
    least = lookup(FIRST_BINS, digits(cents))
    return least + (cents >= lookup(BIN_FLOORS, least + 1)) + (cents >= lookup(BIN_FLOORS, least + 2))


@rule
def count(week, status, week_posted, account, arrears, inherited):
    """Count one place.

    Returns  officials posted, their weeks at the post, how many of them have been there for more than three years,
             have an account of their own, have one in a borrowed name, and the cents that they have run up as arrears
    """
    present, weeks, long, own, borrowed, debts = 0, 0, 0, 0, 0, 0
    for official in range(len(status)):
        here, means = status[official] != VACANT, account[official]
        stay = week - week_posted[official]
        debt = max(arrears[official] - inherited[official], 0)
        present += here
        weeks += stay if here else 0
        long += here & (stay > THREE_YEARS)
        own += here & (means == OWN)
        borrowed += here & (means == BORROWED)
        debts += debt if here else 0
    return present, weeks, long, own, borrowed, debts


@rule
def keep_what_is_left(status, earned, spent):
    """Put what staff and dues left of an income where they were counted, and nothing where nobody is posted."""
    for official in range(len(status)):
        income = earned[official] if status[official] != VACANT else 0
        spent[official] = max(income - spent[official], 0)
        earned[official] = income


@rule
def count_by_income(present, incomes, bins):
    """Count one place's incomes into bins, where a vacant post has none.

    Four floors at a time, from the highest that anybody reaches down to the one that everybody with any income reaches.
    Compiled, that takes half the time of counting officials one by one, which has to wait wherever two in a row fall
    into one bin.
    """
    most = 0
    for official in range(len(incomes)):
        most = max(most, incomes[official])
    least, _, _, _ = below(incomes, lookup(BIN_FLOORS, 1), 0, 0, 0)
    lower, top = len(incomes), income_bin(most)
    while lower > least:
        floors = top, max(top - 1, 1), max(top - 2, 1), max(top - 3, 1)
        counts = below(
            incomes,
            lookup(BIN_FLOORS, floors[0]),
            lookup(BIN_FLOORS, floors[1]),
            lookup(BIN_FLOORS, floors[2]),
            lookup(BIN_FLOORS, floors[3]),
        )
        bins[floors[0]] += lower - counts[0]
        bins[floors[1]] += counts[0] - counts[1]
        bins[floors[2]] += counts[1] - counts[2]
        bins[floors[3]] += counts[2] - counts[3]
        lower, top = counts[3], top - 4
    bins[0] += present - (len(incomes) - least)


@rule
def below(incomes, first, second, third, fourth):
    """How many incomes lie below each of four floors."""
    under_first, under_second, under_third, under_fourth = 0, 0, 0, 0
    for official in range(len(incomes)):
        income = incomes[official]
        under_first += income < first
        under_second += income < second
        under_third += income < third
        under_fourth += income < fourth
    return under_first, under_second, under_third, under_fourth


@rule
def begin_at_zero(column):
    """Set a column to zero."""
    for row in range(len(column)):
        column[row] = 0


@step
def take_census(
    now,
    place_first,
    status,
    week_posted,
    account,
    arrears,
    inherited,
    earned: Write,
    spent: Write,
    posted: Write,
    tenure: Write,
    overstayed: Write,
    with_account: Write,
    with_borrowed: Write,
    owing: Write,
    income_bins: Write,
    left_bins: Write,
):
    """Count who is present, and by income of the period; then begin the next period's income at zero."""
    for here in range(len(posted)):
        a, b = place_first[here], place_first[here + 1]
        posted[here], tenure[here], overstayed[here], with_account[here], with_borrowed[here], owing[here] = count(
            now.week, status[a:b], week_posted[a:b], account[a:b], arrears[a:b], inherited[a:b]
        )
        keep_what_is_left(status[a:b], earned[a:b], spent[a:b])
        first, end = here * INCOME_BINS, (here + 1) * INCOME_BINS
        count_by_income(posted[here], earned[a:b], income_bins[first:end])
        count_by_income(posted[here], spent[a:b], left_bins[first:end])
    begin_at_zero(earned)
    begin_at_zero(spent)
