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
from legation.kernel.picks import BLOCK, lowest_bit

MASK = 2**64 - 1
LUCK = 2**32  # Luck is a whole number below this; an event of chance c out of 2**32 happens if luck < c.
GOLDEN = 0x9E3779B97F4A7C15
WORLD_SALT = 0xD6E8FEB86659FD93
WEEK_STEP = 0xA0761D6478BD642F
ODD_SALT = 0xE7037ED1A0B428DB
FOUNDING = -1  # The week of the founding draws; no week of a run has this number.


class Now(NamedTuple):
    """The week, its keys, and room for `candidates` and `those` to work in.

    week   counted from 5 January 2009
    key    64-bit key of seed, world and week
    odd    odd multiplier of seed, world and week
    size   number of officials' posts
    flags  (size, padded to whole blocks) uint8, words the same bytes as uint64, picks (size,) uint32
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
    why the majorant can't change a result. One loop over posts that were picked may be open at a time: all of them
    write into one scratch array.
    """
    return range(now.size)


@compiled_twin(candidates)
def _candidates(now: Any, why: Any, at_most: Any) -> Callable[..., Any]:
    from numba.core import types
    from numba.extending import intrinsic

    def lucky_lanes(typing: Any, first: Any, odd: Any, most: Any) -> Any:
        return types.uint64(types.uint64, types.uint64, types.uint64), _lucky_lanes

    lucky: Any = intrinsic(lucky_lanes)
    lowest = lowest_bit()

    def go(now: Any, why: Any, at_most: Any) -> Any:
        picks, count = now.picks, 0
        if at_most <= 0:
            return picks[:0]
        word, step = now.key ^ uint64(why), uint64(LANES) * now.odd
        for first in range(0, now.size, LANES):
            bits = lucky(word, now.odd, uint64(at_most))
            word += step
            while bits != 0:
                post = first + int64(lowest(bits))
                bits &= bits - uint64(1)
                if post < now.size:
                    picks[count] = post
                    count += 1
        return picks[:count]

    return go


# Posts whose luck is worked out at once. So many words fill four registers of AVX2, half of what follows from them
# fits beside, and more would have to be put away and fetched again.
LANES = 16


def _lucky_lanes(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """A bit for each of LANES posts in a row, 1 where `mix` of its word leaves luck below `most`.

    arguments  the word of the first post, the odd multiplier by which words differ, and `most`

    Few processors multiply vectors of 64-bit words. A compiler builds each such product from three of 32 bits, but two
    instructions do: one for the whole product of the low halves, and one for the two products that only count in the
    high half, which lie side by side. Of the last product luck is the high half alone, so nothing carries into it.
    """
    from llvmlite import ir

    word, words = ir.IntType(64), ir.VectorType(ir.IntType(64), LANES)
    halves = ir.VectorType(ir.IntType(32), 2 * LANES)  # of each word the low one first

    def each(number: int) -> Any:
        return ir.Constant(words, [number] * LANES)

    def everywhere(value: Any) -> Any:
        nothing, zeros = ir.Constant(words, ir.Undefined), ir.Constant(ir.VectorType(ir.IntType(32), LANES), None)
        return builder.shuffle_vector(builder.insert_element(nothing, value, ir.IntType(32)(0)), nothing, zeros)

    def times(mixed: Any, factor: int) -> tuple[Any, Any]:
        """The product of the low halves; and in the high halves what else there is of the product's."""
        low, high = factor & 0xFFFFFFFF, factor >> 32
        product = builder.mul(builder.and_(mixed, each(0xFFFFFFFF)), each(low))
        crosswise = builder.mul(builder.bitcast(mixed, halves), ir.Constant(halves, [high, low] * LANES))
        lifted = builder.bitcast(builder.shl(builder.bitcast(crosswise, words), each(32)), halves)
        return product, builder.add(crosswise, lifted)

    first, odd, most = arguments
    mixed = builder.add(everywhere(first), builder.mul(everywhere(odd), ir.Constant(words, list(range(LANES)))))
    mixed = builder.xor(mixed, builder.lshr(mixed, each(30)))
    product, above = times(mixed, 0xBF58476D1CE4E5B9)
    mixed = builder.add(product, builder.and_(builder.bitcast(above, words), each(0xFFFFFFFF00000000)))
    mixed = builder.xor(mixed, builder.lshr(mixed, each(27)))
    product, above = times(mixed, 0x94D049BB133111EB)
    mixed = builder.bitcast(builder.add(builder.bitcast(product, halves), above), words)
    luck = builder.xor(builder.lshr(mixed, each(32)), builder.lshr(mixed, each(63)))
    lucky = builder.icmp_signed("<", luck, everywhere(most))
    return builder.zext(builder.bitcast(lucky, ir.IntType(LANES)), word)


@rule
def this_week(seed: Any, number: Any, week: Any, size: Any, flags: Any, words: Any, picks: Any) -> Any:
    """The keys of one week, with the scratch arrays of the world."""
    key, odd = keys(seed, number, week)
    return Now(week, key, odd, size, flags, words, picks)


def scratch(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Room for `candidates` and `those`: flags, the same bytes as words, and picks, for `size` posts."""
    flags = np.zeros((size + BLOCK - 1) // BLOCK * BLOCK, np.uint8)
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
