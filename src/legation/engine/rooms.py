"""Rooms for journeys: a world that runs out of them begins again with twice as many.

More rooms change nothing else in a world. A journey takes the lowest free row, however many rows lie above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from legation.engine.layout import ALARM
from legation.engine.week import Week
from legation.engine.world import Outcome, Setup, World, advance
from legation.population.columns import NO_ROOM

ROOMS_MOST = 64  # times the usual rooms: 128 for each post


class Completed(NamedTuple):
    """A world that ran to its end, or stopped.

    rooms  it had, in multiples of the usual
    """

    world: World
    outcome: Outcome
    rooms: int


def room_factors() -> Iterator[int]:
    """How many times the usual rooms a world may be given, one try after the other."""
    rooms = 1
    while rooms <= ROOMS_MOST:
        yield rooms
        rooms *= 2


def complete(begin: Callable[[int], World], setup: Setup, last: int) -> Completed:
    """Run a world to the beginning of week `last`, with as many rooms as its journeys need, up to ROOMS_MOST.

    begin    founds the world, given its rooms in multiples of the usual
    Returns  the world with the fewest rooms tried that suffice; its outcome tells whether it stopped all the same
    """
    for rooms in room_factors():
        world = begin(rooms)
        outcome = advance(world, setup, last)
        if not lacks_rooms(setup.week, outcome):
            break
    return Completed(world, outcome, rooms)


def lacks_rooms(week: Week, outcome: Outcome) -> bool:
    """Whether a world stopped because a journey found no room."""
    return outcome.code == ALARM and week.columns.all[outcome.position].name == NO_ROOM
