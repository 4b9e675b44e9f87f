"""Keyed chance: every draw is a pure function of seed, world, week, purpose and post.

Nothing is consumed and nothing is shared, so a draw does not depend on who was asked before, on threads or on the
order of a loop. Adding or removing a mechanism leaves everybody else's luck as it was.

Each function stands here twice with one meaning: in plain Python, which the oracle calls, and as a compiled twin in
unsigned 64-bit arithmetic. Tests compare the two on a million inputs. Only `base/` may hold such pairs.

Source   the finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). A fresh odd multiplier per
         world and week keeps the streams of different weeks from being windows of one cycle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy import int64, uint64

from legation.kernel.marks import compiled_twin, rule

MASK = 2**64 - 1
LUCK = 2**32  # Luck is a whole number below this; an event of chance c out of 2**32 happens if luck < c.
GOLDEN = 0x9E3779B97F4A7C15
WORLD_SALT = 0xD6E8FEB86659FD93
WEEK_STEP = 0xA0761D6478BD642F
ODD_SALT = 0xE7037ED1A0B428DB
FOUNDING = -1  # The week of the founding draws; no week of a run has this number.


class Now(NamedTuple):
    """The week, its keys, and room for `drawn` to work in.

    week   counted from 5 January 2009
    key    64-bit key of seed, world and week
    odd    odd multiplier of seed, world and week
    size   number of officials' posts
    flags  (size, padded to whole words) uint8, words the same bytes as uint64, picks (size,) uint32
    """

    week: int
    key: int
    odd: int
    size: int
    flags: Any
    words: Any
    picks: Any


def purpose(text: str) -> int:
    """The key of a question put to chance, from its name: `purpose("trade: size of the week's deals")`.

    Signed, so that all keys have one type: compiled code would otherwise be made once for each of two.
    """
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


def mix(word: Any) -> Any:
    """Scramble 64 bits: a bijection in which every input bit moves about half of the output bits."""
    word ^= word >> 30
    word = (word * 0xBF58476D1CE4E5B9) & MASK
    word ^= word >> 27
    word = (word * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


@compiled_twin(mix)
def _mix(word: Any) -> Callable[..., Any]:
    def go(word: Any) -> Any:
        word = uint64(word)
        word ^= word >> uint64(30)
        word *= uint64(0xBF58476D1CE4E5B9)
        word ^= word >> uint64(27)
        word *= uint64(0x94D049BB133111EB)
        return word ^ (word >> uint64(31))

    return go


def keys(seed: int, number: int, week: int) -> tuple[int, int]:
    """Key and odd multiplier of one week of one world."""
    world = mix(mix((seed + GOLDEN * (number + 1)) & MASK) ^ WORLD_SALT)
    key = mix((world + WEEK_STEP * (week + 1)) & MASK)
    return key, mix(key ^ ODD_SALT) | 1


@compiled_twin(keys)
def _keys(seed: Any, number: Any, week: Any) -> Callable[..., Any]:
    def go(seed: Any, number: Any, week: Any) -> Any:
        world = mix(mix(uint64(seed) + uint64(GOLDEN) * uint64(number + 1)) ^ uint64(WORLD_SALT))
        key = mix(world + uint64(WEEK_STEP) * uint64(week + 1))
        return key, mix(key ^ uint64(ODD_SALT)) | uint64(1)

    return go


def draw(now: Now, why: int, who: int) -> int:
    """Luck of one post this week: a whole number below 2**32."""
    return mix(((now.key ^ why) + who * now.odd) & MASK) >> 32


@compiled_twin(draw)
def _draw(now: Any, why: Any, who: Any) -> Callable[..., Any]:
    def go(now: Any, why: Any, who: Any) -> Any:
        return int64(mix((now.key ^ uint64(why)) + uint64(who) * now.odd) >> uint64(32))

    return go


def keys_kept(now: Now) -> tuple[int, int]:
    """Key and odd multiplier of the week as signed numbers of 64 bits, which a column can keep for `draw_again`."""
    return (now.key ^ 2**63) - 2**63, (now.odd ^ 2**63) - 2**63


@compiled_twin(keys_kept)
def _keys_kept(now: Any) -> Callable[..., Any]:
    def go(now: Any) -> Any:
        return int64(now.key), int64(now.odd)

    return go


def draw_again(key: int, odd: int, why: int, who: int) -> int:
    """Luck of one post in an earlier week, whose keys `keys_kept` gave: what `draw` gave then."""
    return mix(((key ^ why) + who * odd) & MASK) >> 32


@compiled_twin(draw_again)
def _draw_again(key: Any, odd: Any, why: Any, who: Any) -> Callable[..., Any]:
    def go(key: Any, odd: Any, why: Any, who: Any) -> Any:
        return int64(mix((uint64(key) ^ uint64(why)) + uint64(who) * uint64(odd)) >> uint64(32))

    return go


def candidates(now: Now, why: int, at_most: int) -> Iterable[int]:
    """The posts whose luck may be below a chance that never exceeds `at_most`.

    The compiled twin skips the unlucky ones. The plain one skips nobody, so that the oracle evaluates every chance
    and sees each one that exceeds its majorant. The step then compares the same luck with the exact chance, which is
    why the majorant can't change a result. One loop over `drawn` may be open at a time: it lends one scratch array.
    """
    return range(now.size)


@compiled_twin(candidates)
def _drawn(now: Any, why: Any, at_most: Any) -> Callable[..., Any]:
    def go(now: Any, why: Any, at_most: Any) -> Any:
        flags, words, picks = now.flags, now.words, now.picks
        key, odd, most = now.key ^ uint64(why), now.odd, uint64(at_most)
        for post in range(now.size):
            flags[post] = (mix(key + uint64(post) * odd) >> uint64(32)) < most
        count = 0
        for word in range(len(words)):
            if words[word] == 0:
                continue
            for post in range(8 * word, min(8 * word + 8, now.size)):
                if flags[post]:
                    picks[count] = post
                    count += 1
        return picks[:count]

    return go


@rule
def this_week(seed: Any, number: Any, week: Any, size: Any, flags: Any, words: Any, picks: Any) -> Any:
    """The keys of one week, with the scratch arrays of the world."""
    key, odd = keys(seed, number, week)
    return Now(week, key, odd, size, flags, words, picks)


def scratch(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Room for `drawn`: flags, the same bytes as words, and picks, for `size` posts."""
    flags = np.zeros((size + 7) // 8 * 8, np.uint8)
    return flags, flags.view(np.uint64), np.zeros(size, np.uint32)


def _mix_array(word: np.ndarray) -> np.ndarray:
    """`mix` for whole arrays of uint64, for the founding population and the parameters, which are drawn by the host."""
    word = word ^ (word >> np.uint64(30))
    word = word * np.uint64(0xBF58476D1CE4E5B9)
    word = word ^ (word >> np.uint64(27))
    word = word * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


def draws(seed: int, number: int, why: int, size: int) -> np.ndarray:
    """Founding luck of posts 0 … size - 1, (size,) int64 below 2**32: equal to `draw` in the week `FOUNDING`."""
    key, odd = keys(seed, number, FOUNDING)
    who = np.arange(size, dtype=np.uint64) * np.uint64(odd)
    return (_mix_array(np.uint64((key ^ why) & MASK) + who) >> np.uint64(32)).astype(np.int64)


def uniforms(seed: int, worlds: np.ndarray, why: int) -> np.ndarray:
    """One number strictly between 0 and 1 per world, (worlds,) float64, exact in 53 bits; for parameters."""
    numbers = np.asarray(worlds).astype(np.uint64) + np.uint64(1)
    world = _mix_array(_mix_array(np.uint64(seed) + np.uint64(GOLDEN) * numbers) ^ np.uint64(WORLD_SALT))
    words = _mix_array(_mix_array(world + np.uint64(WEEK_STEP * (FOUNDING + 1))) ^ np.uint64(why & MASK))
    return ((words >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
