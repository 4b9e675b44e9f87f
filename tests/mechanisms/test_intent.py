"""Intent: what drives whom, how strongly, and who prepares."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, weekly_probability
from legation.kernel.units import declared, to_machine
from legation.mechanisms import intent
from legation.population.codes import POSTED, RECALL_STEPS, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, group, luck, rows, this_week

# Debts count alike up to three quotas, recall repels, and nobody follows others. A quota owed doubles the rate; a fear
# of 1 and the certainty of recall make it four times as high. One in 64 weeks prepares where nothing drives. Quotas of
# 1, 3 and 5 dollars a week.
P = intent.Parameters(
    drives=intent.BOTH,
    hardship=intent.LINEAR,
    believed_recall=intent.REPELS,
    peers=intent.ALONE,
    beta_arrears=ONE,
    beta_fear=2 * ONE,
    beta_recall=2 * ONE,
    beta_peers=3 * ONE,
    prepares=RATE_ONE // 64,
    quota_low=100,
    quota_middle=300,
    quota_high=500,
)
CHANCE = weekly_probability(RATE_ONE // 16)  # of four weeks


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "recall_seen": [ONE // 4, 0],
        "flights_seen": [ONE // 2, 0],
        "fear_linked": [ONE],
        "fear_all": [ONE // 4],
        "quota_type": [0, 1, 2],
        "inherited": [2_000, 0, 0],
        "linked": [0, 1, 1],
        "arrears": [4_600, 0, 99_000],
        "standing": [ONE // 2, ONE // 2, ONE // 2],
        "status": [POSTED, SUMMONED, VACANT],
        "prepared": [0, 0, 1],
        "push": [9, 9, 9],
        "push_most": [9],
        "wishing": [9, 9],
        "ready": [9, 9],
        "owing_upto": [9] * (2 * RECALL_STEPS),
        "usual_pushes": [5 * ONE],
        "usual_persons": [5],
        "saturated": [0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """In powers of two.

    first   owes half of 52 dollars, besides 20 found at the post: 1/2. Fear of 1/4: 1/2. A quarter is recalled a year,
            so an eighth in half a year, which is what somebody in the middle expects: 1/4. Together 1 1/4
    second  owes nothing. Linked, so fear of 1 1/4: 2 1/2. Was ordered home: 2. Together 4 1/2
    third   is not there
    The usual is the mean of these two, 2 7/8, so twice as likely to leave as usual is who has 3 7/8 or more.
    """
    monkeypatch.setattr(intent, "draw", luck(LUCK - 1, 0, 0))
    c = _three_officials()
    act(intent, this_week(1, posts=3), P, c)
    assert rows(c["push"]) == [5 * ONE // 4, 9 * ONE // 2, 0]
    assert rows(c["push_most"]) == [9 * ONE // 2]
    assert rows(c["wishing"]) == [1, 0]
    assert (rows(c["usual_pushes"]), rows(c["usual_persons"])) == ([23 * ONE // 4], [2])
    assert rows(c["prepared"]) == [0, 1, 1]
    assert rows(c["ready"]) == [1, 0]  # the holder before was prepared; nobody holds the third post
    assert rows(c["saturated"]) == [0]


@pytest.mark.parametrize(("week", "thinks"), [(0, False), (1, True), (2, False), (3, False), (5, True)])
def test_officials_think_once_in_four_weeks(week, thinks):
    c = _three_officials()
    act(intent, this_week(week, posts=3), P, c)
    assert (rows(c["push"]) != [9, 9, 9]) is thinks
    assert (rows(c["wishing"]) != [9, 9]) is thinks


def test_without_any_effect_nothing_drives_anybody():
    c = _three_officials()
    act(intent, this_week(1, posts=3), P._replace(beta_arrears=0, beta_fear=0, beta_recall=0), c)
    assert rows(c["push"]) == [0, 0, 0]
    assert rows(c["push_most"]) == [0]
    assert rows(c["wishing"]) == [0, 0]


@pytest.mark.parametrize("name", ["beta_arrears", "beta_fear", "beta_recall", "beta_peers"])
def test_effects_have_no_sign_of_their_own(name):
    """Whether recall repels is a choice; a size below 0 would turn it round once more."""
    assert declared(intent.Parameters)[name].within.low == 0


@pytest.mark.parametrize(("push", "wishing"), [(3 * ONE - 1, 0), (3 * ONE, 1)])
def test_a_wish_is_counted_from_twice_the_usual_rate_of_2012_on(push, wishing):
    """After 2012 the usual stays: ten pushes of four times the rate, so twice that is eight times."""
    c = _three_officials(
        status=[POSTED, VACANT, VACANT],
        arrears=[0] * 3,
        fear_all=[push],
        recall_seen=[0, 0],
        usual_pushes=[20 * ONE],
        usual_persons=[10],
    )
    act(intent, this_week(401, posts=3), P._replace(beta_fear=ONE), c)
    assert c["push"][0] == push
    assert rows(c["wishing"]) == [wishing, 0]
    assert (rows(c["usual_pushes"]), rows(c["usual_persons"])) == ([20 * ONE], [10])


def test_the_usual_is_the_mean_of_2012_and_before_that_of_the_week():
    """Weeks 156 to 207 are 2012. Pushes of 1 in 2011, then of 2 and 4 in 2012, of 7 afterwards."""
    c, told = _three_officials(status=[POSTED, VACANT, VACANT], arrears=[0] * 3, recall_seen=[0, 0]), []
    assert (intent.USUAL_FROM, intent.USUAL_UNTIL) == (156, 208)
    for week, fear in ((153, 1), (157, 2), (205, 4), (209, 7)):
        c["fear_all"][0] = fear * ONE // 2
        act(intent, this_week(week, posts=3), P, c)
        told.append((c["usual_pushes"][0] / ONE, c["usual_persons"][0]))
    assert told == [(1, 1), (2, 1), (6, 2), (6, 2)]


def test_a_world_that_begins_later_takes_its_first_month_for_usual():
    c = _three_officials(usual_pushes=[0], usual_persons=[0])
    act(intent, this_week(401, posts=3), P, c)
    assert (rows(c["usual_pushes"]), rows(c["usual_persons"])) == ([23 * ONE // 4], [2])


@pytest.mark.parametrize(
    ("status", "standing", "seen", "recalls"),
    [
        (POSTED, 0, ONE, 0),
        (POSTED, ONE // 2, ONE // 4, ONE // 8),  # the median official expects half a year's usual rate
        (POSTED, ONE, ONE // 4, ONE // 4),  # the likeliest one twice that
        (POSTED, ONE, ONE, ONE),
        (POSTED, ONE, 5 * ONE, ONE),  # no more than certain
        (SUMMONED, 0, 0, ONE),  # the order is known
    ],
)
def test_what_is_expected_follows_standing_and_what_was_seen(status, standing, seen, recalls):
    assert intent.prospect(status, standing, seen) == recalls


@pytest.mark.parametrize(
    ("debt", "fear", "recalls", "powers"),
    [
        (0, 0, 0, 0),
        (3 * ONE, 0, 0, 3),
        (0, ONE, 0, 2),
        (0, 4 * ONE, 0, 8),
        (0, 8 * ONE, 0, 8),  # fear of the link and of everybody together stop at 4
        (0, 0, ONE, 2),
        (3 * ONE, 8 * ONE, ONE, 13),
    ],
)
def test_pressures_add_up(debt, fear, recalls, powers):
    assert intent.drives(P, debt, 0, fear, recalls) == powers * ONE


@pytest.mark.parametrize(
    ("drives", "powers"), [(intent.FEAR, 4), (intent.DEBT, 5), (intent.BOTH, 7), (intent.NEITHER, 2)]
)
def test_fear_and_debt_drive_as_the_choice_says_and_recall_always(drives, powers):
    """Three quotas owed: 3; fear of 1: 2; certain recall: 2."""
    assert intent.drives(P._replace(drives=drives), 3 * ONE, 0, ONE, ONE) == powers * ONE


@pytest.mark.parametrize("debt", [0, 1, ONE // 3, ONE, 2 * ONE, 3 * ONE])
def test_bounded_debts_weigh_what_the_closed_form_says(debt):
    """1 - e^-debt; at most 64 out of 2**16 too little, as the table has a row for each 64 of a debt."""
    assert -65 < intent.bounded(debt) - ONE * (1 - math.exp(-debt / ONE)) < 1


def test_less_than_no_debt_weighs_nothing():
    """As for somebody who owes nothing where the median official owes three yearly quotas."""
    assert [intent.bounded(debt) for debt in (-3 * ONE, -1, 0)] == [0, 0, 0]
    assert intent.bounded(64) > 0


@pytest.mark.parametrize(
    ("form", "debt", "usual", "weighs"),
    [
        (intent.LINEAR, 3 * ONE, ONE, 3 * ONE),
        (intent.BOUNDED, 0, ONE, 0),
        (intent.BOUNDED, ONE, ONE, intent.bounded(ONE)),
        (intent.RELATIVE, ONE, 0, intent.bounded(ONE)),
        (intent.RELATIVE, 3 * ONE, ONE, intent.bounded(2 * ONE)),
        (intent.RELATIVE, ONE, ONE, 0),
        (intent.RELATIVE, ONE, 2 * ONE, 0),  # who owes less than the median is not held back
    ],
)
def test_debts_count_bounded_alike_or_beyond_the_median(form, debt, usual, weighs):
    assert intent.hardship(P._replace(hardship=form), debt, usual) == weighs


@pytest.mark.parametrize(("debts", "median"), [((0, 0, 3), 0), ((0, 1, 3), 1), ((0, 1, 2, 3), 1), ((3, 3, 3), 3)])
def test_the_median_debt_of_those_present_is_known_to_a_step(debts, median):
    """Debts in yearly quotas of 52 dollars; one post is vacant, whoever owes what there. Of four the lower counts."""
    size = len(debts) + 1
    dossier = group(
        "dossier",
        columns(
            quota_type=[0] * size,
            linked=[0] * size,
            arrears=[debt * 5_200 for debt in debts] + [99_000],
            inherited=[0] * size,
        ),
    )
    owed = [9] * size
    intent.note_debts(P, dossier, owed)
    assert owed == [debt * ONE for debt in debts] + [3 * ONE]
    found = intent.median_debt(owed, [POSTED] * len(debts) + [VACANT], [9] * RECALL_STEPS)
    assert median * ONE - 3 * ONE // (RECALL_STEPS - 1) <= found <= median * ONE


def test_relative_debts_are_measured_against_the_place():
    """The first two owe 1 and 3 quotas, so the median is 1 and the second owes 2 beyond it: 1 - e^-2 of beta."""
    c = _three_officials(
        quota_type=[0, 0, 0], inherited=[0] * 3, arrears=[5_200, 15_600, 0], linked=[0] * 3, fear_all=[0],
        recall_seen=[0, 0], status=[POSTED, POSTED, POSTED],
    )  # fmt: skip
    act(intent, this_week(1, posts=3), P._replace(hardship=intent.RELATIVE), c)
    assert abs(c["push"][0]) < 800
    assert abs(c["push"][1] - ONE * (1 - math.exp(-2))) < 200
    assert c["push"][2] == 0


@pytest.mark.parametrize(
    ("form", "debt", "powers"),
    [
        (intent.REPELS, 3 * ONE, 2),
        (intent.WELCOME, 0, -2),
        (intent.WELCOME, 3 * ONE, -2),
        (intent.MIXED, 0, 2),
        (intent.MIXED, ONE, 2 * (2 * math.exp(-1) - 1)),
        (intent.MIXED, 3 * ONE, 2 * (2 * math.exp(-3) - 1)),
    ],
)
def test_recall_repels_is_welcome_or_is_either_by_debts(form, debt, powers):
    p = P._replace(believed_recall=form, beta_arrears=0)
    assert abs(intent.drives(p, debt, 0, 0, ONE) - powers * ONE) < 20


def test_what_is_welcome_holds_back_and_no_chance_exceeds_that_of_nobody_driven():
    c = _three_officials(linked=[0] * 3, fear_all=[0], arrears=[0] * 3, inherited=[0] * 3)
    act(intent, this_week(1, posts=3), P._replace(believed_recall=intent.WELCOME), c)
    assert rows(c["push"]) == [-ONE // 4, -2 * ONE, 0]
    assert (rows(c["push_most"]), rows(c["saturated"])) == ([0], [0])


@pytest.mark.parametrize(
    ("peers", "flights_seen", "powers"),
    [(intent.ALONE, ONE, 0), (intent.PEERS, 0, 0), (intent.PEERS, ONE // 2, 1.5), (intent.PEERS, 9 * ONE, 3)],
)
def test_flights_seen_in_the_place_count_up_to_one_in_a_hundred(peers, flights_seen, powers):
    assert intent.example(P._replace(peers=peers), flights_seen) == powers * ONE


def test_only_colleagues_of_the_place_are_an_example():
    c = _three_officials(
        linked=[0] * 3, fear_all=[0], arrears=[0] * 3, inherited=[0] * 3, recall_seen=[0, 0], status=[POSTED] * 3
    )
    act(intent, this_week(1, posts=3), P._replace(peers=intent.PEERS), c)
    assert rows(c["push"]) == [3 * ONE // 2, 3 * ONE // 2, 0]


@pytest.mark.parametrize(("drawn", "prepared"), [(4 * CHANCE, 0), (CHANCE, 0), (CHANCE - 1, 1)])
def test_an_official_prepares_if_luck_lies_below_the_chance_of_four_weeks(drawn, prepared, monkeypatch):
    monkeypatch.setattr(intent, "draw", luck(drawn, LUCK - 1, LUCK - 1))
    c = _three_officials(fear_all=[0], fear_linked=[0], recall_seen=[0, 0], arrears=[0] * 3)
    act(intent, this_week(1, posts=3), P, c)
    assert c["prepared"][0] == prepared
    assert rows(c["ready"]) == [prepared, 0]


def test_nobody_prepares_at_a_vacant_post(monkeypatch):
    monkeypatch.setattr(intent, "draw", luck(0, 0, 0))
    c = _three_officials(prepared=[0, 0, 0])
    act(intent, this_week(1, posts=3), P, c)
    assert rows(c["prepared"]) == [1, 1, 0]
    assert rows(c["ready"]) == [2, 0]


def test_who_is_prepared_remains_so(monkeypatch):
    monkeypatch.setattr(intent, "draw", luck(LUCK - 1, LUCK - 1, LUCK - 1))
    c = _three_officials(prepared=[1, 1, 0], status=[POSTED] * 3)
    act(intent, this_week(1, posts=3), P, c)
    assert rows(c["prepared"]) == [1, 1, 0]
    assert rows(c["ready"]) == [2, 0]


def test_each_power_of_two_doubles_the_rate_and_none_exceeds_that_of_the_strongest():
    rare = P._replace(prepares=RATE_ONE // 2**22)
    for power in range(12):
        assert intent.rate_of_preparing(rare, power * ONE) == RATE_ONE // 2 ** (20 - power)
    rates = [intent.rate_of_preparing(P, push) for push in range(0, 60 * ONE, 997)]
    assert rates == sorted(rates)
    chances = [weekly_probability(rate) for rate in rates]
    assert chances == sorted(chances)


def test_the_strongest_push_that_parameters_allow_fits():
    most = {name: to_machine("log rate", 5) for name in ("beta_arrears", "beta_fear", "beta_recall")}
    highest = P._replace(prepares=to_machine("1/yr", 5), **most)
    push = intent.drives(highest, 3 * ONE, 0, 4 * ONE, ONE) + intent.example(highest._replace(peers=1), ONE)
    assert push < 2**31
    assert 2 * intent.rate_of_preparing(highest, push) + 64 < 2**63


def _crowd(size, fear):
    """As many officials in one place, whom nothing drives but fear."""
    return columns(
        place_first=[0, size],
        recall_seen=[0],
        flights_seen=[0],
        usual_pushes=[0],
        usual_persons=[0],
        owing_upto=[0] * RECALL_STEPS,
        fear_linked=[0],
        fear_all=[fear],
        push_most=[0],
        wishing=[0],
        ready=[0],
        saturated=[0],
        status=[POSTED] * size,
        **{
            name: [0] * size
            for name in ("quota_type", "linked", "arrears", "inherited", "standing", "prepared", "push")
        },
    )


@pytest.mark.parametrize(("fear", "years"), [(0, 1), (ONE // 2, 2)])
def test_who_is_not_prepared_after_a_year_is_what_the_closed_form_says(fear, years):
    """Of 2,000, a share of e^(-52/64) = 0.4437 stays unprepared: 887 with sd 22.2. Allowed are 4 sd.

    A fear of 1/2 doubles the rate, so a year counts for two: 394 with sd 17.8.
    """
    size, unprepared = 2_000, math.exp(-52 / 64 * years)
    c = _crowd(size, fear)
    for week in range(1, 53, 4):
        act(intent, this_week(week, posts=size), P, c)
    assert rows(c["ready"]) == [sum(rows(c["prepared"]))]
    spread = math.sqrt(size * unprepared * (1 - unprepared))
    assert abs(size - c["ready"][0] - size * unprepared) < 4 * spread
    assert rows(c["wishing"]) == [0]  # all are alike, so nobody is driven more than usual
