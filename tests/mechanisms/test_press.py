"""The press: who learns of what, when it is reported, and that nothing is reported twice."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, weekly_probability
from legation.mechanisms import press
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Half of the places have a source, which learns of a quarter of flights, half of clampdowns and all recalls; a report
# takes eight weeks on average, so 1 - e^(-1/2) = 0.3935 of what is known is told in a period.
P = press.Parameters(
    has_source=ONE // 2,
    hears_flight=ONE // 4,
    hears_clampdown=ONE // 2,
    hears_recall=ONE,
    delay=8,
    outlet_bias=0,
    source_bias=0,
    doubt_a=0,
    doubt_b=0,
    doubt_c=0,
    doubt_d=0,
    doubt_e=0,
    doubt_f=0,
)
LAST = 3  # the week of a period in which the press acts
KINDS = ("flights", "minders", "clampdowns", "recalls")


def _two_places(**changed):
    """The first has a source and the second has none; both know of ten flights that nobody has reported."""
    given = {
        "fled": [8, 8], "minders_fled": [4, 4], "clampdowns": [2, 2], "recalls_done": [3, 3],
        "sources_drawn": [1], "source": [1, 0],
        "flights_known": [10, 10], "minders_known": [0, 0], "clampdowns_known": [0, 0], "recalls_known": [0, 0],
        "flights_reported": [0, 0], "minders_reported": [0, 0], "clampdowns_reported": [0, 0],
        "recalls_reported": [0, 0],
    }  # fmt: skip
    return columns(**(given | changed))


def test_two_places_by_hand(monkeypatch):
    """Rounded down, a source learns of 2 flights, of that of 1 minder, of 1 clampdown and of 3 recalls, and reports
    0.3935 of the 12 flights, of the minder's, of the clampdown and of the recalls: 4.7, 0.4, 0.4 and 1.2. What was
    known where no source is left is reported, too.
    """
    monkeypatch.setattr(press, "draw", lambda now, why, who: LUCK - 1)
    c = _two_places()
    act(press, this_week(52 + LAST + 4), P, c)
    assert (rows(c["flights_reported"]), rows(c["flights_known"])) == ([4, 3], [8, 7])
    assert (rows(c["minders_reported"]), rows(c["minders_known"])) == ([0, 0], [1, 0])
    assert (rows(c["clampdowns_reported"]), rows(c["clampdowns_known"])) == ([0, 0], [1, 0])
    assert (rows(c["recalls_reported"]), rows(c["recalls_known"])) == ([1, 0], [2, 0])
    assert rows(c["source"]) == [1, 0]


def test_it_acts_in_the_last_week_of_a_period_only():
    for week in (0, 1, 2, 52, 53, 54):
        c = _two_places(sources_drawn=[0])
        act(press, this_week(week), P, c)
        assert rows(c["flights_reported"]) == [0, 0] and rows(c["sources_drawn"]) == [0]


@pytest.mark.parametrize(
    ("week", "began", "drawn"), [(3, 1, True), (7, 1, False), (51, 1, False), (55, 1, True), (27, 0, True)]
)
def test_sources_are_drawn_at_the_beginning_and_in_the_first_period_of_a_year(monkeypatch, week, began, drawn):
    monkeypatch.setattr(press, "draw", lambda now, why, who: 0 if why == press.SOURCE else LUCK - 1)
    c = _two_places(source=[0, 0], sources_drawn=[began])
    act(press, this_week(week), P, c)
    assert rows(c["source"]) == [drawn, drawn]


def test_nobody_learns_of_anything_without_a_source(monkeypatch):
    """Whatever luck would add."""
    monkeypatch.setattr(press, "draw", lambda now, why, who: LUCK - 1 if why == press.SOURCE else 0)
    c = _two_places(source=[0, 0], flights_known=[0, 0])
    act(press, this_week(LAST), P._replace(has_source=0), c)
    assert [rows(c[f"{kind}_known"]) + rows(c[f"{kind}_reported"]) for kind in KINDS] == [[0] * 4] * 4


def test_a_source_learns_of_a_share():
    assert press.learns_of(10, ONE, LUCK - 1) == 10
    assert press.learns_of(10, ONE // 2, 0) == 5
    assert press.learns_of(10, 0, 0) == 0


def test_who_tells_outlets_is_never_recorded():
    """What no history holds, no observable can measure and no table can show."""
    assert {column.name for column in press.COLUMNS if column.record} == {f"{kind}_reported" for kind in KINDS}


@pytest.mark.parametrize("luck", [0, LUCK - 1])
@pytest.mark.parametrize("known", [0, 1, 7, 10**6])
@pytest.mark.parametrize("delay", [1, 8, 1_040])
def test_no_more_is_reported_than_is_known(known, delay, luck):
    left, reported = [known], [0]
    press.passes_on(press.chance_of_report(delay), 0, [0], 0, (0, luck), left, reported)
    assert 0 <= reported[0] == known - left[0] <= known


def test_every_event_is_learnt_of_and_reported_once_at_most():
    """A hundred periods with what happened in them; in the end, known and reported are all that sources learnt of."""
    c = _two_places(source=[0, 0], flights_known=[0, 0], sources_drawn=[0])
    for period in range(100):
        act(press, this_week(4 * period + LAST, seed=5), P._replace(has_source=ONE), c)
    for kind, events in zip(KINDS, (8 * 0.25, 4 * 0.25, 2 * 0.5, 3), strict=True):
        for here in range(2):
            assert c[f"{kind}_reported"][here] + c[f"{kind}_known"][here] == 100 * events  # whole means have no lot
    assert c["flights_reported"][0] > 150


def test_a_report_takes_the_delay_on_average():
    """10,000 flights known at once and no more: after k periods e^(-k/2) of them are left, within the rounding of
    each period, of half a flight at most in sd: 4 sd of six periods are 4.9."""
    c = _two_places(flights_known=[10_000, 0], fled=[0, 0])
    for period in range(1, 7):
        act(press, this_week(4 * period + LAST), P, c)
    assert abs(c["flights_known"][0] - 10_000 * math.exp(-3)) < 4 * math.sqrt(6 / 4)


def test_one_event_is_reported_with_the_chance_of_its_period():
    """One flight known in each of 4,000 worlds: 0.3935 of them report it, 1,573.9 with an sd of 30.9; 4 sd allowed."""
    ended = 0
    for seed in range(4_000):
        c = _two_places(flights_known=[1, 0], fled=[0, 0])
        act(press, this_week(LAST + 4, seed=seed), P, c)
        ended += c["flights_reported"][0]
    chance = weekly_probability(4 * RATE_ONE // 8) / LUCK
    assert chance == pytest.approx(-math.expm1(-0.5), abs=1e-6)
    assert abs(ended - 4_000 * chance) < 4 * math.sqrt(4_000 * chance * (1 - chance))
