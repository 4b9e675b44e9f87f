"""Home visits: who is called and when, what is taken from visitors, and who is not sent back."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS, HIDDEN, HOME, OFFICIALS, PATRONS
from legation.mechanisms import home_visits
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Half are called at the year's end; half of those at the head of the order of recall stay; people suppose 100 dollars
# and take a quarter of what they believe; half keep quiet, which saves half.
P = home_visits.Parameters(
    per_year=ONE // 2,
    not_sent_back=ONE // 2,
    supposed=10_000,
    take_share=ONE // 4,
    quiet=ONE // 2,
    quiet_saves=ONE // 2,
)
YEAR_END, MID_YEAR = 51 + 3 * 52, 25 + 3 * 52
EVERYBODY = {home_visits.CALLED: 0, home_visits.QUIET: LUCK - 1, home_visits.STAYS: LUCK - 1}


def _accounts(**held):
    cents = [0] * len(ACCOUNTS)
    for name, amount in held.items():
        cents[next(k for k, account in enumerate(ACCOUNTS) if account.name == name)] = amount
    return cents


def _lots(known):
    """A `draw` with luck by question: one number for all, or one for each post."""

    def draw(now, why, who):
        return known[why][who] if isinstance(known[why], list) else known[why]

    return draw


def _four_officials(**changed):
    """Three in an open place and one in a place behind a shut border."""
    savings, hidden = [60_000, 60_000, 1_000, 60_000], [500, 0, 0, 0]
    given = {
        "place_first": [0, 3, 4],
        "border_open": [ONE, 0],
        "standing": [ONE, ONE // 2, 0, ONE],
        "status": [POSTED] * 4,
        "savings": savings,
        "hidden": hidden,
        **{name: [7] * 4 for name in ("earned", "spent", "paid")},
        "visits": [1, 0],
        "visits_taken": [9, 0],
        "not_sent_back": [0, 0],
        "kept_home": [2, 0],
        "recalls_done": [3, 0],
        "accounts": _accounts(customers=-sum(savings + hidden), officials=sum(savings), hidden=sum(hidden)),
    }
    return columns(**(given | changed))


def test_four_officials_by_hand(monkeypatch):
    """In the last week of a year.

    first   is called. Takers see 60,000 cents and ask a quarter, 15,000; the visit is quiet, so they get 7,500. At the
            head of the order, the chance to stay is a half, and luck lies just below: the post is vacant, and 52,500
            cents go home with the 500 that were hidden.
    second  is called, and known to be back: 15,000. In the middle of the order the chance to stay is a quarter, and
            luck is just that: sent back with 45,000.
    third   is called, has 1,000 cents, and is supposed to have 10,000: asked for 2,500, all is gone.
    fourth  would be called, but the border is shut.
    """
    lots = {
        home_visits.CALLED: (ONE // 2 - 1) << 16,
        home_visits.QUIET: [(ONE // 2 - 1) << 16, ONE // 2 << 16, LUCK - 1, 0],
        home_visits.STAYS: [(ONE // 2 - 1) << 16, ONE // 4 << 16, 0, 0],
    }
    monkeypatch.setattr(home_visits, "draw", _lots(lots))
    c = _four_officials()
    act(home_visits, this_week(YEAR_END), P, c)
    assert rows(c["status"]) == [VACANT, POSTED, POSTED, POSTED]
    assert rows(c["savings"]) == [0, 45_000, 0, 60_000]
    assert (rows(c["hidden"]), rows(c["earned"])) == ([0, 0, 0, 0], [0, 7, 7, 7])
    assert rows(c["visits"]) == [4, 0]
    assert rows(c["visits_taken"]) == [9 + 7_500 + 15_000 + 1_000, 0]
    assert rows(c["not_sent_back"]) == [1, 0]
    assert (rows(c["kept_home"]), rows(c["recalls_done"])) == ([3, 0], [4, 0])
    accounts = c["accounts"]
    assert (accounts[PATRONS], accounts[HOME], accounts[OFFICIALS], accounts[HIDDEN]) == (23_500, 53_000, 105_000, 0)


@pytest.mark.parametrize(
    ("per_year", "year_end", "mid_year"),
    [(0, 0, 0), (ONE // 2, ONE // 2, 0), (ONE, ONE, 0), (3 * ONE // 2, ONE, ONE // 2), (2 * ONE, ONE, ONE)],
)
def test_the_first_visit_is_at_the_years_end_and_the_second_in_its_middle(per_year, year_end, mid_year):
    p = P._replace(per_year=per_year)
    chances = [home_visits.chance_of_visit(p, 3 * 52 + week) for week in range(52)]
    assert (chances[51], chances[25]) == (year_end, mid_year)
    assert sum(chances) == year_end + mid_year == per_year


@pytest.mark.parametrize(("border_open", "drawn", "visits"), [(ONE // 2, ONE // 4 - 1, 3), (ONE // 2, ONE // 4, 0)])
def test_a_border_open_in_part_lets_a_part_visit(border_open, drawn, visits, monkeypatch):
    monkeypatch.setattr(home_visits, "draw", _lots(EVERYBODY | {home_visits.CALLED: drawn << 16}))
    c = _four_officials(border_open=[border_open, 0], visits=[0, 0])
    act(home_visits, this_week(YEAR_END), P, c)
    assert rows(c["visits"]) == [visits, 0]


@pytest.mark.parametrize("status", [VACANT, SUMMONED])
def test_only_who_is_posted_and_not_ordered_home_is_called(status, monkeypatch):
    monkeypatch.setattr(home_visits, "draw", _lots(dict.fromkeys(EVERYBODY, 0)))
    c = _four_officials(status=[status] * 4)
    act(home_visits, this_week(YEAR_END), P, c)
    assert (rows(c["status"]), rows(c["visits"])) == ([status] * 4, [1, 0])


def test_nobody_is_called_in_other_weeks(monkeypatch):
    monkeypatch.setattr(home_visits, "draw", _lots(dict.fromkeys(EVERYBODY, 0)))
    for week in set(range(104)) - {25, 51, 77, 103}:
        c = _four_officials()
        act(home_visits, this_week(week), P._replace(per_year=2 * ONE), c)
        assert rows(c["visits"]) == [1, 0]


@pytest.mark.parametrize(
    ("savings", "is_quiet", "cents"),
    [
        (0, False, 0),
        (2_499, False, 2_499),  # asked for a quarter of the 10,000 that people suppose
        (2_500, False, 2_500),
        (10_000, False, 2_500),
        (10_004, False, 2_501),
        (1_249, True, 1_249),
        (1_251, True, 1_250),
        (10_000, True, 1_250),
    ],
)
def test_takers_go_by_what_they_see_or_suppose_and_get_no_more_than_there_is(savings, is_quiet, cents):
    assert home_visits.taken(P, savings, is_quiet) == cents


def test_a_larger_part_is_taken_of_less():
    parts = [home_visits.taken(P, savings, is_quiet=False) / savings for savings in range(1_000, 40_000, 1_000)]
    assert parts == sorted(parts, reverse=True)
    assert (parts[0], parts[-1]) == (1, 0.25)


@pytest.mark.parametrize(("standing", "chance"), [(0, 0), (ONE // 2, ONE // 4), (ONE, ONE // 2)])
def test_the_chance_to_stay_rises_with_the_order_of_recall(standing, chance):
    assert not home_visits.stays(P, standing, chance << 16)
    assert chance == 0 or home_visits.stays(P, standing, (chance - 1) << 16)


def test_without_takers_and_with_all_sent_back_a_visit_changes_nothing(monkeypatch):
    monkeypatch.setattr(home_visits, "draw", _lots(dict.fromkeys(EVERYBODY, 0)))
    c = _four_officials()
    before = {name: rows(c[name]) for name in ("status", "savings", "hidden", "accounts")}
    act(home_visits, this_week(YEAR_END), P._replace(take_share=0, not_sent_back=0), c)
    assert before == {name: rows(c[name]) for name in before}
    assert rows(c["visits"]) == [4, 0]


def test_visits_quiet_ones_and_those_who_stay_are_binomial():
    """Of 20,000, half are called: 10,000 with sd 71. All have 100 dollars; takers get 25 of each, half that of half of
    them: 18.75 on average, sd 6.25 a visit. Of visitors in the middle of the order a quarter stays. Allowed are 4 sd.
    """
    size = 20_000
    c = columns(
        place_first=[0, size],
        border_open=[ONE],
        standing=[ONE // 2] * size,
        status=[POSTED] * size,
        savings=[10_000] * size,
        **{name: [0] * size for name in ("hidden", "earned", "spent", "paid")},
        visits=[0],
        visits_taken=[0],
        not_sent_back=[0],
        kept_home=[0],
        recalls_done=[0],
        accounts=_accounts(customers=-10_000 * size, officials=10_000 * size),
    )
    act(home_visits, this_week(YEAR_END), P, c)
    visits = c["visits"][0]
    assert abs(visits - 10_000) < 4 * 71
    assert abs(c["visits_taken"][0] / visits - 1_875) < 4 * 625 / math.sqrt(visits)
    assert abs(c["not_sent_back"][0] / visits - 0.25) < 4 * math.sqrt(0.25 * 0.75 / visits)
    assert c["accounts"][OFFICIALS] == sum(rows(c["savings"]))
    assert c["accounts"][PATRONS] == c["visits_taken"][0]
