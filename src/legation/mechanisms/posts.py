"""Posts: vacant posts are filled again, where hosts let newcomers in and the branch can pay.

Claim:      Each branch has an establishment of posts. Every few months it asks for somebody to fill a vacant one. The
            request succeeds with a chance that falls with the share of replacements that hosts admit, and with the
            branch's income once that lies below the quotas of its posts. A newcomer comes with a skill and a term of
            their own, with their own bank account and no ties to local partners, and mostly without family, and finds
            the arrears of the post.
Leaves out: branches that open, grow or close for good, as firms did under the order to close within 120 days: half of
            the replacements are refused instead. A refused request is made again the next time, so a refusal delays
            and no post is given up; head-counts therefore fall less than the chance of a refill does. Income belongs
            to the post, so a branch counts as poorer while its posts stand empty; without `trade` every branch is as
            poor as can be, and so it is in the first months of 2009. As many newcomers as first officials are linked
            to the faction that falls in 2013; once it has fallen (`purge`) newcomers are taken to be vetted, and none
            is. Nobody who went home comes back, though pf-g-18 has repeat postings begin about 2012. Nobody is
            promoted: a vacant manager's post is filled from home.
Source:     nk-2019-intv-04 and nk-2019-intv-13 have fewer officials than before sanctions, in Dandong and Shenyang,
            too. pf-j-13 has posts left vacant after a recall; that branches choose so when income is short is our
            inference. pf-c-04 and pf-c-06 for the orders that close firms and make new visas harder; what share they
            keep out is assumed in the dated input. pf-e-02 has numbers change by order of the centre, which is left
            out.
Checked by: nk-2019-intv-12, which sizes the fall. It sets no number here.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.chance import draw, purpose
from legation.kernel.fixed_point import ONE, lookup, power_of_two, share_of
from legation.kernel.marks import Write, rule, step
from legation.kernel.tables import NORMAL
from legation.kernel.units import Borrowed, Within
from legation.mechanisms.shared.people import quota_of
from legation.population.codes import OWN, POSTED, VACANT

REFILL = purpose("posts: a request to fill the vacancy succeeds")
SKILL = purpose("posts: skill of a newcomer")
FAMILY = purpose("posts: whether a newcomer's close family is abroad")
LINK = purpose("posts: whether a newcomer is linked to the faction that falls")
BANK = purpose("posts: how late the bank closes a newcomer's account")
TERM = purpose("posts: planned length of a newcomer's posting")


class Parameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    application_weeks: Annotated[int, "weeks", Within(1, 520)]
    refill_least: Annotated[int, "share"]
    insolvent: Annotated[int, "share"]
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
    income, quotas = 0, 0
    for post in range(len(trailing)):
        income += trailing[post]
        quotas += WEEKS_PER_YEAR * quota_of(quota_type[post], p.quota_low, p.quota_middle, p.quota_high)
    return solvency(p, income, quotas)


@rule
def with_family(p, allowed):
    """Share of newcomers without a close relative held at home; `allowed` leads from the late share to the early."""
    return p.family_abroad_late + share_of(p.family_abroad - p.family_abroad_late, allowed)


@rule
def planned_term(p, luck):
    """Weeks for which a newcomer is sent, spread as in the founding population."""
    return max(p.term + share_of(lookup(NORMAL, luck >> 22), p.term_spread), 1)


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
    purged,
    status: Write,
    occupant: Write,
    week_posted: Write,
    skill: Write,
    family_home: Write,
    linked: Write,
    account: Write,
    bank_luck: Write,
    term: Write,
    inherited: Write,
    prepared: Write,
    push: Write,
    standing: Write,
    newcomers: Write,
):
    """Hear this week's requests: post k is heard in weeks in which week + k is a multiple of `application_weeks`."""
    for post in range(-now.week % p.application_weeks, len(status), p.application_weeks):
        if status[post] != VACANT:
            continue
        here = place[post]
        a, b = branch_first[branch[post]], branch_first[branch[post] + 1]
        chance = share_of(permit[here], branch_solvency(p, quota_type[a:b], trailing[a:b]))
        if draw(now, REFILL, post) >> 16 < chance:
            status[post] = POSTED
            occupant[post] += 1
            week_posted[post] = now.week
            skill[post] = power_of_two(share_of(lookup(NORMAL, draw(now, SKILL, post) >> 22), p.skill_spread))
            family_home[post] = draw(now, FAMILY, post) >> 16 >= with_family(p, families_allowed[here])
            linked[post] = purged[0] == 0 and draw(now, LINK, post) >> 16 < p.linked
            account[post] = OWN
            bank_luck[post] = draw(now, BANK, post) >> 16
            term[post] = planned_term(p, draw(now, TERM, post))
            inherited[post] = arrears[post]
            prepared[post] = 0
            push[post] = 0
            standing[post] = 0
            newcomers[here] += 1
