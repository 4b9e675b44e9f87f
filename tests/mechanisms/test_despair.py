"""Despair: whom the rate concerns and what becomes of the post; and that no number of it leaves the program."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from legation.engine.week import the_week
from legation.engine.world import advance
from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import RATE_ONE, weekly_probability
from legation.kernel.money import ACCOUNTS, HIDDEN, HOME, OFFICIALS
from legation.mechanisms import despair
from legation.observation.observables.catalogue import OBSERVABLES
from legation.population.codes import POSTED, SUMMONED, VACANT
from legation.testing import first_difference, random_world
from tests.mechanisms.by_hand import act, columns, rows, this_week

# A rate of a 32nd a week; quotas of 1, 2 and 4 dollars a week.
P = despair.Parameters(rate=RATE_ONE // 32, quota_low=100, quota_middle=200, quota_high=400)
CHANCE = weekly_probability(4 * P.rate)
ACTS = 201  # the second week of a period
THREE_YEARS = 3 * 52 * 100


def _accounts(officials, hidden):
    cents = [0] * len(ACCOUNTS)
    cents[OFFICIALS], cents[HIDDEN], cents[HOME] = officials, hidden, -officials - hidden
    return cents


def _officials(size, **changed):
    given = {
        "quota_type": [0] * size,
        "arrears": [THREE_YEARS] * size,
        "inherited": [0] * size,
        "status": [POSTED] * size,
        "savings": [50] * size,
        "hidden": [5] * size,
        **{name: [7] * size for name in ("earned", "spent", "paid")},
        "accounts": _accounts(50 * size, 5 * size),
    }
    return columns(**(given | changed))


def test_four_officials_by_hand(monkeypatch):
    """The first owes three yearly quotas and luck lies below the chance; the second has the chance itself; the third
    owes a cent less of the own doing; the fourth is ordered home and owes three yearly quotas of the highest type."""
    lots = [CHANCE - 1, CHANCE, 0, 0]
    monkeypatch.setattr(despair, "draw", lambda now, why, who: lots[who])
    c = _officials(
        4,
        quota_type=[0, 0, 0, 2],
        arrears=[THREE_YEARS, THREE_YEARS, THREE_YEARS + 10, 4 * THREE_YEARS],
        inherited=[0, 0, 11, 0],
        status=[POSTED, POSTED, POSTED, SUMMONED],
    )
    act(despair, this_week(ACTS, posts=4), P, c)
    assert rows(c["status"]) == [VACANT, POSTED, POSTED, VACANT]
    assert (rows(c["savings"]), rows(c["hidden"])) == ([0, 50, 50, 0], [0, 5, 5, 0])
    assert rows(c["arrears"]) == [THREE_YEARS, THREE_YEARS, THREE_YEARS + 10, 4 * THREE_YEARS]
    accounts = c["accounts"]
    assert (accounts[OFFICIALS], accounts[HIDDEN], accounts[HOME]) == (100, 10, -110)


def test_a_vacant_post_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(despair, "draw", lambda now, why, who: 0)
    c = _officials(1, status=[VACANT])
    act(despair, this_week(ACTS, posts=1), P, c)
    assert (rows(c["status"]), rows(c["savings"])) == ([VACANT], [50])


def test_it_acts_once_in_four_weeks_for_all_of_them(monkeypatch):
    monkeypatch.setattr(despair, "draw", lambda now, why, who: 0)
    for week in range(200, 208):
        c = _officials(1)
        act(despair, this_week(week, posts=1), P, c)
        assert (c["status"][0] == VACANT) == (week % 4 == 1)
    assert pytest.approx(LUCK * (1 - math.exp(-4 / 32)), rel=1e-6) == CHANCE


@pytest.mark.parametrize("quota", [0, 100])
def test_who_has_no_quota_owes_no_years_of_it(quota):
    assert despair.is_overwhelmed(THREE_YEARS, 0, quota) == (quota > 0)


def test_the_rate_is_that_of_the_scenario():
    """Of 20,000 officials 1 - exp(-4/32) = 0.1175: 2,350 with sd 45.5. Allowed are 4 sd."""
    c = _officials(20_000)
    act(despair, this_week(ACTS, posts=20_000), P, c)
    assert abs(rows(c["status"]).count(VACANT) - 20_000 * (1 - math.exp(-0.125))) < 4 * 45.5


SPEAKS_OF_IT = re.compile(r"despair|death|dead|dies|died|suicid|\bkill", re.IGNORECASE)


def test_nothing_in_the_history_or_the_accounts_counts_it():
    """The mechanism brings no column, and no recorded one is touched by it alone or named for it."""
    mechanism = next(one for one in the_week().mechanisms if one.name == "despair")
    assert not getattr(despair, "COLUMNS", ())
    written = {name for argument in mechanism.signature if argument.may_write for name in argument.columns}
    recorded = {column.name for column in the_week().columns.history}
    assert written and not written & recorded
    assert not [
        (column.name, column.meaning)
        for column in the_week().columns.all
        if SPEAKS_OF_IT.search(f"{column.name} {column.meaning} {column.alarm}")
    ]
    assert not [account for account in ACCOUNTS if SPEAKS_OF_IT.search(f"{account.name} {account.meaning}")]


def test_no_observable_needs_it_or_speaks_of_it():
    assert not [
        one.name for one in OBSERVABLES if one.needs == "despair" or SPEAKS_OF_IT.search(f"{one.name} {one.sentence}")
    ]


def _two_worlds(rate, weeks, until):
    """A world with random inputs, in which all are far behind at `until`, advanced with the mechanism and without it.

    weeks  how many they then run
    """
    world, setting = random_world(the_week(), 1, 2_000)
    world.parameters[the_week().parameter_names.index("despair.rate")] = rate
    assert advance(world, setting, until).done
    world.columns["arrears"][:] = 10**9
    mechanisms = [mechanism.name for mechanism in the_week().mechanisms]
    off = replace(setting, on=np.where(np.array(mechanisms) == "despair", 0, setting.on).astype(np.uint8))
    worlds = world, world.copy()
    for one, way in zip(worlds, (setting, off), strict=True):
        assert advance(one, way, until + weeks).done
    return worlds


def test_worlds_with_and_without_it_differ_in_those_alone_who_died():
    """So they can be compared: in the week in which it acts no other row of any column moves, and no cent is lost.

    Only the posts that have become vacant are then empty, and what their holders had is at home.
    """
    on, off = _two_worlds(RATE_ONE // 52, 1, 5)
    died = (on.columns["status"] == VACANT) & (off.columns["status"] != VACANT)
    assert 0 < died.sum() < 1_000
    left = ("status", "savings", "hidden", "earned", "spent", "paid")
    for name, column in on.columns.items():
        if name in left:
            assert np.array_equal(column[~died], off.columns[name][~died]), name
            assert not column[died].any(), name
        elif name != "accounts":
            assert np.array_equal(column, off.columns[name]), name
    moved = on.columns["accounts"] - off.columns["accounts"]
    held = [int(off.columns[name][died].sum()) for name in ("savings", "hidden")]
    assert moved[[OFFICIALS, HIDDEN, HOME]].tolist() == [-held[0], -held[1], sum(held)]
    assert np.count_nonzero(moved) <= 3


def test_at_a_rate_of_nothing_a_year_goes_as_without_it():
    on, off = _two_worlds(0, 52, 5)
    assert not first_difference(on, off)
