"""Sessions: officials meet for study and pledges, the more often the tighter control is, and lose working time.

Claims:
    Officials meet for study and pledges about once a week, and more often where control is tight.
    Business lacks the time that sessions take.

Leaves out:
    A pledge in public tells nothing about doubt in private, so sessions change nobody's mind here.
    Daily reports, calls and limits on travel cost income, too. They are left to `whereabouts`.
    Nobody stays away, so nothing follows from it.
    Missions and firms keep the same rhythm.

Assumes:
    Control costs income in step with alert. This is our inference. How much of it is due to sessions, and how much to
        reports and limits on travel, is not known: the loss is divided by a share that may be nothing or all.

Sources:
    nk-2015-recall-19  Officials doubt in private.
    nk-2022-surv-03  Officials meet once a week.
    nk-2022-surv-05  Officials report and pledge at each session.
    pf-j-01  Traders met once a week in 2011, too.

Checked by:
    nk-2022-surv-04  Sessions are more frequent in 2022.
    pf-j-04  Sessions are more frequent in 2021.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.units import Borrowed
from legation.population.declaration import LEVEL, PLACE, SHARES, Column


class Parameters(NamedTuple):
    """Units. The scenario gives values, ranges and sources."""

    base_per_week: Annotated[int, "ratio"]
    per_alert: Annotated[int, "ratio"]
    income_lost: Annotated[int, "share"]
    travel_part: Annotated[int, "share", Borrowed("whereabouts.travel_part")]


MOVES: frozenset[tuple[int, int]] = frozenset()

COLUMNS = (Column("sessions", PLACE, np.int64, SHARES, "ideological sessions a week", LEVEL, least=0),)


@rule
def held(p, alert):
    """Sessions a week, out of 2**16."""
    return p.base_per_week + share_of(p.per_alert, alert)


@rule
def time_left(p, alert):
    """What sessions leave of the time for business, out of 2**16."""
    return ONE - share_of(share_of(p.income_lost, ONE - p.travel_part), alert)


@step
def run(now, p, alert, sessions: Write, free_time: Write):
    """Set this week's rhythm of each place."""
    for here in range(len(alert)):
        sessions[here] = held(p, alert[here])
        free_time[here] = time_left(p, alert[here])
