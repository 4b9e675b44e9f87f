"""Picks: the posts of which something holds, taken out of all posts without a branch for each of them.

A branch that goes now one way and now the other costs a processor as much as dozens of comparisons. So compiled code
first compares all, a byte each, packs 64 of the bytes into the bits of a word, and goes from 1 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from numpy import uint64

from legation.kernel.marks import compiled_twin

BLOCK = 64  # posts whose answers a word holds, one bit each
PACKS = 0x0102040810204080  # Moves the lowest bit of each of eight bytes into the top byte, in their order.


def those(now: Any, first: int, last: int, holds: Callable[..., bool], columns: tuple[Any, ...]) -> Iterable[int]:
    """The posts from `first` to before `last` for which a rule holds, before the loop over them changes anything.

    now      the week, as a step is given it
    holds    a rule that is handed a post and all of `columns`, and looks at this post's rows alone

    One loop over `those` or `candidates` may be open at a time: all use the scratch room of the world.
    """
    return [post for post in range(first, last) if holds(post, *columns)]


@compiled_twin(those)
def _those(now: Any, first: Any, last: Any, holds: Any, columns: Any) -> Callable[..., Any]:
    lowest = lowest_bit()

    def go(now: Any, first: Any, last: Any, holds: Any, columns: Any) -> Any:
        flags, words, picks = now.flags, now.words, now.picks
        begin, size = uint64(first), uint64(last) - uint64(first)
        for k in range(size):
            flags[k] = holds(begin + k, *columns)
        count = 0
        for block in range(uint64(0), size, uint64(BLOCK)):
            bits = uint64(0)
            for k in range(uint64(8)):
                bits |= ((words[(block >> uint64(3)) + k] * uint64(PACKS)) >> uint64(56)) << (uint64(8) * k)
            if size - block < uint64(BLOCK):
                bits &= (uint64(1) << (size - block)) - uint64(1)
            while bits != 0:
                picks[count] = begin + block + lowest(bits)
                count += 1
                bits &= bits - uint64(1)
        return picks[:count]

    return go


def lowest_bit() -> Any:
    """For compiled code: the place of the lowest 1 in a word of 64 bits that holds one."""
    from llvmlite import ir
    from numba.core import types
    from numba.extending import intrinsic

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    def lowest(typing: Any, word: Any) -> Any:
        return types.uint64(types.uint64), generate

    return intrinsic(lowest)
