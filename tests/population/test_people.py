"""People: how a post becomes vacant, which quota an employer's type means, and when an order falls due."""

import pytest

from legation.base.chance import LUCK
from legation.base.money import ACCOUNTS, HIDDEN, HOME, OFFICIALS
from legation.population import people
from legation.population.columns import POSTED, VACANT
from tests.mechanisms.by_hand import columns, rows


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
    people.leaves_post(1, HOME, **c)
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


@pytest.mark.parametrize(("quota_type", "quota"), [(0, 10), (1, 30), (2, 50)])
def test_each_type_of_employer_has_its_quota(quota_type, quota):
    assert people.quota_of(quota_type, 10, 30, 50) == quota


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
