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
        present, weeks, long, own, borrowed, debts = 0, 0, 0, 0, 0, 0
        for official in range(place_first[here], place_first[here + 1]):
            if status[official] != VACANT:
                present += 1
                stay = now.week - week_posted[official]
                weeks += stay
                long += stay > THREE_YEARS
                own += account[official] == OWN
                borrowed += account[official] == BORROWED
                debts += max(arrears[official] - inherited[official], 0)
                left = max(earned[official] - spent[official], 0)
                income_bins[here * INCOME_BINS + income_bin(earned[official])] += 1
                left_bins[here * INCOME_BINS + income_bin(left)] += 1
            earned[official] = 0
            spent[official] = 0
        posted[here], tenure[here], overstayed[here] = present, weeks, long
        with_account[here], with_borrowed[here], owing[here] = own, borrowed, debts
