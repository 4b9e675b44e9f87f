"""Rotation: who is due, who may go, and that the due pile up behind a shut border."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS, HIDDEN, HOME, OFFICIALS
from legation.mechanisms import rotation
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, luck, rows, this_week

# Full pressure halves the term; whoever is due goes at once.
P = rotation.Parameters(squeezed=ONE // 2, leave_weeks=1)


def _accounts(**held):
    """Accounts by position; customers have given what officials hold."""
    cents = [0] * len(ACCOUNTS)
    for name, sum_ in held.items():
        cents[next(k for k, account in enumerate(ACCOUNTS) if account.name == name)] = sum_
    return cents


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "week_posted": [44, 45, 122],
        "term": [156, 156, 156],
        "border_open": [ONE, ONE],
        "visa_pressure": [0, ONE],
        "status": [POSTED] * 3,
        "savings": [100, 250, 30],
        "hidden": [5, 0, 2],
        "earned": [10, 20, 30],
        "spent": [1, 2, 3],
        "paid": [4, 5, 6],
        "went_home": [7, 0],
        "accounts": _accounts(customers=-387, officials=380, hidden=7),
    }
    return columns(**(given | changed))


def test_three_officials_by_hand():
    """In week 200.

    first   156 weeks at the post, a term of 156: goes, with 100 cents in the open and 5 in secret
    second  155 weeks: stays another week
    third   78 weeks, and full pressure halves the term to 78: goes, with 30 and 2
    """
    c = _three_officials()
    rotation.run(this_week(200), P, **c)
    assert rows(c["status"]) == [VACANT, POSTED, VACANT]
    assert rows(c["went_home"]) == [8, 1]
    assert rows(c["savings"]) == [0, 250, 0]
    assert rows(c["hidden"]) == [0, 0, 0]
    assert rows(c["earned"]) == [0, 20, 0]
    assert rows(c["spent"]) == [0, 2, 0]
    assert rows(c["paid"]) == [0, 5, 0]
    assert rows(c["accounts"]) == _accounts(customers=-387, officials=250, home=137)
    assert (c["accounts"][OFFICIALS], c["accounts"][HIDDEN], c["accounts"][HOME]) == (250, 0, 137)


@pytest.mark.parametrize("status", [VACANT, SUMMONED])
def test_who_is_not_at_the_post_is_not_relieved(status):
    c = _three_officials(status=[status] * 3)
    rotation.run(this_week(200), P, **c)
    assert rows(c["status"]) == [status] * 3
    assert rows(c["went_home"]) == [7, 0]


@pytest.mark.parametrize(
    ("pressure", "weeks"),
    [(0, 156), (ONE // 2, 117), (ONE, 78), (2, 155)],  # part of a week is rounded down
)
def test_pressure_shortens_the_term(pressure, weeks):
    left = rotation.term_left(P, pressure)
    assert not rotation.is_due(weeks - 1, 156, left)
    assert rotation.is_due(weeks, 156, left)


def test_without_a_squeeze_pressure_changes_nothing():
    assert rotation.term_left(P._replace(squeezed=ONE), ONE) == ONE


@pytest.mark.parametrize(
    ("drawn", "border_open", "status"),
    [
        (LUCK // 8 - 1, ONE, VACANT),
        (LUCK // 8, ONE, POSTED),
        (LUCK // 16 - 1, ONE // 2, VACANT),
        (LUCK // 16, ONE // 2, POSTED),
        (0, 0, POSTED),
    ],
)
def test_who_is_due_goes_if_luck_lies_below_the_chance(drawn, border_open, status, monkeypatch):
    monkeypatch.setattr(rotation, "draw", luck(drawn, 0, LUCK - 1))
    c = _three_officials(border_open=[border_open, 0])
    rotation.run(this_week(200), P._replace(leave_weeks=8), **c)
    assert rows(c["status"]) == [status, POSTED, POSTED]


def _crowd(size, border_open):
    """As many officials in one place, posted in week 0 for three years."""
    nothing = ("savings", "hidden", "earned", "spent", "paid", "week_posted")
    return columns(
        place_first=[0, size],
        term=[156] * size,
        border_open=[border_open],
        visa_pressure=[0],
        status=[POSTED] * size,
        went_home=[0],
        accounts=_accounts(),
        **{name: [0] * size for name in nothing},
    )


def test_the_due_pile_up_behind_a_shut_border_and_leave_when_it_opens():
    """A year shut: all 2,000 stay. Then (7/8)^8 = 0.3436 of them are left after 8 weeks: 687 with sd 21.2. Allowed
    are 4 sd."""
    size, stays = 2_000, (7 / 8) ** 8
    c, p = _crowd(size, 0), P._replace(leave_weeks=8)
    for week in range(156, 208, 4):
        rotation.run(this_week(week), p, **c)
    assert sum(rows(c["status"])) == size
    c["border_open"][0] = ONE
    for week in range(208, 216):
        rotation.run(this_week(week), p, **c)
    left = sum(rows(c["status"]))
    assert abs(left - size * stays) < 4 * math.sqrt(size * stays * (1 - stays))
    assert c["went_home"][0] == size - left


def test_nobody_goes_before_the_term_ends_and_everybody_soon_after():
    c = _crowd(50, ONE)
    rotation.run(this_week(155), P, **c)
    assert rows(c["went_home"]) == [0]
    rotation.run(this_week(156), P, **c)
    assert rows(c["went_home"]) == [50]
