"""Labour: how many workers are where, who comes and goes under which order, and what the state takes of their pay."""

import math

import pytest

from legation.base.places import PLACES
from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, weekly_probability
from legation.mechanisms import labour
from tests.mechanisms.by_hand import act, columns, luck, rows, this_week

# A contract ends in one of 64 weeks, and the state would add 104 a week, half of them in the first place; a quarter
# comes without a permit; under an order a 32nd is sent home each week. An employer pays 100 dollars a week, of which
# the state takes three quarters.
P = labour.Parameters(
    workers=1_000,
    weight_dandong=2 * ONE,
    weight_shenyang=ONE,
    weight_yanji=ONE,
    weight_beijing=0,
    weight_other_china=0,
    weight_south_east_asia=0,
    weight_elsewhere=0,  # the scenario has one at least
    contract=64,
    growth=104 * 52,
    unpermitted=ONE // 4,
    sent_home=RATE_ONE // 32,
    pay=10_000,
    state_share=3 * ONE // 4,
)
OPEN, SHUT = ONE, 0


def _three_places(**changed):
    """The first permits everybody; the second permits nobody and sends workers home; the third is shut off."""
    given = {
        "border_open": [OPEN, OPEN, SHUT],
        "worker_permits": [ONE, 0, ONE],
        "send_home": [0, ONE, ONE],
        "workers_posted": [1],
        "workers": [6_400, 6_400, 6_400],
        "labour_income": [5, 0, 0],
    }
    return columns(**(given | changed))


def test_three_places_by_hand(monkeypatch):
    """Of 6,400 workers, with the luck that rounds down, 1 - e^(-1/64) = 0.015504 end a contract: 99.2.

    first   99.2 replace them and 52 are added, 151.2 in all: 6,400 - 99 + 151 = 6,452
    second  of 6,301 left 1 - e^(-1/32) = 0.030767 are sent: 193.9; of 99.2 and 26 who are sought a quarter comes: 31.3.
            6,400 - 99 - 193 + 31 = 6,139
    third   nobody comes or goes
    The state takes 7,500 cents of each who is there at the end of the week.
    """
    monkeypatch.setattr(labour, "draw", luck(LUCK - 1, LUCK - 1, LUCK - 1))
    c = _three_places()
    act(labour, this_week(), P, c)
    assert rows(c["workers"]) == [6_452, 6_139, 6_400]
    assert rows(c["labour_income"]) == [5 + 6_452 * 7_500, 6_139 * 7_500, 6_400 * 7_500]
    assert rows(c["workers_posted"]) == [1]


def test_the_first_week_posts_workers_by_weight(monkeypatch):
    """1,000 by 2 : 1 : 1; then nothing happens to them behind a closed border."""
    monkeypatch.setattr(labour, "draw", luck(0, 0, 0))
    c = _three_places(border_open=[SHUT] * 3, workers_posted=[0], workers=[0, 0, 0])
    act(labour, this_week(40), P, c)
    assert rows(c["workers"]) == [500, 250, 250]
    assert rows(c["workers_posted"]) == [1]
    act(labour, this_week(41), P._replace(workers=9), c)
    assert rows(c["workers"]) == [500, 250, 250]


@pytest.mark.parametrize("workers", [0, 1, 2, 3, 7, 1_000, 199_999])
def test_the_parts_of_places_add_up_and_follow_the_weights(workers):
    uneven = {name: 3 * k * ONE + 1 for k, name in enumerate(P._fields) if name.startswith("weight_")}
    p = P._replace(**uneven)
    posted = [labour.part_of(p, workers, here) for here in range(len(PLACES))]
    assert sum(posted) == workers
    total = sum(uneven.values())
    assert all(abs(n - workers * w / total) < 1 for n, w in zip(posted, uneven.values(), strict=True))


def test_weights_stand_in_the_order_of_places():
    names = [name.removeprefix("weight_") for name in P._fields if name.startswith("weight_")]
    assert names == [place.lower().replace(" ", "_").replace("-", "_") for place in PLACES]


