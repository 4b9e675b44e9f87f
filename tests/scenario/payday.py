"""Payday: a mechanism of a third party with a choice; it pays a dollar a week to those whom a word names.

Claims:
    Nobody, the posted or everybody receives a dollar a week.

Leaves out:
    Nobody says why. It rests on no record, since it serves as a test.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.marks import Write, step
from legation.kernel.money import CUSTOMERS, OFFICIALS, transfer
from legation.kernel.units import Words
from legation.population.codes import POSTED

AFTER = "trade"
NOBODY, ONLY_POSTED, EVERYBODY = 0, 1, 2


class Parameters(NamedTuple):
    """Units."""

    whom: Annotated[int, "choice", Words(("nobody", "posted", "everybody"))]


MOVES: frozenset[tuple[int, int]] = frozenset()


@step
def run(now, p, status, savings: Write, accounts: Write):
    paid = 0
    for official in range(len(status)):
        if p.whom == EVERYBODY or (p.whom == ONLY_POSTED and status[official] == POSTED):
            savings[official] += 100
            paid += 100
    transfer(accounts, CUSTOMERS, OFFICIALS, paid)
