"""Rotation: officials go home at the end of their term.

Claim:      Officials are posted for about three years, for less while hosts cut stays short. Whoever has served the
            term goes home within weeks. Nobody goes while the border is shut, so those who are due pile up, and all
            go when it opens.
Leaves out: officials who put off their return, or pay to. Going home is safe and takes all savings along, open and
            hidden: what awaits returnees is left to `recall` and `home_visits`. The post is left before its next
            holder comes, and how soon one comes is for `posts` to say; in the reports some replacements came by the
            flights that took others home. A cut stay ends for good, where reports have people cross and come back.
            Flights home in the months before the border opened are left out.
Source:     nk-2019-intv-24 for shorter terms: it is a direction without a size. pf-c-06, pf-c-11, pf-c-12 and
            pf-c-14 for when hosts cut stays: pressure on visas is read as pressure on terms, and the reported stays
            of a week or a month as renewals, not as terms. nk-2019-intv-25 says that short terms harm business, which
            follows here because newcomers have no ties yet (`trade`). pf-d-01 for the shut border. That all go
            within weeks of being due is assumed.
            pf-g-19 has workers stay six to ten years while the border is shut; nothing measures the longest stays yet.
Checked by: nk-2022-surv-12: stays beyond three years while the border is shut. It sets no number here.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import HOME
from legation.kernel.units import Within
from legation.mechanisms.shared.people import leaves_post
from legation.population.codes import POSTED, VACANT

GOES = purpose("rotation: goes home this week")


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    squeezed: Annotated[int, "ratio", Within(0, 1)]
    leave_weeks: Annotated[int, "weeks", Within(1, 520)]


MOVES = frozenset({(POSTED, VACANT)})


@rule
def term_left(p, visa_pressure):
    """What hosts leave of a planned term, out of 2**16."""
    return ONE - share_of(visa_pressure, ONE - p.squeezed)


@rule
def is_due(weeks, term, left):
    """Whether somebody has served the part of the term that hosts leave, rounded down to whole weeks."""
    return weeks >= share_of(term, left)


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
    savings: Write,
    hidden: Write,
    earned: Write,
    spent: Write,
    paid: Write,
    went_home: Write,
    accounts: Write,
):
    """Send home those who are due and have a way."""
    for here in range(len(border_open)):
        chance = chance_to_go(p, border_open[here])
        if chance == 0:
            continue
        left = term_left(p, visa_pressure[here])
        for official in range(place_first[here], place_first[here + 1]):
            due = status[official] == POSTED and is_due(now.week - week_posted[official], term[official], left)
            if due and draw(now, GOES, official) < chance:
                leaves_post(official, HOME, status, savings, hidden, earned, spent, paid, accounts)
                went_home[here] += 1
