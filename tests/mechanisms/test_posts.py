"""Posts: which requests to fill a vacancy succeed, and who comes."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.mechanisms import posts, rotation
from legation.population.codes import BORROWED, OWN, POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, luck, rows, this_week

# Heard every week; insolvent at a quarter of the quota, which halves the chance; no post is given up, and half of the
# branches close under an order; half come with family, later nobody; a quarter are linked; median skill, three years;
# quotas of 5,200, 10,400 and 20,800 cents a year.
P = posts.Parameters(
    application_weeks=1,
    refill_least=ONE // 2,
    insolvent=ONE // 4,
    gives_up=0,
    reopens=0,
    firms_closed=ONE // 2,
    family_abroad_late=0,
    family_abroad=ONE // 2,
    linked=ONE // 4,
    skill_spread=0,
    term=156,
    term_spread=0,
    quota_low=100,
    quota_middle=200,
    quota_high=400,
)


def _three_officials(**changed):
    given = {
        "place": [0, 0, 1],
        "branch": [0, 0, 1],
        "branch_first": [0, 2, 3],
        "quota_type": [0, 0, 2],
        "trailing": [6_500, 0, 0],
        "permit": [ONE // 2, ONE],
        "families_allowed": [ONE, 0],
        "firm_closure": [0, 0],
        "purged": [1],
        "status": [VACANT, POSTED, VACANT],
        "occupant": [4, 0, 0],
        "week_posted": [-30, -20, -10],
        "skill": [7, 7, 7],
        "family_home": [1, 1, 1],
        "linked": [1, 1, 1],
        "account": [BORROWED] * 3,
        "bank_luck": [9, 9, 9],
        "term": [1, 1, 1],
        "arrears": [70, 80, 90],
        "inherited": [3, 3, 3],
        "prepared": [1, 1, 1],
        "push": [5, 5, 5],
        "standing": [6, 6, 6],
        "given_up": [0, 0, 0],
        "posts_given_up": [0, 0],
        "branches_closed": [0, 0],
        "suspicion": [8, 8, 8],
        "side_share": [9, 9, 9],
        "newcomers": [10, 0],
    }
    return columns(**(given | changed))


def _many(size, *, trailing, given_up, due):
    """As many vacant posts in one place, each a branch of its own, with an order of this strength."""
    return columns(
        place=[0] * size,
        branch=list(range(size)),
        branch_first=list(range(size + 1)),
        quota_type=[0] * size,
        trailing=[trailing] * size,
        permit=[ONE // 2],
        families_allowed=[ONE],
        firm_closure=[due],
        purged=[0],
        status=[VACANT] * size,
        posts_given_up=[given_up * size],
        branches_closed=[0],
        newcomers=[0],
        given_up=[given_up] * size,
        **{name: [0] * size for name in ("occupant", "week_posted", "skill", "family_home", "linked", "account")},
        **{
            name: [0] * size
            for name in ("bank_luck", "arrears", "inherited", "prepared", "push", "standing", "suspicion", "side_share")
        },
        term=[1] * size,
    )


def _lots(known, other=LUCK - 1):
    """A `draw` that gives everybody this luck for each of these questions, and another one for all others."""

    def draw(now, why, who):
        return known.get(why, other)

    return draw


def test_three_officials_by_hand(monkeypatch):
    """In week 50.

    first   6,500 of 2 × 5,200 cents are 0.625 of the quotas, halfway from 1/4 to 1, so solvency is halfway from 1/2
            to 1: 0.75. Hosts admit half: 0.375 = 24,576 out of 65,536. The luck is 24,575: a newcomer comes. It also
            lies below the half who come with family. The faction has fallen, so the newcomer is not linked to it.
    second  the post is filled, so nobody comes.
    third   no income at all: 1/2, and hosts admit all: 32,768. The luck is just that, so the post stays vacant.
    """
    monkeypatch.setattr(posts, "draw", luck(24_575 << 16, 0, 32_768 << 16))
    c = _three_officials()
    act(posts, this_week(50), P, c)
    assert rows(c["status"]) == [POSTED, POSTED, VACANT]
    assert rows(c["occupant"]) == [5, 0, 0]
    assert rows(c["week_posted"]) == [50, -20, -10]
    assert rows(c["skill"]) == [ONE, 7, 7]
    assert rows(c["family_home"]) == [0, 1, 1]
    assert rows(c["linked"]) == [0, 1, 1]
    assert rows(c["account"]) == [OWN, BORROWED, BORROWED]
    assert rows(c["bank_luck"]) == [24_575, 9, 9]
    assert rows(c["term"]) == [156, 1, 1]
    assert (rows(c["arrears"]), rows(c["inherited"])) == ([70, 80, 90], [70, 3, 3])
    assert (rows(c["prepared"]), rows(c["push"]), rows(c["standing"])) == ([0, 1, 1], [0, 5, 5], [0, 6, 6])
    assert rows(c["suspicion"]) == [0, 8, 8]
    assert rows(c["newcomers"]) == [11, 0]


@pytest.mark.parametrize(
    ("purged", "drawn", "linked"),
    [(0, (ONE // 4 << 16) - 1, 1), (0, ONE // 4 << 16, 0), (1, 0, 0)],
)
def test_newcomers_are_linked_to_the_faction_until_it_has_fallen(purged, drawn, linked, monkeypatch):
    monkeypatch.setattr(posts, "draw", luck(drawn, 0, 0))
    c = _three_officials(permit=[ONE, ONE], purged=[purged])
    act(posts, this_week(50), P, c)
    assert (c["status"][0], c["linked"][0]) == (POSTED, linked)


@pytest.mark.parametrize(
    ("income", "quotas", "left"),
    [
        (10_400, 10_400, ONE),
        (20_000, 10_400, ONE),
        (0, 0, ONE),  # nothing is asked, so nothing is missing
        (6_500, 10_400, 3 * ONE // 4),
        (2_600, 10_400, ONE // 2),  # just insolvent
        (2_599, 10_400, ONE // 2),
        (0, 10_400, ONE // 2),
    ],
)
def test_solvency_falls_in_a_line_from_the_quota_to_insolvency(income, quotas, left):
    assert posts.solvency(P, income, quotas) == left


def test_where_anything_short_of_the_quota_is_insolvency_there_is_nothing_between():
    p = P._replace(insolvent=ONE)
    assert [posts.solvency(p, income, 10_400) for income in (0, 10_399, 10_400)] == [ONE // 2, ONE // 2, ONE]


def test_solvency_never_falls_as_income_rises():
    found = [posts.solvency(P, income, 10_400) for income in range(0, 10_500, 50)]
    assert found == sorted(found)
    assert {ONE // 2, ONE} < set(found)


def test_a_branch_answers_for_the_quotas_of_all_its_posts():
    """5,200 + 10,400 + 20,800 = 36,400 a year; half of it is a third of the way from 1/4 to 1: 1/2 + 1/6."""
    c = columns(quota_type=[0, 1, 2], trailing=[0, 18_200, 0])
    assert posts.branch_solvency(P, **c) == ONE // 2 + (ONE // 2) * (ONE // 4) // (3 * ONE // 4)


@pytest.mark.parametrize(
    ("drawn", "status", "given_up"),
    [
        (ONE // 4 - 1, POSTED, 0),  # hosts admit half of the half that income leaves
        (ONE // 4, VACANT, 0),  # refused by hosts alone
        (ONE // 2 - 1, VACANT, 0),
        (ONE // 2, VACANT, 1),  # refused for want of income
    ],
)
def test_a_post_is_given_up_only_where_income_fails_the_request(drawn, status, given_up, monkeypatch):
    """Without income half of the requests fail for that, and every such post is given up."""
    monkeypatch.setattr(posts, "draw", _lots({posts.REFILL: drawn << 16}, 0))
    c = _three_officials(trailing=[0, 0, 0], permit=[ONE // 2, 0])
    act(posts, this_week(50), P._replace(gives_up=ONE), c)
    assert (c["status"][0], c["given_up"][0], c["posts_given_up"][0]) == (status, given_up, given_up)


@pytest.mark.parametrize(("drawn", "given_up"), [(ONE // 4 - 1, 1), (ONE // 4, 0)])
def test_of_posts_whose_request_income_fails_a_share_is_given_up(drawn, given_up, monkeypatch):
    monkeypatch.setattr(posts, "draw", _lots({posts.REFILL: LUCK - 1, posts.GIVES_UP: drawn << 16}))
    c = _three_officials(trailing=[0, 0, 0])
    act(posts, this_week(50), P._replace(gives_up=ONE // 4), c)
    assert rows(c["given_up"]) == [given_up, 0, given_up]
    assert rows(c["posts_given_up"]) == [given_up, given_up]


@pytest.mark.parametrize(
    ("trailing", "drawn", "given_up"),
    [
        (10_400, ONE // 2 - 1, 0),  # solvent: half of all requests
        (10_400, ONE // 2, 1),
        (6_500, ONE * 9 // 32 - 1, 0),  # three quarters, squared and halved
        (6_500, ONE * 9 // 32, 1),
        (0, ONE // 8 - 1, 0),
        (0, ONE // 8, 1),
    ],
)
def test_a_post_is_reopened_by_the_square_of_what_income_leaves(trailing, drawn, given_up, monkeypatch):
    """Nobody comes in the week in which the post is reopened."""
    monkeypatch.setattr(posts, "draw", _lots({posts.REOPENS: drawn << 16}))
    c = _three_officials(trailing=[trailing, 0, 0], given_up=[1, 0, 0], posts_given_up=[7, 0], permit=[ONE, ONE])
    act(posts, this_week(50), P._replace(reopens=ONE // 2), c)
    assert (c["status"][0], c["given_up"][0], c["posts_given_up"][0]) == (VACANT, given_up, 6 + given_up)


def test_under_an_order_branches_close_by_lot_and_give_up_all_posts(monkeypatch):
    """The order is due in the first place alone: its branch has luck below a half. Its posts are given up, one of
    them already was, and the terms of its people are over. The other branch has as much luck and no order."""
    monkeypatch.setattr(posts, "draw", _lots({posts.CLOSES: (ONE // 2 - 1) << 16, posts.REFILL: LUCK - 1}))
    c = _three_officials(firm_closure=[ONE, 0], given_up=[1, 0, 0], posts_given_up=[1, 0], term=[100, 100, 100])
    act(posts, this_week(50), P, c)
    assert rows(c["given_up"]) == [1, 1, 0]
    assert rows(c["posts_given_up"]) == [2, 0]
    assert rows(c["branches_closed"]) == [1, 0]
    assert rows(c["term"]) == [posts.OVER, posts.OVER, 100]


@pytest.mark.parametrize(("due", "drawn", "closed"), [(ONE, ONE // 2, 0), (ONE // 2, ONE // 4 - 1, 1), (0, 0, 0)])
def test_the_chance_to_close_follows_the_order(due, drawn, closed, monkeypatch):
    monkeypatch.setattr(posts, "draw", _lots({posts.CLOSES: drawn << 16, posts.REFILL: LUCK - 1}))
    c = _three_officials(firm_closure=[due, 0])
    act(posts, this_week(50), P, c)
    assert rows(c["branches_closed"]) == [closed, 0]


@pytest.mark.parametrize("hosts", [0, ONE])
def test_people_of_a_closed_branch_go_home_however_short_they_have_been_there(hosts):
    """Their term is over after a week at the latest, whatever hosts leave of it."""
    left = rotation.term_left(rotation.Parameters(squeezed=ONE // 2, leave_weeks=8), hosts)
    assert rotation.is_due(1, posts.OVER, left)


def test_shares_given_up_reopened_and_closed_are_binomial():
    """Of 20,000 vacant posts without income half fail, of which a quarter is given up: 2,500 with sd 47. Of 20,000
    given up, of solvent branches, half reopen: 10,000 with sd 71. Half of 20,000 branches close. Allowed are 4 sd."""
    size = 20_000
    c = _many(size, trailing=0, given_up=0, due=0)
    act(posts, this_week(posts=size), P._replace(gives_up=ONE // 4), c)
    assert abs(c["posts_given_up"][0] - 2_500) < 4 * 47
    assert sum(rows(c["given_up"])) == c["posts_given_up"][0]
    c = _many(size, trailing=5_200, given_up=1, due=0)
    act(posts, this_week(posts=size), P._replace(reopens=ONE // 2), c)
    assert abs(c["posts_given_up"][0] - 10_000) < 4 * 71
    assert sum(rows(c["status"])) == 0
    c = _many(size, trailing=5_200, given_up=0, due=ONE)
    act(posts, this_week(posts=size), P, c)
    assert abs(c["branches_closed"][0] - 10_000) < 4 * 71
    assert c["posts_given_up"][0] == c["branches_closed"][0]


@pytest.mark.parametrize("status", [POSTED, SUMMONED])
def test_nobody_comes_to_a_post_that_somebody_holds(status, monkeypatch):
    monkeypatch.setattr(posts, "draw", luck(0, 0, 0))
    c = _three_officials(status=[status] * 3)
    act(posts, this_week(50), P, c)
    assert rows(c["status"]) == [status] * 3
    assert rows(c["newcomers"]) == [10, 0]


def test_without_permits_nobody_comes(monkeypatch):
    monkeypatch.setattr(posts, "draw", luck(0, 0, 0))
    c = _three_officials(permit=[0, 0])
    act(posts, this_week(50), P, c)
    assert rows(c["status"]) == [VACANT, POSTED, VACANT]


def test_a_solvent_branch_whose_newcomers_are_all_admitted_never_fails(monkeypatch):
    monkeypatch.setattr(posts, "draw", luck(LUCK - 1, LUCK - 1, LUCK - 1))
    c = _three_officials(permit=[ONE, ONE], trailing=[10_400, 0, 20_800])
    act(posts, this_week(50), P, c)
    assert rows(c["status"]) == [POSTED] * 3


def test_each_request_is_heard_in_its_turn_and_once_in_that_many_weeks(monkeypatch):
    """With two weeks between requests, posts 0 and 2 are heard in even weeks and post 1 in odd ones."""
    monkeypatch.setattr(posts, "draw", luck(0, 0, 0))
    for week, status in ((50, [POSTED, VACANT, POSTED]), (51, [VACANT, POSTED, VACANT])):
        c = _three_officials(status=[VACANT] * 3)
        act(posts, this_week(week), P._replace(application_weeks=2), c)
        assert rows(c["status"]) == status


@pytest.mark.parametrize("application_weeks", [1, 2, 13, 14, 520])
def test_every_post_is_heard_once_before_any_is_heard_again(application_weeks, monkeypatch):
    monkeypatch.setattr(posts, "draw", luck(0, 0, 0))
    for week in range(1_000, 1_000 + application_weeks):
        c = _three_officials(status=[VACANT] * 3)
        act(posts, this_week(week), P._replace(application_weeks=application_weeks), c)
        assert [s == POSTED for s in rows(c["status"])] == [(week + k) % application_weeks == 0 for k in range(3)]


@pytest.mark.parametrize(("early", "late", "half"), [(ONE // 2, 0, ONE // 4), (0, ONE // 2, ONE // 4), (9, 9, 9)])
def test_the_share_with_family_goes_from_early_to_late_as_families_are_forbidden(early, late, half):
    p = P._replace(family_abroad=early, family_abroad_late=late)
    assert [posts.with_family(p, allowed) for allowed in (ONE, ONE // 2, 0)] == [early, half, late]


def test_terms_spread_about_the_planned_one_and_last_a_week_at_least():
    """The outermost of 1,024 slices lie at 3.297 sd: 8 × 3.297 = 26.4 weeks, rounded down."""
    p = P._replace(term_spread=8)
    assert [posts.planned_term(p, luck) for luck in (0, LUCK // 2, LUCK - 1)] == [129, 156, 182]
    assert posts.planned_term(p._replace(term=1), 0) == 1


def test_requests_that_succeed_are_binomial_and_newcomers_are_like_the_first_officials():
    """Of 20,000 at 0.375, 7,500 with sd 68. Half of the newcomers have no relative at home, sd 0.5 / sqrt(7,500) =
    0.0058; a quarter are linked, sd 0.433 / sqrt(7,500) = 0.005. Log skill with an sd of 1 has a mean of 0, sd
    1 / sqrt(7,500) = 0.0115. Allowed are 4 sd each.
    """
    size = 20_000
    c = _many(size, trailing=3_250, given_up=0, due=0)  # 0.625 of the quota
    act(posts, this_week(posts=size), P._replace(skill_spread=94_548), c)  # an sd of log of 1
    came = c["newcomers"][0]
    assert abs(came - 7_500) < 4 * 68
    assert sum(rows(c["status"])) == sum(rows(c["occupant"])) == came
    assert abs(sum(rows(c["family_home"])) / came - 0.5) < 4 * 0.0058
    assert abs(sum(rows(c["linked"])) / came - 0.25) < 4 * 0.005
    logs = [math.log(skill / ONE) for skill in rows(c["skill"]) if skill]
    assert abs(sum(logs) / came) < 4 * 0.0115
