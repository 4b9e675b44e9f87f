"""Surveillance: how many minders there are, whom they report, what they take, and who answers for a flight."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import KEEP_ONE, ONE, RATE_ONE, weekly_probability
from legation.kernel.money import ACCOUNTS, MINDERS, OFFICIALS
from legation.kernel.units import to_machine
from legation.mechanisms import surveillance
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# One minder for two officials and as many again at the highest alert, each exchanged after 16 weeks. Each may report an
# eighth of an official a week; side work doubles that, and so does a flight in the branch. A report adds half of what
# is missing to the highest suspicion, of which four weeks leave a sixteenth; a bribe of one dollar takes away half.
P = surveillance.Parameters(
    minders_per_official=ONE // 2,
    per_alert=ONE,
    minder_term=16,
    names=RATE_ONE // 8,
    side=ONE,
    report=ONE // 2,
    fades=KEEP_ONE // 2,
    takes=LUCK // 2,
    bribe=100,
    bribe_clears=ONE // 2,
    punished=LUCK // 2,
    over_watch=ONE,
    forgets=KEEP_ONE // 2,
    minders_flee=RATE_ONE // 64,
    order_least=2,
    order_most=8,
)
LAST = 43  # the last week of a period
NEVER = LUCK - 1


def _accounts(**held):
    return [held.get(account.name, 0) for account in ACCOUNTS]


def _officials(size, **changed):
    """All but the last in one place and branch, the last alone in another; nobody is minded yet."""
    given = {
        "place": [0] * (size - 1) + [1],
        "place_first": [0, size - 1, size],
        "branch": [0] * (size - 1) + [1],
        "branch_first": [0, size - 1, size],
        "alert": [0, 0],
        "opportunity": [ONE, ONE],
        "border_open": [ONE, ONE],
        "push": [0] * size,
        "side_share": [0] * size,
        "week_posted": [0] * size,
        "status": [POSTED] * size,
        "week_due": [0] * size,
        "suspicion": [0] * size,
        "savings": [0] * size,
        "fled_from": [0, 0],
        "watched": [0, 0],
        "unanswered": [0, 2],
        "unanswered_groups": [0, 1],
        "minders_posted": [0],
        "minders": [0, 0],
        "under_watch": [0, 0],
        "suspected": [9, 9],
        "bribes": [5, 0],
        "minders_fled": [0, 0],
        "managers_punished": [0, 0],
        "accounts": _accounts(),
        "saturated": [0],
    }
    return columns(**(given | changed))


def _lots(monkeypatch, **chosen):
    """Lots by question, for posts, places or minders; those not named are the worst."""
    lots = {getattr(surveillance, name.upper()): numbers for name, numbers in chosen.items()}
    monkeypatch.setattr(
        surveillance, "draw", lambda now, why, who: lots[why][who] if who < len(lots.get(why, ())) else NEVER
    )


def test_three_officials_by_hand(monkeypatch):
    """The first month: two officials in the first place have one minder, one in the second has half a one, by lot one.

    Each is reported with 1/8 x 4 weeks x minders / officials: 1/4 in the first place, 1/2 in the second.
    first   is reported and pays a dollar: of suspicion 1/2 a sixteenth is left, 1/32, and half of that is taken away
    second  side work doubles the chance. The luck is just below it; there are 99 cents only, so suspicion rises by half
            of what is missing from 1/16 to 1
    third   the luck is just the chance: suspicion only fades
    """
    chances = [weekly_probability(RATE_ONE // 4), weekly_probability(RATE_ONE // 2), weekly_probability(RATE_ONE // 2)]
    reported = [chances[0] - 1, chances[1] - 1, chances[2]]
    _lots(monkeypatch, posts_minders=[NEVER, 0], reported=reported, takes=[LUCK // 2 - 1, 0, 0])
    c = _officials(
        3, side_share=[0, ONE, 0], suspicion=[ONE // 2, ONE, ONE // 4], savings=[150, 99, 500],
        accounts=_accounts(officials=749),
    )  # fmt: skip
    act(surveillance, this_week(LAST, posts=3), P, c)
    assert rows(c["minders"]) == [1, 1]
    assert rows(c["under_watch"]) == [2, 1]
    assert rows(c["suspicion"]) == [ONE // 64, ONE // 16 + 15 * ONE // 32, ONE // 64]
    assert rows(c["suspected"]) == [ONE // 64 + ONE // 16 + 15 * ONE // 32, ONE // 64]
    assert rows(c["savings"]) == [50, 99, 500]
    assert rows(c["bribes"]) == [105, 0]
    assert (c["accounts"][OFFICIALS], c["accounts"][MINDERS]) == (649, 100)
    assert rows(c["status"]) == [POSTED] * 3


@pytest.mark.parametrize(
    ("savings", "takes", "pays"), [(100, LUCK // 2 - 1, True), (100, LUCK // 2, False), (99, 0, False)]
)
def test_a_bribe_needs_money_and_a_minder_who_takes_it(savings, takes, pays, monkeypatch):
    _lots(monkeypatch, reported=[0, NEVER], takes=[takes, 0])
    held = {"savings": [savings, 0], "accounts": _accounts(officials=savings)}
    c = _officials(2, minders=[1, 1], minders_posted=[1], border_open=[0, 0], **held)
    act(surveillance, this_week(LAST, posts=2), P, c)
    assert c["savings"][0] == savings - 100 * pays
    assert c["suspicion"][0] == (0 if pays else ONE // 2)


def test_a_flight_is_held_against_the_manager_and_the_branch_is_watched(monkeypatch):
    """The first branch lost one: its manager goes in 2 weeks and half of 7 more. The second forgets to a sixteenth."""
    _lots(monkeypatch, punished=[LUCK // 2 - 1, 0, 0], delay=[LUCK // 2, 0, 0])
    c = _officials(3, fled_from=[1, 0], watched=[ONE // 4, ONE], week_due=[7, 7, 7])
    act(surveillance, this_week(LAST, posts=3), P, c)
    assert rows(c["status"]) == [SUMMONED, POSTED, POSTED]
    assert rows(c["week_due"]) == [LAST + 5, 7, 7]
    assert rows(c["watched"]) == [ONE, ONE // 16]
    assert rows(c["fled_from"]) == [0, 0]
    assert rows(c["managers_punished"]) == [1, 0]


@pytest.mark.parametrize(
    ("status", "drawn", "after"),
    [(POSTED, LUCK // 2, POSTED), (VACANT, 0, VACANT), (SUMMONED, 0, SUMMONED), (POSTED, 0, SUMMONED)],
)
def test_only_a_manager_who_is_posted_is_punished_and_by_lot(status, drawn, after, monkeypatch):
    _lots(monkeypatch, punished=[drawn, 0])
    c = _officials(2, status=[status, POSTED], fled_from=[1, 0])
    act(surveillance, this_week(LAST, posts=2), P, c)
    assert c["status"][0] == after
    assert c["managers_punished"][0] == (after != status)


@pytest.mark.parametrize(("posted", "answers"), [(LAST - 4, True), (LAST - 3, False), (LAST, False)])
def test_nobody_answers_for_what_happened_under_another(posted, answers, monkeypatch):
    """Flights were last held against managers in week 39. Who was there then answers and goes on watching closely."""
    _lots(monkeypatch, punished=[0, 0], delay=[0, 0])
    c = _officials(2, week_posted=[posted, posted], fled_from=[1, 0], watched=[0, ONE])
    act(surveillance, this_week(LAST, posts=2), P, c)
    assert rows(c["status"]) == [SUMMONED if answers else POSTED, POSTED]
    assert rows(c["managers_punished"]) == [answers, 0]
    assert rows(c["watched"]) == ([ONE, ONE // 16] if answers else [0, 0])
    assert rows(c["fled_from"]) == [0, 0]


def test_nothing_happens_before_the_month_ends():
    for week in range(40, 43):
        c = _officials(3, fled_from=[1, 1], suspicion=[ONE] * 3)
        before = {name: rows(column) for name, column in c.items()}
        act(surveillance, this_week(week, posts=3), P, c)
        assert {name: rows(column) for name, column in c.items()} == before


def test_a_minders_flight_reaches_alert_as_a_grave_one(monkeypatch):
    """Four minders for eight officials; the luck of one is just below the chance of 4/64, of another just that."""
    chance = weekly_probability(RATE_ONE // 16)
    _lots(monkeypatch, flees=[chance - 1, NEVER, chance, NEVER, NEVER, NEVER, NEVER])
    c = _officials(9)
    act(surveillance, this_week(LAST, posts=9), P, c)
    assert rows(c["minders"])[0] == 3
    assert rows(c["minders_fled"]) == [1, 0]
    assert (rows(c["unanswered"]), rows(c["unanswered_groups"])) == ([1, 2], [1, 1])


def test_minders_are_driven_by_what_drives_the_average_official():
    """A push of two doublings makes flight four times as likely; no opening leaves none."""
    assert surveillance.chance_to_flee(P, 2 * ONE, ONE) == pytest.approx(weekly_probability(RATE_ONE // 4), abs=200)
    assert surveillance.chance_to_flee(P, 0, ONE // 2) == weekly_probability(RATE_ONE // 32)
    assert surveillance.chance_to_flee(P, 2 * ONE, 0) == 0
    assert surveillance.chance_to_flee(P._replace(minders_flee=0), 30 * ONE, ONE) == 0


@pytest.mark.parametrize(
    ("minders", "present", "alert", "border_open", "drawn", "after"),
    [
        (4, 16, 0, ONE, 0, 5),  # 8 are sought; a quarter of what is missing comes in 4 of 16 weeks
        (8, 8, 0, ONE, 0, 7),  # 4 are sought
        (8, 8, ONE, ONE, 0, 8),  # twice as many at the highest alert
        (8, 8, 0, 0, 0, 8),  # nobody comes or goes
        (8, 8, 0, ONE // 2, LUCK // 2 - 1, 8),  # 7.5
        (8, 8, 0, ONE // 2, LUCK // 2, 7),
        (0, 0, ONE, ONE, 0, 0),
    ],
)
def test_minders_approach_what_is_sought(minders, present, alert, border_open, drawn, after):
    sought, part = surveillance.sought(P, present, alert), surveillance.exchanged(P, border_open)
    assert surveillance.next_minders(minders, sought, part, drawn) == after


def test_the_first_minders_are_all_that_are_sought(monkeypatch):
    _lots(monkeypatch, posts_minders=[NEVER, NEVER])
    c = _officials(9, border_open=[0, 0])
    act(surveillance, this_week(LAST, posts=9), P, c)
    assert rows(c["minders"]) == [4, 0]


def test_without_minders_nobody_is_reported(monkeypatch):
    _lots(monkeypatch, reported=[0, 0, 0])
    c = _officials(3)
    act(surveillance, this_week(LAST, posts=3), P._replace(minders_per_official=0), c)
    assert rows(c["suspicion"]) == [0, 0, 0]


def test_a_report_is_likelier_with_side_work_and_after_a_flight():
    usual = RATE_ONE // 64
    rates = [
        surveillance.rate_of_reports(P, usual, side_share, watched)
        for side_share, watched in ((0, 0), (ONE, 0), (0, ONE), (ONE, ONE), (ONE // 2, ONE // 2))
    ]
    assert rates == [times * RATE_ONE // 256 for times in (4, 8, 8, 16, 9)]


def test_the_highest_rates_stay_whole():
    most = P._replace(names=RATE_ONE, side=50 * ONE, over_watch=50 * ONE)
    assert surveillance.rate(most, 10**6, 1) == 8 * RATE_ONE
    assert surveillance.rate_of_reports(most, 8 * RATE_ONE, ONE, ONE) == 8 * RATE_ONE
    assert 8 * RATE_ONE * 51 * ONE < 2**63
    assert 4 * (5 * RATE_ONE // 52) * 2**32 < 2**63  # flights of minders, at the strongest push


def test_suspicion_fades_to_a_half_in_its_half_life():
    """52 weeks in 13 steps; each week rounds down by less than 1 of the 2**16."""
    left = ONE
    for _ in range(13):
        left = surveillance.of_four_weeks(left, to_machine("half-life in weeks", 52))
    assert ONE / 2 - 52 < left <= ONE / 2


def test_as_many_are_reported_as_the_closed_form_says():
    """One minder for two officials, and an eighth of one a week: 1/4 a month. Of 20,000 officials 1 - e^-0.25 = 4,424
    are reported, with an sd of 58.7, of whom none can pay; allowed are 4 sd."""
    size = 20_001
    c = _officials(size)
    act(surveillance, this_week(LAST, posts=size), P._replace(minders_flee=0), c)
    mean = -math.expm1(-0.25)
    suspects = sum(suspicion > 0 for suspicion in rows(c["suspicion"])[:-1])
    assert abs(suspects - 20_000 * mean) < 4 * math.sqrt(20_000 * mean * (1 - mean))
    assert c["suspected"][0] == suspects * ONE // 2
