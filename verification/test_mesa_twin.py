"""The rules against the same rules in Mesa, in few and small worlds; `README.md` says how to compare more.

Seeds are fixed, so a result is the same every time.
"""

from __future__ import annotations

import os

import pytest
from scipy import stats

from legation.engine.week import the_week
from legation.mechanisms import WEEK
from verification.mesa_twin.comparison import OBSERVABLES, compare, holm, points, run
from verification.mesa_twin.mission import APART, OFF, Mission

WORLDS, POSTS = 24, 100


@pytest.fixture(scope="module")
def eventful():
    return points(POSTS)["eventful"]


@pytest.fixture(scope="module")
def worlds(eventful):
    """The eventful worlds, and the same with Mesa told that whoever is due takes twice as long to go home."""
    slower = eventful.human | {"rotation.leave_weeks": 2 * eventful.human["rotation.leave_weeks"]}
    chosen = {"eventful": eventful, "slower": eventful._replace(human=slower)}
    return run(chosen, WORLDS, os.cpu_count() or 1)


def test_the_rules_in_mesa_give_the_same_worlds(worlds):
    """Twelve paired t-tests as one family at 1 %, by Holm's method; expected: none differs.

    Power: a shift of 5 % is nearly always seen in head-counts and tenure and nearly never in levies or captures.
    """
    results = {result.name: result for result in compare({"eventful": worlds["eventful"]})}
    assert [name for name, result in results.items() if result.differs] == []
    assert min(results[name].power for name in ("posted_late", "tenure")) > 0.9
    assert all(result.ours > 0 and result.error > 0 for result in results.values()), "something never happened"


def test_a_rule_read_otherwise_is_seen(worlds):
    """The negative control. Expected: tenure is about 8 of 90 weeks longer, with a standard error below 1 week."""
    results = {result.name: result for result in compare({"slower": worlds["slower"]})}
    assert results["tenure"].differs
    assert results["tenure"].theirs > results["tenure"].ours


def test_what_mesa_leaves_out_touches_nothing_that_is_compared():
    """A mechanism that is not written a second time writes only columns that no other one reads or writes."""
    mechanisms = the_week().mechanisms
    assert {mechanism.name for mechanism in mechanisms} > APART
    for apart in [mechanism for mechanism in mechanisms if mechanism.name in APART]:
        others = [mechanism for mechanism in mechanisms if mechanism is not apart]
        assert apart.writes and not apart.writes & {name for other in others for name in (*other.reads, *other.writes)}


def test_every_mechanism_is_written_a_second_time_or_named():
    """What is neither in Mesa nor known to be apart or off would be missing on one side without a word."""
    assert set(WEEK) == {name for name in WEEK if hasattr(Mission, name)} | APART | OFF
    assert not [name for name in APART | OFF if hasattr(Mission, name)]


def test_a_test_is_a_paired_t_test(worlds):
    here, there = worlds["eventful"]
    result = next(result for result in compare({"eventful": worlds["eventful"]}) if result.name == "attempts")
    p = stats.ttest_rel([world["fled"] for world in there], [world["fled"] for world in here]).pvalue
    assert result.p == pytest.approx(p)


def test_a_share_is_a_ratio_of_sums_over_all_worlds():
    """Three of ten, and none of none: 3 / 10, where a mean of shares would have nothing to say of the second world."""
    one = dict.fromkeys([name for told in OBSERVABLES.values() for name in (told.counts, told.over)], 1.0)
    worlds = [one | {"captured": 3, "ended": 10}, one | {"captured": 0, "ended": 0}]
    result = next(result for result in compare({"here": (worlds, worlds)}) if result.name == "captured")
    assert (result.ours, result.p, result.differs) == (0.3, 1, False)


@pytest.mark.parametrize(
    ("chances", "limit"),
    [
        ([0.03, 0.001, 0.02], 0.03),  # 0.001 <= 0.05 / 3, 0.02 <= 0.05 / 2, 0.03 <= 0.05
        ([0.04, 0.03, 0.001], 0.001),  # 0.03 > 0.05 / 2 ends it, though 0.04 <= 0.05
        ([0.02, 0.5, 0.02], -1),
    ],
)
def test_holms_method_by_hand(chances, limit):
    assert holm(chances, 0.05) == limit
