"""The rule for a feedback by hand, and the stored verdicts and curve against a few worlds."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from verification.feedbacks import (
    CANNOT_TELL,
    CURVE,
    LEVELS,
    LOOPS,
    LOWERS,
    NOT_SEEN,
    RAISES,
    RESULTS,
    Measured,
    curve,
    curve_chart,
    curve_table,
    cut_all,
    judge,
    measure,
    wilson,
)

FEW = 32  # worlds with each loop cut


def _judge(apart):
    """With a measure of 100 in every world without the loop."""
    return judge(100 + np.array(apart, float), np.full(len(apart), 100.0))


def test_a_loop_that_adds_a_tenth_in_every_world_raises_and_one_that_takes_it_lowers():
    ten = [9, 10, 11] * 20
    assert _judge(ten).says == RAISES
    assert _judge([-value for value in ten]).says == LOWERS
    assert _judge(ten)[1:] == pytest.approx((0.1, np.std(ten, ddof=1) / 60**0.5 / 100, 60, 60, 1.0))


def test_a_difference_that_is_surely_small_does_not_appear_though_every_pair_shows_it():
    assert _judge([0.9, 1, 1.1] * 20).says == NOT_SEEN
    assert _judge([0] * 60).says == NOT_SEEN
    assert _judge([1.5, 2.5, 2] * 20).says == RAISES  # surely there, and not surely small


def test_a_mean_that_a_few_pairs_make_tells_nothing():
    """The mean is far from 0, and most pairs lie on the other side; or the pairs agree, and the mean may be 0."""
    assert _judge([-1] * 45 + [100] * 15).says == CANNOT_TELL
    assert _judge([10] * 50 + [-40] * 10).says == CANNOT_TELL


def test_a_pair_with_nothing_to_measure_is_left_out():
    verdict = judge(np.array([110.0, np.nan, 110, 110]), np.array([100.0, 100, np.nan, 100]))
    assert (verdict.pairs, verdict.differing, verdict.higher) == (2, 2, 1.0)
    assert judge(np.array([np.nan, 1.0]), np.array([1.0, np.nan])).says == CANNOT_TELL


def test_wilsons_interval_by_hand(monkeypatch):
    monkeypatch.setattr("verification.feedbacks.SURE", 1.96)
    assert wilson(0.5, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(1.0, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)


def test_2009_begins_with_the_first_week():
    history = {"alert": np.zeros((1, 222, 7), np.int64), "posted": np.ones((1, 222, 7), np.int64)}
    history["alert"][:, 0] = 2**16  # in one of its thirteen periods, the first
    assert Measured("alert", 2009, 2009).of(history) == pytest.approx([1 / 13])


def test_every_loop_is_cut_by_something_the_baseline_has_on():
    """A cut that changed nothing would make any loop disappear."""
    whole = measure((), 2, [Measured("posted_officials", 2013, 2025)])
    assert np.array_equal(whole, measure((), 2, [Measured("posted_officials", 2013, 2025)]))
    assert len({loop.cut for loop in LOOPS}) == len(LOOPS) == 6


@pytest.fixture(scope="module")
def few():
    return cut_all(FEW)


def test_few_worlds_contradict_no_stored_verdict(few):
    """Of twelve verdicts at 5 % in all, in no more worlds than take some seconds: expected, no opposite sign."""
    stored = [line.strip("| ").split(" | ") for line in (RESULTS / "feedbacks.md").read_text("utf-8").splitlines()]
    says = {(cells[0], cells[1]): cells[-1] for cells in stored if len(cells) == 8}
    for loop in LOOPS:
        for measured, verdict in zip((loop.halfway, loop.began), few[loop.name], strict=True):
            assert {says[loop.name, str(measured)], verdict.says} != {RAISES, LOWERS}
            assert verdict.differing > 0, f"the cut of {loop.name} changes nothing"


def test_without_the_ratchet_levies_are_lower(few):
    """Where a levy's least may be what was last the most, the mean of levies is higher by construction."""
    assert few["ratchet"][1].says == RAISES


def test_a_curve_has_every_harm_at_every_level_and_none_is_called_best():
    levels = {name: LEVELS[name] for name in ("off", "0.10", "0.70")}
    values = curve(6, levels)
    assert values.shape == (3, len(CURVE), 6)
    alert = values[:, 0].mean(axis=1)
    assert alert[0] == 0 < alert[1] < alert[2]
    assert "best" not in "\n".join(curve_table(values, tuple(levels))).replace("called best", "")
    picture = ElementTree.fromstring(curve_chart(values, tuple(levels)))
    assert len(picture.findall(".//{*}path[@class='median']")) == len(CURVE)


def test_the_stored_curve_has_twelve_levels_and_more():
    rows = [line for line in (RESULTS / "control.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) - 1 == len(LEVELS) > 12
    assert all(row.count("(") == len(CURVE) for row in rows[1:])
