"""Banking: who loses an account and to what, and money that goes into hiding and is found there."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.money import HIDDEN, OFFICIALS, PARTY
from legation.mechanisms import banking
from legation.population.codes import BORROWED, NO_ACCOUNT, OWN
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Half find a borrowed name, of which one in 16 a month is found out; a quarter of savings is hidden each month, and
# one in 8 is traced at the highest alert.
P = banking.Parameters(borrows=LUCK // 2, watched=LUCK // 16, hides=ONE // 4, traced=LUCK // 8)


def _told(lent, found_out, traced):
    """A `draw` that gives posts 0, 1, 2 … their luck, a list for each question."""

    def draw(now, why, who):
        return {banking.LENT: lent, banking.FOUND_OUT: found_out, banking.TRACED: traced}[why][who]

    return draw


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "bank_access": [ONE // 2, 0],
        "alert": [0, ONE],
        "bank_luck": [ONE // 2 - 1, ONE // 2, 0],
        "account": [NO_ACCOUNT, OWN, BORROWED],
        "savings": [1_003, 8, 100],
        "hidden": [70, 0, 500],
        "accounts": [-1_681, 1_111, 570, 0, 0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """Half of the accounts are left at the first place and none at the second; alert is highest there.

    first   access reaches this one again: an own account. Hides 1,003 // 4 = 250; no alert, so nothing is traced
    second  access ends just here: a borrowed name, as luck has it. Hides 2
    third   the borrowed name is found out, and the 500 put aside are traced; then hides 25
    """
    monkeypatch.setattr(banking, "draw", _told([0, LUCK // 2 - 1, 0], [0, 0, LUCK // 16 - 1], [0, 0, LUCK // 8 - 1]))
    c = _three_officials()
    act(banking, this_week(4), P, c)
    assert rows(c["account"]) == [OWN, BORROWED, NO_ACCOUNT]
    assert rows(c["savings"]) == [753, 6, 75]
    assert rows(c["hidden"]) == [320, 2, 25]
    assert rows(c["accounts"]) == [-1_681, 834, 347, 0, 500]
    assert (OFFICIALS, HIDDEN, PARTY) == (1, 2, 4)


@pytest.mark.parametrize("week", [1, 2, 3, 5, 6, 7])
def test_nothing_happens_after_the_first_week_of_a_period(week):
    c = _three_officials()
    act(banking, this_week(week), P, c)
    assert rows(c["account"]) == [NO_ACCOUNT, OWN, BORROWED]
    assert rows(c["savings"]) == [1_003, 8, 100]
    assert rows(c["accounts"]) == [-1_681, 1_111, 570, 0, 0]


@pytest.mark.parametrize("account", [OWN, BORROWED, NO_ACCOUNT])
def test_who_has_access_has_an_own_account_whatever_luck_says(account):
    assert banking.next_account(P, account, ONE - 1, ONE, LUCK - 1) == OWN
    assert banking.next_account(P, account, 99, 100, LUCK - 1) == OWN


@pytest.mark.parametrize(
    ("account", "luck", "later"),
    [
        (OWN, LUCK // 2 - 1, BORROWED),  # A name is lent, whatever luck would find out.
        (OWN, LUCK // 2, NO_ACCOUNT),
        (BORROWED, LUCK // 16, BORROWED),
        (BORROWED, LUCK // 16 - 1, NO_ACCOUNT),
        (NO_ACCOUNT, LUCK - 1, NO_ACCOUNT),
        (NO_ACCOUNT, 0, NO_ACCOUNT),  # No second name is lent.
    ],
)
def test_without_access_luck_decides_between_a_borrowed_name_and_none(account, luck, later):
    assert banking.next_account(P, account, 100, 100, luck) == later


@pytest.mark.parametrize(("account", "asked"), [(OWN, banking.LENT), (BORROWED, banking.FOUND_OUT)])
def test_each_question_has_its_own_luck(account, asked, monkeypatch):
    """A name that is lent can't be found out in the same month, so nobody is asked both."""
    questions = []
    monkeypatch.setattr(banking, "draw", lambda now, why, who: questions.append(why) or LUCK - 1)
    banking.change_accounts(this_week(), P, 0, 0, [100], [account])
    assert questions == [asked]


