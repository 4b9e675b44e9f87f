"""Alert: what sets off a clampdown, how far it rises, and how it decays to a floor that clampdowns raise.

Most tests use the form in which each flight may set off a clampdown, because what alert does then is the same in all.
"""

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import KEEP_ONE, ONE
from legation.kernel.units import to_machine
from legation.mechanisms import alert
from legation.population.codes import CLUSTER_WEEKS
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Every flight is known at once and sets off a clampdown; a jump takes half of what is missing, and a quarter elsewhere;
# nothing decays.
P = alert.Parameters(
    form=alert.EVERY_FLIGHT,
    p_trigger=LUCK,
    grave=ONE,
    jump=ONE // 2,
    jump_elsewhere=ONE // 2,
    half_life=2**30,
    floor_step=0,
    floor_half_life=KEEP_ONE // 2,
    rest=9,
    knowledge_delay=1,
)
QUESTIONS = (alert.KNOWN, alert.GROUP_KNOWN, alert.TRIGGER, alert.SHOCK)


def _three_places(known_before=(0, 0, 0), **changed):
    """Three places; `known_before` flights became known in week 6."""
    known_flights = [0] * (3 * CLUSTER_WEEKS)
    known_flights[6::CLUSTER_WEEKS] = known_before
    given = {
        "shock": [0, 0, 0],
        "dated_flight": [ONE, ONE, ONE],
        "unanswered": [2, 0, 1],
        "unanswered_groups": [0, 0, 0],
        "known_flights": known_flights,
        "undecided": [0, 0, 0],
        "undecided_grave": [0, 0, 0],
        "rest_left": [0, 0, 0],
        "ordered": [9, 9, 9],
        "clampdowns": [5, 0, 0],
        "alert": [0, 0, ONE // 2],
        "alert_floor": [0, 0, 0],
    }
    return columns(**(given | changed))


def _told(**lucks):
    """A `draw` that gives each question its luck, and bad luck to those not named."""

    def draw(now, why, who):
        return {getattr(alert, name): luck for name, luck in lucks.items()}.get(why, LUCK - 1)

    return draw


def test_three_places_by_hand():
    """Two flights at the first place, one at the third: 3 clampdowns. Each takes 1/2 here and 1/4 elsewhere.

    first   1 - (1/2)^2 × (3/4)^1 = 0.8125
    second  1 - (3/4)^3          = 0.578125
    third   1 - 1/2 × (1/2)^1 × (3/4)^2 = 0.859375
    """
    c = _three_places()
    act(alert, this_week(2), P, c)
    assert rows(c["unanswered"]) == [0, 0, 0]
    assert rows(c["ordered"]) == [2, 0, 1]
    assert rows(c["clampdowns"]) == [7, 0, 1]
    assert rows(c["alert"]) == [53_248, 37_888, 56_320]
    assert rows(c["alert_floor"]) == [0, 0, 0]
    assert rows(c["known_flights"])[2::CLUSTER_WEEKS] == [2, 0, 1]


@pytest.mark.parametrize(
    ("share", "first", "second"),
    [(0, ONE // 2, 0), (ONE // 2, ONE // 2, ONE // 4), (ONE, ONE // 2, ONE // 2)],
)
def test_elsewhere_a_clampdown_is_felt_as_a_share(share, first, second):
    c = _three_places(unanswered=[1, 0, 0], alert=[0, 0, 0])
    act(alert, this_week(), P._replace(jump_elsewhere=share), c)
    assert rows(c["alert"]) == [first, second, second]


def test_each_clampdown_raises_the_floor_everywhere_by_a_share_of_what_is_missing_and_alert_lies_on_it():
    """1,000; then 1,000 / 65,536 of 64,536 more, 984; then of 63,552, 969."""
    c = _three_places(alert=[0, 0, 0])
    act(alert, this_week(), P._replace(floor_step=1_000, jump=0), c)
    assert rows(c["alert_floor"]) == [2_953] * 3
    assert rows(c["alert"]) == [2_953] * 3


def test_the_floor_stops_at_the_ceiling():
    c = _three_places(alert_floor=[ONE - 1, 0, ONE])
    act(alert, this_week(), P._replace(floor_step=ONE), c)
    assert rows(c["alert_floor"]) == [ONE] * 3
    assert rows(c["alert"]) == [ONE] * 3


@pytest.mark.parametrize(
    ("known", "triggers", "unanswered", "clampdowns"),
    [
        (LUCK // 4 - 1, 99, 0, 2),  # just lucky in both
        (LUCK // 4, 99, 2, 0),  # the centre does not learn of it
        (LUCK // 4 - 1, 100, 0, 0),  # it learns of it and does nothing
    ],
)
def test_a_flight_is_known_and_a_clampdown_follows_if_luck_lies_below_the_chance(
    known, triggers, unanswered, clampdowns, monkeypatch
):
    monkeypatch.setattr(alert, "draw", _told(KNOWN=known, TRIGGER=triggers))
    c = _three_places(unanswered=[2, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(), P._replace(knowledge_delay=4, p_trigger=100), c)
    assert c["unanswered"][0] == unanswered
    assert c["clampdowns"][0] == c["ordered"][0] == clampdowns


@pytest.mark.parametrize(
    ("known", "group_known", "unanswered", "groups"),
    [(0, LUCK - 1, 2, 2), (LUCK - 1, 0, 3, 0), (0, 0, 0, 0), (LUCK - 1, LUCK - 1, 5, 2)],
)
def test_groups_become_known_by_a_luck_of_their_own(known, group_known, unanswered, groups, monkeypatch):
    """Of five flights unknown, two are of groups."""
    monkeypatch.setattr(alert, "draw", _told(KNOWN=known, GROUP_KNOWN=group_known))
    c = _three_places(unanswered=[5, 0, 0], unanswered_groups=[2, 0, 0])
    act(alert, this_week(), P._replace(knowledge_delay=4), c)
    assert (c["unanswered"][0], c["unanswered_groups"][0]) == (unanswered, groups)
    assert c["known_flights"][0] == 5 - unanswered


@pytest.mark.parametrize(
    ("before", "unanswered", "groups", "clampdowns"),
    [
        (0, 2, 0, 0),  # the first and the second
        (0, 3, 0, 1),  # the third
        (1, 1, 0, 0),  # the second within eight weeks
        (1, 2, 0, 1),
        (2, 1, 0, 1),
        (2, 2, 0, 2),  # the fourth counts like the third
        (0, 2, 1, 1),  # a group counts by itself
        (0, 3, 1, 2),  # and as one of the cluster
        (0, 2, 2, 2),
    ],
)
def test_groups_and_clusters_are_likelier_to_set_off_a_clampdown(before, unanswered, groups, clampdowns, monkeypatch):
    """Luck that is too bad for one flight alone, and just good enough for a chance five times as high."""
    monkeypatch.setattr(alert, "draw", _told(KNOWN=0, GROUP_KNOWN=0, TRIGGER=499))
    c = _three_places((before, 0, 0), unanswered=[unanswered, 0, 0], unanswered_groups=[groups, 0, 0])
    act(alert, this_week(9), P._replace(p_trigger=100, grave=5 * ONE), c)
    assert rows(c["ordered"]) == [clampdowns, 0, 0]


def test_a_cluster_is_one_of_the_same_place(monkeypatch):
    monkeypatch.setattr(alert, "draw", _told(KNOWN=0, TRIGGER=499))
    c = _three_places((0, 2, 2), unanswered=[1, 0, 0])
    act(alert, this_week(9), P._replace(p_trigger=100, grave=5 * ONE), c)
    assert rows(c["ordered"]) == [0, 0, 0]


@pytest.mark.parametrize(("week", "clampdowns"), [(7, 1), (13, 1), (14, 0), (15, 0)])
def test_flights_count_for_eight_weeks_with_the_week_in_which_they_became_known(week, clampdowns, monkeypatch):
    """Two became known in week 6, so until week 13 another is the third; in week 14 they have lapsed."""
    c = _three_places((2, 0, 0), unanswered=[0, 0, 0])
    for quiet in range(7, week):
        act(alert, this_week(quiet), P, c)
    monkeypatch.setattr(alert, "draw", _told(KNOWN=0, TRIGGER=499))
    c["unanswered"][0] = 1
    act(alert, this_week(week), P._replace(p_trigger=100, grave=5 * ONE), c)
    assert c["ordered"][0] == clampdowns


def test_the_chance_of_a_grave_flight_stops_at_always(monkeypatch):
    monkeypatch.setattr(alert, "draw", _told(GROUP_KNOWN=0, TRIGGER=LUCK - 1))
    c = _three_places(unanswered=[1, 0, 0], unanswered_groups=[1, 0, 0])
    act(alert, this_week(), P._replace(p_trigger=LUCK // 2, grave=1_000 * ONE), c)
    assert rows(c["ordered"]) == [1, 0, 0]


def test_a_shock_raises_alert_where_it_is_felt_and_the_floor_like_one_clampdown():
    """Full strength takes half of what is missing, half strength a quarter; the third place feels none.

    first   floor 1,000; 1,000 + (65,536 - 1,000) / 2 = 33,268
    second  floor 1,000; 1,000 + (65,536 - 1,000) / 4 = 17,134
    """
    c = _three_places(shock=[ONE, ONE // 2, 0], unanswered=[0, 0, 0], alert=[0, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(), P._replace(floor_step=1_000), c)
    assert rows(c["alert_floor"]) == [1_000] * 3
    assert rows(c["alert"]) == [33_268, 17_134, 1_000]
    assert c["clampdowns"][0] == c["ordered"][0] == 1
    assert c["clampdowns"][2] == c["ordered"][2] == 0


def test_a_weak_shock_raises_the_floor_by_its_strength():
    c = _three_places(shock=[0, ONE // 4, 0], unanswered=[0, 0, 0])
    act(alert, this_week(), P._replace(floor_step=1_000), c)
    assert rows(c["alert_floor"]) == [250] * 3


@pytest.mark.parametrize(("drawn", "counts"), [(LUCK // 4 - 1, 1), (LUCK // 4, 0)])
def test_a_weak_shock_counts_as_a_clampdown_if_luck_lies_below_its_strength(drawn, counts, monkeypatch):
    monkeypatch.setattr(alert, "draw", _told(SHOCK=drawn))
    c = _three_places(shock=[0, ONE // 4, 0], unanswered=[0, 0, 0], clampdowns=[5, 3, 0])
    act(alert, this_week(), P, c)
    assert rows(c["ordered"]) == [0, counts, 0]
    assert rows(c["clampdowns"]) == [5, 3 + counts, 0]


def test_a_shock_and_flights_in_one_week_add_up():
    """One flight takes half of what is missing at the first place, the shock half of the rest; elsewhere 1/4, 1/2."""
    c = _three_places(shock=[ONE] * 3, unanswered=[1, 0, 0], alert=[0, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(), P, c)
    assert rows(c["alert"]) == [3 * ONE // 4, 5 * ONE // 8, 5 * ONE // 8]
    assert rows(c["ordered"]) == rows(c["clampdowns"]) == [2, 1, 1]


def test_the_questions_put_to_chance_differ():
    assert len(set(QUESTIONS)) == len(QUESTIONS)


def test_without_flights_nothing_is_ordered():
    c = _three_places(unanswered=[0, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(), P, c)
    assert rows(c["ordered"]) == rows(c["clampdowns"]) == [0, 0, 0]


@pytest.mark.parametrize("jump", [0, 1, 6_554, ONE // 2, ONE])
def test_after_n_clampdowns_alert_is_what_the_closed_form_says(jump):
    """1 - (1 - jump)^n; each of the n steps is rounded down by less than 1 out of 65,536."""
    for times in range(20):
        exact = ONE * (1 - (1 - jump / ONE) ** times)
        assert exact - times <= alert.rises(0, jump, times) <= exact


def test_alert_never_passes_its_ceiling():
    assert alert.rises(ONE, ONE, 5) == ONE
    assert alert.rises(ONE - 1, ONE // 2, 50) < ONE


@pytest.mark.parametrize("half_life", [1, 10, 40])
def test_half_of_the_alert_above_the_floor_is_left_after_a_half_life(half_life):
    """Rounded down once a week, so at most `half_life` less than half."""
    keep, floor = to_machine("half-life in weeks", half_life), 8_192
    now = ONE
    for _ in range(half_life):
        now = alert.decays(now, floor, keep)
    exact = floor + (ONE - floor) // 2
    assert exact - half_life <= now <= exact


def test_alert_decays_to_its_floor_and_not_below():
    assert alert.decays(500, 500, 2**29) == 500
    assert alert.decays(499, 500, 2**29) == 500
    assert alert.decays(501, 500, 2**29) == 500  # Half of one is rounded down.
    assert alert.decays(700, 500, 2**30) == 700
    assert alert.decays(700, 500, 0) == 500


def test_half_of_the_flights_are_known_after_the_delay_that_the_chance_implies():
    """With a delay of 2 weeks, each flight is known with chance 1/2: of 2,000, 1,000 with sd 22.4; allowed are 5 sd."""
    c = _three_places(unanswered=[2_000, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(), P._replace(knowledge_delay=2, p_trigger=0), c)
    assert abs(c["unanswered"][0] - 1_000) < 112
    assert c["clampdowns"][0] == 0


def test_grave_flights_set_off_as_many_clampdowns_as_their_chance_implies():
    """Of 2,000 groups, known at once, 3 × 0.1 set off one each: 600 with sd 20.5; allowed are 5 sd."""
    c = _three_places(unanswered=[2_000, 0, 0], unanswered_groups=[2_000, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(), P._replace(p_trigger=LUCK // 10, grave=3 * ONE), c)
    assert abs(c["clampdowns"][0] - 600) < 102


# One decision in four weeks, and 6 weeks of rest.
DECIDES = P._replace(form=alert.CLAMPDOWN, rest=6)


def test_once_in_four_weeks_one_decision_answers_all_that_became_known():
    """Three flights known in weeks 1 and 3 set off one clampdown, in week 3, the last of the period."""
    c = _three_places(unanswered=[2, 0, 0], clampdowns=[0, 0, 0], alert=[0, 0, 0])
    act(alert, this_week(1), DECIDES, c)
    assert (rows(c["clampdowns"]), rows(c["undecided"])) == ([0, 0, 0], [2, 0, 0])
    c["unanswered"][0] = 1
    act(alert, this_week(3), DECIDES, c)
    assert rows(c["ordered"]) == rows(c["clampdowns"]) == [1, 0, 0]
    assert rows(c["alert"]) == [ONE // 2, ONE // 4, ONE // 4]
    assert rows(c["undecided"]) == rows(c["undecided_grave"]) == [0, 0, 0]
    assert rows(c["rest_left"]) == [6, 0, 0]


@pytest.mark.parametrize(("rest", "weeks"), [(0, [3, 7, 11, 15]), (4, [3, 7, 11, 15]), (5, [3, 11]), (9, [3, 15])])
def test_a_place_rests_and_what_becomes_known_meanwhile_is_not_answered_later(rest, weeks):
    c, answered = _three_places(clampdowns=[0, 0, 0], unanswered=[0, 0, 0]), []
    for week in range(16):
        c["unanswered"][0] = week % 4 == 0
        act(alert, this_week(week), DECIDES._replace(rest=rest), c)
        answered += [week] * int(c["ordered"][0])
    assert answered == weeks
    assert rows(c["undecided"]) == [0, 0, 0]


def test_a_shock_comes_while_a_place_rests_and_begins_a_rest():
    c = _three_places(unanswered=[0, 0, 0], shock=[ONE, 0, 0], rest_left=[3, 3, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(3), DECIDES, c)
    assert rows(c["clampdowns"]) == [1, 0, 0]
    assert rows(c["rest_left"]) == [6, 2, 0]


@pytest.mark.parametrize(
    ("flights", "grave", "chance"),
    [(0, 0, 0), (1, 0, 1 / 4), (2, 0, 7 / 16), (0, 1, 1 / 2), (2, 1, 23 / 32), (1, 9, 1)],
)
def test_the_chance_of_a_decision_is_that_of_at_least_one_flight_of_several(flights, grave, chance):
    """1 - (3/4)^flights (1/2)^grave; a grave flight that always sets one off decides."""
    found = alert.chance_of_any(flights, LUCK // 4, grave, LUCK if grave == 9 else LUCK // 2)
    assert LUCK * chance - 4 * (flights + grave) <= found <= LUCK * chance


@pytest.mark.parametrize(("drawn", "ordered"), [(LUCK // 4 - 1, 1), (LUCK // 4, 0)])
def test_the_centre_decides_for_a_clampdown_if_luck_lies_below_the_chance(drawn, ordered, monkeypatch):
    monkeypatch.setattr(alert, "draw", _told(KNOWN=0, TRIGGER=drawn))
    c = _three_places(unanswered=[1, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(3), DECIDES._replace(p_trigger=LUCK // 4), c)
    assert rows(c["ordered"]) == [ordered, 0, 0]


def test_grave_flights_count_as_grave_in_a_decision(monkeypatch):
    """Two of them, with a chance of 1/2 each: 3/4 together, against 7/16 for two others."""
    monkeypatch.setattr(alert, "draw", _told(KNOWN=0, GROUP_KNOWN=0, TRIGGER=LUCK // 2))
    c = _three_places(unanswered=[2, 2, 0], unanswered_groups=[2, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(3), DECIDES._replace(p_trigger=LUCK // 4, grave=2 * ONE), c)
    assert rows(c["ordered"]) == [1, 0, 0]


def test_the_floor_fades_unless_each_flight_counts():
    """Half of it is left after a week; 1,000 more by a shock of full strength in the second case."""
    for p, shock, floor in ((DECIDES, 0, 4_000), (DECIDES, ONE, 4_938), (P, 0, 8_000)):
        c = _three_places(unanswered=[0, 0, 0], alert_floor=[8_000] * 3, shock=[shock, 0, 0])
        act(alert, this_week(), p._replace(floor_step=1_000), c)
        assert rows(c["alert_floor"]) == [floor] * 3


def test_in_the_dated_form_only_shocks_and_dated_flights_tighten_control():
    c = _three_places(
        unanswered=[5, 0, 0], shock=[0, ONE, 0], dated_flight=[0, ONE // 2, ONE], alert=[0, 0, 0], clampdowns=[0, 0, 0]
    )
    act(alert, this_week(3), P._replace(form=alert.DATED), c)
    assert rows(c["alert"]) == [0, ONE // 2, ONE // 2]
    assert rows(c["clampdowns"]) == [0, 1, 1]
    assert rows(c["unanswered"]) == [0, 0, 0]


@pytest.mark.parametrize("form", [alert.CLAMPDOWN, alert.EVERY_FLIGHT])
def test_in_other_forms_dated_flights_do_nothing(form):
    c = _three_places(unanswered=[0, 0, 0], alert=[0, 0, 0], clampdowns=[0, 0, 0])
    act(alert, this_week(3), P._replace(form=form), c)
    assert rows(c["alert"]) == rows(c["clampdowns"]) == [0, 0, 0]


def test_decisions_are_as_frequent_as_their_chance_implies():
    """Two flights known at once in each of 500 periods, a chance of 0.1 each: 0.19 × 500 = 95, sd 8.8; allowed 4 sd."""
    c = _three_places(unanswered=[0, 0, 0], clampdowns=[0, 0, 0])
    for period in range(500):
        c["unanswered"][1] = 2
        act(alert, this_week(4 * period + 3), DECIDES._replace(p_trigger=LUCK // 10, rest=0), c)
    assert abs(c["clampdowns"][1] - 95) < 36
