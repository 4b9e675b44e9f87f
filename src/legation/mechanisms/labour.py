"""Labour: workers whom the state posts abroad earn for it, as many as hosts let in and keep.

Claims:
    The state posts workers abroad, a stock in each place, as a source of income.
    The stock grows while hosts let in everybody whom the state would send.
    Workers go home at the end of a contract, and newcomers take their places as far as hosts permit.
    Some newcomers come without a permit where hosts refuse it.
    Hosts send a share of the workers home while an order with a deadline is in force.
    Nobody comes or goes while the border is closed to people.
    The state takes most of what employers pay for a worker.

Leaves out:
    Workers are counts without traits. They form no branches, and no official manages them.
    The pay and the state's part of it are counted beside the accounts of officials. What officials earn by placing
        workers is a part of `side_work`, and does not follow their number.
    The state's part does not say what ministries, employers and managers keep of it.
    Pay is the same in every place and year, and nobody is left unpaid.
    No group leaves together. What comes and goes follows its mean, rounded by lot.
    Those who overstay while the border is closed do not go home in one wave when it opens.
    The state does not replace workers whom hosts have sent home under an order.
    Hosts send nobody home after the deadline. A month later the border closes.
    Workers do not flee, strike or die, and no worker moves from place to place.
    Workers in Russia are counted in the place "elsewhere", with all others outside the named places.

Assumes:
    Workers everywhere earn what is reported of China.
    A contract ends with the same chance in each week.
    Hosts send workers home evenly over the time that an order gives them.
    The state seeks the same growth in each year, shared among places like the first workers.

Sources:
    nk-2015-recall-08  The state posts tens of thousands of workers to foreign factories as a source of income.
    pf-c-08  Member states report how many workers they sent home by the deadline.
    pf-c-09  China says that it sent home more than half of those who earn there.
    pf-e-05  The number of workers grows within a year.
    pf-e-08  Half of the workers are in China, and most others are in Russia.
    pf-e-17  New workers enter in spite of the ban on permits.
    pf-g-21  The state takes most of the pay.
    pf-g-21-pay  An employer's pay for a worker.
    pf-g-22  The part of it that is due to the worker.
    pf-g-22-pay  An employer's pay for a worker, years later.
    tl-20  A resolution freezes the number of workers.
    tl-24  A resolution bans new work permits.
    tl-27  A resolution orders that workers go home within 24 months.
    tl-35  The deadline of that order.

Readings:
    "number of workers frozen" (tl-20) -> hosts permit about as many newcomers as are needed to replace who leaves.
    "tens of thousands" (nk-2015-recall-08) -> a stock at one time, and no sum over the years.

Checked by:
    nk-2019-intv-03  Workers leave China in large numbers.
    pf-c-10  The number of workers falls between 2017 and 2019.
    pf-e-16  Workers leave one city within two months and are not replaced.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.chance import LUCK, draw, purpose
from legation.kernel.fixed_point import ONE, RATE_ONE, share_of, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Within
from legation.mechanisms.shared.lots import part, rounded
from legation.population.declaration import FLOW, INPUT, LEVEL, PLACE, SHARES, WORLD, Column

ENDS = purpose("labour: how the number of contracts that end is rounded")
SENT_HOME = purpose("labour: how the number of workers whom hosts send home is rounded")
COMES = purpose("labour: how the number of workers who come is rounded")


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources.

    One weight is never nothing, so that there is always a place to go.
    """

    workers: Annotated[int, "persons", Within(0, 200_000)]
    weight_dandong: Annotated[int, "weight"]
    weight_shenyang: Annotated[int, "weight"]
    weight_yanji: Annotated[int, "weight"]
    weight_beijing: Annotated[int, "weight"]
    weight_other_china: Annotated[int, "weight"]
    weight_south_east_asia: Annotated[int, "weight"]
    weight_elsewhere: Annotated[int, "weight", Within(1, 1_000_000)]
    contract: Annotated[int, "weeks", Within(1, 1_040)]
    growth: Annotated[int, "persons", Within(0, 200_000)]
    unpermitted: Annotated[int, "share"]
    sent_home: Annotated[int, "1/yr"]
    pay: Annotated[int, "USD/yr", Within(0, 1_000_000)]
    state_share: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (
    Column("worker_permits", INPUT, np.int64, SHARES, "share of newcomers whom hosts permit", least=0, most=ONE),
    Column(
        "send_home", INPUT, np.int64, SHARES, "how far an order to send workers home is in force", least=0, most=ONE
    ),
    Column("workers_posted", WORLD, np.uint8, "0 or 1", "1 once the first workers are at their places", most=1),
    Column("workers", PLACE, np.int64, "workers", "workers posted", LEVEL, least=0),
    Column("labour_income", PLACE, np.int64, "US cents", "the state's part of workers' pay", FLOW, least=0),
)


@rule
def part_of(p, whole, here):
    """A place's part of a number of workers, by its weight; the parts of all places add up to the whole."""
    weights = (
        p.weight_dandong,
        p.weight_shenyang,
        p.weight_yanji,
        p.weight_beijing,
        p.weight_other_china,
        p.weight_south_east_asia,
        p.weight_elsewhere,
    )
    before, total = 0, 0
    for place in range(len(weights)):
        before += weights[place] if place < here else 0
        total += weights[place]
    return part(whole, before, weights[here], total)


@rule
def admitted(p, permits):
    """Share of newcomers who come, out of 2**16: those with a permit, and some of those without one."""
    return permits + share_of(ONE - permits, p.unpermitted)


@rule
def ending(p, workers, border_open):
    """Mean number of contracts that end this week, out of 2**32; nobody goes home while the border is closed."""
    return workers * weekly_probability(share_of(RATE_ONE // p.contract, border_open))


@rule
def returning(p, workers, send_home, border_open):
    """Mean number of workers whom hosts send home this week under an order, out of 2**32."""
    return workers * weekly_probability(share_of(share_of(p.sent_home, send_home), border_open))


@rule
def coming(p, workers, growth, permits, border_open):
    """Mean number of newcomers this week, out of 2**32: as many as contracts end, and growth, as far as they come.

    growth  workers whom the state would add in a year
    """
    sought = ending(p, workers, ONE) + growth * LUCK // WEEKS_PER_YEAR
    return (sought >> 16) * share_of(admitted(p, permits), border_open)


@step
def run(now, p, border_open, worker_permits, send_home, own: Write):
    """Post the first workers, then let some go home, others come, and the state take its part of all pay."""
    for here in range(len(own.workers)):
        workers = own.workers[here] if own.workers_posted[0] else part_of(p, p.workers, here)
        is_open, growth = border_open[here], part_of(p, p.growth, here)
        ended = rounded(ending(p, workers, is_open), draw(now, ENDS, here))
        rest = workers - ended
        sent = rounded(returning(p, rest, send_home[here], is_open), draw(now, SENT_HOME, here))
        came = rounded(coming(p, workers, growth, worker_permits[here], is_open), draw(now, COMES, here))
        own.workers[here] = rest - sent + came
        own.labour_income[here] += own.workers[here] * share_of(p.pay, p.state_share)
    own.workers_posted[0] = 1
