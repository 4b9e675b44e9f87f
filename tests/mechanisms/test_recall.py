"""Recall: how officials are ranked, who is taken, and that orders wait behind a shut border."""

import math
from bisect import bisect_left, bisect_right

import pytest

from legation.kernel.chance import LUCK, mix
from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.money import ACCOUNTS, HOME, OFFICIALS
from legation.mechanisms import recall
from legation.mechanisms.shared.people import quotas_owed, quotas_per_cent
from legation.population.codes import POSTED, RECALL_STEPS, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, group, luck, rows, this_week

# All may be taken in a year; links count as much as three yearly quotas, income half of that; more than twice the
# middle quota of a year is conspicuous; quotas of 1, 2 and 4 dollars a week.
P = recall.Parameters(
    chosen_by=recall.RANK_AND_CAPACITY,
    capacity=ONE,
    least_score=0,
    threshold=ONE // 2,
    link_weight=ONE,
    income_weight=ONE // 2,
    suspicion_weight=0,
    top_income=2 * ONE,
    order_least=2,
    order_most=8,
    quota_low=100,
    quota_middle=200,
    quota_high=400,
)
REVIEW = 207  # the last week of a quarter: 207 = 15 × 13 + 12
NOTHING = ("savings", "hidden", "earned", "spent", "paid")


def _accounts(**held):
    cents = [0] * len(ACCOUNTS)
    for name, sum_ in held.items():
        cents[next(k for k, account in enumerate(ACCOUNTS) if account.name == name)] = sum_
    return cents


