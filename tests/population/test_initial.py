"""The founding population: posts dealt by share, employers by size, traits by keyed luck."""

import math
from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE
from legation.kernel.units import to_machine
from legation.population.codes import MANAGER, POSTED
from legation.population.columns import OURS
from legation.population.initial import InitialParameters, create, shared_out

WEIGHTS = (6.0, 4.4, 2.0, 10.4, 9.6, 4.8, 2.8)  # they add up to 40
P = InitialParameters(
    4_000,
    *(to_machine("weight", weight) for weight in WEIGHTS),
    employers=50,
    employer_size_spread=to_machine("sd of log", 1),
    skill_spread=to_machine("sd of log", 0.5),
    family_abroad=to_machine("share", 0.1),
    linked=to_machine("share", 0.2),
    term=156,
    term_spread=20,
    quota_low_weight=to_machine("weight", 1),
    quota_middle_weight=to_machine("weight", 2),
    quota_high_weight=to_machine("weight", 1),
)


@pytest.fixture(scope="module")
def founded():
    return create(1, 0, P, 0)


def test_posts_are_dealt_to_places_by_weight(founded):
    """4,000 × weight / 40."""
    assert np.diff(founded["place_first"].astype(int)).tolist() == [600, 440, 200, 1_040, 960, 480, 280]
    assert len(founded["place_first"]) == len(PLACES) + 1


def test_the_largest_remainder_gets_the_post_that_is_left():
    """7 posts by 3 : 2 : 2 are 3, 2, 2; 8 are 3.43, 2.29, 2.29, so the first gets one more; ties go to the earlier."""
    assert shared_out(7, np.array([3, 2, 2])).tolist() == [3, 2, 2]
    assert shared_out(8, np.array([3, 2, 2])).tolist() == [4, 2, 2]
    assert shared_out(1, np.array([1, 1, 1])).tolist() == [1, 0, 0]
    assert shared_out(5, np.array([0, 1])).tolist() == [0, 5]


