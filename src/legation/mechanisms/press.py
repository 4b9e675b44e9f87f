"""Press: some of what happens becomes known to somebody who tells, and is reported later.

Claims:
    Outlets learn of what happens at a place only where somebody there tells them.
    Not every place has such a source at a time.
    A source learns of some flights, of some orders to tighten control and of some departures on orders.
    What a source has learnt is reported weeks or months later.

Leaves out:
    Of all that could be reported these three are counted, because the reports of the record are mostly about them.
        Arrivals become known by an official count (`arrivals`), and prices and incomes by asking, not by an event.
    Flights of minders, visitors who are not sent back and orders to go home that wait are not among them.
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
    Each source of one article errs by a factor of its own, and each outlet by another.
    A report of an unsound source says what any world might, and the source's grade says how likely that is.

Sources:
    nk-2015-recall-20  An outlet reports what others have reported of officials who sought asylum.

Readings:
    "reports of asylum" (nk-2015-recall-20) -> what happens and what is reported of it are counted apart.

Checked by:
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
from legation.population.declaration import FLOW, PLACE, WORLD, Column

SOURCE = purpose("press: whether a place has a source this year")
FLIGHT_HEARD = purpose("press: how the number of flights that a source learns of is rounded")
ORDER_HEARD = purpose("press: how the number of clampdowns that a source learns of is rounded")
RECALL_HEARD = purpose("press: how the number of recalls that a source learns of is rounded")
FLIGHT_TOLD = purpose("press: how the number of flights that are reported is rounded")
ORDER_TOLD = purpose("press: how the number of clampdowns that are reported is rounded")
RECALL_TOLD = purpose("press: how the number of recalls that are reported is rounded")


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
    Column("sources_began", WORLD, np.uint8, "0 or 1", "1 once it was drawn which places have a source", most=1),
    Column("source", PLACE, np.uint8, "0 or 1", "1 while somebody there tells outlets", most=1),
    Column("untold_flights", PLACE, np.int64, "persons", "flights that a source knows and nobody reported", least=0),
    Column("untold_clampdowns", PLACE, np.int64, "clampdowns", "clampdowns likewise", least=0),
    Column("untold_recalls", PLACE, np.int64, "persons", "recalls likewise", least=0),
    Column("flights_told", PLACE, np.int64, "persons", "flights reported", FLOW, least=0),
    Column("clampdowns_told", PLACE, np.int64, "clampdowns", "clampdowns reported", FLOW, least=0),
    Column("recalls_told", PLACE, np.int64, "persons", "recalls reported", FLOW, least=0),
)


@rule
def heard(events, has_source, share, luck):
    """How many of a period's events a source learns of."""
    return rounded(events * (share << 16), luck) if has_source else 0


@rule
def told(untold, delay, luck):
    """How many of the events that a source knows are reported within a period."""
    return rounded(untold * weekly_probability(WEEKS_PER_PERIOD * RATE_ONE // delay), luck)


@step
def run(now, p, fled, clampdowns, recalls_done, own: Write):
    """In the last week of a period, let sources learn of what happened in it, and report some of what they know."""
    if now.week % WEEKS_PER_PERIOD != WEEKS_PER_PERIOD - 1:
        return
    # Both a year and a period count from the first Monday of 2009, so a year begins with a period.
    is_new_year = now.week % WEEKS_PER_YEAR < WEEKS_PER_PERIOD or own.sources_began[0] == 0
    own.sources_began[0] = 1
    for here in range(len(own.source)):
        if is_new_year:
            own.source[here] = draw(now, SOURCE, here) >> 16 < p.has_source
        is_heard = own.source[here] == 1
        known = own.untold_flights[here] + heard(fled[here], is_heard, p.hears_flight, draw(now, FLIGHT_HEARD, here))
        flights = told(known, p.delay, draw(now, FLIGHT_TOLD, here))
        own.untold_flights[here] = known - flights
        own.flights_told[here] += flights
        orders = heard(clampdowns[here], is_heard, p.hears_clampdown, draw(now, ORDER_HEARD, here))
        known = own.untold_clampdowns[here] + orders
        orders = told(known, p.delay, draw(now, ORDER_TOLD, here))
        own.untold_clampdowns[here] = known - orders
        own.clampdowns_told[here] += orders
        recalls = heard(recalls_done[here], is_heard, p.hears_recall, draw(now, RECALL_HEARD, here))
        known = own.untold_recalls[here] + recalls
        recalls = told(known, p.delay, draw(now, RECALL_TOLD, here))
        own.untold_recalls[here] = known - recalls
        own.recalls_told[here] += recalls
