"""Press: some of what happens becomes known to somebody who tells, and is reported later.

Claims:
    Outlets learn of what happens at a place only where somebody there tells them.
    Not every place has such a source at a time.
    A source learns of some flights of officials and minders, of some orders to tighten control and of some departures
        on orders.
    What a source has learnt is reported weeks or months later.

Leaves out:
    Of all that could be reported these are counted, because the reports of the record are mostly about them.
        Arrivals become known by an official count (`arrivals`), and prices and incomes by asking, not by an event.
    Visitors who are not sent back and orders to go home that wait are not among them.
    The number that a source learns of, or that is reported, is the mean rounded by lot. It varies less than if each
        event had a lot of its own.
    Nobody invents an event here, and no event is reported twice. What a report gets wrong is left to whoever makes a
        ledger of a world's reports (`observation/press.py`), by the biases and doubts below.
    Reports change nothing: no official, source or authority reads them here.
    A source is not found out, and tight control silences nobody.
    An outlet's interest does not rise or fall, and one event makes no other likelier to be reported.
    A source that is lost leaves behind what it has learnt, which is still reported.

Assumes:
    A place keeps its source, or the lack of one, for a year.
    A source is as likely to learn of a minder's flight as of an official's.
    Each source of one article errs by a factor of its own, and each outlet by another.
    A report of an unsound source says what any world might, and the source's grade says how likely that is.

Sources:
    nk-2015-recall-20  An outlet reports what others have reported of officials who sought asylum.

Readings:
    "reports of asylum" (nk-2015-recall-20) -> what happens and what is reported of it are counted apart.

Checked by:
    nk-2019-mss-01  Flights of three agents are reported.
    nk-2019-mss-16  Several flights of a few weeks are reported.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import RATE_ONE, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Within
from legation.mechanisms.shared.lots import rounded
from legation.mechanisms.shared.periods import period_ends
from legation.population.declaration import FLOW, PLACE, WORLD, Column

SOURCE = purpose("press: whether a place has a source this year")
FLIGHTS_LEARNT = purpose("press: how the number of flights that a source learns of is rounded")
MINDERS_LEARNT = purpose("press: how the number of minders' flights that a source learns of is rounded")
CLAMPDOWNS_LEARNT = purpose("press: how the number of clampdowns that a source learns of is rounded")
RECALLS_LEARNT = purpose("press: how the number of recalls that a source learns of is rounded")
FLIGHTS_REPORTED = purpose("press: how the number of flights that are reported is rounded")
MINDERS_REPORTED = purpose("press: how the number of minders' flights that are reported is rounded")
CLAMPDOWNS_REPORTED = purpose("press: how the number of clampdowns that are reported is rounded")
RECALLS_REPORTED = purpose("press: how the number of recalls that are reported is rounded")


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources.

    The step needs the first five. The others say how reports err, and serve `observation/press.py`.
    """

    has_source: Annotated[int, "share"]
    hears_flight: Annotated[int, "share"]
    hears_clampdown: Annotated[int, "share"]
    hears_recall: Annotated[int, "share"]
    delay: Annotated[int, "weeks", Within(1, 1_040)]
    outlet_bias: Annotated[int, "sd of log"]
    source_bias: Annotated[int, "sd of log"]
    doubt_a: Annotated[int, "share"]
    doubt_b: Annotated[int, "share"]
    doubt_c: Annotated[int, "share"]
    doubt_d: Annotated[int, "share"]
    doubt_e: Annotated[int, "share"]
    doubt_f: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("sources_drawn", WORLD, np.uint8, "0 or 1", "1 once it was drawn which places have a source", most=1),
    # Never recorded, so that no series and no table says where somebody tells outlets.
    Column("source", PLACE, np.uint8, "0 or 1", "1 while somebody there tells outlets", most=1),
    Column("flights_known", PLACE, np.int64, "persons", "officials' flights known to a source, unreported", least=0),
    Column("minders_known", PLACE, np.int64, "persons", "minders' flights likewise", least=0),
    Column("clampdowns_known", PLACE, np.int64, "clampdowns", "clampdowns likewise", least=0),
    Column("recalls_known", PLACE, np.int64, "persons", "recalls likewise", least=0),
    Column("flights_reported", PLACE, np.int64, "persons", "officials' flights reported", FLOW, least=0),
    Column("minders_reported", PLACE, np.int64, "persons", "minders' flights reported", FLOW, least=0),
    Column("clampdowns_reported", PLACE, np.int64, "clampdowns", "clampdowns reported", FLOW, least=0),
    Column("recalls_reported", PLACE, np.int64, "persons", "recalls reported", FLOW, least=0),
)


@rule
def learns_of(events, share, luck):
    """How many of a period's events a source learns of that learns of such a share."""
    return rounded(events * (share << 16), luck)


@rule
def chance_of_report(delay):
    """Chance that an event which a source knows is reported within a period, out of 2**32; the delay in weeks."""
    return weekly_probability(WEEKS_PER_PERIOD * RATE_ONE // delay)


@rule
def passes_on(chance, here, events, share, luck, known, reported):
    """Let the source of a place learn of events of one kind, and report some of all that it knows.

    chance  that an event it knows is reported, out of 2**32
    share   of events of which it learns; none where there is no source
    luck    of what it learns of, and of what it reports
    """
    by_now = known[here] + learns_of(events[here], share, luck[0])
    out = rounded(by_now * chance, luck[1])
    known[here] = by_now - out
    reported[here] += out


@step
def run(now, p, fled, minders_fled, clampdowns, recalls_done, own: Write):
    """In the last week of a period, let sources learn of what happened in it, and report some of what they know."""
    if not period_ends(now.week):
        return
    # Both a year and a period count from the first Monday of 2009, so a year begins with a period.
    is_new_year = now.week % WEEKS_PER_YEAR < WEEKS_PER_PERIOD or own.sources_drawn[0] == 0
    own.sources_drawn[0] = 1
    chance = chance_of_report(p.delay)
    for here in range(len(own.source)):
        if is_new_year:
            own.source[here] = draw(now, SOURCE, here) >> 16 < p.has_source
        flights, minders, orders, recalls = 0, 0, 0, 0
        if own.source[here] == 1:
            flights, minders, orders, recalls = p.hears_flight, p.hears_flight, p.hears_clampdown, p.hears_recall
        luck = draw(now, FLIGHTS_LEARNT, here), draw(now, FLIGHTS_REPORTED, here)
        passes_on(chance, here, fled, flights, luck, own.flights_known, own.flights_reported)
        luck = draw(now, MINDERS_LEARNT, here), draw(now, MINDERS_REPORTED, here)
        passes_on(chance, here, minders_fled, minders, luck, own.minders_known, own.minders_reported)
        luck = draw(now, CLAMPDOWNS_LEARNT, here), draw(now, CLAMPDOWNS_REPORTED, here)
        passes_on(chance, here, clampdowns, orders, luck, own.clampdowns_known, own.clampdowns_reported)
        luck = draw(now, RECALLS_LEARNT, here), draw(now, RECALLS_REPORTED, here)
        passes_on(chance, here, recalls_done, recalls, luck, own.recalls_known, own.recalls_reported)
