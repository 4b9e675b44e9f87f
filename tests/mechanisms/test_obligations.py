"""Obligations: what is asked, what is paid, what stays owed, and when collection turns monthly."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, weekly_probability
from legation.kernel.money import ACCOUNTS, EMPLOYERS, OFFICIALS, PARTY
from legation.mechanisms import obligations
from legation.population.codes import LEVY_WEEKS, POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Quotas of 1, 3 and 5 dollars a week. No levies; where there are, 15 to 45 dollars in the middle, thus
# from 10 to 30 dollars at least, at most twice that. They are due at once, no firm pays, and nothing is kept.
P = obligations.Parameters(
    quota_low=100,
    quota_middle=300,
    quota_high=500,
    monthly_below=ONE // 3,
    arrears_share=ONE,
    levies_early=0,
    levies_late=0,
    levy_early=1_500,
    levy_late=4_500,
    levy_width=2 * ONE,
    ratchet=LUCK // 2,
    levy_weeks=0,
    firm_pays=0,
    retained=0,
    arrears_after=obligations.STAY,
    arrears_leave=ONE // 4,
    insolvent=ONE // 5,
)
LEVIES = P._replace(levies_early=RATE_ONE // 4, levies_late=RATE_ONE // 4)
CHANCE = weekly_probability(RATE_ONE // 4)
YEARS_END, PERIODS_END = 51, 55
LONG = [-100, -1, -1]  # all were posted before the first week
CENTRE = (obligations.CALLED, obligations.RATCHET)


def _accounts(cents):
    """All accounts, where officials hold what customers have paid them."""
    return [-cents, cents, *[0] * (len(ACCOUNTS) - 2)]


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "levy_time": [ONE // 2, ONE // 2],
        "quota_type": [0, 1, 2],
        "week_posted": [-100, -1, 41],
        "status": [POSTED, SUMMONED, POSTED],
        "savings": [6_000, 15_000, 9_000],
        "spent": [0, 50, 0],
        "arrears": [1_000, 0, 0],
        "inherited": [0, 0, 0],
        "branch_first": [0, 2, 3],
        "trailing": [0, 0, 0],
        "levy_owed": [0, 0, 0],
        "levy_later": [0, 0, 0],
        "firm_share": [0, 0, 0],
        "levy_called": [-1],
        "levy_key": [0] * LEVY_WEEKS,
        "levy_odd": [0] * LEVY_WEEKS,
        "levy_from": [0] * LEVY_WEEKS,
        "levy_to": [0] * LEVY_WEEKS,
        "levy_due": [0, 0],
        "levy_met": [0, 0],
        "levy_firms": [0, 0],
        "paid": [0, 0, 0],
        "monthly": [0],
        "best_met": [ONE],
        "collected": [-1],
        "levy_high": [0],
        "quota_due": [0, 0],
        "quota_paid": [0, 7],
        "arrears_paid": [50, 0],
        "quota_asked": [0, 0],
        "quota_met": [0, 0],
        "levies": [0],
        "levy_asked": [0, 0],
        "levy_paid": [0, 0],
        "accounts": _accounts(30_000),
    }
    return columns(**(given | changed))


def _chance(monkeypatch, *, called=0, ratchet=LUCK - 1, asked=()):
    """Give each question put to chance its luck; what a levy asks of officials 0, 1, 2 … has its own."""

    def draw(now, why, who):
        return {obligations.CALLED: called, obligations.RATCHET: ratchet}[why] if why in CENTRE else asked[who]

    monkeypatch.setattr(obligations, "draw", draw)
    monkeypatch.setattr(obligations, "draw_again", lambda key, odd, why, who: asked[who])


def test_three_officials_pay_a_years_quota_by_hand():
    """In the last week of a year, of which the third was posted for 10 weeks.

    first   owes 52 × 1 dollar and 10 dollars of arrears; has 60: pays 52, then 8 of the arrears; 2 stay owed
    second  owes 52 × 3 = 156 dollars and has 150: pays all of it, misses the quota, and owes 6
    third   owes 10 × 5 = 50 dollars and has 90: keeps 40
    """
    c = _three_officials()
    act(obligations, this_week(YEARS_END), P, c)
    assert rows(c["savings"]) == [0, 0, 4_000]
    assert rows(c["arrears"]) == [200, 600, 0]
    assert rows(c["spent"]) == [6_000, 15_050, 5_000]
    assert rows(c["quota_due"]) == [5_200 + 15_600, 5_000]
    assert rows(c["quota_paid"]) == [5_200 + 15_000, 5_000 + 7]
    assert rows(c["arrears_paid"]) == [50 + 800, 0]
    assert (rows(c["quota_asked"]), rows(c["quota_met"])) == ([2, 1], [1, 1])
    assert rows(c["accounts"])[:5] == [-30_000, 4_000, 0, 0, 26_000]
    assert (OFFICIALS, PARTY) == (1, 4)
    assert rows(c["paid"]) == [0, 0, 0]
    assert (rows(c["collected"]), rows(c["monthly"]), rows(c["levies"])) == ([YEARS_END], [0], [0])


def test_three_officials_pay_a_levy_by_hand(monkeypatch):
    """Halfway between the two times a levy asks for 20 dollars at least, so for 40 at most.

    first   no luck: is asked for 20 dollars, has 60
    second  half luck: is asked for 30, has 10 and owes 20 more
    third   luck of 3/4: is asked for 35, has nothing and owes all of it
    """
    _chance(monkeypatch, asked=(0, LUCK // 2, LUCK * 3 // 4))
    c = _three_officials(savings=[6_000, 1_000, 0], accounts=_accounts(7_000), week_posted=LONG)
    act(obligations, this_week(7), LEVIES, c)
    assert rows(c["savings"]) == [4_000, 0, 0]
    assert rows(c["arrears"]) == [1_000, 2_000, 3_500]
    assert rows(c["spent"]) == [2_000, 1_050, 0]
    assert (rows(c["levy_asked"]), rows(c["levy_paid"])) == ([5_000, 3_500], [3_000, 0])
    assert rows(c["accounts"])[:5] == [-7_000, 4_000, 0, 0, 3_000]
    assert (rows(c["levies"]), rows(c["levy_high"])) == ([1], [4_000])
    assert rows(c["paid"]) == [0, 0, 0]  # a levy is no quota


def test_a_levy_is_paid_before_the_quota(monkeypatch):
    """The second has 150 dollars: 20 go to the levy and 130 to the quota of 156, so 26 stay owed."""
    _chance(monkeypatch, asked=(0, 0, 0))
    c = _three_officials()
    act(obligations, this_week(YEARS_END), LEVIES, c)
    assert c["arrears"][1] == 2_600
    assert rows(c["levy_paid"]) == [4_000, 2_000]


@pytest.mark.parametrize(("drawn", "levies"), [(CHANCE - 1, 1), (CHANCE, 0)])
def test_a_levy_is_called_if_luck_lies_below_the_chance(drawn, levies, monkeypatch):
    _chance(monkeypatch, called=drawn, asked=(0, 0, 0))
    c = _three_officials()
    act(obligations, this_week(7), LEVIES, c)
    assert c["levies"][0] == levies


@pytest.mark.parametrize("week", [0, 3, 50])
def test_a_week_without_levy_and_collection_changes_nothing(week):
    c, before = _three_officials(), _three_officials()
    act(obligations, this_week(week), P, c)
    assert {name: rows(c[name]) for name in c} == {name: rows(before[name]) for name in c}


def test_nothing_is_asked_of_a_vacant_post(monkeypatch):
    _chance(monkeypatch, asked=(0, 0, 0))
    c = _three_officials(status=[VACANT, POSTED, VACANT], savings=[0, 99_000, 0], accounts=_accounts(99_000))
    act(obligations, this_week(YEARS_END), LEVIES, c)
    assert rows(c["arrears"]) == [1_000, 0, 0]  # what was owed stays with the post
    assert rows(c["quota_asked"]) == [1, 0]
    assert rows(c["levy_asked"]) == [2_000, 0]


@pytest.mark.parametrize(
    ("time", "last_most", "luck", "least"),
    [
        (0, 0, LUCK - 1, 1_000),
        (ONE, 0, LUCK - 1, 3_000),
        (ONE // 4, 0, LUCK - 1, 1_500),
        (0, 4_000, LUCK // 2 - 1, 4_000),  # the ratchet catches
        (0, 4_000, LUCK // 2, 1_000),  # it does not
        (ONE, 2_000, 0, 3_000),  # it never lowers
        (0, 5_201, 0, 5_200),  # nor lifts above the low quota of a year, 52 × 1 dollars
    ],
)
def test_the_least_of_a_levy_follows_its_time_and_the_ratchet(time, last_most, luck, least):
    assert obligations.levy_least(P, time, last_most, luck) == least


def test_levies_may_become_fewer():
    assert obligations.between(RATE_ONE, 0, ONE // 4) == RATE_ONE * 3 // 4


@pytest.mark.parametrize(("luck", "share"), [(0, 2_000), (LUCK // 2, 3_000), (LUCK - 1, 3_999)])
def test_a_levy_asks_between_its_least_and_its_most(luck, share):
    assert obligations.levy_share(2_000, 4_000, luck) == share


def test_a_levy_of_width_1_asks_the_same_of_all():
    assert obligations.levy_share(2_000, 2_000, LUCK - 1) == 2_000


@pytest.mark.parametrize(("monthly_below", "monthly"), [(ONE * 2 // 3, 0), (ONE * 2 // 3 + 1, 1), (ONE, 1), (0, 0)])
def test_collection_turns_monthly_once_fewer_than_the_share_met_their_quota(monthly_below, monthly):
    """Two of three meet it: 2/3 of 65,536 is 43,690 2/3, so the share rounded down is not missed."""
    c = _three_officials()
    act(obligations, this_week(YEARS_END), P._replace(monthly_below=monthly_below), c)
    assert c["monthly"][0] == monthly


def test_monthly_collection_stays_for_good():
    c = _three_officials(monthly=[1], collected=[YEARS_END + 48])
    c["savings"].store.values[:] = [10**6] * 3
    act(obligations, this_week(YEARS_END + 52), P, c)
    assert rows(c["quota_met"]) == [0, 0]  # four weeks were paid, and 48 missed
    assert rows(c["monthly"]) == [1]


def test_monthly_four_weeks_are_due_and_who_came_since_owes_less():
    c = _three_officials(monthly=[1], collected=[YEARS_END], week_posted=[-100, 53, 55], savings=[10**6] * 3)
    act(obligations, this_week(PERIODS_END), P, c)
    assert rows(c["quota_due"]) == [400 + 600, 0]
    assert rows(c["paid"]) == [400, 600, 0]
    assert (rows(c["quota_asked"]), rows(c["collected"])) == ([0, 0], [PERIODS_END])


def test_yearly_nothing_is_due_at_a_months_end():
    c = _three_officials(collected=[YEARS_END])
    act(obligations, this_week(PERIODS_END), P, c)
    assert (rows(c["quota_due"]), rows(c["collected"])) == ([0, 0], [YEARS_END])


def test_who_catches_up_within_the_year_has_met_the_quota():
    """The first has nothing in the first month of a year, enough in the last; the second gets too little by a cent."""
    c = _three_officials(monthly=[1], collected=[YEARS_END], week_posted=[0, 0, 0], arrears=[0, 0, 0], savings=[0] * 3)
    for week in range(52, 104):
        if week == 103:
            c["savings"].store.values[:] = [5_200, 15_599, 0]
        act(obligations, this_week(week), P, c)
    assert (rows(c["quota_asked"]), rows(c["quota_met"])) == ([2, 1], [1, 0])
    assert rows(c["arrears"]) == [0, 1, 26_000]


def test_old_arrears_paid_do_not_stand_in_for_a_later_month():
    """14 dollars pay the month's 4 and 10 of old arrears; only the month's count for the year."""
    c = _three_officials(monthly=[1], collected=[YEARS_END], week_posted=[0, 0, 0], savings=[1_400, 0, 0])
    act(obligations, this_week(PERIODS_END), P, c)
    assert (c["arrears"][0], c["paid"][0]) == (0, 400)


def test_a_run_that_begins_within_a_year_owes_for_its_weeks_only():
    c = _three_officials(collected=[39], savings=[10**6] * 3)
    act(obligations, this_week(YEARS_END), P, c)
    assert rows(c["quota_due"]) == [12 * 100 + 12 * 300, 10 * 500]
    assert (rows(c["quota_asked"]), rows(c["quota_met"])) == ([2, 1], [2, 1])


def test_who_came_this_week_is_not_asked():
    c = _three_officials(week_posted=[51, 51, 51])
    act(obligations, this_week(YEARS_END), P, c)
    assert (rows(c["quota_asked"]), rows(c["monthly"])) == ([0, 0], [0])


def test_an_official_pays_what_was_earned_and_owes_the_rest():
    """For 10 years 2 dollars a week come in and 3 are owed, so 520 dollars stay owed, whatever the rhythm; after the
    first year, in which nobody has met the quota, it is monthly."""
    c = _three_officials(week_posted=[-1] * 3, arrears=[0] * 3, savings=[0] * 3, accounts=_accounts(0))
    for week in range(520):
        c["savings"][1] += 200
        act(obligations, this_week(week), P, c)
    assert (c["savings"][1], c["arrears"][1], c["monthly"][0]) == (0, 52_000, 1)
    assert rows(c["quota_due"]) == [520 * 400, 520 * 500]
    assert c["accounts"][PARTY] == 520 * 200


def _nobody(**changed):
    return _three_officials(place_first=[0, 0, 0], levy_time=[0, 0], **changed)


def test_levies_come_as_often_as_their_rate_says():
    """In 8,000 weeks at 1/4 a week, 1 - e^(-1/4) = 0.2212 of them have one: 1,770 with sd 37.1. Allowed are 4 sd."""
    c, weeks, chance = _nobody(), 8_000, -math.expm1(-1 / 4)
    for week in range(weeks):
        act(obligations, this_week(week), LEVIES, c)
    assert abs(c["levies"][0] - weeks * chance) < 4 * math.sqrt(weeks * chance * (1 - chance))


def test_runs_of_the_ratchet_are_as_long_as_its_chance_says():
    """Of levies, 1/2 begin where the path is, 1/4 have doubled once, 1/8 twice. About 1,770 in 8,000 weeks, so the
    shares have sd 0.012, 0.010 and 0.008. Allowed are 4 sd."""
    c, found = _nobody(), []
    for week in range(8_000):
        before = c["levies"][0]
        act(obligations, this_week(week), LEVIES, c)
        found += [c["levy_high"][0]] * (c["levies"][0] - before)
    for doubled, share in ((0, 1 / 2), (1, 1 / 4), (2, 1 / 8)):
        sd = math.sqrt(share * (1 - share) / len(found))
        assert abs(found.count(2_000 * 2**doubled) / len(found) - share) < 4 * sd


def test_what_a_levy_asks_is_even_between_least_and_most():
    """10,000 officials are asked for 20 to 40 dollars: mean 30, and 5.77 / sqrt(10,000) as the sd of the mean."""
    posts = 10_000
    c = columns(status=[POSTED] * posts, week_posted=[-1] * posts, levy_owed=[0] * posts)
    asked = obligations.ask(this_week(7), 0, -1, 2_000, 4_000, **c)
    assert asked == sum(c["levy_owed"].store.values)
    assert abs(asked / posts - 3_000) < 4 * 577.35 / math.sqrt(posts)


def _weeks(c, p, first, last, monkeypatch, *, calls, **luck):
    """Live through weeks first to last, with a levy in each week of `calls`."""
    for week in range(first, last + 1):
        _chance(monkeypatch, called=0 if week in calls else LUCK - 1, **luck)
        act(obligations, this_week(week), p, c)


EIGHT = LEVIES._replace(levy_weeks=8)


def test_a_levy_may_be_paid_until_it_is_due_by_hand(monkeypatch):
    """20 dollars of each are called in week 1 and due in week 9; months end with weeks 3 and 7.

    first   has 12 in week 3, pays them, earns 5 until week 7 and pays these, and nothing later: owes 3
    second  has 50 in week 3 and pays all
    third   earns 30 in week 8 and pays 20 of it on the day
    """
    _chance(monkeypatch, asked=(0, 0, 0))
    c = _three_officials(savings=[1_200, 5_000, 0], arrears=[0, 0, 0], accounts=_accounts(6_200), week_posted=LONG)
    _weeks(c, EIGHT, 0, 2, monkeypatch, calls={1}, asked=(0, 0, 0))
    assert (rows(c["savings"]), rows(c["levy_owed"])) == ([1_200, 5_000, 0], [2_000] * 3)
    assert (rows(c["levy_asked"]), rows(c["levies"])) == ([4_000, 2_000], [1])
    _weeks(c, EIGHT, 3, 6, monkeypatch, calls=(), asked=(0, 0, 0))
    assert (rows(c["savings"]), rows(c["levy_owed"])) == ([0, 3_000, 0], [800, 0, 2_000])
    c["savings"][0] += 500
    _weeks(c, EIGHT, 7, 8, monkeypatch, calls=(), asked=(0, 0, 0))
    assert (rows(c["arrears"]), rows(c["levy_owed"])) == ([0, 0, 0], [300, 0, 2_000])
    c["savings"][2] += 3_000
    _weeks(c, EIGHT, 9, 9, monkeypatch, calls=(), asked=(0, 0, 0))
    assert (rows(c["savings"]), rows(c["arrears"]), rows(c["levy_owed"])) == ([0, 3_000, 1_000], [300, 0, 0], [0] * 3)
    assert (rows(c["levy_due"]), rows(c["levy_met"])) == ([4_000, 2_000], [3_700, 2_000])
    assert (rows(c["levy_paid"]), c["accounts"][PARTY]) == ([3_700, 2_000], 5_700)
    _weeks(c, EIGHT, 10, 30, monkeypatch, calls=(), asked=(0, 0, 0))
    assert rows(c["levy_due"]) == [4_000, 2_000]


def test_several_levies_may_be_open_and_the_oldest_is_paid_first(monkeypatch):
    """Called in weeks 0, 2 and 5 and due in 8, 10 and 13: 20 dollars each of the first, 30 of the second.

    first   has 50 in week 3, when two levies are open: pays 40. The third is paid with the last 10, and with nothing
    second  has 35 in week 7: pays the first 30, and 5 of the second 30
    """
    luck = {"asked": (0, LUCK // 2, 0)}
    c = _three_officials(savings=[5_000, 0, 0], arrears=[0, 0, 0], accounts=_accounts(5_000), week_posted=LONG)
    _weeks(c, EIGHT, 0, 6, monkeypatch, calls={0, 2, 5}, **luck)
    assert rows(c["levy_owed"]) == [2_000, 9_000, 6_000]
    c["savings"][1] += 3_500
    _weeks(c, EIGHT, 7, 7, monkeypatch, calls=(), **luck)
    assert (rows(c["levy_owed"]), rows(c["savings"])) == ([1_000, 5_500, 6_000], [0, 0, 0])
    _weeks(c, EIGHT, 8, 8, monkeypatch, calls=(), **luck)
    assert (rows(c["arrears"]), rows(c["levy_owed"])) == ([0, 0, 2_000], [1_000, 5_500, 4_000])
    assert (rows(c["levy_due"]), rows(c["levy_met"])) == ([5_000, 2_000], [5_000, 0])
    _weeks(c, EIGHT, 9, 10, monkeypatch, calls=(), **luck)
    assert (rows(c["arrears"]), rows(c["levy_owed"])) == ([0, 2_500, 4_000], [1_000, 3_000, 2_000])
    _weeks(c, EIGHT, 11, 13, monkeypatch, calls=(), **luck)
    assert (rows(c["arrears"]), rows(c["levy_owed"])) == ([1_000, 5_500, 6_000], [0, 0, 0])
    assert (rows(c["levy_due"]), rows(c["levy_met"])) == ([15_000, 6_000], [8_500, 0])


def test_who_comes_after_the_call_owes_nothing_of_it(monkeypatch):
    """The second post changes hands in week 3, when the last holder owes 20 dollars; the third stays empty from then.

    A second levy in week 4 is the newcomer's first.
    """
    luck = {"asked": (0, 0, 0)}
    c = _three_officials(savings=[0] * 3, arrears=[0] * 3, accounts=_accounts(0))
    _weeks(c, EIGHT, 0, 2, monkeypatch, calls={1}, **luck)
    c["week_posted"][1], c["status"][2] = 3, VACANT
    c["savings"][1] += 9_000
    _weeks(c, EIGHT, 3, 3, monkeypatch, calls=(), **luck)
    assert c["savings"][1] == 9_000
    _weeks(c, EIGHT, 4, 12, monkeypatch, calls={4}, **luck)
    assert (rows(c["arrears"]), rows(c["levy_owed"])) == ([4_000, 0, 0], [0, 0, 0])
    assert c["savings"][1] == 7_000
    assert (rows(c["levy_due"]), rows(c["levy_met"])) == ([2_000 + 4_000, 0], [2_000, 0])


@pytest.mark.parametrize(("trailing", "firm"), [(0, 0), (15_600 // 5 + 5_200 // 5, 0), (4_161, 750), (10**6, 750)])
def test_a_solvent_firm_pays_a_part_of_what_is_missing_when_a_levy_is_due(trailing, firm, monkeypatch):
    """The second lacks 10 of 20 dollars, of which a firm pays three quarters if it earned more than a fifth of its
    quotas of 52 and 156 dollars in a year."""
    _chance(monkeypatch, asked=(0, 0, 0))
    money = {"savings": [2_000, 1_000, 2_000], "accounts": _accounts(5_000)}
    c = _three_officials(trailing=[trailing, 0, 0], week_posted=LONG, **money)
    act(obligations, this_week(7), LEVIES._replace(firm_pays=ONE * 3 // 4), c)
    assert rows(c["arrears"]) == [1_000, 1_000 - firm, 0]
    assert (rows(c["levy_firms"]), rows(c["levy_met"])) == ([firm, 0], [3_000, 2_000])
    assert (c["accounts"][EMPLOYERS], c["accounts"][PARTY]) == (-firm, 5_000 + firm)


def test_dues_do_not_get_at_what_is_retained():
    """Half is kept: the first pays 30 of 52 dollars, the second 75 of 156, the third 45 of 50."""
    c = _three_officials()
    act(obligations, this_week(YEARS_END), P._replace(retained=ONE // 2), c)
    assert rows(c["savings"]) == [3_000, 7_500, 4_500]
    assert rows(c["arrears"]) == [3_200, 8_100, 500]


def test_arrears_do_not_get_at_what_is_retained():
    """The third keeps 45 dollars of 90; its quota is 10, and 20 of arrears leave 15 of the other 45."""
    c = _three_officials(week_posted=[-100, -1, 49], arrears=[0, 0, 2_000])
    act(obligations, this_week(YEARS_END), P._replace(retained=ONE // 2), c)
    assert (c["savings"][2], c["arrears"][2]) == (6_000, 0)


@pytest.mark.parametrize(
    ("word", "owed", "found"),
    [(obligations.STAY, 9_000, 8_000), (obligations.END, 1_000, 0), (obligations.DIVIDED, 7_000, 6_000)],
)
def test_arrears_of_the_last_holder_stay_end_or_are_divided(word, owed, found):
    """The third comes in week 41 to a post with 80 dollars of arrears, of which a quarter leaves; until the year's end
    it owes 10 of its own. For the others it was decided when they came.
    """
    c = _three_officials(
        arrears=[1_000, 0, 8_000], inherited=[500, 0, 8_000], savings=[5_200, 15_600, 4_000], accounts=_accounts(24_800)
    )
    p = P._replace(arrears_after=word)
    act(obligations, this_week(41), p, c)
    assert (rows(c["arrears"]), rows(c["inherited"])) == ([1_000, 0, found], [500, 0, found])
    act(obligations, this_week(YEARS_END), p, c)
    assert (rows(c["arrears"]), rows(c["inherited"])) == ([1_000, 0, owed], [500, 0, found])
    act(obligations, this_week(YEARS_END + 52), p, c)
    assert c["inherited"][2] == found


def test_arrears_are_divided_each_time_that_a_post_changes_hands():
    """Of 80 dollars a quarter leaves in week 41; the newcomer owes 4 more and leaves. In week 45 a quarter of 64 does,
    though the party has collected nothing in between."""
    c = _three_officials(arrears=[0, 0, 8_000], inherited=[0, 0, 8_000])
    p = P._replace(arrears_after=obligations.DIVIDED)
    act(obligations, this_week(41), p, c)
    c["arrears"][2] += 400
    c["inherited"][2], c["week_posted"][2] = c["arrears"][2], 45  # as `posts` leaves it
    act(obligations, this_week(45), p, c)
    assert (c["arrears"][2], c["inherited"][2]) == (4_800, 4_800)
