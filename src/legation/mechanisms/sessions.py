"""Sessions: study, reports and pledges, held the more often the tighter control is, and paid for in working time.

Claim:      Officials meet for study and pledges about once a week, more often where control is tight. What control
            takes in time and travel is missing for business.
Leaves out: what is said there: a pledge in public tells nothing about doubt in private, so sessions change nobody's
            mind here. Daily reports and calls are in the income lost, not counted as sessions. Who stays away, and
            what follows. Missions and firms keep the same rhythm.
Source:     nk-2022-surv-03 for once a week, and pf-j-01 for the same rhythm in 2011, with reports every evening;
            nk-2022-surv-05 for reports and pledges, nk-2015-recall-19 for the doubt behind them. nk-2019-mss-10 has
            traders resent the watch and nk-2019-mss-11 keeps them in their region; that this costs income, and in
            step with alert, is our inference.
Checked by: nk-2022-surv-04 and pf-j-04: more sessions in 2021 and 2022. They set no number here.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step


class Parameters(NamedTuple):
    """Units; values, ranges and sources stand in the scenario."""

    base_per_week: Annotated[int, "ratio"]
    per_alert: Annotated[int, "ratio"]
    income_lost: Annotated[int, "share"]


MOVES: frozenset[tuple[int, int]] = frozenset()


@rule
def held(p, alert):
    """Sessions a week, out of 2**16."""
    return p.base_per_week + share_of(p.per_alert, alert)


@rule
def time_left(p, alert):
    """What control leaves of the time for business, out of 2**16."""
    return ONE - share_of(p.income_lost, alert)


@step
def run(now, p, alert, sessions: Write, free_time: Write):
    """Set this week's rhythm of each place."""
    for here in range(len(alert)):
        sessions[here] = held(p, alert[here])
        free_time[here] = time_left(p, alert[here])
