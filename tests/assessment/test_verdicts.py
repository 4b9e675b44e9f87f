"""Verdicts at their boundaries, on numbers small enough to rank by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from legation.assessment import verdicts
from legation.assessment.verdicts import ANYTHING, CANNOT_TELL, EDGE, INSIDE, NARROW, OUTSIDE, PLACES, WIDE
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.change import FELL, ROSE
from legation.evidence.wordings.form import slack

# Ten worlds each that give 101, 102, … 200. A tenth lies at 110 or below, and at 191 or above; a hundredth at 101, and
# at 200.
WORLDS = np.repeat(np.arange(101.0, 201.0), 10)


@pytest.mark.parametrize(
    ("least", "most", "verdict"),
    [
        (150, 150, INSIDE),
        (110, 110, INSIDE),
        (191, 191, INSIDE),
        (0, 110, INSIDE),
        (191, math.inf, INSIDE),
        (-math.inf, math.inf, INSIDE),
        (109.9, 109.9, EDGE),
        (191.1, 191.1, EDGE),
        (101, 101, EDGE),
        (200, 500, EDGE),
        (-math.inf, 101, EDGE),
        (100.9, 100.9, OUTSIDE),
        (200.1, math.inf, OUTSIDE),
        (-math.inf, 100, OUTSIDE),
    ],
)
def test_a_value_is_judged_by_the_part_of_the_range_that_the_report_touches(least, most, verdict):
    judged = verdicts.judge_value(WORLDS, (least, most), vague_beyond=10.0)
    assert judged.lies == verdict
    assert (judged.low, judged.median, judged.high) == pytest.approx((105.95, 150.5, 195.05), abs=0.2)
    assert judged.tail == pytest.approx(min(np.mean(least <= WORLDS), np.mean(most >= WORLDS)))
    assert judged.share is None


@pytest.mark.parametrize(
    ("worlds", "reaching", "lies", "may_be"),
    [
        (1000, 500, INSIDE, ()),
        (1000, 0, OUTSIDE, ()),
        (200, 0, OUTSIDE, (EDGE,)),  # none of 200 may be 1.9 % of all
        (400, 0, OUTSIDE, ()),
        (200, 10, EDGE, ()),
        (200, 18, EDGE, (INSIDE,)),
        (200, 22, INSIDE, (EDGE,)),
        (40, 0, OUTSIDE, (EDGE,)),
        (30, 0, CANNOT_TELL, PLACES),
        (1, 1, INSIDE, ()),
        (1, 0, CANNOT_TELL, PLACES),
    ],
)
def test_a_verdict_says_what_more_worlds_might_make_of_it(worlds, reaching, lies, may_be):
    values = np.where(np.arange(worlds) < reaching, 200.0, np.linspace(60, 160, worlds))
    judged = verdicts.judge_value(values, (200, math.inf), vague_beyond=10.0)
    if reaching == worlds:
        judged = verdicts.judge_value(values, (-math.inf, math.inf), vague_beyond=10.0)
    assert (judged.lies, judged.may_be) == (lies, may_be)


@pytest.mark.parametrize("share", [0.003, 0.01, 0.05, 0.1, 0.3])
def test_what_more_worlds_may_make_of_it_is_named_in_95_of_100_cases(share):
    """Drawn again and again, 200 worlds name the verdict of all worlds."""
    drawn = np.random.default_rng(1).binomial(200, share, 2000)
    right = verdicts._place(share, verdicts.VALUE_LIMITS)
    named = 0
    for count in drawn.tolist():
        lies, may_be = verdicts._placed(count / 200, verdicts._errors_of(count / 200, 200), verdicts.VALUE_LIMITS)
        named += right in (lies, *may_be)
    assert named / 2000 >= 0.93


def test_where_inputs_decide_no_draw_moves_it():
    assert verdicts.judge_value(np.linspace(100, 102, 50), (101, 101), 10.0).is_decided
    assert not verdicts.judge_value(np.linspace(100, 103, 50), (101, 101), 10.0).is_decided
    ones = np.ones(150)
    assert verdicts.judge_change(ones, 2 * ones, ROSE).is_decided
    assert verdicts.judge_change(ones, 2 * ones, FELL).is_decided
    few = verdicts.judge_change(ones[:149], 2 * ones[:149], ROSE)
    assert (few.is_decided, few.may_be_decided, few.grounds) == (False, True, verdicts.MAY_BE_DECIDED)
    assert not verdicts.judge_change(ones, ones, ROSE).is_decided
    assert not verdicts.judge_existence(ones > 0).is_decided


@pytest.mark.parametrize(
    ("low", "high", "beyond", "width"),
    [
        (10, 20, 10.0, NARROW), (10, 20.1, 10.0, WIDE), (10, 100, 10.0, WIDE), (10, 100.1, 10.0, ANYTHING),
        (0, 1, 10.0, ANYTHING), (-1, 1, 10.0, ANYTHING), (0, 0, 10.0, NARROW), (-20, -10, 10.0, NARROW),
        (0.3, 0.5, 0.8, NARROW), (0.3, 0.51, 0.8, WIDE), (0.0, 0.75, 0.8, WIDE), (0.1, 0.95, 0.8, ANYTHING),
        (0.05, 0.1, 0.8, NARROW), (0.05, 0.11, 0.8, WIDE), (0.00026, 0.14, 0.8, ANYTHING), (0.0, 0.0101, 0.8, ANYTHING),
        (0.0, 0.0099, 0.8, WIDE), (0.0, 0.0019, 0.8, NARROW), (0.019, 0.1901, 0.8, ANYTHING), (0.0191, 0.19, 0.8, WIDE),
        (0.01, 0.2, 0.8, NARROW),
    ],
)  # fmt: skip
def test_how_wide_a_range_is(low, high, beyond, width):
    assert verdicts.width_of(low, high, beyond) == width


def test_a_wide_range_does_not_excuse_a_report_outside_it():
    wide = np.repeat([1.0, 1000.0], 100)
    assert verdicts.judge_value(wide, (1001, 1001), vague_beyond=10.0).lies == OUTSIDE


def test_one_interviewee_is_one_draw_from_the_spread_of_all():
    """Ten persons: 1 below 10, 8 from 10 to 20, 1 from 20 to 40.

    Inside a bin persons are taken as evenly spread. So a tenth lies below 10 and a tenth above 20: the central 80 % is
    10 to 20. 1 % lies below a tenth of the first bin, 1; 99 % below 20 + 9/10 of 20 = 38. 5 % below 5, 95 % below 30.
    """
    counts, edges = np.tile([1, 8, 1], (150, 1)), np.array([0.0, 10.0, 20.0, 40.0])

    def judged(value):
        return verdicts.judge_spread(counts, edges, (value, value), vague_beyond=10.0)

    assert (judged(15).low, judged(15).high) == pytest.approx((5, 30))
    found = {value: judged(value).lies for value in (0.9, 1.1, 9.9, 10.1, 19.9, 20.1, 37.9, 38.1)}
    assert found == {
        0.9: OUTSIDE,
        1.1: EDGE,
        9.9: EDGE,
        10.1: INSIDE,
        19.9: INSIDE,
        20.1: EDGE,
        37.9: EDGE,
        38.1: OUTSIDE,
    }


def test_empty_bins_at_either_end_do_not_widen_a_spread():
    counts, edges = np.tile([0, 10, 0, 0], (150, 1)), np.array([0.0, 10.0, 20.0, 40.0, 80.0])
    judged = verdicts.judge_spread(counts, edges, (21, 21), vague_beyond=10.0)
    assert judged.lies == OUTSIDE
    assert (judged.low, judged.high) == pytest.approx((10.5, 19.5))


def test_a_spread_of_nobody_says_nothing():
    judged = verdicts.judge_spread(np.zeros((2, 3), int), np.arange(4.0), (1, 2), vague_beyond=10.0)
    assert judged.lies == CANNOT_TELL


EDGES = np.array([0.0, 1.0, 10.0, 100.0, 1000.0])


def test_that_persons_differ_does_not_make_a_model_vague_and_that_worlds_differ_does():
    """In ten worlds that are alike persons range a hundredfold; then persons are alike and the worlds are not."""
    alike = np.tile([0, 10, 10, 10], (10, 1))
    judged = verdicts.judge_spread(alike, EDGES, (50, 50.5), vague_beyond=10.0)
    assert judged.high / judged.low > 100
    assert judged.width == NARROW
    apart = np.repeat([[0, 30, 0, 0], [0, 0, 0, 30]], 5, axis=0)
    judged = verdicts.judge_spread(apart, EDGES, (5, 500), vague_beyond=10.0)
    assert (judged.lies, judged.width) == (INSIDE, ANYTHING)


def test_each_world_has_one_vote_in_a_spread_and_an_empty_one_none():
    # One large world of rich and two small ones of poor: by heads nearly all are rich, by worlds one in three.
    counts = np.array([[0, 0, 0, 1000], [0, 10, 0, 0], [0, 10, 0, 0], [0, 0, 0, 0]])
    judged = verdicts.judge_spread(counts, EDGES, (5, 5), vague_beyond=1000.0)
    assert judged.worlds == 3 and judged.tail == pytest.approx(2 / 3 * 4 / 9)  # up to 5: four ninths of the poor


@pytest.mark.parametrize(
    ("rising", "lies", "width"),
    [(100, INSIDE, NARROW), (95, INSIDE, NARROW), (94, INSIDE, WIDE), (80, INSIDE, WIDE), (79, INSIDE, ANYTHING),
     (20, INSIDE, WIDE), (21, INSIDE, ANYTHING), (19, EDGE, WIDE), (5, EDGE, NARROW), (2, EDGE, NARROW),
     (1, OUTSIDE, NARROW)],
)  # fmt: skip
def test_a_rise_is_judged_by_how_many_of_a_hundred_worlds_show_it(rising, lies, width):
    before = np.ones(1000)
    after = np.where(np.arange(1000) < 10 * rising, 2.0, 0.0)
    judged = verdicts.judge_change(before, after, ROSE)
    assert (judged.lies, judged.width, judged.share) == (lies, width, rising / 100)
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
    judged = verdicts.judge_existence(np.arange(100) < 50)
    assert (judged.share, judged.lies, judged.width) == (0.5, INSIDE, ANYTHING)
    assert verdicts.judge_existence(np.zeros(400, bool)).lies == OUTSIDE
    assert verdicts.judge_existence(np.ones(4, bool)).lies == INSIDE


def test_the_legend_explains_every_verdict_once():
    names = [name for name, _ in verdicts.LEGEND]
    assert names == [*PLACES, CANNOT_TELL, NARROW, WIDE, ANYTHING,
                     verdicts.INFORMATIVE, verdicts.BUILT_IN, verdicts.INPUTS_DECIDE,
                     verdicts.MAY_BE_DECIDED]  # fmt: skip
    assert "tolerance included, meets the central 80 %" in dict(verdicts.LEGEND)[INSIDE]


def test_the_readings_give_the_factors_that_are_used():
    factors = {f"{slack(wording.tolerance):.2f}" for wording in WORDINGS.values() if wording.tolerance}
    assert factors == {"1.16", "1.28"}
    assert all(factor in " ".join(verdicts.READINGS) for factor in factors)


def test_what_lies_far_from_all_worlds_is_outside_without_a_may_be():
    """Twenty worlds from 100 to 200: 301 lies farther from them than they lie apart, 299 does not."""
    worlds = np.linspace(100, 200, 20)
    assert verdicts.judge_value(worlds, (301, 301), 10.0)[:2] == (OUTSIDE, ())
    assert verdicts.judge_value(worlds, (-math.inf, -1), 10.0)[:2] == (OUTSIDE, ())
    assert verdicts.judge_value(worlds, (299, 299), 10.0).lies == CANNOT_TELL
    assert verdicts.judge_value(worlds[:19], (301, 301), 10.0).lies == CANNOT_TELL
    assert verdicts.judge_value(np.full(20, 7.0), (8, 8), 10.0).lies == CANNOT_TELL  # they span nothing
