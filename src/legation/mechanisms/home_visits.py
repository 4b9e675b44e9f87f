"""Home visits: officials are called home for a review, pay those at home who want a part, and mostly come back.

Claims:
    Officials are called home about once a year, at the year's end, for a review of their business.
    Where it is more than once, the second visit is in the middle of the year.
    Nobody visits while the border is closed.
    An official who ranks high in the order of recall may not be sent back.
    Superiors, colleagues and friends at home take a share of what they believe a visitor has.
    They take anybody back from abroad for rich, so they ask much of those who have little, too.
    A visitor who keeps the visit quiet is asked for less.
    What is taken is a growing part of a visitor's money as officials earn less, since the belief stays.
    Who is not sent back has been recalled, for colleagues (`recall`) and for the press.

Leaves out:
    A visit takes no working time and costs no fare, and the post stays filled meanwhile.
    Nobody is called who has been ordered home already (`recall`).
    A visit that is coming frightens nobody and drives nobody to flee, though pf-g-05-fear has officials behind with
        their payments fear it. What officials expect of recalls is left to `intent`.
    What becomes of those who are not sent back is not in the model.
    Colleagues do not miss who is not sent back while `recall` is switched off.
    The order of recall is that of the last review, a quarter before.
    Nobody brings secret money home, so takers see none of it. Who is not sent back has it brought home afterwards.
    What visitors give buys them nothing: neither a better place in the order of recall nor a longer term.
    Takers do not learn what a visitor really has, and believe the same of all who say nothing else.
    What is taken does not count among an official's dues, so it does not lower what is left of a month's income.
    Meetings of all visitors, courses and ceremonies at home are left out.

Assumes:
    All visits of a round take place in one week, the week in which the year's quotas are collected.
    The chance of not being sent back grows evenly from nothing, at the end of the order of recall, to its most.
    Takers go by the larger of what they see and what they suppose.

Sources:
    nk-2015-recall-04  Officials are called home once a year, at its end.
    nk-2019-intv-14  Officials, staff of companies and friends press a visitor for money.
    nk-2019-intv-15  A visitor keeps the visit quiet to avoid requests.
    nk-2019-intv-16  Requests become worse. It gives a direction without a size.
    nk-2019-intv-21  People take anybody back from China for rich.
    pf-g-05-fear  Who is behind with payments fears the call at the year's end.
    pf-g-07  A visit is said to cost a large sum.
    pf-g-07-meal  A meal for superiors costs a sum for each of them.
    pf-j-07-before  Officials are called home once or twice a year.
    pf-j-07-closure  Nobody can be called home while the border is closed.

Readings:
    "feared to be called home at the end of the year" (pf-g-05-fear) -> some who are called are not sent back.
    "requests were becoming worse" (nk-2019-intv-16) -> a larger part of less money; the sum need not rise.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import HOME, OFFICIALS, PATRONS, transfer
from legation.kernel.units import Within
from legation.mechanisms.shared.people import leaves_post
from legation.mechanisms.shared.periods import year_ends
from legation.population.codes import POSTED, VACANT
from legation.population.declaration import FLOW, PLACE, Column

CALLED = purpose("home_visits: called home for a visit")
QUIET = purpose("home_visits: keeps the visit quiet")
STAYS = purpose("home_visits: is not sent back")

MID_YEAR = WEEKS_PER_YEAR // 2 - 1


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    per_year: Annotated[int, "ratio", Within(0, 2)]
    not_sent_back: Annotated[int, "share"]
    supposed: Annotated[int, "USD", Within(0, 1_000_000)]
    take_share: Annotated[int, "share"]
    quiet: Annotated[int, "share"]
    quiet_saves: Annotated[int, "share"]


MOVES = frozenset({(POSTED, VACANT)})

COLUMNS = (
    Column("visits", PLACE, np.int64, "visits", "visits home during a posting", FLOW, least=0),
    Column("visits_taken", PLACE, np.int64, "US cents", "what others at home took from visitors", FLOW, least=0),
    Column("not_sent_back", PLACE, np.int64, "persons", "visitors who were not sent back", FLOW, least=0),
)


@rule
def chance_of_visit(p, week):
    """Chance that an official is called home this week while the border is open, out of 2**16.

    The first visit of a year is at its end, when `obligations` collects quotas. What goes beyond one is the chance of
    another in its middle.
    """
    first, second = min(p.per_year, ONE), max(p.per_year - ONE, 0)
    return first if year_ends(week) else second if week % WEEKS_PER_YEAR == MID_YEAR else 0


@rule
def taken(p, savings, is_quiet):
    """What a visitor loses to takers, in cents, of the money held in the open; rounded down."""
    asked = share_of(max(savings, p.supposed), p.take_share)
    saved = share_of(asked, p.quiet_saves) if is_quiet else 0
    return min(savings, asked - saved)


@rule
def stays(p, standing, luck):
    """Whether a visitor at this place in the order of recall is not sent back."""
    return luck >> 16 < share_of(p.not_sent_back, standing)


@step
def run(
    now,
    p,
    place_first,
    border_open,
    standing,
    status: Write,
    purse: Write,
    kept_home: Write,
    recalls_done: Write,
    own: Write,
    accounts: Write,
):
    """Call officials home in the weeks of visits; all but some of them are back in the same week."""
    usual = chance_of_visit(p, now.week)
    if usual == 0:
        return
    for here in range(len(border_open)):
        chance = share_of(usual, border_open[here])
        visits, kept, given_away = 0, 0, 0
        for official in range(place_first[here], place_first[here + 1]):
            if status[official] == POSTED and (chance == ONE or draw(now, CALLED, official) >> 16 < chance):
                is_quiet = draw(now, QUIET, official) >> 16 < p.quiet
                cents = taken(p, purse.savings[official], is_quiet)
                purse.savings[official] -= cents
                visits += 1
                given_away += cents
                if stays(p, standing[official], draw(now, STAYS, official)):
                    leaves_post(official, HOME, status, purse, accounts)
                    kept += 1
        transfer(accounts, OFFICIALS, PATRONS, given_away)
        kept_home[here] += kept
        recalls_done[here] += kept
        own.not_sent_back[here] += kept
        own.visits[here] += visits
        own.visits_taken[here] += given_away
