"""Environment: what comes from outside the modelled state's own control apparatus.

Claims:
    Officials' earnings follow the recorded trade between China and the DPRK.
    Openings for flight follow the host country's epidemic rules.

Leaves out:
    The state's acts towards its own officials are outcomes and never inputs.
    One act of the state does enter: trade fell in 2020-22 partly because the state closed its border, and that fall
        comes in as data.
    Goods are not told apart.

Assumes:
    Other countries' trade moves with China's. The record has no other series.
    The scenario dates the epidemic rules from public knowledge. The timeline of the record holds none of them.

Sources:
    nk-2022-surv-09  Epidemic rules make flight harder. It gives the direction only.

Readings:
    the recorded trade -> the customs series in `records/trade_series.csv`.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Within


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

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
