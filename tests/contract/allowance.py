"""Allowance: a mechanism of a third party that keeps the contract; it pays every posted official the same.

Claims:
    Each posted official receives the same sum every week.

Leaves out:
    Nobody says why. It rests on no record, since it serves as a test.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.marks import Write, step
from legation.kernel.money import CUSTOMERS, OFFICIALS, transfer
from legation.population.codes import POSTED

AFTER = "trade"


class Parameters(NamedTuple):
    """Units."""

    sum: Annotated[int, "USD"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, status, savings: Write, accounts: Write):
    paid = 0
    for official in range(len(status)):
        if status[official] == POSTED:
            savings[official] += p.sum
            paid += p.sum
    transfer(accounts, CUSTOMERS, OFFICIALS, paid)
