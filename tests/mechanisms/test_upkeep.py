"""Upkeep: what a month costs, and that it is paid from savings as far as they go."""

import math

import pytest

from legation.kernel.fixed_point import ONE
from legation.kernel.money import LIVING, OFFICIALS
from legation.mechanisms import upkeep
from legation.population.codes import MANAGER, POSTED, SUMMONED, TRADER, VACANT
from tests.mechanisms.by_hand import columns, rows, this_week

# 100 dollars a week; a manager's staff costs half as much again.
P = upkeep.Parameters(living=10_000, staff=ONE // 2)
LAST_WEEK = 3  # of the first period


def _three_officials(**changed):
    given = {
        "status": [POSTED, POSTED, SUMMONED],
        "role": [MANAGER, TRADER, TRADER],
        "savings": [100_000, 39_999, 40_001],
        "spent": [0, 0, 5],
        "accounts": [-180_000, 180_000, 0, 0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand():
    """Four weeks cost 40,000 cents, a manager 60,000.

    first   a manager with 100,000: pays 60,000, of which 20,000 are for staff
    second  a trader with a cent too little: pays all of 39,999
    third   one on the way home with a cent more than it costs: pays 40,000
    """
    c = _three_officials()
    upkeep.run(this_week(LAST_WEEK), P, **c)
    assert rows(c["savings"]) == [40_000, 0, 1]
    assert rows(c["spent"]) == [20_000, 0, 5]
    assert rows(c["accounts"]) == [-180_000, 40_001, 0, 139_999]
    assert (OFFICIALS, LIVING) == (1, 3)


@pytest.mark.parametrize("week", [0, 1, 2, 4, 5, 6])
def test_nothing_is_paid_before_the_last_week_of_a_period(week):
    c = _three_officials()
    upkeep.run(this_week(week), P, **c)
    assert rows(c["savings"]) == [100_000, 39_999, 40_001]
    assert rows(c["accounts"]) == [-180_000, 180_000, 0, 0]


def test_nobody_pays_for_a_vacant_post():
    c = _three_officials(status=[VACANT] * 3)
    upkeep.run(this_week(LAST_WEEK), P, **c)
    assert rows(c["spent"]) == [0, 0, 5]
    assert rows(c["savings"]) == [100_000, 39_999, 40_001]


def test_who_has_nothing_pays_nothing_and_owes_nothing():
    c = _three_officials(savings=[0, 0, 0])
    upkeep.run(this_week(LAST_WEEK), P, **c)
    assert rows(c["savings"]) == [0, 0, 0]
    assert rows(c["spent"]) == [0, 0, 5]


@pytest.mark.parametrize(
    ("role", "ratio", "cents"),
    [
        (TRADER, ONE, 0),
        (MANAGER, 0, 0),
        (MANAGER, 1, 0),
        (MANAGER, 2, 1),
        (MANAGER, 2 * ONE, 80_000),
    ],
)
def test_only_managers_pay_for_staff(role, ratio, cents):
    """The part for staff is rounded down: 40,000 × 1 / 65,536 is less than a cent, twice that a little more."""
    assert upkeep.staff(P._replace(staff=ratio), role) == cents


@pytest.mark.parametrize(("savings", "for_staff"), [(0, 0), (19_999, 19_999), (20_000, 20_000), (20_001, 20_000)])
def test_staff_are_paid_before_ones_own_living(savings, for_staff):
    """Staff cost 20,000: of less they get all, and what is more goes to the manager's own living."""
    c = _three_officials(savings=[savings, 0, 0])
    upkeep.run(this_week(LAST_WEEK), P, **c)
    assert rows(c["savings"]) == [0, 0, 0]
    assert rows(c["spent"]) == [for_staff, 0, 5]


def test_savings_last_as_long_as_the_closed_form_says():
    """With S cents and c a month, an official who earns nothing pays for S // c months in full and then for a part."""
    savings = 1_234_567
    c = columns(status=[POSTED], role=[TRADER], savings=[savings], spent=[0], accounts=[-savings, savings, 0, 0])
    months = math.ceil(savings / 40_000)
    assert months == 31
    for week in range(4 * (months - 1)):
        upkeep.run(this_week(week), P, **c)
    assert rows(c["savings"]) == [savings % 40_000]
    for week in range(4 * (months - 1), 4 * (months + 5)):
        upkeep.run(this_week(week), P, **c)
    assert rows(c["savings"]) == [0]
    assert rows(c["accounts"]) == [-savings, 0, 0, savings]
    assert rows(c["spent"]) == [0]
