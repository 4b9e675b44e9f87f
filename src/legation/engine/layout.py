"""Memory layout: where compiled units find a world's columns.

A unit is handed two addresses. Behind the first stand the words that all units of a world share: its identity, the
week, room for luck, and what a unit leaves when it stops the world. Behind the second stands the unit's own row: its
parameters, then two words for each of its columns, address and length. So a unit knows nothing of columns that it
doesn't name, and adding one leaves its code as it is.

Units run as they stand in the oracle, too. There the words hold checked columns instead of addresses.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from legation.kernel.chance import this_week
from legation.kernel.marks import rule

# What a unit returns: the week goes on, or it stops, and the words at CODE, POSITION and AMOUNT say why.
GOES_ON, STOPS = 0, 1

# What a world ends with, as the word at CODE says. Those at POSITION and AMOUNT say more: for a leak the account's
# position in ACCOUNTS (its length: all together) and the cents; for an alarm the column's position and what it counted;
# for an exception the position of the mechanism that raised it.
DONE, LEAK, ALARM, RAISED = range(4)

# The shared words. A column takes two: its address, and its length or a row's width.
SEED, NUMBER, WEEK, CODE, POSITION, AMOUNT, FLAGS, WORDS, PICKS = 0, 1, 2, 3, 4, 5, 6, 8, 10
SHARED = 12

WORD_BYTES = 8


def view(address: Any, length: int, dtype: Any) -> Any:
    """An array over memory that somebody else owns; in the oracle, what the words hold in place of its address."""
    return address


@rule
def row(words: Any, at: int, k: int) -> Any:
    """Row k of the table whose address and width stand at `at`: an input's week, or a period of the history."""
    return view(words[at] + WORD_BYTES * words[at + 1] * k, words[at + 1], np.int64)


@rule
def now_of(words: Any) -> Any:
    """The week that a step is given, from the shared words."""
    size = words[PICKS + 1]
    flags, picks = view(words[FLAGS], words[FLAGS + 1], np.uint8), view(words[PICKS], size, np.uint32)
    luck = view(words[WORDS], words[WORDS + 1], np.uint64)
    return this_week(words[SEED], words[NUMBER], words[WEEK], size, flags, luck, picks)


@rule
def stop(words: Any, code: int, position: int, amount: int) -> int:
    """Leave word of what stops the world, and say that it stops."""
    words[CODE], words[POSITION], words[AMOUNT] = code, position, amount
    return STOPS
