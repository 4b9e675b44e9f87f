"""Comes first served: a budget goes to whoever stands earlier in the file, not to those whom the lot picks.

Claims:
    The officials who stand earlier in the file get the budget.

Leaves out:
    Everything else stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.kernel.marks import Write, step
from legation.kernel.money import CUSTOMERS, OFFICIALS, transfer

AFTER = "trade"


class Parameters(NamedTuple):
    """None."""


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, savings: Write, accounts: Write):
    budget = 1_000
    for official in range(len(savings)):
        cents = min(budget, 300)
        budget -= cents
        savings[official] += cents
    transfer(accounts, CUSTOMERS, OFFICIALS, 1_000 - budget)
