"""Brokerage: who begins and stops, what a meeting and a sum sent cost, where each cent goes, and what danger does."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import KEEP_ONE, ONE, RATE_ONE
from legation.kernel.money import ACCOUNTS, AUTHORITIES, BROKERS, FAMILIES, OFFICIALS, PARTY, SENDERS
from legation.mechanisms import brokerage
from legation.population.codes import POSTED, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# One post is asked 1,000 cents a week. A half of a change in danger is believed each week. A meeting costs 1,000 cents,
# and 8,000 more at certain danger. Brokers keep an eighth, and half of the danger more; the authorities keep a quarter.
P = brokerage.Parameters(
    begins=RATE_ONE // 12,
    copies=RATE_ONE // 12,
    pushed=RATE_ONE // 12,
    stops=RATE_ONE // 12,
    caution=ONE // 2,
    orders=0,
    risk=RATE_ONE // 104,
    risk_calm=ONE // 4,
    tolerance=ONE // 2,
    belief=KEEP_ONE // 2,
    meetings=RATE_ONE // 4,  # one in four weeks
    meetings_sought=13_000,
    meeting_base=1_000,
    meeting_loss=8_000,
    passed_on=ONE // 4,
    sent=1_000,
    weight_dandong=ONE,
    weight_yanji=2 * ONE,
    weight_other_china=ONE,
    sends_less=ONE // 2,
    base_fee=ONE // 8,
    loss=ONE // 2,
    official_fee=ONE // 4,
    official_most=ONE // 2,
    quota_low=1_000,
    quota_middle=1_000,
    quota_high=1_000,
)
SECOND = 1  # the week of a period in which brokerage acts
NEVER, SURE = LUCK - 1, 0


def _three_agencies(**changed):
    """Three agencies of one post each in Dandong, of which the first takes part; all have a year's income of nothing.

    It is period 0, in which the first agency's turn has come; half of a year's income is known.
    """
    none = [0] * 7
    given = {
        "place_first": [0] + [3] * 7, "branch": [0, 1, 2], "branch_first": [0, 1, 2, 3],
        "quota_type": [0, 0, 0], "trailing": [0, 0, 0],
        "status": [POSTED] * 3, "alert": none, "border_open": [ONE] * 7,
        "remittances_free": none, "meetings_free": none,
        "savings": [5, 0, 0], "earned": [7, 0, 0], "accounts": [0] * len(ACCOUNTS),
        "takes_part": [1, 0, 0], "shortfall": [0, 0, 0], "of_quota": [0, 0, 0], "meeting_year": [1_300, 0, 0],
        "meeting_total": [9_000, 0, 0], "agencies": none, "lacking": none, "danger": none, "arranging": none,
        "meetings_most": [9_000, *none[1:]], "meetings_held": none, "arrangers_detained": none,
        "sent_by_brokers": none, "brokers_fee": none, "sent_by_office": none, "brokerage_income": none,
        "money_orders": [0], "order_felt": [0], "year_known": [ONE // 2],
    }  # fmt: skip
    return columns(**(given | changed))


def _luck(monkeypatch, **by_purpose):
    """The same luck for everybody, by the name of the question; others never happen, and means are rounded down."""
    named = {getattr(brokerage, name): luck for name, luck in by_purpose.items()}
    monkeypatch.setattr(brokerage, "draw", lambda now, why, who: named.get(why, NEVER))


def test_one_agency_holds_a_meeting_by_hand(monkeypatch):
    """One meeting at 1,000 cents, of which a quarter is passed on; of 1,300 a thirteenth is forgotten, rounded
    down to 99, and 1,000 are added.

    It lacks all of its quotas, so nothing makes it stop; with half a year known it was asked 26,000 cents of 52,000.
    """
    _luck(monkeypatch)
    c = _three_agencies()
    act(brokerage, this_week(SECOND), P._replace(sent=0, risk=0), c)
    assert (rows(c["savings"]), rows(c["earned"])) == ([755, 0, 0], [757, 0, 0])
    assert (rows(c["meeting_year"]), rows(c["meeting_total"])) == ([2_201, 0, 0], [10_000, 0, 0])
    assert (c["meetings_held"][0], c["meetings_most"][0], c["brokerage_income"][0]) == (1, 10_000, 250)
    assert rows(c["takes_part"]) == [1, 0, 0] and c["arranging"][0] == 1
    assert (rows(c["shortfall"]), rows(c["of_quota"])) == ([ONE, 0, 0], [52_000, 0, 0])  # the others' turn is not yet
    accounts = rows(c["accounts"])
    assert (accounts[SENDERS], accounts[OFFICIALS], accounts[PARTY]) == (-1_000, 750, 250)
    assert sum(accounts) == 0


def test_a_periods_money_by_hand(monkeypatch):
    """4,000 cents are wanted, a quarter through Dandong and half through Yanji; agencies in Dandong alone lack income.

    One of three lacks all, so the stress is a third, and a sixth of all would go by way of the authorities. But brokers
    keep an eighth and half of a danger of nothing: that is cheaper, and all goes by them. Of 1,000 a sixteenth of what
    is kept is not sent: 937; an eighth of it is kept: 117. In Yanji 1,875 and 234.
    """
    _luck(monkeypatch)
    c = _three_agencies(takes_part=[0, 0, 0])
    act(brokerage, this_week(SECOND), P._replace(risk=0), c)
    assert rows(c["sent_by_brokers"]) == [937, 0, 1_875, 0, 937, 0, 0]
    assert rows(c["brokers_fee"]) == [117, 0, 234, 0, 117, 0, 0]
    assert rows(c["sent_by_office"]) == [0] * 7
    accounts = rows(c["accounts"])
    assert (accounts[BROKERS], accounts[AUTHORITIES], accounts[FAMILIES]) == (468, 0, 3_749 - 468)
    assert sum(accounts) == 0


def test_with_danger_agents_take_their_part_and_the_authorities_way_is_cheaper(monkeypatch):
    """Danger of a half: brokers and agents keep 1/8 + 1/4 = 3/8 of which an eighth is the base. A third of the stress
    of one half is a sixth by the authorities, out of 2**16 rounded down: of 1,000 cents 166, of which 7/8 are sent:
    145, and 36 are cut. Of 834 by brokers 13/16 are sent: 677, 253 are kept, 84 are the base."""
    _luck(monkeypatch)
    c = _three_agencies(takes_part=[0, 0, 0], danger=[ONE // 2, *[0] * 6])
    act(brokerage, this_week(SECOND), P._replace(belief=KEEP_ONE), c)
    accounts = rows(c["accounts"])
    assert (c["sent_by_brokers"][0], c["brokers_fee"][0]) == (677, 253)
    assert (c["sent_by_office"][0], c["brokerage_income"][0], accounts[PARTY]) == (145, 36, 36)
    assert accounts[AUTHORITIES] == 253 - 84
    assert sum(accounts) == 0


def test_it_acts_in_the_second_week_of_a_period_only(monkeypatch):
    _luck(monkeypatch, BEGINS=SURE)
    for week in (0, 2, 3):
        c = _three_agencies()
        act(brokerage, this_week(week), P, c)
        assert (c["meetings_held"][0], rows(c["sent_by_brokers"])) == (0, [0] * 7)


@pytest.mark.parametrize(
    ("period", "begins"), [(0, [0, 0, 0]), (1, [0, 0, 1]), (2, [0, 1, 0]), (3, [1, 0, 0]), (4, [0, 0, 1])]
)
def test_an_agency_considers_it_every_third_period(monkeypatch, period, begins):
    """In the first period nobody's income is known yet."""
    _luck(monkeypatch, BEGINS=SURE)
    c = _three_agencies(takes_part=[0, 0, 0], year_known=[0 if period == 0 else ONE])
    act(brokerage, this_week(4 * period + SECOND), P, c)
    assert rows(c["takes_part"]) == begins
    assert c["arranging"][0] == sum(begins)