@pytest.mark.parametrize(("alert", "chance"), [(0, 0), (ONE // 2, LUCK // 16), (ONE, LUCK // 8)])
def test_tracing_needs_alert(alert, chance, monkeypatch):
    for luck, found in ((chance - 1, True), (chance, False)):
        monkeypatch.setattr(banking, "draw", _told([0], [0], [max(luck, 0)]))
        c = columns(
            place_first=[0, 1],
            bank_access=[ONE],
            alert=[alert],
            bank_luck=[0],
            account=[OWN],
            savings=[0],
            hidden=[90],
            accounts=[-90, 0, 90, 0, 0],
        )
        act(banking, this_week(), P, c)
        taken = 90 if found and chance else 0
        assert rows(c["hidden"]) == [90 - taken]
        assert rows(c["accounts"]) == [-90, 0, 90 - taken, 0, taken]


@pytest.mark.parametrize(("share", "hidden"), [(0, 0), (1, 15), (ONE // 2, 500_000), (ONE, 1_000_001)])
def test_what_is_hidden_is_rounded_down_and_nothing_is_lost(share, hidden):
    c = columns(savings=[1_000_001, 0], hidden=[7, 0])
    assert banking.put_aside(share, **c) == hidden
    assert rows(c["hidden"]) == [7 + hidden, 0]
    assert rows(c["savings"]) == [1_000_001 - hidden, 0]


def _crowd(posts, **changed):
    """As many officials as asked for in one place, whose thresholds are spread evenly over all access."""
    given = {
        "place_first": [0, posts],
        "bank_access": [ONE],
        "alert": [ONE],
        "bank_luck": [post * ONE // posts for post in range(posts)],
        "account": [OWN] * posts,
        "savings": [0] * posts,
        "hidden": [0] * posts,
        "accounts": [0] * 5,
    }
    return columns(**(given | changed))


@pytest.mark.parametrize(("access", "own"), [(0, 0), (ONE // 4, 250), (ONE // 2, 500), (ONE, 1_000)])
def test_as_many_keep_an_account_as_have_access(access, own):
    c = _crowd(1_000, bank_access=[access])
    act(banking, this_week(), P, c)
    assert rows(c["account"]).count(OWN) == own
    c["bank_access"].store.values[:] = [ONE]
    act(banking, this_week(4), P, c)
    assert rows(c["account"]).count(OWN) == 1_000


def test_borrowed_names_are_lent_and_found_out_as_the_closed_form_says():
    """Of 4,000 who lose an account, half find a name, of whom (15/16)^12 = 0.461 still have it after 12 months more: a
    share of 0.2305, so 922 with sd 26.6. Allowed are 4 sd."""
    posts, share = 4_000, 0.5 * (15 / 16) ** 12
    c = _crowd(posts, bank_access=[0])
    for month in range(13):
        act(banking, this_week(4 * month), P, c)
    assert rows(c["account"]).count(OWN) == 0
    assert abs(rows(c["account"]).count(BORROWED) - posts * share) < 4 * math.sqrt(posts * share * (1 - share))


def test_tracing_finds_as_many_as_the_closed_form_says():
    """Of 4,000 with a dollar put aside, (7/8)^6 = 0.4488 still have it after 6 months at the highest alert: 1,795 with
    sd 31.5. Allowed are 4 sd."""
    posts, share = 4_000, (7 / 8) ** 6
    c = _crowd(posts, hidden=[100] * posts, accounts=[-100 * posts, 0, 100 * posts, 0, 0])
    for month in range(6):
        act(banking, this_week(4 * month), P, c)
    left = c["accounts"][HIDDEN] / 100
    assert abs(left - posts * share) < 4 * math.sqrt(posts * share * (1 - share))
    assert c["accounts"][HIDDEN] + c["accounts"][PARTY] == 100 * posts
    assert sum(rows(c["hidden"])) == c["accounts"][HIDDEN]
