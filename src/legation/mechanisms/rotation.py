"""Rotation: officials go home at the end of their term.

Claims:
    Officials are posted for about three years, and for less while hosts cut stays short.
    An official who has served the term goes home within weeks, and so does one whose branch has closed (`posts`).
    Nobody goes while the border is shut, so officials who are due pile up. All of them go when it opens.

Leaves out:
    Nobody puts off their return, or pays to.
    Officials go home safely and take all savings along, open and hidden. What awaits them is not in the model.
    An official leaves the post before the next holder comes, and `posts` decides how soon one comes. In the reports
        some replacements came by the flights that took others home.
    A cut stay ends for good. In the reports people cross the border and come back.
    Nobody flies home in the months before the border opens.
    No observable measures the longest stays yet. In pf-g-19-longest some workers stay six to ten years while the
        border is shut.

Assumes:
    All officials go within weeks of being due.

Sources:
    nk-2019-intv-24  Terms become shorter. It gives a direction without a size.
    nk-2019-intv-25  Short terms harm business. This follows here, because newcomers have no ties yet (`trade`).
    pf-c-06  Hosts cut stays from September 2017.
    pf-c-11  Hosts renew residence permits for a year again after March 2018.
    pf-c-12  Hosts cut stays from March 2019.
    pf-c-14  Hosts refuse long-term visas by early 2025.
    pf-d-01  The border is shut from January 2020 to August 2023.

Readings:
    visas refused or cut (pf-c-06, pf-c-11, pf-c-12, pf-c-14) -> pressure on visas is pressure on terms.
    "cut to one week, elsewhere to one month" (pf-c-12) -> such stays are renewals, not terms.

Checked by:
    nk-2022-surv-12  Some officials stay more than three years while the border is shut.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, difference_of_short, share_of, share_of_short
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import HOME
from legation.kernel.picks import those
from legation.kernel.units import Within
from legation.mechanisms.shared.people import leaves_post
from legation.population.codes import POSTED, VACANT
from legation.population.declaration import FLOW, PLACE, Column

GOES = purpose("rotation: goes home this week")


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    squeezed: Annotated[int, "ratio", Within(0, 1)]
    leave_weeks: Annotated[int, "weeks", Within(1, 520)]


MOVES = frozenset({(POSTED, VACANT)})

COLUMNS = (
    Column("went_home", PLACE, np.int64, "persons", "officials who went home at the end of their term", FLOW, least=0),
)


@rule
def term_left(p, visa_pressure):
    """What hosts leave of a planned term, out of 2**16."""
    return ONE - share_of(visa_pressure, ONE - p.squeezed)


@rule
def is_due(weeks, term, left):
    """Whether somebody has served the part of the term that hosts leave, rounded down to whole weeks."""
    return weeks >= share_of_short(term, left)


@rule
def waits_to_go(post, week, left, status, week_posted, term):
    """Whether the holder of a post is due this week and has not been ordered home."""
    # Both are asked of everybody: `and` would look at the second only where the first holds, one post at a time.
    return (status[post] == POSTED) & is_due(difference_of_short(week, week_posted[post]), term[post], left)


@rule
def chance_to_go(p, border_open):
    """Chance that somebody who is due goes home this week, out of 2**32."""
    return (border_open << 16) // p.leave_weeks


@step
def run(
    now,
    p,
    place_first,
    week_posted,
    term,
    border_open,
    visa_pressure,
    status: Write,
    purse: Write,
    went_home: Write,
    accounts: Write,
):
    """Send home the officials who are due, while the border is open."""
    for here in range(len(border_open)):
        chance = chance_to_go(p, border_open[here])
        if chance == 0:
            continue
        seen = now.week, term_left(p, visa_pressure[here]), status, week_posted, term
        for official in those(now, place_first[here], place_first[here + 1], waits_to_go, seen):
            if draw(now, GOES, official) < chance:
                leaves_post(official, HOME, status, purse, accounts)
                went_home[here] += 1