def test_who_covers_the_quotas_stops_and_who_does_not_goes_on(monkeypatch):
    _luck(monkeypatch, STOPS=SURE)
    for income, takes_part in ((26_000, 0), (0, 1)):
        c = _three_agencies(trailing=[income, 0, 0])
        act(brokerage, this_week(SECOND), P, c)
        assert c["takes_part"][0] == takes_part
    c = _three_agencies()
    _luck(monkeypatch, FOUND=SURE)
    act(brokerage, this_week(SECOND), P, c)
    assert (c["takes_part"][0], c["arrangers_detained"][0], c["arranging"][0]) == (0, 1, 0)


def test_where_meetings_are_free_nobody_is_detained_and_only_the_base_is_paid(monkeypatch):
    """Half of the danger in Dandong would cost 4,000 cents more, and somebody would be found."""
    _luck(monkeypatch, FOUND=SURE)
    for free, cents, cases in ((0, 5_000, 1), (ONE, 1_000, 0)):
        c = _three_agencies(meetings_free=[free] * 7, danger=[ONE // 2] * 7)
        act(brokerage, this_week(SECOND), P._replace(belief=KEEP_ONE), c)
        assert (c["meeting_total"][0], c["arrangers_detained"][0]) == (9_000 + cents, cases)
        assert c["brokers_fee"][0] > 117  # money is sent as dangerously as before


def test_where_money_is_sent_freely_only_the_base_is_kept_and_meetings_stay_as_they_are(monkeypatch):
    _luck(monkeypatch, FOUND=SURE)
    c = _three_agencies(remittances_free=[ONE] * 7, danger=[ONE // 2] * 7)
    act(brokerage, this_week(SECOND), P._replace(belief=KEEP_ONE), c)
    assert rows(c["brokers_fee"]) == [117, 0, 234, 0, 117, 0, 0]
    assert rows(c["sent_by_office"]) == [0] * 7
    assert (c["meeting_total"][0], c["arrangers_detained"][0]) == (14_000, 1)


def test_no_meeting_is_held_without_a_manager_or_behind_a_closed_border(monkeypatch):
    _luck(monkeypatch, BEGINS=SURE)
    for change in ({"status": [VACANT, POSTED, POSTED]}, {"border_open": [0] * 7}):
        c = _three_agencies(**change)
        act(brokerage, this_week(SECOND), P, c)
        assert (c["meetings_held"][0], c["savings"][0]) == (0, 5)
    shut = _three_agencies(takes_part=[0, 0, 0], border_open=[0] * 7)
    act(brokerage, this_week(SECOND), P, shut)
    assert rows(shut["takes_part"]) == [0, 0, 0]


def test_an_order_acts_for_three_periods(monkeypatch):
    _luck(monkeypatch, ORDERED=SURE)
    c = _three_agencies(shortfall=[ONE] * 3)
    act(brokerage, this_week(SECOND), P._replace(orders=RATE_ONE), c)
    assert (c["money_orders"][0], c["order_felt"][0]) == (1, 2)
    _luck(monkeypatch)
    for left in (1, 0, 0):
        act(brokerage, this_week(SECOND), P, c)
        assert (c["money_orders"][0], c["order_felt"][0]) == (1, left)


def test_what_an_agency_lacks():
    """Of 1,000 asked in a year, of which half is known, 125 are a quarter."""
    assert brokerage.lacks(125, 1_000, ONE // 2) == 3 * ONE // 4
    assert brokerage.lacks(0, 1_000, ONE) == ONE
    assert brokerage.lacks(2_000, 1_000, ONE) == brokerage.lacks(0, 0, ONE) == 0


def test_rates_by_hand():
    """At a shortfall of a half: a half of what begins by itself, and as much for each of copying and being pushed."""
    once = RATE_ONE // 24
    assert brokerage.begin_rate(P, ONE // 2, 0, False, 0) == pytest.approx(once, abs=2)
    assert brokerage.begin_rate(P, ONE // 2, ONE, False, 0) == pytest.approx(2 * once, abs=2)
    assert brokerage.begin_rate(P, ONE // 2, ONE, True, 0) == pytest.approx(3 * once, abs=2)
    assert brokerage.begin_rate(P, ONE // 2, ONE, True, ONE) == pytest.approx(1.5 * once, abs=2)
    assert brokerage.begin_rate(P, 0, ONE, True, 0) == 0
    # A quarter of the risk is left without alert, and half of it is tolerated where all income is lacking.
    assert brokerage.detention_rate(P, 0, 0) == RATE_ONE // 416
    assert brokerage.detention_rate(P, ONE, 0) == RATE_ONE // 104
    assert brokerage.detention_rate(P, ONE, ONE) == pytest.approx(RATE_ONE // 208, abs=1)
    assert brokerage.in_a_year(RATE_ONE // 104) == pytest.approx(ONE // 2, abs=1)
    assert brokerage.in_a_year(RATE_ONE) == ONE


def test_a_price_follows_danger_unless_meetings_are_free():
    assert [brokerage.price(P, danger, 0) for danger in (0, ONE // 2)] == [1_000, 5_000]
    assert brokerage.price(P, ONE, ONE) == 1_000


def test_belief_follows_what_is_by_half_each_week():
    """From 0 to 1,600 in four weeks: 1,500, from either side."""
    assert brokerage.believes(0, 1_600, KEEP_ONE // 2) == 1_500
    assert brokerage.believes(3_200, 1_600, KEEP_ONE // 2) == 1_700
    assert brokerage.believes(7, 0, 0) == 0


def test_meetings_are_as_many_as_an_agency_can_or_families_seek():
    assert brokerage.meetings_mean(P, 1, ONE) == LUCK * 2 // 2  # one in four weeks
    assert brokerage.meetings_mean(P._replace(meetings_sought=13), 4, ONE) == LUCK // 4  # one a period for four
    assert brokerage.meetings_mean(P, 1, 0) == brokerage.meetings_mean(P._replace(meetings_sought=0), 0, ONE) == 0


def test_the_highest_numbers_stay_whole():
    top = P._replace(sent=10**9 * 100 // 52, meetings_sought=10**6, meeting_base=10**8, meeting_loss=10**8,
                     weight_dandong=1_000 * ONE, weight_yanji=1_000 * ONE, weight_other_china=1_000 * ONE)  # fmt: skip
    assert 4 * top.sent * 3 * top.weight_yanji < 2**63
    assert brokerage.meetings_mean(top, 0, ONE) < 2**63
    assert brokerage.price(top, ONE, 0) * 5 * ONE < 2**63


def test_agencies_begin_as_often_as_the_rate_says():
    """Of 4,000 agencies, a third in each of three periods, all lacking half of their income: each begins with
    1 - e^(-12 x 1/24) = 0.3935 within twelve weeks: 1,573.9, with an sd of sqrt(4,000 x 0.3935 x 0.6065) = 30.9.
    Allowed are 4 sd."""
    number = 4_000
    flat = {"place_first": [0] + [number] * 7, "branch": list(range(number)), "branch_first": list(range(number + 1)),
            "quota_type": [0] * number, "trailing": [26_000] * number, "status": [POSTED] * number,
            "savings": [0] * number, "earned": [0] * number, "takes_part": [0] * number, "shortfall": [0] * number,
            "of_quota": [0] * number, "meeting_year": [0] * number, "meeting_total": [0] * number,
            "year_known": [ONE]}  # fmt: skip
    c = _three_agencies(**flat)
    p = P._replace(copies=0, meetings_sought=0)
    for period in range(3):
        act(brokerage, this_week(4 * period + SECOND), p, c)
    chance = -math.expm1(-0.5)
    assert abs(sum(rows(c["takes_part"])) - number * chance) < 4 * math.sqrt(number * chance * (1 - chance))
