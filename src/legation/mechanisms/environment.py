"""Environment: what comes from outside the modelled state's own control apparatus.

Claim:      What officials can earn follows the recorded trade between China and the DPRK, and what openings for
            flight there are follows the host country's epidemic rules.
Leaves out: everything that the state does to its own officials: those are outcomes, never inputs. One act of the state
            does enter: the fall of trade in 2020-22 is partly its own closing of the border, and comes in as data.
            Goods are not told apart; other countries' trade is assumed to move with China's, since the record has no
            other series.
Source:     the customs series in `records/trade_series.csv` and the dated measures in `records/timeline.csv`;
            nk-2022-surv-09 for the direction of the epidemic rules.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Within


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    import_weight: Annotated[int, "share"]
    lockdown_opportunity: Annotated[int, "ratio", Within(0, 1)]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def weighted_trade(p, imports, exports):
    """Trade that officials live on, relative to 2013: China's imports and exports, weighted."""
    return share_of(imports, p.import_weight) + share_of(exports, ONE - p.import_weight)


@rule
def openings(p, lockdown):
    """Openings for flight, relative to a normal week."""
    return ONE - share_of(ONE - p.lockdown_opportunity, lockdown)


@step
def run(now, p, imports, exports, lockdown, market: Write, opportunity: Write):
    """Set this week's market and openings of each place."""
    for here in range(len(market)):
        market[here] = weighted_trade(p, imports[here], exports[here])
        opportunity[here] = openings(p, lockdown[here])
