"""Journeys: where the rows are kept in which people are on their way, and in which order these are given out.

Luck on a journey belongs to the post that the official left, not to the row: one more journey changes nobody else's.
"""

from __future__ import annotations

from legation.kernel.marks import rule
from legation.population.codes import NO_JOURNEY

NOWHERE = -1


@rule
def free_row(journey_status, used):
    """The lowest free row: one whose journey has ended, else the first that was never used; NOWHERE if all are taken.

    used  how many rows were ever used
    """
    found = used
    for row in range(used):
        found = min(found, row if journey_status[row] == NO_JOURNEY else used)
    return found if found < len(journey_status) else NOWHERE


@rule
def first_marked(marks):
    """The lowest row that holds a 1; the number of rows if none does.

    Rows of journeys are given out in the order of posts, whatever the order in which a loop found who leaves.
    """
    found = len(marks)
    for row in range(len(marks)):
        found = min(found, row if marks[row] == 1 else len(marks))
    return found
