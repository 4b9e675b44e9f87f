"""Posts: vacant posts are filled again, where hosts admit newcomers and the branch can pay, or are given up.

Claims:
    Each branch has an establishment of posts.
    A branch asks every few months for an official to fill a vacant post.
    The chance of a request falls with the share of replacements that hosts admit.
    The chance falls with the branch's income, once that lies below the quotas of its posts.
    A branch whose request fails for want of income may give the post up.
    A branch reopens a post that was given up with a small chance at each request, the likelier the better it earns.
    Under an order of hosts to close firms some branches close: they give up all posts, and their people go home.
    A newcomer brings a skill, a term and a bank account of their own, and no ties to local partners.
    A newcomer begins without the predecessor's side work, preparations, suspicion and place in the order of recall.
    Most newcomers come without family.
    A newcomer takes over what arrears there are at the post. What becomes of them is left to `obligations`.

Leaves out:
    No branch opens or grows beyond its first establishment.
    A branch that closes loses nothing but its people: what it had bought and was owed is not in the model.
    The people of a closed branch go home like those at the end of a term (`rotation`), and no other branch takes them.
    Firms that close are drawn by lot, large or small. Each post of a closed branch may be reopened like any other.
    A branch that gives up a post doesn't send anybody home for that, so posts are only lost once they are vacant.
    Income belongs to the post, so a branch counts as poorer while its posts stand empty.
    Every branch is as poor as can be without `trade`, and seems poorer than it is in the first years of a run.
    Newcomers are linked to the faction that falls in 2013 as often as the first officials. Once it has fallen
        (`purge`) newcomers are taken to be vetted, and none is linked.
    Nobody who went home comes back, though pf-g-18 has repeat postings begin about 2012.
    Nobody is promoted. A vacant manager's post is filled from home.
    The centre does not change the number of posts, as it does by order in pf-e-02.

Assumes:
    Branches leave posts vacant when income is short. This is our inference.
    A branch asks in vain, gives up and reopens posts by its own income, not by that of its employer elsewhere.
    The chance of reopening falls with the square of what income leaves of the chance of a refill: a post is worth
        asking for only if its holder can then be paid.
    A branch gives up posts while the border is closed, too, since it then pays for nobody in vain.
    The orders keep out a share of newcomers that the dated input gives.

Sources:
    nk-2019-intv-04  Fewer officials are posted than before sanctions.
    nk-2019-intv-13  Fewer officials are posted in Dandong and Shenyang, too.
    pf-c-04  China orders firms to close within 120 days.
    pf-c-06  China makes new visas harder.
    pf-j-13-posts  Posts stay vacant after a recall.

Readings:
    "to close within 120 days" (pf-c-04) -> a firm that obeys is gone in the week of the deadline.

Checked by:
    nk-2019-intv-12  It gives the size of the fall.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, lookup, power_of_two, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import total
from legation.kernel.tables import NORMAL
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.people import income_and_quotas
from legation.population.codes import OWN, POSTED, VACANT
from legation.population.declaration import FLOW, INPUT, LEVEL, OFFICIAL, PLACE, SHARES, Column

REFILL = purpose("posts: a request to fill the vacancy succeeds")
SKILL = purpose("posts: skill of a newcomer")
FAMILY = purpose("posts: whether a newcomer's close family is abroad")
LINK = purpose("posts: whether a newcomer is linked to the faction that falls")
BANK = purpose("posts: how late the bank closes a newcomer's account")
TERM = purpose("posts: planned length of a newcomer's posting")
GIVES_UP = purpose("posts: a request that income has failed gives the post up")
REOPENS = purpose("posts: a post given up is reopened")
CLOSES = purpose("posts: a branch closes under the order")

GIVEN_UP, UNCHANGED, FILLED, REOPENED = range(4)  # what a request comes to
OVER = 1  # week: a planned term that everybody at a post has served


class Parameters(NamedTuple):
    """Units, and what the code below can carry. The scenario gives values, ranges and sources."""

    application_weeks: Annotated[int, "weeks", Within(1, 520)]
    refill_least: Annotated[int, "share"]
    insolvent: Annotated[int, "share"]
    gives_up: Annotated[int, "share"]
    reopens: Annotated[int, "share"]
    firms_closed: Annotated[int, "share"]
    family_abroad_late: Annotated[int, "share"]
    family_abroad: Annotated[int, "share", Borrowed("founding.family_abroad")]
    linked: Annotated[int, "share", Borrowed("founding.linked")]
    skill_spread: Annotated[int, "sd of log", Borrowed("founding.skill_spread")]
    term: Annotated[int, "weeks", Borrowed("founding.term")]
    term_spread: Annotated[int, "weeks", Borrowed("founding.term_spread")]
    quota_low: Annotated[int, "USD/yr", Borrowed("obligations.quota_low")]
    quota_middle: Annotated[int, "USD/yr", Borrowed("obligations.quota_middle")]
    quota_high: Annotated[int, "USD/yr", Borrowed("obligations.quota_high")]


MOVES = frozenset({(VACANT, POSTED)})

COLUMNS = (
    Column("firm_closure", INPUT, np.int64, SHARES, "how far an order to close firms falls due", least=0, most=ONE),
    Column("given_up", OFFICIAL, np.uint8, "0 or 1", "1 while the branch has given the post up", most=1),
    Column("posts_given_up", PLACE, np.int64, "posts", "posts given up and not reopened", LEVEL, least=0),
    Column("branches_closed", PLACE, np.int64, "branches", "branches that gave up all posts by order", FLOW, least=0),
    Column("newcomers", PLACE, np.int64, "persons", "posts filled anew", FLOW, least=0),
)


@rule
def solvency(p, income, quotas):
    """What a branch's income leaves of its chance of a refill, out of 2**16: all of it while quotas are covered.

    It falls in a line to the least where the branch counts as insolvent. Rounded down.
    """
    if income >= quotas:
        return ONE
    covered = income * ONE // quotas
    if covered <= p.insolvent:
        return p.refill_least
    return p.refill_least + (ONE - p.refill_least) * (covered - p.insolvent) // (ONE - p.insolvent)


@rule
def branch_solvency(p, quota_type, trailing):
    """`solvency` of the branch whose posts these are: their income of about a year against their quotas of a year."""
    income, quotas = income_and_quotas(p, quota_type, trailing)
    return solvency(p, income, quotas)


@rule
def with_family(p, allowed):
    """Share of newcomers without a close relative held at home; `allowed` leads from the late share to the early."""
    return p.family_abroad_late + share_of(p.family_abroad - p.family_abroad_late, allowed)


@rule
def planned_term(p, luck):
    """Weeks for which a newcomer is sent, spread as in the founding population."""
    return max(p.term + share_of(lookup(NORMAL, luck >> 22), p.term_spread), 1)


@rule
def comes_to(p, given_up, luck, gives_up, solvent, admitted):
    """What a request for a vacant post comes to. The better a branch earns, the farther down the list of answers.

    given_up  1 if the branch has given the post up; then luck decides on reopening it, else on a refill
    gives_up  whether the branch would give the post up if it failed for want of income
    solvent, admitted  what income leaves of the chance of a refill, and the share that hosts let in, out of 2**16
    """
    if given_up == 1:
        return REOPENED if luck < share_of(p.reopens, share_of(solvent, solvent)) else UNCHANGED
    if luck >= solvent and gives_up:
        return GIVEN_UP
    return FILLED if luck < share_of(admitted, solvent) else UNCHANGED


@rule
def hears(now, p, post, given_up, admitted, quota_type, trailing):
    """The answer to one request, by luck and the income of the branch, whose quotas and incomes these are.

    To add up incomes takes long, and most requests come to the same whatever the branch earns.
    """
    luck = draw(now, REOPENS if given_up == 1 else REFILL, post) >> 16
    gives_up = draw(now, GIVES_UP, post) >> 16 < p.gives_up
    poorest = comes_to(p, given_up, luck, gives_up, p.refill_least, admitted)
    if poorest == comes_to(p, given_up, luck, gives_up, ONE, admitted):
        return poorest
    return comes_to(p, given_up, luck, gives_up, branch_solvency(p, quota_type, trailing), admitted)


@rule
def close_firms(now, p, firm_closure, place, branch_first, term, own):
    """Close branches where an order falls due: they give up all posts, and the terms of their people are over."""
    for firm in range(len(branch_first) - 1):
        a, b = branch_first[firm], branch_first[firm + 1]
        here = place[a]
        if draw(now, CLOSES, firm) >> 16 < share_of(p.firms_closed, firm_closure[here]):
            own.branches_closed[here] += 1
            for post in range(a, b):
                own.posts_given_up[here] += 1 - own.given_up[post]
                own.given_up[post] = 1
                term[post] = OVER


@step
def run(
    now,
    p,
    place,
    branch,
    branch_first,
    quota_type,
    trailing,
    arrears,
    permit,
    families_allowed,
    firm_closure,
    purged,
    status: Write,
    occupant: Write,
    week_posted: Write,
    skill: Write,
    motives: Write,
    linked: Write,
    account: Write,
    bank_luck: Write,
    term: Write,
    inherited: Write,
    standing: Write,
    suspicion: Write,
    side_share: Write,
    own: Write,
):
    """Close firms where an order falls due, then hear this week's requests.

    Post k is heard in weeks in which week + k is a multiple of `application_weeks`.
    """
    if total(firm_closure) > 0:
        close_firms(now, p, firm_closure, place, branch_first, term, own)
    for post in range(-now.week % p.application_weeks, len(status), p.application_weeks):
        if status[post] != VACANT:
            continue
        here = place[post]
        a, b = branch_first[branch[post]], branch_first[branch[post] + 1]
        outcome = hears(now, p, post, own.given_up[post], permit[here], quota_type[a:b], trailing[a:b])
        if outcome in (GIVEN_UP, REOPENED):
            own.given_up[post] = outcome == GIVEN_UP
            own.posts_given_up[here] += 1 if outcome == GIVEN_UP else -1
        elif outcome == FILLED:
            status[post] = POSTED
            occupant[post] += 1
            week_posted[post] = now.week
            skill[post] = power_of_two(share_of(lookup(NORMAL, draw(now, SKILL, post) >> 22), p.skill_spread))
            motives.family_home[post] = draw(now, FAMILY, post) >> 16 >= with_family(p, families_allowed[here])
            linked[post] = purged[0] == 0 and draw(now, LINK, post) >> 16 < p.linked
            account[post] = OWN
            bank_luck[post] = draw(now, BANK, post) >> 16
            term[post] = planned_term(p, draw(now, TERM, post))
            inherited[post] = arrears[post]
            motives.prepared[post] = 0
            motives.push[post] = 0
            standing[post] = 0
            suspicion[post] = 0
            side_share[post] = 0
            own.newcomers[here] += 1
