"""People: how a post becomes vacant, its quota, what its holder owes, and when an order falls due."""

from types import SimpleNamespace

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS, HIDDEN, HOME, OFFICIALS
from legation.mechanisms.shared import people
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, group, rows


def test_who_leaves_takes_all_money_along_and_a_post_without_income_is_left():
    """The second of two holds 250 cents in the open and 40 in secret."""
    c = columns(
        status=[POSTED, POSTED],
        savings=[100, 250],
        hidden=[0, 40],
        earned=[1, 2],
        spent=[3, 4],
        paid=[5, 6],
        accounts=[-390, 350, 40] + [0] * (len(ACCOUNTS) - 3),
    )
    people.leaves_post(1, HOME, c["status"], group("purse", c), c["accounts"])
    assert rows(c["status"]) == [POSTED, VACANT]
    assert [rows(c[name]) for name in ("savings", "hidden", "earned", "spent", "paid")] == [
        [100, 0],
        [0, 0],
        [1, 0],
        [3, 0],
        [5, 0],
    ]
    assert (c["accounts"][OFFICIALS], c["accounts"][HIDDEN], c["accounts"][HOME]) == (100, 0, 290)
    assert sum(rows(c["accounts"])) == 0


def test_the_dossiers_of_some_posts_are_those_of_all_cut_to_them():
    c = columns(quota_type=[0, 1, 2], linked=[0, 1, 1], arrears=[10, 20, 30], inherited=[1, 2, 3])
    cut = people.dossiers(group("dossier", c), 1, 3)
    assert {name: rows(getattr(cut, name)) for name in c} == {name: rows(c[name])[1:] for name in c}


@pytest.mark.parametrize(("quota_type", "quota"), [(0, 10), (1, 30), (2, 50)])
def test_each_type_of_employer_has_its_quota(quota_type, quota):
    assert people.quota_of(quota_type, 10, 30, 50) == quota


@pytest.mark.parametrize(
    ("arrears", "inherited", "quotas"),
    [
        (0, 0, 0),
        (5_200, 0, ONE),
        (5_199, 0, ONE - 13),  # 65,523.4, rounded down
        (7_200, 2_000, ONE),  # another's 2,000 don't count
        (1_000, 2_000, 0),  # of which some were paid since
        (15_600, 0, 3 * ONE),
        (10**15, 0, 3 * ONE),  # beyond three years more makes no difference
    ],
)
def test_an_official_owes_so_many_yearly_quotas(arrears, inherited, quotas):
    """At 100 cents a week, thus 5,200 a year."""
    assert people.quotas_owed(arrears, inherited, 100, people.quotas_per_cent(100)) == quotas


@pytest.mark.parametrize("quota", [1, 17, 57_692, 1_923_077])
def test_yearly_quotas_owed_are_exact_or_one_too_many(quota):
    for arrears in (
        1,
        51 * quota,
        52 * quota - 1,
        52 * quota,
        52 * quota + 1,
        100 * quota,
        156 * quota - 1,
        156 * quota,
    ):
        exact = arrears * ONE // (52 * quota)
        assert people.quotas_owed(arrears, 0, quota, people.quotas_per_cent(quota)) - exact in (0, 1)


def test_without_a_quota_nobody_owes_a_part_of_one():
    assert people.quotas_owed(10**9, 0, 0, people.quotas_per_cent(0)) == 0


@pytest.mark.parametrize(
    ("least", "most", "luck", "week"),
    [
        (2, 8, 0, 102),
        (2, 8, LUCK // 7, 102),  # 7 weeks to choose from; a seventh, rounded down, is still the first
        (2, 8, LUCK // 7 + 1, 103),
        (2, 8, LUCK - 1, 108),
        (3, 3, LUCK - 1, 103),
        (0, 0, LUCK - 1, 100),
        (5, 2, 0, 105),  # the most below the least
        (5, 2, LUCK - 1, 105),
    ],
)
def test_an_order_falls_due_between_the_least_and_the_most_delay(least, most, luck, week):
    assert people.week_to_go(100, least, most, luck) == week


def test_a_branch_has_the_income_and_the_quotas_of_its_posts():
    p = SimpleNamespace(quota_low=1, quota_middle=3, quota_high=5)
    assert people.income_and_quotas(p, [0, 1, 2, 2], [10, 20, 0, 7]) == (37, 52 * (1 + 3 + 5 + 5))
    assert people.income_and_quotas(p, [], []) == (0, 0)


def test_who_is_ordered_home_has_to_go_when_luck_says():
    c = columns(status=[POSTED, POSTED], week_due=[0, 0])
    people.order_home(SimpleNamespace(order_least=2, order_most=8), 100, 1, LUCK - 1, c["status"], c["week_due"])
    assert (rows(c["status"]), rows(c["week_due"])) == ([POSTED, SUMMONED], [0, 108])
