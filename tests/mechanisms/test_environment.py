"""Environment: markets follow the recorded trade, openings the epidemic rules."""

import pytest

from legation.kernel.fixed_point import ONE
from legation.mechanisms import environment
from tests.mechanisms.by_hand import act, columns, rows, this_week

P = environment.Parameters(import_weight=49_152, lockdown_opportunity=19_661)  # 0.75 and 0.3


def test_three_places_by_hand():
    """Market: 0.75 × imports + 0.25 × exports.  Openings: 1 - 0.7 × lockdown.

    first   2 and 1 times the trade of 2013, no lockdown:    1.5 + 0.25 = 1.75;  1
    second  no imports, 4 times the exports, half locked:    0 + 1 = 1;          0.65
    third   nothing at all, locked:                          0;                  0.3
    """
    c = columns(
        imports=[2 * ONE, 0, 0],
        exports=[ONE, 4 * ONE, 0],
        lockdown=[0, ONE // 2, ONE],
        market=[0, 0, 7],
        opportunity=[0, 0, 7],
    )
    act(environment, this_week(), P, c)
    assert rows(c["market"]) == [114_688, 65_536, 0]
    assert rows(c["opportunity"]) == [65_536, 42_599, 19_661]  # 0.65 × 65,536 = 42,598.4; the loss is rounded down


@pytest.mark.parametrize(("weight", "market"), [(0, 3 * ONE), (ONE, 2 * ONE), (ONE // 2, 5 * ONE // 2)])
def test_the_weight_of_imports_goes_from_exports_only_to_imports_only(weight, market):
    assert environment.weighted_trade(P._replace(import_weight=weight), 2 * ONE, 3 * ONE) == market


def test_trade_that_doubles_doubles_the_market():
    for weight in (0, 10_000, 49_152, ONE):
        p = P._replace(import_weight=weight)
        once, twice = environment.weighted_trade(p, 30_000, 50_000), environment.weighted_trade(p, 60_000, 100_000)
        assert 0 <= twice - 2 * once <= 2  # Two roundings down at most.


def test_a_lockdown_that_takes_nothing_away_leaves_all_openings():
    p = P._replace(lockdown_opportunity=ONE)
    assert [environment.openings(p, lockdown) for lockdown in (0, ONE // 2, ONE)] == [ONE] * 3


def test_a_full_lockdown_leaves_what_the_parameter_says_and_none_leaves_all():
    for left in (0, 1, 19_661, ONE):
        p = P._replace(lockdown_opportunity=left)
        assert environment.openings(p, 0) == ONE
        assert environment.openings(p, ONE) == left