@given(st.integers(0, 20_000), st.lists(st.integers(0, 2**24), min_size=1, max_size=9).filter(any))
def test_shares_add_up_and_miss_by_less_than_one(whole, weights):
    parts = shared_out(whole, np.array(weights))
    assert parts.sum() == whole
    assert all(abs(part - whole * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


def test_posts_are_sorted_by_place_then_employer_then_role(founded):
    keys = np.stack([founded["place"], founded["employer"], -founded["role"].astype(int)], axis=1).astype(int)
    assert keys.tolist() == sorted(keys.tolist())


def test_a_branch_is_an_employer_in_a_place_and_begins_with_its_manager(founded):
    first = founded["branch_first"].astype(int)
    assert np.array_equal(np.flatnonzero(founded["role"] == MANAGER), first[:-1])
    pairs = {(place, employer) for place, employer in zip(founded["place"], founded["employer"], strict=True)}
    assert len(pairs) == len(first) - 1
    for branch in range(len(first) - 1):
        posts = slice(first[branch], first[branch + 1])
        assert set(founded["branch"][posts].tolist()) == {branch}
        assert len(set(founded["employer"][posts])) == len(set(founded["place"][posts])) == 1


def test_the_list_by_employer_holds_every_post_once_in_its_employers_block(founded):
    order, first = founded["by_employer"], founded["employer_first"].astype(int)
    assert sorted(order.tolist()) == list(range(P.posted))
    assert len(first) == P.employers + 1
    for employer in range(P.employers):
        assert set(founded["employer"][order[first[employer] : first[employer + 1]]].tolist()) <= {employer}


def test_everyone_is_posted_poor_and_came_within_one_term(founded):
    assert set(founded["status"].tolist()) == {POSTED}
    assert not founded["savings"].any()
    assert -P.term < founded["week_posted"].min() <= founded["week_posted"].max() <= 0
    # Evenly over the term: mean -77.5 with sd 45.0 / sqrt(4,000) = 0.71; allowed are 4 sd.
    assert abs(founded["week_posted"].mean() + 77.5) < 4 * 0.71


@pytest.mark.parametrize(("column", "share"), [("family_home", 0.9), ("linked", 0.2)])
def test_traits_have_their_share(founded, column, share):
    spread = math.sqrt(share * (1 - share) / P.posted)
    assert abs(founded[column].mean() - share) < 4 * spread


def test_skill_is_lognormal_with_median_1(founded):
    """log skill: mean 0 with sd 0.5 / sqrt(4,000) = 0.008, sd 0.5 with sd 0.0056. Allowed are 4 sd."""
    logs = np.log(founded["skill"] / ONE)
    assert abs(logs.mean()) < 4 * 0.008
    assert abs(logs.std() - 0.5) < 4 * 0.0056


def test_an_employer_sets_one_quota_wherever_it_is(founded):
    for employer in range(P.employers):
        assert len(set(founded["quota_type"][founded["employer"] == employer].tolist())) <= 1


def test_quotas_are_dealt_to_employers_by_weight():
    """1 : 2 : 1 among 5,000: shares 1/4, 1/2, 1/4. Allowed are 4 sd: 0.0245, 0.0283, 0.0245."""
    many = P._replace(posted=200_000, employers=5_000, employer_size_spread=0)
    founded = create(1, 0, many, 0)
    # With 40 posts each on average, an employer without any has a chance of e^-40.
    _, at = np.unique(founded["employer"], return_index=True)
    assert len(at) == 5_000
    for kind, share in enumerate((0.25, 0.5, 0.25)):
        spread = math.sqrt(share * (1 - share) / 5_000)
        assert abs((founded["quota_type"][at] == kind).mean() - share) < 4 * spread


@pytest.mark.parametrize("kind", range(3))
def test_the_only_quota_with_weight_is_everyones(kind):
    """One weight of a thousand against two of a thousandth: 2 in 1,000,000 for another, so of 50 employers none."""
    least, most = to_machine("weight", 0.001), to_machine("weight", 1_000)
    weights = dict.fromkeys(("quota_low_weight", "quota_middle_weight", "quota_high_weight"), least)
    weights[list(weights)[kind]] = most
    assert set(create(1, 0, P._replace(**weights), 0)["quota_type"].tolist()) == {kind}


def test_accounts_close_in_an_even_order(founded):
    """Even over 0 to 1: mean 1/2 and sd 0.289; of 4,000 the mean has sd 0.0046, the sd 0.0020. Allowed are 4 sd."""
    luck = founded["bank_luck"] / ONE
    assert 0 <= luck.min() < luck.max() < 1
    assert abs(luck.mean() - 0.5) < 4 * 0.0046
    assert abs(luck.std() - 12**-0.5) < 4 * 0.0020


def test_terms_are_normal_around_the_planned_one(founded):
    """Mean 156, less 1/2 for rounding down, with sd 20 / sqrt(4,000) = 0.32; sd 20 with sd 0.22. Allowed are 4 sd."""
    assert abs(founded["term"].mean() - 155.5) < 4 * 0.32
    assert abs(founded["term"].std() - 20) < 4 * 0.22


def test_no_term_is_shorter_than_a_week():
    """Half of the terms around 1 week with sd 52 would end before they begin; they last a week."""
    terms = create(1, 0, P._replace(term=1, term_spread=52), 0)["term"]
    assert terms.min() == 1
    # A half with sd sqrt(1/4 / 4,000) = 0.0079, and those rounded down to 1 week: under 1/52 × 0.4 = 0.008.
    assert 0.5 - 4 * 0.0079 < (terms == 1).mean() < 0.5 + 0.016 + 4 * 0.0079


def test_quotas_were_collected_the_week_before_the_first():
    """So the first year is a whole one."""
    assert create(1, 0, P, 0)["collected"].tolist() == [-1]
    assert create(1, 0, P, 100)["collected"].tolist() == [99]


def test_larger_employers_have_more_posts(founded):
    """Sizes spread by a factor of e; dealt evenly, 80 posts would spread by 9."""
    counts = np.bincount(founded["employer"], minlength=P.employers)
    assert counts.sum() == P.posted
    assert counts.std() > 40


def test_the_same_seed_and_number_give_the_same_people_and_others_do_not(founded):
    again, other_seed, other_number = create(1, 0, P, 0), create(2, 0, P, 0), create(1, 1, P, 0)
    assert all(np.array_equal(founded[column.name], again[column.name]) for column in OURS.state)
    for other in (other_seed, other_number):
        assert not np.array_equal(founded["skill"], other["skill"])
        assert not np.array_equal(founded["employer"], other["employer"])


def test_the_founders_stay_who_they_are(founded):
    """A hash over what is drawn: a change here changes every result ever published."""
    first = ("place", "employer", "week_posted", "skill", "family_home", "linked")
    assert _hash(founded, first) == "5aecc2f804e07249"
    assert _hash(founded, ("quota_type", "bank_luck", "term")) == "f9877b601526687a"


def _hash(founded, names):
    total = blake2b(digest_size=8)
    for name in names:
        total.update(founded[name].astype("<i8").tobytes())
    return total.hexdigest()


def test_a_later_first_week_moves_arrivals_and_the_last_collection_and_nothing_else(founded):
    later = create(1, 0, P, 100)
    assert np.array_equal(later["week_posted"], founded["week_posted"] + 100)
    assert all(
        np.array_equal(later[column.name], founded[column.name])
        for column in OURS.state
        if column.name not in ("week_posted", "collected")
    )


def test_no_spread_makes_everyone_alike():
    alike = create(1, 0, P._replace(skill_spread=0, family_abroad=0, linked=ONE, term=1, term_spread=0), 0)
    assert set(alike["skill"].tolist()) == {ONE}
    assert set(alike["family_home"].tolist()) == {1}
    assert set(alike["linked"].tolist()) == {1}
    assert set(alike["week_posted"].tolist()) == {0}
    assert set(alike["term"].tolist()) == {1}


def test_all_families_abroad_leave_nobody_at_home():
    assert not create(1, 0, P._replace(family_abroad=ONE), 0)["family_home"].any()


def test_columns_have_their_declared_types_and_ranges(founded):
    for column in OURS.state:
        values = founded[column.name]
        assert values.dtype == column.dtype, column.name
        assert column.low <= int(values.min()) <= int(values.max()) <= column.high, column.name


@pytest.mark.parametrize(("posts", "employers"), [(1, 1), (7, 1), (30, 300)])
def test_small_populations_are_whole(posts, employers):
    small = create(3, 0, P._replace(posted=posts, employers=employers), 0)
    assert len(small["status"]) == posts
    assert small["employer"].max() < employers
    assert small["branch_first"][-1] == posts
    assert small["employer_first"][-1] == posts
