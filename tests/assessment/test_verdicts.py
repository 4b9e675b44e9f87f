"""Verdicts at their boundaries, on numbers small enough to rank by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from legation.assessment import verdicts
from legation.assessment.verdicts import BORDERLINE, CANNOT_TELL, FITS, OUTSIDE, UNINFORMATIVE
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.change import FELL, ROSE
from legation.evidence.wordings.form import slack

# Two worlds each that give 100, 101, … 200: each quantile is one of them. The central 80 % runs from 110 to 190, the
# 98 % from 101 to 199, the 90 % from 105 to 195, which is less than tenfold.
WORLDS = np.repeat(np.arange(100.0, 201.0), 2)


@pytest.mark.parametrize(
    ("least", "most", "verdict"),
    [
        (150, 150, FITS),
        (110, 110, FITS),
        (190, 190, FITS),
        (0, 110, FITS),
        (190, math.inf, FITS),
        (-math.inf, math.inf, FITS),
        (109.9, 109.9, BORDERLINE),
        (190.1, 190.1, BORDERLINE),
        (101, 101, BORDERLINE),
        (199, 500, BORDERLINE),
        (-math.inf, 101, BORDERLINE),
        (100.9, 100.9, OUTSIDE),
        (199.1, math.inf, OUTSIDE),
        (-math.inf, 100, OUTSIDE),
    ],
)
def test_a_value_is_judged_by_the_part_of_the_range_that_the_report_touches(least, most, verdict):
    judged = verdicts.judge_value(WORLDS, (least, most), vague_beyond=10.0)
    assert judged.verdict == verdict
    assert (judged.low, judged.high) == pytest.approx((105, 195))
    assert judged.share is None


def test_a_range_wider_than_tenfold_would_fit_nearly_anything():
    tenfold = np.repeat([10.0, 100.0], 50)  # 90 % range: 10 to 100, exactly tenfold, which is not yet too wide
    assert verdicts.judge_value(tenfold, (50, 50), vague_beyond=10.0).verdict == FITS
    assert (
        verdicts.judge_value(tenfold * [*[1.0] * 50, *[1.01] * 50], (50, 50), vague_beyond=10.0).verdict
        == UNINFORMATIVE
    )


def test_a_wide_range_does_not_excuse_a_report_outside_it():
    wide = np.repeat([1.0, 1000.0], 100)
    assert verdicts.judge_value(wide, (1001, 1001), vague_beyond=10.0).verdict == OUTSIDE


@pytest.mark.parametrize(("worlds", "verdict"), [(149, BORDERLINE), (150, OUTSIDE)])
def test_nothing_is_outside_in_fewer_than_150_worlds(worlds, verdict):
    """If 2 % of all worlds showed it, 150 of them would hold none in fewer than 5 of 100 cases."""
    assert 0.98**150 < 0.05
    values = np.linspace(100, 200, worlds)
    judgements = [
        verdicts.judge_value(values, (201, 201), 10.0),
        verdicts.judge_existence(values > 200),
        verdicts.judge_change(values, values, ROSE),
        verdicts.judge_spread(np.ones((worlds, 1), int), np.array([100.0, 200.0]), (201, 201), 10.0),
    ]
    assert {judged.verdict for judged in judgements} == {verdict}
    assert {judged.is_short for judged in judgements} == {verdict == BORDERLINE}
    assert all(judged.none for judged in judgements)


def test_one_world_of_many_that_reaches_a_report_is_not_none():
    values = np.array([100.0] * 99 + [200.0])
    judged = verdicts.judge_value(values, (199, 199), 10.0)  # 98 % lie at 100, the 99th hundredth just above
    assert (judged.verdict, judged.is_short, judged.none) == (BORDERLINE, True, False)


def test_a_range_from_nothing_to_something_is_infinitely_wide_and_from_nothing_to_nothing_is_not():
    assert verdicts.too_wide(0.0, 1.0, 10.0)
    assert verdicts.too_wide(-1.0, 1.0, 10.0)
    assert not verdicts.too_wide(0.0, 0.0, 10.0)
    assert not verdicts.too_wide(1.0, 10.0, 10.0)
    assert verdicts.too_wide(1.0, 10.01, 10.0)


def test_a_share_is_too_wide_by_difference_not_by_ratio():
    assert not verdicts.too_wide(0.01, 0.5, 0.8)
    assert not verdicts.too_wide(0.0, 0.75, 0.8)
    assert verdicts.too_wide(0.1, 0.95, 0.8)


def test_a_small_share_is_too_wide_by_ratio_as_well():
    assert verdicts.too_wide(0.00026, 0.14, 0.8)
    assert verdicts.too_wide(0.0, 0.0101, 0.8)
    assert not verdicts.too_wide(0.0, 0.0099, 0.8)  # at most one in a hundred is narrow, whatever the ratio
    assert verdicts.too_wide(0.019, 0.1901, 0.8)
    assert not verdicts.too_wide(0.0191, 0.19, 0.8)
    assert not verdicts.too_wide(0.01, 0.2, 0.8)


def test_one_interviewee_is_one_draw_from_the_spread_of_all():
    """Ten persons: 1 below 10, 8 from 10 to 20, 1 from 20 to 40.

    Inside a bin persons are taken as evenly spread. So a tenth lies below 10 and a tenth above 20: the central 80 % is
    10 to 20. 1 % lies below a tenth of the first bin, 1; 99 % below 20 + 9/10 of 20 = 38. 5 % below 5, 95 % below 30.
    """
    counts, edges = np.tile([1, 8, 1], (150, 1)), np.array([0.0, 10.0, 20.0, 40.0])

    def judged(value):
        return verdicts.judge_spread(counts, edges, (value, value), vague_beyond=10.0)

    assert (judged(15).low, judged(15).high) == pytest.approx((5, 30))
    found = {value: judged(value).verdict for value in (0.9, 1.1, 9.9, 10.1, 19.9, 20.1, 37.9, 38.1)}
    assert found == {
        0.9: OUTSIDE,
        1.1: BORDERLINE,
        9.9: BORDERLINE,
        10.1: FITS,
        19.9: FITS,
        20.1: BORDERLINE,
        37.9: BORDERLINE,
        38.1: OUTSIDE,
    }


def test_empty_bins_at_either_end_do_not_widen_a_spread():
    counts, edges = np.tile([0, 10, 0, 0], (150, 1)), np.array([0.0, 10.0, 20.0, 40.0, 80.0])
    judged = verdicts.judge_spread(counts, edges, (21, 21), vague_beyond=10.0)
    assert judged.verdict == OUTSIDE
    assert (judged.low, judged.high) == pytest.approx((10.5, 19.5))


def test_a_spread_of_nobody_says_nothing():
    judged = verdicts.judge_spread(np.zeros((2, 3), int), np.arange(4.0), (1, 2), vague_beyond=10.0)
    assert judged.verdict == CANNOT_TELL


EDGES = np.array([0.0, 1.0, 10.0, 100.0, 1000.0])


def test_that_persons_differ_does_not_make_a_model_vague_and_that_worlds_differ_does():
    """In ten worlds that are alike persons range a hundredfold; then persons are alike and the worlds are not."""
    alike = np.tile([0, 10, 10, 10], (10, 1))
    judged = verdicts.judge_spread(alike, EDGES, (50, 50), vague_beyond=10.0)
    assert judged.high / judged.low > 100
    assert judged.verdict == FITS
    apart = np.repeat([[0, 30, 0, 0], [0, 0, 0, 30]], 5, axis=0)
    assert verdicts.judge_spread(apart, EDGES, (5, 500), vague_beyond=10.0).verdict == UNINFORMATIVE


def test_each_world_has_one_vote_in_a_spread_and_an_empty_one_none():
    # One large world of rich and two small ones of poor: by heads nearly all are rich, by worlds one in three.
    counts = np.array([[0, 0, 0, 1000], [0, 10, 0, 0], [0, 10, 0, 0], [0, 0, 0, 0]])
    judged = verdicts.judge_spread(counts, EDGES, (5, 5), vague_beyond=1000.0)
    assert (judged.verdict, judged.worlds) == (FITS, 3)


@pytest.mark.parametrize(
    ("rising", "verdict"),
    [
        (100, FITS),
        (80, FITS),
        (79, UNINFORMATIVE),
        (20, UNINFORMATIVE),
        (19, BORDERLINE),
        (2, BORDERLINE),
        (1, OUTSIDE),
    ],
)
def test_a_rise_is_judged_by_how_many_of_a_hundred_worlds_show_it(rising, verdict):
    before = np.ones(200)
    after = np.where(np.arange(200) < 2 * rising, 2.0, 0.0)
    judged = verdicts.judge_change(before, after, ROSE)
    assert (judged.verdict, judged.share) == (verdict, rising / 100)
    assert verdicts.judge_change(after, before, FELL) == judged
    assert math.isnan(judged.low)


def test_a_change_is_one_only_if_a_report_could_see_it():
    """By a factor of e to the 0.15, 1.162: of 1.16 and 1.17, and of what turns them round, one each is a change."""
    before = np.array([100.0, 100, 100, 116, 117])
    after = np.array([116.0, 117, 100, 100, 100])
    rose, fell = (verdicts.judge_change(before, after, wording) for wording in (ROSE, FELL))
    assert (rose.showing, rose.against, rose.worlds, rose.share) == (1, 1, 5, 0.2)
    assert (fell.showing, fell.against) == (1, 1)


def test_from_nothing_to_something_is_a_rise_and_from_nothing_to_nothing_none():
    judged = verdicts.judge_change(np.array([0.0, 0.0]), np.array([0.001, 0.0]), ROSE)
    assert (judged.showing, judged.against) == (1, 0)


def test_worlds_without_change_count_for_neither_side():
    before, after = np.ones(10), np.array([*[1.0] * 6, *[2.0] * 3, 0.0])
    assert verdicts.judge_change(before, after, ROSE).share == 0.3
    assert verdicts.judge_change(before, after, FELL).share == 0.1


def test_that_something_happened_is_judged_by_the_worlds_in_which_it_did():
    judged = verdicts.judge_existence(np.array([False, False, True, True]))
    assert (judged.share, judged.verdict) == (0.5, UNINFORMATIVE)
    assert verdicts.judge_existence(np.zeros(150, bool)).verdict == OUTSIDE
    assert verdicts.judge_existence(np.ones(4, bool)).verdict == FITS


def test_the_legend_explains_every_verdict_once():
    assert tuple(verdict for verdict, _ in verdicts.LEGEND) == verdicts.VERDICTS
    words = dict(verdicts.LEGEND)
    assert "tolerance included, meets the central 80 %" in words[FITS]
    assert "150 worlds" in words[OUTSIDE] and "fewer than 150 worlds" in words[BORDERLINE]


def test_the_readings_give_the_factors_that_are_used():
    factors = {f"{slack(wording.tolerance):.2f}" for wording in WORDINGS.values() if wording.tolerance}
    assert factors == {"1.16", "1.28"}
    assert all(factor in " ".join(verdicts.READINGS) for factor in factors)
