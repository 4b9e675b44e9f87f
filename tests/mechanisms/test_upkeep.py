"""Upkeep: what a month costs, and that it is paid from savings as far as they go."""

import math

import pytest

from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS, LENDERS, LIVING, OFFICIALS
from legation.mechanisms import upkeep
from legation.population.codes import MANAGER, POSTED, SUMMONED, TRADER, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# 100 dollars a week; a manager's staff costs half as much again.
# Nobody advances anything; with NEEDY a quarter of a living is the least, and half of what is left pays advances back.
P = upkeep.Parameters(living=10_000, staff=ONE // 2, least_living=0, advance_most=0, paid_back=0)
NEEDY = P._replace(least_living=ONE // 4, advance_most=15_000, paid_back=ONE // 2)
LAST_WEEK = 3  # of the first period


def _three_officials(**changed):
    given = {
        "status": [POSTED, POSTED, SUMMONED],
        "role": [MANAGER, TRADER, TRADER],
        "savings": [100_000, 39_999, 40_001],
        "spent": [0, 0, 5],
        "accounts": [-180_000, 180_000, *[0] * (len(ACCOUNTS) - 2)],
        "place_first": [0, 2, 3],
        "week_posted": [-50, -50, -50],
        "advanced": [0, 0, 0],
        "advances": [0, 0],
        "lived_on": [0, 0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand():
    """Four weeks cost 40,000 cents, a manager 60,000.

    first   a manager with 100,000: pays 60,000, of which 20,000 are for staff
    second  a trader with a cent too little: pays all of 39,999
    third   one on the way home with a cent more than it costs: pays 40,000
    """
    c = _three_officials()
    act(upkeep, this_week(LAST_WEEK), P, c)
    assert rows(c["savings"]) == [40_000, 0, 1]
    assert rows(c["spent"]) == [20_000, 0, 5]
    assert rows(c["accounts"])[:4] == [-180_000, 40_001, 0, 139_999]
    assert (OFFICIALS, LIVING) == (1, 3)


@pytest.mark.parametrize("week", [0, 1, 2, 4, 5, 6])
def test_nothing_is_paid_before_the_last_week_of_a_period(week):
    c = _three_officials()
    act(upkeep, this_week(week), P, c)
    assert rows(c["savings"]) == [100_000, 39_999, 40_001]
    assert rows(c["accounts"])[:4] == [-180_000, 180_000, 0, 0]


def test_nobody_pays_for_a_vacant_post():
    c = _three_officials(status=[VACANT] * 3)
    act(upkeep, this_week(LAST_WEEK), P, c)
    assert rows(c["spent"]) == [0, 0, 5]
    assert rows(c["savings"]) == [100_000, 39_999, 40_001]


def test_who_has_nothing_pays_nothing_and_owes_nothing():
    c = _three_officials(savings=[0, 0, 0])
    act(upkeep, this_week(LAST_WEEK), P, c)
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
    act(upkeep, this_week(LAST_WEEK), P, c)
    assert rows(c["savings"]) == [0, 0, 0]
    assert rows(c["spent"]) == [for_staff, 0, 5]


def _one_official(savings, **changed):
    return columns(**(
        {
            "status": [POSTED], "role": [TRADER], "savings": [savings], "spent": [0], "place_first": [0, 1],
            "week_posted": [-50], "advanced": [0], "advances": [0], "lived_on": [0],
            "accounts": [-savings, savings, *[0] * (len(ACCOUNTS) - 2)],
        } | changed
    ))  # fmt: skip


def test_who_lacks_the_least_living_is_advanced_it_by_hand():
    """The least of a month is 10,000 cents.

    first   a manager with 29,000: 20,000 for staff, 9,000 to live on, and 1,000 advanced
    second  nothing, and 12,000 owed: only 3,000 more are advanced, up to 15,000
    third   has 40,000 for living and 3,001 beyond: half of that pays back 1,500 of 2,000
    """
    c = _three_officials(savings=[29_000, 0, 43_001], advanced=[0, 12_000, 2_000])
    act(upkeep, this_week(LAST_WEEK), NEEDY, c)
    assert rows(c["savings"]) == [0, 0, 1_501]
    assert rows(c["advanced"]) == [1_000, 15_000, 500]
    assert rows(c["spent"]) == [20_000, 0, 5]
    assert rows(c["lived_on"]) == [9_000 + 1_000 + 3_000, 40_000]
    assert rows(c["advances"]) == [16_000, 500]
    assert (c["accounts"][LIVING], c["accounts"][LENDERS]) == (29_000 + 4_000 + 40_000, -4_000 + 1_500)
    assert c["accounts"][OFFICIALS] == 180_000 - 29_000 - 41_500


def test_no_more_is_paid_back_than_is_owed():
    c = _one_official(100_000, advanced=[2_000])
    act(upkeep, this_week(LAST_WEEK), NEEDY, c)
    assert (rows(c["advanced"]), rows(c["savings"])) == ([0], [58_000])


@pytest.mark.parametrize(("week_posted", "owed"), [(3, 15_000), (4, 10_000), (7, 10_000)])
def test_a_newcomer_owes_nothing_of_what_the_last_holder_owed(week_posted, owed):
    """At the end of the second month, week 7: who came in week 3 was there when the first month was paid."""
    c = _one_official(0, advanced=[14_000], week_posted=[week_posted])
    act(upkeep, this_week(7), NEEDY, c)
    assert rows(c["advanced"]) == [owed]


def test_what_a_leaver_owes_is_forgotten():
    c = _one_official(0, advanced=[14_000], status=[VACANT])
    act(upkeep, this_week(LAST_WEEK), NEEDY, c)
    assert (rows(c["advanced"]), rows(c["advances"]), rows(c["lived_on"])) == ([0], [0], [0])


def test_without_income_advances_last_as_long_as_the_closed_form_says():
    """10,000 a month until 15,000 are owed: a whole month, a half, then nothing."""
    c = _one_official(0)
    lived = []
    for week in range(16):
        before = c["lived_on"][0]
        act(upkeep, this_week(week), NEEDY, c)
        lived += [c["lived_on"][0] - before] if week % 4 == LAST_WEEK else []
    assert lived == [10_000, 5_000, 0, 0]


def test_savings_last_as_long_as_the_closed_form_says():
    """With S cents and c a month, an official who earns nothing pays for S // c months in full and then for a part."""
    savings = 1_234_567
    c = _one_official(savings)
    months = math.ceil(savings / 40_000)
    assert months == 31
    for week in range(4 * (months - 1)):
        act(upkeep, this_week(week), P, c)
    assert rows(c["savings"]) == [savings % 40_000]
    for week in range(4 * (months - 1), 4 * (months + 5)):
        act(upkeep, this_week(week), P, c)
    assert rows(c["savings"]) == [0]
    assert rows(c["accounts"])[:4] == [-savings, 0, 0, savings]
    assert rows(c["spent"]) == [0]
