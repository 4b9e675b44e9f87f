"""Keyed chance: known answers, the plain and the compiled twin, and luck that depends on nothing but its key."""

import numpy as np
import pytest
from numba import njit

from legation.kernel.chance import (
    FOUNDING,
    GOLDEN,
    LUCK,
    MASK,
    Now,
    _mix_array,
    candidates,
    draw,
    draw_again,
    draws,
    keys,
    keys_kept,
    mix,
    purpose,
    scratch,
    this_week,
    uniforms,
)

MANY = 10**6
LEAVES = purpose("flight: leaves the post")


def _words(size=MANY):
    """Words of 64 bits for the comparisons: the corners, then a spread over the whole range."""
    corners = np.array([0, 1, 2, 2**31, 2**32, 2**63 - 1, 2**63, MASK], np.uint64)
    return np.concatenate([corners, np.random.default_rng(1).integers(0, 2**64, size - len(corners), np.uint64)])


def _now(size=1, *, seed=1, number=0, week=0):
    return this_week(seed, number, week, size, *scratch(size))


@njit
def _mixed(words):
    out = np.empty_like(words)
    for k in range(len(words)):
        out[k] = mix(words[k])
    return out


@njit
def _keyed(seeds, numbers, weeks):
    out = np.empty((len(seeds), 2), np.uint64)
    for k in range(len(seeds)):
        out[k, 0], out[k, 1] = keys(seeds[k], numbers[k], weeks[k])
    return out


@njit
def _luck(seed, number, week, size, flags, words, picks, why, posts):
    now = this_week(seed, number, week, size, flags, words, picks)
    out = np.empty(len(posts), np.int64)
    for k in range(len(posts)):
        out[k] = draw(now, why, posts[k])
    return out


@njit
def _picked(seed, week, size, flags, words, picks, why, at_most):
    now = this_week(seed, 0, week, size, flags, words, picks)
    picks = candidates(now, why, at_most)
    return picks.copy()


def test_mix_gives_the_published_outputs_of_splitmix64():
    """Source: the reference output of SplitMix64 for the seed 1234567, whose state grows by GOLDEN before each."""
    published = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert [mix((1234567 + k * GOLDEN) & MASK) for k in range(1, 6)] == published


def test_keys_and_draws_stay_what_they_are():
    """A change here changes every result ever published."""
    assert keys(1, 0, 0) == (4290290043782945000, 9992651735733863677)
    assert keys(2**63 - 1, 999, 886) == (9155567732413271771, 16768335772725533851)
    assert keys(7, 3, FOUNDING) == (12539061998056056272, 4131897023962998467)
    assert purpose("trade: size of the week's deals") == 2591062361791527746
    assert [draw(_now(3), LEAVES, post) for post in range(3)] == [3452190072, 2156357738, 2759339680]
    assert draws(1, 0, purpose("founding: skill"), 3).tolist() == [2723935304, 3559604005, 1593581210]


def test_mix_plain_compiled_and_by_array_are_one():
    words = _words()
    plain = np.array([mix(word) for word in words.tolist()], np.uint64)
    assert np.array_equal(_mixed(words), plain)
    assert np.array_equal(_mix_array(words), plain)


def test_mix_gives_no_word_twice():
    assert len(np.unique(_mix_array(np.arange(MANY, dtype=np.uint64)))) == MANY


def test_keys_plain_and_compiled_are_one():
    """A third of a million of each of seed, world and week makes a million inputs."""
    lots = np.random.default_rng(2)
    size = MANY // 3
    seeds = lots.integers(0, 2**63, size, np.uint64)
    seeds[:2] = 0, 2**63 - 1
    numbers = lots.integers(0, 2**20, size)
    weeks = lots.integers(FOUNDING, 887, size)
    weeks[:2] = FOUNDING
    plain = [keys(*given) for given in zip(seeds.tolist(), numbers.tolist(), weeks.tolist(), strict=True)]
    assert np.array_equal(_keyed(seeds, numbers, weeks), np.array(plain, np.uint64))


def test_draw_plain_and_compiled_are_one():
    posts = np.arange(MANY)
    posts[-1] = 2**32 - 1
    now = _now(week=333)
    plain = [draw(now, LEAVES, post) for post in posts.tolist()]
    assert _luck(np.uint64(1), 0, 333, 1, *scratch(1), LEAVES, posts).tolist() == plain
    assert 0 <= min(plain) < LUCK // 1000
    assert LUCK - LUCK // 1000 < max(plain) < LUCK


def test_founding_draws_are_the_draws_of_the_founding_week():
    now = _now(seed=9, number=4, week=FOUNDING)
    assert draws(9, 4, LEAVES, 50_000).tolist() == [draw(now, LEAVES, post) for post in range(50_000)]