@pytest.mark.parametrize(("drawn", "whole"), [(0, 4), (LUCK // 4 - 1, 4), (LUCK // 4, 3), (LUCK - 1, 3)])
def test_a_mean_is_rounded_up_if_luck_lies_below_what_is_over(drawn, whole):
    assert labour.rounded(3 * LUCK + LUCK // 4, drawn) == whole  # 3.25


@pytest.mark.parametrize("drawn", [0, LUCK - 1])
def test_a_whole_mean_stays_itself(drawn):
    assert [labour.rounded(n * LUCK, drawn) for n in (0, 1, 7)] == [0, 1, 7]


@pytest.mark.parametrize("workers", [0, 1, 2, 10**7])
@pytest.mark.parametrize("drawn", [0, LUCK - 1])
def test_no_more_go_than_there_are(workers, drawn):
    p = P._replace(contract=1, sent_home=52 * RATE_ONE)
    assert 0 <= labour.rounded(labour.ending(p, workers, OPEN), drawn) <= workers
    assert 0 <= labour.rounded(labour.returning(p, workers, ONE, OPEN), drawn) <= workers


@pytest.mark.parametrize(
    ("permits", "unpermitted", "share"),
    [
        (ONE, 0, ONE),
        (ONE, ONE, ONE),
        (0, 0, 0),
        (0, ONE, ONE),
        (0, ONE // 4, ONE // 4),
        (ONE // 2, ONE // 4, 5 * ONE // 8),
    ],
)
def test_who_comes_has_a_permit_or_comes_without(permits, unpermitted, share):
    assert labour.admitted(P._replace(unpermitted=unpermitted), permits) == share


def test_means_worked_out_by_hand():
    """A contract of 64 weeks ends with a chance of 1 - e^(-1/64) a week, and 52 more a year are one a week."""
    ended = 640 * weekly_probability(RATE_ONE // 64)
    assert labour.ending(P, 640, OPEN) == ended
    assert labour.ending(P, 640, ONE // 2) == 640 * weekly_probability(RATE_ONE // 128)
    assert labour.returning(P, 640, ONE, OPEN) == 640 * weekly_probability(RATE_ONE // 32)
    assert labour.returning(P, 640, ONE // 2, OPEN) == 640 * weekly_probability(RATE_ONE // 64)
    assert labour.returning(P, 640, 0, OPEN) == 0
    for permits, share in ((ONE, 1), (0, 1 / 4), (ONE // 2, 5 / 8)):
        assert labour.coming(P, 640, 52, permits, OPEN) == pytest.approx((ended + LUCK) * share, abs=ONE)
    assert labour.coming(P, 0, 0, ONE, OPEN) == 0


def test_nobody_comes_or_goes_while_the_border_is_closed():
    assert labour.ending(P, 640, SHUT) == labour.coming(P, 640, 52, ONE, SHUT) == 0
    assert labour.returning(P, 640, ONE, SHUT) == 0


def test_the_highest_numbers_stay_whole():
    """200,000 workers and 200,000 more in each of 17 years, all in one place."""
    most = 200_000 * 18
    assert labour.coming(P._replace(contract=1), most, 200_000, ONE, OPEN) < 2**63
    assert most * (1_000_000 * 100 // 52) * 4 < 2**63
    assert 200_000 * 7 * 1_000_000 * ONE < 2**63


def _one_place(weeks, p, *, permits=ONE, send_home=0, workers=5_000, seed=1):
    """The stock of one place after some weeks."""
    c = columns(
        border_open=[OPEN], worker_permits=[permits], send_home=[send_home], workers_posted=[1], workers=[workers],
        labour_income=[0],
    )  # fmt: skip
    for week in range(weeks):
        act(labour, this_week(week, seed=seed), p, c)
    return c["workers"][0]


def test_a_stock_under_an_order_falls_as_the_closed_form_says():
    """Without newcomers 5,000 x e^(-52 (1/64 + 1/32)) = 437.1 are left after a year. A week's rounding has an sd of at
    most a half for each of two lots, so the sum of 52 weeks has at most sqrt(26) = 5.1; allowed are 4 sd."""
    left = _one_place(52, P._replace(unpermitted=0), permits=0, send_home=ONE)
    assert abs(left - 5_000 * math.exp(-52 * 3 / 64)) < 4 * math.sqrt(26)


def test_lots_round_to_the_mean():
    """Of 10 workers 0.155 a week end a contract, and nobody comes: in 4,000 first weeks 620.2 in all, with an sd of
    sqrt(4,000 x 0.155 x 0.845) = 22.9. Allowed are 4 sd."""
    ends = [10 - _one_place(1, P._replace(unpermitted=0), permits=0, workers=10, seed=seed) for seed in range(1, 4_001)]
    mean = 10 * -math.expm1(-1 / 64)
    assert set(ends) == {0, 1}
    assert abs(sum(ends) - 4_000 * mean) < 4 * math.sqrt(4_000 * mean * (1 - mean))