def _officials(size, places=1, **changed):
    """As many officials in one place who owe nothing, or two in one and one in another."""
    first = [0, size] if places == 1 else [0, 2, 3]
    given = {
        "place_first": first,
        "posted": [size, 1][:places],
        "border_open": [ONE] * places,
        "fear_linked": [0],
        "quota_type": [0] * size,
        "linked": [0] * size,
        "arrears": [0] * size,
        "inherited": [0] * size,
        "suspicion": [0] * size,
        "trailing": [0] * size,
        "week_posted": [0] * size,
        "status": [POSTED] * size,
        "standing": [0] * size,
        "week_due": [0] * size,
        "ranked": [0] * (places * RECALL_STEPS),
        "recall_seen": [0] * places,
        "kept_home": [0] * places,
        "summoned": [9] * places,
        "recalls_ordered": [0] * places,
        "recalls_done": [0] * places,
        "accounts": _accounts(),
        **{name: [0] * size for name in NOTHING},
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """A review in week 207. No score exceeds 2.5, so 255 steps are 101 for each 1 of score (101.9, rounded down).

    first   owes 7,800 cents, half of three yearly quotas of 5,200: 0.5, step 1 + 50 (50.5)
    second  owes nothing: step 1
    third   alone in its place: the post owes three yearly quotas of the high type, of which the official found two;
            with a link at half fear 0.83, and income of 20,801 cents above twice the yearly middle quota of 10,400,
            1.33: step 1 + 134 (134.7)

    Each quarter a place may take a quarter of those present: of 2 half a one, of 1 a quarter. Luck of 1/2 leaves the
    first place 0.5 + 0.5 = 1 and luck of 3/4 the second 0.25 + 0.75 = 1. The first goes to the higher one.
    Delay: 1/2 of 7 weeks is 3, and 2 at least: week 212. 0 of 7: 209.
    """
    lots = {recall.ROOM: [LUCK // 2, LUCK * 3 // 4], recall.DELAY: [LUCK // 2, 0, 0], recall.TAKEN: [LUCK - 1] * 3}
    monkeypatch.setattr(recall, "draw", lambda now, why, who: lots[why][who])
    c = _officials(
        3,
        places=2,
        quota_type=[0, 0, 2],
        linked=[0, 0, 1],
        fear_linked=[ONE // 2],
        arrears=[7_800, 0, 3 * 52 * 400],
        inherited=[0, 0, 2 * 52 * 400],
        trailing=[20_800, 20_800, 20_801],
    )
    act(recall, this_week(REVIEW), P, c)
    assert rows(c["status"]) == [SUMMONED, POSTED, SUMMONED]
    assert rows(c["week_due"]) == [212, 0, 209]
    assert rows(c["standing"]) == [3 * ONE // 4, ONE // 4, ONE // 2]
    assert rows(c["recalls_ordered"]) == [1, 1]
    assert rows(c["summoned"]) == [1, 1]
    ranked = rows(c["ranked"])
    assert (ranked[0], ranked[1], ranked[50], ranked[51], ranked[255]) == (0, 1, 1, 2, 2)
    assert (ranked[256 + 134], ranked[256 + 135], ranked[511]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("quotas", "income", "threat", "suspicion", "score"),
    [
        (0, 0, 0, 0, 0),
        (3 * ONE, 0, 0, 0, ONE),
        (3 * ONE - 1, 0, 0, 0, ONE - 1),
        (0, ONE, 0, 0, ONE // 2),
        (0, ONE // 2, 0, 0, ONE // 4),
        (0, 0, ONE // 8, 0, ONE // 8),
        (0, 0, 0, ONE, ONE // 4),
        (0, 0, 0, ONE // 2, ONE // 8),
        (3 * ONE // 2, ONE, ONE // 8, ONE, ONE // 2 + ONE // 2 + ONE // 8 + ONE // 4),
    ],
)
def test_a_score_adds_debts_links_suspicion_and_conspicuous_income(quotas, income, threat, suspicion, score):
    assert recall.score(P._replace(suspicion_weight=ONE // 4), quotas, income, threat, suspicion) == score


@pytest.mark.parametrize(("trailing", "stands_out"), [(0, 0), (20_800, 0), (20_801, ONE), (10**12, ONE)])
@pytest.mark.parametrize("chosen_by", [recall.THRESHOLD, recall.RANK_AND_CAPACITY])
def test_only_an_income_above_the_high_one_stands_out(chosen_by, trailing, stands_out):
    """More than twice the middle quota of a year, 10,400 cents."""
    assert recall.conspicuous(P._replace(chosen_by=chosen_by), trailing, 100) == stands_out


@pytest.mark.parametrize(
    ("trailing", "quota", "stands_out"),
    [
        (0, 100, 0),
        (5_200, 100, 0),
        (13_000, 100, ONE // 2),  # halfway from a low quota of 5,200 to 20,800
        (20_800, 100, ONE),
        (13_000, 200, ONE // 4),  # a quarter of the way from a middle one of 10,400
        (20_800, 400, 0),  # a high quota is 20,800 itself
        (20_801, 400, ONE),
    ],
)
def test_in_a_u_shape_income_counts_from_the_quota_on(trailing, quota, stands_out):
    assert recall.conspicuous(P._replace(chosen_by=recall.U_SHAPE), trailing, quota) == stands_out


@pytest.mark.parametrize("chosen_by", [recall.THRESHOLD, recall.RANK_AND_CAPACITY, recall.U_SHAPE])
def test_without_quotas_no_income_is_conspicuous(chosen_by):
    assert recall.conspicuous(P._replace(quota_middle=0, chosen_by=chosen_by), 10**12, 0) == 0


def test_in_a_u_shape_who_earns_moderately_is_least_at_risk():
    """One owes a year's quota, one has just met it and earns no more, and one earns nearly what counts as high."""
    c = _officials(3, arrears=[5_200, 0, 0], trailing=[0, 5_200, 18_200])
    _summon(c, [LUCK - 1] * 3, P._replace(capacity=0, chosen_by=recall.U_SHAPE))
    standing = rows(c["standing"])
    assert standing[1] < min(standing[0], standing[2])


def test_everybody_above_a_threshold_goes_whatever_the_room():
    """Half of three yearly quotas is 7,800 cents. There is no room, and the lots are the worst."""
    p = P._replace(chosen_by=recall.THRESHOLD, capacity=0, link_weight=0, income_weight=0)
    c = _officials(8, arrears=[7_800] * 3 + [7_900] * 5)
    assert _summon(c, [LUCK - 1] * 8, p) == 5
    assert rows(c["status"]) == [POSTED] * 3 + [SUMMONED] * 5


def test_a_suspect_goes_before_one_who_owes_less():
    """Suspicion counts as much as three yearly quotas: half of it, 0.5, against the 0.33 of a year owed."""
    c = _officials(2, arrears=[5_200, 0], suspicion=[0, ONE // 2])
    _summon(c, [0] * 2, P._replace(capacity=0, suspicion_weight=ONE))
    assert rows(c["standing"]) == [ONE // 4, 3 * ONE // 4]


def test_types_are_ranked_alike_by_years_owed():
    """The same step for a year's quota of each type, and half of those alike count for standing."""
    c = _officials(3, quota_type=[0, 1, 2], arrears=[5_200, 10_400, 20_800])
    _summon(c, [LUCK - 1] * 3, P._replace(capacity=0))
    assert rows(c["standing"]) == [ONE // 2 - 1] * 3  # rounded down twice


def test_nobody_answers_for_what_they_found_at_the_post():
    c = _officials(2, arrears=[15_600, 5_200], inherited=[15_600, 0])
    _summon(c, [LUCK - 1] * 2, P._replace(capacity=0))
    assert rows(c["standing"]) == [ONE // 4, 3 * ONE // 4]


@pytest.mark.parametrize("weights", [(0, 0, 0), (ONE, ONE, ONE), (ONE, 0, 0), (0, 0, ONE), (1, 1, 1)])
def test_every_score_has_a_step_and_the_highest_has_one_of_the_last(weights):
    link_weight, income_weight, suspicion_weight = weights
    p = P._replace(link_weight=link_weight, income_weight=income_weight, suspicion_weight=suspicion_weight)
    top = ONE + sum(weights)
    steps = [1 + (score * recall.steps_per_score(p) >> 16) for score in range(0, top + 1, 64)]
    assert steps == sorted(steps)
    assert steps[0] == 1
    assert RECALL_STEPS - 4 <= steps[-1] < RECALL_STEPS  # rounding down costs at most one step for each 1 of score


@pytest.mark.parametrize(
    ("present", "capacity", "drawn", "taken"),
    [
        (8, ONE, LUCK - 1, 2),
        (10, ONE, LUCK // 2 - 1, 2),  # two and a half
        (10, ONE, LUCK // 2, 3),
        (0, ONE, LUCK - 1, 0),
        (1_000, 0, LUCK - 1, 0),
        (100, ONE // 25, 0, 0),  # 0.99994: ONE // 25 lies below a twenty-fifth
        (100, ONE // 25, 1 << 24, 1),
    ],
)
def test_a_review_has_room_for_a_quarter_of_the_years_share(present, capacity, drawn, taken):
    assert recall.room(P._replace(capacity=capacity), present, drawn) == taken


def test_those_on_higher_steps_go_first_and_the_step_that_is_divided_by_lot():
    """Of 40, ten may go: the four who owe three years, and six of the twelve who owe two. Each of the twelve goes if
    luck is below 6/12."""
    arrears = [15_600] * 4 + [10_400] * 12 + [5_200] * 24
    lots = [0] * 4 + [LUCK // 2 - 1] * 5 + [LUCK // 2] * 7 + [0] * 24
    c = _officials(40, arrears=arrears)
    taken = _summon(c, lots)
    assert rows(c["status"]) == [SUMMONED] * 9 + [POSTED] * 31
    assert taken == 9
    # Lower steps hold 36, 24 and 0 of 40, one's own 4, 12 and 24: 38, 30 and 12 of 40, rounded down twice.
    assert rows(c["standing"])[::8] == [ONE * 38 // 40, ONE * 30 // 40 - 1, *[ONE * 12 // 40] * 3]


def _summon(c, lots, p=P):
    """Rank and summon in the only place, with these lots for those on the divided step and none for the rest."""

    def draw(now, why, who):
        return lots[who] if why == recall.TAKEN else 0

    ranked = [c[name] for name in ("suspicion", "trailing", "week_posted", "status", "standing", "ranked")]
    recall.rank(p, REVIEW, c["fear_linked"][0], group("dossier", c), *ranked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recall, "draw", draw)
        return recall.summon(
            this_week(REVIEW), p, 0, 0, len(c["status"]), c["ranked"], c["status"], c["standing"], c["week_due"]
        )


@pytest.mark.parametrize("chosen_by", [recall.RANK_AND_CAPACITY, recall.U_SHAPE])
def test_nobody_answers_for_what_the_last_holder_of_the_post_earned(chosen_by):
    """Two of the four earned so much that they stand out wholly; one of them came 51 weeks ago, the other 52."""
    c = _officials(4, trailing=[10**9, 10**9, 0, 0], week_posted=[REVIEW - 51, REVIEW - 52, 0, 0])
    _summon(c, [LUCK - 1] * 4, P._replace(capacity=0, chosen_by=chosen_by))
    assert rows(c["standing"]) == [3 * ONE // 8, 7 * ONE // 8, 3 * ONE // 8, 3 * ONE // 8]


@pytest.mark.parametrize(("owed", "status"), [(1, POSTED), (61, POSTED), (62, SUMMONED)])
def test_nobody_at_or_below_the_least_score_is_taken_to_fill_the_room(owed, status):
    """Without weights a step is 1/254 of three yearly quotas, 61.4 cents. Of 8, two may go; those on the first stay."""
    c = _officials(8, arrears=[owed] * 8)
    _summon(c, [0] * 8, P._replace(capacity=ONE, link_weight=0, income_weight=0))
    assert rows(c["status"])[0] == status


def test_the_least_score_lies_where_the_scenario_puts_it():
    """Half of three yearly quotas: 7,800 of 15,600 are not above it, one step more is."""
    p = P._replace(least_score=ONE // 2, link_weight=0, income_weight=0)
    c = _officials(8, arrears=[7_800] * 4 + [7_900] * 4)
    assert _summon(c, [0] * 8, p) == 4
    assert rows(c["status"]) == [POSTED] * 4 + [SUMMONED] * 4


def test_only_who_is_posted_is_ranked_and_taken():
    c = _officials(3, status=[VACANT, SUMMONED, POSTED], arrears=[15_600] * 3, standing=[7, 8, 9])
    assert _summon(c, [0] * 3, P._replace(capacity=ONE)) == 0  # a quarter of one, without luck
    assert rows(c["standing"]) == [7, 8, ONE // 2]
    assert rows(c["ranked"])[255] == 1


def test_standing_is_the_share_less_at_risk_and_half_of_those_alike():
    """300 officials with debts from a scramble, beside a plain count over their steps. Each rounds down by at most 1,
    and the share of one official too, for at most 600 halves."""
    arrears = [mix(k) % 20_000 for k in range(300)]
    c = _officials(300, arrears=arrears)
    _summon(c, [LUCK - 1] * 300, P._replace(capacity=0))
    per_cent, per_score = quotas_per_cent(100), recall.steps_per_score(P)
    scores = [recall.score(P, quotas_owed(owed, 0, 100, per_cent), 0, 0, 0) for owed in arrears]
    steps = [1 + (score * per_score >> 16) for score in scores]
    ladder = sorted(steps)
    for mine, found in zip(steps, rows(c["standing"]), strict=True):
        exact = (bisect_left(ladder, mine) + bisect_right(ladder, mine)) * ONE / 600
        assert exact - 2 < found <= exact
    assert rows(c["ranked"]) == [bisect_right(ladder, row) for row in range(RECALL_STEPS)]


def test_reviews_come_in_the_last_week_of_a_quarter():
    for week in range(200, 213):
        c = _officials(40, arrears=[15_600] * 40)
        act(recall, this_week(week), P, c)
        assert (c["recalls_ordered"][0] > 0) == (week == REVIEW)


@pytest.mark.parametrize(
    ("week_due", "border_open", "drawn", "goes"),
    [
        (200, ONE, LUCK - 1, True),
        (199, ONE, LUCK - 1, True),
        (201, ONE, 0, False),
        (0, 0, 0, False),
        (200, ONE // 2, LUCK // 2 - 1, True),
        (200, ONE // 2, LUCK // 2, False),
    ],
)
def test_who_has_to_go_goes_when_the_border_is_open(week_due, border_open, drawn, goes, monkeypatch):
    """The first of two goes with 90 cents in the open and 10 in secret."""
    monkeypatch.setattr(recall, "draw", luck(drawn, 0))
    held = {"savings": [90, 5], "hidden": [10, 0], "accounts": _accounts(customers=-105, officials=95, hidden=10)}
    c = _officials(2, status=[SUMMONED, POSTED], week_due=[week_due, 0], border_open=[border_open], **held)
    act(recall, this_week(200), P, c)
    assert rows(c["status"]) == [VACANT if goes else SUMMONED, POSTED]
    assert rows(c["recalls_done"]) == [int(goes)]
    assert rows(c["summoned"]) == [int(not goes)]
    assert (c["accounts"][OFFICIALS], c["accounts"][HOME]) == ((5, 100) if goes else (95, 0))
    assert c["recall_seen"][0] == (ONE // 2 if goes else 0)


def test_colleagues_see_whom_a_visit_kept_home_as_recalled_and_once():
    """One of four was ordered home and one was kept there: 2/4. A week later a 52nd of that is forgotten."""
    c = _officials(4, status=[SUMMONED, VACANT, POSTED, POSTED], kept_home=[1])
    act(recall, this_week(200), P, c)
    assert (c["recall_seen"][0], c["kept_home"][0]) == (ONE // 2, 0)
    assert c["recalls_done"][0] == 1  # the other was counted by `home_visits`
    act(recall, this_week(201), P, c)
    assert c["recall_seen"][0] == share_of(ONE // 2, recall.REMEMBERED)


def test_orders_pile_up_behind_a_shut_border_and_are_carried_out_when_it_opens():
    """All are called at the review, due by week 215 at the latest; the border opens in week 220."""
    c = _officials(40, arrears=[15_600] * 40, border_open=[0])
    for week in range(REVIEW, 220):
        act(recall, this_week(week), P, c)
    ordered = c["recalls_ordered"][0]
    assert ordered > 0
    assert (rows(c["summoned"]), rows(c["recalls_done"])) == ([ordered], [0])
    c["border_open"][0] = ONE
    act(recall, this_week(219), P, c)
    assert (rows(c["summoned"]), rows(c["recalls_done"])) == ([0], [ordered])


def test_a_steady_rate_of_recalls_is_what_is_seen():
    """One of 52 goes each week: a rate of 1 a year. Each week rounds down by less than 1, so 52 may be missing, and
    the memory's own rounding takes 1 in 1,700 more."""
    recalls = 0
    for _ in range(1_000):
        recalls = recall.seen(recalls, 1, 52)
    assert ONE - 52 - ONE // 1_000 < recalls <= ONE
    assert recall.seen(ONE, 5, 0) == recall.REMEMBERED  # before the first census nobody knows of how many


def test_the_room_is_filled_on_average():
    """4,000 officials, all on one step, and a capacity of 0.2 a year: 200 a quarter, each with 1/20: sd 13.8. Over 20
    reviews of people who return at once, 4,000 with sd 61.6. Allowed are 4 sd."""
    size, ordered = 4_000, 0
    for quarter in range(20):
        c = _officials(size, arrears=[15_600] * size)
        act(recall, this_week(12 + 13 * quarter), P._replace(capacity=round(0.2 * ONE)), c)
        ordered += c["recalls_ordered"][0]
    assert abs(ordered - 4_000) < 4 * math.sqrt(20 * 4_000 * 0.05 * 0.95)