def test_a_million_posts_have_the_luck_by_which_candidates_are_picked():
    """The compiled twin works luck out 16 posts at a time. Majorants beside lucks that occur part the two."""
    now = _now(MANY, week=7)
    lots = np.array([draw(now, LEAVES, post) for post in range(MANY)])
    for at_most in (LUCK // 2, LUCK // 2 + 1, LUCK - 1, 12_345_678_901 % LUCK, *lots[:3].tolist(), lots[3] + 1):
        picked = _picked(np.uint64(1), 7, MANY, *scratch(MANY), LEAVES, at_most)
        assert np.array_equal(picked, np.flatnonzero(lots < at_most))


@pytest.mark.parametrize("size", [1, 7, 8, 9, 15, 16, 17, 1_003])
@pytest.mark.parametrize("at_most", [0, 1, LUCK // 200, LUCK // 2, LUCK])
def test_candidates_are_exactly_those_whose_luck_is_below_the_majorant(size, at_most):
    for week in range(3):
        now = _now(size, seed=5, week=week)
        lucky = [post for post in range(size) if draw(now, LEAVES, post) < at_most]
        assert list(_picked(np.uint64(5), week, size, *scratch(size), LEAVES, at_most)) == lucky


@njit
def _luck_kept(seed, week, size, flags, words, picks, why, posts):
    key, odd = keys_kept(this_week(seed, 0, week, size, flags, words, picks))
    out = np.empty(len(posts), np.int64)
    for k in range(len(posts)):
        out[k] = draw_again(key, odd, why, posts[k])
    return out


@pytest.mark.parametrize("week", [0, 1, 200])
def test_the_luck_of_an_earlier_week_can_be_drawn_again(week):
    """From its signed keys, compiled and plain; of these weeks, some have a key beyond 2**63."""
    now = _now(week=week)
    kept = keys_kept(now)
    assert all(-(2**63) <= key < 2**63 for key in kept)
    assert [key & MASK for key in kept] == [now.key, now.odd]
    assert all(draw_again(*kept, LEAVES, post) == draw(now, LEAVES, post) for post in range(1_000))
    posts = np.arange(MANY // 3)
    compiled = _luck_kept(1, week, 1, *scratch(1), LEAVES, posts)
    assert np.array_equal(compiled, _luck(1, 0, week, 1, *scratch(1), LEAVES, posts))


def test_drawn_picks_the_same_of_a_million_posts():
    luck = _luck(np.uint64(5), 0, 2, 1, *scratch(1), LEAVES, np.arange(MANY))
    picked = _picked(np.uint64(5), 2, MANY, *scratch(MANY), LEAVES, LUCK // 50)
    assert np.array_equal(picked, np.flatnonzero(luck < LUCK // 50))


def test_the_plain_drawn_skips_nobody():
    assert list(candidates(_now(12), LEAVES, 0)) == list(range(12))


def test_luck_differs_by_seed_world_week_purpose_and_post():
    """1,000 posts in each: independent luck agrees with a chance of one in four million a post."""
    posts = range(1_000)
    usual = [draw(_now(), LEAVES, post) for post in posts]
    for other in (_now(seed=2), _now(number=1), _now(week=1)):
        assert not set(usual) & {draw(other, LEAVES, post) for post in posts}
    assert not set(usual) & {draw(_now(), purpose("another question"), post) for post in posts}
    assert len(set(usual)) == len(usual)


def test_luck_is_spread_evenly():
    """Mean of 10**6 uniform numbers: 1/2 with sd 0.000289; allowed are 5 sd. Likewise for the lag of one week."""
    one, next_ = (_luck(np.uint64(1), 0, week, 1, *scratch(1), LEAVES, np.arange(MANY)) / LUCK for week in (10, 11))
    assert abs(one.mean() - 0.5) < 5 * 0.000289
    assert abs(np.corrcoef(one, next_)[0, 1]) < 5 / MANY**0.5


def test_a_uniform_number_lies_strictly_between_0_and_1_and_belongs_to_its_world():
    found = uniforms(1, np.arange(10_000), purpose("x"))
    assert 0 < found.min() < 0.001
    assert 0.999 < found.max() < 1
    assert found[7] == uniforms(1, np.array([7]), purpose("x"))[0]


def test_a_uniform_number_is_the_founding_key_mixed_with_its_purpose():
    why = purpose("x")
    words = [mix(keys(9, world, FOUNDING)[0] ^ why) for world in (0, 1, 999)]
    assert uniforms(9, np.array([0, 1, 999]), why).tolist() == [((word >> 11) + 0.5) / 2**53 for word in words]


def test_the_scratch_of_a_world_shares_its_bytes():
    flags, words, picks = scratch(9)
    flags[8] = 1
    assert words.tolist() == [0, 1, *[0] * 6]  # padded to 64 posts
    assert (len(flags), len(picks)) == (64, 9)
    assert isinstance(this_week(1, 0, 0, 9, flags, words, picks), Now)
